"""How a route stands criterion by criterion: what is met, missing, not known yet, or left to the office."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from e7wizard.assessment.context import Context
from e7wizard.assessment.facts import Facts
from e7wizard.assessment.model import RouteResult
from e7wizard.assessment.nodes import Comparison, Either, ForAHuman, Negation, Node, OfSomeDegree, Reaches
from e7wizard.assessment.outcome import Outcome, Standing
from e7wizard.assessment.ready import ReadyRoute
from e7wizard.rulebook.criteria import criterion_of

Mark = Literal["met", "missing", "unknown", "office"]
WORST: tuple[Mark, ...] = ("missing", "unknown", "office", "met")
"""The mark that a criterion takes from its parts, the first of these that any part has."""
OFFICE = "office"
"""Stands for questions that the law leaves to the office, which belong to no fact."""


@dataclasses.dataclass(frozen=True)
class RouteCriteria:
    """The marks of one route by criterion (content/rules/criteria.yaml, and OFFICE)."""

    route: str
    marks: Mapping[str, Mark]


def criteria_of(context: Context, routes: Iterable[RouteResult]) -> list[RouteCriteria]:
    """The marks of each route on its nearest way, in the order of `routes`."""
    ready = {route.id: route for route in context.facts.rules.routes}
    return [RouteCriteria(route.id, _marks(context, ready[route.id], route)) for route in routes]


def _marks(context: Context, ready: ReadyRoute, route: RouteResult) -> dict[str, Mark]:
    facts, criteria = context.facts, context.rulebook.files.criteria
    way = next(node for id, node in ready.ways if id == route.way)
    found: dict[str, Mark] = {}

    def put(path: str | None, mark: Mark) -> None:
        group = OFFICE if path is None else criterion_of(path, criteria) or "other"
        if group not in found or WORST.index(mark) < WORST.index(found[group]):
            found[group] = mark

    for path, outcome in _leaves(way, facts):
        put(path, _mark(outcome))
    for bar in ready.bars:
        if bar.node.decide(facts).truth is True:
            for path, outcome in _leaves(bar.node, facts):
                if outcome.truth is True:
                    put(path, "missing")
    return found


def _mark(outcome: Outcome) -> Mark:
    if outcome.truth is not None:
        return "met" if outcome.truth else "missing"
    return "office" if outcome.standing is Standing.REVIEW else "unknown"


def _leaves(node: Node, facts: Facts) -> Iterator[tuple[str | None, Outcome]]:
    """The comparisons that decide a way, with the path of their fact (None: left to the office) and how they stand.

    Of alternatives only the nearest one counts.
    """
    match node:
        case Reaches():
            yield f"points.{node.table.id}", node.decide(facts)
        case ForAHuman():
            yield None, node.blank
        case Comparison():
            yield node.fact, node.decide(facts)
        case Either():
            yield from _leaves(min(node.parts, key=lambda part: _distance(part.decide(facts))), facts)
        case Negation():
            outcome = node.decide(facts)
            for path, _ in _leaves(node.parts[0], facts):
                yield path, outcome
        case OfSomeDegree() if facts.case.other_degrees:
            nearest = min(facts.by_degree(), key=lambda one: _distance(node.parts[0].decide(one)))
            yield from _leaves(node.parts[0], nearest)
        case _:
            for part in node.parts:
                yield from _leaves(part, facts)


def _distance(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.standing, len(outcome.unmet), len(outcome.missing), len(outcome.presumed)
