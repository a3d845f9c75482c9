"""What an operator sets for the server, from the environment; docs/operating.md lists them all."""

from __future__ import annotations

import os

DEFAULT_SESSIONS = 300
"""Active people that one process carries well; see docs/operating.md."""

LONGEST_DRAIN_S = 300.0
"""Who runs servers ends them by force sooner."""


def max_sessions() -> int:
    """Sessions that may be active at once (E7_MAX_SESSIONS); a value that is no positive number counts as not set."""
    text = os.environ.get("E7_MAX_SESSIONS", "").strip()
    return int(text) if text.isdecimal() and int(text) > 0 else DEFAULT_SESSIONS


def drain_s() -> float:
    """Seconds between being asked to stop and stopping (E7_DRAIN_S); a value that is no number counts as not set."""
    try:
        return min(max(0.0, float(os.environ.get("E7_DRAIN_S", ""))), LONGEST_DRAIN_S)
    except ValueError:
        return 0.0


def commit() -> str | None:
    """The commit that is installed (E7_COMMIT), or None."""
    return os.environ.get("E7_COMMIT", "").strip() or None
