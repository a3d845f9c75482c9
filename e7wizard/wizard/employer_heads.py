"""How many more people an employer may hire, as it stands on the page: the answer, the calculation, the exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from e7wizard.assessment.context import Context
from e7wizard.assessment.model import State
from e7wizard.assessment.protection import FOREIGN_STAFF
from e7wizard.assessment.room import Limit, Room, Span, Way
from e7wizard.language.amounts import number, percent
from e7wizard.language.saying import Speaker
from e7wizard.report.for_employers import HeadsTold, heads_told
from e7wizard.wizard import html
from e7wizard.wizard.cited import cited

_STATES: dict[HeadsTold, State] = {
    "no_code": "cannot_tell",
    "lifted": "meets",
    "no_number": "meets",
    "some": "meets",
    "full": "fails",
    "open": "cannot_tell",
    "open_end": "cannot_tell",
    "at_least": "meets",
    "too_few_koreans": "fails",
}


def heads_state(said: HeadsTold, room: Room) -> State:
    """The state of the answer; where a limit leaves only a risk, whether the next head would be one."""
    if said == "risk_above":
        return "at_risk" if room.calm is not None and room.calm.high == 0 else "meets"
    return _STATES[said]


def heads_block(speaker: Speaker, context: Context, room: Room) -> str:
    """HTML of the whole answer."""
    texts, told = speaker.texts, heads_told(context, room)
    state = heads_state(told, room)
    badge = html.badge(state, texts(f"say.shapes.{state}"), texts(f"say.states_short.{state}"))
    inner = badge + html.tag("p", html.text(_headline(speaker, context, room, told)))
    block = html.tag("section", inner, f"e7-verdict v-{state}")
    if told == "no_code":
        return block
    if room.more_koreans is not None:
        block += html.tag("p", html.text(texts("employer.heads.more", more=room.more_koreans)))
    if told == "risk_above" and room.calm is not None and room.calm.low:
        block += html.tag("p", html.text(texts("employer.heads.calm", heads=room.calm.low)))
    if not room.none_set:
        block += _calculation(speaker, context, room)
    if room.ways:
        block += html.tag("h3", html.text(texts("employer.heads.ways")))
        block += html.items(_way(speaker, context, way) for way in room.ways)
    return block


def _headline(speaker: Speaker, context: Context, room: Room, told: HeadsTold) -> str:
    span = room.room or Span(0, 0)
    code = speaker.occupation(context.code) if context.code else ""
    least = context.rulebook.files.employer.minimum_koreans
    missing = _named(speaker, room.missing)
    return speaker.texts(
        f"employer.heads.{told}", low=span.low, high=span.high or 0, code=code, least=least, missing=missing
    )


def _named(speaker: Speaker, paths: Iterable[str]) -> str:
    return speaker.texts("say.and").join(speaker.fact(path) for path in paths)


def _calculation(speaker: Speaker, context: Context, room: Room) -> str:
    texts = speaker.texts
    block = html.tag("h3", html.text(texts("employer.heads.limits")))
    if room.few is not None:
        block += html.tag("p", html.text(speaker.finding(room.few)))
    block += "".join(_limit(speaker, context, limit) for limit in room.limits)
    months = context.rulebook.files.employer.insured_months
    notes = [texts("employer.heads.count_koreans", months=months)]
    if any(limit.kind == "share" for limit in room.limits):
        notes.append(texts("employer.heads.replacing"))
    return block + "".join(html.tag("p", html.text(note), "e7-quiet") for note in notes)


def _limit(speaker: Speaker, context: Context, limit: Limit) -> str:
    """One limit as a sum: what is allowed, less those already there, is what is left."""
    texts = speaker.texts
    code = speaker.occupation(context.code or "")
    share = percent(limit.share, texts.language) if limit.share is not None else ""
    inner = html.tag("p", html.tag("b", html.text(texts(f"employer.heads.kinds.{limit.kind}", share=share, code=code))))
    tiles = (
        html.tag("div", html.tag("dt", html.text(name)) + html.tag("dd", html.text(value)), css)
        for css, name, value in _tiles(speaker, context, limit)
    )
    inner += html.tag("dl", "".join(tiles), "e7-sum")
    if limit.open:
        inner += html.tag("p", html.text(texts("employer.heads.maybe", missing=_named(speaker, limit.missing))))
    inner += html.tag("p", html.text(texts(f"employer.heads.above.{limit.above}")))
    counted = "foreign_staff" if limit.counted == FOREIGN_STAFF else "same_occupation"
    inner += html.tag("p", html.text(texts(f"employer.heads.counted.{counted}")), "e7-quiet")
    return html.tag("section", inner + cited(speaker, limit.sources), "e7-hire-box")


def _tiles(speaker: Speaker, context: Context, limit: Limit) -> Iterator[tuple[str, str, str]]:
    """Each figure of the sum: its class, its name, and how it is said."""
    texts = speaker.texts
    for path in limit.measured:
        value = context.facts.get(path)
        yield (
            "measured",
            speaker.fact(path),
            texts("employer.heads.unknown") if value is None else speaker.value(path, value),
        )
    koreans = context.case.employer.korean_staff
    if limit.share is not None and koreans is not None:
        exact = Decimal(str(limit.share)) * koreans
        said = number(float(exact), texts.language)
        rounded = limit.kind != "own" and exact != int(exact)
        name = texts("employer.heads.cells.exact", share=percent(limit.share, texts.language))
        yield "exact", name, texts("employer.heads.rounded", exact=said) if rounded else said
    if limit.deducted:
        yield "deducted", texts("employer.heads.cells.deducted"), number(limit.deducted, texts.language)
    yield "allowed", texts("employer.heads.cells.allowed"), _span(speaker, limit.allowed)
    present = None if limit.present is None else number(limit.present, texts.language)
    yield "present", texts("employer.heads.cells.present"), present or texts("employer.heads.unknown")
    yield "left", texts("employer.heads.cells.left"), _span(speaker, limit.room)


def _span(speaker: Speaker, span: Span) -> str:
    texts = speaker.texts
    if span.exact:
        return number(span.low, texts.language)
    if span.high is None:
        return texts("employer.heads.from", low=span.low) if span.low else texts("employer.heads.unknown")
    return texts("employer.heads.span", low=span.low, high=span.high)


def _way(speaker: Speaker, context: Context, way: Way) -> str:
    texts = speaker.texts
    name = texts(f"occupations.{context.code}.review_exceptions.{way.id}")
    gives = texts("employer.heads.way_room", heads=way.room.low) if way.room.exact else texts("employer.heads.way_open")
    said = html.text(texts(f"employer.heads.way.{way.stands}", way=name)) + "<br>" + html.text(gives)
    return said + cited(speaker, way.sources)
