"""The occupation's own limits of foreign staff: flat, a share, by a scale, growing, or the average of several scales."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import Finding
from e7wizard.rulebook.occupations import CapRow, Deduction, HeadCap, Scale

NO_END = 10**6
"""Stands for heads without a limit while an answer is missing."""


@dataclasses.dataclass(frozen=True)
class Allowed:
    """Heads allowed at least and at most, as far as the answers and the printed text settle it."""

    low: int
    high: int
    missing: tuple[str, ...] = ()
    size: float | None = None
    deducted: int = 0

    def less(self, heads: int) -> Allowed:
        """The same limit with heads taken off it."""
        if not heads:
            return self
        low, high = max(0, self.low - heads), max(0, self.high - heads)
        return dataclasses.replace(self, low=low, high=high, deducted=self.deducted + heads)


def judge_caps(context: Context, caps: Iterable[HeadCap], newcomers: int) -> list[Finding]:
    """A finding for each limit that applies. `newcomers` are the heads that this application adds."""
    return [finding for cap in caps for finding in _judge(context, cap, newcomers)]


def _judge(context: Context, cap: HeadCap, newcomers: int) -> list[Finding]:
    code = context.code
    say: dict[str, object] = {"code": code, "by": cap.by}
    applies = decide(cap.applies, context.facts) if cap.applies is not None else None
    if applies is not None and applies.truth is False:
        return []
    allowed = allowed_by(context, cap)
    present = context.facts.get(cap.counted)
    least = (present or 0) + newcomers
    say |= {"allowed": allowed.high, "present_staff": present, "size": allowed.size}
    say["deducted"] = allowed.deducted or None
    if applies is not None and applies.truth is None:
        if present is not None and least <= allowed.low:
            return []
        return [context.finding("employer.cap_unknown", "cannot_tell", cap.sources, applies.missing, say=say)]
    if least > allowed.high:
        return [context.finding("employer.over_cap", cap.otherwise, cap.sources, say=say)]
    most = least if present is not None else most_present(context, cap.counted) + newcomers
    if most <= allowed.low:
        return [context.finding("employer.within_cap", "meets", cap.sources, say=say)]
    if allowed.missing or present is None:
        missing = [*allowed.missing, *([cap.counted] if present is None else [])]
        return [context.finding("employer.cap_unknown", "cannot_tell", cap.sources, missing, say=say)]
    return [context.finding("employer.cap_rounding", "cannot_tell", cap.sources, ["rule.rounding"], say=say)]


def most_present(context: Context, counted: str) -> float:
    """The most heads that an unknown count can stand for on the other answers."""
    bound = context.facts.at_most(counted)
    return math.inf if bound is None else bound


def deducted_heads(context: Context, deduction: Deduction | None) -> int:
    """Heads taken off a limit. A count that nobody has given takes off none; what is to confirm stands in the content."""
    if deduction is None:
        return 0
    if deduction.unless is not None and decide(deduction.unless, context.facts).truth is True:
        return 0
    return sum(context.facts.get(fact) or 0 for fact in deduction.facts)


def allowed_by(context: Context, cap: HeadCap) -> Allowed:
    """How many foreign staff a limit allows at this employer."""
    return _grown(context, cap, _before_growth(context, cap)).less(deducted_heads(context, cap.deducted))


def _before_growth(context: Context, cap: HeadCap) -> Allowed:
    if cap.scales:
        return _average(context, cap.scales)
    if cap.share is not None:
        return _of_koreans(context, cap, cap.share)
    if cap.by is not None:
        found = _by_scale(context, Scale(by=cap.by, rows=cap.rows))
        flat = cap.at_most if cap.at_most is not None else found.high
        return dataclasses.replace(found, low=min(found.low, flat), high=min(found.high, flat))
    flat = cap.at_most or 0
    return Allowed(flat, flat)


def _grown(context: Context, cap: HeadCap, found: Allowed) -> Allowed:
    growth = cap.growth
    if growth is None:
        return found
    size = context.facts.get(growth.by)
    if size is None:
        return dataclasses.replace(found, high=NO_END, missing=(*found.missing, growth.by))
    more = max(0, math.floor((size - growth.beyond) / growth.every))
    return dataclasses.replace(found, low=found.low + more, high=found.high + more, size=size)


_ROUNDING = {"up": ROUND_CEILING, "half_up": ROUND_HALF_UP, "down": ROUND_FLOOR}


def heads_by_share(koreans: int, share: float, rounding: str = "half_up") -> int:
    """Heads for a share (0-1) of the Korean employees; rounded half up, as the manual says, unless told otherwise."""
    exact = Decimal(str(share)) * koreans
    return int(exact.quantize(Decimal(1), rounding=_ROUNDING[rounding]))


def allowed_by_share(context: Context, share: float) -> Allowed:
    """Heads by the share that the protection review asks, less those that the occupation takes off."""
    koreans = context.case.employer.korean_staff
    if koreans is None:
        return Allowed(0, NO_END, ("employer.korean_staff",))
    heads = heads_by_share(koreans, share)
    deduction = context.occupation.protection.deducted if context.occupation else None
    return Allowed(heads, heads, size=koreans).less(deducted_heads(context, deduction))


def _of_koreans(context: Context, cap: HeadCap, share: float) -> Allowed:
    koreans = context.case.employer.korean_staff
    if koreans is None:
        return Allowed(cap.at_least, NO_END, ("employer.korean_staff",))
    heads = max(cap.at_least, heads_by_share(koreans, share, cap.rounding))
    return Allowed(heads, heads, size=koreans)


def _heads(rows: tuple[CapRow, ...], size: float) -> int:
    return max((row.heads for row in rows if size >= row.at_least), default=0)


def _by_scale(context: Context, scale: Scale) -> Allowed:
    size = context.facts.get(scale.by)
    if size is not None:
        heads = _heads(scale.rows, size)
        return Allowed(heads, heads, size=size)
    return Allowed(_heads(scale.rows, 0), max((row.heads for row in scale.rows), default=0), (scale.by,))


def _on_scale(context: Context, scale: Scale) -> Allowed:
    first, other = scale.rows[0], scale.instead
    size = context.facts.get(scale.by)
    if (size is None or size < first.at_least) and other is not None and context.facts.get(other.by) is not None:
        return _on_scale(context, other)
    found = _by_scale(context, scale)
    return dataclasses.replace(found, low=max(found.low, first.heads), high=max(found.high, first.heads))


def _average(context: Context, scales: tuple[Scale, ...]) -> Allowed:
    """The average of the scales, never above the last; the text does not say how a broken average is rounded.

    Whoever is below the first row of a scale counts as being on it: the least figures are rules of their own.
    """
    found = [_on_scale(context, scale) for scale in scales]
    low = min(math.floor(sum(one.low for one in found) / len(found)), found[-1].low)
    high = min(math.floor(sum(one.high for one in found) / len(found) + 0.5), found[-1].high)
    missing = tuple(path for one in found for path in one.missing)
    return Allowed(low, high, missing)
