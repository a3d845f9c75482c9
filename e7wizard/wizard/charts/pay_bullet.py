"""The pay as a bullet: one bar, marks for the threshold and the minimum wage, the gap as an area and in words."""

from __future__ import annotations

from e7wizard.language.saying import Speaker
from e7wizard.report.pay_figures import Amount, PayFigures
from e7wizard.wizard import html

HEADROOM = 1.08
"""The track ends so much beyond the largest amount, so that no mark stands on its edge."""
_SHAPES = {"reaches": "meets", "in_doubt": "cannot_tell", "short": "fails"}


def places(figures: PayFigures) -> dict[str, float]:
    """Where each amount stands on the track, 0-1; `low` is where a threshold in doubt begins."""
    most = max(amount.krw for amount in figures.amounts) * HEADROOM
    found = {amount.kind: amount.krw / most for amount in figures.amounts}
    return found | ({"low": figures.low_krw / most} if figures.low_krw is not None else {})


def draw(figures: PayFigures, speaker: Speaker) -> str:
    """HTML of the bullet; nothing where no amount is known, as with a filing date that cannot be read."""
    if not figures.amounts:
        return ""
    rows = "".join(_row(amount) for amount in figures.amounts)
    inner = html.tag("figcaption", html.text(speaker.texts("charts.bullet_title")))
    inner += _track(figures) + html.tag("dl", rows) + _gap(figures, speaker)
    return html.tag("figure", inner, "e7-bullet")


def _track(figures: PayFigures) -> str:
    at = {kind: 100 * place for kind, place in places(figures).items()}
    drawn = html.tag("span", "", "pay", style=f"width:{at['pay']:.2f}%") if "pay" in at else ""
    measure = at.get("threshold")
    if measure is not None and "low" in at:
        drawn += html.tag("span", "", "doubt", style=f"left:{at['low']:.2f}%;width:{measure - at['low']:.2f}%")
    if measure is not None and measure > at.get("pay", measure):
        drawn += html.tag("span", "", "gap", style=f"left:{at['pay']:.2f}%;width:{measure - at['pay']:.2f}%")
    for kind in ("minimum_wage", "planning", "threshold"):
        if kind in at:
            drawn += html.tag("span", "", f"mark m-{kind}", style=f"left:{at[kind]:.2f}%")
    return html.tag("div", drawn, "track", aria_hidden="true")


def _row(amount: Amount) -> str:
    sample = html.tag("span", "", f"sample m-{amount.kind}", aria_hidden="true")
    said = html.text(amount.said)
    if amount.less_sure:
        said += html.tag("span", html.text(amount.less_sure), "less-sure")
    return html.tag("div", html.tag("dt", sample + html.text(amount.name)) + html.tag("dd", said), f"r-{amount.kind}")


def _gap(figures: PayFigures, speaker: Speaker) -> str:
    """The gap in words with the shape of its state."""
    if figures.state is None:
        return html.tag("p", html.text(figures.note), "gap-said")
    state = _SHAPES[figures.state]
    shape = html.tag("span", html.text(speaker.texts(f"say.shapes.{state}")), "e7-shape", aria_hidden="true")
    said = gap_said(figures, speaker)
    return html.tag("p", shape + " " + html.text(said), f"gap-said e7-{state}")


def gap_said(figures: PayFigures, speaker: Speaker) -> str:
    """How far the pay is from the threshold."""
    return speaker.texts(f"charts.gap_said.{figures.state}", gap=figures.gap)
