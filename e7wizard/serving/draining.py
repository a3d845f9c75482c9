"""Stopping in two parts: first say that this process is going, so that proxies send nobody here any more; then end.

Without a pause (E7_DRAIN_S) the process ends at once, as behind a proxy that does not ask `/readyz`.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from types import FrameType

from e7wizard.serving.settings import drain_s

_going = threading.Event()


def is_draining() -> bool:
    """The process has been asked to stop."""
    return _going.is_set()


def listen(loop: asyncio.AbstractEventLoop) -> None:
    """Take SIGTERM before the web server does, which ends after the pause; a second SIGTERM ends at once.

    Call it after the web server has set its handler. Ctrl+C stays the web server's.
    """
    ends = signal.getsignal(signal.SIGTERM)
    # Elsewhere than in the main thread, as in tests, nobody may take signals.
    if not callable(ends) or threading.current_thread() is not threading.main_thread():
        return

    def asked(number: int, frame: FrameType | None) -> None:
        pause = 0.0 if _going.is_set() else drain_s()
        _going.set()
        if pause:
            loop.call_soon_threadsafe(loop.call_later, pause, ends, number, None)
        else:
            ends(number, frame)

    signal.signal(signal.SIGTERM, asked)
