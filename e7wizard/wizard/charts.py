"""Charts as pure functions from an assessment to a Vega-Lite specification; they know nothing of Streamlit.

Every chart can be read without colour: values stand as text beside the marks, and states carry a shape.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from e7wizard.assessment.model import Assessment
from e7wizard.language.amounts import money, percent
from e7wizard.language.saying import Speaker
from e7wizard.report.telling import amounts_of

Spec = dict[str, Any]
INKS = {"light": "#4a5868", "dark": "#c5ced8"}
"""Colour of text beside marks, by the theme of the page."""
ACCENT = "#2f6f9f"
QUIET = "#a9b8c6"
WARN = "#b4530a"
ON_ACCENT = "#ffffff"
ON_QUIET = "#14212e"
_LABELS = 230


def _rows(values: list[dict[str, Any]]) -> Any:
    """Values inside the specification."""
    return alt.Data(values=values)  # type: ignore[no-untyped-call]


def _finish(chart: alt.Chart | alt.LayerChart, height: int) -> Spec:
    alt.data_transformers.disable_max_rows()
    spec: Spec = (
        chart.properties(height=height, width="container")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13, titleFontSize=13, labelLimit=_LABELS, grid=False, domain=False, ticks=False)
        .configure(font="sans-serif", background="transparent", padding={"left": 4, "right": 12, "top": 6, "bottom": 6})
        .to_dict()
    )
    spec.setdefault("usermeta", {})["embedOptions"] = {"actions": False}
    return spec


def _labelled(base: alt.Chart, roomy: float, ink: str) -> alt.LayerChart:
    """The value as text: within a bar that has room for it, else beside it, so that no line crosses a figure."""
    beside = base.transform_filter(alt.datum.value < roomy).mark_text(align="left", dx=6, fontSize=13, color=ink)
    within = base.transform_filter(alt.datum.value >= roomy).mark_text(align="left", dx=8, fontSize=13)
    own = alt.Color("ink:N", scale=None)
    both: alt.LayerChart = beside.encode(x="value:Q", text="say:N") + within.encode(
        x=alt.datum(0), text="say:N", color=own
    )
    return both


def _short_name(speaker: Speaker, code: str) -> str:
    return f"{code} {speaker.texts(f'occupations.{code}.name')}"


def candidates(
    assessment: Assessment, speaker: Speaker, ink: str = INKS["light"]
) -> tuple[Spec, str, list[tuple[str, str]]]:
    """Candidate codes by how strongly the text points to them; also the text alternative and the same as rows.

    The bars compare candidates with one another (the strongest is the full length); they are no probability.
    """
    found = assessment.occupation.candidates[:5]
    top = max((candidate.score for candidate in found), default=1.0) or 1.0
    strength = [speaker.texts(f"charts.strength.{_strength(candidate.score / top)}") for candidate in found]
    values = [
        {
            "name": _short_name(speaker, candidate.code),
            "value": candidate.score / top,
            "say": said,
            "chosen": candidate.code == assessment.occupation.code,
        }
        for candidate, said in zip(found, strength, strict=True)
    ]
    base = alt.Chart(_rows(values)).encode(y=alt.Y("name:N", sort=[str(value["name"]) for value in values], title=None))
    bars = base.mark_bar(height=18, cornerRadius=3).encode(
        x=alt.X("value:Q", scale=alt.Scale(domain=[0, 1.35]), axis=None),
        color=alt.condition("datum.chosen", alt.value(ACCENT), alt.value(QUIET)),
    )
    labels = base.mark_text(align="left", dx=6, fontSize=13, color=ink).encode(x="value:Q", text="say:N")
    rows = [(str(value["name"]), str(value["say"])) for value in values]
    alternative = speaker.texts("charts.candidates_alt", list="; ".join(f"{name}: {said}" for name, said in rows))
    return _finish(bars + labels, 30 * max(1, len(values)) + 12), alternative, rows


def _strength(share: float) -> str:
    return "strong" if share > 0.85 else "some" if share > 0.6 else "little"


def mix(assessment: Assessment, speaker: Speaker, ink: str = INKS["light"]) -> tuple[Spec, str, list[tuple[str, str]]]:
    """How the working time divides into occupations and work outside the list, with the half line."""
    rows: list[tuple[str, str]] = []
    values = []
    for part in assessment.occupation.mix:
        name = _short_name(speaker, part.code) if part.code else speaker.texts("charts.outside")
        if part.code is None and part.outside:
            name = speaker.texts("charts.outside_named", name=speaker.texts(f"outside.{part.outside}"))
        said = percent(part.share, speaker.texts.language)
        rows.append((name, said))
        values.append({"name": name, "value": part.share, "say": said, "inside": part.code is not None})
        values[-1]["ink"] = ON_ACCENT if part.code else ink
    base = alt.Chart(_rows(values)).encode(y=alt.Y("name:N", sort=[name for name, _ in rows], title=None))
    bars = base.mark_bar(height=18, cornerRadius=3, stroke=ink).encode(
        x=alt.X("value:Q", scale=alt.Scale(domain=[0, 1.1]), axis=None),
        color=alt.condition("datum.inside", alt.value(ACCENT), alt.value("transparent")),
    )
    labels = _labelled(base, 0.12, ink)
    half = alt.Chart(_rows([{"half": 0.5}])).mark_rule(strokeDash=[4, 4], color=WARN).encode(x="half:Q")
    alternative = speaker.texts("charts.mix_alt", list="; ".join(f"{name} {said}" for name, said in rows))
    return _finish(bars + half + labels, 30 * max(1, len(values)) + 12), alternative, rows


def salary(
    assessment: Assessment, speaker: Speaker, ink: str = INKS["light"]
) -> tuple[Spec, str, list[tuple[str, str]]] | None:
    """Pay against the threshold for the filing date and the minimum wage; None while no pay is known."""
    result, texts = assessment.salary, speaker.texts
    if result.annual_krw is None:
        return None
    values = [
        {
            "name": texts(f"charts.salary.{name}"),
            "value": amount / 1e6,
            "say": money(amount, texts.language),
            "own": name == "pay",
            "ink": ON_ACCENT if name == "pay" else ON_QUIET,
        }
        for name, amount in amounts_of(result)
    ]
    most = max(float(str(value["value"])) for value in values)
    base = alt.Chart(_rows(values)).encode(y=alt.Y("name:N", sort=[str(value["name"]) for value in values], title=None))
    bars = base.mark_bar(height=20, cornerRadius=3).encode(
        x=alt.X("value:Q", scale=alt.Scale(domain=[0, most * 1.1]), axis=None),
        color=alt.condition("datum.own", alt.value(ACCENT), alt.value(QUIET)),
    )
    labels = _labelled(base, most * 0.45, ink)
    layers = bars + labels
    if result.threshold_krw is not None:
        line = alt.Chart(_rows([{"at": result.threshold_krw / 1e6}]))
        layers += line.mark_rule(color=WARN, strokeWidth=2, strokeDash=[6, 3]).encode(x="at:Q")
    rows = [(str(value["name"]), str(value["say"])) for value in values]
    if result.gap_krw:
        rows.append((texts("charts.salary.gap"), money(result.gap_krw, texts.language)))
    alternative = texts("charts.salary_alt", list="; ".join(f"{name} {said}" for name, said in rows))
    return _finish(layers, 34 * len(values) + 12), alternative, rows
