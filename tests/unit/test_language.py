"""Words, amounts and names in both languages."""

from __future__ import annotations

import pytest

from e7wizard.assessment.model import Finding
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.language.amounts import money
from e7wizard.language.checking import english_in
from e7wizard.wizard.fields import ALL_FIELDS, occupation_fields


@pytest.mark.parametrize(
    ("krw", "en", "zh"),
    [
        (31_120_000, "KRW 31,120,000", "3,112万韩元"),
        (25_882_560, "KRW 25,882,560", "25,882,560韩元"),
        (1, "KRW 1", "1韩元"),
        (157_248_000, "KRW 157,248,000", "1亿5,724.8万韩元"),
        (-2_120_000, "-KRW 2,120,000", "-212万韩元"),
    ],
)
def test_money(krw: int, en: str, zh: str) -> None:
    assert money(krw, "en") == en
    assert money(krw, "zh") == zh


def test_every_question_says_what_is_asked_and_why(house: House) -> None:
    asked = {field.id for field in ALL_FIELDS.values()}
    for occupation in house.rulebook.occupations.values():
        asked |= {field.id for field in occupation_fields(occupation)}
    bare = [
        f"{language}: {path}.{key}"
        for language, texts in house.texts.items()
        for path in sorted(asked)
        for key in ("name", "ask", "why")
        if not texts.maybe(f"facts.{path}.{key}")
    ]
    assert bare == []


@pytest.mark.parametrize("text", ["请先 check your answers", "you 的回答", "The result"])
def test_english_is_found(text: str) -> None:
    assert english_in(text) is not None


@pytest.mark.parametrize(
    "text", ["持D-10-1时可以变更为E-7", "TOPIK 6级或KIIP 5阶段", "通过KOTRA推荐，GNI的1.5倍", "拨打1345"]
)
def test_names_are_no_english(text: str) -> None:
    assert english_in(text) is None


def test_the_korean_name_stands_next_to_every_code(house: House) -> None:
    for language in ("en", "zh"):
        speaker = house.speaker("zh" if language == "zh" else "en")
        for code, occupation in house.rulebook.occupations.items():
            said = speaker.occupation(code)
            assert said.startswith(f"{code} {occupation.name_ko}")
            assert house.texts[speaker.texts.language](f"occupations.{code}.name") in said


def test_every_finding_of_many_cases_can_be_said(house: House) -> None:
    """Whatever the engine states has words, with every placeholder filled, in both languages."""
    from tests.unit.test_properties import sample_cases

    for data in sample_cases(120):
        assessment = house.assess(Case.model_validate(data))
        for speaker in (house.speaker("en"), house.speaker("zh")):
            for finding in assessment.findings():
                assert_said(speaker.finding(finding), finding)
                speaker.remedy(finding)
            for change in assessment.changes:
                assert speaker.change(change)
            for item in assessment.to_confirm:
                assert speaker.confirm(item)
            for route in assessment.routes:
                assert all(speaker.route_missing(route))


def assert_said(said: str, finding: Finding) -> None:
    assert said
    assert "{" not in said, (finding.id, said)
    assert "None" not in said, (finding.id, said)


def test_the_chinese_has_no_english_in_what_it_says(house: House) -> None:
    from tests.unit.test_properties import sample_cases

    speaker = house.speaker("zh")
    for data in sample_cases(40):
        for finding in house.assess(Case.model_validate(data)).findings():
            if not {"words", "title"} & set(finding.params):
                assert english_in(speaker.finding(finding)) is None, speaker.finding(finding)
