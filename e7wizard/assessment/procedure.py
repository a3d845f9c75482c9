"""Can the application be filed this way, from this status, at this time?"""

from __future__ import annotations

from e7wizard.assessment.context import Context, result
from e7wizard.assessment.deadlines import judge_deadlines
from e7wizard.assessment.decide import Outcome, decide, status_within
from e7wizard.assessment.model import DimensionResult, Finding, State, ToConfirm
from e7wizard.assessment.moving import OWN_DOING, limited_move
from e7wizard.assessment.specials import judge_pilots, judge_specials
from e7wizard.rulebook.general import ProcedureRules, Waiver

WRONG_WAY = frozenset({"procedure.not_e7_holder", "procedure.not_from_abroad"})
"""Findings after which the days of this way do not matter: it is not the person's way at all."""
ENOUGH_STATED = 2
"""An exception of which this many parts are stated keeps the answer open while another part is unknown."""


def judge_procedure(context: Context) -> tuple[DimensionResult, list[ToConfirm]]:
    """Judge the way of filing; also returns what is left to confirm."""
    rules = context.rulebook.files.procedure
    findings = _short_job(context, rules)
    confirm: list[ToConfirm] = []
    match context.procedure:
        case "visa_abroad":
            findings += _from_abroad(context, rules)
        case "change_of_status":
            findings += _change_of_status(context, rules)
        case "change_of_workplace":
            findings += _change_of_workplace(context, rules, confirm)
        case "extension":
            findings += _extension(context, rules)
        case _:
            missing = ["person.in_korea"] if context.case.person.in_korea is None else ["person.current_status"]
            if context.case.person.in_korea is not None and context.case.person.current_status is not None:
                missing = ["filing.procedure"]
            findings.append(context.finding("procedure.unknown", "cannot_tell", rules.abroad_sources, missing))
    if not any(finding.id in WRONG_WAY for finding in findings):
        for more, left in (
            judge_specials(context),
            judge_pilots(context),
            judge_deadlines(context, way_of(context)),
        ):
            findings += more
            confirm += left
    return result(findings), confirm


def way_of(context: Context) -> str | None:
    """The procedure, a change of workplace split into what needs permission and what is only reported."""
    if context.procedure != "change_of_workplace":
        return context.procedure
    needed = _needs_permission(context)
    return None if needed is None else "workplace_permission" if needed else "workplace_report"


def _needs_permission(context: Context) -> bool | None:
    """Whether a change of workplace in this occupation needs prior permission; None without an occupation."""
    occupation = context.occupation
    if occupation is None:
        return None
    if occupation.permission_to_move_when is not None:
        return decide(occupation.permission_to_move_when, context.facts).truth is True
    return occupation.permission_to_move is True


def _short_job(context: Context, rules: ProcedureRules) -> list[Finding]:
    days = context.case.person.job_duration_days
    if days is not None and days <= rules.short_job_days:
        sources = rules.short_job_sources
        return [context.finding("procedure.short_job", "fails", sources, days=days, limit=rules.short_job_days)]
    return []


def _from_abroad(context: Context, rules: ProcedureRules) -> list[Finding]:
    occupation = context.occupation
    if occupation is not None and occupation.only_by == "change_of_status":
        return [context.finding("procedure.only_in_korea", "fails", rules.points_only_sources, code=occupation.code)]
    return [context.finding("procedure.visa_abroad", "meets", rules.abroad_sources)]


def _change_of_status(context: Context, rules: ProcedureRules) -> list[Finding]:
    status = context.case.person.current_status
    if context.case.person.in_korea is False or status == "none":
        return [context.finding("procedure.not_from_abroad", "fails", rules.barred_sources)]
    if status is None:
        missing = ["person.current_status"]
        return [context.finding("procedure.status_unknown", "cannot_tell", rules.barred_sources, missing)]
    say = {"present": status}
    occupation = context.occupation
    by_points = any(status_within(status, family) for family in rules.points_only_from)
    if by_points and occupation is not None and occupation.tier == "E-7-4":
        return [context.finding("procedure.points_change", "meets", rules.points_only_sources, say=say)]
    if occupation is not None and occupation.only_by == "change_of_status" and not by_points:
        return [context.finding("procedure.points_only", "fails", rules.points_only_sources, say=say)]
    # Whoever is on the list needs no exception, and one that leaves room to the office would only lower it.
    if any(status_within(status, family) for family in rules.listed) and not any(
        status_within(status, family) for family in (*rules.barred, *rules.not_listed)
    ):
        return [context.finding("procedure.listed_status", "meets", rules.listed_sources, say=say)]
    exceptions = [(exception.id, decide(exception.when, context.facts)) for exception in rules.exceptions]
    for name, outcome in exceptions:
        if outcome.truth is True:
            state: State = "at_risk" if name == "high_tech_talent" else "meets"
            return [context.finding("procedure.exception", state, rules.exception_sources, exception=name, say=say)]
    open_exception = next((pair for pair in exceptions if _half_proven(pair[1])), None)
    if any(status_within(status, family) for family in rules.barred):
        if open_exception is not None:
            name, outcome = open_exception
            params = {"exception": name, **say}
            sources = (*rules.barred_sources, *rules.exception_sources)
            return [context.finding("procedure.exception_open", "cannot_tell", sources, outcome.missing, say=params)]
        return [context.finding("procedure.barred_status", "fails", rules.barred_sources, say=say)]
    if any(status_within(status, family) for family in rules.not_listed):
        return [context.finding("procedure.excluded_status", "fails", rules.listed_sources, say=say)]
    if status_within(status, "F-3"):
        return _spouse(context, rules)
    return [context.finding("procedure.unlisted_status", "at_risk", rules.listed_sources, say=say)]


