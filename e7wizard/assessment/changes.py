"""What would change the answer: the smallest changes that lift each failing finding, computed by asking the rules again.

Never a change of how the truth is described. Every change is tried on a copy of the case before it is proposed, so
that it does what it says; where it has a size, no smaller one does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from e7wizard.assessment.code_fit import judge_code_fit
from e7wizard.assessment.context import Context, context_of
from e7wizard.assessment.employer import judge_employer
from e7wizard.assessment.model import WORST_FIRST, Change, Dimension, DimensionResult, Finding, State
from e7wizard.assessment.procedure import judge_procedure
from e7wizard.assessment.qualification import judge_qualification, unmet_of_ways
from e7wizard.assessment.salary import judge_salary
from e7wizard.case import Case
from e7wizard.matching.fit import Fit

MOST_MONTHS = 120
"""A wait of more months than this is no advice."""
MOST_KOREANS = 500
NEAR_CODE = 0.7
"""Another code fits the real duties as well from this share of the first one's score on."""


def propose_changes(
    context: Context, fit: Fit, dimensions: dict[Dimension, DimensionResult], enough: int | None = None
) -> list[Change]:
    """For each failing dimension the changes that lift its findings one after the other, then other ways to do so.

    With `enough`, no further dimension is looked at once so many kinds of change are found; trying them is slow.
    """
    found: list[Change] = []
    for dimension, judged in dimensions.items():
        if enough is not None and len({(change.dimension, change.id) for change in found}) >= enough:
            return found
        if judged.status == "fails":
            found += _plan(context, fit, dimension, judged)
        elif judged.status == "cannot_tell" and dimension == "salary":
            found += _later(context, fit, judged)
    if any(judged.status == "fails" for judged in dimensions.values()):
        found += _other_codes(context, fit, dimensions)
    return found


def apply_change(case: Case, change: Change) -> Case:
    """The case after a change; it shares with the case before what the change leaves as it was."""
    copy, say = case.model_copy(), change.params

    def part(section: str) -> Any:
        own = getattr(case, section).model_copy()
        setattr(copy, section, own)
        return own

    match change.id:
        case "raise_pay":
            part("pay").annual_krw = say["to_krw"]
        case "more_experience":
            years, now = say["months"] / 12, part("experience")
            now.related_years = (now.related_years or 0) + years
            now.related_years_after_degree = (now.related_years_after_degree or 0) + years
        case "more_koreans":
            part("employer").korean_staff = (case.employer.korean_staff or 0) + say["more"]
        case "get_letter":
            part("employer").recommendation = "obtained"
        case "clear_taxes":
            part("employer").tax_arrears = False
        case "file_from_abroad":
            part("filing").procedure = "visa_abroad"
            person = part("person")
            person.in_korea, person.current_status = False, "none"
        case "file_later":
            part("filing").date = dt.date.fromisoformat(say["day"])
        case "reach_fact":
            section, _, name = say["fact"].partition(".")
            setattr(part(section), name, say["wanted"])
        case "other_code":
            part("job").occupation = say["code"]
    return copy


def judge_again(context: Context, fit: Fit, case: Case, dimension: Dimension) -> DimensionResult:
    """Judge one dimension of a changed case, under the occupation in view or the one the case now names."""
    changed = _changed(context, case)
    match dimension:
        case "salary":
            return judge_salary(changed)[0]
        case "qualification":
            return judge_qualification(changed)[0]
        case "employer":
            return judge_employer(changed)[0]
        case "procedure":
            return judge_procedure(changed)[0]
        case "code_fit":
            return judge_code_fit(changed, fit)


def _changed(context: Context, case: Case) -> Context:
    """The context of a changed case, under the occupation it names or the one in view."""
    code = case.job.occupation or (context.code)
    return context_of(case, context.rulebook, code)


def _fails(judged: DimensionResult) -> int:
    return sum(finding.status == "fails" for finding in judged.findings)


def _plan(context: Context, fit: Fit, dimension: Dimension, judged: DimensionResult) -> list[Change]:
    """Lift one failing finding after the other; each step counts on those before it."""
    steps: list[Change] = []
    others: list[Change] = []
    case = context.case
    while judged.status == "fails":
        lifts = list(_lifting(context, fit, case, dimension, judged))
        if not lifts:
            break
        steps.append(lifts[0])
        others += [change.model_copy(update={"alternative": True}) for change in lifts[1:]]
        case = apply_change(case, lifts[0])
        judged = judge_again(context, fit, case, dimension)
    return [*steps, *others]


def _lifting(context: Context, fit: Fit, case: Case, dimension: Dimension, judged: DimensionResult) -> Iterator[Change]:
    """The tried changes that leave fewer failing findings, those for the first failing finding first."""
    before = _fails(judged)

    def tried(id: str, **params: object) -> Change | None:
        change = Change(dimension=dimension, id=id, params=params, then="fails")
        after = judge_again(context, fit, apply_change(case, change), dimension)
        return change.model_copy(update={"then": after.status}) if _fails(after) < before else None

    for finding in judged.findings:
        if finding.status != "fails":
            continue
        found = [change for change in _for_finding(context, case, judged, finding, tried) if change is not None]
        if found:
            yield from found
            return


