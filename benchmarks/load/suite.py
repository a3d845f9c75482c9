"""Everything that is measured of one app, in one go on one server."""

from __future__ import annotations

import asyncio
import dataclasses

from benchmarks.load.crowd import Crowd, Figures, gather, press_next, walk_wizard
from benchmarks.load.endurance import open_sessions
from benchmarks.load.pages import STEPS, PageCost, page_costs
from benchmarks.load.servers import WIZARD, App, serve, settle
from benchmarks.load.visits import Sight, visits


@dataclasses.dataclass(frozen=True)
class Scale:
    """How much is measured: reruns of a page, sizes of crowds with their pace and time, sessions held open, starts."""

    runs: int
    crowds: tuple[int, ...]
    think_s: float
    lasts_s: float
    open: int
    starts: int
    lines: tuple[str, ...]


FULL = Scale(runs=40, crowds=(50, 100), think_s=10, lasts_s=45, open=40, starts=3, lines=("fast", "slow 4G"))
QUICK = Scale(runs=8, crowds=(10,), think_s=2, lasts_s=8, open=10, starts=1, lines=("fast",))


@dataclasses.dataclass(frozen=True)
class Measured:
    """The figures of one app. `opened_kb` and `result_kb`: memory of a session just opened, and of one at its end."""

    app: App
    healthy_s: float
    pages: list[PageCost]
    crowds: list[Figures]
    opened_kb: float
    result_kb: float
    visits: list[tuple[Sight, Sight]]


def measure(app: App, scale: Scale) -> Measured:
    """Start the app anew for each part that an earlier one could sweeten."""
    wizard = app is WIZARD
    healthy = sorted(_healthy_s(app) for _ in range(scale.starts))[scale.starts // 2]
    with serve(app) as server:
        settle(server)
        pages = asyncio.run(page_costs(server, STEPS if wizard else (app.opens,), scale.runs))
        crowds = [
            asyncio.run(
                gather(
                    server.url,
                    server.pid,
                    Crowd(users, scale.think_s, scale.lasts_s),
                    STEPS[:-1] if wizard else (app.opens,),
                    walk_wizard if wizard else press_next,
                )
            )
            for users in scale.crowds
        ]
    opened, result = _held_kb(app, scale.open, "result" if wizard else None)
    with serve(app) as server:
        settle(server)
        seen = visits(app, server, scale.lines)
    return Measured(app, healthy, pages, crowds, opened, result, seen)


def _healthy_s(app: App) -> float:
    with serve(app) as server:
        return server.healthy_s


def _held_kb(app: App, count: int, last: str | None) -> tuple[float, float]:
    with serve(app) as server:
        settle(server)
        # The first sessions bring what all share: modules, caches, and room for what a run leaves behind.
        for _ in range(2):
            asyncio.run(open_sessions(server, 10, app.opens, last, seed=3))
        return asyncio.run(open_sessions(server, count, app.opens, last))
