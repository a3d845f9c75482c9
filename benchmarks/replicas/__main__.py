"""What visitors notice when a replica fails, stops or is replaced, behind the nginx configuration that is shipped.

    python -m benchmarks.replicas                 # everything; about ten minutes on two cores
    python -m benchmarks.replicas --strangers 5 --people 10

Needs nginx (apt-get install nginx-light) and Chromium. Prints the table of docs/operating.md; exit code 1 if something
was lost.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.load.figures import load_average, waits
from benchmarks.replicas.group import Replica, replicas, revive
from benchmarks.replicas.proxy import installed, nginx
from benchmarks.replicas.rolling import Rolled, roll
from benchmarks.replicas.sticking import after_return, full, requests_stick, stick
from benchmarks.replicas.typing_through import PLACES, Through, type_through
from tests.browser.conftest import FLAGS

COUNT = 3
Rows = list[tuple[str, str, bool]]
"""What was tried, what was seen, and whether it went well."""


def main(arguments: list[str]) -> int:
    """Run all, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strangers", type=int, default=20)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--browsers", type=int, default=3)
    parser.add_argument("--think", type=float, default=2.0, help="seconds between two answers of a person")
    asked = parser.parse_args(arguments)
    if installed() is None:
        print("skipped: nginx is not installed (apt-get install nginx-light)")
        return 0
    rows: Rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("E7_BROWSER") or shutil.which("chromium") or None, args=FLAGS
        )
        place = Path(folder)
        with replicas(COUNT, place, E7_MAX_SESSIONS="10000") as group, nginx([one.port for one in group]) as port:
            rows += sticking(browser, port, group, asked.strangers)
            rows += failures(browser, port, group)
            rows += rolling(roll(browser, port, group, asked.people, asked.browsers, asked.think))
            rows += faults(group)
        with replicas(COUNT, place, E7_MAX_SESSIONS="2") as group, nginx([one.port for one in group]) as port:
            inside, more = full(port, 2 * COUNT)
            said = f"{inside} of {2 * COUNT} strangers let in, the next gets {more}"
            rows.append(("3 replicas with 2 places each", said, (inside, more) == (2 * COUNT, 503)))
    for tried, seen, well in rows:
        print(f"| {tried} | {seen}{'' if well else ' **(not as it should be)**'} |")
    print(f"load average {load_average():.1f}")
    return 0 if all(well for _, _, well in rows) else 1


def sticking(browser: Browser, port: int, group: list[Replica], strangers: int) -> Rows:
    """Each finds what is theirs."""
    same = requests_stick(port)
    found = stick(browser, port, strangers)
    back = after_return(browser, port, group)
    parts = f"{found.uploads} uploads, {found.downloads} downloads, {found.reloads} reloads with the answers"
    well = {found.uploads, found.downloads, found.reloads} == {strangers}
    return [
        ("60 requests with one cookie", f"{same} on the same replica", same == 60),
        (f"{strangers} strangers, each with a file", parts, well),
        ("Download after the own replica died and returned", "works" if back else "fails", back),
    ]


def failures(browser: Browser, port: int, group: list[Replica]) -> Rows:
    """A replica ends in the middle of a word."""
    rows: Rows = []
    for how, end in (("kill -9", Replica.kill), ("SIGTERM", Replica.stop)):
        seen = []
        for place in PLACES:
            seen.append(type_through(browser, port, group, place, end))
            revive(group)
        rows.append((f"{how} while somebody types, {len(seen)} steps", _through(seen), all(map(_whole, seen))))
    return rows


def _whole(seen: Through) -> bool:
    return seen.found == seen.typed and not seen.answers_lost and not seen.reloaded and seen.moved


def _through(seen: list[Through]) -> str:
    lost = sum(len(one.answers_lost) for one in seen)
    texts = sum(one.found == one.typed for one in seen)
    longest = max(one.served_s for one in seen)
    reloads = sum(one.reloaded for one in seen)
    return f"{texts} texts whole, {lost} answers lost, {reloads} reloads, served again after {longest:.1f} s at most"


def rolling(found: Rolled) -> Rows:
    """All replicas were replaced under load."""
    back, breaks = waits(found.seen.back_s), waits(found.breaks_s)
    loads = found.loads.waits()
    name = f"All {len(found.restart_s)} replicas replaced under load"
    return [
        (
            f"{name}: {found.people} people, {back.count} broken connections",
            f"{found.seen.answers} answers given, {len(found.seen.lost)} lost; back after {back.p50:.1f} s"
            f" (longest {back.max:.1f} s)",
            not found.seen.lost and not found.seen.errors,
        ),
        (
            f"… {found.browsers} browsers in which somebody writes, {breaks.count} broken connections",
            f"{found.texts_whole} texts whole to the letter, {len(found.answers_lost)} answers lost, {found.reloads} reloads;"
            f" back after {breaks.p50:.1f} s (longest {breaks.max:.1f} s)",
            found.texts_whole == found.browsers and not found.answers_lost and not found.reloads,
        ),
        (
            f"… {loads.count} pages and probes of strangers",
            f"{len(found.loads.failed)} failed; {loads.p50:.0f} ms (p95 {loads.p95:.0f} ms, longest {loads.max:.0f} ms)",
            not found.loads.failed,
        ),
        ("… stop, start and ready again", f"{max(found.restart_s):.1f} s at most", True),
    ]


def faults(group: list[Replica]) -> Rows:
    """What the replicas logged."""
    said = [
        line for one in group for line in one.log.read_text("utf-8").splitlines() if "failed" in line or "Trace" in line
    ]
    return [("Errors in the logs of the replicas", "; ".join(said) or "none", not said)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
