"""Nothing leaks: what is typed stays between this browser and the running session, and nothing of it is interpreted."""

from __future__ import annotations

import asyncio
import base64
import csv
import io
import secrets
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

from benchmarks.apart import overheard
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.report.csv_summary import write_summary
from e7wizard.wizard.fields import STEPS
from tests.browser.conftest import Server, arrived, settled
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
PLACES = [
    *(f"step={step.id}" for step in STEPS),
    "page=ways",
    "page=hr",
    "page=employer",
    "page=adviser",
    "page=codes",
    "step=check",
    "step=result",
]
TYPING = ":is(.stTextInput, .stTextArea) :is(input, textarea)"
FILL = """([selector, text]) => {
  let filled = 0;
  for (const field of document.querySelectorAll(selector)) {
    const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text + " " + filled);
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.blur();
    filled += 1;
  }
  return filled;
}"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, list[Path]]]:
    """A server whose home and temporary folder are its own, and where it could write."""
    folders = [tmp_path_factory.mktemp(name) for name in ("home", "tmp")]
    found = Server(tmp_path_factory.mktemp("alone") / "log.txt")
    found.environment = {"HOME": str(folders[0]), "TMPDIR": str(folders[1])}
    found.start()
    yield found, folders
    found.stop()


def type_everywhere(page: Page, url: str, text: str) -> int:
    """Type into every field of every page; how many there were. Folded questions stand on the page as well."""
    typed = 0
    for place in PLACES:
        page.goto(f"{url}/?{place}&lang=en")
        arrived(page)
        if place == "page=adviser":
            page.locator(".st-key-variant_add button").click()
            settled(page)
        typed += page.evaluate(FILL, [TYPING, text])
        settled(page)
    return typed


def written_since(folders: list[Path], moment: float, word: bytes) -> list[str]:
    """Files changed since a moment that hold a word; what the tools of this run themselves write is left out."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if {".git", ".venv", ".pytest_cache", ".hypothesis", "node_modules"} & set(
                path.parts
            ) or not path.is_file():
                continue
            if path.stat().st_mtime >= moment - 1 and word in path.read_bytes():
                found.append(str(path))
    return found


def test_a_marked_case_is_found_nowhere_but_in_its_own_browser(
    context: BrowserContext, alone: tuple[Server, list[Path]]
) -> None:
    server, folders = alone
    word = f"mark{secrets.token_hex(8)}"
    began = time.time()
    requests: list[Request] = []
    answers: list[Response] = []
    context.on("request", lambda request: requests.append(request))  # noqa: PLW0108 - Playwright marks what it calls
    context.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    page = context.new_page()
    assert type_everywhere(page, server.url, word) > 25
    for path in ("/version", "/healthz", "/readyz", "/_stcore/health", "/_stcore/host-config", "/"):
        with urllib.request.urlopen(server.url + path, timeout=20) as reply:
            assert word.encode() not in reply.read() + str(reply.headers).encode(), path
    for request in requests:
        assert word not in request.url + str(request.headers) + str(request.post_data or ""), request.url
        assert request.url.startswith((server.url, "data:", "blob:")), request.url
    assert not [answer.url for answer in answers if word in str(answer.headers)]
    assert word not in page.url
    assert word in page.evaluate("JSON.stringify(localStorage)")
    page.close()
    server.process.terminate()  # type: ignore[union-attr]
    server.process.wait(timeout=20)  # type: ignore[union-attr]
    assert word not in server.log.read_text()
    assert "failed" not in server.log.read_text()
    assert written_since([*folders, ROOT], began, word.encode()) == []
    server.start()


def test_twenty_people_at_once_see_only_their_own_words(server: Server) -> None:
    # Playwright holds the loop of this thread.
    with ThreadPoolExecutor(1) as other:
        wrong, failed = other.submit(lambda: asyncio.run(overheard(server.url, 20))).result()
    assert (wrong, failed) == ([], 0)


HOSTILE = [
    "<img src=e7x onerror=alert(1)><script>alert(2)</script><b class=e7bold>x</b><svg onload=alert(3)>",
    "**e7strong** [e7link](javascript:alert(4)) ![e7img](https://evil.example/x.png) <https://evil.example> `e7code`",
    ":material/home: :red[e7red] :smile: $e7tex^2$ \\(e7tex\\) # e7head\n---\n| e7a | e7b |\n|---|---|",
    "=cmd|' /C calc'!A0 +1 -1 @SUM(1) \uff1d1+1 \t=1 {{7*7}} ${7*7} %s {0}",
    "\u202eevil\u2066 \u200b\u200f\u0007 \ufeff " + "\u0336a" * 40,
    "x" * 250,
    "\"'></textarea></style></title><!-- e7comment",
]
TRACES = """() => {
  const main = document.querySelector('[data-testid="stApp"]');
  const found = [...main.querySelectorAll("script, iframe, object, embed, img[src], [onerror], [onload], .e7bold, .katex, a[href]")]
    .filter((one) => /e7x|evil|javascript:|e7bold|e7tex|alert\\(/.test(one.outerHTML.slice(0, 300)) || one.matches(".e7bold, .katex, script"));
  const read = [...main.querySelectorAll("strong, em, h1, h2, h3, code, td, th, del, [data-testid=stIconMaterial], span[class*=color]")]
    .filter((one) => /^(e7strong|e7code|e7head|e7a|e7red|e7tex)$/.test(one.textContent.trim()));
  return [...found, ...read].map((one) => one.outerHTML.slice(0, 200));
}"""

