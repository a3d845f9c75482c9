"""One word for one thing in both languages: each rule of the check can fail, and says what to write instead."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from e7wizard.language.amounts import LANGUAGES, Language
from e7wizard.language.term_checking import check_terms, said_wrong
from e7wizard.language.wordlists import Word, Wording, read_wording
from e7wizard.rulebook.loading import Fault
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wording() -> Wording:
    faults: list[Fault] = []
    found = read_wording(ROOT / "content", faults)
    assert found is not None and not faults
    return found


@pytest.fixture
def content(tmp_path: Path) -> Path:
    copy = tmp_path / "content"
    for folder in ("en", "zh", "wording"):
        shutil.copytree(ROOT / "content" / folder, copy / folder)
    return copy


def change(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence; returns its line."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_texts_keep_to_the_words() -> None:
    assert check_terms(ROOT / "content") == []


def test_every_rejected_word_is_found_and_told_what_to_use(wording: Wording) -> None:
    """Nothing in the lists is dead: neither spelling nor exceptions hide a rejected word."""
    for language in LANGUAGES:
        for word in wording.words(language):
            for rejected in word.rejected:
                said = list(said_wrong(f"x {rejected} x", language, wording))
                assert any(f"use '{word.use}'" in row for row in said), (language, rejected)


def test_the_word_to_use_and_the_exceptions_are_fine(wording: Wording) -> None:
    for language in LANGUAGES:
        for word in wording.words(language):
            for good in (word.use, *word.fine):
                assert list(word.found_in(good)) == [], (language, good)


def test_no_list_rejects_what_another_one_asks_for(wording: Wording) -> None:
    for language in LANGUAGES:
        words = wording.words(language)
        asked = [good for word in words for good in (word.use, *word.fine)]
        clashes = [(word.use, good) for word in words for good in asked for _ in word.found_in(good)]
        # Style rows tell in words what to write; only the terms are words of texts.
        assert not clashes, clashes


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Pick a Job Code first.", "says 'Job Code': use 'occupation code'"),
        ("en", "Two recommendation letters", "says 'recommendation letters': use 'employment recommendation letter'"),
        ("en", "a status change in Korea", "says 'status change': use 'change of status'"),
        ("en", "the minimum salary of E-7", "says 'minimum salary': use 'threshold'"),
        ("en", "You shall file", "says 'shall': use 'must or should'"),
        ("en", "an organization", "says 'organization': use 'organisation'"),
        ("en", 'the "real" work', "straight quotation mark"),
        ("en", "the real  work", "two spaces"),
        ("en", "the work , then pay", "space before punctuation"),
        ("zh", "先选职种", "says '职种': use '职业代码'"),
        ("zh", "雇用推荐书", "use '雇佣推荐信'"),
        ("zh", "达不到门槛", "says '门槛': use '工资标准'"),
        ("zh", "请您确认", "says '您': use '你'"),
        ("zh", "大专学历", "says '大专': use '专科'"),
        ("zh", "年薪3000万韩币", "use '韩元'"),
        ("zh", "年薪31,120,000韩元", "'31,120,000韩元' as a raw amount: write it in 万韩元"),
        ("zh", "年薪31120000韩元", "write it in 万韩元"),
        ("zh", "先问雇主,再申请", "half-width ',' beside Chinese"),
        ("zh", "注意:先问", "half-width ':' beside Chinese"),
        ("zh", "真的吗?", "write '？'"),
        ("zh", "学历(专科)", "half-width '(' beside Chinese"),
        ("zh", "先问雇主.", "half-width full stop"),
        ("zh", "持 D-10的人", "space in '持 D-10的"),
        ("zh", "5 名员工", "space in '5 名员工'"),
        ("zh", "先问，  再申请", "space beside full-width punctuation"),
        ("zh", '选"都不符合"', "quotation mark"),
        ("zh", "选「都不符合」", "quotation mark 「"),
        ("zh", "要有TOPIK4级", "write it like TOPIK 4级"),
        ("zh", "完成KIIP 4级", "KIIP 4阶段"),
        ("zh", "第425—430页", "write it with '-'"),
        ("zh", "申請簽證", "Traditional character '請'"),
    ],
)
def test_each_rule_can_fail(wording: Wording, language: Language, text: str, said: str) -> None:
    assert any(said in row for row in said_wrong(text, language, wording)), list(said_wrong(text, language, wording))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "D-2 留学"),
        ("zh", "持D-10的人有TOPIK 4级或KIIP 5阶段，可以看hikorea.go.kr；年薪3,112万韩元（约1,000,000韩元一步）。"),
        ("zh", "通过韩国语能力考试（TOPIK）"),
        ("zh", "在职／离职证明"),
        ("zh", "被驱逐出境的"),
        ("zh", "雇佣理由书（고용사유서, 활용계획서）"),
        ("en", "An employment recommendation letter; the Global Startup Immigration Center; licensed professionals."),
        ("en", "e.g. 36,000,000: the employer’s “own” words (not more)."),
    ],
)
def test_good_texts_pass(wording: Wording, language: Language, text: str) -> None:
    assert list(said_wrong(text, language, wording)) == []


def test_a_fault_names_file_line_key_and_term(content: Path) -> None:
    line = change(content / "zh/findings.yaml", "雇主有欠税。", "老板有欠税,要看职种。")
    said = [str(fault) for fault in check_terms(content)]
    assert f"content/zh/findings.yaml:{line}: findings.employer.tax_arrears.say: says '职种': use '职业代码'" in said
    assert any(f"findings.yaml:{line}:" in row and "half-width ','" in row for row in said)
    assert len(said) == 2


def test_the_line_of_a_text_in_a_list_and_of_a_points_table(content: Path) -> None:
    line = change(content / "en/routes/d.yaml", "You may not be paid,", "You shall not be paid,")
    row = change(content / "zh/points/e-7-s2.yaml", "name: 尖端产业", "name: 先进产业")
    said = [str(fault) for fault in check_terms(content)]
    assert any(one.startswith(f"content/en/routes/d.yaml:{line}:") for one in said), said
    assert any(one.startswith(f"content/zh/points/e-7-s2.yaml:{row}:") for one in said), said


def test_the_glossary_has_to_carry_the_term(content: Path) -> None:
    change(content / "zh/glossary.yaml", "name: 职业代码", "name: 职业编号")
    change(content / "wording/terms.yaml", "glossary: gni", "glossary: gni_per_head")
    said = "\n".join(map(str, check_terms(content)))
    assert "glossary.occupation_code.name: does not hold the term '职业代码'" in said
    assert "content/wording/terms.yaml:1: gni_per_head: no entry of the zh glossary has this name" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("not: [职种", "not: [职业代码, 职种", "is the word to use and rejected at once"),
        ("{use: points table, not:", "{use: points table, nott:", "nott"),
        ("- zh: {use: 申报, not: [天内报告, 事后报告]}", "- {}", "needs a word in en or zh"),
    ],
)
def test_mistakes_in_the_lists_are_said(content: Path, old: str, new: str, said: str) -> None:
    change(content / "wording/terms.yaml", old, new)
    found = [str(fault) for fault in check_terms(content)]
    assert found and all(row.startswith("content/wording/terms.yaml:") for row in found)
    assert any(said in row for row in found), found


def test_a_missing_list_is_said(content: Path) -> None:
    (content / "wording/style.yaml").unlink()
    assert [str(fault) for fault in check_terms(content)] == ["content/wording/style.yaml:1: the file is missing"]


def test_whole_words_and_plurals_in_english() -> None:
    word = Word.model_validate({"use": "points table", "not": ["score table"]})
    assert list(word.found_in("Score tables; scoreboard table; a score table")) == ["Score tables", "score table"]
