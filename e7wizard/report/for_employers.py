"""What a hiring employer is told about a case: the letter, the papers, what stands in the way, what to see to later."""

from __future__ import annotations

import dataclasses
from typing import Literal

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import Assessment, Dimension, Finding, SourceRef
from e7wizard.assessment.room import Room

THEIRS: tuple[Dimension, ...] = ("code_fit", "salary", "employer")
"""The dimensions that rest on the employer's own facts."""
_LETTERS = ("employer.letter_", "employer.no_letter_for_graduates")


@dataclasses.dataclass(frozen=True)
class Letter:
    """The employment recommendation letter (고용추천서): whether it is needed, who gives it, and how it stands."""

    need: Literal["required", "sometimes", "optional", "none"]
    agencies: tuple[str, ...]
    finding: Finding | None
    sources: tuple[SourceRef, ...]


@dataclasses.dataclass(frozen=True)
class Duty:
    """What is left to see to after hiring; `days` and `months` fill its text."""

    id: str
    days: int
    months: int
    sources: tuple[SourceRef, ...]


HeadsTold = Literal[
    "no_code", "lifted", "no_number", "risk_above", "some", "full", "open", "open_end", "at_least", "too_few_koreans"
]


def heads_told(context: Context, room: Room) -> HeadsTold:
    """Which sentence answers how many more people may be hired."""
    if context.occupation is None:
        return "no_code"
    if room.room is not None:
        if room.few is not None and room.few.status == "fails" and room.room.high == 0:
            return "too_few_koreans"
        if room.room.exact:
            return "some" if room.room.low else "full"
        if room.room.high is not None:
            return "open"
        return "at_least" if room.room.low else "open_end"
    if room.lifted:
        return "lifted"
    return "no_number" if room.calm is None else "risk_above"


def letter_of(assessment: Assessment, context: Context) -> Letter | None:
    """The letter for the occupation in view; None while there is none."""
    occupation = context.occupation
    if occupation is None:
        return None
    rule = occupation.recommendation
    found = (one for one in assessment.dimensions["employer"].findings if one.id.startswith(_LETTERS))
    return Letter(rule.need, rule.agencies_ko, next(found, None), tuple(context.cite(rule.sources)))


def obstacles(assessment: Assessment) -> list[tuple[Dimension, Finding]]:
    """What is not met of that which rests on the employer's facts."""
    return [
        (name, finding)
        for name in THEIRS
        for finding in assessment.dimensions[name].findings
        if finding.status != "meets"
    ]


def duties_of(context: Context) -> list[Duty]:
    """What is left to see to after hiring. The facts of the context know what was found."""
    rules = context.rulebook.files.procedure
    return [
        Duty(duty.id, rules.report_days, rules.extension_months, tuple(context.cite(duty.sources)))
        for duty in context.rulebook.files.employer.duties
        if duty.when is None or decide(duty.when, context.facts).truth is True
    ]
