"""The rules that hold for all occupations: tiers, pay, qualification, employer, procedure."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from e7wizard.rulebook.conditions import Condition
from e7wizard.rulebook.occupations import Key, Path, Tier
from e7wizard.rulebook.sources import Cites


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Period(_Rule):
    """From and to are the first and last day in force; `to` is open when None."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: dt.date = Field(alias="from")
    to: dt.date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.to is not None and self.to < self.from_:
            raise ValueError(f"ends on {self.to}, before it starts on {self.from_}")
        return self

    def covers(self, day: dt.date) -> bool:
        """Whether the rule is in force on `day`."""
        return self.from_ <= day and (self.to is None or day <= self.to)


class TierRule(_Rule):
    """A kind of E-7 with the number of listed occupations."""

    id: Tier
    name_ko: str
    occupations: int
    outside_list: Literal["at_risk", "cannot_tell"]
    sources: Cites


class Threshold(Period):
    """Announced pay threshold, KRW a year, for applications filed in the period."""

    krw: dict[Tier, int]
    sources: Cites


class Gap(Period):
    """A period for which no amount was announced; the id names the text that says so."""

    id: Key
    sources: Cites


class PastThreshold(Period):
    """What secondary sources say of a period before the first notice of this edition; nothing here is certain.

    `krw` surely sufficed if the source is right; `relief_krw` is the smaller amount for small firms; below `least_krw`
    no reading sufficed, and without the small firms' amount none below `least_full_krw`, which is `krw` where not given. `minimum_wage` names the tiers that were held to the minimum wage alone, `own_krw` the
    occupations with an amount of their own.
    """

    krw: dict[Tier, int] = {}
    relief_krw: dict[Tier, int] = {}
    least_krw: dict[Tier, int] = {}
    least_full_krw: dict[Tier, int] = {}
    minimum_wage: tuple[Tier, ...] = ()
    own_krw: dict[str, int] = {}
    sources: Cites


class MinimumWage(_Rule):
    """Statutory minimum wage of a calendar year: KRW an hour and KRW a month (209 hours)."""

    year: int
    hourly: int
    monthly: int
    sources: Cites


class Gni(Period):
    """GNI per head that immigration applies in the period, KRW. `low` and `high` differ where texts disagree."""

    low: int
    high: int
    doubt: Key | None = None
    sources: Cites


class Relief(_Rule):
    """Smaller share of GNI for small firms, for people with at most `career_years` of E-7 work in Korea."""

    share: float
    career_years: float
    firm: Condition
    sources: Cites


class Salary(_Rule):
    """Everything about pay. `gni_floor`: a GNI not published yet is not below this share (0-1) of the last one."""

    thresholds: tuple[Threshold, ...]
    history: tuple[PastThreshold, ...] = ()
    history_reached: Literal["at_risk", "cannot_tell"] = "cannot_tell"
    gaps: tuple[Gap, ...]
    minimum_wage: tuple[MinimumWage, ...]
    standard_hours: float
    monthly_hours: int
    gni: tuple[Gni, ...]
    gni_floor: float = Field(gt=0, le=1)
    relief: Relief
    newcomer_years: int
    sources: Cites


class GeneralPath(_Rule):
    """One of the ways of the general qualification rule."""

    id: Literal["masters", "bachelors_plus_1", "five_years"]
    when: Condition


class Relaxation(_Rule):
    """A published exception to the general rule: what it needs and what it waives."""

    id: Key
    waives: tuple[Literal["degree", "experience", "major_match", "employer_ratio"], ...]
    when: Condition
    tiers: tuple[Tier, ...] | None = None
    not_tiers: tuple[Tier, ...] = ()
    occupations: tuple[str, ...] | None = None
    period: Period | None = None
    sources: Cites


class QualificationRules(_Rule):
    """The general rule and its relaxations."""

    general: tuple[GeneralPath, ...]
    internship_fields: Cites
    relaxations: tuple[Relaxation, ...]
    sources: Cites


class Confirm(_Rule):
    """Something that everybody must confirm; it lowers nothing while unanswered."""

    id: Key
    dimension: Literal["code_fit", "qualification", "salary", "employer", "procedure"]
    unless: Condition | None = None
    sources: Cites


class EmployerDuty(_Rule):
    """What an employer still has to see to once the person works; with `when` it concerns some occupations only."""

    id: Key
    when: Condition | None = None
    sources: Cites


class EmployerRules(_Rule):
    """Rules on every employer. `insured_months`: how long a Korean must be insured before they count.

    `recommendation_doubtful_for_managers`: firms that the text neither excepts nor names. `graduates_without_letter`:
    who changes status so needs none where the occupation does not make it mandatory. `young_firm`: firms that may hire
    into `young_firm_tiers` without sales in their first `young_firm_years`.
    """

    tax_arrears: Cites
    recommendation_waived: Condition
    recommendation_waived_for_managers: Condition
    recommendation_doubtful_for_managers: Condition
    graduates_without_letter: Condition
    graduates_sources: Cites
    recommendation_sources: Cites
    minimum_koreans: int
    insured_months: int
    share: float
    protection_sources: Cites
    general_check_sources: Cites
    not_reviewed: Condition
    not_reviewed_sources: Cites
    young_firm_years: int
    young_firm_tiers: tuple[Tier, ...]
    young_firm: Condition
    young_firm_sources: Cites
    no_sales: Condition
    manager_review: Cites
    duties: tuple[EmployerDuty, ...] = ()


