"""Questions beyond the fixed ones: what the occupation in view asks, and what would change this person's result."""

from __future__ import annotations

from e7wizard.assessment.context import context_of
from e7wizard.assessment.decide import decide
from e7wizard.assessment.worth_asking import facts_worth_asking
from e7wizard.rulebook.occupations import Occupation
from e7wizard.wizard.fields import ALL_FIELDS, Field, field_of, occupation_fields
from e7wizard.wizard.page import Page


def own_fields(page: Page) -> tuple[Occupation | None, list[Field]]:
    """The occupation in view and the questions that only it needs."""
    return page.between_runs("own fields", lambda: _own_fields(page))


def more_fields(page: Page) -> list[Field]:
    """Questions that no step asks, for somebody whose result the answer would change."""
    return page.between_runs("more fields", lambda: _more_fields(page))


def _own_fields(page: Page) -> tuple[Occupation | None, list[Field]]:
    code = _code(page)
    occupation = page.house.rulebook.occupations.get(str(code))
    if occupation is None:
        return None, []
    facts = context_of(page.case()[0], page.house.rulebook, code).facts
    return occupation, occupation_fields(occupation, lambda rule: decide(rule, facts).truth is True)


def _more_fields(page: Page) -> list[Field]:
    asked = ALL_FIELDS.keys() | {field.id for field in own_fields(page)[1]}
    paths = facts_worth_asking(page.case()[0], page.house.rulebook, _code(page), asked.__contains__)
    return [field_of(path) for path in paths]


def _code(page: Page) -> str | None:
    code = page.session.draft.get("job.code_choice")
    return page.context().facts.code if code in {None, "none"} else str(code)
