"""Read the head of a column: which fact it is, in which unit and for which period."""

from __future__ import annotations

import dataclasses
import re
from typing import Literal

from e7wizard.screening.kinds import kind_of
from e7wizard.screening.vocabulary import Heads
from e7wizard.screening.words import is_fact, key

_BRACKETS = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_AMOUNTS = {"money", "dollars"}
_BETWEEN = re.compile(r"[/,，;；·、]|\bper\b|\bin\b")

Why = Literal["unknown", "personal", "currency", "left_out"]


@dataclasses.dataclass(frozen=True)
class Column:
    """What a column holds. `unit`: of an amount a stated unit, of years 'months', of a share 'percent', else ''.

    Without a fact (`path` None) the column is not read, and `why` says why not.
    """

    path: str | None
    unit: str = ""
    period: str = "year"
    why: Why = "unknown"


def read_header(head: str, heads: Heads) -> Column:
    """The column under a head. A bare path of the contract is always taken as it is: in won, a year."""
    if is_fact(head.strip()):
        return _column(head.strip())
    whole = key(head)
    if found := _known(whole, heads):
        return found
    remarks = [part for inside in _BRACKETS.findall(head) for part in (inside, *_BETWEEN.split(inside))]
    bare, units = key(_BRACKETS.sub(" ", head)), [key(part) for part in remarks if key(part)]
    found = _known(bare, heads)
    if found is None:
        bare, units = _peel(bare, units, heads)
        found = _known(bare, heads)
    if found is None:
        return Column(None)
    return _with_units(found, units, heads)


def _known(bare: str, heads: Heads) -> Column | None:
    if bare in heads.monthly:
        return _column(heads.monthly[bare], period="month")
    if bare in heads.facts:
        return _column(heads.facts[bare])
    return Column(None, why="personal") if bare in heads.personal else None


def _column(path: str, period: str = "year") -> Column:
    return Column(path, "won" if kind_of(path) in _AMOUNTS else "", period)


def _peel(bare: str, units: list[str], heads: Heads) -> tuple[str, list[str]]:
    """Take words of unit and period off both ends of a head without brackets, the longest first."""
    words = sorted({*heads.units, *heads.periods, *heads.durations, *heads.other_currency}, key=len, reverse=True)
    taken = list(units)
    for _ in range(3):
        if _known(bare, heads) is not None:
            break
        for word in words:
            rest = bare.removesuffix(word) if bare.endswith(word) else bare.removeprefix(word)
            if rest and rest != bare:
                bare, taken = rest, [*taken, word]
                break
        else:
            break
        for filler in ("in", "per", "unit"):
            bare = bare.removesuffix(filler) if _known(bare, heads) is None else bare
    return bare, taken


def _with_units(found: Column, units: list[str], heads: Heads) -> Column:
    if found.path is None:
        return found
    kind = kind_of(found.path)
    for unit in units:
        if kind == "money":
            if unit in heads.other_currency:
                return Column(None, why="currency")
            found = dataclasses.replace(
                found, unit=heads.units.get(unit, found.unit), period=heads.periods.get(unit, found.period)
            )
        elif kind == "years" and heads.durations.get(unit) == "months":
            found = dataclasses.replace(found, unit="months")
        elif kind == "share" and unit in heads.percent:
            found = dataclasses.replace(found, unit="percent")
    return found
