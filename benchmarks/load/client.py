"""One browser tab without a browser: Streamlit's websocket, spoken as the front end speaks it."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from benchmarks.load.screen import Screen, Widget

TIMEOUT_S = 60.0
"""Longest wait for an answer; more is an error."""


@dataclasses.dataclass(frozen=True)
class Run:
    """One run of the script: the page it drew, the wait in milliseconds, and the bytes that came."""

    page: str
    ms: float
    bytes: int


class Failed(Exception):
    """The server broke off, was silent too long, drew an error, or lacks a widget that should be there."""


class Tab:
    """A connected tab. `runs` holds every run so far, `on_run` hears of each; `stored` is what the browser keeps."""

    def __init__(self, socket: Any, query: str, stored: str | None = None) -> None:
        self.screen = Screen(query)
        self.runs: list[Run] = []
        self.stored = stored
        self.on_run: Callable[[Run], object] = lambda run: None
        self._socket = socket
        self._reported = ""

    async def rerun(self, pressed: str | None = None) -> Run:
        """Ask for a run and wait for its end, and for that of the run after the browser's store has answered."""
        run = await self._run(pressed)
        if self._answer_store():
            run = await self._run(None)
        return run

    async def put(self, key: str, value: Any) -> Run:
        """Give a widget a value, as leaving the field does."""
        self.widget(key).value = value
        return await self.rerun()

    async def choose(self, key: str, place: int) -> Run:
        """Take an option by its place."""
        widget = self.widget(key)
        option = widget.options[place]
        return await self.put(key, [option] if isinstance(widget.value, list) else option)

    async def press(self, key: str) -> Run:
        """Press a button."""
        return await self.rerun(self.widget(key).id)

    def widget(self, key: str) -> Widget:
        """The widget with the key. Raises Failed where the page has none."""
        found = self.screen.by_key().get(key)
        if found is None:
            raise Failed(f"{self.page()} has no {key}")
        return found

    def page(self) -> str:
        """The page that the address names."""
        asked = parse_qs(self.screen.query)
        return asked.get("page", asked.get("step", ["start"]))[0]

    async def _run(self, pressed: str | None) -> Run:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash = self.screen.query, self.screen.page_hash
        asked.widget_states.CopyFrom(self.screen.states(pressed))
        asked.cached_message_hashes.extend(self.screen.kept_hashes())
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        size = await self._until_finished()
        run = Run(self.page(), (time.perf_counter() - started) * 1000, size)
        self.runs.append(run)
        self.on_run(run)
        if self.screen.alerts:
            raise Failed(f"{run.page} says: {self.screen.alerts[0][:200]}")
        return run

    async def _until_finished(self) -> int:
        size, begun = 0, False
        while True:
            try:
                raw = await asyncio.wait_for(self._socket.recv(), TIMEOUT_S)
            except Exception as error:
                raise Failed(f"{self.page()}: {type(error).__name__}") from error
            size += len(raw)
            message = ForwardMsg()
            message.ParseFromString(raw)
            kind = self.screen.take(message)
            begun = begun or kind == "new_session"
            if kind == "finished" and begun:
                return size

    def _answer_store(self) -> bool:
        """Answer as wizard/store.js does: what is stored, once per session; afterwards keep what the server sends."""
        store = self.screen.by_key().get("store")
        if store is None or not store.data:
            return False
        data = json.loads(store.data)
        if data.get("restored"):
            self.stored = data.get("draft") or self.stored
            return False
        if self._reported == data["nonce"]:
            return False
        self._reported = data["nonce"]
        found = {"nonce": data["nonce"], "draft": self.stored, "typing": None, "saving": True}
        store.value = json.dumps({"found": json.dumps(found)})
        return True


@asynccontextmanager
async def tab(url: str, query: str = "", stored: str | None = None) -> AsyncIterator[Tab]:
    """Open a tab at an address and draw its first page."""
    parts = urlsplit(url)
    address = f"{'wss' if parts.scheme == 'https' else 'ws'}://{parts.netloc}{parts.path.rstrip('/')}/_stcore/stream"
    try:
        opening = connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None, open_timeout=TIMEOUT_S, ping_interval=None
        )
        async with opening as socket:
            found = Tab(socket, query, stored)
            await found.rerun()
            yield found
    except OSError as error:
        raise Failed(f"no connection: {type(error).__name__}") from error
