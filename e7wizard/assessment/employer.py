"""May this employer hire a foreigner into this occupation? Taxes, letters, head counts, own conditions."""

from __future__ import annotations

from e7wizard.assessment.checks import checks_for
from e7wizard.assessment.context import Context, no_occupation, result
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import DimensionResult, Finding, ToConfirm
from e7wizard.assessment.protection import judge_protection
from e7wizard.assessment.tracks import OFF, only_by
from e7wizard.rulebook.occupations import EmployerRule, Occupation


def judge_employer(context: Context) -> tuple[DimensionResult, list[ToConfirm]]:
    """Judge the employer; also returns what is left to confirm."""
    confirm: list[ToConfirm] = []
    findings = _taxes(context)
    occupation = context.occupation
    if occupation is None:
        findings += no_occupation(context, "employer").findings
        return result(findings), confirm
    findings += _letter(context, occupation)
    findings += _young_firm(context, occupation)
    findings += judge_protection(context, occupation)
    for rule in occupation.employer:
        findings += _own_rule(context, occupation, rule, confirm)
    findings += _hiring_form(context)
    sources = occupation.sources
    confirm += checks_for(context, "employer", occupation.employer_human_check, sources)
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
    if rule.need == "optional":
        return _graduate_without_letter(context, occupation)
    needed: bool | None = rule.need == "required"
    missing: tuple[str, ...] = ()
    if rule.need == "sometimes":
        outcome = decide(rule.when, context.facts) if rule.when is not None else OFF
        track = only_by(context, occupation, rule.by_path)
        truths = {outcome.truth, track.truth}
        needed = True if True in truths else None if None in truths else False
        missing = tuple(dict.fromkeys((*outcome.missing, *track.missing)))
    if needed is None and context.case.employer.recommendation != "obtained":
        say = {"code": occupation.code, "agencies": list(rule.agencies_ko)}
        return [context.finding("employer.letter_open", "cannot_tell", rule.sources, missing, say=say)]
    return [_letter_state(context, occupation)] if needed else []


def _graduate_without_letter(context: Context, occupation: Occupation) -> list[Finding]:
    """Where the letter is a choice, graduates in Korea are told that nobody may ask them for it."""
    general = context.rulebook.files.employer
    if context.case.employer.recommendation == "obtained":
        return []
    if decide(general.graduates_without_letter, context.facts).truth is not True:
        return []
    say = {"code": occupation.code}
    return [context.finding("employer.no_letter_for_graduates", "meets", general.graduates_sources, say=say)]


def _young_firm(context: Context, occupation: Occupation) -> list[Finding]:
    """Firms without sales, and the young ones that need none; an occupation's own least sales stay a rule of their own."""
    rules = context.rulebook.files.employer
    if occupation.tier not in rules.young_firm_tiers:
        return []
    months = context.facts.get("employer.months_since_founding")
    young = months is not None and 0 <= months <= rules.young_firm_years * 12
    say = {"years": rules.young_firm_years}
    if young and decide(rules.young_firm, context.facts).truth is True:
        return [context.finding("employer.young_firm", "meets", rules.young_firm_sources, say=say)]
    if decide(rules.no_sales, context.facts).truth is True:
        return [context.finding("employer.no_sales", "at_risk", rules.young_firm_sources, say=say)]
    return []


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
        if occupation.manager and decide(general.recommendation_doubtful_for_managers, context.facts).truth is True:
            sources = (*rule.sources, *general.recommendation_sources)
            return context.finding("employer.letter_mid_size", "at_risk", sources, say=say)
        return context.finding("employer.letter_missing", "fails", rule.sources, say=say)
    if have == "applied":
        return context.finding(
            "employer.letter_applied", "cannot_tell", rule.sources, ["employer.recommendation"], say=say
        )
    return context.finding("employer.letter_unknown", "cannot_tell", rule.sources, ["employer.recommendation"], say=say)


def _own_rule(context: Context, occupation: Occupation, rule: EmployerRule, confirm: list[ToConfirm]) -> list[Finding]:
    """One own condition; what was only presumed is not called met but left to confirm."""
    say = {"code": occupation.code, "employer_rule": rule.id}
    if rule.by_path:
        track = only_by(context, occupation, rule.by_path)
        confirm += [context.confirm("presumed", "employer", rule.sources, fact=fact) for fact in track.presumed]
        if track.truth is False:
            return []
        outcome = decide(rule.when, context.facts)
        if track.truth is None and outcome.truth is not True:
            return [context.finding("employer.own_rule_open", "cannot_tell", rule.sources, track.missing, say=say)]
    if rule.applies is not None:
        applies = decide(rule.applies, context.facts)
        confirm += [context.confirm("presumed", "employer", rule.sources, fact=fact) for fact in applies.presumed]
        if applies.truth is False:
            return []
        if applies.truth is None:
            return [context.finding("employer.own_rule_open", "cannot_tell", rule.sources, applies.missing, say=say)]
    outcome = decide(rule.when, context.facts)
    if outcome.truth is True and outcome.presumed:
        confirm += [context.confirm("presumed", "employer", rule.sources, fact=fact) for fact in outcome.presumed]
        return []
    if outcome.truth is True:
        return [context.finding("employer.own_rule_met", "meets", rule.sources, say=say)]
    if outcome.truth is False:
        return [context.finding("employer.own_rule_not_met", rule.otherwise, rule.sources, say=say)]
    return [context.finding("employer.own_rule_open", "cannot_tell", rule.sources, outcome.missing, say=say)]
