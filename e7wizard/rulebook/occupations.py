"""The models of an occupation's own rules. Texts (names, duties, explanations) stand in content/en and content/zh."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from e7wizard.rulebook.conditions import Compare, Condition
from e7wizard.rulebook.sources import Cites

Tier = Literal["E-7-1", "E-7-2", "E-7-3", "E-7-4"]
Code = Annotated[str, StringConstraints(pattern=r"^S?\d{3,5}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Status = Literal["fails", "at_risk", "cannot_tell"]


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Path(_Rule):
    """One way to meet a requirement; the id names its text. With `applies` it is asked only while that holds.

    `otherwise` is the state while everything that a form can decide holds and only a review by a person is left.
    """

    id: Key
    when: Condition
    applies: Condition | None = None
    otherwise: Literal["at_risk", "cannot_tell"] = "cannot_tell"


class HumanCheck(_Rule):
    """A point that only a person can check; the id names its text. In content a bare id stands for one for everybody.

    With `applies` it concerns a case unless that is ruled out.
    """

    id: Key
    applies: Condition | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: object) -> object:
        return {"id": value} if isinstance(value, str) else value


class Move(_Rule):
    """When a change of workplace (근무처 변경) in this occupation is possible at all.

    `only_for`: reasons for leaving that allow it; empty = no limit. `without_fault`: any other cause that is not the
    person's own fault does too. While `by_new_visa` holds, the section lets it go only by leaving Korea and coming back on a
    new visa.
    """

    only_for: tuple[str, ...] = ()
    without_fault: bool = False
    by_new_visa: Condition | None = None
    sources: Cites


class Qualification(_Rule):
    """What the applicant must have.

    `general`: the general rule (master's; bachelor's + 1 year; 5 years), without the paths named in `without`.
    `own`: only the paths listed here. `none`: no education or career is asked.
    `also` must hold on every path. `relief` says which general relaxations reach this occupation: `all`,
    `experience` (those that waive experience), `full` (only those that waive degree and experience) or `none`.
    """

    rule: Literal["general", "own", "none"]
    without: tuple[Literal["masters", "bachelors_plus_1", "five_years"], ...] = ()
    paths: tuple[Path, ...] = ()
    also: tuple[Path, ...] = ()
    relief: Literal["all", "experience", "full", "none"] = "all"
    human_check: tuple[HumanCheck, ...] = ()
    sources: Cites


class Recommendation(_Rule):
    """Employment recommendation letter (고용추천서): `sometimes` is required only while `when` holds.

    `by_path` names ways of the qualification rule: the letter is required, too, of whom nothing but these ways admits.
    """

    need: Literal["required", "sometimes", "optional", "none"]
    when: Condition | None = None
    by_path: tuple[Key, ...] = ()
    agencies_ko: tuple[str, ...] = ()
    sources: Cites


class CapRow(_Rule):
    """From `at_least` of the measured fact on, `heads` foreign staff are allowed."""

    at_least: int
    heads: int


class Scale(_Rule):
    """Heads by one measured fact. `instead` is the scale used where that fact is unknown."""

    by: str
    rows: tuple[CapRow, ...]
    instead: Scale | None = None


class Growth(_Rule):
    """One head more for every so many of a measured fact beyond a number."""

    by: str
    every: int
    beyond: int = 0


class Deduction(_Rule):
    """Heads taken off a limit, one for each person that `facts` count (runaways); an unknown count takes off none."""

    facts: tuple[str, ...] = Field(min_length=1)
    unless: Condition | None = None


class HeadCap(_Rule):
    """Own limit of foreign staff in this occupation; `counted` is the fact that counts those already there.

    One of: a scale by one fact (`by`, `rows`), a flat number (`at_most`), a `share` of the Korean employees, or the
    average of several `scales`, never above the last of them. A flat number and a share may grow (`growth`).
    `otherwise` is the state above the limit. With `applies` it is asked only while that holds.
    """

    id: Key | None = None
    applies: Condition | None = None
    by: str | None = None
    rows: tuple[CapRow, ...] = ()
    at_most: int | None = None
    growth: Growth | None = None
    scales: tuple[Scale, ...] = ()
    share: float | None = Field(default=None, gt=0, le=1, description="of the Korean employees, at least `at_least`")
    rounding: Literal["up", "half_up", "down"] = "half_up"
    at_least: int = 0
    otherwise: Status = "fails"
    counted: str = "facts.foreign_staff_same_occupation"
    deducted: Deduction | None = None
    sources: Cites


class ReviewException(_Rule):
    """A published way past the review's head counts; tried only where they are not met.

    `minimum_koreans` lifts the five Koreans, `heads` (a flat number), `share` or `cap` lifts the foreign share; so the
    better of both limits counts. `state` is `at_risk` where the text can be read in another way, too.
    """

    id: Key
    when: Condition
    minimum_koreans: int | None = None
    heads: int | None = None
    share: float | None = Field(default=None, gt=0, le=1)
    cap: HeadCap | None = None
    needs_letter: bool = False
    state: Literal["meets", "at_risk"] = "meets"
    sources: Cites


class Protection(_Rule):
    """Review that protects the employment of nationals (국민고용 보호심사).

    `full`: at least five Koreans unless not mainly domestic, and the foreign share. `ratio`: only the share.
    `own`: the occupation's own table or share in `head_cap`, the rest as general. `none`: outside the review;
    with `expressly` the occupation's own section says so, and the general check does not reach it either.
    With `share_when` the share is asked only while that holds. `minimum_in_doubt`: the section has measures of its own
    and does not say whether the five Koreans are asked beside them, so fewer are a risk.
    """

    review: Literal["full", "ratio", "own", "none"]
    minimum_koreans: bool = True
    minimum_in_doubt: bool = False
    share: float | None = Field(default=None, gt=0, le=1)
    share_when: Condition | None = None
    deducted: Deduction | None = None
    exceptions: tuple[ReviewException, ...] = ()
    expressly: bool = False
    sources: Cites


class EmployerRule(_Rule):
    """One condition on the employer; `otherwise` is the state when it is not met.

    `by_path` names ways of the qualification rule: the condition is asked only of whom nothing but these ways admits.
    """

    id: Key
    when: Condition
    applies: Condition | None = None
    by_path: tuple[Key, ...] = ()
    otherwise: Status = "fails"
    sources: Cites


class Wage(_Rule):
    """The occupation's own wage rule where it has one.

    `gni`: a share of last year's GNI per head, with the relief for small firms if `relief`. `amount`: a fixed sum
    (KRW a year). `minimum_wage`: the section names the minimum wage, the table of the tiers its own amount; between
    them nobody can say. `human`: a measure of the employer's or the office's (the id names its text); `when` is the
    answer that settles it. `colleagues`: not below the average of Korean colleagues, besides the tier amount.

    `applies`: the rule is there only while that holds, else the tier amount. `doubtful_when`: the text leaves open
    whether it is this rule or the tier amount. `relief_doubtful`: it does not say whether the relief stands beside it.
    `newcomer_if`: who is sure to be brought in newly, though no first entry is known yet.
    """

    kind: Literal["gni", "amount", "minimum_wage", "human", "colleagues"]
    applies: Condition | None = None
    doubtful_when: Condition | None = None
    when: Condition | None = None
    share: float | None = Field(default=None, gt=0, le=1)
    relief: bool = False
    relief_doubtful: bool = False
    newcomer_relief_from: str | None = Field(
        default=None, description="first entry from this month on: the tier amount counts for three years"
    )
    newcomer_if: Condition | None = None
    annual_krw: int | None = None
    short: Status = "fails"
    id: Key | None = None
    sources: Cites


class NotThis(_Rule):
    """Work that is often taken for this occupation. `expressly` marks an exclusion in the official text."""

    id: Key
    goes_to: str | None = Field(default=None, description="an occupation code, a status of stay, or nothing")
    expressly: bool = False
    sources: Cites | None = None


class Occupation(_Rule):
    """One permitted occupation (허용직종) with its own rules."""

    code: Code
    formerly: tuple[str, ...] = ()
    tier: Tier
    name_ko: str
    nearest_ksco: str | None = None
    advanced_technology: bool = Field(
        default=False, description="internships in designated advanced technology may count before graduation"
    )
    manager: bool = False
    qualification: Qualification
    recommendation: Recommendation
    protection: Protection
    head_cap: HeadCap | None = None
    head_caps: tuple[HeadCap, ...] = Field(default=(), description="several limits, each with its own `applies`")
    employer: tuple[EmployerRule, ...] = ()
    employer_human_check: tuple[HumanCheck, ...] = ()
    wage: Wage | None = None
    guarantee_letter: Literal["required", "sometimes", "may_be_asked", "no"] = "no"
    guarantee_when: Condition | None = None
    permission_to_move: bool | None = None
    permission_to_move_when: Condition | None = None
    move: Move | None = None
    only_by: Literal["change_of_status"] | None = None
    not_this: tuple[NotThis, ...] = ()
    certainty: Literal["high", "medium"] = "high"
    doubts: tuple[Key, ...] = ()
    sources: Cites

    def caps(self) -> tuple[HeadCap, ...]:
        """Every own limit of heads."""
        return (self.head_cap, *self.head_caps) if self.head_cap is not None else self.head_caps

    def deductions(self) -> tuple[Deduction, ...]:
        """Every deduction from its limits of heads."""
        found = (self.protection.deducted, *(cap.deducted for cap in self.caps()))
        return tuple(deduction for deduction in found if deduction is not None)

    @cached_property
    def compared(self) -> tuple[str | Asked, ...]:
        """The facts that its rules compare, in their order; worked out once."""
        return tuple(_compared_in(self))


@dataclasses.dataclass(frozen=True)
class Asked:
    """A part of an occupation that is asked only while a condition holds: the condition, and what the part compares."""

    applies: Condition
    compared: tuple[str | Asked, ...]


def _compared_in(value: Any) -> Iterator[str | Asked]:
    if isinstance(value, Compare):
        yield value.fact
    elif isinstance(value, HumanCheck | Move):
        return  # they only sort out what to show; the facts they compare are asked where they decide
    elif isinstance(value, BaseModel):
        parts = tuple(part for name in type(value).model_fields for part in _compared_in(getattr(value, name)))
        applies = getattr(value, "applies", None)
        if applies is None:
            yield from parts
        else:
            yield from _compared_in(applies)
            yield Asked(applies, parts)
    elif isinstance(value, tuple):
        for part in value:
            yield from _compared_in(part)
