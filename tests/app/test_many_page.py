"""The page for many cases: from a table to a list, a row opened as a case and given back, and what a session forgets."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.screening import mixed_cases
from benchmarks.screenshots import ANSWERS, COMMON
from e7wizard.house import House
from e7wizard.wizard import store
from e7wizard.wizard.draft import Draft
from e7wizard.wizard.many.batch import Batch, new_batch
from e7wizard.wizard.session import own_case
from tests.app.test_adviser_page import keys, panel, state_of
from tests.app.test_steps import app, unfolded

ROWS = 30
OWN = {**COMMON, **ANSWERS["en"]}


def page(house: House, lang: str = "en", *, own: bool = True, rows: int = ROWS) -> AppTest:
    """The page with a table that was just taken, and a case of the person's own."""
    found = app(lang=lang, page="screen")
    data = mixed_cases(rows, seed=9)
    data.iloc[4, data.columns.get_loc("月薪（万韩元）")] = "a lot"
    state = state_of(found)
    state.batch = new_batch(house, data.to_csv(index=False).encode("utf-8-sig"), "forty.csv", "2026-12-01", "40")
    state.draft = Draft(answers=dict(OWN) if own else {})
    return found.run()


def ran(house: House, lang: str = "en", *, own: bool = True) -> AppTest:
    found = page(house, lang, own=own)
    return found.button(key="many_start").click().run(timeout=60)


def batch_of(found: AppTest) -> Batch:
    batch = state_of(found).batch
    assert batch is not None
    return batch


def shown(found: AppTest) -> list[int]:
    return [int(key.removeprefix("many_row_")) for key in _containers(found)]


def _containers(found: AppTest) -> list[str]:
    return [key.replace("open", "row") for key in keys(found) if key.startswith("many_open_")]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_offered_before_there_is_a_table(lang: str) -> None:
    found = app(lang=lang, page="screen")
    assert not found.exception and not found.error
    assert "many_start" not in keys(found)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_table_is_judged_to_its_end_and_listed(house: House, lang: str) -> None:
    found = ran(house, lang)
    assert not found.exception and not found.error
    assert batch_of(found).done(lang) == ROWS  # type: ignore[arg-type]
    # 25 rows a page, of which one cannot be read and so cannot be opened.
    assert len(shown(found)) == 24
    assert "many_stop" not in keys(found)
    drawn = keys(found)
    assert len(drawn) == len(set(drawn))
    found.button(key="many_page_on").click().run()
    assert shown(found) == list(range(25, ROWS))
    assert "e7-batch" in panel(found)


def test_sorting_and_filtering(house: House) -> None:
    found = ran(house)
    found.selectbox(key="many_only_en").set_value("errors").run()
    assert shown(found) == []
    assert "Row 6" in panel(found)
    found.selectbox(key="many_only_en").set_value("all").run()
    found.selectbox(key="many_dimension_en").set_value("salary").run()
    found.selectbox(key="many_state_en").set_value("fails").run()
    cells = batch_of(found).judged["en"]
    from e7wizard.wizard.many.batch import PLACE

    assert shown(found) == [at for at, row in enumerate(cells) if row[PLACE["salary"]] == "fails"][:25]
    found.selectbox(key="many_state_en").set_value("all").run()
    found.text_input(key="many_search").set_value("C-17").run()
    assert shown(found) == [17]


def test_a_row_opens_as_a_case_and_the_own_case_comes_back(house: House) -> None:
    found = ran(house)
    found.button(key="many_open_3").click().run()
    state = state_of(found)
    assert state.visit is not None and state.visit.row == 5
    assert state.draft.answers != OWN
    assert own_case(state).draft.answers == OWN
    assert "Row 5 of forty.csv" in panel(found)
    for step in ("duty", "salary", "you", "check"):
        found.query_params["step"] = step
        found.run()
        assert "visit_back" in keys(found), step
        assert "Row 5 of forty.csv" in panel(found)
    assert "visit_take" not in keys(found), "looking changes nothing"
    found.button(key="visit_back").click().run()
    assert state_of(found).visit is None
    assert state_of(found).draft.answers == OWN
    assert found.title[0].value == "Many cases at once"


