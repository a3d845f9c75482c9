"""Own pay rules and head limits: more pay, more Koreans and more sales never make a state worse, whatever else is known."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from e7wizard.assessment.model import WORST_FIRST
from e7wizard.case import Case
from e7wizard.house import House

PAID = ["6301", "7406", "76212", "78369", "S8417", "S85411", "S75104", "76231", "42210", "S610", "S700", "2612", "2223"]
COUNTED = [
    "7406",
    "76212",
    "78369",
    "S8417",
    "76231",
    "6301",
    "S85411",
    "S75104",
    "31124",
    "451",
    "2341",
    "1413",
    "2842",
]
DAYS = ["2024-08-01", "2025-06-01", "2026-01-10", "2026-10-15", "2027-01-15", "2027-04-01", "2027-10-01"]


def random_cases(codes: list[str], count: int, seed: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(seed)

    def known(*values: Any) -> Any:
        return chance.choice(values) if chance.random() < 0.75 else None

    for _ in range(count):
        yield {
            "filing": {"date": chance.choice(DAYS), "procedure": known("visa_abroad", "change_of_status", "extension", "change_of_workplace")},
            "job": {"occupation": chance.choice(codes), "duties": "work"},
            "education": {"level": known("high_school", "associate", "bachelor", "master"), "related": known(True, False), "country": known("KR", "VN")},
            "experience": {"related_years": known(0, 0.5, 1, 5), "related_years_after_degree": known(0, 0.5, 1), "global_500_years": known(0, 1)},
            "pay": {"annual_krw": chance.randrange(20_000, 60_000) * 1000, "weekly_hours": known(20, 40, 52)},
            "employer": {"size": known("sme", "mid", "large"), "venture": known(True, False), "capital_region": known(True, False), "korean_staff": chance.randrange(0, 70), "foreign_staff": known(0, 1, 4, 5, 6, 12), "mainly_domestic": known(True, False), "recommendation": known("obtained", "not_available"), "annual_sales_krw": chance.randrange(0, 30) * 500_000_000, "founded": known("2010-01", "2026-06"), "foreign_invested": known(True, False)},
            "person": {"in_korea": known(True, False), "affiliate_abroad_months": known(0, 6, 24)},
            "facts": {"e7_career_years_in_korea": known(0, 3, 4), "first_entry_as_shipbuilder": known("2023-05", "2024-10", "2026-11"), "skilled_work_field": known("forestry", "farming", "coastal_shipping", "manufacturing"), "lecturer_fee_at_average": known(True, False), "small_enterprise_certificate": known(True, False), "runaway_workers_1y": known(0, 1), "runaway_workers_2y": known(0, 1), "successor_of_closed_firm": known(True, False), "reshoring_company": known(True, False), "reshoring_percent": known(10, 30, 31), "foreign_staff_same_occupation": known(0, 1, 59), "sales_place": known("jeju_restaurant", "duty_free_shop"), "special_language_region_exports_usd": known(0, 100_000, 500_000)},
        }  # fmt: skip


def more(case: dict[str, Any], section: str, name: str, by: int) -> dict[str, Any]:
    return {**case, section: {**case[section], name: case[section][name] + by}}


def state(house: House, case: dict[str, Any], dimension: Any) -> int:
    return WORST_FIRST.index(house.assess(Case.model_validate(case)).dimensions[dimension].status)


def test_more_pay_never_makes_an_own_pay_rule_worse(house: House) -> None:
    for number, case in enumerate(random_cases(PAID, 700, seed=21)):
        richer = more(case, "pay", "annual_krw", (1, 1_000_000, 8_000_000)[number % 3])
        assert state(house, richer, "salary") >= state(house, case, "salary"), case


def test_more_koreans_never_make_an_own_limit_worse(house: House) -> None:
    for number, case in enumerate(random_cases(COUNTED, 700, seed=22)):
        larger = more(case, "employer", "korean_staff", (1, 3, 40)[number % 3])
        assert state(house, larger, "employer") >= state(house, case, "employer"), case


def test_more_sales_never_make_a_limit_by_sales_worse(house: House) -> None:
    for number, case in enumerate(random_cases(["7406", "76212", "78369", "31124"], 400, seed=23)):
        larger = more(case, "employer", "annual_sales_krw", (1, 2_000_000_000)[number % 2])
        assert state(house, larger, "employer") >= state(house, case, "employer"), case
