"""Answers in the person's own browser: a small script without iframe that reads and writes localStorage.

The script also sets the page language, moves focus to a new step's heading, and keeps long text while it is typed.
Each tab keeps its own draft; a new tab starts from the last one saved.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

import streamlit as st

from e7wizard.language import Language
from e7wizard.language.amounts import HTML_LANG
from e7wizard.wizard.draft import restore
from e7wizard.wizard.session import Session

_SCRIPT = Path(__file__).with_name("store.js").read_text("utf-8")


def _component() -> Any:
    return st.components.v2.component("e7wizard_store", html="<span></span>", js=_SCRIPT)


_mount = _component()


def sync(session: Session, language: Language, title: str, focus: str) -> bool:
    """Exchange drafts with the browser. True when a stored draft came back and the page must be drawn anew."""
    nonce = st.session_state.setdefault("store_nonce", secrets.token_hex(8))
    draft = session.draft.model_dump_json() if session.restored and session.saving else None
    result = _mount(
        key="store",
        data={
            "nonce": nonce,
            "lang": HTML_LANG[language],
            "title": title,
            "focus": focus,
            "draft": draft,
            "restored": session.restored,
            "saving": session.saving,
            "erase": session.erasures,
        },
        default={"found": None, "file": None},
        on_found_change=lambda: None,
        on_file_change=lambda: None,
    )
    return _take_back(session, getattr(result, "found", None), nonce)


def _take_back(session: Session, found: Any, nonce: str) -> bool:
    """Accept what the browser had stored, once per session; answers given meanwhile win over stored ones."""
    if session.restored or not isinstance(found, str):
        return False
    try:
        message = json.loads(found)
    except ValueError:
        return False
    if not isinstance(message, dict) or message.get("nonce") != nonce:
        return False
    session.restored = True
    session.saving = message.get("saving") is not False
    stored = restore(str(message.get("draft") or ""))
    typed = message.get("typing")
    before = dict(session.draft.answers)
    if stored is not None:
        session.draft.answers = {**stored.answers, **before}
    if isinstance(typed, dict) and isinstance(typed.get("text"), str) and typed["text"].strip():
        session.draft.put("job.duties", typed["text"][:20_000])
    return session.draft.answers != before