def _half_proven(outcome: Outcome) -> bool:
    """Whether an exception is open for want of an answer while what makes it one is stated."""
    return outcome.truth is None and bool(outcome.missing) and outcome.met >= ENOUGH_STATED


def _spouse(context: Context, rules: ProcedureRules) -> list[Finding]:
    holder = context.case.person.spouse_status
    if holder is None:
        missing = ["person.spouse_status"]
        return [context.finding("procedure.spouse_unknown", "cannot_tell", rules.listed_sources, missing)]
    listed = any(status_within(holder, family) for family in rules.listed)
    if listed and not any(status_within(holder, family) for family in rules.not_listed):
        return [context.finding("procedure.listed_status", "meets", rules.listed_sources, present="F-3", spouse=holder)]
    return [context.finding("procedure.unlisted_status", "at_risk", rules.listed_sources, present="F-3", spouse=holder)]


def _change_of_workplace(context: Context, rules: ProcedureRules, confirm: list[ToConfirm]) -> list[Finding]:
    person, occupation = context.case.person, context.occupation
    status = person.current_status
    if status is not None and not status.startswith("E-7"):
        return [context.finding("procedure.not_e7_holder", "fails", rules.move_sources, present=status)]
    findings = _consent(context, rules, confirm)
    if occupation is not None and occupation.move is not None:
        findings += limited_move(context, occupation.move)
    findings.append(_permission_or_report(context, rules))
    return findings


def _consent(context: Context, rules: ProcedureRules, confirm: list[ToConfirm]) -> list[Finding]:
    """The former employer's consent: needless, replaced by other papers, there, missing, or left to confirm."""
    person = context.case.person
    permission = _needs_permission(context)
    waiver: Waiver = rules.consent_to_permit if permission else rules.consent_to_report
    reason, consent = person.reason_for_leaving, person.former_employer_consent
    at_fault = person.left_by_own_fault is True or (reason in OWN_DOING and person.left_by_own_fault is not False)
    sources = waiver.sources
    say = {"reason": reason}
    if consent is True:
        return [context.finding("procedure.consent_given", "meets", sources)]
    if reason in {*waiver.needless, *waiver.replaced} and not at_fault:
        if reason == "unpaid_wages" and person.unpaid_wages_proof is False:
            return [context.finding("procedure.unpaid_wages_unproven", "at_risk", sources)]
        name = "consent_replaced" if reason in waiver.replaced else "consent_needless"
        return [context.finding(f"procedure.{name}", "meets", sources, say=say)]
    if at_fault:
        state: State = "fails" if consent is False else "cannot_tell"
        missing = [] if consent is False else ["person.former_employer_consent"]
        return [context.finding("procedure.no_consent", state, sources, missing)]
    if consent is False and reason is not None:
        return [context.finding("procedure.no_consent_no_fault", "at_risk", sources, say=say)]
    confirm.append(context.confirm("consent_of_former_employer", "procedure", sources))
    return []


def _permission_or_report(context: Context, rules: ProcedureRules) -> Finding:
    occupation = context.occupation
    if occupation is None:
        return context.finding("procedure.no_occupation", "cannot_tell", rules.move_sources, ["job.occupation"])
    needed = _needs_permission(context)
    if needed:
        return context.finding("procedure.permission_first", "meets", rules.move_sources, code=occupation.code)
    return context.finding(
        "procedure.report_after", "meets", rules.move_sources, code=occupation.code, days=rules.report_days
    )


def _extension(context: Context, rules: ProcedureRules) -> list[Finding]:
    status = context.case.person.current_status
    if status is not None and not status.startswith("E-7"):
        return [context.finding("procedure.not_e7_holder", "fails", rules.extension_sources, present=status)]
    return []
