"""Build the models of an assessment from the engine's own values, which need no validation."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)

_set = object.__setattr__
_new = object.__new__


@cache
def _all_fields(model: type[BaseModel]) -> set[str]:
    """The names of all fields. Models may share it: whatever is assigned to one of them later is in it already."""
    return set(model.model_fields)


def built(model: type[Model], fields: dict[str, Any]) -> Model:
    """A model with exactly these fields, all of them, in the order in which the class declares them.

    It does what `model_construct` does for a model without aliases and private attributes, in a fifth of the time; an
    assessment is made of a hundred models. `fields` becomes the model's own: nobody else may hold it.
    """
    made = _new(model)
    _set(made, "__dict__", fields)
    _set(made, "__pydantic_fields_set__", _all_fields(model))
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", None)
    return made
