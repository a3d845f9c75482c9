"""A table of many cases in a session: judged in parts, changed by hand, filtered and sorted, and never too large."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import openpyxl
import pandas as pd
import pytest

from benchmarks.screening import mixed_cases
from e7wizard.assessment.model import DIMENSIONS
from e7wizard.case import Case, with_facts
from e7wizard.house import House
from e7wizard.language import LANGUAGES
from e7wizard.screening import TableFault, write_result
from e7wizard.wizard.charts import bars, batch_bars, batch_states
from e7wizard.wizard.draft import draft_of, read_case
from e7wizard.wizard.many.batch import LIMITS, PLACE, Batch, View, new_batch
from e7wizard.wizard.many.rows import ON_A_PAGE, Row, matching, pages_of, rows_of

DAY, HOURS = "2026-12-01", "40"
USUAL = {"filing.date": DAY, "pay.weekly_hours": HOURS}


def csv_of(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False).encode("utf-8-sig")


def batch_of(house: House, frame: pd.DataFrame, name: str = "forty.csv") -> Batch:
    return new_batch(house, csv_of(frame), name, DAY, HOURS)


def judged(house: House, frame: pd.DataFrame, language: Any = "en") -> Batch:
    batch = batch_of(house, frame)
    batch.start()
    while batch.busy(language):
        batch.work(house, language, 17)
    return batch


def rows(batch: Batch, language: Any = "en") -> list[Row]:
    return rows_of(batch, language, [0, 1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_says_of_each_row_what_the_opened_case_says(house: House, language: Any) -> None:
    batch = judged(house, mixed_cases(60, seed=8), language)
    for row in rows(batch, language):
        opened, errors = read_case(draft_of(batch.case(house, row.at)), USUAL)
        assert not errors
        found = house.assess(opened)
        assert row.get("verdict") == found.verdict
        assert [row.get(name) for name in DIMENSIONS] == [found.dimensions[name].status for name in DIMENSIONS]
        assert row.get("code") == found.occupation.code
        assert row.get("gap_krw") == found.salary.gap_krw


def test_parts_stop_and_going_on_end_in_the_same_rows(house: House) -> None:
    frame = mixed_cases(50, seed=2)
    whole, parted = judged(house, frame), batch_of(house, frame)
    parted.start()
    parted.work(house, "en", 20)
    parted.stop("en")
    assert not parted.busy("en")
    assert len(parted.result("en", discreet=True)) == 20
    # The other language catches up with what is done, and no further.
    assert parted.busy("zh")
    while parted.busy("zh"):
        parted.work(house, "zh", 20)
    assert parted.done("zh") == 20
    parted.go_on()
    while parted.busy("en"):
        parted.work(house, "en", 20)
    assert parted.judged["en"] == whole.judged["en"]
    states = [PLACE[name] for name in ("verdict", *DIMENSIONS, "code", "gap_krw")]
    for one, other in zip(parted.judged["zh"], whole.judged["en"], strict=False):
        assert [one[at] for at in states] == [other[at] for at in states]


def test_a_changed_row_is_judged_anew_in_every_language_and_marked(house: House) -> None:
    frame = pd.DataFrame({"id": ["A-1", "A-2"], "duties": ["sell pumps in Vietnam"] * 2, "salary": ["20000000"] * 2})
    batch = judged(house, frame)
    assert rows(batch)[1].get("salary") == "fails"
    batch.take_over(house, 1, with_facts(batch.case(house, 1), {"pay.annual_krw": 90_000_000}))
    changed = rows(batch)[1]
    assert changed.changed and changed.get("salary") == "meets" and changed.get("id") == "A-2"
    assert [row.get("salary") for row in rows(batch)] == ["fails", "meets"]
    assert batch.case(house, 1).pay.annual_krw == 90_000_000
    while batch.busy("zh"):
        batch.work(house, "zh", 25)
    assert rows(batch, "zh")[1].get("salary") == "meets"
    assert batch.result("en", discreet=True)["gap_krw"].tolist()[1] == 0
    batch.start()
    assert not batch.changed


def test_private_answers_stay_out_of_the_discreet_result(house: House) -> None:
    base = {
        "duties": "sell pumps in Vietnam",
        "nationality": "CN",
        "in korea": "yes",
        "visa": "D-10-1",
        "salary": "40000000",
    }
    results = []
    for ethnic, married in (("yes", "yes"), ("no", ""), ("", "")):
        batch = judged(house, pd.DataFrame([base | {"ethnic korean": ethnic, "spouse of korean": married}] * 2))
        results.append(batch.result("en", discreet=True))
        batch.take_over(house, 1, batch.case(house, 1))
        results.append(batch.result("en", discreet=True))
    for other in results[1:]:
        pd.testing.assert_frame_equal(results[0], other)
    batch = judged(house, pd.DataFrame([base | {"ethnic korean": "yes", "spouse of korean": "yes"}]))
    assert not batch.result("en", discreet=False).equals(batch.result("en", discreet=True))


def test_settings_count_from_the_next_start(house: House) -> None:
    frame = pd.DataFrame({"duties": ["sell"], "budget": ["275"]})
    batch = judged(house, frame)
    assert rows(batch)[0].get("annual_krw") is None
    column = dict(batch.columns(house))["budget"]
    batch.chosen["budget"] = dataclasses.replace(column, path="pay.annual_krw", unit="man", period="month")
    batch.filing = "2026-03-01"
    assert batch.case(house, 0).pay.annual_krw is None
    assert batch.case(house, 0).filing.date.isoformat() == DAY  # type: ignore[union-attr]
    batch.start()
    batch.work(house, "en", 25)
    assert rows(batch)[0].get("annual_krw") == 33_000_000
    assert rows(batch)[0].get("filing_date") == "2026-03-01"


def test_bad_rows_say_their_own_error_and_cannot_be_opened(house: House) -> None:
    frame = mixed_cases(3)
    frame.iloc[1, frame.columns.get_loc("月薪（万韩元）")] = "a lot"
    batch = judged(house, frame)
    assert [row.get("error") is not None for row in rows(batch)] == [False, True, False]
    with pytest.raises(ValueError, match="月薪"):
        batch.case(house, 1)


def test_filters_order_and_pages(house: House) -> None:
    frame = mixed_cases(80, seed=4)
    frame.iloc[5, frame.columns.get_loc("月薪（万韩元）")] = "a lot"
    batch = judged(house, frame)
    batch.take_over(house, 2, batch.case(house, 2))
    every = rows(batch)
    assert matching(every, View()) == every
    assert [row.at for row in matching(every, View(only="errors"))] == [5]
    assert [row.at for row in matching(every, View(only="changed"))] == [2]
    assert len(matching(every, View(only="judged"))) == 79
    for dimension in ("verdict", *DIMENSIONS):
        found = matching(every, View(dimension=dimension, state="fails"))
        assert found == [row for row in every if row.get(dimension) == "fails"]
    code = next(row.get("code") for row in every if row.get("code"))
    assert {row.get("code") for row in matching(every, View(code=code))} == {code}
    assert {row.get("code") for row in matching(every, View(code="none"))} == {None}
    assert [row.at for row in matching(every, View(search="c-17"))] == [17]
    worst, best = (matching(every, View(order=order)) for order in ("worst", "best"))
    order = batch_states.ORDER
    ranks = [order.index(row.get("verdict")) for row in worst[:-1]]
    assert ranks == sorted(ranks, reverse=True)
    assert [order.index(row.get("verdict")) for row in best[:-1]] == sorted(ranks)
    assert worst[-1].at == best[-1].at == 5
    gaps = [row.get("gap_krw") for row in matching(every, View(order="gap"))]
    known = [gap for gap in gaps if gap is not None]
    assert known == sorted(known, reverse=True) and gaps[: len(known)] == known
    assert [pages_of(count) for count in (0, 1, ON_A_PAGE, ON_A_PAGE + 1)] == [1, 1, 1, 2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_say_every_figure_in_words(house: House, language: Any) -> None:
    batch = judged(house, mixed_cases(40, seed=6), language)
    cells = batch.judged[language]
    states = {name: [str(row[PLACE[name]]) for row in cells] for name in batch_states.ROWS}
    found = batch_states.counts(states)
    assert all(sum(count for _, count in row.states) == 40 for row in found)
    drawn = batch_states.draw(found, house.texts[language])
    assert drawn.count('class="said"') == len(batch_states.ROWS)
    speaker = house.speaker(language)
    for chart in (
        batch_bars.codes([row[PLACE["code"]] for row in cells], speaker),
        batch_bars.gaps([row[PLACE["gap_krw"]] for row in cells], speaker),
    ):
        assert sum(int(bar.said) for bar in chart.bars) == 40
        assert max(bar.share for bar in chart.bars) == 1
        assert bars.draw(chart)
    assert [batch_bars.gap_class(gap) for gap in (None, 0, 1, 1_000_000, 1_000_001, 10**9)] == [None, 0, 1, 1, 2, 5]


def too_many() -> bytes:
    return csv_of(pd.DataFrame({"duties": ["sell"] * (LIMITS.rows + 1)}))


def workbook(*values: str) -> bytes:
    book = openpyxl.Workbook()
    for value in values:
        book.active.append([value])  # type: ignore[union-attr]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (too_many(), "x.csv", "too_many_rows"),
        (b"x" * (LIMITS.file_bytes + 1), "x.csv", "too_large"),
        (b"", "x.csv", "empty"),
        (b"%PDF-1.7", "x.xlsx", "suffix_xlsx"),
        (b"duties\nsell", "x.exe", "unknown_suffix"),
        (b"duties,duties\nsell,buy", "x.csv", "duplicate_headers"),
        (workbook("duties", "sell")[:-400], "x.xlsx", "broken_xlsx"),
    ],
)
def test_files_that_a_session_does_not_take(house: House, data: bytes, name: str, key: str) -> None:
    with pytest.raises(TableFault) as caught:
        new_batch(house, data, name, DAY, HOURS)
    assert caught.value.key == key


def test_columns_that_hands_can_put_right_are_taken(house: House) -> None:
    batch = batch_of(house, pd.DataFrame({"what": ["sell pumps in Vietnam"], "salary": ["1"], "月薪": ["2"]}))
    with pytest.raises(TableFault, match="same_fact"):
        batch.mapping(house)
    columns = dict(batch.columns(house))
    batch.chosen["月薪"] = dataclasses.replace(columns["月薪"], path=None, why="left_out")
    with pytest.raises(TableFault, match="missing_columns"):
        batch.mapping(house)
    batch.chosen["what"] = dataclasses.replace(columns["what"], path="job.duties")
    batch.start()
    batch.work(house, "en", 25)
    assert rows(batch)[0].get("code")


def test_the_template_is_a_table_of_one_row_that_can_be_judged(house: House) -> None:
    from e7wizard.screening import template, vocabulary_of

    batch = new_batch(house, template(".xlsx", vocabulary_of(house), "zh"), "x.xlsx", DAY, HOURS)
    batch.start()
    batch.work(house, "zh", 25)
    assert batch.done("zh") == batch.total == 1
    assert write_result(batch.result("zh", discreet=True), ".csv", house.texts["zh"])
    assert isinstance(batch.case(house, 0), Case)
