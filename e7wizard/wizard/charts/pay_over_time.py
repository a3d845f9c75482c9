"""The threshold as steps over the years, with the pay as a line and the filing day marked."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from e7wizard.assessment.pay_steps import PayStep, step_on
from e7wizard.language.amounts import charted, day, money
from e7wizard.language.saying import Speaker
from e7wizard.wizard.charts.frame import Drawn, Spec, filled, framed

YEARS_BEFORE = 4
MONTHS_AFTER = 6
_SHORT = 200
"""A step of fewer days is too narrow for its figure."""
_DASHES: Spec = {"domain": ["announced", "in_doubt", "secondary", "unknown"], "range": [[1, 0], [1, 0], [6, 4], [1, 4]]}
_SCALE: Spec = {"zero": False, "nice": False}
_X: Spec = {"field": "x", "type": "quantitative", "scale": {**_SCALE, "padding": 0}, "axis": None}
_Y: Spec = {"field": "y", "type": "quantitative", "scale": {**_SCALE, "padding": 24}, "axis": None}
_TOP, _BOTTOM = 20, 26
_HEIGHT = 190
_GAP: Spec = {"domain": ["short", "over"], "range": ["var(--e7-bad)", "var(--e7-good)"]}


def window(filed: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day drawn for a filing day."""
    last = filed.year + 1
    return dt.date(filed.year - YEARS_BEFORE, 1, 1), dt.date(last, MONTHS_AFTER, 30)


def _layer(data: str, mark: Spec, **encoding: Any) -> Spec:
    return {"data": {"name": data}, "mark": mark, "encoding": encoding}


def _words(data: str, mark: Spec, **encoding: Any) -> Spec:
    return _layer(data, {"type": "text", "baseline": "middle", **mark}, text={"field": "said"}, **encoding)


_ACCENT, _INK, _EDGE, _LINE = "var(--e7-accent)", "currentColor", "var(--e7-edge)", "var(--e7-line)"
_X2, _Y2 = {"field": "x2"}, {"field": "y2"}
_FRAME = framed(
    [
        _layer("years", {"type": "rule", "color": _LINE}, x=_X),
        _words("years", {"align": "left", "dx": 4}, x=_X, y={"value": _HEIGHT + 12}),
        _layer("bands", {"type": "rect", "color": _ACCENT, "opacity": 0.13}, x=_X, x2=_X2, y=_Y, y2=_Y2),
        _layer("risers", {"type": "rule", "color": _EDGE}, x=_X, y=_Y, y2=_Y2),
        _layer(
            "steps",
            {"type": "rule", "color": _ACCENT, "strokeWidth": 3},
            x=_X,
            x2=_X2,
            y=_Y,
            strokeDash={"field": "certainty", "type": "nominal", "scale": _DASHES, "legend": None},
        ),
        _words("above", {"dy": -10}, x=_X, y=_Y),
        _words("below", {"dy": 11}, x=_X, y=_Y),
        _layer("pay", {"type": "rule", "color": _INK, "strokeWidth": 1.5, "opacity": 0.75}, x=_X, x2=_X2, y=_Y),
        _layer("filed", {"type": "rule", "color": _INK, "strokeDash": [3, 3]}, x=_X),
        _layer(
            "gap",
            {"type": "rule", "strokeWidth": 5},
            x=_X,
            y=_Y,
            y2=_Y2,
            color={"field": "way", "type": "nominal", "scale": _GAP, "legend": None},
        ),
        _layer("dot", {"type": "point", "filled": True, "size": 90, "color": _INK, "opacity": 1}, x=_X, y=_Y),
        _words("filed", {"align": "right", "dx": 8, "fontWeight": "bold"}, x=_X, y={"value": -9}),
    ],
    height=_HEIGHT,
    padding={"left": 2, "right": 10, "top": _TOP, "bottom": _BOTTOM},
)


def pay_over_time(steps: Sequence[PayStep], filed: dt.date, pay: int | None, speaker: Speaker) -> Drawn | None:
    """The chart of the steps of `window(filed)`; None where no amount is known in all that time."""
    if all(step.high is None for step in steps):
        return None
    texts = speaker.texts
    head = tuple(texts(f"charts.steps.{name}") for name in ("period", "amount", "certainty"))
    rows = tuple(_said(step, speaker) for step in steps)
    listed = texts("charts.steps.join").join(
        texts(
            "charts.steps.row" if step.high is not None else "charts.steps.row_unknown",
            period=row[0],
            amount=row[1],
            certainty=row[2],
        )
        for step, row in zip(steps, rows, strict=True)
    )
    alternative = texts("charts.steps.alt", list=listed, filed=_filed(filed, speaker))
    if pay is not None:
        alternative += texts("charts.steps.alt_pay", pay=money(pay, texts.language))
    return Drawn(filled(_FRAME, data(steps, filed, pay, speaker)), alternative, head, rows)


