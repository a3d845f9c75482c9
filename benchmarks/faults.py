"""People who are interrupted in the middle of typing, and whether an answer is lost. The target is none.

    python benchmarks/faults.py                   # 200 runs; about 50 minutes on two cores
    python benchmarks/faults.py --runs 20 --first 40

A run types on two steps. In the middle of a text, or right after it, something happens: a reload, a crash of the tab, a
closed tab and a new one, Back and Forward, the other language, a line that is cut for a while, a server that is stopped
and started anew, a replica that is killed while another takes over. Then the text must stand there as far as it was
typed, and is typed on. In the end every step is opened and every answer compared.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.two_replicas import Two, two_replicas
from tests.browser.conftest import FLAGS, arrived, settled
from tests.browser.walking import reach

FIELDS: dict[str, tuple[str, ...]] = {
    "duty": ("job_title", "job_duties"),
    "experience": ("experience_related_years",),
    "salary": ("pay_annual_krw", "filing_date"),
    "employer": ("employer_korean_staff", "employer_foreign_staff"),
    "you": ("person_age",),
}
SPELLS_MS = (300, 1500, 4000)
"""How long a line stays cut."""


@dataclasses.dataclass
class Walk:
    """One person in one browser: the page they look at and what they have typed so far."""

    context: BrowserContext
    two: Two
    chance: random.Random
    page: Page
    lang: str = "en"
    typed: dict[str, str] = dataclasses.field(default_factory=dict)
    lost: list[str] = dataclasses.field(default_factory=list)
    faults: Counter[str] = dataclasses.field(default_factory=Counter)

    def open(self, step: str) -> None:
        """Open a step by its address."""
        self.page.goto(f"{self.two.url}/?step={step}&lang={self.lang}")
        arrived(self.page)


def run(browser: Browser, two: Two, seed: int, steps: int = 2) -> Walk:
    """One run on so many steps; `lost` says what did not survive, and after which fault."""
    chance = random.Random(seed)
    context = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 844})
    context.set_default_timeout(60_000)
    walk = Walk(context, two, chance, context.new_page())
    try:
        chosen = chance.sample(sorted(FIELDS), steps)
        for step in chosen:
            walk.open(step)
            for name in FIELDS[step]:
                _type(walk, step, name)
        for step in chosen:
            walk.open(step)
            for name in FIELDS[step]:
                reach(walk.page, name)
                _compare(walk, name, "in the end")
    except Error as error:
        walk.lost.append(f"the run broke off: {' '.join(str(error).split())[:300]}; faults {dict(walk.faults)}")
    finally:
        context.close()
        two.made_whole()
    return walk


def _value(chance: random.Random, name: str) -> str:
    if name == "job_duties":
        return chance.choice(
            ("Find overseas buyers and write quotations. ", "开发海外客户，写报价单。")
        ) * chance.randint(1, 3)
    if name == "job_title":
        return f"Backend developer {chance.randint(1, 9999)}"
    if name == "filing_date":
        return f"2026-12-{chance.randint(10, 28)}"
    return str({"pay_annual_krw": 10_000_000}.get(name, 1) * chance.randint(11, 49))


def _box(walk: Walk, name: str) -> str:
    return f".st-key-f_{name} :is(input, textarea)"


def _type(walk: Walk, step: str, name: str) -> None:
    """Type a text; with a fault in the middle of it, or after it."""
    text = _value(walk.chance, name).strip()
    cut = walk.chance.randint(1, len(text)) if walk.chance.random() < 0.8 else len(text)
    reach(walk.page, name)
    walk.page.locator(_box(walk, name)).first.click()
    walk.page.keyboard.press("Control+a")
    walk.page.keyboard.type(text[:cut])
    walk.typed[name] = text[:cut]
    fault = walk.chance.choice(list(FAULTS))
    walk.faults[fault] += 1
    FAULTS[fault](walk, step, name, text[cut:])
    if walk.typed[name] != text:
        _compare(walk, name, fault)
        reach(walk.page, name)
        walk.page.locator(_box(walk, name)).first.click()
        walk.page.keyboard.press("Control+End")
        walk.page.keyboard.type(text[len(walk.typed[name]) :])
        walk.typed[name] = text
    if walk.chance.random() < 0.7:
        walk.page.keyboard.press("Tab")


def _compare(walk: Walk, name: str, when: str) -> None:
    """The text must stand in its field; it may take a moment to come back."""
    field = walk.page.locator(_box(walk, name)).first
    end = time.monotonic() + 15
    while (held := field.input_value()) != walk.typed[name] and time.monotonic() < end:
        walk.page.wait_for_timeout(100)
    if held != walk.typed[name]:
        walk.lost.append(f"{name} after {when}: {held!r} in place of {walk.typed[name]!r}; faults {dict(walk.faults)}")
        field.fill(walk.typed[name])


def _reload(walk: Walk, step: str, name: str, rest: str) -> None:
    walk.page.reload()
    arrived(walk.page)


def _new_tab(walk: Walk, step: str, name: str, rest: str) -> None:
    walk.page.close()
    walk.page = walk.context.new_page()
    walk.open(step)


def _crash(walk: Walk, step: str, name: str, rest: str) -> None:
    # What a browser has taken from a page in the last moment before a crash may be gone; a person sees it as not typed.
    walk.page.wait_for_timeout(200)
    with contextlib.suppress(Error):
        walk.page.goto("chrome://crash", timeout=1500)
    with contextlib.suppress(Error):
        walk.page.close()
    walk.page = walk.context.new_page()
    walk.open(step)


def _back(walk: Walk, step: str, name: str, rest: str) -> None:
    """Somebody goes to another step by the browser's own Back and comes again by Forward."""
    walk.page.go_back()
    if "step=" in walk.page.url:
        with contextlib.suppress(Error):
            settled(walk.page)
    walk.page.wait_for_timeout(walk.chance.choice((0, 700)))
    walk.page.go_forward()
    if "step=" not in walk.page.url:
        walk.open(step)
    arrived(walk.page)


