"""Answers in the person's own browser: a small script without iframe that reads and writes the browser's storage.

The script also sets the page language, moves focus to a new step's heading, keeps text while it is typed, and says when
there is no connection. Each tab keeps its own draft; a new tab starts from the last one saved.
"""

from __future__ import annotations

import copy
import json
import secrets
from pathlib import Path
from typing import Any

import streamlit as st

from e7wizard.language.amounts import HTML_LANG
from e7wizard.wizard import look
from e7wizard.wizard.arrivals import arrive_by_link
from e7wizard.wizard.keeping import pack, take, unpack
from e7wizard.wizard.page import Page
from e7wizard.wizard.resuming import parked, resume
from e7wizard.wizard.session import Session, forget_widgets, own_case, widgets_of
from e7wizard.wizard.unfinished import take_unfinished

_HERE = Path(__file__)
_SCRIPT = "".join(_HERE.with_name(name).read_text("utf-8") for name in ("tab.js", "store.js"))


def _component() -> Any:
    return st.components.v2.component("e7wizard_store", html="<span></span>", js=_SCRIPT)


_mount = _component()


def sync(page: Page, where: str) -> bool:
    """Exchange drafts with the browser. True when something came back and the page must be drawn anew."""
    session = page.session
    if "store_nonce" not in st.session_state:
        st.session_state["store_nonce"] = secrets.token_hex(8)
    nonce = st.session_state["store_nonce"]
    result = _mount(
        key="store",
        data={
            "nonce": nonce,
            "lang": HTML_LANG[page.language],
            "title": page.title(where),
            "style": look.style_path(),
            "focus": where,
            # A row of somebody's table is never kept: the browser goes on holding the person's own case.
            "draft": pack(own_case(session)) if session.restored else None,
            "guest": session.visit is not None,
            "restored": session.restored,
            "saving": session.saving,
            "erase": session.erasures,
            "aside": session.aside,
            "heard": session.heard,
            "words": {
                **{name: page.texts(f"keeping.{name}") for name in ("offline", "offline_tab")},
                "none_matches": page.texts("ui.none_matches"),
            },
        },
        default={"found": None},
        on_found_change=lambda: None,
        on_told_change=lambda: None,
    )
    before = copy.deepcopy((session.draft.answers, session.desk.variants))
    saving = session.saving
    changed = _hear(page, getattr(result, "told", None), nonce) or _take_back(
        page, getattr(result, "found", None), nonce
    )
    if not changed:
        return False
    # Only what differs is drawn anew: somebody may be typing in another field.
    forget_widgets(widgets_of(before[0], session.draft.answers))
    if saving != session.saving or before[1] != session.desk.variants:
        session.refresh = True
    return True


def go_on(page: Page) -> None:
    """Go on with a page that stood open before this session, where the browser has parked its case in it."""
    session = page.session
    message = _read(parked()) if session.blank else None
    if message is None or message.get("parked") is not True:
        return
    _accept(page, message)
    # The fields of a row of somebody's table are not this case's.
    resume(session, leave_fields=message.get("guest") is not True)
    session.blank = False


def _read(text: Any) -> dict[str, Any] | None:
    if not isinstance(text, str):
        return None
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None


def _message(text: Any, nonce: str) -> dict[str, Any] | None:
    message = _read(text)
    return message if message is not None and message.get("nonce") == nonce else None


def _take_back(page: Page, text: Any, nonce: str) -> bool:
    """Accept what the browser had stored, once per session; answers given meanwhile win over stored ones."""
    session = page.session
    message = None if session.restored else _message(text, nonce)
    if message is None:
        return False
    if message.get("guest") is True:
        session.draft.answers.clear()  # taken from the fields of a row of somebody's table
    _accept(page, message)
    return True


def _accept(page: Page, message: dict[str, Any]) -> None:
    session = page.session
    session.restored = True
    session.saving = message.get("saving") is not False
    for name in ("draft", "newer"):
        _take_stored(page, str(message.get(name) or ""), aside=name == "newer")
    take_unfinished(page, message.get("typing"))
    arrive_by_link(page, message.get("link"))


def _take_stored(page: Page, text: str, *, aside: bool) -> None:
    session = page.session
    found = unpack(text, page.house.rulebook.occupations) if text else None
    if found is None:
        return
    if found.newer:
        session.aside = None if aside else True
        session.newer = True
        return
    if aside:
        session.aside = False
    session.misfits |= found.misfits
    take(session, found.kept)


def _hear(page: Page, text: Any, nonce: str) -> bool:
    """What the browser tells a running session: text that lost its field, a link, the switch moved in another tab."""
    session: Session = page.session
    message = _message(text, nonce) if session.restored else None
    if message is None or message.get("number") == session.heard:
        return False
    number = message.get("number")
    session.heard = number if isinstance(number, int) else 0
    take_unfinished(page, message.get("typing"))
    arrive_by_link(page, message.get("link"))
    if isinstance(message.get("saving"), bool):
        session.saving = message["saving"]
    return True
