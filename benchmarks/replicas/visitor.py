"""A person in a real browser in front of the proxy: arrives, types, and sees whether the page is alive."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.replicas.group import who
from benchmarks.screenshots import ANSWERS, COMMON
from tests.browser.conftest import arrived

ALIVE = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return !!app && app.getAttribute('data-test-connection-state') === 'CONNECTED'
    && app.getAttribute('data-test-script-state') === 'notRunning';
}"""
# Gone after a reload, so it also tells whether there was one. `breaks` holds, in milliseconds, how long each break lasted.
_WATCH = """() => {
  const watch = window.__watch = { broken: null, breaks: [] };
  const app = document.querySelector('[data-testid="stApp"]');
  new MutationObserver(() => {
    const connected = app.getAttribute('data-test-connection-state') === 'CONNECTED';
    const rests = app.getAttribute('data-test-script-state') === 'notRunning';
    if (!connected && watch.broken === null) watch.broken = performance.now();
    if (connected && rests && watch.broken !== null) {
      watch.breaks.push(performance.now() - watch.broken);
      watch.broken = null;
    }
  }).observe(app, { attributes: true });
}"""
_LAY = """(answers) => {
  sessionStorage.setItem("e7wizard.v1.tab", "laid");
  localStorage.setItem("e7wizard.v1.laid", JSON.stringify({ version: 1, answers }));
}"""
_SAVED = "() => localStorage.getItem('e7wizard.v1.' + sessionStorage.getItem('e7wizard.v1.tab'))"
WAIT_MS = 60_000
CASE = {**COMMON, **ANSWERS["en"], "job.code_choice": "2742"}


class Visitor:
    """One browser profile with one tab."""

    def __init__(self, browser: Browser, port: int) -> None:
        self.port = port
        self.context: BrowserContext = browser.new_context(locale="en-GB", accept_downloads=True)
        self.context.set_default_timeout(WAIT_MS)
        self.page: Page = self.context.new_page()

    def open(self, query: str) -> None:
        """Open an address and wait until it is at rest."""
        self.page.goto(f"http://127.0.0.1:{self.port}/?lang=en&{query}")
        arrived(self.page)
        self.page.evaluate(_WATCH)

    def lay(self, answers: dict[str, str]) -> None:
        """Put answers into this browser as if they had been given earlier."""
        self.page.goto(f"http://127.0.0.1:{self.port}/nothing")
        self.page.evaluate(_LAY, answers)

    def saved(self) -> dict[str, Any]:
        """The answers that this browser keeps."""
        found: dict[str, Any] = json.loads(self.page.evaluate(_SAVED) or "{}").get("answers", {})
        return found

    def same_page(self) -> bool:
        """The page has not been loaded anew since it was opened."""
        return bool(self.page.evaluate("() => window.__watch !== undefined"))

    def breaks(self) -> list[float]:
        """Seconds from each break of the connection until the page was connected and at rest again."""
        return [ms / 1000 for ms in self.page.evaluate("() => window.__watch.breaks")]

    def replica(self) -> str:
        """The replica that answers this browser."""
        return who(self.port, "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in self.context.cookies()))

    def until_back(self, breaks: int = 1) -> None:
        """Wait until the connection has broken so often and is whole again."""
        self.page.wait_for_function(f"() => window.__watch.breaks.length >= {breaks}", polling=20)
        self.until_rest()

    def until_rest(self) -> None:
        """Wait until the page is connected and no run is under way."""
        self.page.wait_for_function(ALIVE, polling=20)

    def close(self) -> None:
        """Leave."""
        self.context.close()
