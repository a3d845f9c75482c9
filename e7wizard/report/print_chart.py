"""The salary chart of the printed summary: inline SVG in points, every value as text, the threshold as a line."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from e7wizard.report.pay_figures import Amount

WIDTH = 250.0
ROW = 25.0
_VALUES = 92.0
"""Room for a figure to the right of the longest bar."""
_COLOURS = {"pay": "#2f6f9f", "threshold": "#a9b8c6", "planning": "#a9b8c6", "minimum_wage": "#d3dbe3"}
_LINE = "#b4530a"
_SHORT = "#b3261e"
"""The frame of what is missing."""


def salary_chart(amounts: Sequence[Amount], title: str) -> str:
    """The chart as an SVG element; the names stand above the bars, so that no line crosses a word."""
    most = max(amount.krw for amount in amounts) or 1
    line = next((amount.krw for amount in amounts if amount.kind in {"threshold", "planning"}), None)
    told = "; ".join(f"{amount.name} {amount.said}" for amount in amounts)
    parts = [f"<title>{escape(title)}: {escape(told)}</title>"]
    for place, amount in enumerate(amounts):
        top, length = place * ROW, (WIDTH - _VALUES) * amount.krw / most
        weight = ' font-weight="700"' if amount.kind == "pay" else ""
        name = f"{amount.name} · {amount.less_sure}" if amount.less_sure else amount.name
        parts.append(f'<text x="0" y="{top + 8:.1f}" font-size="7.6">{escape(name)}</text>')
        parts.append(
            f'<rect x="0" y="{top + 11:.1f}" width="{length:.1f}" height="9" rx="1.5" '
            f'fill="{_COLOURS[amount.kind]}" stroke="#4a5868" stroke-width=".4"/>'
        )
        # A pay short of the threshold has the line beyond its bar; the figure steps aside for it.
        reach = length if line is None else max(length, (WIDTH - _VALUES) * line / most)
        parts.append(
            f'<text x="{reach + 5:.1f}" y="{top + 18.4:.1f}" font-size="8.2"{weight}>{escape(amount.said)}</text>'
        )
        if amount.kind == "pay" and reach > length:
            parts.append(
                f'<rect x="{length:.1f}" y="{top + 11:.1f}" width="{reach - length:.1f}" height="9" fill="none" '
                f'stroke="{_SHORT}" stroke-width=".8" stroke-dasharray="2 1.2"/>'
            )
    if line is not None:
        x = (WIDTH - _VALUES) * line / most
        for place in range(len(amounts)):
            top = place * ROW + 9.5
            parts.append(
                f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top:.1f}" y2="{top + 12:.1f}" '
                f'stroke="{_LINE}" stroke-width="1.4" stroke-dasharray="3 1.5"/>'
            )
    height = ROW * len(amounts)
    return f'<svg class="chart" viewBox="0 0 {WIDTH:g} {height:g}" role="img" fill="#14212e">{"".join(parts)}</svg>'
