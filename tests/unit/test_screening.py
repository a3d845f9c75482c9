"""Screening says of each row what `assess` says of its case, wherever and in whatever parts the rows are judged."""

from __future__ import annotations

import random
from typing import Any

import pandas as pd
import pytest

from benchmarks.screening import mixed_cases
from e7wizard.assessment.model import DIMENSIONS, NEAREST_FIRST
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.language import LANGUAGES
from e7wizard.report.telling import next_steps, route_name
from e7wizard.screening import COLUMNS, TableFault, frame_of_cases, labelled, mapping_of, screen, screener_for
from e7wizard.screening import screener as screening
from e7wizard.screening.result import AMOUNTS, REMEDIES, ROUTES, heads_of
from tests.unit.test_properties import sample_cases


def given(value: Any) -> Any:
    return None if pd.isna(value) else value


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_row_says_what_the_assessment_says(house: House, long_run: bool, language: Any) -> None:
    """100 random cases in each language, 500 in the long run."""
    cases = [
        Case.model_validate(data)
        for data in sample_cases(500 if long_run else 100, seed=len(language) + ord(language[0]))
    ]
    found = screen(frame_of_cases(cases), language=language, house=house)
    speaker = house.speaker(language)
    between = speaker.texts("screening.list_between")
    assert tuple(found.columns) == COLUMNS
    for case, row in zip(cases, found.to_dict("records"), strict=True):
        judged = house.assess(case)
        assert given(row["error"]) is None
        assert row["id"] == judged.id
        assert row["verdict"] == judged.verdict
        assert {name: row[name] for name in DIMENSIONS} == {name: judged.dimensions[name].status for name in DIMENSIONS}
        assert given(row["code"]) == judged.occupation.code
        assert given(row["chosen_by"]) == judged.occupation.chosen_by
        assert {name: given(row[name]) for name in AMOUNTS} == {name: getattr(judged.salary, name) for name in AMOUNTS}
        assert given(row["filing_date"]) == judged.filing_date
        assert row["edition"] == judged.edition
        steps = next_steps(judged, speaker)[:REMEDIES]
        assert row["remedies"] == " ".join(f"{number}) {step}" for number, step in enumerate(steps, 1))
        nearest = [one for one in judged.routes if one.status in {"open", "open_if"}]
        nearest = sorted(nearest, key=lambda route: NEAREST_FIRST.index(route.status))[:ROUTES]
        for state in ("open", "open_if"):
            names = [route_name(speaker, route.id) for route in nearest if route.status == state]
            assert given(row[f"routes_{state}"]) == (between.join(names) or None)


def test_parts_say_what_the_whole_says(house: House) -> None:
    frame = mixed_cases(90, seed=5)
    frame.index = pd.Index(random.Random(1).sample(range(1000), len(frame)), name="key")
    frame.iloc[7, frame.columns.get_loc("月薪（万韩元）")] = "a lot"
    whole = screen(frame, language="zh", house=house)
    parts = [screen(frame.iloc[start : start + 17], language="zh", house=house) for start in range(0, 90, 17)]
    pd.testing.assert_frame_equal(whole, pd.concat(parts))
    pd.testing.assert_frame_equal(whole.iloc[::-1], screen(frame.iloc[::-1], language="zh", house=house))
    assert whole.index.equals(frame.index)
    assert list(frame.columns) == list(mixed_cases(1).columns)
    assert whole["error"].notna().sum() == 1


def test_no_rows_and_all_bad_rows_have_the_same_columns(house: House) -> None:
    frame = pd.DataFrame({"duties": ["sell"], "salary": ["x"]})
    bad, none = screen(frame, house=house), screen(frame.iloc[:0], house=house)
    assert list(bad.dtypes) == list(none.dtypes) == list(screen(mixed_cases(3), house=house).dtypes)


