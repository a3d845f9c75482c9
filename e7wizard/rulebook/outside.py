"""Kinds of work that no permitted occupation covers, and papers: two small lists with conditions."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from e7wizard.rulebook.conditions import Condition
from e7wizard.rulebook.occupations import Code, Key
from e7wizard.rulebook.sources import Cites


class Outside(BaseModel):
    """Work outside the list. `excluded_by`: the occupation whose official text excludes it in so many words.

    `nearest` is the listed occupation nearest to it; its tier decides what the gap means. `status` is the status
    of stay where this work is at home, if there is one. `when`: an answer that names this work as plainly as the duties
    can; it counts where `excluded_by` is the occupation of the case.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Key
    nearest: Code
    excluded_by: Code | None = None
    when: Condition | None = None
    status: str | None = None
    sources: Cites | None = None


class Paper(BaseModel):
    """A paper that one of the parties prepares; without `when` everybody does.

    Its condition may also use what the assessment found: `found.way` (visa_abroad, change_of_status,
    workplace_permission, workplace_report, extension), `found.relaxation`, `found.exception`, `found.letter`,
    `found.guarantee`, `found.review`, `found.manager` and `found.salary_rule`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Key
    party: Literal["applicant", "employer"]
    when: Condition | None = None
    sources: Cites