def _language(walk: Walk, step: str, name: str, rest: str) -> None:
    other = "zh" if walk.lang == "en" else "en"
    walk.page.locator(f".st-key-lang_{other} button").click()
    walk.page.wait_for_url(f"**lang={other}**")
    settled(walk.page)
    walk.lang = other


def _offline(walk: Walk, step: str, name: str, rest: str) -> None:
    """The line is cut; typing goes on meanwhile."""
    walk.two.line.cut()
    _type_on(walk, name, rest)
    walk.page.wait_for_timeout(walk.chance.choice(SPELLS_MS))
    walk.two.line.mend()
    _again(walk)


def _restart(walk: Walk, step: str, name: str, rest: str) -> None:
    """The server is stopped and started anew, as in an upgrade; typing goes on meanwhile."""
    walk.two.serving.stop()
    _type_on(walk, name, rest)
    walk.two.serving.start()
    _again(walk)


def _replica(walk: Walk, step: str, name: str, rest: str) -> None:
    """The process that serves is killed in the middle of its work; another one takes over while typing goes on."""
    walk.two.fail_over()
    _type_on(walk, name, rest)
    _again(walk)
    walk.two.made_whole()


def _offline_reload(walk: Walk, step: str, name: str, rest: str) -> None:
    """Without a connection somebody types on, loses patience and opens the page anew when the line is there again."""
    walk.two.line.cut()
    _type_on(walk, name, rest)
    walk.page.wait_for_timeout(300)
    walk.two.line.mend()
    walk.open(step)


def _type_on(walk: Walk, name: str, rest: str) -> None:
    more = rest[: walk.chance.randint(0, len(rest))]
    walk.page.wait_for_timeout(walk.chance.choice((0, 400)))
    walk.page.keyboard.type(more, delay=20)
    walk.typed[name] += more


def _again(walk: Walk) -> None:
    """Wait for the connection."""
    with contextlib.suppress(AssertionError):
        expect(walk.page.locator("#e7-offline")).to_have_text("", timeout=20_000)
    settled(walk.page)


FAULTS: dict[str, Callable[[Walk, str, str, str], None]] = {
    "reload": _reload,
    "closed tab": _new_tab,
    "crash": _crash,
    "Back and Forward": _back,
    "other language": _language,
    "line cut": _offline,
    "server restart": _restart,
    "replica killed": _replica,
    "line cut and opened anew": _offline_reload,
}


def runs(count: int, first: int, path: str | None, say: Callable[[str], None] = print) -> list[str]:
    """Run them one after another; what was lost, with the seed."""
    lost: list[str] = []
    faults: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with two_replicas(Path(folder)) as two:
            for seed in range(first, first + count):
                walk = run(browser, two, seed)
                faults += walk.faults
                lost += [f"run {seed}: {what}" for what in walk.lost]
                say(f"run {seed}: {sum(walk.faults.values())} faults, lost: {walk.lost or 'nothing'}")
        browser.close()
    say(f"{count} runs, {sum(faults.values())} faults {dict(faults)}, {len(lost)} answers lost")
    return lost


def main() -> int:
    """Run and say what was lost; the exit code is 1 if anything was."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    lost = runs(options.runs, options.first, shutil.which("chromium") or shutil.which("google-chrome"))
    for what in lost:
        print(what)
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
