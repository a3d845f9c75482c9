"""A table of 200 rows in a real browser: taken, judged, sorted, filtered, a row opened and changed, the result downloaded."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.screening import mixed_cases
from e7wizard.assessment.model import DIMENSIONS
from e7wizard.house import House
from e7wizard.language import Language, Texts
from e7wizard.screening import read_table
from e7wizard.screening.result import heads_of
from e7wizard.wizard.draft import draft_of, read_case
from e7wizard.wizard.many.batch import Batch, new_batch
from tests.browser.auditing import View, looking, open_closed_blocks, structure_faults, violations
from tests.browser.conftest import Server, arrived, settled

pytestmark = pytest.mark.browser

ROWS = 200
DAY = "2026-12-01"
Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook as an office keeps it; one amount in it cannot be read."""
    frame = mixed_cases(ROWS, seed=13)
    frame.iloc[7, frame.columns.get_loc("月薪（万韩元）")] = "a lot"
    stream = io.BytesIO()
    frame.to_excel(stream, index=False)
    path = tmp_path_factory.mktemp("tables") / "forty.xlsx"
    path.write_bytes(stream.getvalue())
    return path


@pytest.fixture(scope="module")
def batch(house: House, forty: Path) -> Batch:
    """The same table in this process, to know the cases of its rows."""
    found = new_batch(house, forty.read_bytes(), forty.name, DAY, "40")
    found.start()
    return found


def choose(page: Page, path: Path) -> None:
    page.locator(".st-key-many_file input[type=file]").set_input_files(str(path))


def judge(page: Page, path: Path) -> None:
    choose(page, path)
    page.locator(".st-key-many_start button").wait_for()
    settled(page)
    day = page.locator(".st-key-many_filing input")
    day.fill(DAY)
    day.press("Enter")
    settled(page)
    page.locator(".st-key-many_start button").click()
    page.locator(".st-key-many_search").wait_for(timeout=90_000)
    settled(page)


def pick(page: Page, name: str, said: str) -> None:
    page.locator(f"[class*=st-key-many_{name}_] input").first.click()
    page.keyboard.type(said)
    page.keyboard.press("Enter")
    settled(page)


def listed(page: Page) -> list[int]:
    """The places of the rows on the page, in its order."""
    names = page.locator("[class*=st-key-many_row_]").evaluate_all("all => all.map(one => one.className)")
    return [int(found[1]) for name in names if (found := re.search(r"st-key-many_row_(\d+)", name))]


def opened_states(house: House, batch: Batch, at: int) -> dict[str, str]:
    judged = house.assess(read_case(draft_of(batch.case(house, at)), {"filing.date": DAY, "pay.weekly_hours": "40"})[0])
    return {name: judged.dimensions[name].status for name in DIMENSIONS} | {"verdict": judged.verdict}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_table_from_the_file_to_the_result(
    open_page: Opener, house: House, batch: Batch, forty: Path, lang: Language
) -> None:
    texts = house.texts[lang]
    page = open_page(lang=lang)
    page.locator(".st-key-f_job_duties textarea").fill("my own work, not a row")
    page.keyboard.press("Tab")
    settled(page)
    page.locator(".st-key-menu button").first.click()
    page.locator(".st-key-open_screen button").click()
    settled(page)
    judge(page, forty)
    look_at_rows(page, house, batch, texts)
    sort_and_filter(page, house, batch, texts)
    open_and_change(page, house, batch, texts)
    take_away(page, house, batch, texts)
    page.close()


def look_at_rows(page: Page, house: House, batch: Batch, texts: Texts) -> None:
    """What the page says of each row is what its case says when it is judged by itself."""
    assert listed(page) == list(range(25))
    for at in (0, 3, 11, 24):
        row = page.locator(f".st-key-many_row_{at}")
        states = opened_states(house, batch, at)
        assert texts(f"say.states.{states['verdict']}") in row.locator(".e7-badge").inner_text()
        words = row.locator(".marks .word").all_inner_texts()
        assert words == [texts(f"say.states_short.{states[name]}") for name in DIMENSIONS]
    expect(page.locator(".st-key-many_row_7 .e7-error")).to_contain_text("月薪（万韩元）")
    assert page.locator(".st-key-many_open_7").count() == 0


def sort_and_filter(page: Page, house: House, batch: Batch, texts: Texts) -> None:
    pick(page, "order", texts("many.orders.worst"))
    assert {opened_states(house, batch, at)["verdict"] for at in listed(page)[:5]} == {"fails"}
    pick(page, "order", texts("many.orders.file"))
    pick(page, "only", texts("many.only_of.errors"))
    assert listed(page) == [7]
    pick(page, "only", texts("many.only_of.all"))
    page.locator(".st-key-many_search input").fill("C-17")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-many_row_7")).to_have_count(0)
    settled(page)
    found = listed(page)
    assert 17 in found and 170 in found and 7 not in found


