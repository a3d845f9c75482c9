"""What answers a failing case: for each kind of failure that applies, the routes of now, meanwhile and afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from e7wizard.assessment.building import built
from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import Dimension, DimensionResult, PlanRoutes, RouteResult, RouteState
from e7wizard.rulebook.failure_routes import FailureRoutes

_ORDER: dict[RouteState, int] = {"open": 0, "open_if": 1, "cannot_tell": 2, "closed": 3}


def propose_plan(
    context: Context, judged: Mapping[Dimension, DimensionResult], routes: Iterable[RouteResult]
) -> list[PlanRoutes]:
    """The plans that apply, in the order of the rules; a route that is closed to the person stands in none of them."""
    found = {
        finding.id
        for result in judged.values()
        for finding in result.findings
        if finding.status in {"fails", "at_risk"}
    }
    states = {route.id: route.status for route in routes}
    return [
        _plan(context, plan, states) for plan in context.rulebook.files.failure_routes if _applies(context, plan, found)
    ]


def _applies(context: Context, plan: FailureRoutes, found: set[str]) -> bool:
    if plan.findings and found.isdisjoint(plan.findings):
        return False
    return plan.when is None or decide(plan.when, context.facts).truth is True


def _plan(context: Context, plan: FailureRoutes, states: Mapping[str, RouteState]) -> PlanRoutes:
    def still_possible(ids: Iterable[str]) -> list[str]:
        return sorted((route for route in ids if states[route] != "closed"), key=lambda route: _ORDER[states[route]])

    return built(
        PlanRoutes,
        {
            "id": plan.id,
            "now": still_possible(plan.now),
            "meanwhile": still_possible(plan.meanwhile),
            "afterwards": still_possible(plan.afterwards),
            "sources": context.cite(plan.sources),
        },
    )
