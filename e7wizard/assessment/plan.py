"""What answers a failing case: for each kind of failure that applies, the routes of now, meanwhile and afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from e7wizard.assessment.building import built
from e7wizard.assessment.context import Context
from e7wizard.assessment.model import NEAREST_FIRST, Dimension, DimensionResult, PlanRoutes, RouteResult, RouteState
from e7wizard.assessment.ready import ReadyPlan
from e7wizard.assessment.states import HOLDS, Board


def propose_plan(
    context: Context, judged: Mapping[Dimension, DimensionResult], routes: Iterable[RouteResult]
) -> list[PlanRoutes]:
    """The plans that apply, in the order of the rules; a route that is closed to the person stands in none of them."""
    found = {finding.id for result in judged.values() for finding in result.findings if finding.status != "meets"}
    states = {route.id: route.status for route in routes}
    board = context.facts.survey()
    return [_plan(ready, states) for ready in context.facts.rules.plans if _applies(board, ready, found)]


def _applies(board: Board, ready: ReadyPlan, found: set[str]) -> bool:
    if ready.plan.findings and found.isdisjoint(ready.plan.findings):
        return False
    return ready.when is None or board[ready.when.at] <= HOLDS


def _plan(ready: ReadyPlan, states: Mapping[str, RouteState]) -> PlanRoutes:
    def still_possible(ids: Iterable[str]) -> list[str]:
        return sorted(
            (route for route in ids if states[route] != "closed"), key=lambda route: NEAREST_FIRST.index(states[route])
        )

    plan = ready.plan
    return built(
        PlanRoutes,
        {
            "id": plan.id,
            "now": still_possible(plan.now),
            "meanwhile": still_possible(plan.meanwhile),
            "afterwards": still_possible(plan.afterwards),
            "sources": [*ready.sources],
        },
    )
