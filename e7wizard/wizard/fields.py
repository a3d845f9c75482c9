"""The questions: which fact each one fills, of which kind it is, on which step and when it is asked."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from e7wizard.case import LEVELS, EmployerKind, Procedure, fact_type, plain_type
from e7wizard.rulebook.checking import DERIVED_FACTS
from e7wizard.rulebook.conditions import Condition
from e7wizard.rulebook.occupations import Asked, Occupation

Kind = Literal[
    "text",
    "area",
    "choice",
    "several",
    "money",
    "number",
    "whole",
    "wholes",
    "date",
    "month",
    "country",
    "status",
    "mix",
]
Answers = Mapping[str, Any]
Asks = Callable[[Condition], bool]
UNKNOWN = "unknown"
"""The stored answer 'I don't know'."""
SEVERAL = ","
"""Stands between the choices of a stored answer that has more than one."""


@dataclasses.dataclass(frozen=True)
class Field:
    """One question. `id` is the path of the fact in a case; `show` says when it is asked."""

    id: str
    kind: Kind
    options: tuple[str, ...] = ()
    least: float = 0
    most: float = 100
    show: Callable[[Answers], bool] = lambda answers: True
    required: bool = False


@dataclasses.dataclass(frozen=True)
class Step:
    """One page of questions; its id is its address (?step=...)."""

    id: str
    fields: tuple[Field, ...]


def yes_no(path: str, show: Callable[[Answers], bool] = lambda answers: True) -> Field:
    """A question with the answers yes, no and I don't know."""
    return Field(path, "choice", ("true", "false"), show=show)


def _has_degree(answers: Answers) -> bool:
    return answers.get("education.level") in {"associate", "bachelor", "master", "doctorate"}


def _korean_degree(answers: Answers) -> bool:
    return _has_degree(answers) and answers.get("education.country") == "KR"


def _ranked_degree(answers: Answers) -> bool:
    return answers.get("education.level") in {"bachelor", "master", "doctorate"}


def _second_degree(answers: Answers) -> bool:
    return answers.get("education.second") == "true"


def _in_korea(answers: Answers) -> bool:
    return answers.get("person.in_korea") == "true"


def _on_f_3(answers: Answers) -> bool:
    return _in_korea(answers) and answers.get("person.current_status") == "F-3"


def _holds_e7(answers: Answers) -> bool:
    return _in_korea(answers) and str(answers.get("person.current_status") or "").startswith("E-7")


def _moves(answers: Answers) -> bool:
    return answers.get("filing.procedure") == "change_of_workplace"


def _left_for(*reasons: str) -> Callable[[Answers], bool]:
    return lambda answers: _moves(answers) and answers.get("person.reason_for_leaving") in reasons


def _field_for(path: str) -> Field:
    """A question made from the type of the fact; one that may hold a list of choices asks for all of them."""
    for part in typing.get_args(fact_type(path)):
        if typing.get_origin(part) is list and typing.get_origin(choice := typing.get_args(part)[0]) is Literal:
            return Field(path, "several", tuple(str(option) for option in typing.get_args(choice)))
    kind = plain_type(fact_type(path))
    if typing.get_origin(kind) is Literal:
        return Field(path, "choice", tuple(str(option) for option in typing.get_args(kind)))
    if kind is bool:
        return yes_no(path)
    if typing.get_origin(kind) is list:
        return Field(path, "wholes", most=10**6)
    if kind is str:
        return Field(path, "text", most=300)
    if path.endswith("_krw"):
        return Field(path, "money")
    if kind is int:
        return Field(path, "whole", most=10**9)
    if kind is float:
        return Field(path, "number", most=100)
    return Field(path, "month")


STATUSES = (
    "D-2", "D-2-7", "D-4", "D-4-6", "D-5", "D-6", "D-7", "D-8", "D-9", "D-10-1", "D-10-2", "D-10-3", "D-10-T",
    "E-1", "E-2", "E-3", "E-4", "E-5", "E-6-1", "E-6-2", "E-6-3", "E-7-1", "E-7-2", "E-7-3", "E-7-4", "E-8", "E-9", "E-10",
    "F-1", "F-2", "F-2-7", "F-3", "F-4", "F-5", "F-6", "H-1", "H-2", "B-1", "B-2", "C-1", "C-3", "C-4", "D-1", "D-3", "G-1",
)  # fmt: skip
PROCEDURES: tuple[str, ...] = typing.get_args(Procedure)
EMPLOYER_KINDS: tuple[str, ...] = tuple(kind for kind in typing.get_args(EmployerKind) if kind != "none")
"""Whoever has an employer is asked; a case without one says so elsewhere."""

