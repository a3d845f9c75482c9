"""How many cases a second the engine judges on one core, text matching left out; and where the time goes.

CPU time, not time on the clock, and the best of several runs: other programs on the machine only ever slow it down.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from e7wizard.assessment import assess
from e7wizard.assessment.verdict import judge
from e7wizard.case import Case
from e7wizard.house import load_house
from tests.unit.test_properties import sample_cases

CASES = 600
RUNS = 5


def main() -> None:
    house = load_house()
    cases = [Case.model_validate(data) for data in sample_cases(CASES)]
    fits = [house.matcher.fit(case.job) for case in cases]

    def judge_all() -> None:
        for case, fit in zip(cases, fits, strict=True):
            assess(case, fit, house.rulebook)

    def judge_dimensions() -> None:
        for case, fit in zip(cases, fits, strict=True):
            judge(case, fit, house.rulebook)

    started = time.process_time()
    assess(cases[0], fits[0], house.rulebook)
    print(f"first case, with making the rules ready: {1000 * (time.process_time() - started):.0f} ms")
    tell("everything: dimensions, 43 routes, changes, plans, papers", judge_all)
    tell("the five dimensions and the verdict", judge_dimensions)
    profile = cProfile.Profile()
    profile.enable()
    judge_all()
    profile.disable()
    stats = pstats.Stats(profile)
    print(f"calls of functions for one case: {stats.total_calls / CASES:.0f}")  # type: ignore[attr-defined]
    stats.sort_stats("cumulative").print_stats(12)
    stats.sort_stats("tottime").print_stats(12)


def tell(what: str, work: Callable[[], None]) -> None:
    """Print the best of several runs."""
    seconds = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    best = min(seconds)
    print(f"{what}: {CASES / best:.0f} cases a second of CPU time ({1e6 * best / CASES:.0f} microseconds each)")


if __name__ == "__main__":
    main()
