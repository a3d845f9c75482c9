"""A rulebook made ready to judge cases: its conditions as nodes, its points tables, its citations. Once per rulebook.

Nothing about any person is kept here.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable

from e7wizard.assessment.board import Program
from e7wizard.assessment.compiling import Compiler
from e7wizard.assessment.model import SourceRef
from e7wizard.assessment.nodes import Node, comparisons, states_of
from e7wizard.rulebook.failure_routes import FailureRoutes
from e7wizard.rulebook.outside import Paper
from e7wizard.rulebook.routes import Bar, Route
from e7wizard.rulebook.rulebook import Rulebook
from e7wizard.rulebook.sources import Citation


class ReadyBar:
    """A hard bar with its node."""

    __slots__ = ("id", "node", "sources")

    def __init__(self, bar: Bar, rules: ReadyRules) -> None:
        self.id = bar.id
        self.node = rules.node(bar.when)
        self.sources = rules.sources.of(bar.sources)


class ReadyRoute:
    """A route with the nodes of its conditions."""

    __slots__ = (
        "allows_offered_job",
        "bars",
        "comparisons",
        "first_for",
        "id",
        "likely_for",
        "sources",
        "states",
        "table",
        "ways",
    )

    def __init__(self, route: Route, rules: ReadyRules) -> None:
        self.id = route.id
        self.allows_offered_job = route.allows_offered_job
        self.bars = [ReadyBar(bar, rules) for bar in route.bars]
        self.ways = [(path.id, rules.node(path.when)) for path in route.ways]
        self.comparisons = {
            id: tuple(leaf.at for leaf in comparisons(node, into_tables=False)) for id, node in self.ways
        }
        self.states = states_of(tuple(node for _, node in self.ways))
        self.first_for = None if route.first_for is None else rules.node(route.first_for)
        self.likely_for = None if route.likely_for is None else rules.node(route.likely_for)
        self.table = None if route.points_table is None else rules.table(route.points_table)
        self.sources = {way.id: rules.sources.of((*(way.sources or ()), *route.sources)) for way in route.ways}

    def nodes(self) -> list[Node]:
        """Every condition that decides on the route."""
        others = [node for node in (self.first_for, self.likely_for) if node is not None]
        return [*[bar.node for bar in self.bars], *[node for _, node in self.ways], *others]


class ReadyPaper:
    """A paper with the node of its condition."""

    __slots__ = ("id", "party", "sources", "when")

    def __init__(self, paper: Paper, rules: ReadyRules) -> None:
        self.id = paper.id
        self.party = paper.party
        self.when = None if paper.when is None else rules.node(paper.when)
        self.sources = rules.sources.of(paper.sources)


class ReadyPlan:
    """What answers one kind of failure, with the node of its condition."""

    __slots__ = ("plan", "sources", "when")

    def __init__(self, plan: FailureRoutes, rules: ReadyRules) -> None:
        self.plan = plan
        self.when = None if plan.when is None else rules.node(plan.when)
        self.sources = rules.sources.of(plan.sources)


class ReadyRules:
    """What is worked out from a rulebook once. It does not hold the rulebook itself, so that it can end with it."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._compiler = Compiler(rulebook.facts, rulebook.points)
        self.sources = Sources(rulebook)
        self.fixed = frozenset(path for path, fact in rulebook.facts.items() if not fact.changeable)
        """Facts that a person cannot bring about."""
        self.asked_for_routes_if = {
            path: fact.for_routes_if for path, fact in rulebook.facts.items() if fact.for_routes_if is not None
        }
        """Whom to ask a fact for the sake of the routes, where not everybody."""
        self.node = self._compiler.node
        self.table = self._compiler.table
        self.routes = tuple(ReadyRoute(route, self) for route in rulebook.files.routes)
        self.papers = tuple(ReadyPaper(paper, self) for paper in rulebook.files.papers)
        self.plans = tuple(ReadyPlan(plan, self) for plan in rulebook.files.failure_routes)
        conditions = [node for route in self.routes for node in route.nodes()]
        conditions += [paper.when for paper in self.papers if paper.when is not None]
        conditions += [plan.when for plan in self.plans if plan.when is not None]
        lines = [node for id in rulebook.points for node in self.table(id).nodes]
        self.route_facts = frozenset(leaf.fact for node in (*conditions, *lines) for leaf in comparisons(node))
        """Every fact that some route or points table compares."""
        self.program = Program([*conditions, *lines], self._compiler.nodes_made)


class Sources(dict[tuple[str, str | None], SourceRef]):
    """Citations as they stand in an assessment, by document and page."""

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__()
        self._dates = {document.id: document.date for document in rulebook.files.documents}

    def __missing__(self, key: tuple[str, str | None]) -> SourceRef:
        day = self._dates[key[0]]
        found = self[key] = SourceRef(document=key[0], page=key[1], date=day.isoformat() if day else None)
        return found

    def of(self, citations: Iterable[Citation]) -> list[SourceRef]:
        """The citations of a rule, each page once."""
        return [self[key] for key in dict.fromkeys((citation.document, citation.page) for citation in citations)]


_READY: dict[int, ReadyRules] = {}


def ready_for(rulebook: Rulebook) -> ReadyRules:
    """The rulebook made ready, at the first use; it goes when the rulebook goes."""
    found = _READY.get(id(rulebook))
    if found is None:
        found = _READY[id(rulebook)] = ReadyRules(rulebook)
        weakref.finalize(rulebook, _READY.pop, id(rulebook), None)
    return found
