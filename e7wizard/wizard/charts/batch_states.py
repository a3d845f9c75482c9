"""How many cases of a table are in which state: a stacked bar for the verdict and for each dimension."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence

from e7wizard.assessment.model import DIMENSIONS, State
from e7wizard.language.amounts import number
from e7wizard.language.texts import Texts
from e7wizard.wizard import html

ORDER: tuple[State, ...] = ("meets", "at_risk", "cannot_tell", "fails")
VERDICT = "verdict"
ROWS: tuple[str, ...] = (VERDICT, *DIMENSIONS)
_ROOM = 0.07
"""A part shorter than this share of the bar has no room for its mark."""


@dataclasses.dataclass(frozen=True)
class Counts:
    """The number of cases by state, for the verdict or a dimension; states without cases are left out."""

    name: str
    states: tuple[tuple[State, int], ...]


def counts(states: Mapping[str, Sequence[str]]) -> tuple[Counts, ...]:
    """The figures. `states`: of each judged case, by `verdict` and the names of the dimensions."""
    found = []
    for name in ROWS:
        many = Counter(states[name])
        found.append(Counts(name, tuple((state, many[state]) for state in ORDER if many[state])))
    return tuple(found)


def name_of(row: str, texts: Texts) -> str:
    """What a bar is about."""
    return texts("screening.columns.verdict") if row == VERDICT else texts(f"say.dimensions.{row}")


def draw(rows: Sequence[Counts], texts: Texts) -> str:
    """HTML: under each name the bar for the eye and the same figures in words."""
    body = "".join(html.tag("li", _row(row, texts)) for row in rows)
    return html.tag(
        "figure", html.tag("figcaption", html.text(texts("many.states_title"))) + html.tag("ul", body), "e7-batch"
    )


def _row(row: Counts, texts: Texts) -> str:
    total = sum(count for _, count in row.states) or 1
    bar, words = "", ""
    for state, count in row.states:
        share = count / total
        shape = texts(f"say.shapes.{state}")
        mark = html.text(shape) if share >= _ROOM else ""
        bar += html.tag("span", mark, f"s-{state}", style=f"width:{100 * share:.2f}%")
        ring = html.tag("span", html.text(shape), "e7-shape", aria_hidden="true")
        said = texts("many.state_count", state=texts(f"say.states_short.{state}"), count=number(count, texts.language))
        words += html.tag("span", ring + " " + html.text(said), f"e7-{state}") + " "
    name = html.tag("span", html.text(name_of(row.name, texts)), "name")
    return name + html.tag("span", bar, "stack", aria_hidden="true") + html.tag("span", words, "said")