Try = Callable[..., Change | None]


def _for_finding(
    context: Context, case: Case, judged: DimensionResult, finding: Finding, tried: Try
) -> Iterator[Change | None]:
    match finding.id:
        case "salary.below_threshold" | "salary.below_minimum_wage" | "salary.below_colleagues":
            short = (other.params.get("gap_krw", 0) for other in judged.findings if other.status == "fails")
            gap = max(int(krw) for krw in short)
            yield tried("raise_pay", by_krw=gap, to_krw=(case.pay.annual_krw or 0) + gap)
        case "qualification.short_of_experience" | "qualification.not_met" | "qualification.also_not_met":
            yield _smallest(lambda months: tried("more_experience", months=months), MOST_MONTHS)
            yield from _facts_to_reach(context, case, finding, tried)
        case "employer.too_few_koreans" | "employer.over_share" | "employer.over_cap":
            yield _more_koreans(context, tried)
        case "employer.letter_missing":
            yield tried("get_letter", agencies=finding.params.get("agencies", []))
        case "employer.tax_arrears":
            yield tried("clear_taxes")
        case "employer.own_rule_not_met":
            more = _more_koreans(context, tried)
            yield more
            for reached in _facts_to_reach(context, case, finding, tried):
                if more is None or reached is None or reached.params["fact"] != "employer.korean_staff":
                    yield reached
        case (
            "procedure.barred_status"
            | "procedure.excluded_status"
            | "procedure.not_from_abroad"
            | "procedure.from_d_10_after_drafting"
        ):
            yield tried("file_from_abroad")


def _more_koreans(context: Context, tried: Try) -> Change | None:
    months = context.rulebook.files.employer.insured_months
    return _smallest(lambda more: tried("more_koreans", more=more, months=months), MOST_KOREANS)


def _smallest(attempt: Callable[[int], Change | None], most: int) -> Change | None:
    """The change of the smallest size that lifts: by halving, as more never makes a state worse."""
    best = attempt(most)
    low, high = 0, most
    while best is not None and high - low > 1:
        middle = (low + high) // 2
        found = attempt(middle)
        if found is None:
            low = middle
        else:
            high, best = middle, found
    return best


def _facts_to_reach(context: Context, case: Case, finding: Finding, tried: Try) -> Iterator[Change | None]:
    """Facts that a person can bring about (a certificate, a language level, a turnover), one alone each time."""
    asked: set[tuple[str, str]] = set()
    for unmet in unmet_of_ways(_changed(context, case), finding):
        if unmet.operator not in {"at_least", "is"} or unmet.fact.startswith(
            ("experience.", "education.", "pay.", "points.")
        ):
            continue
        if not context.rulebook.changeable(unmet.fact) or (unmet.fact, str(unmet.wanted)) in asked:
            continue
        asked.add((unmet.fact, str(unmet.wanted)))
        yield tried("reach_fact", fact=unmet.fact, wanted=unmet.wanted)


def _later(context: Context, fit: Fit, judged: DimensionResult) -> list[Change]:
    """A later filing date, where no amount is announced for the day but one is for a later day."""
    day = context.facts.day
    after = None if day is None else context.rulebook.threshold_after(day)
    if after is None or not any("rule.threshold" in finding.missing for finding in judged.findings):
        return []
    change = Change(dimension="salary", id="file_later", params={"day": after.from_.isoformat()}, then="cannot_tell")
    state = judge_again(context, fit, apply_change(context.case, change), "salary").status
    return [change.model_copy(update={"then": state})] if _better(state, judged.status) else []


def _better(state: State, than: State) -> bool:
    return WORST_FIRST.index(state) > WORST_FIRST.index(than)


def _other_codes(context: Context, fit: Fit, dimensions: dict[Dimension, DimensionResult]) -> list[Change]:
    """Another code that the real duties fit as well, where a failing dimension does not fail under it."""
    if fit.vague or fit.none or not fit.ranked or not fit.has_duties:
        return []
    here = context.code
    main = fit.mix[0].code if fit.mix else None
    found: list[Change] = []
    for match in fit.ranked:
        if match.code == here or (match.score < NEAR_CODE * fit.ranked[0].score and match.code != main):
            continue
        case = apply_change(
            context.case, Change(dimension="code_fit", id="other_code", params={"code": match.code}, then="meets")
        )
        if judge_again(context, fit, case, "code_fit").status != "meets":
            continue
        after: dict[Dimension, State] = {
            name: judge_again(context, fit, case, name).status for name in dimensions if name != "code_fit"
        }
        for name, state in after.items():
            if dimensions[name].status == "fails" and state != "fails" and not _fails_newly(dimensions, after):
                found.append(
                    Change(dimension=name, id="other_code", params={"code": match.code}, then=state, alternative=True)
                )
    return found


def _fails_newly(dimensions: dict[Dimension, DimensionResult], after: dict[Dimension, State]) -> bool:
    return any(state == "fails" and dimensions[name].status != "fails" for name, state in after.items())
