"""How a brief fits on two pages of A4: the size of the letters and how many rows of each list stand on paper.

The lengths are estimates, on the safe side. The largest letters that fit are taken; what a long case lists in addition
is counted at the end of its list.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

from e7wizard.report.brief import Brief, Row, Section, SectionId
from e7wizard.report.print_chart import ROW

PAGE_WIDTH, PAGE_HEIGHT = 527.0, 774.0
"""What 12 mm margins leave of A4, in points."""
GUTTER = 17.0
LINE = 1.36
"""Line height in letter sizes; print.css says the same."""
ROOM = 1.02
"""How far the estimate may fill the two pages; measured, the paper is about a tenth shorter than estimated."""
IN_COLUMNS: frozenset[SectionId] = frozenset({"applicant", "employer", "confirm", "sensitive"})
"""Lists of short rows, which stand in two columns where one language has the whole width."""

Limits = dict[SectionId, int]
_ALL: Limits = {}
_FEWER: Limits = {"confirm": 12, "not_met": 8, "next": 8}
_FEW: Limits = {"confirm": 6, "not_met": 6, "next": 6}
_LEAST: Limits = {"confirm": 3, "not_met": 5, "next": 5, "routes": 3, "applicant": 18, "employer": 10}
_LAST: Limits = {"confirm": 3, "not_met": 3, "next": 3, "routes": 2, "applicant": 9, "employer": 6}
_TRIES: tuple[tuple[Limits, tuple[float, ...]], ...] = (
    (_ALL, (9.6, 9.2, 8.8, 8.4, 8.0)),
    (_FEWER, (8.2, 7.8, 7.5)),
    (_FEW, (7.8, 7.4, 7.1)),
    (_LEAST, (7.3, 7.0, 6.8, 6.6)),
    (_LAST, (6.8, 6.4, 6.0)),
)


@dataclasses.dataclass(frozen=True)
class Fit:
    """`size`: letters in points. `limits`: rows shown of a section; absent where all are."""

    size: float
    limits: Limits

    def shown(self, section: Section) -> tuple[Row, ...]:
        """The rows that stand on paper."""
        return section.rows[: self.limits.get(section.id, len(section.rows))]

    def left(self, section: Section) -> int:
        """How many rows do not."""
        return len(section.rows) - len(self.shown(section))


def fit(briefs: Sequence[Brief]) -> Fit:
    """The most readable way to set one brief, or two side by side."""
    found = Fit(_TRIES[-1][1][-1], _LEAST)
    for limits, sizes in _TRIES:
        for size in sizes:
            found = Fit(size, limits)
            if height(briefs, found) <= 2 * PAGE_HEIGHT * ROOM:
                return found
    return found


def height(briefs: Sequence[Brief], found: Fit) -> float:
    """Points of paper that the briefs need."""
    half = (PAGE_WIDTH - GUTTER) / 2
    wide = PAGE_WIDTH if len(briefs) == 1 else half
    size = found.size
    top = max(_lines(brief.verdict.text, wide - 20, size * 1.15) for brief in briefs) * size * 1.15 * LINE
    top += max(_lines(brief.notice, wide, size) for brief in briefs) * size * LINE
    top += len(briefs[0].about) * 2 * size * LINE if len(briefs) > 1 else 0
    top += 110 + 30 * len(briefs) + ROW * len(briefs[0].amounts)
    ids = dict.fromkeys(section.id for brief in briefs for section in brief.sections)
    for id in ids:
        both = [section for brief in briefs for section in brief.sections if section.id == id]
        columns = 2 if len(briefs) == 1 and id in IN_COLUMNS else 1
        width = half if columns == 2 else wide
        heights = [[_row(row, width, size) for row in found.shown(section)] for section in both]
        rows = max(sum(one) for one in heights)
        if len(both) > 1 and len({len(one) for one in heights}) == 1:
            rows = sum(max(pair) for pair in zip(*heights, strict=True))
        top += rows / columns + 2.9 * size + (size * LINE if found.left(both[0]) else 0)
    return top


def _row(row: Row, width: float, size: float) -> float:
    badge = f"{row.badge.shape} {row.badge.word}  " if row.badge else ""
    lines = _lines(f"{badge}{row.head} {row.text}", width - 12, size)
    return (lines + (_lines(row.after, width - 12, size * 0.86) * 0.88 if row.after else 0)) * size * LINE + 2.2


def _lines(text: str, width: float, size: float) -> int:
    # A Chinese line ends early where punctuation may not begin the next one.
    ems = sum(1.07 if ord(letter) > 0x2E7F else 0.53 for letter in text)
    return max(1, math.ceil(ems * size / width * 1.03))
