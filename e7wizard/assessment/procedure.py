"""Can the application be filed this way, from this status, at this time?"""

from __future__ import annotations

from e7wizard.assessment.context import Context, result
from e7wizard.assessment.decide import decide, status_within
from e7wizard.assessment.model import DimensionResult, Finding, State, ToConfirm
from e7wizard.rulebook.general import ProcedureRules


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
            findings += _change_of_workplace(context, rules)
        case "extension":
            findings += _extension(context, rules)
        case _:
            missing = ["person.in_korea"] if context.case.person.in_korea is None else ["person.current_status"]
            if context.case.person.in_korea is not None and context.case.person.current_status is not None:
                missing = ["filing.procedure"]
            findings.append(context.finding("procedure.unknown", "cannot_tell", rules.abroad_sources, missing))
    findings += _stay(context, rules)
    return result(findings), confirm


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
    for exception in rules.exceptions:
        outcome = decide(exception.when, context.facts)
        if outcome.truth is True:
            state: State = "at_risk" if exception.id == "high_tech_talent" else "meets"
            return [
                context.finding("procedure.exception", state, rules.exception_sources, exception=exception.id, say=say)
            ]
    if any(status_within(status, family) for family in rules.barred):
        return [context.finding("procedure.barred_status", "fails", rules.barred_sources, say=say)]
    if any(status_within(status, family) for family in rules.not_listed):
        return [context.finding("procedure.excluded_status", "fails", rules.listed_sources, say=say)]
    if any(status_within(status, family) for family in rules.listed):
        return [context.finding("procedure.listed_status", "meets", rules.listed_sources, say=say)]
    if status_within(status, "F-3"):
        return _spouse(context, rules)
    return [context.finding("procedure.unlisted_status", "at_risk", rules.listed_sources, say=say)]


def _spouse(context: Context, rules: ProcedureRules) -> list[Finding]:
    holder = context.case.person.spouse_status
    if holder is None:
        missing = ["person.spouse_status"]
        return [context.finding("procedure.spouse_unknown", "cannot_tell", rules.listed_sources, missing)]
    listed = any(status_within(holder, family) for family in rules.listed)
    if listed and not any(status_within(holder, family) for family in rules.not_listed):
        return [context.finding("procedure.listed_status", "meets", rules.listed_sources, present="F-3", spouse=holder)]
    return [context.finding("procedure.unlisted_status", "at_risk", rules.listed_sources, present="F-3", spouse=holder)]


def _change_of_workplace(context: Context, rules: ProcedureRules) -> list[Finding]:
    person, occupation = context.case.person, context.occupation
    status = person.current_status
    if status is not None and not status.startswith("E-7"):
        return [context.finding("procedure.not_e7_holder", "fails", rules.move_sources, present=status)]
    findings: list[Finding] = []
    reason = person.reason_for_leaving
    no_fault = reason in {"contract_expired", "closure"} or (
        reason == "unpaid_wages" and person.unpaid_wages_proof is not False
    )
    at_fault = person.left_by_own_fault is True or reason in {"dismissed", "resigned"}
    if at_fault and person.former_employer_consent is not True and not no_fault:
        state: State = "fails" if person.former_employer_consent is False else "cannot_tell"
        missing = [] if state == "fails" else ["person.former_employer_consent"]
        findings.append(context.finding("procedure.no_consent", state, rules.move_sources, missing))
    if occupation is not None and occupation.move_only_for:
        findings += _limited_move(context, rules, occupation.move_only_for)
    findings.append(_permission_or_report(context, rules))
    return findings


def _limited_move(context: Context, rules: ProcedureRules, allowed: tuple[str, ...]) -> list[Finding]:
    reason = context.case.person.reason_for_leaving
    occupation = context.occupation
    sources = occupation.sources if occupation else rules.move_sources
    say = {"code": occupation.code if occupation else None, "reasons": list(allowed)}
    if reason is None:
        missing = ["person.reason_for_leaving"]
        return [context.finding("procedure.move_reason_unknown", "cannot_tell", sources, missing, say=say)]
    if reason not in allowed:
        return [context.finding("procedure.move_not_allowed", "fails", sources, reason=reason, say=say)]
    return []


def _permission_or_report(context: Context, rules: ProcedureRules) -> Finding:
    occupation = context.occupation
    if occupation is None:
        return context.finding("procedure.no_occupation", "cannot_tell", rules.move_sources, ["job.occupation"])
    needed = occupation.permission_to_move is True
    if occupation.permission_to_move_when is not None:
        needed = decide(occupation.permission_to_move_when, context.facts).truth is True
    if needed:
        return context.finding("procedure.permission_first", "meets", rules.move_sources, code=occupation.code)
    return context.finding(
        "procedure.report_after", "meets", rules.move_sources, code=occupation.code, days=rules.report_days
    )


def _extension(context: Context, rules: ProcedureRules) -> list[Finding]:
    status = context.case.person.current_status
    if status is not None and not status.startswith("E-7"):
        return [context.finding("procedure.not_e7_holder", "fails", rules.extension_sources, present=status)]
    months = rules.extension_months
    return [context.finding("procedure.extension", "meets", rules.extension_sources, months=months)]


def _stay(context: Context, rules: ProcedureRules) -> list[Finding]:
    """In Korea an application has to be filed before the present stay ends."""
    expires = context.case.filing.stay_expires or context.case.person.stay_expires
    day = context.facts.day
    if expires is None or day is None or context.procedure in {None, "visa_abroad"} or expires >= day:
        return []
    return [context.finding("procedure.stay_ended", "fails", rules.barred_sources, expires=expires, day=day)]