def test_equal_texts_are_matched_once_and_equal_cases_judged_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    judged: list[str] = []
    fit, assess = screening.fit_all, screening.assess_in_brief
    monkeypatch.setattr(screening, "fit_all", lambda house, jobs: asked.append(len(jobs)) or fit(house, jobs))
    monkeypatch.setattr(screening, "assess_in_brief", lambda *given: judged.append("") or assess(*given))
    duties = ["sell pumps in Vietnam", "做中餐"] * 300
    frame = pd.DataFrame(
        {"id": range(600), "duties": duties, "salary": [30_000_000, "3300万", 33_000_000.0] * 200}, dtype=object
    )
    found = screen(frame, house=house)
    assert sum(asked) == 2
    assert len(judged) == 4
    assert found["id"].tolist() == [str(number) for number in range(600)]


def test_usual_facts_hold_for_rows_that_state_none(house: House) -> None:
    frame = pd.DataFrame({"duties": ["sell", "sell"], "filing date": ["2026-11-24", None]})
    found = screen(frame, usual={"filing.date": "2026/12/01", "pay.annual_krw": "3300万"}, house=house)
    assert found["filing_date"].tolist() == ["2026-11-24", "2026-12-01"]
    assert found["annual_krw"].tolist() == [33_000_000] * 2
    for wrong in ({"filing.day": "2026-12-01"}, {"filing.date": "soon"}, {"id": "x"}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            screen(frame, usual=wrong, house=house)


def test_a_discreet_result_is_the_same_whatever_the_private_answers_are(house: House) -> None:
    base = {"duties": "sell pumps in Vietnam", "nationality": "CN", "in korea": "yes", "visa": "D-10-1"}
    rows = [
        base | {"ethnic korean": ethnic, "spouse of korean": married}
        for ethnic in ("yes", "no", "")
        for married in ("yes", "")
    ]
    frame = pd.DataFrame(rows)
    assert len(screen(frame, discreet=True, house=house).drop_duplicates()) == 1
    assert len(screen(frame, house=house).drop_duplicates()) > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_words_and_each_head_its_own(house: House, language: Any) -> None:
    result = screen(mixed_cases(5), language=language, house=house)
    shown = labelled(result, house.texts[language])
    assert len(set(heads_of(house.texts[language]).values())) == len(COLUMNS) + 1
    assert shown.iloc[0, 2] in {
        f"{house.texts[language](f'say.shapes.{state}')} {house.texts[language](f'say.states.{state}')}"
        for state in ("meets", "at_risk", "cannot_tell", "fails")
    }
    assert "verdict" in result.columns


def test_a_mapping_may_be_given_in_each_form(house: House) -> None:
    frame = pd.DataFrame({"what": ["sell pumps abroad"], "pay": [275]})
    corrections = {"what": "job.duties", "pay": {"fact": "pay.annual_krw", "unit": "man", "period": "month"}}
    first = screen(frame, mapping=corrections, house=house)
    again = screen(frame, mapping=mapping_of(frame, corrections, house=house), house=house)
    pd.testing.assert_frame_equal(first, again)
    assert first["annual_krw"][0] == 33_000_000
    with pytest.raises(TableFault, match="missing_columns"):
        screen(frame, house=house)


def test_bad_cells_of_a_row_are_all_named_and_none_is_repeated(house: House) -> None:
    frame = pd.DataFrame({"工作内容": ["翻译"], "年薪": ["secret-1"], "学历": ["secret-2"], "国籍": ["secret-3"]})
    screener = screener_for(frame, language="zh", house=house)
    said = screener.screen(frame)["error"][0]
    assert "“年薪”列" in said
    assert "“学历”列" in said
    assert "“国籍”列" in said
    assert "secret" not in said
    assert [(at, fault.column, fault.key) for at, fault in screener.faults(frame)] == [
        (0, "年薪", "money"),
        (0, "学历", "choice"),
        (0, "国籍", "country"),
    ]
