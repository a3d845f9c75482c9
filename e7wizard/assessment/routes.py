"""Which other statuses of stay are open on the same answers, and what is missing for the rest."""

from __future__ import annotations

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import Outcome, Standing, decide, points_of
from e7wizard.assessment.model import PointsResult, RouteResult, RouteState
from e7wizard.rulebook.routes import Route

_STATE: dict[Standing, RouteState] = {
    Standing.MET: "open",
    Standing.REVIEW: "open_if",
    Standing.REACHABLE: "open_if",
    Standing.UNKNOWN: "cannot_tell",
    Standing.BARRED: "closed",
}
_ORDER: tuple[RouteState, ...] = ("open", "open_if", "cannot_tell", "closed")
_ALLOWS = ("yes", "conditional", "limited", "no")


def judge_routes(context: Context) -> list[RouteResult]:
    """All routes, best first: those made for this person, then by state, then by whether they allow the job."""
    judged = [(route, _judge(context, route)) for route in context.rulebook.files.routes]
    likely = {route.id: _likely(context, route) for route, _ in judged}
    ranked = sorted(
        judged,
        key=lambda pair: (
            not pair[1].first,
            pair[1].status == "closed",
            not likely[pair[0].id],
            _ORDER.index(pair[1].status),
            _ALLOWS.index(pair[0].allows_offered_job),
            len(pair[1].unmet) + len(pair[1].missing) + len(pair[1].needs_review),
        ),
    )
    return [result for _, result in ranked]


def _likely(context: Context, route: Route) -> bool:
    return route.likely_for is None or decide(route.likely_for, context.facts).truth is True


def _judge(context: Context, route: Route) -> RouteResult:
    bars = [bar for bar in route.bars if decide(bar.when, context.facts).truth is True]
    way, outcome = _best_way(context, route)
    status = _STATE[outcome.standing]
    if bars or (route.closed_to_new and status != "open"):
        status = "closed"
    first = route.first_for is not None and decide(route.first_for, context.facts).truth is True
    fixed = [u.fact for u in outcome.unmet if not context.rulebook.changeable(u.fact)]
    sources = [*route.sources, *[source for bar in bars for source in bar.sources]]
    return RouteResult(
        id=route.id,
        status=status,
        way=way,
        missing=list(outcome.missing) if status in {"cannot_tell", "open_if"} else [],
        unmet=[{"fact": u.fact, "operator": u.operator, "wanted": u.wanted, "has": u.has} for u in outcome.unmet],
        bars=[*(bar.id for bar in bars), *(f"fact:{fact}" for fact in fixed)] if status == "closed" else [],
        needs_review=list(outcome.reviews),
        first=first and status != "closed",
        allows_offered_job=route.allows_offered_job,
        points=_points(context, route),
        sources=context.cite(sources),
    )


def _best_way(context: Context, route: Route) -> tuple[str, Outcome]:
    outcomes = [(path.id, decide(path.when, context.facts)) for path in route.ways]
    return min(
        outcomes,
        key=lambda pair: (pair[1].standing, len(pair[1].unmet), len(pair[1].missing), len(pair[1].reviews)),
    )


def _points(context: Context, route: Route) -> PointsResult | None:
    if route.points_table is None:
        return None
    table = context.rulebook.points[route.points_table]
    count = points_of(table.id, context.facts)
    return PointsResult(
        total=count.total,
        passes_at=table.passes_at,
        at_most=count.at_most,
        maximum=table.maximum,
        table=table.id,
        lines=[{"item": item, "line": line, "points": points} for item, line, points in count.lines],
    )
