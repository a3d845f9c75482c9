"""A page with the case of the pictures on it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from benchmarks.screenshots import ANSWERS, COMMON
from e7wizard.wizard.session import Session
from tests.app.test_steps import app


def state_of(found: AppTest) -> Session:
    """The session behind a page."""
    state: Session = found.session_state["session"]
    return state


def filled(page: str, lang: str = "en", **answers: str) -> AppTest:
    """A side page for a case of the pictures, with some answers changed (dots as double underscores)."""
    found = app(lang=lang, page=page)
    draft = state_of(found).draft
    given = {**COMMON, **ANSWERS["en"], **{path.replace("__", "."): value for path, value in answers.items()}}
    for path, value in given.items():
        draft.put(path, value)
    state_of(found).refresh = True
    return found.run()
