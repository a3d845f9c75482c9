"""The papers to pass on: they draw for everybody, say nothing private unasked, load nothing, and stay short."""

from __future__ import annotations

import datetime as dt
import random
import re
from typing import Any

import pytest

from e7wizard.assessment.model import Assessment
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.language import LANGUAGES, Language
from e7wizard.report.brief import Brief, brief_of
from e7wizard.report.csv_summary import write_summary
from e7wizard.report.discretion import discreet, has_sensitive, sensitive_facts, telling_statuses, without_sensitive
from e7wizard.report.fitting import PAGE_HEIGHT, ROOM, fit, height
from e7wizard.report.html_summary import html_summary
from e7wizard.report.text_summary import text_summary
from tests.unit.test_properties import sample_cases
from tests.unit.test_scenarios import SCENARIOS

TODAY = dt.date(2026, 11, 29)
WAYS: list[tuple[Language, ...]] = [("en",), ("zh",), ("en", "zh"), ("zh", "en")]
MANY = random.Random(4).sample(SCENARIOS, len(SCENARIOS))
SOME = MANY[:30]
PRIVATE: dict[str, Any] = {
    "criminal_fine_3y_krw": 7_654_321,
    "criminal_fine_5y_krw": 7_654_321,
    "ethnic_korean": True,
    "fines_immigration_3y_krw": 7_654_321,
    "fines_immigration_5y_krw": 7_654_321,
    "immigration_violations_10y": 4,
    "largest_fine_10y_krw": 7_654_321,
    "male_nationality_lost_after_20180501_without_service": True,
    "parent_of_korean_minor": True,
    "prison_or_removal_5y": True,
    "small_fines_10y": 3,
    "spouse_of_korean": True,
    "spouse_status": "E-7-1",
}


def told(house: House, case: Case, with_sensitive: bool = False) -> tuple[Case, Assessment]:
    if with_sensitive:
        return case, house.assess(case)
    case = without_sensitive(case, house.rulebook)
    return case, discreet(house.assess(case), house.rulebook)


def briefs(house: House, case: Case, languages: tuple[Language, ...], with_sensitive: bool = False) -> list[Brief]:
    found, judged = told(house, case, with_sensitive)
    return [brief_of(found, judged, house.speaker(language), with_sensitive) for language in languages]


def papers(house: House, case: Case, with_sensitive: bool = False) -> dict[str, str]:
    """Everything that can be taken away, by name."""
    found, judged = told(house, case, with_sensitive)
    made = {}
    for languages in WAYS:
        many = briefs(house, case, languages, with_sensitive)
        made["+".join(languages)] = html_summary(many, TODAY)
    for language in LANGUAGES:
        speaker = house.speaker(language)
        brief = brief_of(found, judged, speaker, with_sensitive)
        made[f"text {language}"] = text_summary(brief, house.texts[language]("caution.short"))
        made[f"csv {language}"] = write_summary(found, judged, speaker, with_sensitive).decode("utf-8-sig")
    return made


def with_private(case: Case) -> Case:
    return case.model_copy(update={"person": case.person.model_copy(update=PRIVATE)})


@pytest.mark.parametrize("row", SOME)
def test_it_draws_short_and_by_itself(house: House, row: dict[str, Any]) -> None:
    case = Case.model_validate(row["case"])
    for with_sensitive in (False, True):
        for name, paper in papers(house, case, with_sensitive).items():
            said = re.sub(r"<style>.*?</style>", "", paper, flags=re.DOTALL)
            assert not re.search(r"\{[a-z_]+\}", said), name
            if name.startswith("text"):
                assert 200 < len(paper) < 2_500
            elif not name.startswith("csv"):
                loads_nothing(paper)
    for languages in WAYS:
        many = briefs(house, case, languages)
        assert height(many, fit(many)) <= 2 * PAGE_HEIGHT * ROOM


