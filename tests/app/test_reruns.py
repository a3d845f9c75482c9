"""A rerun works out nothing twice, and a session keeps no judgement between two runs."""

from __future__ import annotations

from typing import Any

import pytest

from e7wizard.house import House
from e7wizard.matching.matcher import Matcher
from tests.app.test_steps import app, unfolded

ANSWERS = {"job.duties": "Develop backend APIs in Java", "pay.annual_krw": "36000000", "education.level": "bachelor"}


@pytest.mark.parametrize("step", ["code", "check", "result"])
def test_a_case_is_judged_once_a_run_and_its_text_read_once_a_session(
    step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = app()
    for path, answer in ANSWERS.items():
        found.session_state["session"].draft.put(path, answer)
    calls = {"judge": 0, "fit": 0}

    def counting(name: str, kept: Any) -> Any:
        def counted(*args: Any, **kwargs: Any) -> Any:
            calls[name] += 1
            return kept(*args, **kwargs)

        return counted

    monkeypatch.setattr(House, "judge", counting("judge", House.judge))
    monkeypatch.setattr(Matcher, "fit", counting("fit", Matcher.fit))
    found.query_params["step"] = step
    found.run()
    assert not found.exception
    assert calls == {"judge": 1, "fit": 1}
    found.run()
    assert calls == {"judge": 2, "fit": 1}


def test_the_list_of_codes_is_drawn_once_it_is_opened() -> None:
    found = app("code")
    assert not [button for button in found.button if str(button.key).startswith("browse_")]


def test_erasing_forgets_the_reading_of_the_text() -> None:
    found = app("duty")
    found.text_area(key="f_job_duties").set_value("Develop backend APIs in Java").run()
    unfolded(found, "erase_menu_0").button(key="erase").click().run()
    fitted = found.session_state["session"].fitted
    assert fitted is None or not fitted[0].duties
    noted = found.session_state["session"].noted_for
    assert noted is None or not noted.job.duties


def test_a_session_keeps_no_widget_of_a_page_that_was_left() -> None:
    """Streamlit would keep all of them (wizard/leftovers.py); of the next page there are other ones."""
    found = app("employer")
    for step in ("degree", "you"):
        found.query_params["step"] = step
        found.run()
    kept = found.session_state._state._state._new_widget_state
    names = [id.partition("-")[2].partition("-")[2] for id in kept.widget_metadata]
    assert "f_person_in_korea" in names
    assert not [name for name in names if name.startswith(("f_employer", "f_education", "next_degree"))]
    assert "f_employer_size" not in found.session_state._state._state._key_id_mapper