STEPS: tuple[Step, ...] = (
    Step(
        "duty",
        (
            Field("job.title", "text", most=300),
            Field("job.duties", "area", most=20_000, required=True),
            Field("job.mix", "mix"),
            yes_no("job.duties_will_change"),
            yes_no("job.generic_template"),
        ),
    ),
    Step("code", ()),
    Step(
        "degree",
        (
            Field("education.level", "choice", LEVELS),
            Field("education.field", "text", most=300, show=_has_degree),
            yes_no("education.related", _has_degree),
            Field("education.country", "country", show=_has_degree),
            yes_no("education.regular_korean_college", _korean_degree),
            Field("education.graduated", "month", show=_has_degree),
            Field("education.the_rank", "whole", least=1, most=100_000, show=_ranked_degree),
            Field("education.qs_rank", "whole", least=1, most=100_000, show=_ranked_degree),
            yes_no("education.second", _has_degree),
            Field("education.second_level", "choice", LEVELS[2:], show=_second_degree),
            Field("education.second_country", "country", show=_second_degree),
            yes_no("education.second_related", _second_degree),
        ),
    ),
    Step(
        "experience",
        (
            Field("experience.related_years", "number", most=80),
            Field("experience.related_years_after_degree", "number", most=80, show=_has_degree),
            Field("experience.global_500_years", "number", most=80),
        ),
    ),
    Step(
        "salary",
        (
            Field("pay.annual_krw", "money"),
            Field("pay.weekly_hours", "number", least=1, most=168),
            Field("filing.date", "date"),
        ),
    ),
    Step(
        "employer",
        (
            Field("employer.kind", "choice", EMPLOYER_KINDS),
            Field("employer.size", "choice", ("large", "mid", "sme")),
            Field("employer.korean_staff", "whole", most=10_000_000),
            Field("employer.foreign_staff", "whole", most=10_000_000),
            yes_no("employer.mainly_domestic"),
            yes_no("employer.tax_arrears"),
            Field("employer.recommendation", "choice", ("obtained", "applied", "not_available")),
            yes_no("job.permanent_direct_hire"),
            yes_no("employer.foreign_invested"),
            yes_no("employer.venture"),
            yes_no("employer.capital_region"),
            yes_no("employer.depopulation_area"),
            Field("employer.founded", "month"),
        ),
    ),
    Step(
        "you",
        (
            yes_no("person.in_korea"),
            Field("person.current_status", "status", STATUSES, show=_in_korea),
            Field("person.spouse_status", "status", STATUSES, show=_on_f_3),
            Field("filing.stay_expires", "date", show=_in_korea),
            Field("filing.procedure", "choice", PROCEDURES),
            dataclasses.replace(_field_for("person.reason_for_leaving"), show=_moves),
            yes_no("person.left_by_own_fault", _left_for("dismissed", "resigned", "mutual_termination")),
            yes_no("person.unpaid_wages_proof", _left_for("unpaid_wages")),
            yes_no("person.former_employer_consent", _moves),
            Field("person.former_job_ended", "date", show=_moves),
            Field("filing.start_date", "date", show=_in_korea),
            Field("person.last_year_taxed_income_krw", "money", show=_holds_e7),
            Field("person.age", "whole", most=120),
            Field("person.nationality", "country"),
            Field("person.topik", "choice", ("0", "1", "2", "3", "4", "5", "6")),
            Field("person.kiip", "choice", ("0", "1", "2", "3", "4", "5")),
            yes_no("person.stem_degree", _ranked_degree),
            yes_no("person.ethnic_korean"),
            yes_no("person.spouse_of_korean"),
        ),
    ),
)

PATH: tuple[str, ...] = ("start", *(step.id for step in STEPS), "check", "result")
"""Every page of the journey, in order."""

ALL_FIELDS: dict[str, Field] = {field.id: field for step in STEPS for field in step.fields}


def occupation_fields(occupation: Occupation, asks: Asks = lambda condition: True) -> list[Field]:
    """Questions that only this occupation needs, from the facts its own conditions compare.

    `asks` says whether a rule with an `applies` is asked on the answers so far; until then only the facts that
    decide this are asked themselves.
    """
    paths = dict.fromkeys(_facts_in(occupation.compared, asks))
    exceptions = [one for one in occupation.protection.exceptions if one.cap is not None and asks(one.when)]
    for cap in (*occupation.caps(), *(one.cap for one in exceptions if one.cap is not None)):
        if cap.applies is not None and not asks(cap.applies):
            continue
        named = [cap.counted, cap.by, cap.growth.by if cap.growth else None, *(scale.by for scale in cap.scales)]
        paths |= {path: None for path in named if path}
    for deduction in occupation.deductions():
        paths |= dict.fromkeys(deduction.facts)
    if occupation.wage is not None:
        if occupation.wage.kind == "colleagues":
            paths["facts.korean_colleagues_average_annual_krw"] = None
        if occupation.wage.relief:
            paths["facts.e7_career_years_in_korea"] = None
        if occupation.wage.newcomer_relief_from:
            paths["facts.first_entry_as_shipbuilder"] = None
    if occupation.advanced_technology:
        paths["facts.internship_before_graduation_years"] = None
    return [_field_for(path) for path in paths if _is_own_question(path)]


def _is_own_question(path: str) -> bool:
    """A fact of the sections that occupations ask, with no step of its own and not worked out from others."""
    return path.split(".", maxsplit=1)[0] in _OWN_SECTIONS and path not in ALL_FIELDS and path not in DERIVED_FACTS


_OWN_SECTIONS = {"facts", "employer", "person"}


def _facts_in(compared: tuple[str | Asked, ...], asks: Asks) -> Iterator[str]:
    for part in compared:
        if isinstance(part, str):
            yield part
        elif asks(part.applies):
            yield from _facts_in(part.compared, asks)


def field_of(path: str) -> Field:
    """The question for a fact, whether it has a step of its own or not."""
    return ALL_FIELDS.get(path) or _field_for(path)