class Waiver(_Rule):
    """Reasons for leaving a job that make the former employer's consent needless, or let other papers replace it."""

    needless: tuple[str, ...]
    replaced: tuple[str, ...] = ()
    sources: Cites


class Special(_Rule):
    """A case in which the way of filing has a rule of its own. `confirm` puts it on the list and lowers nothing.

    Where only a presumed fact keeps another state from holding, it is put on the list as well.
    """

    id: Key
    procedures: tuple[Literal["visa_abroad", "change_of_status", "change_of_workplace", "extension"], ...]
    when: Condition
    state: Literal["confirm", "at_risk", "fails"]
    sources: Cites


class Pilot(Period):
    """An occupation, or a part of one, that the manuals print as a pilot between two days.

    `outside` is the state of a new application on another day: nothing in writing says what holds then. `confirm` is
    for a pilot whose years are past but which the manuals in force still print.
    """

    id: Key
    when: Condition
    outside: Literal["cannot_tell", "confirm"]
    sources: Cites


class ProcedureRules(_Rule):
    """Who may file what, where, and which days bind.

    `extension_months`: an extension can be filed so many months before the stay ends. `report_days` run from the day
    after. `papers_months`: papers issued in Korea are accepted so long. `usual_days`: what a decision usually takes at
    least. `own_work`: statuses that may carry work of their own while the change is pending. `income_restricts`:
    occupations whose own text refuses or shortens an extension when last year's pay fell short.
    """

    barred: tuple[str, ...]
    barred_sources: Cites
    listed: tuple[str, ...]
    not_listed: tuple[str, ...]
    listed_sources: Cites
    exceptions: tuple[Path, ...]
    exception_sources: Cites
    points_only_from: tuple[str, ...]
    points_only_sources: Cites
    foreign_school_codes: tuple[str, ...]
    move_sources: Cites
    consent_to_report: Waiver
    consent_to_permit: Waiver
    report_days: int
    report_sources: Cites
    leaving_sources: Cites
    stay_sources: Cites
    in_korea_sources: Cites
    passport_sources: Cites
    extension_months: int
    extension_sources: Cites
    window_sources: Cites
    same_job_sources: Cites
    start_sources: Cites
    permission_sources: Cites
    own_work: tuple[str, ...]
    own_work_sources: Cites
    usual_days: dict[str, int]
    usual_sources: Cites
    papers_months: int
    papers_sources: Cites
    income_sources: Cites
    income_restricts: dict[str, Cites]
    registration_days: int
    registration_sources: Cites
    fees_krw: dict[str, int]
    fees_sources: Cites
    specials: tuple[Special, ...] = ()
    pilots: tuple[Pilot, ...] = ()
    short_job_days: int
    short_job_sources: Cites
    abroad_sources: Cites
    one_code_sources: Cites
    similar_sources: Cites


class CodeFitRules(_Rule):
    """When a job of several kinds of work still has a main duty. Shares are 0-1 of the working time.

    `dominant`: the main duty fills more than this. `large_side_duty`: from here on other work is a risk of its own.
    `excluded_part`: from here on work that the code's own text excludes is a risk. `technical` and `commercial` name
    codes; `commercial_outside` the ids of commercial and office work outside the list.
    """

    dominant: float
    large_side_duty: float
    excluded_part: float
    technical: tuple[str, ...]
    commercial: tuple[str, ...]
    commercial_outside: tuple[str, ...]
    manager_sources: Cites
    practice_sources: Cites


class Trial(_Rule):
    """A fact without a question of its own is asked of those whose state in the dimension this answer would change."""

    answer: bool | int | float | str
    changes: Literal["qualification", "employer", "procedure"]
    only_if: Condition | None = None


class FactRule(_Rule):
    """What is known about a fact.

    `changeable`: a person can bring it about (a certificate, but not a nationality). `presumed`: the value taken,
    and put on the list to confirm, while nobody says otherwise; only for what is true of nearly everybody.
    `sensitive`: stays out of a hand-over unless the person asks for it. `asked`: whom to ask a fact that no step asks.
    `for_routes_if`: whom alone to ask it for the sake of other statuses of stay; others are unlikely to have anything to say.
    """

    path: str
    changeable: bool = True
    presumed: bool | int | float | str | None = None
    sensitive: bool = False
    asked: Trial | None = None
    for_routes_if: Condition | None = None


class Edition(_Rule):
    """Which reading of the law this content is."""

    id: str
    read_on: dt.date
    numbering_changed_on: dt.date
    sources: Cites
