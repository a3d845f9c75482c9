"""Turn the rows of a table into cases. A row that cannot be read carries its faults instead."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from pydantic import ValidationError

from e7wizard.case import Case
from e7wizard.screening.cells import read_cell
from e7wizard.screening.faults import BadCell, CellFault, Unfit
from e7wizard.screening.headers import Column
from e7wizard.screening.mapping import Mapping as TableMapping
from e7wizard.screening.vocabulary import Vocabulary
from e7wizard.screening.words import indexed, is_fact

REMEMBERED = 20_000
"""So many different cells of a column are read once only."""
LONGEST_REMEMBERED = 80
_PLAIN = (str, int, float, bool)

Facts = tuple[Any, ...]
"""The values of the columns that are read, in their order, without the id."""


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One row: its id, its facts or its faults."""

    id: str | None
    facts: Facts
    faults: tuple[CellFault, ...] = ()


class RowReader:
    """Reads the rows of one table, or of one part of it. `usual`: facts of the rows that do not state them."""

    def __init__(self, mapping: TableMapping, vocabulary: Vocabulary, usual: Mapping[str, Any] | None = None) -> None:
        self._vocabulary = vocabulary
        self._columns = mapping.read()
        self._paths = tuple(str(column.path) for _, _, column in self._columns if column.path != "id")
        self._usual = read_usual(usual or {}, vocabulary)
        self._known: dict[int, dict[Any, Any]] = {at: {} for at, _, _ in self._columns}

    def rows(self, frame: pd.DataFrame) -> Iterator[Row]:
        """The rows in their order."""
        cells = [frame.iloc[:, at].tolist() for at, _, _ in self._columns]
        if not cells:
            return
        for values in zip(*cells, strict=True):
            yield self._row(values)

    def _row(self, values: Sequence[Any]) -> Row:
        id: str | None = None
        facts: list[Any] = []
        faults: list[CellFault] = []
        whole = next((value for value in values if type(value) is BadCell and value.whole_row), None)
        if whole is not None:
            faults.append(CellFault("", "", whole.key))
        for value, (at, head, column) in zip(values, self._columns, strict=True):
            found = self._read(at, column, value)
            if isinstance(found, Unfit):
                if whole is None:
                    faults.append(CellFault(head, str(column.path), found.key, tuple(found.values.items())))
                found = None
            if column.path == "id":
                id = found
            else:
                facts.append(found)
        return Row(id, tuple(facts), tuple(faults))

    def _read(self, at: int, column: Column, value: Any) -> Any:
        """The value or its Unfit. Short cells say the same again and again (yes, CN, bachelor)."""
        if value is None:
            return None
        short = type(value) in _PLAIN and (type(value) is not str or len(value) <= LONGEST_REMEMBERED)
        known = self._known[at]
        if short and (type(value), value) in known:
            return known[type(value), value]
        try:
            found = read_cell(value, column, self._vocabulary)
        except Unfit as unfit:
            found = unfit.with_traceback(None)
            found.__cause__ = found.__context__ = None
        if short and len(known) < REMEMBERED:
            known[type(value), value] = found
        return found

    def case(self, row: Row) -> Case:
        """The case of a row without faults. Raises ValidationError where values do not go together."""
        return Case.model_validate(self._tree(row))

    def _tree(self, row: Row) -> dict[str, Any]:
        tree: dict[str, Any] = {"id": row.id}
        for path, value in self._usual.items():
            _place(tree, path, value)
        for path, value in zip(self._paths, row.facts, strict=True):
            if value is not None:
                _place(tree, path, value)
        return _with_lists(tree)


def read_usual(usual: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """Facts that hold for every row, each read like a cell. Raises ValueError naming the path."""
    found = {}
    for path, value in usual.items():
        if not is_fact(path) or path == "id" or indexed(path):
            raise ValueError(f"no fact has the path {path}")
        try:
            found[path] = read_cell(value, Column(path), vocabulary)
        except Unfit as unfit:
            raise ValueError(f"{path}: {unfit.key}") from None
    return {path: value for path, value in found.items() if value is not None}


def _place(tree: dict[str, Any], path: str, value: Any) -> None:
    place = indexed(path)
    if place is not None:
        part, number, name = place
        tree.setdefault(part, {}).setdefault(number, {})[name] = value
        return
    section, _, name = path.partition(".")
    tree.setdefault(section, {})[name] = value


def _with_lists(tree: dict[str, Any]) -> dict[str, Any]:
    """Numbered parts in their order; numbers without any value leave no gap."""
    for part in ("other_degrees", "job.mix"):
        rows = tree.pop(part, None)
        if not rows:
            continue
        listed = [rows[number] for number in sorted(rows)]
        if part == "job.mix":
            tree.setdefault("job", {})["mix"] = [row for row in listed if set(row) == {"duty", "percent"}]
        else:
            tree[part] = listed
    return tree


def frozen(facts: Iterable[Any]) -> Any:
    """The facts as something that can be a key: lists as what they print."""
    return tuple(repr(value) if isinstance(value, list) else value for value in facts)


def reason_of(error: ValidationError) -> tuple[CellFault, ...]:
    """Faults of a case as a whole, without what stands in it."""
    paths = {".".join(str(step) for step in problem["loc"]) for problem in error.errors(include_input=False)}
    return tuple(CellFault(path, path, "row") for path in sorted(paths))
