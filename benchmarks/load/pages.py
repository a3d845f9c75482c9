"""One person alone: the wait and the server's CPU time for a rerun of each page, with nothing changed."""

from __future__ import annotations

import asyncio
import dataclasses
import random

from benchmarks.load.client import tab
from benchmarks.load.figures import Waits, cpu_s, waits
from benchmarks.load.people import somebody
from benchmarks.load.servers import Server
from e7wizard.wizard.draft import Draft
from e7wizard.wizard.fields import PATH

SEED = 1
WARM_UP = 5
PAUSE_S = 0.05
"""Nobody presses in the very moment in which a page is drawn."""
STEPS = tuple(f"step={step}&lang=en" for step in PATH)


@dataclasses.dataclass(frozen=True)
class PageCost:
    """A page by its name: waits in milliseconds, CPU milliseconds of the server for a rerun, bytes of one rerun."""

    page: str
    waits: Waits
    cpu_ms: float
    bytes: int


def stored_draft() -> str:
    """What the browser of somebody who has answered everything keeps."""
    return Draft(answers=dict(somebody(random.Random(SEED)))).model_dump_json()


async def page_costs(server: Server, queries: tuple[str, ...], runs: int) -> list[PageCost]:
    """The cost of each page, `runs` times drawn again. Raises Failed."""
    found = []
    for query in queries:
        async with tab(server.url, query, stored_draft()) as seen:
            for _ in range(WARM_UP):
                await seen.rerun()
            begun, cpu = len(seen.runs), cpu_s(server.pid)
            for _ in range(runs):
                await asyncio.sleep(PAUSE_S)
                await seen.rerun()
            spent = 1000 * (cpu_s(server.pid) - cpu) / runs
            last = seen.runs[-1]
            found.append(PageCost(last.page, waits(run.ms for run in seen.runs[begun:]), spent, last.bytes))
    return found
