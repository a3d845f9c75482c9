"""The judged rows of a table as its list shows them: filtered, in order, a page at a time. Nothing of Streamlit."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from e7wizard.assessment.model import DIMENSIONS
from e7wizard.language.amounts import Language
from e7wizard.screening.cell_readers import is_blank
from e7wizard.wizard.charts.batch_states import ORDER, ROWS
from e7wizard.wizard.many.batch import PLACE, Batch, View

ON_A_PAGE = 25
ORDERS = ("file", "worst", "best", "gap", "code", "label")
ONLY = ("all", "errors", "judged", "changed")
LONGEST_LABEL = 80


@dataclasses.dataclass(frozen=True)
class Row:
    """One row: its place in the table, its number in the file, what it is called, and its cells."""

    at: int
    number: int
    label: str
    cells: tuple[Any, ...]
    changed: bool

    def get(self, name: str) -> Any:
        """A cell by the id of its column."""
        return self.cells[PLACE[name]]


def rows_of(batch: Batch, language: Language, label_places: Sequence[int]) -> list[Row]:
    """Every judged row. `label_places`: the columns that say what a row is called (its number, the title)."""
    frame = batch.table.frame
    names = [frame.iloc[:, at].tolist() for at in label_places]
    return [
        Row(at, batch.table.rows[at], _label(values[at] for values in names), cells, at in batch.changed)
        for at, cells in enumerate(batch.judged.get(language, ()))
    ]


def _label(values: Any) -> str:
    said = " · ".join(
        " ".join(str(value).split()) for value in values if not is_blank(value) and isinstance(value, str | int | float)
    )
    return said if len(said) <= LONGEST_LABEL else said[: LONGEST_LABEL - 1] + "…"


def matching(rows: Sequence[Row], view: View) -> list[Row]:
    """The rows that pass the filters, in the order asked for."""
    wanted = view.search.strip().casefold()
    kept = [row for row in rows if _passes(row, view) and wanted in f"{row.number} {row.label}".casefold()]
    return sorted(kept, key=_keys()[view.order]) if view.order in _keys() else kept


def _passes(row: Row, view: View) -> bool:
    bad = row.get("error") is not None
    if view.only != "all" and not {"errors": bad, "judged": not bad, "changed": row.changed}[view.only]:
        return False
    if view.state != "all" and row.get(view.dimension if view.dimension in ROWS else "verdict") != view.state:
        return False
    return view.code == "all" or ((row.get("code") or "none") == view.code and not bad)


def _badness(row: Row) -> tuple[int, ...]:
    """Verdict first, then how many dimensions are in each state, the worst first; bad rows stand at the end."""
    if row.get("error") is not None:
        return (-1,)
    return (
        ORDER.index(row.get("verdict")),
        *(sum(row.get(name) == state for name in DIMENSIONS) for state in ORDER[::-1]),
    )


def _keys() -> dict[str, Callable[[Row], Any]]:
    return {
        "worst": lambda row: tuple(-part for part in _badness(row)) if row.get("error") is None else (1,),
        "best": lambda row: _badness(row) if row.get("error") is None else (len(ORDER),),
        "gap": lambda row: -(row.get("gap_krw") if row.get("gap_krw") is not None else -1),
        "code": lambda row: row.get("code") or "~",
        "label": lambda row: row.label.casefold() or "~",
    }


def pages_of(count: int) -> int:
    """Pages of a list of so many rows; at least one."""
    return max(1, -(-count // ON_A_PAGE))
