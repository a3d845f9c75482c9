"""Which other statuses of stay are open on the same answers, and what is missing for the rest."""

from __future__ import annotations

from e7wizard.assessment.building import built
from e7wizard.assessment.context import Context
from e7wizard.assessment.facts import Facts
from e7wizard.assessment.model import NEAREST_FIRST, PointsResult, RouteResult, RouteState
from e7wizard.assessment.nodes import Node
from e7wizard.assessment.outcome import Reasons, Standing
from e7wizard.assessment.points import ReadyTable
from e7wizard.assessment.ready import ReadyBar, ReadyRoute
from e7wizard.assessment.states import HOLDS, MET, STANDING, Board
from e7wizard.rulebook.conditions import FILING_DATE

_STATUS: dict[Standing, RouteState] = {
    Standing.MET: "open",
    Standing.REVIEW: "open_if",
    Standing.REACHABLE: "open_if",
    Standing.UNKNOWN: "cannot_tell",
    Standing.BARRED: "closed",
}
_STATE = tuple(_STATUS[standing] for standing in STANDING)
"""The state of a route by that of its nearest way."""
_ALLOWS = {"yes": 0, "conditional": 1, "limited": 2, "no": 3}
_PAST = 10
_PLACE = {state: place for place, state in enumerate(NEAREST_FIRST)}


def judge_routes(context: Context) -> list[RouteResult]:
    """All routes, best first: those made for this person, then by state, then by whether they allow the job."""
    facts = context.facts
    board = facts.survey()
    judged = [_judge(facts, board, route) for route in facts.rules.routes]
    likely = [is_likely(board, route) for route in facts.rules.routes]
    places = sorted(range(len(judged)), key=[_rank(*pair) for pair in zip(judged, likely, strict=True)].__getitem__)
    return [judged[place] for place in places]


def nearest_routes(context: Context, most: int) -> list[RouteResult]:
    """The first `most` routes that are open, then those open if something is done, each in the order of `judge_routes`.

    The reasons of all other routes are not worked out, which is most of the work: a table of many cases shows a few only.
    """
    facts = context.facts
    board = facts.survey()
    groups: dict[tuple[int, int], list[ReadyRoute]] = {}
    for route in facts.rules.routes:
        status = state_of_route(board, route)
        if status in {"open", "open_if"}:
            order = _order(status, fits_better(board, route), is_likely(board, route), route.allows_offered_job)
            groups.setdefault((_PLACE[status], order), []).append(route)
    found: list[RouteResult] = []
    for place in sorted(groups):
        if len(found) >= most:
            break
        found += sorted([_judge(facts, board, route) for route in groups[place]], key=_lacks)
    return found[:most]


def _rank(result: RouteResult, likely: bool) -> tuple[int, int]:
    return _order(result.status, result.first, likely, result.allows_offered_job), _lacks(result)


def _order(status: RouteState, first: bool, likely: bool, allows: str) -> int:
    """Told first: made for this person; not closed; likely of interest; by state; by whether it allows the job."""
    order = 0 if first else 1
    order = 2 * order + (status == "closed")
    order = 2 * order + (not likely)
    order = len(_PLACE) * order + _PLACE[status]
    return len(_ALLOWS) * order + _ALLOWS[allows]


def _lacks(result: RouteResult) -> int:
    return len(result.unmet) + len(result.missing) + len(result.needs_review)


def state_of_route(board: Board, ready: ReadyRoute) -> RouteState:
    """The state of a route alone, as `judge_routes` finds it, without its reasons."""
    status = _STATE[min(ready.states(board), key=STANDING.__getitem__)]
    return "closed" if any(board[bar.node.at] <= HOLDS for bar in ready.bars) else status


def is_likely(board: Board, ready: ReadyRoute) -> bool:
    """Whether the person is plausibly interested."""
    return ready.likely_for is None or board[ready.likely_for.at] <= HOLDS


def fits_better(board: Board, ready: ReadyRoute) -> bool:
    """Whether this is the right box for the person, to be told first unless it is closed."""
    return ready.first_for is not None and board[ready.first_for.at] <= HOLDS


def _judge(facts: Facts, board: Board, ready: ReadyRoute) -> RouteResult:
    way, node, reasons = _nearest(facts, board, ready)
    status = _STATE[board[node.at]]
    bars = [bar for bar in ready.bars if board[bar.node.at] <= HOLDS]
    if bars:
        status = "closed"
    closed = status == "closed"
    sources = [*ready.sources[way]]
    for bar in bars:
        sources += bar.sources
    return built(
        RouteResult,
        {
            "id": ready.id,
            "status": status,
            "way": way,
            "missing": [] if closed or status == "open" else [*reasons.missing],
            "unmet": [
                {"fact": fact, "operator": operator, "wanted": wanted, "has": has}
                for fact, operator, wanted, has in reasons.unmet
            ],
            "bars": _bars(facts, bars, reasons) if closed else [],
            "needs_review": [*reasons.reviews],
            "first": not closed and fits_better(board, ready),
            "allows_offered_job": ready.allows_offered_job,
            "points": None if ready.table is None else _points(facts, ready.table),
            "sources": sources,
        },
    )


def _bars(facts: Facts, bars: list[ReadyBar], reasons: Reasons) -> list[str]:
    fixed = facts.rules.fixed
    return [*[bar.id for bar in bars], *[f"fact:{unmet.fact}" for unmet in reasons.unmet if unmet.fact in fixed]]


def _nearest(facts: Facts, board: Board, ready: ReadyRoute) -> tuple[str, Node, Reasons]:
    """The nearest way: by how near it is, then by how much is in its way."""
    ways = ready.ways
    if len(ways) > 1:
        standings = [STANDING[state] for state in ready.states(board)]
        best = min(standings)
        ways = [way for way, standing in zip(ways, standings, strict=True) if standing is best]
        if best is not Standing.MET and len(ways) > 1:
            told = [(id, node, _reasons(facts, board, node)) for id, node in ways]
            least = min([_unmet(reasons) for _, _, reasons in told])
            near = [way for way in told if _unmet(way[2]) == least]
            return near[0] if len(near) == 1 else min(near, key=lambda way: _obstacles(board, ready, *way))
    id, node = ways[0]
    return id, node, _reasons(facts, board, node)


def _reasons(facts: Facts, board: Board, node: Node) -> Reasons:
    reasons = Reasons()
    if board[node.at] > HOLDS:
        if node.rests_on & facts.given:
            node.tell(facts, reasons)
        else:
            reasons.add(node.blank)
    return reasons


def _unmet(reasons: Reasons) -> int:
    """How much is in the way; a last day that has gone by counts most, as nobody can file in the past."""
    return sum([_PAST if unmet.fact == FILING_DATE else 1 for unmet in reasons.unmet])


def _obstacles(board: Board, ready: ReadyRoute, way: str, node: Node, reasons: Reasons) -> tuple[int, int, int]:
    """Of ways that lack equally little the one of which more holds already, then the one that asks less."""
    met = sum([board[at] == MET for at in ready.comparisons[way]])
    return -met, len(reasons.missing), len(reasons.reviews)


def _points(facts: Facts, table: ReadyTable) -> PointsResult:
    count = table.count(facts)
    return built(
        PointsResult,
        {
            "total": count.total,
            "passes_at": table.passes_at,
            "at_most": count.at_most,
            "maximum": table.maximum,
            "table": table.id,
            "lines": [{"item": item, "line": line, "points": points} for item, line, points in count.lines],
        },
    )
