"""Dated values: a new year is one row in one file; warnings before and after a value runs out; comparing two editions."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from e7wizard.__main__ import main
from e7wizard.case import Case
from e7wizard.house import House, load_house
from e7wizard.report.compare import compare
from e7wizard.rulebook.expiry import running_out
from tests.conftest import ROOT

ROW_2027 = """thresholds:
  - from: 2027-01-01
    to: 2027-12-31
    krw: {E-7-1: 33000000, E-7-2: 27000000, E-7-3: 27000000, E-7-4: 27500000}
    sources: [V:182]
"""
GAP_2027 = "  - {id: notice_2027, from: 2027-01-01, sources: [V:182, notice-2025-406]}\n"


def case(day: str, pay: int) -> Case:
    return Case.model_validate(
        {
            "id": f"{day} {pay}",
            "filing": {"date": day},
            "job": {"occupation": "2223", "duties": "write Java"},
            "pay": {"annual_krw": pay, "weekly_hours": 40},
        }
    )


@pytest.fixture(scope="module")
def next_year(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The content with a made-up notice for 2027: one file is edited, nothing else."""
    content = tmp_path_factory.mktemp("next") / "content"
    shutil.copytree(ROOT / "content", content)
    path = content / "rules/salary.yaml"
    text = path.read_text("utf-8")
    assert GAP_2027 in text
    path.write_text(text.replace(GAP_2027, "").replace("thresholds:\n", ROW_2027, 1), "utf-8")
    return load_house(content)


@pytest.mark.parametrize(("pay", "state"), [(33_000_000, "meets"), (32_999_999, "fails")])
def test_next_years_notice_is_one_row(next_year: House, pay: int, state: str) -> None:
    found = next_year.assess(case("2027-03-01", pay))
    assert found.dimensions["salary"].status == state
    assert found.salary.threshold_krw == 33_000_000
    assert next_year.assess(case("2026-12-31", 31_120_000)).dimensions["salary"].status == "meets"


def test_compare_names_the_row_and_the_case(house: House, next_year: House) -> None:
    cases = [case("2027-03-01", 30_000_000), case("2026-12-31", 30_000_000)]
    found = list(compare(house, next_year, cases))
    assert {"salary.thresholds.2027-01-01.krw.E-7-1"} <= {one.where for one in found if one.kind == "amount"}
    assert [one.where for one in found if one.kind == "case"] == [
        "2027-03-01 30000000 verdict",
        "2027-03-01 30000000 salary",
    ]
    assert not list(compare(house, house, cases))


def test_compare_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(ROOT / "content"), str(ROOT / "content")]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("today", "named"),
    [("2026-11-30", False), ("2026-12-01", True), ("2026-12-31", True), ("2027-02-01", True)],
)
def test_a_warning_from_thirty_days_before_the_end(house: House, today: str, named: bool) -> None:
    ids = {expiry.id for expiry in running_out(house.rulebook, dt.date.fromisoformat(today))}
    assert ("thresholds" in ids) is named


@pytest.mark.parametrize(
    ("today", "named", "not_yet"),
    [
        ("2026-12-01", "2222.qualification.vietnam_software", "7406.qualification.stricter_test"),
        ("2026-12-01", "S700.qualification.korean_later", "car_parts"),
        ("2027-05-31", "7406.qualification.stricter_test", "car_parts"),
        ("2027-08-31", "car_parts", "slaughterers"),
        ("2028-05-31", "fostered_engineers", "aircraft_parts"),
    ],
)
def test_rules_that_end_are_warned_of_as_well(house: House, today: str, named: str, not_yet: str) -> None:
    found = {expiry.id: expiry for expiry in running_out(house.rulebook, dt.date.fromisoformat(today))}
    assert found[named].kind == "rule"
    assert not_yet not in found


def test_compare_needs_readable_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(ROOT / "content"), str(tmp_path)]) == 1
    assert "missing" in capsys.readouterr().err
