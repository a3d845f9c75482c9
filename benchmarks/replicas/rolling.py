"""All replicas are replaced, one after another, while people answer questions: what is lost, and what fails?"""

from __future__ import annotations

import asyncio
import dataclasses
import random
import threading
import time

from playwright.sync_api import Browser

from benchmarks.load.figures import Waits, waits
from benchmarks.replicas.group import Replica, get
from benchmarks.replicas.person import Person, Seen
from benchmarks.replicas.visitor import CASE, Visitor

_FIELD = ".st-key-f_job_duties textarea"
_WORDS = [
    "I",
    "find",
    "overseas",
    "buyers,",
    "write",
    "quotations,",
    "negotiate",
    "orders",
    "and",
    "follow",
    "them",
    "until",
    "shipment.",
    "",
]
_PATHS = ("/", "/_stcore/health", "/version")


@dataclasses.dataclass
class Loads:
    """Pages and probes that strangers asked for all the while."""

    count: int = 0
    failed: list[str] = dataclasses.field(default_factory=list)
    ms: list[float] = dataclasses.field(default_factory=list)

    def waits(self) -> Waits:
        """How long they took."""
        return waits(self.ms)


@dataclasses.dataclass
class Rolled:
    """What was seen. `restart_s`: from asking a replica to stop until its successor is ready."""

    people: int
    restart_s: list[float]
    seen: Seen
    loads: Loads
    browsers: int
    texts_whole: int
    answers_lost: list[str]
    reloads: int
    breaks_s: list[float]


def roll(browser: Browser, port: int, group: list[Replica], people: int, browsers: int, think_s: float) -> Rolled:
    """Replace every replica once. People without a browser walk the steps, those with one write one long text."""
    done = threading.Event()
    seen, loads = Seen(), Loads()
    threads = [
        threading.Thread(target=asyncio.run, args=(_crowd(port, people, think_s, done, seen),)),
        threading.Thread(target=_strangers, args=(port, done, loads)),
    ]
    restarts: list[float] = []
    replacing = threading.Thread(target=_replace_all, args=(group, restarts))
    visitors = [Visitor(browser, port) for _ in range(browsers)]
    try:
        for visitor in visitors:
            visitor.lay({name: value for name, value in CASE.items() if name != "job.duties"})
            visitor.open("step=duty")
            visitor.page.locator(_FIELD).click()
        kept = [visitor.saved() for visitor in visitors]
        for thread in threads:
            thread.start()
        # Everybody is in before the first replica goes.
        time.sleep(3 * think_s)
        replacing.start()
        texts = _write(visitors, replacing)
        done.set()
        for thread in threads:
            thread.join()
        return _result(visitors, kept, texts, Rolled(people, restarts, seen, loads, browsers, 0, [], 0, []))
    finally:
        done.set()
        for visitor in visitors:
            visitor.close()


def _replace_all(group: list[Replica], restarts: list[float]) -> None:
    for replica in group:
        restarts.append(replica.replace())
        # A proxy and people need a moment to find the new one.
        time.sleep(2)


def _write(visitors: list[Visitor], replacing: threading.Thread) -> list[str]:
    """Everybody writes word after word, whatever the connection does, until all replicas are new."""
    texts = ["" for _ in visitors]
    number = 0
    while replacing.is_alive():
        for place, visitor in enumerate(visitors):
            word = _WORDS[number % len(_WORDS)] + " "
            visitor.page.keyboard.type(word, delay=15)
            texts[place] += word
        number += 1
    return texts


def _result(visitors: list[Visitor], kept: list[dict[str, object]], texts: list[str], found: Rolled) -> Rolled:
    for visitor, before, text in zip(visitors, kept, texts, strict=True):
        field = visitor.page.locator(_FIELD)
        whole = field.input_value() == text
        field.blur()
        visitor.page.wait_for_timeout(800)
        visitor.until_rest()
        saved = visitor.saved()
        found.texts_whole += whole and str(saved.get("job.duties")).strip() == text.strip()
        found.answers_lost += [name for name, value in before.items() if saved.get(name) != value]
        found.reloads += not visitor.same_page()
        found.breaks_s += visitor.breaks()
    return found


async def _crowd(port: int, people: int, think_s: float, done: threading.Event, seen: Seen) -> None:
    everybody = [
        Person(port, random.Random(number), think_s, lambda: not done.is_set(), seen).live() for number in range(people)
    ]
    await asyncio.gather(*everybody)


def _strangers(port: int, done: threading.Event, loads: Loads) -> None:
    """Somebody new asks every tenth of a second."""
    while not done.is_set():
        path = _PATHS[loads.count % len(_PATHS)]
        began = time.monotonic()
        try:
            status = get(port, path)[0]
            if status != 200:
                loads.failed.append(f"{path} {status}")
        except OSError as error:
            loads.failed.append(f"{path} {type(error).__name__}")
        loads.count += 1
        loads.ms.append((time.monotonic() - began) * 1000)
        time.sleep(0.1)
