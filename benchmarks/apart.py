"""Many people at once, each with a word of their own: no answer to one holds the word of another.

python benchmarks/apart.py                # 200 people
"""

from __future__ import annotations

import argparse
import asyncio
import random
import secrets
import sys
from pathlib import Path
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.load.client import TIMEOUT_S, Failed, Tab
from benchmarks.load.people import pauses, somebody, walk
from benchmarks.load.servers import WIZARD, serve


class Overheard:
    """A websocket that keeps a copy of all that came."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self.heard = bytearray()

    async def send(self, data: bytes) -> None:
        await self._socket.send(data)

    async def recv(self) -> bytes:
        data: bytes = await self._socket.recv()
        ForwardMsg.FromString(data)
        self.heard += data
        return data


async def _person(url: str, word: str, number: int, think_s: float, gate: asyncio.Semaphore) -> bytes:
    chance = random.Random(number)
    async with gate, connect(
        url.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None,
        open_timeout=TIMEOUT_S, ping_interval=None,
    ) as socket:  # fmt: skip
        line = Overheard(socket)
        tab = Tab(line, f"step=start&lang={chance.choice(('en', 'zh'))}")
        await tab.rerun()
        answers = somebody(chance)
        answers["job.duties"] += f" {word}"
        await walk(tab, {**answers, "job.title": word, "education.field": word}, pauses(chance, think_s))
        return bytes(line.heard)


async def overheard(url: str, people: int, think_s: float = 0.0, at_once: int = 200) -> tuple[list[str], int]:
    """Words that came to somebody else, or not even to their owner; and how many people failed to finish."""
    words = [f"word{secrets.token_hex(6)}" for _ in range(people)]
    gate = asyncio.Semaphore(at_once)
    heard = await asyncio.gather(
        *(_person(url, word, number, think_s, gate) for number, word in enumerate(words)), return_exceptions=True
    )
    wrong: list[str] = []
    failed = 0
    for number, found in enumerate(heard):
        if isinstance(found, BaseException):
            if not isinstance(found, Failed | OSError):
                raise found
            failed += 1
            continue
        if words[number].encode() not in found:
            wrong.append(f"person {number} never saw their own word")
        wrong += [
            f"person {number} saw the word of {other}"
            for other, word in enumerate(words)
            if other != number and word.encode() in found
        ]
    return wrong, failed


def main() -> int:
    """Let them come and say what they saw; the exit code is 1 if it was another's."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=200)
    options = parser.parse_args()
    with serve(WIZARD) as server:
        wrong, failed = asyncio.run(overheard(server.url, options.people, think_s=2.0))
    print(f"{options.people} people at once, {failed} did not finish, {len(wrong)} words in wrong hands")
    for what in wrong[:20]:
        print(what)
    return int(bool(wrong) or failed > options.people // 20)


if __name__ == "__main__":
    sys.exit(main())
