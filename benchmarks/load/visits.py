"""A first and a second visit in a real browser: when the first question can be read, when it can be used, how many bytes."""

from __future__ import annotations

import dataclasses
import os
import shutil
import time

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.first_visit import Bytes
from benchmarks.load.servers import App, Server
from tests.browser.conftest import FLAGS

READABLE = "#e7-shell textarea, [data-testid=stMain] :is(textarea, input, button)"
USABLE = (
    "() => !document.querySelector('#e7-shell') && document.querySelector("
    "'[data-testid=stApp][data-test-script-state=notRunning] [data-testid=stMain] :is(textarea, input, button)')"
)
TIMEOUT_MS = 120_000
REST_MS = 3_000
"""So long after the page can be used its bytes are still counted."""


@dataclasses.dataclass(frozen=True)
class Sight:
    """Seconds from the request until the first field can be read and until the app takes answers; kilobytes received."""

    line: str
    readable_s: float
    usable_s: float
    kb: float


def visits(app: App, server: Server, lines: tuple[str, ...] = ("fast", "slow 4G")) -> list[tuple[Sight, Sight]]:
    """The first and the second visit of a fresh profile on each line."""
    path = os.environ.get("E7_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path or None, args=FLAGS)
        try:
            return [_pair(browser, f"{server.url}/?{app.opens}", line) for line in lines]
        finally:
            browser.close()


def _pair(browser: Browser, url: str, line: str) -> tuple[Sight, Sight]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    try:
        return _visit(context, url, line), _visit(context, url, line)
    finally:
        context.close()


def _visit(context: BrowserContext, url: str, line: str) -> Sight:
    page = context.new_page()
    counted = Bytes(page, slow="slow" in line)
    began = time.monotonic()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(READABLE, timeout=TIMEOUT_MS)
    readable = time.monotonic() - began
    page.wait_for_function(USABLE, timeout=TIMEOUT_MS)
    usable = time.monotonic() - began
    page.wait_for_timeout(REST_MS)
    found = Sight(line, readable, usable, counted.total / 1000)
    page.close()
    return found
