"""The same cases judged by the wizard, by `assess`, by `screen` on pandas and on Dask: row for row the same."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from e7wizard.assessment.model import DIMENSIONS, Assessment
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.screening import frame_of_cases, screen
from e7wizard.wizard.draft import draft_of, read_case
from e7wizard.wizard.holding import hold
from tests.unit.test_properties import sample_cases

USUAL = {"filing.date": "2026-12-01", "pay.weekly_hours": "40"}
COMPARED = ("verdict", *DIMENSIONS, "code", "annual_krw", "threshold_krw", "gap_krw", "filing_date", "edition")


def told(judged: Assessment) -> dict[str, Any]:
    salary = judged.salary
    return {
        "verdict": judged.verdict,
        **{name: judged.dimensions[name].status for name in DIMENSIONS},
        "code": judged.occupation.code,
        **{name: getattr(salary, name) for name in ("annual_krw", "threshold_krw", "gap_krw")},
        "filing_date": judged.filing_date,
        "edition": judged.edition,
    }


def rows_of(result: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {name: None if pd.isna(value) else value for name, value in row.items()}
        for row in result[list(COMPARED)].to_dict("records")
    ]


def test_wizard_assess_and_both_ways_of_screening_say_the_same(house: House, long_run: bool) -> None:
    """1,000 random cases in the long run, 60 in the everyday one."""
    dask = pytest.importorskip("dask")
    import dask.dataframe as dd

    from e7wizard.screening.dask_frames import screen_dask

    given = [Case.model_validate(data) for data in sample_cases(1000 if long_run else 60, seed=41)]
    cases = [hold(case, USUAL)[0] for case in given]
    frame = frame_of_cases(cases)
    wanted = [told(house.assess(case)) for case in cases]
    by_wizard = [told(house.assess(read_case(draft_of(case), USUAL)[0])) for case in cases]
    assert by_wizard == wanted
    assert rows_of(screen(frame, house=house)) == wanted
    with dask.config.set({"dataframe.convert-string": False, "scheduler": "synchronous"}):
        parts = screen_dask(dd.from_pandas(frame, npartitions=7, sort=False)).compute()
    assert rows_of(parts) == wanted
