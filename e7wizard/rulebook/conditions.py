"""The condition language: a closed set of shapes in which content states when a rule is met.

    {fact: education.level, at_least: bachelor}      compare one fact (is, in, not_in, at_least, at_most, below, above)
    {fact: pay.annual_krw, at_least_gni: 1.5}        compare with a multiple of GNI per head, doubt band included
    {all: [...]}  {any: [...]}  {not: ...}           combine
    {some_degree: ...}                               true if one of the person's degrees meets it (education.* inside)
    {points: D-10-1, at_least: 60}                   reach points in a table; `of: basic` looks at one section only
    {fact: filing.date, at_most: 2026-12-31}         a rule that ends; the filing date decides
    {review: employer_trust}                         only a human can decide; the id names what the office looks at

A trial that ends compares the day of filing: {fact: filing.date, at_most: 2026-12-31}.

There is no arithmetic and no parsed string. `presume: true` on a comparison means: while unknown, take it as met
and ask the person to confirm it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

Scalar = bool | int | float | str | dt.date


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Compare(_Shape):
    """One fact against one value. Levels of education and statuses of stay compare in their own order."""

    fact: str
    is_: Scalar | None = Field(default=None, alias="is")
    in_: tuple[Scalar, ...] | None = Field(default=None, alias="in")
    not_in: tuple[Scalar, ...] | None = None
    at_least: Scalar | None = None
    at_most: Scalar | None = None
    below: Scalar | None = None
    above: Scalar | None = None
    at_least_gni: float | None = None
    presume: bool = False

    @model_validator(mode="after")
    def _one_comparison(self) -> Compare:
        given = [name for name in OPERATORS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"needs exactly one of {', '.join(n.strip('_') for n in OPERATORS)}; has {len(given)}")
        return self

    @cached_property
    def operator(self) -> str:
        """Name of the comparison that is set, for example 'at_least'."""
        return next(name for name in OPERATORS if getattr(self, name) is not None)


FILING_DATE = "filing.date"
OPERATORS = ("is_", "in_", "not_in", "at_least", "at_most", "below", "above", "at_least_gni")


class All(_Shape):
    """Every part must be met."""

    all: tuple[Condition, ...] = Field(min_length=1)


class AnyOf(_Shape):
    """One part is enough."""

    any: tuple[Condition, ...] = Field(min_length=1)


class Not(_Shape):
    """The part must not be met."""

    not_: Condition = Field(alias="not")


class SomeDegree(_Shape):
    """One of the person's degrees meets the part; `education.*` inside speaks of that degree."""

    some_degree: Condition


class Points(_Shape):
    """The points table reaches `at_least`, in total or within one section."""

    points: str
    at_least: int
    of: str | None = None


class Review(_Shape):
    """A question that the law leaves to a person; the id names the text that says what is looked at."""

    review: str


def _shape_of(value: Any) -> str | None:
    keys = value.keys() if isinstance(value, dict) else {type(value).__name__}
    for key, tag in (
        ("fact", "Compare"),
        ("all", "All"),
        ("any", "AnyOf"),
        ("not", "Not"),
        ("some_degree", "SomeDegree"),
        ("points", "Points"),
        ("review", "Review"),
    ):
        if key in keys or tag in keys:
            return tag
    return None


Condition = Annotated[
    Annotated[Compare, Tag("Compare")]
    | Annotated[All, Tag("All")]
    | Annotated[AnyOf, Tag("AnyOf")]
    | Annotated[Not, Tag("Not")]
    | Annotated[SomeDegree, Tag("SomeDegree")]
    | Annotated[Points, Tag("Points")]
    | Annotated[Review, Tag("Review")],
    Discriminator(
        _shape_of,
        custom_error_type="condition",
        custom_error_message="is no condition: expected one of fact, all, any, not, some_degree, points, review",
    ),
]

for _model in (All, AnyOf, Not, SomeDegree):
    _model.model_rebuild()

Kind = Literal["fact", "points", "review"]


def leaves(condition: Condition) -> Iterator[Compare | Points | Review]:
    """Yield the comparisons, point checks and reviews of a condition, from left to right."""
    match condition:
        case All(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from leaves(part)
        case Not(not_=part) | SomeDegree(some_degree=part):
            yield from leaves(part)
        case Compare() | Points() | Review():
            yield condition


def last_day(condition: Condition) -> dt.date | None:
    """The first of the last filing days that the condition names; None where it names none."""
    days = [day for leaf in leaves(condition) if isinstance(leaf, Compare) and (day := filed_until(leaf))]
    return min(days, default=None)


def filed_until(rule: Compare) -> dt.date | None:
    """The last filing day that a comparison allows; None where it is about something else."""
    return rule.at_most if rule.fact == FILING_DATE and isinstance(rule.at_most, dt.date) else None
