"""Read the value of one cell as its column means it. What cannot be read is refused with what would be right."""

from __future__ import annotations

from typing import Any

import annotated_types
import numpy as np
from pydantic import ValidationError

from e7wizard.language.reading import Unreadable
from e7wizard.screening.cell_readers import READERS, is_blank
from e7wizard.screening.faults import BadCell, Unfit
from e7wizard.screening.headers import Column
from e7wizard.screening.kinds import adapter_of, field_of, kind_of
from e7wizard.screening.vocabulary import Vocabulary
from e7wizard.screening.words import mark


def read_cell(value: Any, column: Column, vocabulary: Vocabulary) -> Any:
    """The value of the fact; None where nothing is known. Raises Unfit, which never holds what stands in the cell."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, BadCell):
        raise Unfit(value.key)
    if is_blank(value) or column.path is None:
        return None
    kind = kind_of(column.path)
    # A choice may have an option that others use for 'I do not know' (employer.recommendation: unknown).
    if kind not in {"id", "text", "mix", "choice"} and isinstance(value, str) and mark(value) in vocabulary.unknown:
        return None
    try:
        found = READERS[kind](value, column, vocabulary)
    except Unreadable as error:
        raise _with_bounds(error.key, column.path) from error
    if found is None or kind == "id":
        return found
    return _within_bounds(found, column.path)


def _within_bounds(found: Any, path: str) -> Any:
    try:
        return adapter_of(path).validate_python(found)
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        if problem["type"] == "string_too_long":
            raise Unfit("too_long", most=problem["ctx"]["max_length"]) from None
        raise _with_bounds("out_of_range", path) from None


def _with_bounds(key: str, path: str) -> Unfit:
    """A number out of range is told its range; an amount needs no range to be told that it is too large."""
    if key not in {"out_of_range", "negative"}:
        return Unfit(key)
    if kind_of(path) in {"money", "dollars"}:
        return Unfit("too_large" if key == "out_of_range" else key)
    bounds: dict[str, Any] = {}
    for part in _constraints(field_of(path)):
        bounds |= {name: getattr(part, name) for name in ("ge", "gt", "le") if hasattr(part, name)}
    if "le" in bounds and "ge" in bounds:
        return Unfit("number_between", least=bounds["ge"], most=bounds["le"])
    if "le" in bounds and "gt" in bounds:
        return Unfit("number_above", above=bounds["gt"], most=bounds["le"])
    return Unfit(key)


def _constraints(node: Any) -> list[Any]:
    found = [*getattr(node, "metadata", ()), *getattr(node, "__metadata__", ())]
    for part in (getattr(node, "annotation", None), *getattr(node, "__args__", ())):
        if part is not None and not isinstance(part, type):
            found += _constraints(part)
    flat = [inner for part in found for inner in (getattr(part, "metadata", None) or [part])]
    return [part for part in flat if isinstance(part, annotated_types.BaseMetadata)]
