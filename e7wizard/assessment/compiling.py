"""Turn conditions of the rulebook into nodes, each distinct one once however many rules repeat it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from e7wizard.assessment.nodes import (
    AgainstGni,
    Either,
    Every,
    ForAHuman,
    Negation,
    Node,
    OfSomeDegree,
    Plain,
    Reaches,
)
from e7wizard.assessment.points import ReadyTable
from e7wizard.rulebook.conditions import All, AnyOf, Compare, Condition, Not, Points, Review, SomeDegree
from e7wizard.rulebook.general import FactRule
from e7wizard.rulebook.points import PointsTable


class Compiler:
    """Makes the nodes and points tables of one rulebook and keeps them."""

    def __init__(self, facts: Mapping[str, FactRule], tables: Mapping[str, PointsTable]) -> None:
        self._facts = facts
        self._tables = tables
        self._nodes: dict[object, Node] = {}
        self.nodes_made = 0
        """The place of the next node on the board."""
        self._ready_tables: dict[str, ReadyTable] = {}
        self._by_condition: dict[int, tuple[Condition, Node]] = {}

    def node(self, condition: Condition) -> Node:
        """The node of a condition."""
        found = self._by_condition.get(id(condition))
        if found is None:
            # The condition is kept as well, so that no other one can come to have its id.
            found = self._by_condition[id(condition)] = (condition, self._made(condition))
        return found[1]

    def table(self, id: str) -> ReadyTable:
        """The points table of an id."""
        if id not in self._ready_tables:
            self._ready_tables[id] = ReadyTable(self._tables[id], self.node)
        return self._ready_tables[id]

    def _made(self, condition: Condition) -> Node:
        match condition:
            case Compare():
                # The text tells 1 from True and 1.0, which are equal but not to be shown for one another.
                return self._once(("compare", repr(condition)), lambda: self._comparison(condition))
            case All(all=rules):
                parts = self._parts(rules)
                return self._once(("all", *parts), lambda: Every(parts))
            case AnyOf(any=rules):
                parts = tuple(self.node(rule) for rule in rules)
                return self._once(("any", *parts), lambda: Either(parts))
            case SomeDegree(some_degree=rule):
                part = self.node(rule)
                return self._once(("some_degree", part), lambda: OfSomeDegree(part))
            case Not(not_=rule):
                part = self.node(rule)
                return self._once(("not", part), lambda: Negation(part))
            case Points():
                return self._once(("points", condition), lambda: Reaches(condition, self.table(condition.points)))
            case Review():
                return self._once(("review", condition.review), lambda: ForAHuman(condition))

    def _once(self, key: object, make: Callable[[], Node]) -> Node:
        if key not in self._nodes:
            node = self._nodes[key] = make()
            node.at = self.nodes_made
            self.nodes_made += 1
        return self._nodes[key]

    def _parts(self, rules: tuple[Condition, ...]) -> tuple[Node, ...]:
        """The nodes of the parts of an `all`; an `all` within it is one with it."""
        parts: list[Node] = []
        for rule in rules:
            node = self.node(rule)
            parts += node.parts if isinstance(node, Every) else (node,)
        return tuple(parts)

    def _comparison(self, rule: Compare) -> Node:
        known = self._facts.get(rule.fact)
        guess = None if known is None else known.presumed
        kind = AgainstGni if rule.operator == "at_least_gni" else Plain
        return kind(rule, guess, changeable=known is None or known.changeable)
