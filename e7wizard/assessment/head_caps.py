"""The occupation's own limits of foreign staff: flat, by a scale, growing, or the average of several scales."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import Finding
from e7wizard.rulebook.occupations import CapRow, HeadCap, Scale


@dataclasses.dataclass(frozen=True)
class _Allowed:
    """Heads allowed at least and at most, as far as the answers and the printed text settle it."""

    low: int
    high: int
    missing: tuple[str, ...] = ()
    size: float | None = None


def judge_caps(context: Context, caps: Iterable[HeadCap], newcomers: int) -> list[Finding]:
    """A finding for each limit that applies. `newcomers` are the heads that this application adds."""
    return [finding for cap in caps for finding in _judge(context, cap, newcomers)]


def _judge(context: Context, cap: HeadCap, newcomers: int) -> list[Finding]:
    code = context.occupation.code if context.occupation else None
    say: dict[str, object] = {"code": code, "by": cap.by}
    applies = decide(cap.applies, context.facts) if cap.applies is not None else None
    if applies is not None and applies.truth is False:
        return []
    allowed = _allowed(context, cap)
    present = context.facts.get(cap.counted)
    least = (present or 0) + newcomers
    say |= {"allowed": allowed.high, "present_staff": present, "size": allowed.size}
    if applies is not None and applies.truth is None:
        if present is not None and least <= allowed.low:
            return []
        return [context.finding("employer.cap_unknown", "cannot_tell", cap.sources, applies.missing, say=say)]
    if least > allowed.high:
        return [context.finding("employer.over_cap", cap.otherwise, cap.sources, say=say)]
    most = least if present is not None else _most_present(context, cap) + newcomers
    if most <= allowed.low:
        return [context.finding("employer.within_cap", "meets", cap.sources, say=say)]
    if allowed.missing or present is None:
        missing = [*allowed.missing, *([cap.counted] if present is None else [])]
        return [context.finding("employer.cap_unknown", "cannot_tell", cap.sources, missing, say=say)]
    return [context.finding("employer.cap_rounding", "cannot_tell", cap.sources, ["rule.rounding"], say=say)]


def _most_present(context: Context, cap: HeadCap) -> float:
    bound = context.facts.at_most(cap.counted)
    return math.inf if bound is None else bound


def _allowed(context: Context, cap: HeadCap) -> _Allowed:
    if cap.scales:
        return _average(context, cap.scales)
    if cap.share is not None:
        return _of_koreans(context, cap, cap.share)
    if cap.by is not None:
        found = _by_scale(context, Scale(by=cap.by, rows=cap.rows))
        flat = cap.at_most if cap.at_most is not None else found.high
        return dataclasses.replace(found, low=min(found.low, flat), high=min(found.high, flat))
    flat = cap.at_most or 0
    if cap.growth is None:
        return _Allowed(flat, flat)
    size = context.facts.get(cap.growth.by)
    if size is None:
        return _Allowed(flat, 10**6, (cap.growth.by,))
    more = max(0, math.floor((size - cap.growth.beyond) / cap.growth.every))
    return _Allowed(flat + more, flat + more, size=size)


_ROUNDING = {"up": ROUND_CEILING, "half_up": ROUND_HALF_UP, "down": ROUND_FLOOR}


def heads_by_share(koreans: int, share: float, rounding: str = "half_up") -> int:
    """Heads for a share (0-1) of the Korean employees; rounded half up, as the manual says, unless told otherwise."""
    exact = Decimal(str(share)) * koreans
    return int(exact.quantize(Decimal(1), rounding=_ROUNDING[rounding]))


def _of_koreans(context: Context, cap: HeadCap, share: float) -> _Allowed:
    koreans = context.case.employer.korean_staff
    if koreans is None:
        return _Allowed(cap.at_least, 10**6, ("employer.korean_staff",))
    heads = max(cap.at_least, heads_by_share(koreans, share, cap.rounding))
    return _Allowed(heads, heads, size=koreans)


def _heads(rows: tuple[CapRow, ...], size: float) -> int:
    return max((row.heads for row in rows if size >= row.at_least), default=0)


def _by_scale(context: Context, scale: Scale) -> _Allowed:
    size = context.facts.get(scale.by)
    if size is not None:
        heads = _heads(scale.rows, size)
        return _Allowed(heads, heads, size=size)
    return _Allowed(0, max((row.heads for row in scale.rows), default=0), (scale.by,))


def _on_scale(context: Context, scale: Scale) -> _Allowed:
    first, other = scale.rows[0], scale.instead
    size = context.facts.get(scale.by)
    if (size is None or size < first.at_least) and other is not None and context.facts.get(other.by) is not None:
        return _on_scale(context, other)
    found = _by_scale(context, scale)
    return dataclasses.replace(found, low=max(found.low, first.heads), high=max(found.high, first.heads))


def _average(context: Context, scales: tuple[Scale, ...]) -> _Allowed:
    """The average of the scales, never above the last; the text does not say how a broken average is rounded.

    Whoever is below the first row of a scale counts as being on it: the least figures are rules of their own.
    """
    found = [_on_scale(context, scale) for scale in scales]
    low = min(math.floor(sum(one.low for one in found) / len(found)), found[-1].low)
    high = min(math.floor(sum(one.high for one in found) / len(found) + 0.5), found[-1].high)
    missing = tuple(path for one in found for path in one.missing)
    return _Allowed(low, high, missing)
