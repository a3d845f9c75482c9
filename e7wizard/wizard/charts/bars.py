"""Bars as a list of words with a length behind each: they wrap on a phone and are read out as they stand."""

from __future__ import annotations

import dataclasses
from typing import Literal

from e7wizard.wizard import html

Kind = Literal["own", "other", "outside"]
"""What the case is judged by; what competes with it; work that no occupation permits."""


@dataclasses.dataclass(frozen=True)
class Bar:
    """One bar: `share` of the full length (0-1), and what is said of it."""

    name: str
    said: str
    share: float
    kind: Kind


@dataclasses.dataclass(frozen=True)
class Bars:
    """A chart of bars under a title; `line` marks a share with a dashed line."""

    title: str
    bars: tuple[Bar, ...]
    line: float | None = None


def draw(chart: Bars) -> str:
    """HTML: name and figure as text, the bar below them."""
    rows = "".join(html.tag("li", _row(bar, chart.line), f"b-{bar.kind}") for bar in chart.bars)
    caption = html.tag("figcaption", html.text(chart.title))
    return html.tag("figure", caption + html.tag("ul", rows), "e7-bars")


def _row(bar: Bar, line: float | None) -> str:
    words = html.tag("span", html.text(bar.name), "name") + " " + html.tag("span", html.text(bar.said), "said")
    drawn = html.tag("span", "", "fill", style=f"width:{100 * bar.share:.1f}%")
    if line is not None:
        drawn += html.tag("span", "", "line", style=f"left:{100 * line:.1f}%")
    return words + html.tag("span", drawn, "track", aria_hidden="true")
