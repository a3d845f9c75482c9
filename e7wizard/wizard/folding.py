"""Which questions of a step stand open on the page, and which wait folded below them.

A question is folded where few people's result hangs on its answer. It comes forward while its answer could change the
result of this person, and stays forward once it is answered there. Folded questions are drawn too: no answer is lost.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from e7wizard.wizard.fields import STEPS, UNKNOWN, Answers, Field, Step
from e7wizard.wizard.more_fields import own_fields
from e7wizard.wizard.page import Page


def _no_bachelor_from_abroad(answers: Answers) -> bool:
    """Whom the general rule asks no year of work after the degree."""
    return answers.get("education.level") != "bachelor" or answers.get("education.country") == "KR"


def _bachelor_or_more(answers: Answers) -> bool:
    return answers.get("education.level") in {"bachelor", "master", "doctorate"}


def _holds_no_e7(answers: Answers) -> bool:
    return not str(answers.get("person.current_status") or "").startswith("E-7")


def _always(answers: Answers) -> bool:
    return True


_FEW_NEED = (
    "job.duties_will_change",
    "job.generic_template",
    "education.field",
    "education.regular_korean_college",
    "education.graduated",
    "education.the_rank",
    "education.qs_rank",
    "education.second",
    "education.second_level",
    "education.second_country",
    "education.second_related",
    "experience.global_500_years",
    "pay.weekly_hours",
    "employer.kind",
    "employer.size",
    "employer.korean_staff",
    "employer.foreign_staff",
    "employer.mainly_domestic",
    "employer.tax_arrears",
    "employer.recommendation",
    "job.permanent_direct_hire",
    "employer.foreign_invested",
    "employer.venture",
    "employer.capital_region",
    "employer.depopulation_area",
    "employer.founded",
    "filing.start_date",
    "person.age",
    "person.topik",
    "person.kiip",
    "person.stem_degree",
    "person.ethnic_korean",
    "person.spouse_of_korean",
)
FOLDED: Mapping[str, Callable[[Answers], bool]] = {
    **dict.fromkeys(_FEW_NEED, _always),
    "experience.related_years": _bachelor_or_more,
    "experience.related_years_after_degree": _no_bachelor_from_abroad,
    "filing.procedure": _holds_no_e7,
}
"""Folded questions by the path of their fact, each with the answers on which it is folded."""

WAITS_FOR = {"experience.related_years": "experience.related_years_after_degree"}
"""A question that comes forward only once another one is answered, where that one stands open."""


@dataclasses.dataclass(frozen=True)
class Sorted:
    """The questions of a step: those that stand open, those of the occupation among them, and those folded below."""

    open: tuple[Field, ...] = ()
    own: tuple[Field, ...] = ()
    folded: tuple[Field, ...] = ()


def sort_step(page: Page, step: Step) -> Sorted:
    """Sort the questions of a step on the answers so far; what comes forward is noted in the session."""
    answers, session = page.session.draft.answers, page.session
    shown = [field for field in step.fields if field.show(answers)]
    own = own_fields(page)[1] if step.id == "employer" else []
    candidates = [field for field in shown if _is_folded(field, answers)] + list(own)
    forward = _forward(page, candidates) if candidates else set()
    session.brought_forward |= forward
    return Sorted(
        open=tuple(field for field in shown if field not in candidates or field.id in forward),
        own=tuple(field for field in own if field.id in forward),
        folded=tuple(field for field in candidates if field.id not in forward),
    )


def late_fields(page: Page) -> list[Field]:
    """Questions of earlier steps that came to matter after their step was left; asked at the last step."""
    session = page.session
    answers = session.draft.answers
    earlier = [field for step in STEPS if step.id != "you" for field in step.fields if field.show(answers)]
    passed = [field for field in (*earlier, *own_fields(page)[1]) if field.id not in session.brought_forward]
    folded = [field for field in passed if _is_folded(field, answers) or field not in earlier]
    waiting = page.still_open() if folded else frozenset()
    found = [
        field
        for field in folded
        if (field.id in waiting and field.id not in answers) or (field.id in session.asked_late)
    ]
    session.asked_late |= {field.id for field in found}
    return found


def opens(page: Page, field: Field) -> bool:
    """Whether a question of a step is one that stands open there, or stood open before."""
    return not _is_folded(field, page.session.draft.answers) or field.id in page.session.brought_forward


def _forward(page: Page, candidates: Sequence[Field]) -> set[str]:
    """Which of the folded questions could change the result: as things stand, or if they were still unanswered."""
    answers = page.session.draft.answers
    answered = {field.id for field in candidates if field.id in answers}
    waiting = set(page.still_open())
    if answered:
        waiting |= page.still_open(blank=answered) | (answered & page.session.brought_forward)
    return {field.id for field in candidates if field.id in waiting and not _waits(field, answers)}


def _is_folded(field: Field, answers: Answers) -> bool:
    folds = FOLDED.get(field.id)
    return folds is not None and folds(answers)


def _waits(field: Field, answers: Answers) -> bool:
    other = WAITS_FOR.get(field.id)
    return other is not None and not FOLDED[other](answers) and answers.get(other) in {None, UNKNOWN}
