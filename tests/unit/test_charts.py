"""What charts are drawn from is what the assessment says, in both languages, and holds to the schema of Vega-Lite."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import altair as alt
import pytest
import yaml

from e7wizard.assessment.model import DIMENSIONS, Assessment
from e7wizard.assessment.pay_steps import pay_steps
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.language import LANGUAGES, Language
from e7wizard.language.amounts import charted, money, percent
from e7wizard.report.pay_figures import pay_figures
from e7wizard.report.print_chart import salary_chart
from e7wizard.wizard.charts import bars, chain, pay_bullet, pay_over_time
from e7wizard.wizard.charts.candidates import candidates, strength
from e7wizard.wizard.charts.frame import Drawn, Spec
from e7wizard.wizard.charts.mix import mix
from tests.conftest import ROOT

CASES: dict[str, dict[str, Any]] = {
    row["name"]: row["case"]
    for name in ("worked-cases", "salary", "salary-history", "salary-own-rules")
    for row in yaml.safe_load((ROOT / f"tests/scenarios/{name}.yaml").read_text("utf-8"))
}
MIXED = {
    "filing": {"date": "2026-12-01"},
    "job": {
        "title": "Overseas marketing manager",
        "duties": "60% finding overseas buyers, sending quotations and negotiating export orders, 40% posting on our social media channels.",
    },
    "pay": {"annual_krw": 29_000_000},
    "employer": {"kind": "company", "korean_staff": 3, "mainly_domestic": True},
}


CASES["mixed"] = MIXED


@pytest.fixture(params=list(CASES), scope="module")
def judged(request: pytest.FixtureRequest, house: House) -> tuple[Case, Assessment]:
    case = Case.model_validate(CASES[request.param])
    return case, house.assess(case)


def over_time(house: House, case: Case, found: Assessment, language: Language) -> Drawn | None:
    code, filed = found.occupation.code, case.filing.date
    if code is None or filed is None:
        return None
    steps = pay_steps(case, house.rulebook, code, *pay_over_time.window(filed))
    return pay_over_time.pay_over_time(steps, filed, found.salary.annual_krw, house.speaker(language))


def values(spec: Spec, name: str) -> list[dict[str, Any]]:
    """The rows of a layer by the place of its data set in the frame."""
    names = [layer["data"]["name"] for layer in pay_over_time._FRAME["layer"]]
    rows: list[dict[str, Any]] = spec["layer"][names.index(name)]["data"]["values"]
    return rows


def without_data(spec: Spec) -> Spec:
    return {**spec, "layer": [{**layer, "data": None} for layer in spec["layer"]]}


def test_the_chain_is_the_five_dimensions_and_its_weak_links_decide(judged: tuple[Case, Assessment]) -> None:
    found = judged[1]
    links = chain.links(found)
    assert [(link.dimension, link.state) for link in links] == [
        (one, found.dimensions[one].status) for one in DIMENSIONS
    ]
    weak = [link.dimension for link in links if link.weak]
    assert weak == (
        [] if found.verdict == "meets" else [one for one in DIMENSIONS if found.dimensions[one].status == found.verdict]
    )
    assert [link.dimension for link in links if link.first] == weak[:1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chain_is_read_as_name_state_and_mark(
    house: House, judged: tuple[Case, Assessment], language: Language
) -> None:
    speaker, links = house.speaker(language), chain.links(judged[1])
    drawn = chain.draw(links, speaker, linked=True)
    read = re.sub(r'<span[^>]*aria-hidden="true">[^<]*</span>', "", drawn)
    rows = [re.sub(r"<[^>]*>", "", row) for row in re.findall(r"<li.*?</li>", read)]
    for link, row in zip(links, rows, strict=True):
        mark = "" if not link.weak else speaker.texts(f"charts.chain.{'weakest' if link.first else 'too'}")
        said = (
            speaker.texts(f"say.dimensions.{link.dimension}"),
            speaker.texts(f"say.states_short.{link.state}"),
            mark,
        )
        assert row == " ".join(said).strip()
        assert f'href="#{chain.section_id(link.dimension)}"' in drawn
    assert "href" not in chain.draw(links, speaker, linked=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_candidates_are_those_of_the_assessment(
    house: House, judged: tuple[Case, Assessment], language: Language
) -> None:
    found, speaker = judged[1].occupation, house.speaker(language)
    chart = candidates(judged[1], speaker)
    if not found.candidates:
        assert chart is None
        return
    assert chart is not None
    assert [bar.name for bar in chart.bars] == [speaker.occupation(one.code) for one in found.candidates[:5]]
    assert chart.bars[0].share == 1.0
    for bar, one in zip(chart.bars, found.candidates, strict=False):
        assert bar.share == pytest.approx(one.score / found.candidates[0].score)
        assert bar.said == speaker.texts(f"charts.strength.{strength(bar.share)}")
        assert (bar.kind == "own") is (one.code == found.code)
    drawn = bars.draw(chart)
    assert all(bar.said in drawn for bar in chart.bars)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mix_adds_up_and_has_its_half_line(house: House, language: Language) -> None:
    found = house.assess(Case.model_validate(MIXED))
    chart = mix(found, house.speaker(language))
    assert chart is not None
    assert [bar.share for bar in chart.bars] == [part.share for part in found.occupation.mix]
    assert sum(bar.share for bar in chart.bars) == pytest.approx(1)
    assert [bar.said for bar in chart.bars] == [percent(part.share, language) for part in found.occupation.mix]
    assert chart.line == 0.5
    assert bars.draw(chart).count("left:50.0%") == len(chart.bars)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bullet_has_the_amounts_of_the_assessment(
    house: House, judged: tuple[Case, Assessment], language: Language
) -> None:
    found, speaker = judged[1].salary, house.speaker(language)
    figures = pay_figures(judged[1], speaker)
    wanted = {
        "pay": found.annual_krw,
        "threshold": found.threshold_krw,
        "planning": found.planning_krw if found.threshold_krw is None else None,
        "minimum_wage": found.minimum_wage_krw,
    }
    assert {one.kind: one.krw for one in figures.amounts} == {
        kind: krw for kind, krw in wanted.items() if krw is not None
    }
    assert all(one.said == money(one.krw, language) for one in figures.amounts)
    if not figures.amounts:
        return
    places = pay_bullet.places(figures)
    assert all(0 < place < 1 for place in places.values())
    assert sorted(places, key=lambda kind: places[kind]) == sorted(
        places, key=lambda kind: figures.low_krw if kind == "low" else wanted[kind] or 0
    )
    drawn = pay_bullet.draw(figures, speaker)
    assert all(one.said in drawn for one in figures.amounts)
    if figures.state is not None:
        assert pay_bullet.gap_said(figures, speaker) in drawn
        assert (figures.state == "reaches") is (found.gap_krw == 0)
        assert figures.gap in drawn
    if found.rule.startswith("past") and found.threshold_krw is not None:
        assert speaker.texts("charts.less_sure.secondary") in drawn
    assert all(one.said in salary_chart(figures.amounts, "pay") for one in figures.amounts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_years_say_the_threshold_and_the_gap_of_the_filing_day(
    house: House, judged: tuple[Case, Assessment], language: Language
) -> None:
    case, found = judged
    drawn = over_time(house, case, found, language)
    if drawn is None or case.filing.date is None:
        return
    on, spec, pay = case.filing.date.toordinal(), drawn.spec, found.salary.annual_krw
    here = [row for row in values(spec, "steps") if row["x"] <= on < row["x2"] and row["certainty"] != "unknown"]
    assert [row["y"] for row in here] == ([] if found.salary.threshold_krw is None else [found.salary.threshold_krw])
    gap = values(spec, "gap")
    if pay is None or found.salary.threshold_krw in {None, pay}:
        assert gap == []
    else:
        way = "short" if found.salary.gap_krw else "over"
        assert gap == [{"x": on, "y": pay, "y2": found.salary.threshold_krw, "way": way}]
    figures = values(spec, "above") + values(spec, "below")
    assert all(row["said"] == charted(row["y"], language) for row in figures)
    assert all(period in drawn.alternative and certainty in drawn.alternative for period, _, certainty in drawn.rows)
    assert pay is None or money(pay, language) in drawn.alternative


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_specification_holds_to_the_schema(house: House, language: Language) -> None:
    for filed, pay in (("2026-12-01", 29_000_000), ("2022-05-01", None), ("2027-03-01", 50_000_000)):
        case = Case.model_validate({**MIXED, "filing": {"date": filed}, "pay": {"annual_krw": pay}})
        drawn = over_time(house, case, house.assess(case), language)
        assert drawn is not None
        alt.Chart.from_dict(drawn.spec)


def test_nothing_but_data_differs_between_languages_and_cases(house: House) -> None:
    frames, words = [], []
    for language in LANGUAGES:
        for facts in (MIXED, {**MIXED, "filing": {"date": "2023-05-01"}, "pay": {}}):
            case = Case.model_validate(facts)
            drawn = over_time(house, case, house.assess(case), language)
            assert drawn is not None
            frames.append(without_data(drawn.spec))
            words.append(drawn.alternative)
    assert all(frame == frames[0] for frame in frames)
    assert len(set(words)) == len(words)


def test_colours_follow_the_theme_by_themselves() -> None:
    used = set(re.findall(r"'(#\w+|var\([^)]*\)|currentColor|[a-z]+gray)'", str(pay_over_time._FRAME)))
    palette = (ROOT / "e7wizard/wizard/palette.css").read_text("utf-8")
    assert used
    for colour in used - {"currentColor"}:
        assert colour.startswith("var(--e7-")
        assert f"{colour[4:-1]}: light-dark(" in palette


@pytest.mark.parametrize(
    ("krw", "en", "zh"), [(31_120_000, "31.12", "3,112"), (25_882_560, "25.88", "2,588"), (36_000_000, "36", "3,600")]
)
def test_figures_beside_marks_are_in_the_money_words_of_the_language(krw: int, en: str, zh: str) -> None:
    assert (charted(krw, "en"), charted(krw, "zh")) == (en, zh)


def test_the_result_is_drawn_without_loading_altair() -> None:
    script = (
        "import sys; from streamlit.testing.v1 import AppTest; at = AppTest.from_file(sys.argv[1], default_timeout=60);"
        "at.query_params['step'] = 'result'; at.run(); assert not at.exception; assert 'altair' not in sys.modules"
    )
    command = [sys.executable, "-c", script, str(ROOT / "app.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
