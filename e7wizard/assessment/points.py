"""Count a points table: what known facts bring, and the most that unknown facts could still bring."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from e7wizard.rulebook.conditions import Condition
from e7wizard.rulebook.points import Item, PointsTable, Section

Truth = Callable[[Condition], tuple[bool | None, tuple[str, ...], tuple[str, ...]]]


@dataclasses.dataclass(frozen=True)
class PointsCount:
    """`total` counts known facts only; `at_most` what it could become. `sections` holds the same pair by section."""

    total: int
    at_most: int
    sections: dict[str, tuple[int, int]]
    lines: tuple[tuple[str, str, int], ...]
    missing: tuple[str, ...]
    presumed: tuple[str, ...]


def count_points(table: PointsTable, truth: Truth, value_of: Callable[[str], Any]) -> PointsCount:
    """Count `table`. Deductions count where they are known; unknown ones are presumed absent."""
    sections: dict[str, tuple[int, int]] = {}
    lines: list[tuple[str, str, int]] = []
    missing: dict[str, None] = {}
    presumed: dict[str, None] = {}
    for section in table.sections:
        low = high = 0
        for item in section.items:
            found = _count_item(item, truth, value_of)
            low, high = low + found.low, high + found.high
            lines += [(item.id, line, points) for line, points in found.lines]
            if found.high > found.low and not section.deduction:
                missing.update(dict.fromkeys(found.missing))
            presumed.update(dict.fromkeys(found.presumed))
        sections[section.id] = _within(section, low, high)
    total = sum(low for low, _ in sections.values())
    at_most = min(table.maximum, sum(high for _, high in sections.values()))
    return PointsCount(total, max(total, at_most), sections, tuple(lines), tuple(missing), tuple(presumed))


@dataclasses.dataclass(frozen=True)
class _ItemCount:
    low: int
    high: int
    lines: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    presumed: tuple[str, ...]


def _count_item(item: Item, truth: Truth, value_of: Callable[[str], Any]) -> _ItemCount:
    known: list[tuple[str, int]] = []
    possible: list[int] = []
    missing: list[str] = []
    presumed: list[str] = []
    for line in item.lines:
        met, lacking, guessed = truth(line.when)
        if met is True:
            known.append((line.id, line.points))
            presumed += guessed
        if met is not False:
            possible.append(line.points)
        if met is None:
            missing += lacking
    if item.combine == "best":
        known = [max(known, key=lambda pair: abs(pair[1]))] if known else []
        high = max((points for points in possible), default=0, key=abs)
    else:
        high = sum(possible)
    low = sum(points for _, points in known)
    if item.divided_by and (holders := value_of(item.divided_by)):
        low, high = low // int(holders), high // int(holders)
    if item.maximum is not None:
        low, high = min(low, item.maximum), min(high, item.maximum)
    return _ItemCount(low, high, tuple(known), tuple(missing), tuple(presumed))


def _within(section: Section, low: int, high: int) -> tuple[int, int]:
    if section.deduction:
        floor = section.maximum if section.maximum is not None else low
        low = max(low, -abs(floor))
        return low, low
    if section.maximum is None:
        return low, high
    return min(low, section.maximum), min(high, section.maximum)
