"""A step of questions: each says why it is asked, takes 'I don't know', and shows its error beside the field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from e7wizard.language import Texts
from e7wizard.language.amounts import countries, day, money
from e7wizard.language.reading import Unreadable
from e7wizard.wizard import html
from e7wizard.wizard.degree_note import draw_further_degrees
from e7wizard.wizard.draft import is_option, read_answer
from e7wizard.wizard.duty_help import BOX, draw_duty_help
from e7wizard.wizard.fields import SEVERAL, UNKNOWN, Field, Step
from e7wizard.wizard.folding import late_fields, sort_step
from e7wizard.wizard.folds import fold
from e7wizard.wizard.more_fields import more_fields, own_fields
from e7wizard.wizard.page import Page
from e7wizard.wizard.resuming import ready
from e7wizard.wizard.session import widget_key
from e7wizard.wizard.to_mend import draw_to_mend
from e7wizard.wizard.typed import MIX_ROWS, keep, mix_rows, raw

COMMON_COUNTRIES = ("CN", "VN", "US", "JP", "IN", "UZ", "MN", "NP", "ID", "PH", "TW", "HK", "GB", "CA", "RU", "KR")


def drawer(step: Step) -> Callable[[Page], None]:
    """The page of a step."""
    return lambda page: draw(page, step)


def draw(page: Page, step: Step) -> None:
    """Draw the questions of a step and the ways on."""
    page.heading(step.id)
    questions = sort_step(page, step)
    late = _late(page, step)
    here = (*questions.open, *questions.own, *questions.folded, *late)
    draw_to_mend(page, {field.id for field in here})
    if not (questions.open or questions.own):
        html.show(html.tag("p", html.text(page.texts("folded.nothing_open")), "e7-quiet"))
    for field in questions.open:
        draw_field(page, field)
        if field.id == BOX:
            draw_duty_help(page)
    _own_questions(page, questions.own)
    _more_questions(page, late)
    _folded(page, step, questions.folded)
    if step.id == "degree":
        draw_further_degrees(page)
    page.ways_on(step.id)


def _folded(page: Page, step: Step, fields: Sequence[Field]) -> None:
    """The questions that few results hang on, folded until one is answered or somebody opens them."""
    if not fields:
        return
    if any(field.id in page.session.draft.answers for field in fields):
        page.session.unfolded.add(step.id)
    label, opened = page.texts(f"folded.steps.{step.id}"), step.id in page.session.unfolded
    with st.container(key=f"more_{step.id}"), fold(label, f"fold_{step.id}", opened=opened) as is_open:
        if not is_open:
            return
        html.show(html.tag("p", html.text(page.texts("folded.why")), "e7-quiet"))
        for field in fields:
            draw_field(page, field)


def _own_questions(page: Page, fields: Sequence[Field]) -> None:
    """Questions that only the occupation in view needs."""
    occupation = own_fields(page)[0] if fields else None
    if occupation is None:
        return
    st.header(page.texts("ui.own_questions"), anchor=False)
    html.show(html.tag("p", html.text(page.speaker.occupation(occupation.code)), "e7-quiet"))
    for field in fields:
        draw_field(page, field)


def _late(page: Page, step: Step) -> list[Field]:
    """Questions for the few people whose result the answer would change; asked on the last step."""
    return [*late_fields(page), *more_fields(page)] if step.id == "you" else []


def _more_questions(page: Page, fields: Sequence[Field]) -> None:
    if not fields:
        return
    st.header(page.texts("ui.more_questions"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("ui.more_questions_why")), "e7-quiet"))
    for field in fields:
        draw_field(page, field)


def draw_field(page: Page, field: Field, texts: Texts | None = None) -> None:
    """Draw one question and keep its answer in the draft. `texts`: the words for a reader who is not the applicant."""
    texts = texts or page.texts
    key = widget_key(field.id)
    page.session.on_screen[field.id] = None
    kept = page.session.draft.get(field.id)
    label = _asked(texts, field)
    match field.kind:
        case "mix":
            _mix(page, field)
        case "text" | "number" | "whole" | "wholes" | "date" | "month":
            _text(page, field, label, kept)
        case "area":
            text = st.text_area(
                label, key=ready(key, kept or ""), height=210, placeholder=_hint(page, field), max_chars=20_000
            )
            keep(page, field, text)
        case "money":
            _money(page, field, label)
        case "choice":
            options = [*field.options, UNKNOWN]
            ready(key, kept if kept in options else None)
            answer = st.radio(
                label,
                options,
                index=None,
                key=key,
                format_func=lambda option: _option(page, field, option),
                horizontal=len(options) <= 4,
            )
            keep(page, field, answer)
        case "several":
            _several(page, field, label, kept)
        case "status" | "country":
            _select(page, field, label, kept)
    _why(page, field, texts)
    _error(page, field)


def _text(page: Page, field: Field, label: str, kept: Any) -> None:
    """A line of text. A field with a usual value shows it, and keeps an answer only where it differs."""
    usual = page.usual().get(field.id, "")
    shown = "" if kept == UNKNOWN else kept or usual
    # A default moves nothing that an open page already holds.
    default = usual if page.session.blank else ""
    text = st.text_input(label, default, key=ready(widget_key(field.id), shown), placeholder=_hint(page, field))
    keep(page, field, raw(page, field, text))


def _asked(texts: Texts, field: Field) -> str:
    return texts.maybe(f"facts.{field.id}.ask") or texts(f"facts.{field.id}.name")


def _hint(page: Page, field: Field) -> str:
    section, _, name = field.id.partition(".")
    return page.texts.maybe(f"facts.{section}.{name}.hint") or page.texts("ui.leave_empty")


def _option(page: Page, field: Field, option: str) -> str:
    if option == UNKNOWN:
        return page.texts("say.unknown")
    if field.options == ("true", "false"):
        return page.texts("say.yes" if option == "true" else "say.no")
    section, _, name = field.id.partition(".")
    found = page.texts.find(f"facts.{section}.{name}.options")
    return str(found[option]) if isinstance(found, dict) and option in found else option


def _several(page: Page, field: Field, label: str, kept: Any) -> None:
    """Choices of which more than one may hold; kept as one text, apart by commas."""
    options = [*field.options, UNKNOWN]
    chosen = [option for option in str(kept or "").split(SEVERAL) if option in options]
    answer = st.multiselect(
        label,
        options,
        key=ready(widget_key(field.id), chosen),
        format_func=lambda option: _option(page, field, option),
        placeholder=page.texts("ui.choose"),
    )
    keep(page, field, raw(page, field, answer))


def _select(page: Page, field: Field, label: str, kept: Any) -> None:
    if field.kind == "country":
        names = countries(page.language)
        options = [*COMMON_COUNTRIES, *[code for code in names if code not in COMMON_COUNTRIES], UNKNOWN]
    else:
        names = {}
        # A table may hold a status that the list leaves out.
        other = [kept] if kept not in {None, UNKNOWN, *field.options} and is_option(field, kept) else []
        options = [*field.options, *other, UNKNOWN]
    key = ready(widget_key(field.id), kept if kept in options else None)
    value = st.selectbox(
        label,
        options,
        key=key,
        index=None if st.session_state.get(key) is None else options.index(st.session_state[key]),
        format_func=lambda code: names.get(code) or _option(page, field, code),
        placeholder=page.texts("ui.choose"),
    )
    keep(page, field, value)


def _money(page: Page, field: Field, label: str) -> None:
    key = widget_key(field.id)
    own = field.id == "pay.annual_krw"
    text = st.text_input(label, key=ready(key, page.session.draft.get(field.id) or ""), placeholder=_hint(page, field))
    if own:
        with st.container(horizontal=True):
            _pay_part(page, "unit", ["won", "man"])
            _pay_part(page, "period", ["year", "month"])
    keep(page, field, text)
    if text:
        try:
            amount = read_answer(field, page.session.draft)
        except Unreadable:
            return
        said = page.texts("ui.read_as", amount=money(amount, page.language))
        html.show(html.tag("p", html.text(said), "e7-read", role="status"))
        if own and amount < 5_000_000:
            html.show(html.tag("p", html.text(page.texts("errors.small_pay")), "e7-error", role="alert"))


def _pay_part(page: Page, name: str, options: list[str]) -> None:
    """Unit or period of the amount."""
    path = f"pay.{name}"
    key = ready(widget_key(path), page.session.draft.get(path) or options[0])
    label = page.texts(f"ui.pay_{name}.label")
    answer = st.radio(
        label, options, key=key, horizontal=True, format_func=lambda option: page.texts(f"ui.pay_{name}.{option}")
    )
    # One that is only shown is no answer: it must not win over the one that the browser still has to give back.
    if answer != options[0] or page.session.draft.get(path):
        page.session.draft.put(path, answer)


def _mix(page: Page, field: Field) -> None:
    """Four rows of a kind of work and its share of the time, and more where a file brought more."""
    rows = list(page.session.draft.get(field.id) or [])
    with fold(_asked(page.texts, field), "fold_mix", opened=bool(rows)) as is_open:
        if not is_open:
            return
        for number in range(max(MIX_ROWS, len(rows))):
            row = rows[number] if number < len(rows) else {}
            left, right = st.columns([4, 1])
            duty_key, percent_key = f"f_mix_duty_{number}", f"f_mix_percent_{number}"
            left.text_input(
                page.texts("ui.mix_duty", number=number + 1), key=ready(duty_key, str(row.get("duty") or ""))
            )
            right.text_input(page.texts("ui.mix_percent"), key=ready(percent_key, str(row.get("percent") or "")))
        page.session.draft.put(field.id, mix_rows())


def _why(page: Page, field: Field, texts: Texts) -> None:
    why = texts.maybe(f"facts.{field.id}.why")
    if why:
        html.show(html.tag("p", page.rich(why, fixed=True), "e7-why"))


def _error(page: Page, field: Field) -> None:
    """Say what cannot be read, in words and beside the field; what was typed stays."""
    if page.session.draft.get(field.id) is None:
        return
    try:
        value = read_answer(field, page.session.draft)
    except Unreadable as error:
        said = page.texts(f"errors.{error.key}")
        html.show(html.tag("p", html.text(said), "e7-error", role="alert"))
        return
    if field.kind == "date" and value is not None:
        said = page.texts("ui.read_as", amount=day(value, page.language))
        html.show(html.tag("p", html.text(said), "e7-read", role="status"))
        if field.id == "filing.date" and value < page.today:
            html.show(html.tag("p", html.text(page.texts("ui.past_day")), "e7-why", role="note"))
