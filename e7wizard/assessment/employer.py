"""May this employer hire a foreigner into this occupation? Taxes, letters, head counts, own conditions."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from e7wizard.assessment.context import Context, no_occupation, result
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import DimensionResult, Finding, State, ToConfirm
from e7wizard.rulebook.occupations import EmployerRule, HeadCap, Occupation
from e7wizard.rulebook.sources import Citation


def judge_employer(context: Context) -> tuple[DimensionResult, list[ToConfirm]]:
    """Judge the employer; also returns what is left to confirm."""
    confirm: list[ToConfirm] = []
    findings = _taxes(context)
    occupation = context.occupation
    if occupation is None:
        findings += no_occupation(context, "employer").findings
        return result(findings), confirm
    findings += _letter(context, occupation)
    findings += _protection(context, occupation)
    findings += [found for rule in occupation.employer for found in _own_rule(context, occupation, rule)]
    findings += _hiring_form(context)
    sources = occupation.sources
    for key in occupation.employer_human_check:
        confirm.append(context.confirm("occupation_check", "employer", sources, code=occupation.code, check=key))
    if occupation.manager:
        pages = context.rulebook.files.employer.manager_review
        confirm.append(context.confirm("manager_department", "employer", pages))
    if not any(finding.status != "meets" for finding in findings):
        findings.append(context.finding("employer.no_bar_found", "meets", sources, code=occupation.code))
    return result(findings), confirm


def _taxes(context: Context) -> list[Finding]:
    if context.case.employer.tax_arrears:
        return [context.finding("employer.tax_arrears", "fails", context.rulebook.files.employer.tax_arrears)]
    return []


def _hiring_form(context: Context) -> list[Finding]:
    if context.case.job.permanent_direct_hire is False:
        sources = context.rulebook.files.procedure.one_code_sources
        return [context.finding("employer.not_direct_hire", "at_risk", sources)]
    return []


def _letter(context: Context, occupation: Occupation) -> list[Finding]:
    """The employment recommendation letter (고용추천서), where the occupation asks for one."""
    rule = occupation.recommendation
    needed = rule.need == "required"
    if rule.need == "sometimes" and rule.when is not None:
        outcome = decide(rule.when, context.facts)
        if outcome.truth is None and context.case.employer.recommendation != "obtained":
            finding_id, say = "employer.letter_open", {"code": occupation.code, "agencies": list(rule.agencies_ko)}
            return [context.finding(finding_id, "cannot_tell", rule.sources, outcome.missing, say=say)]
        needed = outcome.truth is True
    if not needed:
        return []
    return [_letter_state(context, occupation)]


def _letter_state(context: Context, occupation: Occupation) -> Finding:
    rule, general = occupation.recommendation, context.rulebook.files.employer
    say = {"code": occupation.code, "agencies": list(rule.agencies_ko)}
    have = context.facts.get("employer.recommendation")
    if have == "obtained":
        return context.finding("employer.letter_obtained", "meets", rule.sources, say=say)
    waived = decide(general.recommendation_waived, context.facts)
    if occupation.manager:
        large = decide(general.recommendation_waived_for_managers, context.facts)
        waived = large if large.truth is True else waived
    if waived.truth is True:
        return context.finding("employer.letter_waived", "meets", general.recommendation_sources, say=say)
    if have == "not_available":
        return context.finding("employer.letter_missing", "fails", rule.sources, say=say)
    if have == "applied":
        return context.finding(
            "employer.letter_applied", "cannot_tell", rule.sources, ["employer.recommendation"], say=say
        )
    return context.finding("employer.letter_unknown", "cannot_tell", rule.sources, ["employer.recommendation"], say=say)


def _protection(context: Context, occupation: Occupation) -> list[Finding]:
    """The review that protects the employment of nationals, or its place in the general check."""
    rules = context.rulebook.files.employer
    if decide(rules.not_reviewed, context.facts).truth is True and _says_d_2_7(context):
        return [context.finding("employer.review_not_applied", "meets", rules.not_reviewed_sources)]
    rule = occupation.protection
    if rule.review == "none":
        return _general_check(context)
    findings: list[Finding] = []
    if (
        rule.review in {"full", "own"}
        and rule.minimum_koreans
        and (rule.review == "full" or occupation.tier != "E-7-1")
    ):
        findings += _five_koreans(context, "fails")
    share = rule.share if rule.share is not None else rules.share
    if rule.share is not None or rule.review in {"full", "ratio"}:
        findings += _foreign_share(context, share, "fails", counted="employer.foreign_staff")
    if occupation.head_cap is not None:
        findings.append(_head_cap(context, occupation, occupation.head_cap))
    return findings


def _says_d_2_7(context: Context) -> bool:
    return bool(context.case.person.d_2_7_graduate) or context.case.person.current_status == "D-2-7"


def _general_check(context: Context) -> list[Finding]:
    """For occupations outside the review one page still words the tests as general: a risk, never a failure."""
    staff = context.case.employer.korean_staff
    if staff is None:
        return []
    found = _five_koreans(context, "at_risk") + _foreign_share(
        context, context.rulebook.files.employer.share, "at_risk", counted="employer.foreign_staff"
    )
    return [finding for finding in found if finding.status == "at_risk"]


def _review_sources(context: Context, status: State) -> tuple[Citation, ...]:
    rules = context.rulebook.files.employer
    occupation = context.occupation
    if status == "at_risk":
        return rules.general_check_sources
    return (*rules.protection_sources, *(occupation.protection.sources if occupation else ()))


def _five_koreans(context: Context, status: State) -> list[Finding]:
    least = context.rulebook.files.employer.minimum_koreans
    staff, domestic = context.case.employer.korean_staff, context.case.employer.mainly_domestic
    sources = _review_sources(context, status)
    say = {"korean_staff": staff, "least": least}
    if staff is not None and staff >= least:
        return [context.finding("employer.enough_koreans", "meets", sources, say=say)]
    if domestic is False:
        return (
            [context.finding("employer.few_koreans_exporter", "meets", sources, say=say)] if staff is not None else []
        )
    if staff is None or (domestic is None and status == "fails"):
        missing = [
            path
            for path, value in (("employer.korean_staff", staff), ("employer.mainly_domestic", domestic))
            if value is None
        ]
        return [context.finding("employer.koreans_unknown", "cannot_tell", sources, missing, say=say)]
    return [context.finding("employer.too_few_koreans", status, sources, say=say)]


def allowed_by_share(koreans: int, share: float) -> int:
    """Foreign staff allowed for a number of Korean employees, rounded half up as the manual says."""
    exact = Decimal(str(share)) * koreans
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _newcomers(context: Context) -> int:
    """Heads this application adds: nobody at an extension, where the person is already counted."""
    return 0 if context.procedure == "extension" else 1


def _foreign_share(context: Context, share: float, status: State, counted: str) -> list[Finding]:
    if context.procedure == "extension":
        return []
    koreans = context.case.employer.korean_staff
    foreign = context.facts.get(counted)
    sources = _review_sources(context, status)
    if koreans is None:
        return [
            context.finding("employer.share_unknown", "cannot_tell", sources, ["employer.korean_staff"], share=share)
        ]
    allowed = allowed_by_share(koreans, share)
    say = {"korean_staff": koreans, "share": share, "allowed": allowed, "foreign_staff": foreign}
    if (foreign or 0) + _newcomers(context) > allowed:
        return [context.finding("employer.over_share", status, sources, say=say)]
    if foreign is None:
        return [context.finding("employer.share_unknown", "cannot_tell", sources, [counted], say=say)]
    return [context.finding("employer.within_share", "meets", sources, say=say)]


def _head_cap(context: Context, occupation: Occupation, cap: HeadCap) -> Finding:
    """The occupation's own limit by a measured fact, or a flat one."""
    allowed = cap.at_most
    say: dict[str, object] = {"code": occupation.code, "by": cap.by}
    if cap.by is not None:
        size = context.facts.get(cap.by)
        if size is None:
            return context.finding("employer.cap_unknown", "cannot_tell", cap.sources, [cap.by], say=say)
        heads = max((row.heads for row in cap.rows if size >= row.at_least), default=0)
        allowed = heads if allowed is None else min(allowed, heads)
        say["size"] = size
    limit = allowed if allowed is not None else math.inf
    present = context.facts.get(cap.counted)
    say |= {"allowed": allowed, "present_staff": present}
    if (present or 0) + _newcomers(context) > limit:
        return context.finding("employer.over_cap", "fails", cap.sources, say=say)
    if present is None and (context.facts.at_most(cap.counted) or math.inf) + _newcomers(context) > limit:
        return context.finding("employer.cap_unknown", "cannot_tell", cap.sources, [cap.counted], say=say)
    return context.finding("employer.within_cap", "meets", cap.sources, say=say)


def _own_rule(context: Context, occupation: Occupation, rule: EmployerRule) -> list[Finding]:
    say = {"code": occupation.code, "employer_rule": rule.id}
    if rule.applies is not None:
        applies = decide(rule.applies, context.facts)
        if applies.truth is False:
            return []
        if applies.truth is None:
            return [context.finding("employer.own_rule_open", "cannot_tell", rule.sources, applies.missing, say=say)]
    outcome = decide(rule.when, context.facts)
    if outcome.truth is True:
        return [context.finding("employer.own_rule_met", "meets", rule.sources, say=say)]
    if outcome.truth is False:
        return [context.finding("employer.own_rule_not_met", rule.otherwise, rule.sources, say=say)]
    return [context.finding("employer.own_rule_open", "cannot_tell", rule.sources, outcome.missing, say=say)]
