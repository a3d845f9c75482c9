"""How many cases a second the engine judges on one core, text matching left out; and where the time goes."""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from e7wizard.assessment import assess
from e7wizard.case import Case
from e7wizard.house import load_house
from tests.unit.test_properties import sample_cases


def main() -> None:
    house = load_house()
    cases = [Case.model_validate(data) for data in sample_cases(600)]
    fits = [house.matcher.fit(case.job) for case in cases]
    started = time.perf_counter()
    for case, fit in zip(cases, fits, strict=True):
        assess(case, fit, house.rulebook)
    seconds = time.perf_counter() - started
    print(f"engine alone: {len(cases) / seconds:.0f} cases a second on one core")
    profile = cProfile.Profile()
    profile.enable()
    for case, fit in zip(cases, fits, strict=True):
        assess(case, fit, house.rulebook)
    profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(12)


if __name__ == "__main__":
    main()
