"""Of which kind a fact is, so that a cell is read as what it means; worked out from the types of the case."""

from __future__ import annotations

import datetime as dt
import typing
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from e7wizard.case import Case, CookCertificate, Degree, DutyShare, Share, YearMonth, plain_type

Kind = Literal[
    "id", "text", "yes_no", "choice", "choices", "level", "money", "dollars", "number", "years", "share", "whole", "wholes",
    "date", "month", "country", "status", "code", "mix",
]  # fmt: skip
_PART: dict[str, type[BaseModel]] = {"job.mix": DutyShare, "other_degrees": Degree}


def field_of(path: str) -> FieldInfo:
    """The field behind the fact of a column; for a path inside a list that of the list's parts."""
    section, _, name = path.rpartition(".")
    for head, model in _PART.items():
        if section.startswith(head + "."):
            return model.model_fields[name]
    part: type[BaseModel] = Case.model_fields[section].annotation  # type: ignore[assignment]
    return part.model_fields[name]


@lru_cache(maxsize=1024)
def adapter_of(path: str) -> TypeAdapter[Any]:
    """Validates a value of the fact by the bounds that the case states."""
    field = field_of(path)
    bounded: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(bounded)


def options_of(annotation: Any) -> tuple[str, ...]:
    """The options of a fact that is chosen from a list, as texts; empty for any other."""
    if typing.get_origin(plain := plain_type(annotation)) is Literal:
        return tuple(str(option) for option in typing.get_args(plain))
    return ()


def _inner(annotation: Any) -> Any:
    """The annotation without None, with what Annotated holds."""
    parts = [part for part in typing.get_args(annotation) if part is not type(None)]
    return parts[0] if typing.get_origin(annotation) is not Annotated and len(parts) == 1 else annotation


@lru_cache(maxsize=1024)
def kind_of(path: str) -> Kind:
    """The kind of a column's fact."""
    if path == "id":
        return "id"
    if path == "job.mix":
        return "mix"
    name, annotation = path.rpartition(".")[2], field_of(path).annotation
    if name == "occupation":
        return "code"
    if name in {"nationality", "country"}:
        return "country"
    if name in {"current_status", "spouse_status"}:
        return "status"
    if name in {"topik", "kiip"}:
        return "level"
    if CookCertificate in typing.get_args(annotation):
        return "choices"
    if _inner(annotation) == Share:
        return "share"
    if _inner(annotation) == YearMonth:
        return "month"
    plain = plain_type(annotation)
    if typing.get_origin(plain) is Literal:
        return "choice"
    if typing.get_origin(plain) is list:
        return "wholes"
    if plain is bool:
        return "yes_no"
    if plain is int:
        return "money" if name.endswith("_krw") else "dollars" if name.endswith("_usd") else "whole"
    if plain is float:
        return "years" if "years" in name else "number"
    return "date" if plain is dt.date else "text"
