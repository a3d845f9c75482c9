"""What is wrong with a file, a column or a cell, as ids of texts below `screening`; never with what stands in a cell."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from e7wizard.language.amounts import day, number
from e7wizard.language.texts import Texts


class TableFault(ValueError):
    """The table cannot be screened at all. `key` is the id of the message below `screening.faults`."""

    def __init__(self, key: str, **values: Any) -> None:
        self.key = key
        self.values = values
        super().__init__(key, *values.values())

    def said(self, texts: Texts) -> str:
        """The fault in words, with what to do about it."""
        return texts(f"screening.faults.{self.key}", **_shown(self.values, texts))


@dataclasses.dataclass(frozen=True)
class CellFault:
    """One cell that cannot be read: the head of its column, its fact, the id of what is wrong, and what would be right."""

    column: str
    path: str
    key: str
    values: tuple[tuple[str, Any], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class BadCell:
    """Stands in a table where a file held something that is no value: a formula, an error, part of a merged cell."""

    key: str
    whole_row: bool = False
    """Whether it is the row that is at fault rather than one column."""


class Unfit(Exception):
    """Raised while a cell is read; `key` is the id of the message below `screening.cells` or `errors`."""

    def __init__(self, key: str, **values: Any) -> None:
        self.key = key
        self.values = values
        super().__init__(key)


def say_faults(faults: Iterable[CellFault], texts: Texts, options: dict[str, tuple[str, ...]]) -> str:
    """All faults of a row in one cell. `options`: what may be written, by fact, in this language."""
    said = []
    for fault in faults:
        values = _shown(dict(fault.values), texts)
        if fault.key == "choice":
            values["options"] = texts("say.and").join(options.get(fault.path, ()))
        own = f"screening.cells.{fault.key}"
        what = texts(own if texts.find(own) is not None else f"errors.{fault.key}", **values)
        said.append(texts("screening.cell", column=fault.column, what=what) if fault.column else what)
    return ("" if texts.language == "zh" else " ").join(dict.fromkeys(said))


def _shown(values: dict[str, Any], texts: Texts) -> dict[str, Any]:
    """Days and limits as a reader of the language expects them."""
    shown: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, dt.date):
            shown[name] = day(value, texts.language)
        else:
            shown[name] = number(value, texts.language) if name in {"least", "most", "above"} else value
    return shown
