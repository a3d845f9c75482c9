"""Many people at once: each opens the wizard, walks to the result and begins anew, until the time is over."""

from __future__ import annotations

import asyncio
import dataclasses
import random
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence

from benchmarks.load.client import Failed, Run, Tab, tab
from benchmarks.load.figures import Waits, cpu_s, load_average, rss_kb, waits
from benchmarks.load.people import pauses, somebody, walk

Visit = Callable[[Tab, random.Random, float], Awaitable[None]]
"""What one person does with a tab that is open: the tab, their chance, and how long they think between two clicks."""


@dataclasses.dataclass(frozen=True)
class Crowd:
    """How many people, seconds between two clicks of one of them, how long in seconds, and the seed of their chance.

    They come one after another during the first `ramp` of the time.
    """

    users: int
    think_s: float
    lasts_s: float
    seed: int = 7
    ramp: float = 0.2


@dataclasses.dataclass
class Figures:
    """What a crowd has met. Runs are those after everybody has come; `cpu_ms` is the server's, for one run."""

    users: int
    runs: list[Run] = dataclasses.field(default_factory=list)
    errors: Counter[str] = dataclasses.field(default_factory=Counter)
    seconds: float = 0
    cpu_ms: float = 0
    rss_kb: int = 0
    load: float = 0

    def all(self) -> Waits:
        """The waits of all runs."""
        return waits(run.ms for run in self.runs)

    def by_page(self) -> dict[str, Waits]:
        """The waits by the page that was drawn."""
        found: dict[str, list[float]] = defaultdict(list)
        for run in self.runs:
            found[run.page].append(run.ms)
        return {page: waits(samples) for page, samples in found.items()}

    def per_second(self) -> float:
        """Runs a second."""
        return len(self.runs) / self.seconds if self.seconds else 0


async def walk_wizard(found: Tab, chance: random.Random, think_s: float) -> None:
    """A whole case, from the first page to the result."""
    await walk(found, somebody(chance), pauses(chance, think_s))


async def press_next(found: Tab, chance: random.Random, think_s: float) -> None:
    """Twenty presses of the one button of a plain app."""
    wait = pauses(chance, think_s)
    for _ in range(20):
        await asyncio.sleep(next(wait))
        await found.press("next")


async def gather(url: str, pid: int, crowd: Crowd, opens: Sequence[str] = ("",), visit: Visit = walk_wizard) -> Figures:
    """Let the crowd come and measure from when all are there. Nobody's failure stops the others; it is counted.

    `opens`: addresses at one of which each begins, so that all pages are drawn from the start.
    """
    figures = Figures(crowd.users)
    end = time.monotonic() + crowd.lasts_s
    everybody = time.monotonic() + crowd.lasts_s * crowd.ramp
    people = [
        asyncio.create_task(_person(number, url, crowd, opens, visit, figures, everybody, end))
        for number in range(crowd.users)
    ]
    await asyncio.sleep(max(0.0, everybody - time.monotonic()))
    started, cpu = time.monotonic(), cpu_s(pid)
    await asyncio.sleep(max(0.0, end - time.monotonic()))
    figures.seconds = time.monotonic() - started
    figures.cpu_ms = 1000 * (cpu_s(pid) - cpu) / max(1, len(figures.runs))
    figures.rss_kb, figures.load = rss_kb(pid), load_average()
    for person in people:
        person.cancel()
    await asyncio.gather(*people, return_exceptions=True)
    return figures


async def _person(
    number: int,
    url: str,
    crowd: Crowd,
    opens: Sequence[str],
    visit: Visit,
    figures: Figures,
    everybody: float,
    end: float,
) -> None:
    chance = random.Random(crowd.seed * 100_003 + number)
    await asyncio.sleep(crowd.lasts_s * crowd.ramp * number / crowd.users)
    while time.monotonic() < end:
        try:
            async with tab(url, chance.choice(opens)) as found:
                found.on_run = lambda run: figures.runs.append(run) if time.monotonic() >= everybody else None
                await visit(found, chance, crowd.think_s)
        except Failed as error:
            figures.errors[str(error)] += 1
            await asyncio.sleep(crowd.think_s)
