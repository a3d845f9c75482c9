"""A page that stood open before its session: what its fields hold stays, and a field that an upgrade draws anew is no answer."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from e7wizard.wizard import resuming
from e7wizard.wizard.keeping import pack, take, unpack
from e7wizard.wizard.session import Resumed, Session


def _with_answers(left: set[str]) -> Session:
    state = Session()
    state.draft.answers = {
        "pay.annual_krw": "36000000",
        "job.mix": [{"duty": "sell", "percent": "60"}],
        "job.title": "Chef",
    }
    held = frozenset({"$$ID-1-f_pay_annual_krw", "$$ID-1-f_mix_duty_0"})
    state.resumed = Resumed(held, dict(state.draft.answers), left)
    return state


def test_a_field_that_the_open_page_holds_keeps_what_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resuming, "_id_of", lambda key: f"$$ID-1-{key}")
    state = _with_answers({"f_pay_annual_krw"})
    state.draft.put("pay.annual_krw", "37000000")
    assert resuming.end_resuming(state) is False
    assert state.resumed is None
    assert state.draft.get("pay.annual_krw") == "37000000"


def test_a_field_that_is_drawn_as_another_gives_its_answer_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resuming, "_id_of", lambda key: f"$$ID-2-{key}")
    state = _with_answers({"f_pay_annual_krw", "f_mix_duty_0"})
    for path in ("pay.annual_krw", "job.mix", "job.title"):
        state.draft.put(path, None)
    assert resuming.end_resuming(state) is True
    assert state.draft.get("pay.annual_krw") == "36000000"
    assert state.draft.get("job.mix") == [{"duty": "sell", "percent": "60"}]
    assert state.draft.get("job.title") is None


@pytest.mark.parametrize("said", ["", "{", "[]", '{"found": 3}', '{"told": "x"}', "[" * 100_000])
def test_what_is_not_parked_by_the_store_is_nothing(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    states = {"$$ID-1-store": SimpleNamespace(value=SimpleNamespace(json_value=said)), "$$ID-1-other": object()}
    monkeypatch.setattr(resuming, "_sent", lambda: states)
    assert resuming.parked() is None


def test_what_is_parked_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    value = json.dumps({"found": "the message"})
    states = {"$$ID-1-store": SimpleNamespace(value=SimpleNamespace(json_value=value))}
    monkeypatch.setattr(resuming, "_sent", lambda: states)
    assert resuming.parked() == "the message"


def test_questions_that_came_forward_stand_there_again() -> None:
    state, other = Session(), Session()
    state.brought_forward, state.asked_late = {"employer.korean_staff"}, {"person.age"}
    found = unpack(pack(state), {})
    assert found is not None
    take(other, found.kept)
    assert (other.brought_forward, other.asked_late) == (state.brought_forward, state.asked_late)
