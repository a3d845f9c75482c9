"""A page that stands open in a browser while its session is gone: the server was started anew, or another one took over.

The first message of such a page brings what its fields hold and what store.js has parked in it. Both are read before
anything is drawn, so that the page is drawn as it stands and nothing changes under the hand of whoever is typing.
Streamlit shows them to a script only after it has drawn them (SessionState, `_new_widget_state`); there is no public way.
"""

from __future__ import annotations

import json
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from e7wizard.wizard.session import Resumed, Session, forget_widgets, session, widget_key

_STORE = "-store"
"""So the id ends under which Streamlit sends what the store holds."""


def parked() -> str | None:
    """What the store of an open page has parked for a new session; None for a page that was just loaded."""
    for id, state in _sent().items():
        if id.endswith(_STORE):
            try:
                held = json.loads(state.value.json_value)
            except (AttributeError, ValueError, RecursionError):
                continue
            if isinstance(held, dict) and isinstance(held.get("found"), str):
                return str(held["found"])
    return None


def resume(state: Session, *, leave_fields: bool) -> None:
    """From here to the end of the first whole run, what the browser's fields hold stays. `leave_fields`: it is this case's."""
    state.resumed = Resumed(frozenset(_sent()) if leave_fields else frozenset(), dict(state.draft.answers))


def ready(key: str, value: Any) -> str:
    """Give a widget a value before it is drawn for the first time on this page, unless the open page holds one; the key."""
    if key in st.session_state:
        return key
    state = session()
    if state.blank:
        return key
    if state.resumed is not None and any(id.endswith(f"-{key}") for id in state.resumed.held):
        state.resumed.left.add(key)
    else:
        st.session_state[key] = value
    return key


def end_resuming(state: Session) -> bool:
    """To be called when all is drawn. True when fields have to be drawn anew.

    An upgrade may draw a field as another one than the browser holds. It began empty then, which is no answer.
    """
    resumed, state.resumed = state.resumed, None
    if resumed is None or not resumed.left:
        return False
    anew = {key for key in resumed.left if _id_of(key) not in resumed.held}
    rows = any(key.startswith("f_mix_") for key in anew)
    for path in {*resumed.answers, *state.draft.answers}:
        if widget_key(path) in anew or (rows and path == "job.mix"):
            state.draft.put(path, resumed.answers.get(path))
    forget_widgets(anew)
    return bool(anew)


def _sent() -> dict[str, Any]:
    """The states of widgets that the browser sent with this run, by id, not read yet."""
    return dict(_inside("_new_widget_state", "states") or {})


def _id_of(key: str) -> str | None:
    """The id of a widget that this run has drawn."""
    keys = _inside("_key_id_mapper")
    return None if keys is None else keys.get_id_from_key(key)


def _inside(*names: str) -> Any:
    """A part of Streamlit's own state of this session; None where this Streamlit keeps it elsewhere, or outside a run."""
    found: Any = get_script_run_ctx()
    for name in ("session_state", "_state", *names):
        found = getattr(found, name, None)
    return found