def loads_nothing(paper: str) -> None:
    tags = re.findall(r"<[^>]*>", paper)
    assert not [tag for tag in tags if re.search(r"https?:|//|\b(?:src|href|on\w+)\s*=", tag)]
    assert not re.search(r"url\(|@import", paper)
    assert not re.search(r"<(?:script|link|img|iframe|object|base)\b", paper)


@pytest.mark.parametrize("part", range(4))
def test_both_languages_have_the_same_rows_and_fit(house: House, long_run: bool, part: int) -> None:
    """The estimate never has to give up, so that nothing is pushed to a third page."""
    for row in MANY[part :: 4 if long_run else 16]:
        many = briefs(house, Case.model_validate(row.values[0]["case"]), ("en", "zh"))
        english, chinese = many
        assert [one.id for one in english.sections] == [one.id for one in chinese.sections]
        for one, other in zip(english.sections, chinese.sections, strict=True):
            assert len(one.rows) == len(other.rows), (row.id, one.id)
        assert height(many, fit(many)) <= 2 * PAGE_HEIGHT * ROOM, row.id


def test_the_private_facts_are_those_of_the_rules(house: House) -> None:
    assert {f"person.{name}" for name in PRIVATE} == sensitive_facts(house.rulebook)
    assert telling_statuses(house.rulebook) == {"F-3", "F-4", "F-6"}


def test_nothing_private_changes_a_letter(house: House, long_run: bool) -> None:
    """Not only the facts: no state, order or gap may tell them either, whatever they are."""
    for data in sample_cases(1_000 if long_run else 12, seed=21):
        case = without_sensitive(Case.model_validate(data), house.rulebook)
        private = with_private(case)
        assert has_sensitive(private, house.rulebook) and not has_sensitive(case, house.rulebook)
        assert papers(house, private) == papers(house, case)


def test_nothing_private_is_even_named(house: House) -> None:
    names = {
        language: {house.speaker(language).fact(path) for path in sensitive_facts(house.rulebook)}
        for language in LANGUAGES
    }
    cases = [*sample_cases(12, seed=22), *({"person": {"current_status": id}} for id in ("F-3", "F-4", "F-6"))]
    for data in cases:
        case = with_private(Case.model_validate(data))
        for name, paper in papers(house, case).items():
            shown = [line for line in paper.splitlines() if not line.startswith('"case",')]
            text = "\n".join(shown)
            for language in LANGUAGES:
                assert not [one for one in names[language] if len(one) > 2 and one in text], name
            assert not re.search(r"(?<![\w-])F-[346](?![\w])(?!-R)", text) or mentions_in_rules_only(text), name
            assert "7,654,321" not in text and "7654321" not in text


def mentions_in_rules_only(text: str) -> bool:
    """A status may be named where a rule text lists it; it may not be the person's, or stand among the routes."""
    return not re.search(r'"route","F-[346]"|From F-[346]|从F-[346]|F-[346] (?:is|동반|재외|결혼)', text)


def test_what_is_asked_for_is_there(house: House) -> None:
    case = with_private(Case.model_validate({"job": {"occupation": "2223"}, "person": {"nationality": "CN"}}))
    paper = papers(house, case, with_sensitive=True)
    assert house.speaker("en").fact("person.ethnic_korean") in paper["en"]
    assert "765.4321万韩元" in paper["zh"] or "7,654,321韩元" in paper["zh"]
    assert house.texts["en"]("hand_over.sensitive") in paper["text en"]


def test_what_was_typed_stays_text(house: House) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">" onload="x'
    case = Case.model_validate(
        {
            "job": {
                "title": evil,
                "duties": f"finding overseas buyers {evil} sending quotations",
                "mix": [{"duty": evil, "percent": 60}],
            }
        }
    )
    for with_sensitive in (False, True):
        for name, paper in papers(house, case, with_sensitive).items():
            if not name.startswith(("csv", "text")):
                loads_nothing(paper)
                assert "&lt;script&gt;" in paper
