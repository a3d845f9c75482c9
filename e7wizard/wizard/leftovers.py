"""Widgets of pages that were left: what Streamlit would keep of them for as long as the session lives.

It keeps the description of every widget that a session has ever drawn, with its options and with callbacks that hold on to
the page (SessionState, `widget_metadata`), although the value goes with the page. In a whole case that is some hundred
widgets, 100 KB a session. There is no public way to drop them.
"""

from __future__ import annotations

import logging

from streamlit.runtime.scriptrunner import get_script_run_ctx

log = logging.getLogger("e7wizard")
_WIDGET = "$$ID-"
"""So the ids of widgets begin; a component keeps more under other ids."""


def drop_leftovers() -> None:
    """Forget the widgets that this run has not drawn; to be called when everything is drawn."""
    context = get_script_run_ctx()
    if context is None:
        return
    try:
        drawn = context.shared.widget_ids_this_run.snapshot()
        state = context.session_state._state
        described, keys = state._new_widget_state.widget_metadata, state._key_id_mapper
        for id in [id for id in described if id.startswith(_WIDGET) and id not in drawn]:
            del described[id]
        for id, key in [pair for pair in keys.id_key_mapping.items() if pair[0] not in drawn]:
            if keys.get_id_from_key(key) == id:
                keys.delete(key)
            else:
                del keys.id_key_mapping[id]  # the key has gone on to another widget
    except AttributeError as missing:
        log.debug("this Streamlit keeps its widgets elsewhere: %s", missing.name)
