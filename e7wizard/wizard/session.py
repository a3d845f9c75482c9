"""What one browser session holds: the draft and a few switches, in one object of our own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from e7wizard.case import Case, Job
from e7wizard.matching.fit import Fit
from e7wizard.report.lenient import Fitted
from e7wizard.wizard.draft import Draft
from e7wizard.wizard.variants import Desk

if TYPE_CHECKING:
    from e7wizard.wizard.many.batch import Batch


@dataclasses.dataclass(frozen=True)
class HrEdit:
    """The sheet for HR as the person changed it, and the ready text that it started from."""

    text: str
    basis: str


@dataclasses.dataclass
class Visit:
    """A row of the table that is open as a case. `own`: the person's own case meanwhile, by the names of Session."""

    at: int
    row: int
    """Its number in the file."""
    answers: dict[str, Any]
    """The answers of the draft as it was opened or last taken over."""
    own: dict[str, Any]
    lost: dict[str, str] = dataclasses.field(default_factory=dict)
    """What the questions have no place for: the value as text by its path."""


@dataclasses.dataclass(frozen=True)
class Returned:
    """A text that came back into a field. `before`: the answer that it took the place of; `until`: on the clock."""

    before: Any
    until: float


@dataclasses.dataclass(frozen=True)
class Resumed:
    """A page that stood open before this session began. `held`: ids of the widgets whose values it brought; `answers`:
    those that the browser kept; `left`: keys of widgets that were left as they stand."""

    held: frozenset[str]
    answers: dict[str, Any]
    left: set[str] = dataclasses.field(default_factory=set)


@dataclasses.dataclass
class Session:
    """`restored`: the browser has reported what it had stored. `refresh`: widgets must take the draft's values."""

    draft: Draft = dataclasses.field(default_factory=Draft)
    restored: bool = False
    saving: bool = True
    erasures: int = 0
    language: str | None = None
    """Language of the last run: the browser names a chosen option by its words, so a new one needs new widgets."""
    refresh: bool = False
    blank: bool = False
    """Nothing is known yet in this run: what the fields of an open page hold is not to be drawn over."""
    resumed: Resumed | None = None
    """Until the first whole run of a session that goes on with an open page; see `resuming`."""
    notice: str | None = None
    arrival: Fitted | None = None
    """A case from a file or a link that waits for a word whether it may replace the answers."""
    misfits: dict[str, Any] = dataclasses.field(default_factory=dict)
    """Answers that came back and fit no question any more; they are said until somebody has seen them."""
    unread: dict[str, Any] = dataclasses.field(default_factory=dict)
    """All answers that fit no question; a later version may read them."""
    newer: bool = False
    """The browser holds answers of a later version."""
    aside: bool | None = None
    """What the browser shall do with them: put them aside, or forget what was put aside; None: leave all as it is."""
    returned: dict[str, Returned] = dataclasses.field(default_factory=dict)
    """Texts that the browser may not show yet, by the field's id; see `typed.keep`."""
    heard: int = 0
    """The number of the last message from the browser."""
    asked_for_routes: dict[str, None] = dataclasses.field(default_factory=dict)
    """Facts asked for the sake of other statuses, in the order in which they came."""
    unlikely_too: bool = False
    hr_edit: HrEdit | None = None
    brought_forward: set[str] = dataclasses.field(default_factory=set)
    """Ids of folded questions that stood open on their step, as their answer could change the result."""
    asked_late: set[str] = dataclasses.field(default_factory=set)
    """Ids of questions of earlier steps that were asked at the last one."""
    unfolded: set[str] = dataclasses.field(default_factory=set)
    """Ids of the steps whose folded questions are open."""
    opened: set[str] = dataclasses.field(default_factory=set)
    """Keys of the folds that were opened for what they hold."""
    on_screen: dict[str, None] = dataclasses.field(default_factory=dict)
    """Ids of the fields that the last run drew."""
    desk: Desk = dataclasses.field(default_factory=Desk)
    fitted: tuple[Job, Fit] | None = None
    """The job of the last run and the matcher's answer to it."""
    noted_for: Case | None = None
    noted: dict[str, Any] = dataclasses.field(default_factory=dict)
    """Which questions matter for that case; see `Page.between_runs`."""
    batch: Batch | None = None
    """The table of the page for many cases."""
    notice_of_table: str | None = None
    """What is wrong with the file that was chosen for it."""
    tables_taken: int = 0
    visit: Visit | None = None
    """The row of that table that stands in the place of the person's own case."""


def session() -> Session:
    """The session of the person looking."""
    if "session" not in st.session_state:
        st.session_state["session"] = Session()
    found: Session = st.session_state["session"]
    return found


def widget_key(field_id: str) -> str:
    """The widget key of a field; it appears as a CSS class of the field's container."""
    return "f_" + field_id.replace(".", "_")


SAVING = "saving"
"""Key of the switch that turns saving off."""


def forget_widgets(only: set[str] | None = None) -> None:
    """Drop the values widgets hold, so that they take those of the draft and of the session; `only` those named."""
    for key in [key for key in st.session_state if isinstance(key, str) and (key.startswith("f_") or key == SAVING)]:
        if only is None or key in only:
            del st.session_state[key]


def widgets_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """The names of the fields whose answers differ."""
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    rows = {f"f_mix_{part}_{number}" for part in ("duty", "percent") for number in range(20)}
    return {widget_key(path) for path in changed} | (rows if "job.mix" in changed else set())


def replace_case(state: Session, answers: dict[str, Any]) -> None:
    """Go on with other answers than those so far."""
    state.draft.answers = answers
    state.arrival = None
    state.fitted = state.noted_for = None


def forget_table(state: Session) -> None:
    """Forget the table of many cases, and the row of it that is open; the person's own case is not given back."""
    state.batch = state.visit = None
    state.on_screen.clear()


def own_case(state: Session) -> Session:
    """The session with the person's own case, also while a row of a table stands in its place."""
    return dataclasses.replace(state, **state.visit.own) if state.visit is not None else state


def erase(state: Session) -> None:
    """Forget every answer, here and in the browser, and what the adviser wrote about this case."""
    state.draft.answers.clear()
    state.erasures += 1
    state.hr_edit = None
    state.arrival = None
    state.misfits.clear()
    state.unread.clear()
    state.newer, state.aside = False, None
    state.fitted = state.noted_for = None
    state.returned.clear()
    state.brought_forward.clear()
    state.asked_late.clear()
    state.unfolded.clear()
    state.desk = state.desk.cleared()
    forget_widgets()


def go(step: str) -> None:
    """Open a step: it becomes the address, so that the browser's Back works."""
    st.query_params["step"] = step
    close_page()


def go_unfolded(step: str) -> None:
    """Open a step with its folded questions open."""
    session().unfolded.add(step)
    go(step)


ADDRESSES = {"hiring": "employer"}
"""Side pages whose address is not their name, as a step of the journey has that name."""


def open_page(page: str) -> None:
    """Open a side page."""
    st.query_params["page"] = ADDRESSES.get(page, page)


def open_route(route: str) -> None:
    """Open the page of a status of stay."""
    st.query_params["page"] = "route"
    st.query_params["route"] = route


def close_page() -> None:
    """Go back from a side page to the step it was opened on."""
    st.query_params.pop("page", None)
    st.query_params.pop("route", None)
