"""Which facts without a question of their own are worth asking: those whose answer would change a state of this case.

Each answer that a relaxation or an exception waits for is tried on a copy of the case. So nobody is asked for a Japanese
certificate or an internship unless everything else of that rule fits them and the general rule is not met.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from e7wizard.assessment.context import Context, context_of
from e7wizard.assessment.decide import decide
from e7wizard.assessment.employer import judge_employer
from e7wizard.assessment.model import Dimension, State
from e7wizard.assessment.procedure import judge_procedure
from e7wizard.assessment.qualification import judge_qualification
from e7wizard.case import Case, with_facts
from e7wizard.rulebook.conditions import Compare, Condition, leaves
from e7wizard.rulebook.general import Relaxation
from e7wizard.rulebook.rulebook import Rulebook

HasQuestion = Callable[[str], bool]
Answers = Mapping[str, Any]
ASKED_OF_A_PERSON = ("person.", "facts.")
"""Sections of a case whose facts can be asked by themselves; a degree, pay or an employer has a step of its own."""


def facts_worth_asking(case: Case, rulebook: Rulebook, code: str | None, has_question: HasQuestion) -> list[str]:
    """Paths of the facts to ask, in the order of the rules. What was answered already stays among them."""
    trials = list(_trials(rulebook, has_question))
    hidden = {path: None for trial in trials for path in trial.answers}
    blank = context_of(with_facts(case, hidden), rulebook, code)
    before: dict[Dimension, State] = {}
    found: dict[str, None] = {}
    for trial in trials:
        if trial.dimension not in before:
            before[trial.dimension] = _state(blank, trial.dimension)
        rule = rulebook.facts.get(next(iter(trial.answers)))
        only_if = rule.asked.only_if if rule and rule.asked else None
        if only_if is not None and decide(only_if, blank.facts).truth is not True:
            continue
        tried = context_of(with_facts(blank.case, trial.answers), rulebook, code)
        if trial.relaxes is not None and decide(trial.relaxes, tried.facts).truth is False:
            continue  # it would not hold even so
        if _state(tried, trial.dimension) != before[trial.dimension]:
            found |= dict.fromkeys(trial.answers)
    return list(found)


@dataclasses.dataclass(frozen=True)
class _Trial:
    """Answers to try, and the dimension that they may change. `relaxes`: the condition of the relaxation behind them."""

    dimension: Dimension
    answers: Answers
    relaxes: Condition | None = None


def _trials(rulebook: Rulebook, has_question: HasQuestion) -> Iterator[_Trial]:
    for relaxation in rulebook.files.qualification.relaxations:
        answers = {path: value for path, value in _wanted(relaxation) if not has_question(path)}
        if answers:
            yield _Trial("qualification", answers, relaxation.when)
    for fact in rulebook.files.facts:
        if fact.asked is not None and not has_question(fact.path):
            yield _Trial(fact.asked.changes, {fact.path: fact.asked.answer})


def _wanted(relaxation: Relaxation) -> Iterator[tuple[str, Any]]:
    """The answers with which a relaxation holds, as far as a question can bring them."""
    for leaf in leaves(relaxation.when):
        askable = isinstance(leaf, Compare) and leaf.fact.startswith(ASKED_OF_A_PERSON)
        if isinstance(leaf, Compare) and askable and leaf.operator in {"is_", "at_least", "at_most"}:
            yield leaf.fact, getattr(leaf, leaf.operator)


def _state(context: Context, dimension: Dimension) -> State:
    context.facts.take_stock()
    match dimension:
        case "employer":
            return judge_employer(context)[0].status
        case "procedure":
            return judge_procedure(context)[0].status
        case _:
            return judge_qualification(context)[0].status
