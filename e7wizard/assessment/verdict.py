"""Put the questions together: the weakest dimension decides, the occupation code comes first."""

from __future__ import annotations

import dataclasses
from typing import Literal

from e7wizard.assessment.building import built
from e7wizard.assessment.changes import propose_changes
from e7wizard.assessment.code_fit import judge_code_fit
from e7wizard.assessment.context import Context, context_of
from e7wizard.assessment.decide import decide
from e7wizard.assessment.employer import judge_employer
from e7wizard.assessment.model import (
    Ask,
    AskOption,
    Assessment,
    Candidate,
    Change,
    Dimension,
    DimensionResult,
    Documents,
    MixPart,
    OccupationResult,
    PlanRoutes,
    RouteResult,
    SalaryResult,
    Separates,
    State,
    ToConfirm,
    worst,
)
from e7wizard.assessment.papers import found_by, list_papers
from e7wizard.assessment.plan import propose_plan
from e7wizard.assessment.procedure import judge_procedure
from e7wizard.assessment.qualification import judge_qualification
from e7wizard.assessment.routes import judge_routes, nearest_routes
from e7wizard.assessment.salary import judge_salary
from e7wizard.case import Case, ignored_keys
from e7wizard.matching.fit import Fit, Share
from e7wizard.rulebook.rulebook import Rulebook


class CaseError(ValueError):
    """The case cannot be judged as it stands; the message says which value is wrong and what would be right."""


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """The five dimensions of a case and what they rest on; `verdict` is that of the weakest."""

    context: Context
    chosen_by: Literal["applicant", "match"] | None
    dimensions: dict[Dimension, DimensionResult]
    salary: SalaryResult
    to_confirm: list[ToConfirm]

    @property
    def verdict(self) -> State:
        """The state of the weakest dimension."""
        return worst([dimension.status for dimension in self.dimensions.values()])

    def knowing(self) -> Context:
        """The context with what was found about the case as facts of their own, as papers and routes need it."""
        found = found_by(self.context, self.dimensions, self.salary.rule)
        return dataclasses.replace(self.context, facts=self.context.facts.knowing(found))


def judge(case: Case, fit: Fit, rulebook: Rulebook) -> Judged:
    """Judge the five dimensions alone, which is most of what a table of many cases needs; see `assess`."""
    code, chosen_by = _occupation(case, fit, rulebook)
    context = context_of(case, rulebook, code)
    context.facts.take_stock()
    salary, salary_result = judge_salary(context)
    qualification, confirm_qualification = judge_qualification(context)
    employer, confirm_employer = judge_employer(context)
    procedure, confirm_procedure = judge_procedure(context)
    dimensions: dict[Dimension, DimensionResult] = {
        "code_fit": judge_code_fit(context, fit),
        "qualification": qualification,
        "salary": salary,
        "employer": employer,
        "procedure": procedure,
    }
    confirm = [*_general_confirm(context), *confirm_qualification, *confirm_employer, *confirm_procedure]
    return Judged(context, chosen_by, dimensions, salary_result, confirm)


def assess(case: Case, fit: Fit, rulebook: Rulebook) -> Assessment:
    """Judge a case. `fit` is the matcher's answer for its job. Raises CaseError for an unknown occupation code."""
    return assess_judged(judge(case, fit, rulebook), fit)


def assess_judged(judged: Judged, fit: Fit) -> Assessment:
    """The rest of the assessment for dimensions that are judged already."""
    knowing = judged.knowing()
    routes = judge_routes(knowing)
    changes = propose_changes(judged.context, fit, judged.dimensions)
    plans = propose_plan(knowing, judged.dimensions, routes)
    return _put_together(judged, fit, routes, changes, plans, list_papers(knowing))


def assess_dimensions(judged: Judged, fit: Fit) -> Assessment:
    """The occupation and the five dimensions as in `assess`; no routes, plans, changes and papers."""
    return _put_together(judged, fit, [], [], [], Documents())