def kinds(steps: Sequence[PayStep], pay: int | None) -> list[str]:
    """What the legend explains: the kinds of step that are drawn, the pay, the filing day."""
    drawn = [step.certainty for step, _ in _levels(steps)]
    found = [kind for kind in ("announced", "in_doubt", "secondary", "unknown") if kind in drawn]
    return [*found, *(["pay"] if pay is not None else []), "filed"]


def data(steps: Sequence[PayStep], filed: dt.date, pay: int | None, speaker: Speaker) -> dict[str, list[Spec]]:
    """The data sets of the chart: days as numbers, amounts in won, words ready to be drawn."""
    first, last, on = steps[0].first.toordinal(), steps[-1].last.toordinal() + 1, filed.toordinal()
    levels = list(_levels(steps))
    spans = [
        {"x": step.first.toordinal(), "x2": step.last.toordinal() + 1, "y": level, "certainty": step.certainty}
        for step, level in levels
    ]
    figures = list(_figures(levels, speaker))
    here = step_on(list(steps), filed)
    gap = []
    if pay is not None and here is not None and here.high is not None and here.high != pay:
        gap = [{"x": on, "y": pay, "y2": here.high, "way": "short" if pay < here.high else "over"}]
    return {
        "years": [_year(year, first) for year in range(steps[0].first.year, steps[-1].last.year + 1)],
        "bands": [
            {**span, "y2": step.low}
            for span, (step, _) in zip(spans, levels, strict=True)
            if step.low is not None and step.low != step.high
        ],
        "steps": spans,
        "risers": list(_risers(levels)),
        "above": [figure for figure in figures if pay is None or figure["y"] >= pay],
        "below": [figure for figure in figures if pay is not None and figure["y"] < pay],
        "pay": [] if pay is None else [{"x": first, "x2": last, "y": pay}],
        "filed": [{"x": on, "said": _filed(filed, speaker)}],
        "gap": gap,
        "dot": [] if pay is None else [{"x": on, "y": pay}],
    }


def _levels(steps: Sequence[PayStep]) -> Iterator[tuple[PayStep, int]]:
    """Steps with the height at which they are drawn; one without an amount stands where the last announced one did."""
    last: int | None = None
    for step in steps:
        if step.high is not None:
            last = step.high if step.certainty == "announced" else None
            yield step, step.high
        elif last is not None:
            yield step, last


def _risers(levels: Sequence[tuple[PayStep, int]]) -> Iterator[Spec]:
    """What joins two steps that follow each other at different heights."""
    for (one, low), (other, high) in itertools.pairwise(levels):
        if low != high and (other.first - one.last).days == 1:
            yield {"x": other.first.toordinal(), "y": low, "y2": high}


def _figures(levels: Sequence[tuple[PayStep, int]], speaker: Speaker) -> Iterator[Spec]:
    """The amount in the middle of each stretch of one height, once, and not where nobody published it."""
    for level, stretch in itertools.groupby(levels, key=lambda one: one[1]):
        known = [step for step, _ in stretch if step.certainty != "unknown"]
        if known and (known[-1].last - known[0].first).days >= _SHORT:
            middle = (known[0].first.toordinal() + known[-1].last.toordinal() + 1) / 2
            yield {"x": middle, "y": level, "said": charted(level, speaker.texts.language)}


def _year(year: int, first: int) -> Spec:
    return {"x": max(first, dt.date(year, 1, 1).toordinal()), "said": str(year)}


def _filed(filed: dt.date, speaker: Speaker) -> str:
    return speaker.texts("charts.steps.filed", day=day(filed, speaker.texts.language))


def _said(step: PayStep, speaker: Speaker) -> tuple[str, str, str]:
    texts = speaker.texts
    language = texts.language
    period = texts("charts.steps.span", first=day(step.first, language), last=day(step.last, language))
    certainty = texts(f"charts.steps.certainties.{step.certainty}")
    if step.high is None:
        return period, texts("say.unknown_amount"), certainty
    amount = money(step.high, language)
    if step.low is not None and step.low != step.high:
        amount = texts("charts.steps.between", low=money(step.low, language), high=amount)
    return period, amount, certainty
