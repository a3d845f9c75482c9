"""Interrupted people lose nothing: ten of the runs of benchmarks/faults.py, and what is said while there is no connection."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks.faults import run
from benchmarks.line import Line
from benchmarks.two_replicas import Two, two_replicas
from e7wizard.house import House
from tests.browser.conftest import Server, arrived, settled

pytestmark = pytest.mark.browser
PAY = ".st-key-f_pay_annual_krw input"
STAFF = ".st-key-f_employer_korean_staff input"
DUTIES = ".st-key-f_job_duties textarea"


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    found = Server(tmp_path_factory.mktemp("faults") / "log.txt")
    yield found
    found.stop()


@pytest.fixture
def own(apart: Server) -> Server:
    """A running server that may be stopped without harm to other tests."""
    if apart.process is None:
        apart.start()
    return apart


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    with two_replicas(tmp_path_factory.mktemp("two")) as found:
        yield found


@pytest.fixture
def two(pair: Two) -> Iterator[Two]:
    """Two replicas, whole again after each test."""
    yield pair
    pair.made_whole()


@pytest.mark.parametrize("seed", range(10))
def test_an_interrupted_person_loses_nothing(browser: Browser, two: Two, seed: int, long_run: bool) -> None:
    assert run(browser, two, seed, steps=2 if long_run else 1).lost == []


BESIDE = {
    "client": ("step=result&page=adviser", "", ".st-key-f_client_label input"),
    "mix": ("step=duty", ".st-key-fold_mix summary", ".st-key-f_mix_duty_0 input"),
    "variant": ("step=result&page=adviser", "[class*=st-key-variant_add] button", ".st-key-f_v1_pay_annual_krw input"),
    "notes": ("step=result&page=adviser", "", ".st-key-f_adviser_notes textarea"),
    "date": ("step=employer", ".st-key-fold_employer summary", ".st-key-f_employer_founded input"),
    "sheet": ("step=result&page=hr", "", ".st-key-hr_text textarea"),
}
"""Fields beside the plain questions: the address, what is pressed first, and the field."""


@pytest.mark.parametrize("place", BESIDE)
def test_typing_goes_on_while_another_replica_takes_over(context: BrowserContext, two: Two, place: str) -> None:
    address, press, at = BESIDE[place]
    page = _opened(context, two.url, "step=salary")
    _pay(page, "31,000,000")
    page.goto(f"{two.url}/?{address}&lang=en")
    arrived(page)
    if press:
        page.locator(press).first.click()
    field = page.locator(at).first
    field.click()
    page.keyboard.press("Control+Home")
    before = field.input_value()
    page.keyboard.type("2021", delay=30)
    two.fail_over()
    page.keyboard.type("-03", delay=110)
    expect(page.locator("#e7-offline")).to_have_text("")
    page.keyboard.type("12", delay=110)
    expect(field).to_have_value(f"2021-0312{before}")
    field.blur()
    settled(page)
    expect(field).to_have_value(f"2021-0312{before}")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_a_connection_a_plain_line_says_so_and_typing_goes_on(
    context: BrowserContext, own: Server, house: House, lang: str
) -> None:
    with Line(own.port) as line:
        page = context.new_page()
        page.goto(f"{line.url}/?step=salary&lang={lang}")
        arrived(page)
        said = page.locator("#e7-offline")
        assert said.get_attribute("role") == "status"
        assert said.inner_text() == ""
        page.locator(PAY).first.click()
        page.keyboard.type("36,0")
        line.cut()
        expect(said).to_have_text(house.texts["zh" if lang == "zh" else "en"]("keeping.offline"))
        page.keyboard.type("00,0")
        # Long enough for Streamlit to open its window of its own.
        page.wait_for_timeout(6000)
        page.keyboard.type("00")
        assert not page.locator("[role=dialog]").is_visible()
        assert "Connect" not in page.inner_text("body")
        line.mend()
        expect(said).to_have_text("")
        expect(page.locator(PAY).first).to_have_value("36,000,000")
        page.locator(PAY).first.blur()
        settled(page)
        page.reload()
        arrived(page)
        expect(page.locator(PAY).first).to_have_value("36,000,000")


def test_a_click_on_its_way_outlives_the_server(context: BrowserContext, own: Server) -> None:
    """The browser holds a choice that no draft has heard of; it counts when another process takes over."""
    page = _opened(context, own.url, "step=employer")
    page.locator(".st-key-fold_employer summary").click()
    page.locator(".st-key-f_employer_size label").first.wait_for()
    settled(page)
    assert own.process is not None
    own.process.send_signal(signal.SIGSTOP)
    try:
        page.locator(".st-key-f_employer_size [role=radiogroup] label").first.click()
        page.locator(STAFF).click()
        page.keyboard.type("12")
    finally:
        own.kill()
    own.start()
    expect(page.locator("#e7-offline")).to_have_text("")
    page.keyboard.type("0")
    expect(page.locator(STAFF)).to_have_value("120")
    page.keyboard.press("Tab")
    settled(page)
    assert _kept(page) == {"employer.size": "large", "employer.korean_staff": "120"}


def test_a_row_of_a_table_is_not_taken_for_the_own_case_after_a_restart(
    context: BrowserContext, own: Server, tmp_path: Path
) -> None:
    page = _opened(context, own.url, "step=start")
    page.locator(DUTIES).fill("my own work, not a row")
    page.keyboard.press("Tab")
    settled(page)
    table = tmp_path / "rows.csv"
    table.write_text("duties,annual salary\nDevelops software for banks,45000000\n", "utf-8")
    page.locator(".st-key-menu button").first.click()
    page.locator(".st-key-open_screen button").click()
    page.locator(".st-key-many_file input[type=file]").set_input_files(str(table))
    page.locator(".st-key-many_start button").click()
    page.locator(".st-key-many_open_0 button").click()
    page.locator(".st-key-visit").wait_for()
    settled(page)
    page.locator(".st-key-home button").click()
    expect(page.locator(DUTIES)).to_have_value("Develops software for banks")
    settled(page)
    own.stop()
    own.start()
    expect(page.locator("#e7-offline")).to_have_text("")
    expect(page.locator(DUTIES)).to_have_value("my own work, not a row")
    settled(page)
    assert _kept(page) == {"job.duties": "my own work, not a row"}


def test_a_browser_that_stores_nothing_still_brings_its_answers_to_a_new_server(
    context: BrowserContext, own: Server
) -> None:
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });"
    )
    page = _opened(context, own.url, "step=salary")
    _pay(page, "31,000,000")
    page.locator(".st-key-next_salary button").click()
    page.locator(".st-key-next_employer").wait_for()
    settled(page)
    own.stop()
    own.start()
    expect(page.locator("#e7-offline")).to_have_text("")
    settled(page)
    page.locator(".st-key-back_employer button").click()
    expect(page.locator(PAY).first).to_have_value("31,000,000")


def _opened(context: BrowserContext, url: str, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{url}/?{address}&lang=en")
    arrived(page)
    return page


def _pay(page: Page, amount: str) -> None:
    """Give the pay on its step."""
    page.locator(PAY).first.fill(amount)
    page.locator(PAY).first.blur()
    settled(page)


def _kept(page: Page) -> dict[str, str]:
    """The answers that the only tab of this browser keeps."""
    key = "'e7wizard.v1.' + sessionStorage.getItem('e7wizard.v1.tab')"
    found: dict[str, str] = json.loads(page.evaluate(f"localStorage.getItem({key})"))["answers"]
    return found


def test_two_tabs_and_a_copied_one_do_not_mix(open_page: Callable[..., Page]) -> None:
    one = open_page("salary")
    _pay(one, "31,000,000")
    # A copied tab starts with the first one's sessionStorage.
    with one.context.expect_page() as opened:
        one.evaluate("window.open(location.href)")
    copy = opened.value
    arrived(copy)
    expect(copy.locator(PAY).first).to_have_value("31,000,000")
    _pay(copy, "32,000,000")
    one.reload()
    arrived(one)
    expect(one.locator(PAY).first).to_have_value("31,000,000")
    copy.reload()
    arrived(copy)
    expect(copy.locator(PAY).first).to_have_value("32,000,000")


def test_a_draft_of_another_version_is_told_and_not_lost(open_page: Callable[..., Page], house: House) -> None:
    page = open_page("salary")
    lay = "(draft) => localStorage.setItem('e7wizard.v1.' + sessionStorage.getItem('e7wizard.v1.tab'), draft)"
    page.evaluate(lay, '{"version":1,"answers":{"pay.annual_krw":"31,000,000","education.level":"wizardry"}}')
    page.reload()
    arrived(page)
    expect(page.locator(PAY).first).to_have_value("31,000,000")
    expect(page.locator(".st-key-misfits")).to_contain_text("wizardry")
    expect(page.locator(".st-key-misfits")).to_contain_text(house.texts["en"]("facts.education.level.name"))
    # Until somebody has seen it, it is said again.
    page.reload()
    arrived(page)
    expect(page.locator(".st-key-misfits")).to_contain_text("wizardry")
    page.locator(".st-key-misfits_seen button").click()
    expect(page.locator(".st-key-misfits")).to_have_count(0)
    settled(page)
    page.reload()
    arrived(page)
    expect(page.locator(".st-key-misfits")).to_have_count(0)
    page.evaluate(lay, '{"version":99,"answers":{"pay.annual_krw":"kept for later"}}')
    page.reload()
    arrived(page)
    expect(page.locator(".st-key-misfits")).to_contain_text(house.texts["en"]("keeping.newer"))
    _pay(page, "30,000,000")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "kept for later" in kept and "30,000,000" in kept
    page.reload()
    arrived(page)
    assert "kept for later" in page.evaluate("JSON.stringify(localStorage)")


@pytest.mark.parametrize("step", ["result"])
def test_a_link_with_answers_is_made_on_request_and_asks_before_it_replaces(
    context: BrowserContext, browser: Browser, own: Server, house: House, tmp_path: Path, step: str
) -> None:
    asked: list[str] = []
    page = _opened(context, own.url, "step=salary")
    _pay(page, "31,000,000")
    page.goto(f"{own.url}/?step={step}&lang=en")
    arrived(page)
    assert "#case=1." not in page.content()
    page.locator(".st-key-link summary").click()
    page.wait_for_selector(".st-key-link code")
    link = page.locator(".st-key-link code").inner_text()
    assert link.startswith(f"{own.url}/?step=check&lang=en#case=1.")
    stranger = browser.new_context()
    other = stranger.new_page()
    other.on("request", lambda request: asked.append(request.url))
    other.goto(link)
    arrived(other)
    assert "#" not in other.url
    expect(other.locator("body")).to_contain_text("31,000,000")
    expect(other.locator(".st-key-arrival")).to_have_count(0)
    # Whoever has answers of their own is asked.
    other.goto(f"{own.url}/?step=salary&lang=en")
    arrived(other)
    _pay(other, "39,000,000")
    for press, wanted in (("arrival_no", "39,000,000"), ("arrival_yes", "31000000")):
        other.goto("about:blank")
        other.goto(link)
        arrived(other)
        other.locator(f".st-key-{press} button").click()
        settled(other)
        other.goto(f"{own.url}/?step=salary&lang=en")
        arrived(other)
        expect(other.locator(PAY).first).to_have_value(wanted)
    other.goto("about:blank")
    other.goto(f"{own.url}/?step=check&lang=en#case=1.AAAA")
    arrived(other)
    expect(other.locator("body")).to_contain_text(house.texts["en"]("errors.link_unreadable"))
    assert not any("case=" in url for url in asked)
    assert "case=" not in own.log.read_text()
    stranger.close()
