"""A real server and a real browser for what only a browser shows."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.turns import in_turn
from tests.conftest import ROOT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


expect.set_options(timeout=45_000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One Streamlit process that can be stopped and started again on the same port."""

    def __init__(self, log: Path) -> None:
        self.port = free_port()
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None
        self.environment: dict[str, str] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={self.port}"],
                cwd=ROOT,
                env={**os.environ, **self.environment},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as reply:
                if reply.status == 200:
                    return
            time.sleep(0.2)
        raise RuntimeError(self.log.read_text())

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None

    def kill(self) -> None:
        """End it in the middle of whatever it does, as a crash would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Variants in turns; all of them with --long, or where a test is asked for by its name."""
    if config.getoption("--long") or any("::" in argument for argument in config.args):
        return
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    _, left = in_turn(here)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    found = Server(tmp_path_factory.mktemp("server") / "log.txt")
    found.start()
    yield found
    found.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("E7_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path or None, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, as a stranger has."""
    found = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", accept_downloads=True)
    found.set_default_timeout(45_000)
    yield found
    found.close()


@pytest.fixture
def open_page(context: BrowserContext, server: Server) -> Callable[..., Page]:
    def opener(step: str = "start", lang: str = "en", **more: str) -> Page:
        page = context.new_page()
        extra = "".join(f"&{key}={value}" for key, value in more.items())
        page.goto(f"{server.url}/?step={step}&lang={lang}{extra}")
        arrived(page)
        return page

    return opener


def arrived(page: Page) -> None:
    """Wait until an address that was just opened is at rest.

    What the browser had stored comes back in a second run; what is pressed before may be drawn over.
    """
    page.wait_for_selector("h1")
    settled(page)
    page.wait_for_timeout(500)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the app has taken over from the page before it, its script has run and the page is at rest."""
    page.wait_for_selector("#e7-shell", state="detached")
    page.wait_for_function(
        """() => {
          const app = document.querySelector('[data-testid="stApp"]');
          return app && app.getAttribute('data-test-script-state') === 'notRunning';
        }"""
    )
    page.wait_for_timeout(250)
    page.wait_for_function(
        "() => document.querySelector('[data-testid=\"stApp\"]').getAttribute('data-test-script-state') === 'notRunning'"
    )
