"""The client that speaks Streamlit's protocol keeps widgets, address and long messages as a browser does."""

from __future__ import annotations

import json

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.load.client import Failed, Tab
from benchmarks.load.figures import waits
from benchmarks.load.screen import Screen, key_of


def begun(screen: Screen) -> None:
    message = ForwardMsg()
    message.new_session.page_script_hash = "page"
    assert screen.take(message) == "new_session"


def finished(screen: Screen, status: int = ForwardMsg.FINISHED_SUCCESSFULLY) -> str:
    message = ForwardMsg()
    message.script_finished = status  # type: ignore[assignment]
    return screen.take(message)


def text(value: str = "", *, set_value: bool = False) -> ForwardMsg:
    message = ForwardMsg()
    field = message.delta.new_element.text_input
    field.id, field.default, field.value, field.set_value = "$$ID-1-f_name", "old", value, set_value
    return message


def radio(default: int | None = None) -> ForwardMsg:
    message = ForwardMsg()
    field = message.delta.new_element.radio
    field.id = "$$ID-2-f_level"
    field.options.extend(["Yes", "No"])
    if default is not None:
        field.default = default
    return message


def button() -> ForwardMsg:
    message = ForwardMsg()
    message.delta.new_element.button.id = "$$ID-3-next_duty"
    return message


def run(screen: Screen, *messages: ForwardMsg) -> None:
    begun(screen)
    for message in messages:
        screen.take(message)
    assert finished(screen) == "finished"


def test_a_key_may_hold_dashes() -> None:
    assert key_of("$$ID-abc-a-b") == "a-b"


def test_values_are_kept_until_the_server_sets_another() -> None:
    screen = Screen()
    run(screen, text(), radio())
    screen.by_key()["f_name"].value = "typed"
    run(screen, text(), radio())
    assert screen.by_key()["f_name"].value == "typed"
    run(screen, text("from the draft", set_value=True), radio())
    assert screen.by_key()["f_name"].value == "from the draft"


def test_an_open_choice_sends_nothing_and_a_given_one_its_words() -> None:
    screen = Screen()
    run(screen, radio())
    assert not screen.states().widgets
    screen.by_key()["f_level"].value = "No"
    assert [state.string_value for state in screen.states().widgets] == ["No"]
    fresh = Screen()
    run(fresh, radio(default=1))
    assert fresh.by_key()["f_level"].value == "No"


def test_a_button_is_sent_only_when_pressed() -> None:
    screen = Screen()
    run(screen, button())
    assert not screen.states().widgets
    (state,) = screen.states("$$ID-3-next_duty").widgets
    assert state.trigger_value


def test_what_a_whole_run_does_not_draw_is_gone_but_not_what_an_interrupted_one_left_out() -> None:
    screen = Screen()
    run(screen, text(), radio())
    begun(screen)
    screen.take(text())
    assert finished(screen, ForwardMsg.FINISHED_EARLY_FOR_RERUN) == "interrupted"
    assert set(screen.by_key()) == {"f_name", "f_level"}
    run(screen, text())
    assert set(screen.by_key()) == {"f_name"}


def test_a_long_message_is_kept_and_read_again_by_its_hash() -> None:
    screen = Screen()
    long = text("first", set_value=True)
    long.hash = "h"
    long.metadata.cacheable = True
    run(screen, long)
    assert screen.kept_hashes() == ["h"]
    reference = ForwardMsg()
    reference.ref_hash = "h"
    run(screen, reference)
    assert set(screen.by_key()) == {"f_name"}
    run(screen)
    run(screen)
    assert screen.kept_hashes() == []


def test_the_address_follows_the_server() -> None:
    tab = Tab(None, "step=start&lang=zh")
    message = ForwardMsg()
    message.page_info_changed.query_string = "step=duty&lang=zh"
    tab.screen.take(message)
    assert tab.page() == "duty"


def test_the_store_is_answered_once_with_what_was_kept() -> None:
    tab = Tab(None, "", stored="kept before")
    message = ForwardMsg()
    component = message.delta.new_element.bidi_component
    component.id = "$$ID-4-store"
    component.json = json.dumps({"nonce": "n", "restored": False, "draft": None})
    run(tab.screen, message)
    assert tab._answer_store()
    (state,) = tab.screen.states().widgets
    assert json.loads(json.loads(state.json_value)["found"]) == {
        "nonce": "n", "draft": "kept before", "typing": None, "saving": True,
    }  # fmt: skip
    assert not tab._answer_store()


def test_a_missing_widget_is_said() -> None:
    with pytest.raises(Failed, match="start has no f_name"):
        Tab(None, "").widget("f_name")


def test_percentiles() -> None:
    found = waits([float(number) for number in range(1, 101)])
    assert (found.count, found.p50, found.p95, found.max) == (100, 51, 95, 100)
    assert waits([]).count == 0
