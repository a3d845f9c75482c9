"""The sheet for HR asks what the employer alone can tell, all of that, and nothing private."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from e7wizard.assessment import Assessment
from e7wizard.case import Case
from e7wizard.house import House, check_house, load_house
from e7wizard.language import LANGUAGES, Language
from e7wizard.language.korean import korean_day, won
from e7wizard.language.korean_checking import SECTIONS, check_korean, employer_side, foreign_in
from e7wizard.report.hr_sheet import HrSheet, file_name, hr_sheet, plain_text
from tests.conftest import ROOT
from tests.unit.test_scenarios import SCENARIOS

BESIDE = {"person.current_employer_recommendation", "person.advanced_industry_job"}
"""Facts of the person that are the employer's to tell."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PRIVATE = re.compile("벌금|범칙금|범죄|형사|혼인|결혼|배우자|동포|재외|자녀|국적|나이|병역|토픽|사회통합")
"""Korean words for fines, crime, marriage, descent and the like."""


def sheet_of(house: House, case: Case, language: Language = "en") -> tuple[HrSheet, Assessment]:
    found = house.assess(case)
    return hr_sheet(case, found, house.hr, house.speaker(language)), found


def case_of(**sections: Any) -> Case:
    return Case.model_validate({"filing": {"date": "2026-11-29"}, "job": {"occupation": "2351"}, **sections})


@pytest.mark.parametrize("row", SCENARIOS[::4])
def test_what_a_scenario_asks(house: House, row: dict[str, Any]) -> None:
    case = Case.model_validate(row["case"])
    found = house.assess(case)
    sheets = {language: hr_sheet(case, found, house.hr, house.speaker(language)) for language in LANGUAGES}
    asks_what_is_open(house, sheets["en"], found)
    is_korean_and_not_private(house, sheets["en"])
    has_its_meaning_in_both_languages(house, sheets["en"], sheets["zh"])


def asks_what_is_open(house: House, sheet: HrSheet, found: Assessment) -> None:
    """All that is missing and the employer's to tell, and nothing that is known."""
    asked = [one.id for one in sheet.questions]
    assert len(asked) == len(set(asked))
    missing = {path for finding in found.findings() for path in finding.missing}
    assert missing & ((employer_side() - set(house.hr.own)) | BESIDE) <= set(asked)
    presumed = {item.params["fact"] for item in found.to_confirm if item.id == "presumed"}
    points = {item.id for item in found.to_confirm}
    points |= {f"{item.params['code']}.{item.params['check']}" for item in found.to_confirm if "check" in item.params}
    assert set(asked) <= missing | presumed | points
    assert [paper.id for paper in sheet.papers] == [paper.id for paper in found.documents.employer]
    numbers = [one.number for one in (*sheet.questions, *sheet.papers)]
    assert numbers == list(range(1, len(numbers) + 1))


def is_korean_and_not_private(house: House, sheet: HrSheet) -> None:
    for line in plain_text(sheet, house.hr).splitlines():
        assert not PRIVATE.search(line), line
        assert not re.search(r"[{}]|None", line), line
        assert line.startswith("- 직종") or foreign_in(line) is None, line
    ids = {one.id for one in sheet.questions}
    assert not ids & {rule.path for rule in house.rulebook.files.facts if rule.sensitive}
    assert {id for id in ids if id.startswith(("person.", "education.", "experience."))} <= BESIDE


def has_its_meaning_in_both_languages(house: House, english: HrSheet, chinese: HrSheet) -> None:
    assert plain_text(english, house.hr) == plain_text(chinese, house.hr)
    for one, other in zip((*english.questions, *english.papers), (*chinese.questions, *chinese.papers), strict=True):
        assert one.korean == other.korean
        assert one.meaning and one.why and one.meaning != other.meaning
        assert CHINESE.search(other.meaning) and CHINESE.search(other.why), other
        assert not re.search(r"[{}]", one.meaning + one.why + other.meaning + other.why)


def test_meanings_of_their_own_belong_to_something_that_is_asked(house: House) -> None:
    checks = {key.partition(".")[2] for key in house.hr.checks}
    for texts in house.texts.values():
        assert set(texts.keys("hr.meaning.checks")) <= checks
        for section in texts.keys("hr.meaning.facts"):
            for name in texts.keys(f"hr.meaning.facts.{section}"):
                assert f"{section}.{name}" in house.hr.questions


