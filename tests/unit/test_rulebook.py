"""The rulebook as a whole: counts, numbers, dates."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from e7wizard.house import House, check_house


def test_all_content_is_without_fault() -> None:
    assert [str(fault) for fault in check_house()] == []


def test_there_are_94_occupations(house: House) -> None:
    tiers = Counter(occupation.tier for occupation in house.rulebook.occupations.values())
    assert tiers == {"E-7-1": 67, "E-7-2": 10, "E-7-3": 14, "E-7-4": 3}


def test_former_numbers_lead_to_the_current_ones(house: House) -> None:
    assert house.rulebook.former_codes["2742"] == ("2842",)
    assert house.rulebook.former_codes["441"] == ("451",)
    assert house.rulebook.occupations["441"].formerly == ("431",)
    renumbered = [occupation for occupation in house.rulebook.occupations.values() if occupation.formerly]
    assert len(renumbered) >= 33


def test_thresholds_by_date(house: House) -> None:
    rulebook = house.rulebook
    row = rulebook.threshold(dt.date(2026, 12, 31))
    assert row is not None
    assert row.krw == {"E-7-1": 31_120_000, "E-7-2": 25_890_000, "E-7-3": 25_890_000, "E-7-4": 26_000_000}
    assert rulebook.threshold(dt.date(2026, 1, 15)) is None
    assert rulebook.threshold(dt.date(2027, 1, 1)) is None
    assert rulebook.threshold(dt.date(2025, 3, 31)) is None


def test_every_day_has_an_amount_or_a_named_gap(house: House) -> None:
    day = dt.date(2018, 1, 1)
    while day < dt.date(2028, 1, 1):
        announced = house.rulebook.threshold(day) is not None
        secondary = house.rulebook.past_threshold(day) is not None
        named = any(gap.covers(day) for gap in house.rulebook.files.salary.gaps)
        assert announced + secondary + named == 1, day
        day += dt.timedelta(days=1)


def test_amounts_before_the_first_notice_are_secondary_and_say_so(house: House) -> None:
    """Shares of GNI that immigration applied then: 80 % for everybody, 70 % for small firms."""
    rows = {row.from_: row for row in house.rulebook.files.salary.history}
    for start, gni in (
        (dt.date(2022, 7, 1), 40_482_000),
        (dt.date(2023, 7, 1), 42_487_000),
        (dt.date(2024, 7, 1), 44_051_000),
    ):
        assert rows[start].krw == {"E-7-1": round(gni * 0.8)}
        assert rows[start].least_krw == {"E-7-1": round(gni * 0.7)}
    for row in rows.values():
        assert not any(house.rulebook.documents[source.document].official for source in row.sources)


def test_minimum_wage_a_year(house: House) -> None:
    found = {row.year: row.monthly * 12 for row in house.rulebook.files.salary.minimum_wage}
    assert found == {
        2022: 22_973_280, 2023: 24_126_960, 2024: 24_728_880, 2025: 25_155_240, 2026: 25_882_560, 2027: 26_835_600,
    }  # fmt: skip
    for row in house.rulebook.files.salary.minimum_wage:
        assert row.hourly * house.rulebook.files.salary.monthly_hours == row.monthly


def test_the_routes_of_the_first_edition_are_there(house: House) -> None:
    wanted = "D-10-1 D-2 D-4 D-7 D-8-1 D-8-4 D-9-1 E-1 E-2 E-3 E-7-4 E-7-S1 F-2-7 F-4 F-6 H-1".split()
    assert set(wanted) <= set(house.rulebook.routes)


def test_points_tables_reach_their_published_maximum(house: House) -> None:
    """Best lines of every item, capped as printed, add up to the printed maximum at least."""
    for table in house.rulebook.points.values():
        best = 0
        for section in table.sections:
            if section.deduction:
                continue
            total = 0
            for item in section.items:
                points = [line.points for line in item.lines]
                one = max(points) if item.combine == "best" else sum(points)
                total += min(one, item.maximum) if item.maximum is not None else one
            best += min(total, section.maximum) if section.maximum is not None else total
        assert best >= table.maximum, (table.id, best)
