"""Which further answers can change what a route is: the questions worth asking next, the most telling first.

Each question is tried: every value the rules tell apart is put into a copy of the case, and the routes that then
stand differently are counted. A question whose answer changes no route is not asked.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Collection, Iterable
from typing import Any, Literal, NamedTuple

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.derived import reader_of
from e7wizard.assessment.facts import Facts
from e7wizard.assessment.model import RouteState
from e7wizard.assessment.nodes import Comparison, Node, comparisons
from e7wizard.assessment.ready import ReadyRoute
from e7wizard.assessment.routes import fits_better, is_likely, state_of_route
from e7wizard.assessment.states import Board
from e7wizard.case import fact_type, plain_type, with_facts
from e7wizard.rulebook.checking import DERIVED_FACTS

MOST_VALUES = 6
"""So many values of one fact are tried at most; those between them stand as their neighbours do."""


@dataclasses.dataclass(frozen=True)
class RouteQuestion:
    """A fact to ask for. `routes` change with some answer; `gain` is how many an answer settles on average."""

    fact: str
    routes: tuple[str, ...]
    gain: float


def route_questions(context: Context, asked: Collection[str] = (), unlikely: bool = False) -> list[RouteQuestion]:
    """The questions whose answer changes a route, the most telling first; facts in `asked` are left out.

    A route counts if it is plausible for the person, or if an answer would make it the first one to tell. With
    `unlikely` all others count instead.
    """
    facts = context.facts
    now = _standing(facts)
    plausible = [route for route in facts.rules.routes if _in_play(route, now[route.id], unlikely)]
    others = [route for route in facts.rules.routes if route.first_for is not None]
    tried = _open_facts(facts, [node for route in plausible for node in route.nodes()])
    if not unlikely:
        # What makes a route the right box: the kind of work, a posting from abroad, a company of one's own.
        tried |= _open_facts(facts, [route.first_for for route in others if route.first_for is not None])
    in_play = {route.id for route in plausible}
    found = []
    for fact, values in tried.items():
        if fact not in asked:
            gain, routes = _tried(context, fact, values, now, in_play)
            if routes:
                found.append(RouteQuestion(fact, routes, gain))
    return sorted(found, key=lambda question: (-len(question.routes), -question.gain))


def facts_of_table(context: Context, table: str) -> list[str]:
    """What a points table asks, each fact once; what is worked out or presumed is left out."""
    found: dict[str, None] = {}
    for comparison in (leaf for node in context.facts.rules.table(table).nodes for leaf in comparisons(node)):
        if comparison.fact not in DERIVED_FACTS and not comparison.blank.presumed:
            found[comparison.fact] = None
    return list(found)


class _Stand(NamedTuple):
    state: RouteState
    first: bool
    likely: bool


def _standing(facts: Facts) -> dict[str, _Stand]:
    board = facts.survey()
    return {route.id: _stand(board, route) for route in facts.rules.routes}


def _stand(board: Board, route: ReadyRoute) -> _Stand:
    state = state_of_route(board, route)
    return _Stand(state, state != "closed" and fits_better(board, route), is_likely(board, route))


def _in_play(route: ReadyRoute, now: _Stand, unlikely: bool) -> bool:
    open_ = now.state in {"cannot_tell", "open_if"}
    return open_ and (now.likely or now.first) is not unlikely


def _open_facts(facts: Facts, nodes: Iterable[Node]) -> dict[str, list[Any]]:
    """The facts that these conditions compare and that nobody has stated, with the values the rules tell apart.

    What is presumed is on the list to confirm; it is not asked as well.
    """
    found: dict[str, dict[Any, None]] = {}
    for comparison in (leaf for node in nodes for leaf in comparisons(node)):
        path = comparison.fact
        if path in DERIVED_FACTS or comparison.blank.presumed or reader_of(path)(facts) is not None:
            continue
        if not _concerns(facts, path):
            continue
        found.setdefault(path, {}).update(dict.fromkeys(_values(comparison)))
    return {path: _spread(path, values) for path, values in found.items()}


def _concerns(facts: Facts, path: str) -> bool:
    """Whether the question is one for this person at all."""
    concerned = facts.rules.asked_for_routes_if.get(path)
    return concerned is None or decide(concerned, facts).truth is True


def _values(comparison: Comparison) -> Iterable[Any]:
    wanted = comparison.wanted
    return wanted if isinstance(wanted, tuple) else (wanted,)


def _spread(path: str, wanted: Iterable[Any]) -> list[Any]:
    """The values to try: each one that a rule names, and one that none of them names."""
    kind = plain_type(fact_type(path))
    values = [value for value in wanted if not isinstance(value, list)]
    if kind is bool:
        return [True, False]
    if typing.get_origin(kind) is Literal:
        options = typing.get_args(kind)
        others = [option for option in options if option not in values]
        return [*[option for option in options if option in values], *others[-1:]]
    if kind in {int, float}:
        steps = sorted({float(value) for value in values if isinstance(value, int | float)})
        below = [max(0.0, steps[0] - 1)] if steps and steps[0] > 0 else []
        numbers = _thinned([*below, *steps])
        return [int(one) for one in numbers] if kind is int else list(numbers)
    return _thinned([value for value in values if isinstance(value, str)])


def _thinned(values: list[Any]) -> list[Any]:
    """At most MOST_VALUES of them, the first and the last among them."""
    if len(values) <= MOST_VALUES:
        return values
    step = (len(values) - 1) / (MOST_VALUES - 1)
    return [values[round(place * step)] for place in range(MOST_VALUES)]


def _tried(
    context: Context, fact: str, values: Iterable[Any], before: dict[str, _Stand], in_play: Collection[str]
) -> tuple[float, tuple[str, ...]]:
    """How many routes an answer settles on average, and which ones some answer changes."""
    changed: dict[str, None] = {}
    settled = tries = 0
    for value in values:
        facts = Facts(with_facts(context.case, {fact: value}), context.rulebook, context.facts.code)
        tries += 1
        for id, now in _standing(facts).items():
            then = before[id]
            if (now.first and not then.first) or (id in in_play and now.state != then.state):
                changed[id] = None
                settled += now.state != "cannot_tell"
    return (settled / tries if tries else 0.0), tuple(changed)
