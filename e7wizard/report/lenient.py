"""A case from values of another edition: what still fits is taken, what does not is named. Nothing is dropped in silence."""

from __future__ import annotations

import dataclasses
from typing import Any

from pydantic import BaseModel, ValidationError

from e7wizard.case import PARTS, Case

MOST_TRIES = 40
"""Rounds of leaving out what the model refuses; a file of ours needs one."""


@dataclasses.dataclass(frozen=True)
class Fitted:
    """The case, and what did not fit: the value as text by its path."""

    case: Case
    misfits: dict[str, str]


def fit_case(tree: dict[str, Any], codes: frozenset[str]) -> Fitted | None:
    """The case in a tree of foreign values; None where nothing fits. `codes`: the occupations that exist."""
    misfits = {
        f"{part}.{name}": _short(value)
        for part, values in tree.items()
        if part not in PARTS and isinstance(values, dict)
        for name, value in values.items()
    }
    kept = {part: dict(tree[part]) for part in PARTS if isinstance(tree.get(part), dict)}
    for part, values in kept.items():
        for name in [name for name in values if name not in _names(part)]:
            misfits[f"{part}.{name}"] = _short(values.pop(name))
    code = kept.get("job", {}).get("occupation")
    if code is not None and not (isinstance(code, str) and code in codes):
        misfits["job.occupation"] = _short(kept["job"].pop("occupation"))
    others = tree.get("other_degrees")
    whole: dict[str, Any] = {**kept, **({"other_degrees": others} if isinstance(others, list) else {})}
    for _ in range(MOST_TRIES):
        try:
            case = Case.model_validate(whole)
        except ValidationError as error:
            for found in error.errors(include_url=False, include_context=False):
                _leave_out(whole, found["loc"], misfits)
            continue
        return Fitted(case, misfits) if any(kept.values()) or not misfits else None
    return None


def _names(part: str) -> set[str]:
    model = Case.model_fields[part].annotation
    return set(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else set()


def _leave_out(whole: dict[str, Any], place: tuple[int | str, ...], misfits: dict[str, str]) -> None:
    """Take the refused value out: a fact by itself, a list (kinds of work, degrees) as a whole."""
    part, name = str(place[0]), str(place[1]) if len(place) > 1 else ""
    if part == "other_degrees" or not isinstance(whole.get(part), dict):
        misfits[part] = _short(whole.pop(part, ""))
    elif name in whole[part]:
        misfits[f"{part}.{name}"] = _short(whole[part].pop(name))


def _short(value: Any) -> str:
    return str(value)[:60]
