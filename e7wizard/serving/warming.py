"""Work that the first visitor would wait for, done in the background as soon as the server answers.

Modules are imported by name there: the server itself must not wait for them.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from e7wizard.serving.draining import listen
from e7wizard.serving.prompt_sockets import send_at_once
from e7wizard.wizard.content import house

log = logging.getLogger("e7wizard")


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Start warming up when the server starts; nothing waits for it."""
    send_at_once()
    listen(asyncio.get_running_loop())
    threading.Thread(target=warm, name="e7-warming", daemon=True).start()
    yield


def warm() -> None:
    """The page and its bundles, then the content, then the pages of the app."""
    try:
        importlib.import_module("e7wizard.serving.front").warm()
        house()
        importlib.import_module("e7wizard.wizard.app")
        # What is there now stays. Counted in, it makes the collector wait long before it looks for what runs left behind.
        gc.collect()
        gc.freeze()
    except Exception as error:  # noqa: BLE001 - a thread has nobody to raise to; whoever comes is told by the page
        faults = getattr(error, "faults", ())
        log.error(
            "warming up failed: %s; %d faults of content, see `e7wizard check`", type(error).__name__, len(faults)
        )
