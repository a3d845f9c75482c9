"""What the lines of a drawn chart mean: a sample of each, and its word."""

from __future__ import annotations

from collections.abc import Iterable

from e7wizard.language.texts import Texts
from e7wizard.wizard import html


def legend(kinds: Iterable[str], texts: Texts) -> str:
    """HTML of the legend of `charts.legend`."""
    rows = (
        html.tag("span", "", f"sample l-{kind}", aria_hidden="true") + html.text(texts(f"charts.legend.{kind}"))
        for kind in kinds
    )
    return html.items(rows, "e7-legend")
