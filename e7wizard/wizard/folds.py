"""Folded parts whose content is worked out and sent only while they are open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from e7wizard.wizard.session import session

FOLD = "fold_"
"""So the keys of folds begin."""


@contextmanager
def fold(label: str, key: str, *, opened: bool = False) -> Iterator[bool]:
    """A part that can be unfolded; gives whether it is open. `opened`: it is opened for what it holds.

    The state is not given as a default, which would be part of the element's identity: the part would be built anew,
    and the field that somebody stands in with it, in the moment in which its first answer opens it for good.
    """
    before = session().opened
    if opened and (key not in before or key not in st.session_state):
        st.session_state[key] = True
    (before.add if opened else before.discard)(key)
    with st.expander(label, key=key, on_change="rerun") as part:
        yield bool(part.open)


def carry_folds_over() -> None:
    """Keep open what is open while the words change: in other words each is another element."""
    for key in [key for key in st.session_state if isinstance(key, str) and key.startswith(FOLD)]:
        st.session_state[key] = bool(st.session_state[key])


@contextmanager
def menu(label: str, key: str) -> Iterator[bool]:
    """A button that opens a list of others; gives whether it is open."""
    with st.popover(label, key=key, on_change="rerun") as part:
        yield bool(part.open)