def open_and_change(page: Page, house: House, batch: Batch, texts: Texts) -> None:
    """A row as a case; the own answers wait and come back, and the browser never learns of the row."""
    page.locator(".st-key-many_open_17 button").click()
    page.locator(".st-key-visit").wait_for()
    settled(page)
    expect(page.locator(".st-key-visit")).to_contain_text(texts("many.visit.row", row=19, file="forty.xlsx"))
    verdict = texts(f"say.states.{opened_states(house, batch, 17)['verdict']}")
    expect(page.locator(".e7-verdict .e7-badge").first).to_contain_text(verdict)
    page.locator(".st-key-home button").click()
    settled(page)
    box = page.locator(".st-key-f_job_duties textarea")
    duties = batch.case(house, 17).job.duties or ""
    assert box.input_value() == duties
    box.fill("I translate contracts between Korean and Vietnamese all day")
    page.wait_for_timeout(400)
    kept = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "my own work" in kept
    assert "translate contracts" not in kept
    assert duties[:30] not in kept
    page.keyboard.press("Tab")
    settled(page)
    page.locator(".st-key-visit_take button").click()
    page.locator(".st-key-many_search").wait_for(timeout=90_000)
    settled(page)
    expect(page.locator(".st-key-many_row_17 .e7-changed")).to_have_text(texts("many.changed"))
    page.locator(".st-key-home button").click()
    settled(page)
    assert page.locator(".st-key-f_job_duties textarea").input_value() == "my own work, not a row"
    page.go_back()
    page.locator(".st-key-many_search").wait_for(timeout=90_000)
    settled(page)


def take_away(page: Page, house: House, batch: Batch, texts: Texts) -> None:
    """The files hold all rows, whatever the list shows."""
    for suffix in (".csv", ".xlsx"):
        with page.expect_download() as waiting:
            page.locator(f".st-key-many_download_{suffix[1:]} button").click()
        table = read_table(Path(waiting.value.path()).read_bytes(), f"result{suffix}").frame
        assert len(table) == ROWS
        told: list[Any] = table[heads_of(texts)["verdict"]].tolist()
        for at in (0, 3, 24, 199):
            state = opened_states(house, batch, at)["verdict"]
            assert told[at] == f"{texts(f'say.shapes.{state}')} {texts(f'say.states.{state}')}"
        assert not told[7]


def test_stopping_keeps_what_is_done_and_a_reload_forgets_all(open_page: Opener, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    mixed_cases(1500, seed=3).to_csv(path, index=False, encoding="utf-8-sig")
    page = open_page(page="screen")
    choose(page, path)
    page.locator(".st-key-many_start button").wait_for()
    settled(page)
    page.locator(".st-key-many_start button").click()
    expect(page.locator(".st-key-many .e7-lead[role=status]")).to_have_text(re.compile(r"^[1-9]"))
    page.locator(".st-key-many_stop button").click()
    page.locator(".st-key-many_go_on button").wait_for()
    settled(page)
    said = page.locator(".st-key-many .e7-asked").inner_text()
    done = int(re.findall(r"\d+", said.replace(",", ""))[0])
    assert 0 < done < 1500
    assert len(listed(page)) == 25
    page.reload()
    arrived(page)
    expect(page.locator(".st-key-many_template_xlsx")).to_be_visible()
    assert page.locator(".st-key-many_start").count() == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_files_that_are_no_table_get_their_message(
    open_page: Opener, house: House, tmp_path: Path, lang: Language
) -> None:
    page = open_page(lang=lang, page="screen")
    faults = house.texts[lang].find("screening.faults")
    stream = io.BytesIO()
    pd.DataFrame({"duties": ["sell"]}).to_excel(stream, index=False)
    hostile = {
        "picture.xlsx": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "suffix_xlsx"),
        "cut.xlsx": (stream.getvalue()[:-300], "broken_xlsx"),
        "empty.csv": (b"  \n", "empty"),
        "twice.csv": (b"duties,duties\nsell,buy\n", "duplicate_headers"),
        "quote.csv": (b'duties,salary\n"sell,1\n' * 3, "broken_csv"),
        "big.csv": (b"duties\n" + b"sell pumps in Vietnam\n" * 200_000, "too_large"),
        "long.csv": (b"duties\n" + b"sell\n" * 2_001, "too_many_rows"),
        "evil.exe": (b"MZ", "unknown_suffix"),
    }
    for name, (data, key) in hostile.items():
        path = tmp_path / name
        path.write_bytes(data)
        choose(page, path)
        said = page.locator('.st-key-many .e7-error[role="alert"]')
        start = re.split(r"[{]", faults[key])[0]
        expect(said).to_contain_text(start[:12], timeout=30_000)
        settled(page)
        assert page.locator(".st-key-many_start").count() == 0, name
    page.close()


@pytest.mark.parametrize("view", [View("zh", "light", 390), View("en", "dark", 1440)], ids=str)
def test_no_state_of_the_page_breaks_a_rule(browser: Browser, server: Server, forty: Path, view: View) -> None:
    found: list[str] = []

    def look(page: Page, what: str) -> None:
        found.extend(f"{what}: {fault}" for fault in [*map(str, violations(page)), *structure_faults(page)])
        wider = page.evaluate(
            "() => { const main = document.querySelector('[data-testid=\"stMain\"]'); return main.scrollWidth - main.clientWidth; }"
        )
        assert wider <= 0, what

    with looking(browser, view) as page:
        page.goto(f"{server.url}/?page=screen&lang={view.lang}")
        arrived(page)
        choose(page, forty)
        page.locator(".st-key-many_start button").wait_for()
        settled(page)
        page.locator(".st-key-many_correct label").first.click()
        settled(page)
        look(page, "columns")
        page.locator(".st-key-many_start button").click()
        page.locator(".st-key-many_search").wait_for(timeout=90_000)
        settled(page)
        open_closed_blocks(page)
        look(page, "list")
        page.locator(".st-key-many_open_3 button").click()
        page.locator(".st-key-visit").wait_for()
        settled(page)
        look(page, "row")
    assert not found, "\n".join(found)
