"""What deciding a condition yields: a truth value of three, how near the condition is, and the reasons why.

Outcomes are shared between cases wherever they hold nothing a person said, so nobody may change one.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

GNI_RULE = "rule.gni"
"""Stands in `missing` where not an answer but a published figure is missing or disputed."""


class Standing(IntEnum):
    """How near a condition is, best first; routes are ranked by it."""

    MET = 0
    REVIEW = 1
    REACHABLE = 2
    UNKNOWN = 3
    BARRED = 4


class Unmet(NamedTuple):
    """A comparison that does not hold: what is asked and what the person has."""

    fact: str
    operator: str
    wanted: Any
    has: Any


class Outcome:
    """`truth` is None while unknown or left to a person. The tuples say why."""

    __slots__ = ("met", "missing", "plain", "presumed", "reviews", "standing", "truth", "unmet")

    def __init__(
        self,
        truth: bool | None,
        standing: Standing,
        missing: tuple[str, ...] = (),
        unmet: tuple[Unmet, ...] = (),
        presumed: tuple[str, ...] = (),
        reviews: tuple[str, ...] = (),
        met: int = 0,
    ) -> None:
        self.truth = truth
        self.standing = standing
        self.missing = missing
        self.unmet = unmet
        self.presumed = presumed
        self.reviews = reviews
        self.met = met
        """How many comparisons hold."""
        self.plain = truth is True and not presumed
        """Met, and nothing was presumed for it."""

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"Outcome({said})"


class Reasons:
    """Why a condition does not hold, gathered part by part; the keys are what the tuples of an outcome hold."""

    __slots__ = ("missing", "reviews", "unmet")

    def __init__(self) -> None:
        self.missing: dict[str, None] = {}
        self.unmet: list[Unmet] = []
        self.reviews: dict[str, None] = {}

    def add(self, outcome: Outcome) -> None:
        """Take in the reasons of an outcome."""
        if outcome.missing:
            self.missing.update(dict.fromkeys(outcome.missing))
        if outcome.unmet:
            self.unmet += outcome.unmet
        if outcome.reviews:
            self.reviews.update(dict.fromkeys(outcome.reviews))


MET = Outcome(True, Standing.MET, met=1)
"""One comparison holds, and nothing was presumed."""

_ALL_MET = [Outcome(True, Standing.MET, met=count) for count in range(20)]


def all_of(parts: list[Outcome]) -> Outcome:
    """Every part must be met; the reasons of all parts are kept, in their order."""
    met = 0
    others: list[Outcome] = []
    for part in parts:
        met += part.met
        if not part.plain:
            others.append(part)
    if not others:
        return _ALL_MET[met] if met < len(_ALL_MET) else Outcome(True, Standing.MET, met=met)
    if len(others) == 1 and others[0].met == met:
        return others[0]
    truth: bool | None = True
    standing = Standing.MET
    missing: list[str] = []
    unmet: list[Unmet] = []
    presumed: list[str] = []
    reviews: list[str] = []
    for part in others:
        if part.standing > standing:  # noqa: PLR1730 - a call of max costs three times as much, and this is the hot path
            standing = part.standing
        if not part.truth and truth is not False:
            truth = part.truth
        missing += part.missing
        unmet += part.unmet
        presumed += part.presumed
        reviews += part.reviews
    return Outcome(truth, standing, once_each(missing), tuple(unmet), once_each(presumed), once_each(reviews), met)


def any_of(parts: list[Outcome]) -> Outcome:
    """One part is enough: the one met that presumes least, else the nearest one with all that others still miss."""
    met = [part for part in parts if part.truth]
    if met:
        return met[0] if len(met) == 1 else min(met, key=_presumed)
    best = _nearest(parts)
    unknown = [part for part in parts if part.truth is None]
    if not unknown or (len(unknown) == 1 and unknown[0] is best):
        return best
    missing = once_each([path for part in unknown for path in part.missing])
    return Outcome(None, best.standing, missing, best.unmet, best.presumed, best.reviews, best.met)


def _presumed(part: Outcome) -> int:
    return len(part.presumed)


def _nearest(parts: list[Outcome]) -> Outcome:
    standing = min([part.standing for part in parts])
    nearest = [part for part in parts if part.standing == standing]
    return nearest[0] if len(nearest) == 1 else min(nearest, key=_distance)


def _distance(part: Outcome) -> tuple[int, int]:
    return len(part.unmet), len(part.missing)


def once_each(entries: list[str]) -> tuple[str, ...]:
    """The entries in their order, each once."""
    return tuple(entries) if len(entries) < 2 else tuple(dict.fromkeys(entries))
