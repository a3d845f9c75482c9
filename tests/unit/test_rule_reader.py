"""The rule reader: every rule in words in both languages, and signatures that lapse when a rule changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.rule_coverage import TARGET, report
from e7wizard.house import House, load_house
from e7wizard.language import LANGUAGES
from e7wizard.language.checking import english_in
from e7wizard.report.explain import explain
from e7wizard.report.rule_reader import read_rules, report_text, review_text
from e7wizard.rulebook.reviews import hash_of
from tests.conftest import ROOT


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_every_occupation_is_said(house: House, language: str) -> None:
    speaker = house.speaker(language)  # type: ignore[arg-type]
    for code, occupation in house.rulebook.occupations.items():
        sections = read_rules(house.rulebook, speaker, code)
        said = "\n".join(line.text for section in sections for line in section.lines)
        assert "{" not in said
        for path in (*occupation.qualification.paths, *occupation.qualification.also):
            assert speaker.texts(f"occupations.{code}.paths.{path.id}") in said
        for rule in occupation.employer:
            assert speaker.texts(f"occupations.{code}.employer_rules.{rule.id}") in said
        for check in (*occupation.qualification.human_check, *occupation.employer_human_check):
            assert speaker.texts(f"occupations.{code}.human_check.{check.id}") in said
        assert all(section.sources for section in sections)
        if language == "zh":
            assert not english_in(said), (code, english_in(said))


def test_explain_says_that_nobody_has_signed(house: House) -> None:
    assert "No licensed professional has reviewed" in explain(house.rulebook, house.speaker("en"), "451")


def test_the_report_names_file_edition_and_pages(house: House) -> None:
    said = report_text(house.rulebook, house.speaker("en"), "451")
    assert "content/rules/occupations/3-clerks-and-service.yaml" in said
    assert "2026-09" in said
    assert "228" in said


def signed(tmp_path: Path, change: bool) -> House:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    file = "occupations/3-clerks-and-service.yaml"
    row = f'- {{file: {file}, reviewer: 홍길동, licence: "123", date: 2026-11-20, hash: {hash_of(content / "rules" / file)}}}\n'
    (content / "rules/reviews.yaml").write_text(row, "utf-8")
    if change:
        path = content / "rules" / file
        path.write_text(path.read_text("utf-8").replace("at_least: 3}", "at_least: 2}", 1), "utf-8")
    return load_house(content)


def test_a_signature_lapses_when_the_rule_changes(tmp_path: Path) -> None:
    house = signed(tmp_path / "same", change=False)
    assert "unchanged since" in review_text(house.rulebook, house.speaker("en"), "451")
    assert "No licensed professional" in review_text(house.rulebook, house.speaker("en"), "2842")
    house = signed(tmp_path / "changed", change=True)
    assert "no longer holds" in review_text(house.rulebook, house.speaker("en"), "451")


def test_the_coverage_report_is_up_to_date(house: House) -> None:
    assert TARGET.read_text("utf-8") == report(house), "run python benchmarks/rule_coverage.py"
