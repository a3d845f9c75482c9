"""A first and a second visit in a real browser: bytes and moments, on a fast line and on slow 4G with a slow processor.

    python benchmarks/first_visit.py              # every row
    python benchmarks/first_visit.py slow         # the rows whose name has that word

Moments are seconds from the request: the first question readable, its typed answer taken over by the app, and the page
after Next drawn. Bytes are what came over the network, frames of the websocket included.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import FLAGS, Server

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
ANSWER = "I find overseas buyers, write quotations and follow orders until shipment."


class Bytes:
    """Counts what comes over the network for one page."""

    def __init__(self, page: Page, *, slow: bool) -> None:
        self.total = self.sockets = self.count = 0
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on("Network.loadingFinished", self._loaded)
        self.session.on("Network.webSocketFrameReceived", self._framed)
        if slow:
            self.session.send("Network.emulateNetworkConditions", SLOW_4G)
            self.session.send("Emulation.setCPUThrottlingRate", {"rate": 4})

    def _loaded(self, event: dict[str, float]) -> None:
        self.total += int(event["encodedDataLength"])
        self.count += 1

    def _framed(self, event: dict[str, dict[str, str]]) -> None:
        # Base64 of the unpacked frame; over the network it is smaller, as frames are compressed.
        self.sockets += len(event["response"]["payloadData"]) * 3 // 4


def visit(context: BrowserContext, url: str, *, slow: bool) -> dict[str, float]:
    """Open the page, answer as soon as the question can be read, press the button, and wait for the next page."""
    page = context.new_page()
    counted = Bytes(page, slow=slow)
    began = time.monotonic()
    page.goto(url, wait_until="commit")
    page.wait_for_selector("#e7-shell textarea, .st-key-f_job_duties textarea")
    readable = time.monotonic() - began
    page.locator("#e7-shell textarea, .st-key-f_job_duties textarea").first.fill(ANSWER)
    page.wait_for_selector("#e7-shell", state="detached", timeout=120_000)
    accepted = time.monotonic() - began
    page.wait_for_timeout(4000)
    here = counted.total
    began_next = time.monotonic()
    page.locator(".st-key-begin button").click()
    page.wait_for_selector(".st-key-next_duty", timeout=60_000)
    followed = time.monotonic() - began_next
    assert page.locator(".st-key-f_job_duties textarea").input_value() == ANSWER
    page.close()
    return {
        "readable": readable, "accepted": accepted, "next": followed,
        "kB": here / 1000, "requests": counted.count, "ws kB": counted.sockets / 1000,
    }  # fmt: skip


def measure(browser: Browser, server: Server, name: str) -> None:
    """Print the first and the second visit of a fresh profile."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    for number in ("first", "second"):
        row = visit(context, f"{server.url}/", slow="slow" in name)
        print(f"{name:12} {number:7}" + "".join(f"{key}: {value:8.2f}  " for key, value in row.items()), flush=True)
    context.close()


def main() -> None:
    server = Server(Path(tempfile.mkdtemp()) / "log.txt")
    server.start()
    time.sleep(8)
    try:
        with sync_playwright() as playwright:
            path = os.environ.get("E7_BROWSER") or shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            for name in ("fast", "slow 4G"):
                if not sys.argv[1:] or any(word in name for word in sys.argv[1:]):
                    measure(browser, server, name)
            browser.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main()
