"""The content of this process, loaded once and shared by the server's warm-up and every session."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from e7wizard.house import House

_loading = threading.Lock()
_house: House | None = None


def house() -> House:
    """All content; whoever comes while it is being read waits for it. Raises ContentError."""
    global _house  # noqa: PLW0603
    if _house is None:
        with _loading:
            if _house is None:
                # Not above: a server that only wants to know whether the content is there need not wait for it.
                from e7wizard.house import load_house  # noqa: PLC0415

                _house = load_house()
    return _house


def is_loaded() -> bool:
    """The content is there."""
    return _house is not None