TURNED = """() => [...document.querySelectorAll('[data-testid="stApp"] *:not(pre, pre *, textarea)')]
  .filter((one) => [...one.childNodes].some((part) => part.nodeType === 3 && part.data.includes("\\u202e")))
  .map((one) => one.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_is_interpreted(context: BrowserContext, server: Server, text: str) -> None:
    page, dialogs, asked = context.new_page(), [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/nothing")
    fields = [field.id for step in STEPS for field in step.fields if field.kind in {"text", "area"}]
    answers: dict[str, Any] = dict.fromkeys(fields, text)
    answers |= {
        "education.level": "master",
        "job.mix": [{"duty": text, "percent": "60"}, {"duty": text, "percent": text}],
    }
    answers["job.duties"] = "Find overseas buyers and write quotations. " + text
    answers["pay.annual_krw"] = answers["filing.date"] = text
    page.evaluate(
        """(draft) => {
          sessionStorage.setItem("e7wizard.v1.tab", "laid");
          localStorage.setItem("e7wizard.v1.laid", JSON.stringify(draft));
        }""",
        {"version": 2, "answers": answers, "hr": {"text": text, "basis": text}},
    )
    for place in ("step=duty", "step=code", "page=adviser", "page=hr", "step=check", "step=result"):
        page.goto(f"{server.url}/?{place}&lang=zh")
        arrived(page)
        if place == "page=adviser":
            page.locator(".st-key-f_client_label input").fill(text[:60].replace("\n", " "))
            page.locator(".st-key-f_adviser_notes textarea").fill(text)
            page.locator(".st-key-f_adviser_notes textarea").blur()
            settled(page)
        assert page.evaluate(TRACES) == [], place
        # A box to copy from gives the text as it is; it turns nothing but itself.
        assert page.evaluate(TURNED) == [], place
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 1, place
    with page.expect_download() as waiting:
        page.locator(".st-key-download_html button").click()
    paper = Path(waiting.value.path()).read_text("utf-8")
    page.set_content(paper)
    assert (
        page.evaluate("document.querySelectorAll('script, img, .e7bold, a[href*=evil], [onload], [onerror]').length")
        == 0
    )
    assert "\u202e" not in page.inner_text("body")
    assert dialogs == []
    assert [url for url in asked if not url.startswith((server.url, "data:", "blob:"))] == []


def test_a_hostile_file_loads_as_plain_text(context: BrowserContext, server: Server, house: House) -> None:
    text = " ".join(HOSTILE)[:290]
    case = Case.model_validate({"job": {"title": text, "duties": text}, "education": {"field": text}})
    data = write_summary(case, house.assess(case), house.speaker("en"))
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not any(cell.lstrip(" \u3000")[:1] in set("=+@\t\r＝＋＠") and cell for cell in row), row
    page, dialogs = context.new_page(), []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(f"{server.url}/?step=start&lang=en")
    arrived(page)
    page.locator("input[type=file]").set_input_files(
        {"name": f"{HOSTILE[0]}.csv", "mimeType": "text/csv", "buffer": data}
    )
    page.wait_for_timeout(1000)
    settled(page)
    assert page.evaluate(TRACES) == []
    page.goto(f"{server.url}/?step=check&lang=en")
    arrived(page)
    assert page.evaluate(TRACES) == []
    assert "onerror" in page.inner_text("body")
    assert dialogs == []


@pytest.mark.parametrize(
    "message",
    ["", "{}", "[]", '{"data":7}', '{"data":"%%"}', "[" * 50_000, '{"data":"' + base64.b64encode(b"x").decode() + '"}'],
)
def test_a_hostile_message_of_the_file_field_is_said(browser: Browser, message: str) -> None:
    """The message of a changed front end, which the server reads as it reads a file."""
    from streamlit.testing.v1 import AppTest

    from e7wizard.wizard import start_page

    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    shown = iter([message])
    before = start_page.pick_file
    start_page.pick_file = lambda *_: next(shown, None)
    try:
        app.run()
    finally:
        start_page.pick_file = before
    assert not app.exception
