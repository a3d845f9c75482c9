"""A person without a browser who answers question after question and comes back as Streamlit's front end does."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Subprotocol

from benchmarks.load.client import Failed, Tab
from benchmarks.load.people import answer, somebody
from e7wizard.wizard.fields import PATH, STEPS
from e7wizard.wizard.session import widget_key

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 4.0
"""The front end's own pauses before it connects again: half to whole of the first, doubled up to the longest."""
_FIELDS = {step.id: step.fields for step in STEPS}


@dataclasses.dataclass
class Seen:
    """What all people together have met. `back_s`: seconds from each break until the first page came back."""

    answers: int = 0
    lost: list[str] = dataclasses.field(default_factory=list)
    back_s: list[float] = dataclasses.field(default_factory=list)
    refused: list[str] = dataclasses.field(default_factory=list)
    errors: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Given:
    """What one person has answered in this case, and what their browser keeps of it."""

    page: str = "step=start&lang=en"
    answers: dict[str, Any] = dataclasses.field(default_factory=dict)
    stored: str | None = None


class Person:
    """Walks from the first page to the result, again and again, while `going` says so."""

    def __init__(self, port: int, chance: random.Random, think_s: float, going: Callable[[], bool], seen: Seen) -> None:
        self._port, self._chance, self._think_s, self._going, self._seen = port, chance, think_s, going, seen
        self._given = Given()
        self._closed: asyncio.Future[None] | None = None

    async def live(self) -> None:
        """Case after case."""
        while self._going():
            self._given, facts = Given(), somebody(self._chance)
            await self._case(facts)

    async def _case(self, facts: dict[str, str]) -> None:
        """To the result, over as many connections as it takes; whoever is back looks first whether all is there."""
        broken, pause = time.monotonic(), FIRST_PAUSE_S
        while self._going():
            try:
                async with self._connected() as tab:
                    if broken and self._given.answers:
                        self._seen.back_s.append(time.monotonic() - broken)
                    self._compare(tab)
                    await self._walk(tab, facts)
                    return
            except (Failed, ConnectionClosed) as error:
                if isinstance(error, Failed) and "Connection" not in str(error):
                    self._seen.errors.append(str(error))
                broken, pause = time.monotonic(), FIRST_PAUSE_S
            except (OSError, WebSocketException) as error:
                self._seen.refused.append(type(error).__name__)
                pause = min(2 * pause, LONGEST_PAUSE_S)
            await asyncio.sleep(pause * (0.5 + self._chance.random() / 2))

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Tab]:
        address = f"ws://127.0.0.1:{self._port}/_stcore/stream"
        async with connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None, ping_interval=None, close_timeout=1
        ) as socket:
            self._closed = asyncio.ensure_future(socket.wait_closed())
            tab = Tab(socket, self._given.page, self._given.stored)
            await tab.rerun()
            yield tab

    async def _walk(self, tab: Tab, facts: dict[str, str]) -> None:
        given = self._given
        while self._going() and tab.page() != "result":
            for field in _FIELDS.get(tab.page(), ()):
                if field.id in facts and field.id not in given.answers and widget_key(field.id) in tab.screen.by_key():
                    await self._think()
                    await answer(tab, field, facts[field.id])
                    given.stored = tab.stored
                    given.answers[field.id] = _kept(tab).get(field.id)
                    self._seen.answers += 1
            await self._think()
            await tab.press("begin" if tab.page() == PATH[0] else f"next_{tab.page()}")
            given.stored, given.page = tab.stored, tab.screen.query

    async def _think(self) -> None:
        """Wait; a connection that breaks meanwhile is noticed at once, as in a browser."""
        assert self._closed is not None
        if (await asyncio.wait([self._closed], timeout=self._think_s * (0.5 + self._chance.random())))[0]:
            raise Failed("ConnectionClosed")

    def _compare(self, tab: Tab) -> None:
        now = _kept(tab)
        self._seen.lost += [name for name, value in self._given.answers.items() if now.get(name) != value]


def _kept(tab: Tab) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tab.stored or "{}").get("answers", {})
    return found
