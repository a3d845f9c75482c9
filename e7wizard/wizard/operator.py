"""Who runs this installation: an address for questions and errors, from the environment; nothing is required."""

from __future__ import annotations

import os


def contact() -> str | None:
    """The operator's address (E7_CONTACT), or None."""
    return os.environ.get("E7_CONTACT", "").strip() or None
