"""Count a points table: what known facts bring, and the most that unknown facts could still bring.

A count looks only at how the lines stand on the board. What is missing for the open ones is put together apart, for
the few tables of which it is told.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from e7wizard.assessment.derived import Read, reader_of, rests_on
from e7wizard.assessment.nodes import Node, states_of
from e7wizard.assessment.outcome import Reasons
from e7wizard.assessment.states import HOLDS, MET, PRESUMED, TRUTH, UNKNOWN_OPEN, Board, state_of
from e7wizard.rulebook.conditions import Condition
from e7wizard.rulebook.points import Item, PointsTable, Section

if TYPE_CHECKING:
    from e7wizard.assessment.facts import Facts

NodeOf = Callable[[Condition], Node]

Told = tuple[str, str, int]
"""A line that counts: item, line, points."""


@dataclasses.dataclass(slots=True)
class PointsCount:
    """`total` counts known facts only; `at_most` what it could become. `sections` holds the same pair by section.

    `up_to_office`: no answer is missing any more; what could still bring points is for the office to say.
    """

    total: int
    at_most: int
    sections: dict[str, tuple[int, int]]
    lines: list[Told]
    up_to_office: bool = False


class PointsReasons(NamedTuple):
    """What could bring more points, and what was taken for granted in the lines that count, each once.

    `missing` are answers, `reviews` questions for the office, `presumed` facts.
    """

    missing: dict[str, None]
    presumed: dict[str, None]
    reviews: dict[str, None]


_Count = tuple[int, int, list[Told]]
"""What an item or a section brings: on known facts, at most, and the lines that count."""


class _ReadyItem:
    """One row of a table, ready to count; `blank` is its count while no answer it rests on is given."""

    __slots__ = (
        "_best",
        "_by_size",
        "_holders",
        "_maximum",
        "_states",
        "blank",
        "blank_reasons",
        "lines",
        "nodes",
        "rests_on",
    )

    def __init__(self, item: Item, node_of: NodeOf) -> None:
        self._best = item.combine == "best"
        self._maximum = item.maximum
        self._holders: Read | None = reader_of(item.divided_by) if item.divided_by else None
        self.nodes = tuple(node_of(line.when) for line in item.lines)
        self.lines: list[tuple[int, Told]] = [
            (node.at, (item.id, line.id, line.points)) for line, node in zip(item.lines, self.nodes, strict=True)
        ]
        self._by_size = sorted(self.lines, key=lambda line: -abs(line[1][2]))
        self.rests_on = rests_on(item.divided_by) if item.divided_by else 0
        for node in self.nodes:
            self.rests_on |= node.rests_on
        self._states = states_of(self.nodes)
        board = blank_board(self.nodes)
        self.blank = self.count(board, None)
        self.blank_reasons: PointsReasons | None = None
        open_, presumed = Reasons(), dict[str, None]()
        self.tell(board, None, open_, presumed)
        self.blank_reasons = PointsReasons(open_.missing, presumed, open_.reviews)

    def count(self, board: Board, facts: Facts | None) -> _Count:
        """Count the item on the facts of a case."""
        low, high, lines = self._largest(board) if self._best else self._sum(board)
        if self._holders is not None and facts is not None:
            holders = self._holders(facts)
            if holders:
                low, high = low // int(holders), high // int(holders)
        if self._maximum is not None:
            low, high = min(low, self._maximum), min(high, self._maximum)
        return low, high, lines

    def _largest(self, board: Board) -> _Count:
        high: int | None = None
        for at, line in self._by_size:
            state = board[at]
            if state <= HOLDS:
                return line[2], line[2] if high is None else high, [line]
            if high is None and TRUTH[state] is None:
                high = line[2]
        return 0, high or 0, []

    def _sum(self, board: Board) -> _Count:
        lines = [line for at, line in self.lines if board[at] <= HOLDS]
        high = sum([line[2] for at, line in self.lines if TRUTH[board[at]] is not False])
        return sum([points for _, _, points in lines]), high, lines

    def tell(self, board: Board, facts: Facts | None, open_: Reasons, presumed: dict[str, None]) -> None:
        """Say what is missing for more points, and what was presumed; no `facts` is an empty case."""
        given = 0 if facts is None else facts.given
        if not self.rests_on & given and self.blank_reasons is not None:
            open_.missing.update(self.blank_reasons.missing)
            open_.reviews.update(self.blank_reasons.reviews)
            presumed.update(self.blank_reasons.presumed)
            return
        low, high, _ = self.count(board, facts)
        states = self._states(board)
        if high <= low and PRESUMED not in states:
            return
        for node, state in zip(self.nodes, states, strict=True):
            if state == PRESUMED:
                outcome = node.blank if facts is None else node.decide(facts)
                presumed.update(dict.fromkeys(outcome.presumed))
            elif high > low and TRUTH[state] is None:
                if state == UNKNOWN_OPEN and node.asks is not None:
                    open_.missing[node.asks] = None
                elif facts is not None and node.rests_on & given:
                    node.tell(facts, open_)
                else:
                    open_.add(node.blank)


class _ReadySection:
    """A block of items with its own maximum, ready to count."""

    __slots__ = ("_maximum", "blank", "deduction", "id", "items", "rests_on")

    def __init__(self, section: Section, node_of: NodeOf) -> None:
        self.id = section.id
        self.deduction = section.deduction
        self._maximum = section.maximum
        self.items = [_ReadyItem(item, node_of) for item in section.items]
        self.rests_on = _bits_of(item.rests_on for item in self.items)
        self.blank = self._added([item.blank for item in self.items])

    def count(self, board: Board, facts: Facts) -> _Count:
        """Count the section on the facts of a case."""
        given = facts.given
        return self._added([item.count(board, facts) if item.rests_on & given else item.blank for item in self.items])

    def _added(self, counts: list[_Count]) -> _Count:
        low = high = 0
        lines: list[Told] = []
        for least, most, told in counts:
            low += least
            high += most
            lines += told
        if self.deduction:
            floor = self._maximum if self._maximum is not None else low
            low = high = max(low, -abs(floor))
        elif self._maximum is not None:
            low, high = min(low, self._maximum), min(high, self._maximum)
        return low, high, lines


class ReadyTable:
    """A points table ready to count. Deductions count where they are known; unknown ones are presumed absent."""

    __slots__ = (
        "_asks_office",
        "_sections",
        "_states",
        "blank",
        "blank_reasons",
        "id",
        "maximum",
        "nodes",
        "passes_at",
        "rests_on",
    )

    def __init__(self, table: PointsTable, node_of: NodeOf) -> None:
        self.id = table.id
        self.maximum = table.maximum
        self.passes_at = table.passes_at
        self._sections = [_ReadySection(section, node_of) for section in table.sections]
        self.nodes = tuple(node for section in self._sections for item in section.items for node in item.nodes)
        self.rests_on = _bits_of(section.rests_on for section in self._sections)
        self._states = states_of(self.nodes)
        self.blank = self._added([section.blank for section in self._sections])
        self.blank_reasons = self._reasons(blank_board(self.nodes), None)
        self._asks_office = bool(self.blank_reasons.reviews)

    def count(self, facts: Facts) -> PointsCount:
        """Count the table, once for a case."""
        found = facts.counted.get(self.id)
        if found is None:
            board, given = facts.survey(), facts.given
            counts = [part.count(board, facts) if part.rests_on & given else part.blank for part in self._sections]
            found = facts.counted[self.id] = self._added(counts)
            if self._asks_office and found.total < found.at_most:
                found.up_to_office = not self.reasons(facts).missing
        return found

    def presumes(self, board: Board) -> bool:
        """Whether some line counts only by presumption."""
        return PRESUMED in self._states(board)

    def reasons(self, facts: Facts, section: str | None = None) -> PointsReasons:
        """Put together what is missing and presumed, in the table or in one section of it, once for a case."""
        key = (self.id, section)
        found = facts.points_reasons.get(key)
        if found is None:
            found = facts.points_reasons[key] = self._reasons(facts.survey(), facts, section)
        return found

    def reasons_in_empty_case(self, section: str | None) -> PointsReasons:
        """The same while nothing is known."""
        return self.blank_reasons if section is None else self._reasons(blank_board(self.nodes), None, section)

    def _added(self, counts: list[_Count]) -> PointsCount:
        low = min(self.maximum, sum([found[0] for found in counts]))
        high = min(self.maximum, sum([found[1] for found in counts]))
        return PointsCount(
            total=low,
            at_most=max(low, high),
            sections={part.id: found[:2] for part, found in zip(self._sections, counts, strict=True)},
            lines=[line for found in counts for line in found[2]],
        )

    def _reasons(self, board: Board, facts: Facts | None, within: str | None = None) -> PointsReasons:
        """No `facts` is an empty case."""
        open_, ignored = Reasons(), Reasons()
        presumed: dict[str, None] = {}
        for section in self._sections:
            if within not in {None, section.id}:
                continue
            for item in section.items:
                item.tell(board, facts, ignored if section.deduction else open_, presumed)
        return PointsReasons(open_.missing, presumed, open_.reviews)


def blank_board(nodes: Iterable[Node]) -> Board:
    """How the conditions stand in an empty case."""
    board = [MET] * (1 + max(node.at for node in nodes))
    for node in nodes:
        board[node.at] = state_of(node.blank)
    return board


def _bits_of(groups: Iterable[int]) -> int:
    bits = 0
    for group in groups:
        bits |= group
    return bits
