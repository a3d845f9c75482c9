"""How many more people an employer may hire into an occupation: each published limit of heads, and the room it leaves.

The numbers are those by which `protection`, `exceptions` and `head_caps` judge; a test tries them on the engine.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Iterable, Iterator
from typing import Literal

from e7wizard.assessment.changes import MOST_KOREANS, apply_change
from e7wizard.assessment.context import Context, context_of
from e7wizard.assessment.decide import decide
from e7wizard.assessment.exceptions import allowed_under
from e7wizard.assessment.head_caps import NO_END, Allowed, allowed_by, allowed_by_share, most_present
from e7wizard.assessment.model import Change, Finding, SourceRef, State
from e7wizard.assessment.protection import FOREIGN_STAFF, Asked, asked_of, five_koreans, review_sources
from e7wizard.rulebook.occupations import HeadCap, Occupation, ReviewException

LimitKind = Literal["share", "own", "general"]
_KOREANS = "employer.korean_staff"
Stands = Literal["holds", "risk", "letter", "not_shown"]


@dataclasses.dataclass(frozen=True)
class Span:
    """Heads from `low`, which is sure, to `high`, which may be; None where no end is known."""

    low: int
    high: int | None

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


@dataclasses.dataclass(frozen=True)
class Limit:
    """One limit of foreign heads at this employer.

    `kind`: the `share` of the review, an `own` limit of the occupation, or the `general` check. `above`: the state of a
    head above it. `present`: heads already there of those that `counted` counts. `missing`: answers that keep it open.
    """

    kind: LimitKind
    above: State
    allowed: Span
    counted: str
    present: int | None
    room: Span
    missing: tuple[str, ...]
    sources: tuple[SourceRef, ...]
    share: float | None = None
    measured: tuple[str, ...] = ()
    """Facts of the employer by which the limit is measured."""
    deducted: int = 0
    open: bool = False
    """Whether the answers do not yet say that this limit applies to the employer at all."""


@dataclasses.dataclass(frozen=True)
class Way:
    """A published exception that gives more room. Only what `holds` lifts anything; `risk` rests on one reading."""

    id: str
    stands: Stands
    room: Span
    sources: tuple[SourceRef, ...]


@dataclasses.dataclass(frozen=True)
class Room:
    """What the limits leave together. `room` is None where no limit refuses anybody.

    `calm`: up to here nothing is left to the office either. `few`: the least number of Koreans, where it is asked.
    `lifted`: the person is outside the review. `more_koreans`: so many more insured Koreans would give one more head.
    """

    limits: tuple[Limit, ...] = ()
    ways: tuple[Way, ...] = ()
    few: Finding | None = None
    lifted: bool = False
    room: Span | None = None
    calm: Span | None = None
    missing: tuple[str, ...] = ()
    more_koreans: int | None = None

    @property
    def none_set(self) -> bool:
        """Whether no text sets a number for this occupation."""
        return not self.limits and self.few is None


def room_for(context: Context) -> Room:
    """The room of the employer of this case; an empty one while the occupation is not known."""
    found = _room(context)
    if found.room is None or not found.room.exact or context.case.employer.korean_staff is None:
        return found
    return dataclasses.replace(found, more_koreans=_koreans_for_one_more(context, found.room.low))


def _room(context: Context) -> Room:
    occupation = context.occupation
    if occupation is None:
        return Room()
    asked = asked_of(context, occupation)
    limits = tuple(_limits(context, occupation, asked))
    few = None if asked.few is None else next(iter(five_koreans(context, asked.few, own=True)), None)
    ways = () if asked.lifted else tuple(_ways(context, occupation, few, limits))
    hard = [limit for limit in limits if limit.above == "fails"]
    room = _together(hard, few, [way.room for way in ways if way.stands == "holds"])
    calm = _together(limits, few, [way.room for way in ways if way.stands == "holds"])
    return Room(limits, ways, few, asked.lifted, room, calm, _missing(hard, few, room))


def _koreans_for_one_more(context: Context, now: int) -> int | None:
    """The fewest additional Koreans that give another head; None where Koreans do not decide."""

    def gives(more: int) -> bool:
        change = Change(dimension="employer", id="more_koreans", params={"more": more}, then="meets")
        case = apply_change(context.case, change)
        room = _room(context_of(case, context.rulebook, context.code)).room
        return room is not None and room.low > now

    if not gives(MOST_KOREANS):
        return None
    return bisect.bisect_left(range(1, MOST_KOREANS), True, key=gives) + 1


def _limits(context: Context, occupation: Occupation, asked: Asked) -> Iterator[Limit]:
    if asked.share is not None:
        yield _by_share(context, "share", asked.share, "fails")
    if asked.general:
        yield _by_share(context, "general", context.rulebook.files.employer.share, "at_risk")
    if asked.lifted or occupation.protection.review != "none":
        for cap in occupation.caps():
            found = _own(context, cap)
            if found is not None:
                yield found


def _by_share(context: Context, kind: LimitKind, share: float, above: State) -> Limit:
    sources = context.cite(review_sources(context, above))
    found = _limit(context, kind, above, allowed_by_share(context, share), FOREIGN_STAFF, sources)
    return dataclasses.replace(found, share=share, measured=(_KOREANS,))


def _own(context: Context, cap: HeadCap) -> Limit | None:
    applies = decide(cap.applies, context.facts) if cap.applies is not None else None
    if applies is not None and applies.truth is False:
        return None
    sources = context.cite(cap.sources)
    found = _limit(context, "own", cap.otherwise, allowed_by(context, cap), cap.counted, sources)
    found = dataclasses.replace(found, share=cap.share, measured=_measured_by(cap))
    if applies is None or applies.truth is True:
        return found
    open_end = Span(found.room.low, None)
    return dataclasses.replace(found, room=open_end, missing=applies.missing, open=True)


def _measured_by(cap: HeadCap) -> tuple[str, ...]:
    paths = [cap.by, _KOREANS if cap.share is not None else None, *(scale.by for scale in cap.scales)]
    paths.append(cap.growth.by if cap.growth is not None else None)
    return tuple(dict.fromkeys(path for path in paths if path is not None))


def _limit(
    context: Context,
    kind: LimitKind,
    above: State,
    allowed: Allowed,
    counted: str,
    sources: Iterable[SourceRef],
) -> Limit:
    present = context.facts.get(counted)
    return Limit(
        kind=kind,
        above=above,
        allowed=_span(allowed),
        counted=counted,
        present=present,
        room=_left(context, allowed, counted),
        missing=(*allowed.missing, *((counted,) if present is None else ())),
        sources=tuple(sources),
        deducted=allowed.deducted,
    )


def _span(allowed: Allowed) -> Span:
    return Span(allowed.low, None if allowed.high >= NO_END else allowed.high)


def _left(context: Context, allowed: Allowed, counted: str) -> Span:
    """The heads that a limit leaves beside those already there."""
    present = context.facts.get(counted)
    most = most_present(context, counted) if present is None else present
    low = max(0, allowed.low - int(min(most, NO_END)))
    return Span(low, None if allowed.high >= NO_END else max(0, allowed.high - (present or 0)))


def _ways(context: Context, occupation: Occupation, few: Finding | None, limits: Iterable[Limit]) -> Iterator[Way]:
    """The exceptions that would give more room and that nobody has ruled out."""
    too_few = few is not None and few.status == "fails"
    base = next((limit.room for limit in limits if limit.kind == "share"), None)
    koreans = context.case.employer.korean_staff
    for exception in occupation.protection.exceptions:
        if too_few and exception.minimum_koreans is None:
            continue
        if exception.minimum_koreans is not None and koreans is not None and koreans < exception.minimum_koreans:
            continue
        allowed = allowed_under(context, occupation.protection, exception)
        stands = _stands(context, exception)
        if allowed is None or stands is None:
            continue
        counted = exception.cap.counted if exception.cap is not None else FOREIGN_STAFF
        room = _left(context, allowed, counted)
        more = base is None or room.high is None or (base.high is not None and room.high > base.low)
        if more or (too_few and room.high != 0):
            yield Way(exception.id, stands, room, tuple(context.cite(exception.sources)))


def _stands(context: Context, exception: ReviewException) -> Stands | None:
    """How far the exception is shown; None where it is ruled out."""
    truth = decide(exception.when, context.facts).truth
    letter = context.facts.get("employer.recommendation")
    if truth is False or (exception.needs_letter and letter == "not_available"):
        return None
    if truth is None:
        return "not_shown"
    if exception.needs_letter and letter != "obtained":
        return "letter"
    return "holds" if exception.state == "meets" else "risk"


def _together(limits: Iterable[Limit], few: Finding | None, lifted: Iterable[Span]) -> Span | None:
    """The tightest of the limits; an exception that holds takes the place of the review's share and of the least Koreans."""
    lifted = tuple(lifted)
    spans = [_widest([limit.room, *lifted]) if limit.kind in {"share", "general"} else limit.room for limit in limits]
    if few is not None and few.status == "fails":
        spans.append(_widest([Span(0, 0), *lifted]))
    if few is not None and few.status == "cannot_tell":
        spans.append(Span(0, None))
    return _tightest(spans) if spans else None


def _tightest(spans: Iterable[Span]) -> Span:
    spans = list(spans)
    ends = [span.high for span in spans if span.high is not None]
    return Span(min(span.low for span in spans), min(ends, default=None))


def _widest(spans: Iterable[Span]) -> Span:
    spans = list(spans)
    ends = [span.high for span in spans if span.high is not None]
    return Span(max(span.low for span in spans), max(ends) if len(ends) == len(spans) else None)


def _missing(limits: Iterable[Limit], few: Finding | None, room: Span | None) -> tuple[str, ...]:
    """The answers without which the room is no single number."""
    if room is None or room.exact:
        return ()
    found = [path for limit in limits if not limit.room.exact for path in limit.missing]
    if few is not None and few.status == "cannot_tell":
        found += few.missing
    return tuple(dict.fromkeys(found))