def test_a_change_is_taken_over_or_left(house: House) -> None:
    found = ran(house)
    for take in (False, True):
        found.button(key="many_open_3").click().run()
        found.query_params["step"] = "salary"
        found.run()
        found.text_input(key="f_pay_annual_krw").set_value("9,999万").run()
        # The list may be looked at meanwhile; another row is not opened over a change that nobody decided about.
        found.query_params["page"] = "screen"
        found.run()
        assert found.button(key="many_open_2").disabled
        assert "many_forget" not in keys(found)
        found.button(key="visit_take" if take else "visit_back").click().run()
        assert state_of(found).draft.answers == OWN
        assert list(batch_of(found).changed) == ([3] if take else [])
    assert batch_of(found).changed[3].pay.annual_krw == 99_990_000
    assert "changed by you" in panel(found)


def test_text_typed_right_before_the_way_back_stays_with_its_case(house: House) -> None:
    for key, changed in (("visit_back", []), ("visit_take", [3])):
        found = ran(house)
        found.button(key="many_open_3").click().run()
        found.query_params["step"] = "duty"
        found.run()
        found.text_input(key="f_job_title").set_value("first").run()
        found.text_input(key="f_job_title").set_value("typed last")
        found.button(key=key).click().run()
        assert state_of(found).draft.answers == OWN
        assert list(batch_of(found).changed) == changed
        assert all(case.job.title == "typed last" for case in batch_of(found).changed.values())


def test_going_to_the_list_by_the_address_gives_the_own_case_back(house: House) -> None:
    found = ran(house)
    found.button(key="many_open_3").click().run()
    found.query_params["page"] = "screen"
    found.run()
    assert state_of(found).visit is None
    assert state_of(found).draft.answers == OWN


def test_the_browser_never_keeps_a_row(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[str] = []
    monkeypatch.setattr(store, "pack", lambda session: packed.append(str(session.draft.answers)) or "{}")
    found = ran(house)
    state_of(found).restored = True
    found.button(key="many_open_3").click().run()
    assert packed and set(packed) == {str(OWN)}


def test_start_again_forgets_table_row_and_own_case(house: House) -> None:
    found = ran(house)
    found.button(key="many_open_3").click().run()
    unfolded(found, "erase_menu_0").button(key="erase").click().run()
    state = state_of(found)
    assert state.batch is None and state.visit is None
    assert state.draft.answers == {}


def test_a_new_case_at_the_desk_is_not_offered_over_a_row(house: House) -> None:
    found = ran(house)
    found.button(key="many_open_3").click().run()
    found.query_params["page"] = "adviser"
    found.run()
    assert not found.exception
    assert "new_case" not in keys(found)


def test_the_rest_waits_while_another_page_is_open(house: House) -> None:
    found = page(house)
    batch_of(found).start()
    found.query_params.pop("page")
    found.run()
    assert batch_of(found).done("en") == 0
    found.query_params["page"] = "screen"
    found.run(timeout=60)
    assert batch_of(found).done("en") == ROWS


def test_what_a_case_cannot_hold_is_said_on_the_row(house: House) -> None:
    found = app(page="screen")
    table = b"duties;in korea;visa;second degree;second major\nsell pumps;no;D-10-1;master;law\n"
    state_of(found).batch = new_batch(house, table, "one.csv", "2026-12-01", "40")
    found.run()
    found.button(key="many_start").click().run(timeout=60)
    found.button(key="many_open_0").click().run()
    assert "D-10-1" in panel(found)
    found.query_params["step"] = "degree"
    found.run()
    assert "further_degrees_out" in keys(found)
    assert "law" in panel(found)
    found.button(key="further_degrees_out").click().run()
    assert "further_degrees_out" not in keys(found)


def test_columns_are_corrected_by_hand(house: House) -> None:
    found = app(page="screen")
    state_of(found).batch = new_batch(house, b"what;budget\nsell pumps in Vietnam;275\n", "odd.csv", "2026-12-01", "40")
    found.run()
    assert found.button(key="many_start").disabled
    found.toggle(key="many_correct").set_value(True).run()
    boxes = {box.label: box for box in found.selectbox}
    boxes["Column “what” is read as"].set_value("job.duties").run()
    next(box for box in found.selectbox if "budget" in box.label).set_value("pay.annual_krw").run()
    next(box for box in found.selectbox if "Unit" in box.label).set_value("man month").run()
    assert not found.exception and not found.error
    found.text_input(key="many_filing").set_value("soon").run()
    assert found.button(key="many_start").disabled
    found.text_input(key="many_filing").set_value("2026-12-01").run()
    found.button(key="many_start").click().run(timeout=60)
    assert batch_of(found).case(house, 0).pay.annual_krw == 33_000_000
