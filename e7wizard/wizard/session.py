"""What one browser session holds: the draft and a few switches, in one object of our own."""

from __future__ import annotations

import dataclasses

import streamlit as st

from e7wizard.wizard.draft import Draft
from e7wizard.wizard.variants import Desk


@dataclasses.dataclass(frozen=True)
class HrEdit:
    """The sheet for HR as the person changed it, and the ready text that it started from."""

    text: str
    basis: str


@dataclasses.dataclass
class Session:
    """`restored`: the browser has reported what it had stored. `refresh`: widgets must take the draft's values."""

    draft: Draft = dataclasses.field(default_factory=Draft)
    restored: bool = False
    saving: bool = True
    erasures: int = 0
    refresh: bool = False
    shown_errors: set[str] = dataclasses.field(default_factory=set)
    notice: str | None = None
    asked_for_routes: dict[str, None] = dataclasses.field(default_factory=dict)
    """Facts asked for the sake of other statuses, in the order in which they came."""
    unlikely_too: bool = False
    hr_edit: HrEdit | None = None
    on_screen: dict[str, None] = dataclasses.field(default_factory=dict)
    """Ids of the fields that the last run drew."""
    desk: Desk = dataclasses.field(default_factory=Desk)


def session() -> Session:
    """The session of the person looking."""
    if "session" not in st.session_state:
        st.session_state["session"] = Session()
    found: Session = st.session_state["session"]
    return found


def widget_key(field_id: str) -> str:
    """The widget key of a field; it appears as a CSS class of the field's container."""
    return "f_" + field_id.replace(".", "_")


def forget_widgets() -> None:
    """Drop the values widgets hold, so that they take those of the draft."""
    for key in [key for key in st.session_state if isinstance(key, str) and key.startswith("f_")]:
        del st.session_state[key]


def erase(state: Session) -> None:
    """Forget every answer, here and in the browser, and what the adviser wrote about this case."""
    state.draft.answers.clear()
    state.erasures += 1
    state.shown_errors.clear()
    state.hr_edit = None
    state.desk = state.desk.cleared()
    forget_widgets()


def go(step: str) -> None:
    """Open a step: it becomes the address, so that the browser's Back works."""
    st.query_params["step"] = step
    close_page()


def open_page(page: str) -> None:
    """Open a side page."""
    st.query_params["page"] = page


def open_route(route: str) -> None:
    """Open the page of a status of stay."""
    st.query_params["page"] = "route"
    st.query_params["route"] = route


def close_page() -> None:
    """Go back from a side page to the step it was opened on."""
    st.query_params.pop("page", None)
    st.query_params.pop("route", None)
