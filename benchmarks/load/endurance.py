"""What sessions cost in memory: many short ones one after another, and many that are open at once.

    python benchmarks/load/endurance.py                  # 10,000 short sessions; about 25 minutes
    python benchmarks/load/endurance.py --sessions 500

A disconnected session is kept by Streamlit for two minutes, at most 128 of them (`server.disconnectedSessionTTL`,
MemorySessionStorage), so memory is compared once that many have come and gone.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.load.client import Failed, tab
from benchmarks.load.figures import rss_kb
from benchmarks.load.people import pauses, somebody, walk
from benchmarks.load.servers import WIZARD, Server, serve, settle

WARM_UP = 500
"""So many sessions are run before memory is compared."""
AT_ONCE = 4
FLAT = 0.05
"""Share by which memory may grow after the warm-up."""
PER_SESSION_KB = 200
"""Memory of an open session, at most."""


@dataclasses.dataclass(frozen=True)
class Endurance:
    """Resident memory in kilobytes after so many sessions, and how many failed."""

    samples: list[tuple[int, int]]
    failed: int

    def growth(self) -> float:
        """The share by which memory grew from the end of the warm-up to the highest sample after it."""
        later = [kb for done, kb in self.samples if done >= WARM_UP] or [kb for _, kb in self.samples]
        return max(later) / later[0] - 1


async def short_sessions(server: Server, count: int, seed: int = 7, last: str = "degree") -> Endurance:
    """Connect, answer the first steps, disconnect; `count` times, a few at a time."""
    left, failed = iter(range(count)), 0
    samples = [(0, rss_kb(server.pid))]
    done, every = 0, max(1, count // 40)

    async def worker() -> None:
        nonlocal failed, done
        for number in left:
            chance = random.Random(seed * 100_003 + number)
            try:
                async with tab(server.url, f"step=start&lang={chance.choice(('en', 'zh'))}") as found:
                    await walk(found, somebody(chance), pauses(chance, 0), last)
            except Failed:
                failed += 1
            done += 1
            if done % every == 0:
                samples.append((done, rss_kb(server.pid)))

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    return Endurance(samples, failed)


async def open_sessions(
    server: Server, count: int, opens: str = "step=start&lang=en", last: str | None = "result", seed: int = 11
) -> tuple[float, float]:
    """Kilobytes that one more open session takes: just opened, and walked to the page `last` if there is one."""
    async with contextlib.AsyncExitStack() as held:
        before = rss_kb(server.pid)
        tabs = [await held.enter_async_context(tab(server.url, opens)) for _ in range(count)]
        opened = rss_kb(server.pid)
        for number, found in enumerate(tabs):
            chance = random.Random(seed * 100_003 + number)
            if last is not None:
                await walk(found, somebody(chance), pauses(chance, 0), last)
        return (opened - before) / count, (rss_kb(server.pid) - before) / count


def main() -> int:
    """Run both and say whether the limits hold; the exit code is 1 if not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--open", type=int, default=200)
    options = parser.parse_args()
    with serve(WIZARD) as server:
        settle(server)
        asyncio.run(short_sessions(server, 40, last="result"))
        opened, held = asyncio.run(open_sessions(server, options.open))
        print(
            f"{options.open} open sessions: {opened:.0f} KB each, {held:.0f} KB at the result (limit {PER_SESSION_KB})"
        )
        started = time.monotonic()
        found = asyncio.run(short_sessions(server, options.sessions))
        print(f"{options.sessions} sessions in {time.monotonic() - started:.0f} s, {found.failed} failed")
        for done, kb in found.samples:
            print(f"{done:7} sessions: {kb / 1024:6.1f} MB")
        print(f"growth after the first {WARM_UP}: {found.growth():.1%} (limit {FLAT:.0%})")
    return int(held > PER_SESSION_KB or found.growth() > FLAT or found.failed > 0)


if __name__ == "__main__":
    sys.exit(main())
