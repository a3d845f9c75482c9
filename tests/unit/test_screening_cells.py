"""Heads and cells of tables as people keep them: read as they are meant, or refused with what would be right."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from e7wizard.case import PARTS, Case
from e7wizard.language import LANGUAGES
from e7wizard.rulebook.rulebook import CONTENT
from e7wizard.screening.cells import read_cell
from e7wizard.screening.faults import BadCell, CellFault, TableFault, Unfit, say_faults
from e7wizard.screening.headers import Column, read_header
from e7wizard.screening.kinds import adapter_of, kind_of
from e7wizard.screening.mapping import Mapping, find_mapping, read_mapping, tell_mapping
from e7wizard.screening.vocabulary import Vocabulary, default_house, vocabulary_of
from e7wizard.screening.words import FILE, check_words


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return vocabulary_of(default_house())


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("岗位名称", Column("job.title")),
        ("工作内容", Column("job.duties")),
        ("年薪", Column("pay.annual_krw", "won")),
        ("月薪", Column("pay.annual_krw", "won", "month")),
        ("月薪（万韩元）", Column("pay.annual_krw", "man", "month")),
        ("年薪万韩元", Column("pay.annual_krw", "man")),
        ("年薪（单位：万韩元）", Column("pay.annual_krw", "man")),
        ("annual salary (KRW)", Column("pay.annual_krw", "won")),
        ("Salary in million KRW", Column("pay.annual_krw", "million")),
        ("Salary (KRW, monthly)", Column("pay.annual_krw", "won", "month")),
        ("Monthly pay (10,000 KRW)", Column("pay.annual_krw", "man", "month")),
        ("salary per month", Column("pay.annual_krw", "won", "month")),
        ("연봉(만원)", Column("pay.annual_krw", "man")),
        ("年销售额（亿韩元）", Column("employer.annual_sales_krw", "eok")),
        ("工作经验（月）", Column("experience.related_years", "months")),
        ("学历", Column("education.level")),
        ("专业", Column("education.field")),
        ("国籍", Column("person.nationality")),
        ("签证", Column("person.current_status")),
        ("Korean  Employees:", Column("employer.korean_staff")),
        ("years of experience", Column("experience.related_years")),
        ("PAY.ANNUAL_KRW", Column("pay.annual_krw", "won")),
        ("other_degrees.1.level", Column("other_degrees.1.level")),
        ("job.mix.0.duty", Column("job.mix.0.duty")),
        ("case ID", Column("id")),
        ("单位名称", Column(None, why="personal")),
        ("Name", Column(None, why="personal")),
        ("salary (USD)", Column(None, why="currency")),
        ("年薪（人民币）", Column(None, why="currency")),
        ("备注", Column(None)),
    ],
)
def test_heads_as_people_write_them(words: Vocabulary, head: str, column: Column) -> None:
    assert read_header(head, words.heads) == column


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_product_calls_a_fact_is_understood(words: Vocabulary, language: Any) -> None:
    """Each name leads to its fact, or to another one that has the very same name."""
    texts = words.texts[language]
    for section in PARTS:
        for name in Case.model_fields[section].annotation.model_fields:  # type: ignore[union-attr]
            path = f"{section}.{name}"
            assert read_header(path, words.heads).path == path
            said = texts.maybe(f"facts.{path}.name")
            found = read_header(said, words.heads).path if said else path
            assert found == path or texts(f"facts.{found}.name") == said, said


@pytest.mark.parametrize(
    ("path", "cell", "value"),
    [
        ("pay.annual_krw", "3,300万", 33_000_000),
        ("pay.annual_krw", "33 million", 33_000_000),
        ("pay.annual_krw", "3300万韩元", 33_000_000),
        ("pay.annual_krw", 33_000_000.0, 33_000_000),
        ("pay.annual_krw", np.int64(33_000_000), 33_000_000),
        ("pay.annual_krw", "3.3E+07", 33_000_000),
        ("person.prior_salary_usd", "$50,000", 50_000),
        ("education.related", "Y", True),
        ("education.related", "是", True),
        ("education.related", 1.0, True),
        ("education.related", "无", False),
        ("filing.date", dt.datetime(2026, 11, 23), dt.date(2026, 11, 23)),
        ("filing.date", pd.Timestamp("2026-11-23"), dt.date(2026, 11, 23)),
        ("filing.date", "2026/11/23", dt.date(2026, 11, 23)),
        ("filing.date", "2026-11-23 00:00:00", dt.date(2026, 11, 23)),
        ("filing.date", 46_349, dt.date(2026, 11, 23)),
        ("education.graduated", "2026-11", "2026-11"),
        ("education.graduated", dt.date(2024, 6, 1), "2024-06-01"),
        ("education.graduated", 2024.0, "2024"),
        ("education.level", "本科", "bachelor"),
        ("education.level", "Bachelor's degree", "bachelor"),
        ("other_degrees.0.level", "硕士", "master"),
        ("employer.size", "中小企业", "sme"),
        ("person.current_status", "D10", "D-10"),
        ("person.current_status", "d-10-1", "D-10-1"),
        ("person.current_status", "D-10-1 求职", "D-10-1"),
        ("person.current_status", "E71", "E-7-1"),
        ("person.current_status", "无", "none"),
        ("person.nationality", "China", "CN"),
        ("person.nationality", "中国", "CN"),
        ("person.nationality", "CHN", "CN"),
        ("job.occupation", 2842.0, "2842"),
        ("job.occupation", "2842 해외 영업원", "2842"),
        ("person.topik", "TOPIK 4级", 4),
        ("person.topik", 4.0, 4),
        ("person.age", "27岁", 27),
        ("experience.related_years", "2年半", 2.5),
        ("person.affiliate_abroad_months", "6 months", 6),
        ("person.ownership_share", "30%", 0.3),
        ("facts.cook_certificate", "cn_grade_1, cn_grade_2", ["cn_grade_1", "cn_grade_2"]),
        ("person.oasis_courses", "1, 2、5", [1, 2, 5]),
        ("employer.recommendation", "unknown", "unknown"),
        ("pay.annual_krw", "不清楚", None),
        ("pay.annual_krw", pd.NA, None),
        ("pay.annual_krw", float("nan"), None),
        ("job.duties", "  ", None),
        ("job.duties", 5.0, "5"),
    ],
)
def test_cells_as_people_write_them(words: Vocabulary, path: str, cell: Any, value: Any) -> None:
    assert read_cell(cell, read_header(path, words.heads), words) == value


@pytest.mark.parametrize(
    ("head", "cell", "krw"),
    [
        ("月薪（万韩元）", 275, 33_000_000),
        ("salary (million KRW)", 33.5, 33_500_000),
        ("月薪", 2_777_777.78, 33_333_333),
        ("年薪（万韩元）", "3,300", 33_000_000),
        ("年薪（万韩元）", "33 million", 33_000_000),
    ],
)
def test_units_and_periods_of_heads_count(words: Vocabulary, head: str, cell: Any, krw: int) -> None:
    assert read_cell(cell, read_header(head, words.heads), words) == krw


@pytest.mark.parametrize(
    ("path", "cell", "rule"),
    [
        ("pay.annual_krw", "lots", "money"),
        ("pay.annual_krw", True, "money"),
        ("pay.annual_krw", -5, "negative"),
        ("education.related", "maybe", "yes_no"),
        ("filing.date", "2026-11", "date"),
        ("education.level", "kindergarten", "choice"),
        ("person.current_status", "Z-9", "status"),
        ("person.nationality", "Atlantis", "country"),
        ("job.occupation", "2742", "former_code"),
        ("job.occupation", "9", "code"),
        ("person.topik", 9, "level"),
        ("person.age", 300, "number_between"),
        ("person.age", 27.5, "whole_number"),
        ("pay.weekly_hours", 0, "number_above"),
        ("job.title", "x" * 301, "too_long"),
        ("job.mix", "a bit of everything", "mix"),
        ("job.mix", "sales 80%; admin 40%", "over_100"),
        ("pay.annual_krw", BadCell("formula"), "formula"),
    ],
)
def test_what_cannot_be_read_says_what_would_be_right(words: Vocabulary, path: str, cell: Any, rule: str) -> None:
    with pytest.raises(Unfit) as refused:
        read_cell(cell, read_header(path, words.heads), words)
    assert refused.value.key == rule
    fault = CellFault("head", path, rule, tuple(refused.value.values.items()))
    for language in LANGUAGES:
        said = say_faults([fault], words.texts[language], words.options(language))
        assert "head" in said
        assert len(str(cell)) < 3 or str(cell) not in said


def test_shares_of_working_time(words: Vocabulary) -> None:
    for text in (
        "sales 60%; admin 40%",
        "60% sales, 40% admin",
        '[{"duty":"sales","percent":60},{"duty":"admin","percent":40}]',
    ):
        found = read_cell(text, Column("job.mix"), words)
        assert [(part.duty, part.percent) for part in found] == [("sales", 60), ("admin", 40)]


def test_every_fact_has_a_kind_and_bounds() -> None:
    for section in PARTS:
        for name in Case.model_fields[section].annotation.model_fields:  # type: ignore[union-attr]
            assert kind_of(f"{section}.{name}")
            assert adapter_of(f"{section}.{name}")


def test_the_words_are_checked(tmp_path: Path) -> None:
    assert check_words() == []
    shutil.copytree(CONTENT / "screening", tmp_path / "content" / "screening")
    file = tmp_path / "content" / FILE
    text = file.read_text("utf-8")
    text = text.replace("person.age: [age,", "person.ages: [age,").replace(
        "personal: [name,", "personal: [name, 年薪, salary,"
    )
    file.write_text(text.replace("    bachelor: [bachelor,", "    bachelors: [bachelor,"), "utf-8")
    said = "\n".join(map(str, check_words(tmp_path / "content")))
    assert "no fact of a case has this path" in said
    assert "'salary' also stands for pay.annual_krw" in said
    assert "the fact has no such option" in said
    assert "headers.yaml:" in said


def test_a_mapping_is_shown_corrected_and_kept(words: Vocabulary) -> None:
    heads = ["Tasks", "姓名", "budget", "salry", "fee (USD)"]
    mapping = find_mapping(heads, words, {"budget": {"fact": "pay.annual_krw", "unit": "man", "period": "month"}})
    said = "\n".join(tell_mapping(mapping, words, words.texts["en"]))
    assert "budget → annual pay (10,000 KRW a month)" in said
    assert "“姓名”" in said
    assert "Not understood and not read: “salry”. Is annual pay (pay.annual_krw) meant?" in said
    again = find_mapping(heads, words, read_mapping(mapping.to_yaml()))
    assert again.read() == mapping.read()
    assert again.left("left_out") == ["姓名", "salry", "fee (USD)"]
    assert isinstance(again, Mapping)


@pytest.mark.parametrize(
    ("heads", "corrections", "fault"),
    [
        (["duties", "duties"], {}, "duplicate_headers"),
        (["duties", "年薪", "月薪"], {}, "same_fact"),
        (["年薪", "国籍"], {}, "missing_columns"),
        (["duties"], {"nope": "job.title"}, "mapping_header"),
        (["duties", "x"], {"x": "job.nope"}, "mapping_fact"),
        (["duties", "x"], {"x": {"fact": "pay.annual_krw", "unit": "euro"}}, "mapping_unit"),
    ],
)
def test_mappings_that_cannot_be_used(words: Vocabulary, heads: list[str], corrections: Any, fault: str) -> None:
    with pytest.raises(TableFault) as refused:
        find_mapping(heads, words, corrections)
    assert refused.value.key == fault
    for language in LANGUAGES:
        assert refused.value.said(words.texts[language])


@pytest.mark.parametrize("text", ["a: [", "- 1", "columns: 5", "a: {fact: job.title, colour: red}"])
def test_mapping_files_that_are_none(text: str) -> None:
    with pytest.raises(TableFault, match="mapping_file"):
        read_mapping(text)
