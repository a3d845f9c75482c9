"""Compression: each text is compressed once per process and kept; a smaller version follows when there is time."""

from __future__ import annotations

import gzip
import hashlib
import queue
import threading
import time
from collections.abc import Callable

import brotli

from e7wizard.prepared import keep_prepared, read_prepared
from e7wizard.serving.answers import preferred

QUICK, SMALL = 9, 11
"""Brotli qualities. 1.8 MB of bundles take 0.2 s at 9 and 5 s at 11, which is 8 percent smaller (one core, 2026)."""
_MOST = 100
"""Small forms kept; a version of the app has nearly as many."""
_REST_S = 30.0
"""Seconds before the slow compression starts: the first visitors need the processor themselves."""


def encoding_for(accepted: str) -> str:
    """'br', 'gzip' or '' for an Accept-Encoding header."""
    wanted = preferred(accepted)
    return "br" if "br" in wanted else "gzip" if "gzip" in wanted or "*" in wanted else ""


def packed(body: bytes, encoding: str, quality: int = QUICK) -> bytes:
    """The body in that encoding; '' leaves it as it is."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=quality))
    return gzip.compress(body, 6, mtime=0) if encoding == "gzip" else body


class Packed:
    """A body and its compressed forms, each made when it is first asked for."""

    def __init__(self, read: Callable[[], bytes], *, text: bool) -> None:
        self._read = read
        self._text = text
        self._forms: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def form(self, accepted: str) -> tuple[str, bytes]:
        """The encoding and the body for an Accept-Encoding header."""
        encoding = encoding_for(accepted) if self._text else ""
        if not encoding:
            return "", self._read()
        with self._lock:
            if encoding not in self._forms:
                body = self._read()
                small = _read_small(body) if encoding == "br" else None
                self._forms[encoding] = small or packed(body, encoding)
                if encoding == "br" and small is None:
                    _later(self.shrink)
            return encoding, self._forms[encoding]

    def shrink(self) -> None:
        """Make the smallest form, and keep it for the next start."""
        body = self._read()
        self._forms["br"] = packed(body, "br", SMALL)
        keep_prepared(_name(body), self._forms["br"], "packed-*.br", _MOST)


def _name(body: bytes) -> str:
    return f"packed-{hashlib.sha256(body).hexdigest()[:24]}.br"


def _read_small(body: bytes) -> bytes | None:
    """The small form kept from an earlier start; None where there is none, or what is kept is something else."""
    kept = read_prepared(_name(body))
    try:
        return kept if kept is not None and brotli.decompress(kept) == body else None
    except brotli.error:
        return None


_tasks: queue.SimpleQueue[tuple[float, Callable[[], None]]] = queue.SimpleQueue()
_starting = threading.Lock()
_worker: threading.Thread | None = None


def _later(task: Callable[[], None]) -> None:
    """Have one quiet thread do it, after a rest."""
    global _worker  # noqa: PLW0603
    _tasks.put((time.monotonic() + _REST_S, task))
    with _starting:
        if _worker is None:
            _worker = threading.Thread(target=_work, name="e7-packing", daemon=True)
            _worker.start()


def _work() -> None:
    while True:
        due, task = _tasks.get()
        time.sleep(max(0.0, due - time.monotonic()))
        task()
