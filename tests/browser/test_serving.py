"""What only a real server and a real browser show: the policy holds on every page, nothing outside is asked for,
the first question can be answered before the app is there, and a visit is small."""

from __future__ import annotations

import http.client
import json
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks.first_visit import Bytes
from benchmarks.screenshots import ANSWERS, COMMON, PLACES
from e7wizard.house import House
from e7wizard.serving.policy import COMMON as HEADERS
from tests.browser.auditing import violations
from tests.browser.conftest import Server, arrived, settled

TEXT = "I find overseas buyers and write quotations."
MAIN = "**/static/js/index.*.js"
WATCH = """
window.__broken = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
SAVED = """(answers) => {
  sessionStorage.setItem("e7wizard.v1.tab", "laid");
  localStorage.setItem("e7wizard.v1.laid", JSON.stringify({ version: 1, answers }));
}"""
BOX = "#e7-shell textarea"
FIELD = ".st-key-f_job_duties textarea"


def held(page: Page) -> Callable[[], None]:
    """Hold the front end back; call the result to let it come."""
    waiting: list[Any] = []
    open_now = False

    def hold(route: Any) -> None:
        route.continue_() if open_now else waiting.append(route)

    page.route(MAIN, hold)

    def release() -> None:
        nonlocal open_now
        open_now = True
        for route in waiting:
            route.continue_()

    return release


def before(page: Page, address: str) -> None:
    """Open an address of which only the page before the app is there."""
    page.goto(address, wait_until="commit")
    page.wait_for_selector(BOX)


def taken_over(page: Page) -> None:
    page.wait_for_selector("#e7-shell", state="detached")
    settled(page)


def get(server: Server, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return connection.getresponse()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200), ("GET", "/none", 404), ("POST", "/", 405), ("GET", "/_stcore/health", 200),
        ("GET", "/_stcore/host-config", 200), ("GET", "/media/none.csv", 404), ("GET", "/healthz", 200),
        ("GET", "/static/js/none.js", 404), ("GET", "/_stcore/stream", 404), ("DELETE", "/healthz", 405),
        ("GET", "/..%2f..%2fetc/passwd", 400), ("GET", "/_stcore/upload_file/a/b", 404), ("GET", "/_stcore/metrics", 404),
    ],
)  # fmt: skip
def test_streamlits_own_answers_carry_the_headers(server: Server, method: str, path: str, status: int) -> None:
    reply = get(server, path, method)
    assert reply.status in {status, 404 if status == 400 else status}
    for name, value in HEADERS.items():
        assert reply.getheaders().count((name, value)) == 1, name
    assert "default-src 'none'" in reply.headers["content-security-policy"]


@pytest.mark.browser
def test_the_handshake_carries_the_headers_and_compresses(server: Server) -> None:
    shake = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Extensions": "permessage-deflate",
        "Sec-WebSocket-Protocol": "streamlit",
    }  # fmt: skip
    reply = get(server, "/_stcore/stream", **shake)
    assert reply.status == 101
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "permessage-deflate" in reply.headers["sec-websocket-extensions"]
    foreign = get(server, "/_stcore/stream", Origin="http://evil.example", **shake)
    assert foreign.status == 403
    assert foreign.headers["x-content-type-options"] == "nosniff"


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_page_breaks_the_policy_or_asks_outside(context: BrowserContext, server: Server, lang: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text) if "Security Policy" in message.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(server.url + "/nothing")
    page.evaluate(SAVED, {**COMMON, **ANSWERS[lang], "job.code_choice": "2742"})
    broken: dict[str, list[str]] = {}
    for name, place in PLACES.items():
        page.goto(f"{server.url}/?{place}&lang={lang}")
        arrived(page)
        if name == "result":
            page.wait_for_selector('[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg')
        broken[name] = page.evaluate("() => window.__broken")
    assert {name: rows for name, rows in broken.items() if rows} == {}
    assert said == []
    outside = [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]
    assert outside == []


@pytest.mark.browser
def test_download_and_copy_work_under_the_policy(context: BrowserContext, server: Server) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{server.url}/nothing")
    page.evaluate(SAVED, {**COMMON, **ANSWERS["en"], "job.code_choice": "2742"})
    page.goto(f"{server.url}/?step=result&lang=en")
    arrived(page)
    with page.expect_download() as download:
        page.locator(".stDownloadButton button").first.click()
    assert Path(download.value.path()).stat().st_size > 500
    assert page.evaluate("() => window.__broken") == []


@pytest.mark.browser
@pytest.mark.parametrize(("query", "button"), [("", "begin"), ("step=duty", "next_duty")])
def test_what_is_typed_before_the_app_is_there_survives(
    context: BrowserContext, server: Server, query: str, button: str
) -> None:
    page = context.new_page()
    release = held(page)
    before(page, f"{server.url}/?lang=en&{query}")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(BOX).click()
    page.keyboard.type(TEXT)
    for _ in range(11):
        page.keyboard.press("ArrowLeft")
    release()
    taken_over(page)
    expect(page.locator(FIELD)).to_have_value(TEXT)
    # The caret is where it was: typing goes on in the middle of the text.
    page.keyboard.type("good ")
    page.locator(f".st-key-{button} button").click()
    settled(page)
    page.goto(f"{server.url}/?step=duty&lang=en")
    arrived(page)
    expect(page.locator(FIELD)).to_have_value(TEXT.replace("quotations", "good quotations"))


@pytest.mark.browser
def test_a_press_before_the_app_is_there_is_remembered(context: BrowserContext, server: Server, house: House) -> None:
    page = context.new_page()
    release = held(page)
    before(page, f"{server.url}/?step=duty&lang=zh")
    page.locator(BOX).fill("开发海外客户，写报价单。")
    page.locator("#e7-shell button").click()
    expect(page.locator("#e7-shell [role=status]")).to_have_text(house.texts["zh"]("first.kept"))
    release()
    page.wait_for_url("**step=code**")
    taken_over(page)
    page.goto(f"{server.url}/?step=duty&lang=zh")
    arrived(page)
    expect(page.locator(FIELD)).to_have_value("开发海外客户，写报价单。")


@pytest.mark.browser
def test_a_page_left_before_the_app_came_brings_its_text_back(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    held(page)
    before(page, f"{server.url}/?lang=en")
    page.locator(BOX).fill(TEXT)
    page.unroute_all(behavior="ignoreErrors")
    page.goto(f"{server.url}/?lang=en")
    arrived(page)
    expect(page.locator(FIELD)).to_have_value(TEXT)


@pytest.mark.browser
def test_with_saving_off_the_text_goes_over_and_stays_nowhere(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(f"{server.url}/nothing")
    page.evaluate("() => localStorage.setItem('e7wizard.v1.off', '1')")
    release = held(page)
    before(page, f"{server.url}/?lang=en")
    page.locator(BOX).fill(TEXT)
    release()
    taken_over(page)
    expect(page.locator(FIELD)).to_have_value(TEXT)
    page.locator(".st-key-begin button").click()
    page.wait_for_url("**step=duty**")
    settled(page)
    expect(page.locator(FIELD)).to_have_value(TEXT)
    assert TEXT not in page.evaluate("() => JSON.stringify(localStorage)")


@pytest.mark.browser
def test_text_typed_earlier_does_not_win_over_a_newer_draft(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(f"{server.url}/nothing")
    typing = json.dumps({"text": "old words", "at": 1, "base": "first words"})
    page.evaluate(SAVED, {"job.duties": "newer words"})
    page.evaluate("(typing) => localStorage.setItem('e7wizard.v1.laid.typing', typing)", typing)
    release = held(page)
    before(page, f"{server.url}/?lang=en&step=duty")
    assert page.locator(BOX).input_value() == "newer words"
    release()
    taken_over(page)
    expect(page.locator(FIELD)).to_have_value("newer words")


@pytest.mark.browser
def test_other_pages_only_say_that_they_are_loading(context: BrowserContext, server: Server, house: House) -> None:
    page = context.new_page()
    release = held(page)
    page.goto(f"{server.url}/?step=salary&lang=zh", wait_until="commit")
    expect(page.locator("#e7-shell [role=status]")).to_have_text(house.texts["zh"]("first.wait"))
    assert page.locator("#e7-shell button, #e7-shell textarea").count() == 0
    release()
    taken_over(page)
    assert page.locator("h1").inner_text() == house.texts["zh"]("steps.salary.title")


@pytest.mark.browser
def test_without_scripts_both_languages_say_so(browser: Browser, server: Server, house: House) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/?lang=en")
    # By its place on the page: Playwright counts nothing inside noscript as visible.
    for number, language in enumerate(("en", "zh")):
        said = page.locator("noscript p").nth(number)
        assert said.text_content() == house.texts[language]("first.noscript")
        box = said.bounding_box()
        assert box and box["height"] > 10
    assert page.locator("#e7-shell button").bounding_box() is None
    context.close()


@pytest.mark.browser
def test_a_first_visit_is_small_and_a_second_hardly_anything(context: BrowserContext, server: Server) -> None:
    visits = []
    for _ in range(2):
        page = context.new_page()
        counted = Bytes(page, slow=False)
        page.goto(f"{server.url}/?lang=en")
        arrived(page)
        page.wait_for_timeout(1500)
        # Frames are counted unpacked; on the line they are smaller.
        visits.append((counted.total, counted.sockets))
        page.close()
    (first, _), (second, frames) = visits
    assert first <= 800_000
    assert second <= 15_000
    assert frames <= 150_000


@pytest.mark.browser
def test_a_full_server_lets_in_whoever_was_there(browser: Browser, tmp_path: Path, house: House) -> None:
    full = Server(tmp_path / "log.txt")
    full.environment = {"E7_MAX_SESSIONS": "1"}
    full.start()
    try:
        inside, outside = browser.new_context(), browser.new_context()
        page = inside.new_page()
        page.goto(f"{full.url}/?lang=en")
        arrived(page)
        other = outside.new_page()
        reply = other.goto(f"{full.url}/?lang=zh")
        assert reply is not None and reply.status == 503
        assert other.locator("h1").inner_text() == house.texts["zh"]("first.busy.title")
        page.reload()
        arrived(page)
        inside.close()
        outside.close()
    finally:
        full.stop()


@pytest.mark.browser
def test_a_server_is_there_soon_and_stops_when_asked(browser: Browser, tmp_path: Path) -> None:
    own = Server(tmp_path / "log.txt")
    began = time.monotonic()
    own.start()
    # Two seconds on a machine that does nothing else; this one may be busy.
    assert time.monotonic() - began < 20
    assert get(own, "/healthz").read() == b"ok"
    end = time.monotonic() + 60
    while get(own, "/readyz").status != 200 and time.monotonic() < end:
        time.sleep(0.3)
    assert get(own, "/readyz").status == 200
    assert re.fullmatch(r"\d{4}-\d{2}", json.loads(get(own, "/version").read())["edition"])
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{own.url}/?lang=en")
    arrived(page)
    assert own.process is not None
    own.process.send_signal(signal.SIGTERM)
    assert own.process.wait(timeout=15) in {0, -signal.SIGTERM}
    assert "Traceback" not in own.log.read_text()
    context.close()
    own.process = None


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("zh", "dark")])
def test_the_page_before_the_app_is_accessible(browser: Browser, server: Server, lang: str, theme: Any) -> None:
    context = browser.new_context(color_scheme=theme, viewport={"width": 390, "height": 844})
    page = context.new_page()
    held(page)
    for query in ("step=start", "step=salary"):
        page.goto(f"{server.url}/?{query}&lang={lang}", wait_until="commit")
        page.wait_for_selector("#e7-shell main")
        assert [found for found in violations(page) if found.rule not in {"page-has-heading-one"}] == []
    page.goto(f"{server.url}/nothing?lang={lang}")
    assert violations(page) == []
    context.close()
