"""The codes of a table by number of cases, and how far the pay of its cases is from the threshold."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable

from e7wizard.language.amounts import money, number
from e7wizard.language.saying import Speaker
from e7wizard.wizard.charts.bars import Bar, Bars, Kind

SHOWN = 8
STEPS = (1_000_000, 3_000_000, 5_000_000, 10_000_000)
"""Upper ends of the classes of gaps, KRW a year; above the last there is no end."""


def codes(found: Iterable[str | None], speaker: Speaker) -> Bars:
    """The commonest codes, the others together, and the cases without one. Full length is the longest bar."""
    texts, many = speaker.texts, Counter(found)
    none = many.pop(None, 0)
    ranked = sorted(many.items(), key=lambda item: (-item[1], item[0]))
    rows: list[tuple[str, int, Kind]] = [
        (speaker.occupation(str(code)), count, "own") for code, count in ranked[:SHOWN]
    ]
    if rest := sum(count for _, count in ranked[SHOWN:]):
        rows.append((texts("many.other_codes", count=len(ranked) - SHOWN), rest, "other"))
    if none:
        rows.append((texts("many.no_code"), none, "outside"))
    return _bars(texts("many.codes_title"), rows, speaker)


def gap_class(gap: int | None) -> int | None:
    """The class of a gap: 0 where the pay suffices, then a number a step; None where it is not known."""
    if gap is None:
        return None
    return 0 if gap <= 0 else 1 + sum(gap > step for step in STEPS)


def gaps(found: Iterable[int | None], speaker: Speaker) -> Bars:
    """The cases by class of their gap, classes in the order of size and also where empty, as in a histogram."""
    texts, many = speaker.texts, Counter(gap_class(gap) for gap in found)
    ends = [money(step, texts.language) for step in STEPS]
    names = [
        texts("many.gap.none"),
        texts("many.gap.first", most=ends[0]),
        *(texts("many.gap.between", least=least, most=most) for least, most in itertools.pairwise(ends)),
        texts("many.gap.above", least=ends[-1]),
    ]
    rows: list[tuple[str, int, Kind]] = [
        (name, many[at], "own" if at == 0 else "other") for at, name in enumerate(names)
    ]
    if many[None]:
        rows.append((texts("many.gap.unknown"), many[None], "outside"))
    return _bars(texts("many.gaps_title"), rows, speaker)


def _bars(title: str, rows: list[tuple[str, int, Kind]], speaker: Speaker) -> Bars:
    most = max((count for _, count, _ in rows), default=0) or 1
    return Bars(
        title, tuple(Bar(name, number(count, speaker.texts.language), count / most, kind) for name, count, kind in rows)
    )