def assess_in_brief(case: Case, fit: Fit, rulebook: Rulebook, routes: int, changes: int) -> Assessment:
    """The assessment for a line of a table: the nearest `routes` that are open or open if, no plans and no papers.

    At least `changes` kinds of change where there are so many. What it holds is as in `assess`. Raises CaseError.
    """
    judged = judge(case, fit, rulebook)
    found = propose_changes(judged.context, fit, judged.dimensions, changes)
    return _put_together(judged, fit, nearest_routes(judged.knowing(), routes), found, [], Documents())


def _put_together(
    judged: Judged,
    fit: Fit,
    routes: list[RouteResult],
    changes: list[Change],
    plans: list[PlanRoutes],
    documents: Documents,
) -> Assessment:
    context, dimensions = judged.context, judged.dimensions
    case, facts = context.case, context.facts
    return built(
        Assessment,
        {
            "id": case.id,
            "edition": context.rulebook.files.edition.id,
            "verdict": judged.verdict,
            "filing_date": None if facts.day is None else facts.day.isoformat(),
            "occupation": _matched(facts.code, judged.chosen_by, fit),
            "dimensions": dimensions,
            "to_confirm": judged.to_confirm,
            "salary": judged.salary,
            "routes": routes,
            "plans": plans,
            "changes": changes,
            "documents": documents,
            "ignored": ignored_keys(case),
        },
    )


def _occupation(case: Case, fit: Fit, rulebook: Rulebook) -> tuple[str | None, Literal["applicant", "match"] | None]:
    chosen = case.job.occupation
    if chosen is not None:
        check_code(chosen, rulebook)
        return chosen, "applicant"
    if case.job.none_fits or fit.none or fit.vague or not fit.ranked:
        return None, None
    return fit.ranked[0].code, "match"


def _matched(code: str | None, chosen_by: Literal["applicant", "match"] | None, fit: Fit) -> OccupationResult:
    ask = fit.ask and Ask(
        id=fit.ask.id,
        options=[AskOption(id=option.id, speaks_for=list(option.labels)) for option in fit.ask.options],
        answer=fit.answer,
    )
    gap = fit.separates
    return built(
        OccupationResult,
        {
            "code": code,
            "chosen_by": chosen_by,
            "candidates": [
                built(Candidate, {"code": match.code, "score": round(match.score, 4), "because": [*match.because]})
                for match in fit.ranked
            ],
            "mix": [_part(share) for share in fit.mix],
            "duties": [_part(share) for share in fit.pieces],
            "stated": fit.stated and not fit.rough,
            "ask": ask,
            "separates": gap
            and Separates(code=gap.code, other=gap.other, for_code=list(gap.for_code), for_other=list(gap.for_other)),
        },
    )


def _part(share: Share) -> MixPart:
    return built(
        MixPart, {"code": share.code, "share": share.share, "outside": share.outside, "duty": share.duty or None}
    )


def check_code(code: str, rulebook: Rulebook) -> None:
    """Raise CaseError unless `code` is a current number; a former number is answered with the current one."""
    if code in rulebook.occupations:
        return
    now = rulebook.former_codes.get(code)
    changed = rulebook.files.edition.numbering_changed_on
    if now:
        names = ", ".join(f"{new} ({rulebook.occupations[new].name_ko})" for new in now)
        raise CaseError(f"job.occupation: {code} is the number used before {changed}; the current number is {names}")
    raise CaseError(f"job.occupation: {code} is not one of the {len(rulebook.occupations)} permitted occupation codes")


def _general_confirm(context: Context) -> list[ToConfirm]:
    found = []
    for item in context.rulebook.files.to_confirm:
        if item.unless is not None and decide(item.unless, context.facts).truth is True:
            continue
        found.append(context.confirm(item.id, item.dimension, item.sources))
    return found