def test_an_answer_takes_its_question_away(house: House) -> None:
    job = {"occupation": "31124"}
    before, _ = sheet_of(house, case_of(job=job))
    assert "facts.sales_place" in {one.id for one in before.questions}
    after, _ = sheet_of(house, case_of(job=job, facts={"sales_place": "duty_free_shop"}))
    assert "facts.sales_place" not in {one.id for one in after.questions}


def test_tax_arrears_are_asked_once(house: House) -> None:
    sheet, _ = sheet_of(house, case_of())
    assert sum("체납" in one.korean for one in sheet.questions) == 1


def test_the_head_names_code_amount_and_days(house: House) -> None:
    case = case_of(
        filing={"date": "2026-11-29", "stay_expires": "2027-02-28", "start_date": "2027-01-04"},
        pay={"annual_krw": 36_000_000},
    )
    sheet, found = sheet_of(house, case, "zh")
    amount = found.salary.threshold_krw
    assert amount
    assert [line.korean for line in sheet.about] == [
        f"직종: 2351 {house.rulebook.occupations['2351'].name_ko} (E-7-1)",
        f"급여 기준: 연 {won(amount)} 이상 (2026년 11월 29일 신청 기준)",
        "현재 체류기간 만료일: 2027년 2월 28일 (만료 전에 신청해야 합니다)",
        "근무 시작 예정일: 2027년 1월 4일 (허가를 받은 뒤에 근무할 수 있습니다)",
    ]
    assert all(CHINESE.search(line.meaning) for line in sheet.about)


def test_the_offered_pay_is_not_told(house: House) -> None:
    sheet, _ = sheet_of(house, case_of(pay={"annual_krw": 27_654_321}))
    assert "27,654,321" not in plain_text(sheet, house.hr)


def test_an_empty_case_asks_for_the_job_first(house: House) -> None:
    sheet, found = sheet_of(house, Case())
    assert [one.id for one in sheet.questions][:2] == ["job.duties", "job.occupation"]
    assert "아직 정해지지 않음" in plain_text(sheet, house.hr)
    assert file_name(dt.date(2026, 11, 29), found) == "hr-questions-2026-11-29-open.txt"


def test_an_earlier_edition_without_the_sheet_can_still_be_compared(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("ko"))
    assert load_house(content).hr.questions
    assert [str(fault) for fault in check_house(content)] == ["content/ko/hr.yaml:1: the file is missing"]


def test_the_file_name_says_nothing_about_the_person(house: House) -> None:
    found = house.assess(case_of(id="Li Ming"))
    assert file_name(dt.date(2026, 11, 29), found) == "hr-questions-2026-11-29-2351.txt"


def test_korean_amounts_and_days() -> None:
    assert won(31_234_567) == "31,234,567원"
    assert korean_day(dt.date(2026, 1, 5)) == "2026년 1월 5일"


def test_only_two_facts_of_the_person_are_asked(house: House) -> None:
    assert {path for path in house.hr.questions if path.partition(".")[0] not in SECTIONS} == BESIDE


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  employer.size: ", "  employer.sise: ", "questions.employer.size: needs a Korean text"),
        ("  employer.size: ", "  employer.sise: ", "questions.employer.sise: no fact of a case"),
        ("귀사의 전체 상시근로자 수", "귀사의 staff 수", "'staff' is not Korean"),
        ("귀사의 전체 상시근로자 수", "귀사의 员工 수", "'员工' is not Korean"),
        ("  - job.follow_up\n", "", "questions.job.follow_up: needs a Korean text"),
        ("  - job.none_fits", "  - employer.size\n  - job.none_fits", "stands in 'own' too"),
        ("  venture_certificate: ", "  venture_paper: ", "papers.venture_certificate: the rules need this text"),
        ("  need_for_hire: ", "  need_of_hire: ", "confirm.need_for_hire: the rules need this text"),
        ("  - 2691.single_entry\n", "", "checks.2691.single_entry: needs a Korean text"),
        ("연 {amount} 이상", "연 {sum} 이상", "needs the placeholders ['amount', 'day']"),
        (
            "  person.advanced_industry_job: ",
            "  person.spouse_of_korean: 혼인 여부\n  person.advanced_industry_job: ",
            "is private and must not be asked of an employer",
        ),
        ("letter:", "leter:", "leter: Extra inputs are not permitted"),
    ],
)
def test_a_fault_of_the_korean_words_is_named(house: House, tmp_path: Path, old: str, new: str, said: str) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content/ko", content / "ko")
    file = content / "ko/hr.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    faults = [str(fault) for fault in check_korean(content, house.rulebook)]
    assert any(said in fault for fault in faults), faults
    assert all(fault.startswith("content/ko/hr.yaml:") for fault in faults), faults
