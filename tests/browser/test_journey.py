"""The whole way in a real browser: nothing typed is lost, Back works, the file comes out and goes back in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, arrived, settled
from tests.browser.walking import reach

pytestmark = pytest.mark.browser

DUTIES = {
    "en": "Develop and maintain backend APIs in Java and Spring for our logistics app, design the database schema.",
    "zh": "用Java和Spring开发后端接口，维护物流应用的服务器程序，设计数据库表结构。",
}
NEXT = {"en": "Next", "zh": "下一步"}
DO_NOT_KNOW = {"en": "I don't know", "zh": "不知道"}


def field(page: Page, name: str, kind: str = "input") -> object:
    return page.locator(f".st-key-f_{name} {kind}")


def fill(page: Page, name: str, value: str, kind: str = "input") -> None:
    reach(page, name)
    box = page.locator(f".st-key-f_{name} {kind}").first
    box.fill(value)
    box.blur()
    settled(page)


def choose(page: Page, name: str, place: int) -> None:
    """Press the option at a place of a radio group."""
    reach(page, name)
    page.locator(f".st-key-f_{name} label[data-baseweb=radio], .st-key-f_{name} [role=radiogroup] label").nth(
        place
    ).click()
    settled(page)


def value(page: Page, name: str, kind: str = "input") -> str:
    return page.locator(f".st-key-f_{name} {kind}").first.input_value()


def checked(page: Page, name: str) -> int:
    boxes = page.locator(f".st-key-f_{name} input[type=radio]")
    return next((place for place in range(boxes.count()) if boxes.nth(place).is_checked()), -1)


# What is typed on each step, and how it is read back after a reload.
TYPED = {
    "duty": [("job_title", "Backend developer", "input"), ("job_duties", None, "textarea")],
    "degree": [
        ("education_level", 3, "radio"),
        ("education_field", "computer science", "input"),
        ("education_graduated", "2025-02", "input"),
    ],
    "experience": [
        ("experience_related_years", "1.5", "input"),
        ("experience_related_years_after_degree", "0.5", "input"),
    ],
    "salary": [
        ("pay_annual_krw", "3600万", "input"),
        ("pay_weekly_hours", "44", "input"),
        ("filing_date", "2026-12-01", "input"),
    ],
    "employer": [("employer_korean_staff", "14", "input"), ("employer_mainly_domestic", 0, "radio")],
    "you": [("person_in_korea", 0, "radio"), ("person_age", "29", "input"), ("person_topik", 5, "radio")],
}


def type_step(page: Page, step: str, lang: str) -> None:
    for name, what, kind in TYPED[step]:
        if kind == "radio":
            choose(page, name, int(str(what)))
        else:
            fill(page, name, DUTIES[lang] if what is None else str(what), kind)


def assert_step(page: Page, step: str, lang: str) -> None:
    for name, what, kind in TYPED[step]:
        if kind == "radio":
            page.wait_for_function(
                f"() => document.querySelectorAll('.st-key-f_{name} input[type=radio]')[{what}]?.checked"
            )
            assert checked(page, name) == what, (step, name)
        else:
            wanted = DUTIES[lang] if what is None else str(what)
            expect(page.locator(f".st-key-f_{name} {kind}").first).to_have_value(wanted)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_reload_in_the_middle_of_each_step_loses_nothing(open_page: Callable[..., Page], lang: str) -> None:
    page = open_page("duty", lang)
    for place, step in enumerate(TYPED):
        if place:
            page.goto(page.url.split("?")[0] + f"?step={step}&lang={lang}")
            page.wait_for_selector("h1")
            settled(page)
        type_step(page, step, lang)
        page.reload()
        page.wait_for_selector("h1")
        settled(page)
        assert_step(page, step, lang)
    for step in TYPED:
        page.goto(page.url.split("?")[0] + f"?step={step}&lang={lang}")
        page.wait_for_selector("h1")
        settled(page)
        assert_step(page, step, lang)


def test_long_text_survives_a_reload_while_it_is_typed(open_page: Callable[..., Page]) -> None:
    page = open_page("duty", "zh")
    box = page.locator(".st-key-f_job_duties textarea")
    box.click()
    page.keyboard.type("开发海外客户，发报价单", delay=5)
    page.reload()
    page.wait_for_selector("h1")
    settled(page)
    expect(page.locator(".st-key-f_job_duties textarea")).to_have_value("开发海外客户，发报价单")


def test_back_and_forward_walk_the_steps(open_page: Callable[..., Page]) -> None:
    page = open_page("start")
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url("**step=duty**")
    settled(page)
    fill(page, "job_duties", DUTIES["en"], "textarea")
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**step=code**")
    settled(page)
    page.go_back()
    page.wait_for_url("**step=duty**")
    settled(page)
    expect(page.locator(".st-key-f_job_duties textarea")).to_have_value(DUTIES["en"])
    page.go_forward()
    page.wait_for_url("**step=code**")
    settled(page)
    expect(page.locator("h1")).to_contain_text("occupation code")


def test_language_switch_keeps_answers_and_sets_the_page_language(open_page: Callable[..., Page]) -> None:
    page = open_page("salary", "en")
    fill(page, "pay_annual_krw", "2900万")
    page.get_by_role("button", name="中文").click()
    page.wait_for_url("**lang=zh**")
    settled(page)
    expect(page.locator(".st-key-f_pay_annual_krw input").first).to_have_value("2900万")
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    expect(page.locator("body")).to_contain_text("2,900万韩元")


def test_a_closed_tab_and_a_server_restart_lose_nothing(open_page: Callable[..., Page], server: Server) -> None:
    page = open_page("salary")
    fill(page, "pay_annual_krw", "33,000,000")
    page.close()
    server.stop()
    server.start()
    page = open_page("salary")
    expect(page.locator(".st-key-f_pay_annual_krw input").first).to_have_value("33,000,000")


def test_a_restart_under_an_open_page_loses_nothing(open_page: Callable[..., Page], server: Server) -> None:
    page = open_page("experience")
    fill(page, "experience_related_years", "2.5")
    server.stop()
    server.start()
    page.wait_for_timeout(4000)
    settled(page)
    expect(page.locator(".st-key-f_experience_related_years input").first).to_have_value("2.5")
    page.reload()
    page.wait_for_selector("h1")
    settled(page)
    expect(page.locator(".st-key-f_experience_related_years input").first).to_have_value("2.5")


def test_start_again_erases_everything(open_page: Callable[..., Page]) -> None:
    page = open_page("salary")
    fill(page, "pay_annual_krw", "33,000,000")
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("button", name="Yes, erase everything").click()
    page.wait_for_url("**step=start**")
    settled(page)
    kept = page.evaluate(
        "Object.keys(localStorage).filter(k => (localStorage.getItem(k) || '').includes('33,000,000')).length"
    )
    assert kept == 0
    page.goto(page.url.replace("step=start", "step=salary"))
    page.wait_for_selector("h1")
    settled(page)
    expect(page.locator(".st-key-f_pay_annual_krw input").first).to_have_value("")


def test_with_saving_off_only_this_tab_knows_and_forgets_on_leaving(open_page: Callable[..., Page]) -> None:
    page = open_page("salary")
    fill(page, "pay_annual_krw", "32,000,000")
    page.locator(".st-key-saving label").first.click()
    settled(page)
    fill(page, "pay_annual_krw", "33,000,000")
    page.locator(".st-key-f_filing_date input").first.fill("2026-12-3")
    assert not any(
        text in page.evaluate("JSON.stringify(localStorage)") for text in ("33,000,000", "32,000,000", "12-3")
    )
    page.reload()
    arrived(page)
    expect(page.locator(".st-key-f_pay_annual_krw input").first).to_have_value("33,000,000")
    expect(page.locator(".st-key-f_filing_date input").first).to_have_value("2026-12-3")
    page.close()
    other = open_page("salary")
    expect(other.locator(".st-key-f_pay_annual_krw input").first).to_have_value("")
    assert "33,000,000" not in other.evaluate("JSON.stringify([localStorage, sessionStorage])")


def test_a_tab_that_was_left_for_long_with_saving_off_is_empty(open_page: Callable[..., Page]) -> None:
    page = open_page("salary")
    page.locator(".st-key-saving label").first.click()
    settled(page)
    fill(page, "pay_annual_krw", "33,000,000")
    # The tab is opened again from the browser's list of closed ones, two minutes later.
    page.add_init_script("sessionStorage.setItem('e7wizard.v1.left', String(Date.now() - 120000))")
    page.reload()
    arrived(page)
    expect(page.locator(".st-key-f_pay_annual_krw input").first).to_have_value("")


def test_saving_turned_off_holds_for_every_tab(open_page: Callable[..., Page]) -> None:
    one, other = open_page("salary"), open_page("you")
    fill(other, "person_age", "29")
    one.locator(".st-key-saving label").first.click()
    settled(one)
    fill(other, "person_age", "31")
    settled(other)
    expect(other.locator(".st-key-saving input")).not_to_be_checked()
    assert '"31"' not in other.evaluate("JSON.stringify(localStorage)")


def test_two_people_never_see_each_others_answers(browser: Browser, server: Server) -> None:
    pages = []
    for amount in ("31,000,000", "32,000,000"):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{server.url}/?step=salary&lang=en")
        page.wait_for_selector("h1")
        settled(page)
        fill(page, "pay_annual_krw", amount)
        pages.append((page, amount))
    for page, amount in pages:
        page.reload()
        page.wait_for_selector("h1")
        settled(page)
        expect(page.locator(".st-key-f_pay_annual_krw input").first).to_have_value(amount)
        page.context.close()


def test_bad_input_gets_a_message_beside_the_field_and_stays(open_page: Callable[..., Page]) -> None:
    page = open_page("salary", "zh")
    fill(page, "pay_annual_krw", "很多钱")
    expect(page.locator(".e7-error")).to_contain_text("金额无法识别")
    expect(page.locator(".st-key-f_pay_annual_krw input").first).to_have_value("很多钱")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_whole_way_to_the_file_and_back(
    open_page: Callable[..., Page], browser: Browser, server: Server, tmp_path: Path, lang: str
) -> None:
    page = open_page("duty", lang)
    for place, step in enumerate(TYPED):
        if place:
            page.goto(page.url.split("?")[0] + f"?step={step}&lang={lang}")
            page.wait_for_selector("h1")
            settled(page)
        type_step(page, step, lang)
    page.goto(page.url.split("?")[0] + f"?step=result&lang={lang}")
    page.wait_for_selector(".e7-verdict")
    settled(page)
    assert page.locator(".e7-strip li").count() == 5
    expect(page.locator("body")).to_contain_text("응용 소프트웨어 개발자")
    # The front end loads its chart code late on a busy machine.
    expect(page.locator('[data-testid="stVegaLiteChart"] svg').first).to_be_visible()
    with page.expect_download() as waiting:
        page.locator(".st-key-download button").click()
    file = tmp_path / "summary.csv"
    waiting.value.save_as(file)
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    exact = {row["key"]: row["value"] for row in rows if row["section"] == "case"}
    assert exact["pay.annual_krw"] == "36000000"
    assert exact["job.duties"] == DUTIES[lang]
    stranger = browser.new_context()
    other = stranger.new_page()
    other.goto(f"{server.url}/?step=start&lang={lang}")
    other.wait_for_selector("h1")
    settled(other)
    other.locator("input[type=file]").set_input_files(str(file))
    other.wait_for_timeout(1500)
    settled(other)
    other.goto(f"{server.url}/?step=salary&lang={lang}")
    other.wait_for_selector("h1")
    settled(other)
    expect(other.locator(".st-key-f_pay_annual_krw input").first).to_have_value("36000000")
    stranger.close()


def test_nothing_outside_is_contacted(context: object, server: Server) -> None:
    page = context.new_page()  # type: ignore[attr-defined]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for step in ("start", "duty", "result"):
        page.goto(f"{server.url}/?step={step}&lang=zh")
        page.wait_for_selector("h1")
        settled(page)
    outside = [
        url for url in asked if not url.startswith((server.url, "data:", "blob:", server.url.replace("http", "ws")))
    ]
    assert outside == []


def test_no_answer_in_address_or_log(open_page: Callable[..., Page], server: Server) -> None:
    page = open_page("duty")
    fill(page, "job_title", "MARKER-7261-title")
    fill(page, "job_duties", "MARKER-7261 duties of a backend developer", "textarea")
    page.get_by_role("button", name="Next").click()
    settled(page)
    assert "MARKER" not in page.url
    assert "MARKER" not in server.log.read_text()
