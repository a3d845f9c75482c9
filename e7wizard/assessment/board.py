"""How all conditions of the routes stand in one case, worked out together: one small number for each.

Most conditions need no more than that: whether a bar holds, whether a line of a points table counts, which way into a
status is nearest. Only the few whose reasons are told are then decided one by one (see `Node.reasons`). The rules are
those of `outcome.all_of` and `outcome.any_of`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from e7wizard.assessment.comparing import Test
from e7wizard.assessment.derived import Read
from e7wizard.assessment.nodes import Either, Every, Negation, Node, OfSomeDegree, Plain, Reaches
from e7wizard.assessment.outcome import Standing
from e7wizard.assessment.states import (
    BARRED,
    MET,
    PRESUMED,
    REACHABLE_FAILED,
    REVIEW,
    UNKNOWN_OPEN,
    Board,
    all_states,
    any_state,
    state_of,
)

if TYPE_CHECKING:
    from e7wizard.assessment.facts import Facts


class Program:
    """All conditions of the routes and points tables, each after its parts."""

    def __init__(self, roots: Iterable[Node], size: int) -> None:
        nodes: dict[Node, None] = {}
        for root in roots:
            _with_parts(root, nodes)
        self._blank: Board = [MET] * size
        self._touched_by: dict[int, int] = {}
        """For the bit of each answer the conditions that rest on it, as a set of bits."""
        facts: dict[str, _Fact] = {}
        self._rest: list[tuple[int, int, Any, type[Node], Node]] = []
        for node in nodes:
            bit = 1 << node.at
            self._blank[node.at] = state_of(node.blank)
            for answer in _single_bits(node.rests_on):
                self._touched_by[answer] = self._touched_by.get(answer, 0) | bit
            if isinstance(node, Plain):
                facts.setdefault(node.fact, _Fact(node)).add(node)
            else:
                parts = node.states if isinstance(node, Every | Either) else None
                self._rest.append((bit, node.at, parts, type(node), node))
        self._facts = list(facts.values())

    def mark(self, facts: Facts, answers: Iterable[int]) -> None:
        """Fill the board of a case, for the bits of the answers given."""
        touched = 0
        for answer in answers:
            touched |= self._touched_by.get(answer, 0)
        facts.board = board = self._blank[:]
        for fact in self._facts:
            if fact.bits & touched:
                fact.mark(board, facts)
        one_degree = not facts.case.other_degrees
        for bit, at, parts, kind, node in self._rest:
            if not bit & touched:
                continue
            if kind is Every:
                states = parts(board)
                worst = max(states)
                board[at] = worst if worst != UNKNOWN_OPEN else all_states(states)
            elif kind is Either:
                board[at] = any_state(parts(board))
            elif kind is OfSomeDegree and one_degree:
                board[at] = board[node.parts[0].at]
            elif isinstance(node, Negation) and node.states is not None:
                board[at] = node.states[board[node.parts[0].at]]
            elif isinstance(node, Reaches):
                board[at] = _state_of_points(node, facts)
            else:
                board[at] = state_of(node.decide(facts))


def _state_of_points(node: Reaches, facts: Facts) -> int:
    count = node.table.count(facts)
    standing = node.standing(count)
    if standing is Standing.MET:
        return PRESUMED if node.table.presumes(facts.board) else MET
    if standing is Standing.REVIEW:
        return REVIEW
    return UNKNOWN_OPEN if standing is Standing.UNKNOWN else REACHABLE_FAILED


class _Fact:
    """All plain comparisons of one fact."""

    __slots__ = ("_nodes", "_not_met", "_read", "_tests", "bits")

    def __init__(self, first: Plain) -> None:
        self._read: Read = first.read
        self._not_met = REACHABLE_FAILED if first.short is Standing.REACHABLE else BARRED
        self._nodes: list[Plain] = []
        self._tests: list[tuple[int, Test]] = []
        self.bits = 0

    def add(self, node: Plain) -> None:
        """Add a comparison."""
        self._nodes.append(node)
        self._tests.append((node.at, node.test))
        self.bits |= 1 << node.at

    def mark(self, board: Board, facts: Facts) -> None:
        """Enter all comparisons."""
        value = self._read(facts)
        if value is None:
            for node in self._nodes:
                board[node.at] = state_of(node.decide(facts))
            return
        for at, test in self._tests:
            board[at] = MET if test(value) else self._not_met


def _with_parts(node: Node, found: dict[Node, None]) -> None:
    if node not in found:
        for part in node.parts:
            _with_parts(part, found)
        found[node] = None


def _single_bits(bits: int) -> Iterable[int]:
    while bits:
        lowest = bits & -bits
        yield lowest
        bits ^= lowest
