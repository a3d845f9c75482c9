"""A few people at once on a real server, through the real protocol; many of them among the long proofs."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from benchmarks.load.client import tab
from benchmarks.load.crowd import Crowd, gather
from benchmarks.load.endurance import FLAT, short_sessions
from benchmarks.load.people import pauses, somebody, walk
from benchmarks.load.servers import WIZARD, Server, serve

Found = TypeVar("Found")


def run(work: Coroutine[Any, Any, Found]) -> Found:
    """Run in a thread of its own: a worker that drove a browser before has an event loop already."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, work).result()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(WIZARD) as found:
        yield found


def test_five_people_walk_the_first_steps_and_keep_what_they_said(server: Server) -> None:
    async def person(number: int) -> None:
        chance = random.Random(number)
        answers = somebody(chance)
        async with tab(server.url, f"step=start&lang={'zh' if number % 2 else 'en'}") as found:
            await walk(found, answers, pauses(chance, 0.05), last="degree")
            assert found.page() == "degree"
            assert found.stored is not None
            for path in ("job.duties", "education.level", "education.country"):
                assert answers[path] in found.stored

    async def everybody() -> None:
        await asyncio.gather(*(person(number) for number in range(5)))

    run(everybody())


def test_a_crowd_meets_no_error(server: Server, long_run: bool) -> None:
    crowd = Crowd(100, think_s=10, lasts_s=60) if long_run else Crowd(5, think_s=0.3, lasts_s=3)
    found = run(gather(server.url, server.pid, crowd, (WIZARD.opens,)))
    assert not found.errors
    assert found.runs


def test_short_sessions_leave_nothing_behind(server: Server, long_run: bool) -> None:
    found = run(short_sessions(server, 2_000 if long_run else 12))
    assert found.failed == 0
    assert not long_run or found.growth() <= FLAT
