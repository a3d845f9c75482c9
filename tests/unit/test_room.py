"""How many more people an employer may hire: the arithmetic on worked figures, and the same numbers tried on the engine."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from e7wizard.assessment.context import Context, context_of
from e7wizard.assessment.employer import judge_employer
from e7wizard.assessment.model import DimensionResult, Finding
from e7wizard.assessment.room import Room, Span, room_for
from e7wizard.case import Case
from e7wizard.rulebook.rulebook import load_rulebook

RULES = load_rulebook()
DRAUGHTSMAN, SALES, WELDER, DESIGNER, DEVELOPER = "2395", "2842", "7406", "295", "2223"
HEADS = {"employer.over_share", "employer.over_cap", "employer.too_few_koreans"}
"""Findings that say that there is no room."""


def context(
    code: str | None, facts: dict[str, Any] | None = None, person: dict[str, Any] | None = None, **firm: Any
) -> Context:
    case = Case.model_validate(
        {
            "filing": {"date": "2026-12-01", "procedure": "visa_abroad"},
            "employer": {"kind": "company", "mainly_domestic": False, "recommendation": "obtained", **firm},
            "facts": facts or {},
            "person": person or {},
        }
    )
    return context_of(case, RULES, code)


def room(code: str | None, **rest: Any) -> Room:
    return room_for(context(code, **rest))


@pytest.mark.parametrize(
    ("koreans", "foreign", "left", "more"),
    [
        (14, 1, 2, 4),  # 20 % of 14 is 2.8, rounded 3; the next head comes with 3.6 = 20 % of 18
        (14, 3, 0, 4),
        (14, 9, 0, 34),  # ten heads are allowed from 48 Koreans on
        (12, 0, 2, 1),  # 2.4 is rounded down, 2.6 up
        (13, 0, 3, 5),
        (2, 0, 0, 1),  # 0.4; an exporter may have fewer than five Koreans
        (3, 0, 1, 5),
        (0, 0, 0, 3),
    ],
)
def test_twenty_percent_rounded_half_up(koreans: int, foreign: int, left: int, more: int) -> None:
    found = room(SALES, korean_staff=koreans, foreign_staff=foreign, facts={"online_seller": False})
    assert found.room == Span(left, left)
    assert found.more_koreans == more
    limit = found.limits[0]
    assert (limit.kind, limit.share, limit.present) == ("share", 0.2, foreign)
    assert limit.sources


def test_fewer_than_five_koreans_at_home_leave_no_room() -> None:
    found = room(SALES, korean_staff=4, foreign_staff=0, mainly_domestic=True, facts={"online_seller": False})
    assert found.limits[0].room == Span(1, 1)
    assert found.room == Span(0, 0)
    assert found.more_koreans == 1
    open_ = room(SALES, korean_staff=4, foreign_staff=0, mainly_domestic=None, facts={"online_seller": False})
    assert open_.room == Span(0, 1)
    assert open_.missing == ("employer.mainly_domestic",)


def test_a_missing_count_is_named_and_bounds_what_can_be_told() -> None:
    without_koreans = room(SALES, foreign_staff=0)
    assert without_koreans.room == Span(0, None)
    assert "employer.korean_staff" in without_koreans.missing
    without_foreigners = room(SALES, korean_staff=20)
    assert without_foreigners.room == Span(0, 4)
    assert without_foreigners.missing == ("employer.foreign_staff",)
    assert without_foreigners.more_koreans is None


def test_an_exception_that_nobody_has_shown_lifts_nothing() -> None:
    found = room(SALES, korean_staff=10, foreign_staff=2, facts={"online_seller": False}, recommendation=None)
    assert found.room == Span(0, 0)
    assert {way.id: way.stands for way in found.ways} == {"strong_exporter": "not_shown"}
    exports = {"online_seller": False, "special_language_region_exports_usd": 600_000}
    letter_open = room(SALES, korean_staff=10, foreign_staff=2, facts=exports, recommendation="applied")
    assert letter_open.room == Span(0, 0)
    assert letter_open.ways[-1].stands == "letter"
    assert letter_open.ways[-1].room == Span(5, 5)
    shown = room(SALES, korean_staff=10, foreign_staff=2, facts=exports)
    assert shown.room == Span(5, 5)
    refused = room(SALES, korean_staff=10, foreign_staff=2, facts=exports, recommendation="not_available")
    assert refused.ways == ()


def test_the_better_of_share_and_exception_counts_for_a_small_yard() -> None:
    yard = {"small_enterprise_certificate": True, "registered_business_fits": True, "runaway_workers_2y": 0}
    found = room(WELDER, korean_staff=8, foreign_staff=3, facts=yard, annual_sales_krw=0, founded="2012-03")
    assert found.limits[0].room == Span(0, 0)
    assert found.room == Span(2, 2)
    large = room(WELDER, korean_staff=40, foreign_staff=3, facts=yard, annual_sales_krw=0, founded="2012-03")
    assert large.room == Span(9, 9)


def test_people_who_ran_away_are_taken_off() -> None:
    gone = {"runaway_workers_2y": 1, "small_enterprise_certificate": False}
    found = room(WELDER, korean_staff=20, foreign_staff=4, facts=gone)
    assert (found.limits[0].deducted, found.limits[0].allowed) == (1, Span(5, 5))
    assert found.room == Span(1, 1)


def test_an_own_limit_counts_the_same_occupation() -> None:
    found = room(DESIGNER, korean_staff=60, foreign_staff=9, facts={"foreign_staff_same_occupation": 1})
    own = [limit for limit in found.limits if limit.kind == "own"]
    assert own[0].counted == "facts.foreign_staff_same_occupation"
    assert found.room == Span(1, 1)


def test_no_number_is_set_for_most_professional_codes() -> None:
    found = room(DEVELOPER, korean_staff=10, foreign_staff=9)
    assert found.room is None
    assert [limit.kind for limit in found.limits] == ["general"]
    assert found.calm == Span(0, 0)
    assert room(None, korean_staff=10) == Room()


def test_graduates_of_the_government_programme_are_outside_the_review() -> None:
    found = room(SALES, korean_staff=3, foreign_staff=5, person={"d_2_7_graduate": True})
    assert found.lifted
    assert found.room is None


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "foreign_staff_same_occupation": st.integers(0, 6),
        "online_seller": st.booleans(),
        "special_language_region_exports_usd": st.sampled_from([0, 100_000, 600_000]),
        "small_enterprise_certificate": st.booleans(),
        "runaway_workers_2y": st.integers(0, 2),
        "runaway_workers_1y": st.integers(0, 2),
        "restaurant_kind": st.sampled_from(["chinese", "general"]),
        "special_regulation_zone": st.booleans(),
        "restaurant_area_m2": st.integers(0, 800),
        "annual_vat_paid_krw": st.integers(0, 60_000_000),
        "foreign_patient_registration": st.sampled_from(["registered_institution", "designated_agency"]),
        "foreign_patients_last_year": st.integers(0, 5000),
        "sales_place": st.sampled_from(["duty_free_shop", "jeju_restaurant"]),
        "aquaculture_species": st.sampled_from(["pilot_species", "sea_cucumber"]),
    },
)
FIRMS = st.fixed_dictionaries(
    {
        "korean_staff": st.integers(0, 80),
        "foreign_staff": st.one_of(st.none(), st.integers(0, 12)),
        "mainly_domestic": st.sampled_from([True, False, None]),
        "recommendation": st.sampled_from(["obtained", "applied", "not_available", None]),
        "annual_sales_krw": st.sampled_from([None, 0, 1_500_000_000, 9_000_000_000]),
        "depopulation_area": st.sampled_from([True, False, None]),
        "capital_region": st.sampled_from([True, False, None]),
        "foreign_invested": st.sampled_from([True, False, None]),
        "founded": st.sampled_from([None, "2012-03", "2026-06"]),
    }
)
CODES = [
    code
    for code, occupation in RULES.occupations.items()
    if occupation.protection.review != "none" or occupation.caps()
]
PERSON = st.sampled_from([{}, {"d_2_7_graduate": True}])
SLOW = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def judged(case: Context) -> DimensionResult:
    return judge_employer(case)[0]


def heads_fail(result: DimensionResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.id in HEADS and finding.status == "fails"]


@SLOW
@given(code=st.sampled_from(CODES), firm=FIRMS, facts=FACTS, person=PERSON)
def test_one_more_korean_never_lowers_the_room(
    code: str, firm: dict[str, Any], facts: dict[str, Any], person: Any
) -> None:
    before = room(code, facts=facts, person=person, **firm).room
    after = room(code, facts=facts, person=person, **{**firm, "korean_staff": firm["korean_staff"] + 1}).room
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert 0 <= before.low <= after.low
        assert before.high is None or after.high is None or 0 <= before.low <= before.high <= after.high


@SLOW
@given(code=st.sampled_from(CODES), firm=FIRMS, facts=FACTS, person=PERSON)
def test_the_room_is_what_the_engine_lets_pass(
    code: str, firm: dict[str, Any], facts: dict[str, Any], person: Any
) -> None:
    case = context(code, facts=facts, person=person, **firm)
    found, result = room_for(case), judged(case)
    if found.room is None:
        assert not heads_fail(result)
        return
    if found.room.low >= 1:
        assert not heads_fail(result)
    if found.room.high == 0:
        assert result.status != "meets"
    if heads_fail(result):
        assert found.room.low == 0
    if found.room.high == 0 and not found.ways:
        assert heads_fail(result)
    if found.more_koreans is not None:
        more = {**firm, "korean_staff": firm["korean_staff"] + found.more_koreans}
        assert room(code, facts=facts, person=person, **more).room.low > found.room.low  # type: ignore[union-attr]


@SLOW
@given(code=st.sampled_from(CODES), firm=FIRMS, facts=FACTS)
def test_the_last_head_passes_and_the_next_fails(code: str, firm: dict[str, Any], facts: dict[str, Any]) -> None:
    known = {**firm, "foreign_staff": firm["foreign_staff"] or 0}
    facts = {"foreign_staff_same_occupation": 0, **facts}
    found = room(code, facts=facts, **known)
    if found.room is None or not found.room.exact:
        return
    for hired, fails in ((found.room.low - 1, False), (found.room.low, True)):
        if hired < 0:
            continue
        same = facts["foreign_staff_same_occupation"] + hired
        later = {**known, "foreign_staff": known["foreign_staff"] + hired}
        result = judged(context(code, facts={**facts, "foreign_staff_same_occupation": same}, **later))
        if fails and not found.ways:
            assert heads_fail(result), (found, result)
        if not fails:
            assert not heads_fail(result), (found, result)
