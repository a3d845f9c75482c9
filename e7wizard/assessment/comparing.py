"""Hold a known value against what a rule asks. Each rule's test is made once, so that a case only calls it."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import Any

from e7wizard.case import LEVELS

Test = Callable[[Any], bool]

_STATUSES = frozenset({"person.current_status", "person.spouse_status"})
_LEVELS = frozenset({"education.level", "education.highest_level"})

# Each takes what is asked first and the person's value second.
_ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "is_": operator.eq,
    "at_least": operator.le,
    "at_most": operator.ge,
    "below": operator.gt,
    "above": operator.lt,
}


def status_within(status: str, family: str) -> bool:
    """Whether a status of stay belongs to a family, by hyphen segments: D-10-1 is within D-10 and D, E-10 not in E-1."""
    return status == family or status.startswith(family + "-")


def test_of(fact: str, comparison: str, wanted: Any) -> Test:
    """The test of one comparison. Levels of education and statuses of stay compare in their own order."""
    if fact in _STATUSES:
        return _within(wanted if isinstance(wanted, tuple) else (wanted,), outside=comparison == "not_in")
    if comparison == "in_":
        return partial(_one_in, wanted)
    if comparison == "not_in":
        return partial(_none_in, wanted)
    ordered = _ORDERED[comparison]
    if fact in _LEVELS:
        asked = LEVELS.index(wanted)
        return frozenset(level for at, level in enumerate(LEVELS) if ordered(asked, at)).__contains__
    return partial(ordered, wanted)


def _within(families: tuple[str, ...], *, outside: bool) -> Test:
    inner = tuple(family + "-" for family in families)

    def test(status: str) -> bool:
        return (status in families or status.startswith(inner)) is not outside

    return test


def _one_in(wanted: tuple[Any, ...], value: Any) -> bool:
    return any(one in wanted for one in value) if isinstance(value, list) else value in wanted


def _none_in(wanted: tuple[Any, ...], value: Any) -> bool:
    return value not in wanted
