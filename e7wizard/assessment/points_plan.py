"""The cheapest ways to the pass mark of a points table: the smallest sets of things a person can bring about.

Each line of the table that does not count yet, and that only asks for facts a person can change, is a step. Single steps
are tried first, then pairs, then three together; whatever reaches the mark is counted on a copy of the case.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from e7wizard.assessment.context import Context
from e7wizard.assessment.facts import Facts
from e7wizard.assessment.points import PointsCount, ReadyTable
from e7wizard.assessment.states import HOLDS
from e7wizard.case import with_facts
from e7wizard.rulebook.conditions import All, AnyOf, Compare, Condition
from e7wizard.rulebook.points import PointsTable

MOST_STEPS = 3
MOST_FOUND = 4
MOST_TRIED = 200
"""So many sets of lines are counted at most."""


@dataclasses.dataclass(frozen=True)
class Step:
    """One line of the table to reach: `answers` are the facts that bring it, by path."""

    item: str
    line: str
    points: int
    answers: Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class PointsPlan:
    """Steps that reach the pass mark together, and the total then."""

    steps: tuple[Step, ...]
    total: int


def cheapest_plans(context: Context, table_id: str) -> list[PointsPlan]:
    """Sets of as few steps as possible that pass the table, the smallest lines first; none if it passes already.

    A set that holds another one is left out, and of two lines of one item the lower one that suffices is named.
    """
    facts = context.facts
    table, rule = facts.rules.table(table_id), context.rulebook.points[table_id]
    count = table.count(facts)
    if _passes(rule, count):
        return []
    steps, needed = list(_steps(context, rule, table)), rule.passes_at - count.total
    for size in range(1, MOST_STEPS + 1):
        found = []
        for chosen in _promising(steps, size, needed):
            plan = _tried(context, rule, table, chosen)
            if plan is not None:
                found.append(plan)
        if found:
            return _lowest(found)[:MOST_FOUND]
    return []


def _promising(steps: list[Step], size: int, needed: int) -> list[tuple[Step, ...]]:
    """Sets of lines of different items whose points could be enough, those that ask least first."""
    sets = [
        chosen
        for chosen in itertools.combinations(steps, size)
        if sum(step.points for step in chosen) >= needed and len({step.item for step in chosen}) == size
    ]
    return sorted(sets, key=lambda chosen: sum(step.points for step in chosen))[:MOST_TRIED]


def _passes(rule: PointsTable, count: PointsCount) -> bool:
    least = rule.section_minimums
    return count.total >= rule.passes_at and all(count.sections[id][0] >= points for id, points in least.items())


def _tried(context: Context, rule: PointsTable, table: ReadyTable, steps: tuple[Step, ...]) -> PointsPlan | None:
    answers: dict[str, Any] = {}
    for step in steps:
        answers |= step.answers
    count = table.count(Facts(with_facts(context.case, answers), context.rulebook, context.facts.code))
    return PointsPlan(steps, count.total) if _passes(rule, count) else None


def _lowest(plans: list[PointsPlan]) -> list[PointsPlan]:
    """Of plans with lines of the same items the one that asks least; those that ask least in all come first."""
    kept: dict[tuple[str, ...], PointsPlan] = {}
    for plan in sorted(plans, key=lambda plan: sum(step.points for step in plan.steps)):
        kept.setdefault(tuple(sorted(step.item for step in plan.steps)), plan)
    return list(kept.values())


def _steps(context: Context, rule: PointsTable, table: ReadyTable) -> Iterator[Step]:
    board = context.facts.survey()
    counted = {(item, line): points for item, line, points in table.count(context.facts).lines}
    for section in rule.sections:
        if section.deduction:
            continue
        for item in section.items:
            best = max([counted.get((item.id, line.id), 0) for line in item.lines], default=0)
            for line in item.lines:
                node = context.facts.rules.node(line.when)
                if board[node.at] <= HOLDS or (item.combine == "best" and line.points <= best):
                    continue
                answers = _answers(context, line.when)
                if answers:
                    yield Step(item.id, line.id, line.points, answers)


def _answers(context: Context, condition: Condition) -> dict[str, Any] | None:
    """The facts that a person would have to bring about so that the condition holds; None if that is beyond them."""
    if context.facts.rules.node(condition).decide(context.facts).truth is True:
        return {}
    match condition:
        case Compare():
            return _answer(context, condition)
        case All(all=parts):
            found: dict[str, Any] = {}
            for part in parts:
                answers = _answers(context, part)
                if answers is None:
                    return None
                found |= answers
            return found
        case AnyOf(any=parts):
            ways = [answers for part in parts if (answers := _answers(context, part)) is not None]
            return min(ways, key=len, default=None)
        case _:
            return None


def _answer(context: Context, rule: Compare) -> dict[str, Any] | None:
    wanted = getattr(rule, rule.operator)
    if not context.rulebook.changeable(rule.fact) or rule.fact.partition(".")[0] in {"education", "filing", "job"}:
        return None
    match rule.operator:
        case "at_least":
            return {rule.fact: wanted}
        case "is_":
            return {rule.fact: wanted}
        case "in_":
            return {rule.fact: wanted[0]}
        case _:
            return None
