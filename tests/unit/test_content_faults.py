"""One broken content file per kind of mistake: the message names file, line, key and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from e7wizard.house import check_house
from e7wizard.rulebook import ContentError, load_rulebook
from tests.conftest import ROOT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    copy = tmp_path / "content"
    shutil.copytree(ROOT / "content", copy)
    return copy


def change(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence; returns its line."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults(content: Path) -> str:
    with pytest.raises(ContentError) as caught:
        load_rulebook(content)
    return str(caught.value)


def test_amount_that_is_no_number(content: Path) -> None:
    line = change(content / "rules/salary.yaml", "E-7-1: 31120000", "E-7-1: a lot")
    said = faults(content)
    assert f"content/rules/salary.yaml:{line}:" in said
    assert "thresholds.1.krw.E-7-1" in said
    assert "a lot" in said


def test_unknown_key(content: Path) -> None:
    change(content / "rules/salary.yaml", "newcomer_years: 3", "newcomer_years: 3\nnewcomer_yaers: 3")
    assert "newcomer_yaers: Extra inputs are not permitted" in faults(content)


def test_missing_source(content: Path) -> None:
    change(content / "rules/tiers.yaml", ", sources: [V:170-171, V:183-185]", "")
    said = faults(content)
    assert "content/rules/tiers.yaml:2: 0.sources: Field required" in said


def test_source_of_an_unknown_document(content: Path) -> None:
    change(content / "rules/employer.yaml", "tax_arrears: [V:176, S:218]", "tax_arrears: [X:176]")
    said = faults(content)
    assert "content/rules/employer.yaml" in said
    assert "cites the document 'X'" in said


def test_citation_that_is_none(content: Path) -> None:
    change(content / "rules/employer.yaml", "tax_arrears: [V:176, S:218]", "tax_arrears: ['page 176']")
    assert "is no citation" in faults(content)


def test_condition_on_an_unknown_fact(content: Path) -> None:
    change(content / "rules/qualification.yaml", "experience.global_500_years", "experience.global_50_years")
    assert "compares 'experience.global_50_years', which is no fact of a case" in faults(content)


def test_condition_without_a_shape(content: Path) -> None:
    change(content / "rules/qualification.yaml", "{fact: experience.global_500_years, at_least: 1}", "{years: 1}")
    assert "is no condition" in faults(content)


def test_condition_with_two_comparisons(content: Path) -> None:
    change(
        content / "rules/qualification.yaml",
        "{fact: person.topik, at_least: 6}",
        "{fact: person.topik, at_least: 6, is: 6}",
    )
    assert "needs exactly one of" in faults(content)


def test_unknown_level(content: Path) -> None:
    change(content / "rules/qualification.yaml", "at_least: master}", "at_least: magister}")
    assert "'magister' is no level of education" in faults(content)


def test_dates_the_wrong_way_round(content: Path) -> None:
    change(content / "rules/salary.yaml", "to: 2025-12-31", "to: 2025-01-31")
    assert "before it starts" in faults(content)


def test_overlapping_dates(content: Path) -> None:
    change(content / "rules/salary.yaml", "to: 2025-12-31", "to: 2026-03-31")
    assert "overlap" in faults(content)


def test_key_twice(content: Path) -> None:
    line = change(content / "rules/edition.yaml", 'id: "2026-09"', 'id: "2026-09"\nid: "2026-10"')
    assert f"content/rules/edition.yaml:{line + 1}: the key 'id' stands twice" in faults(content)


def test_broken_yaml(content: Path) -> None:
    (content / "rules/edition.yaml").write_text("id: [", "utf-8")
    assert "content/rules/edition.yaml:" in faults(content)


def test_wrong_encoding(content: Path) -> None:
    (content / "rules/edition.yaml").write_bytes("id: 版".encode("gbk"))
    assert "is not UTF-8" in faults(content)


def test_missing_file(content: Path) -> None:
    (content / "rules/edition.yaml").unlink()
    assert "content/rules/edition.yaml:1: the file is missing" in faults(content)


def test_code_twice(content: Path) -> None:
    change(content / "rules/occupations/1-managers.yaml", '- code: "1120"', '- code: "S110"')
    assert "the code stands 2 times" in faults(content)


def test_occupation_left_out(content: Path) -> None:
    (content / "rules/occupations/7-points-skilled.yaml").write_text("[]", "utf-8")
    assert "says 3 occupations, content/rules/occupations has 0" in faults(content)


def test_all_faults_are_listed_at_once(content: Path) -> None:
    change(content / "rules/salary.yaml", "E-7-1: 31120000", "E-7-1: a lot")
    change(content / "rules/tiers.yaml", ", sources: [V:170-171, V:183-185]", "")
    assert len(faults(content).splitlines()) >= 2


def texts(content: Path) -> str:
    return "\n".join(str(fault) for fault in check_house(content))


def test_text_missing_in_one_language(content: Path) -> None:
    line = change(content / "en/ui.yaml", "begin: Start\n", "begin: Start\nbegins: Start\n")
    assert f"content/en/ui.yaml:{line + 1}: ui.begins: stands in en but not in zh" in texts(content)


def test_placeholder_lost_in_translation(content: Path) -> None:
    change(content / "zh/ui.yaml", "第{number}步，共{total}步", "第{number}步")
    assert "ui.progress: has the placeholders ['number'], English has ['number', 'total']" in texts(content)


def test_english_in_the_chinese(content: Path) -> None:
    change(content / "zh/ui.yaml", "begin: 开始", "begin: Start here")
    assert "English in the Chinese text: 'Start here'" in texts(content)


def test_text_that_the_rules_need(content: Path) -> None:
    change(content / "rules/to_confirm.yaml", "- {id: not_barred,", "- {id: not_barred_at_all,")
    assert "confirm.not_barred_at_all: the rules need this text" in texts(content)


def test_empty_text(content: Path) -> None:
    change(content / "zh/ui.yaml", "begin: 开始", 'begin: ""')
    assert "ui.begin: is empty" in texts(content)
