"""The review that protects the employment of nationals (국민고용 보호심사): the least Koreans and the foreign share."""

from __future__ import annotations

import dataclasses

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.exceptions import with_exceptions
from e7wizard.assessment.head_caps import allowed_by_share, judge_caps
from e7wizard.assessment.model import Finding, State
from e7wizard.rulebook.occupations import Occupation
from e7wizard.rulebook.sources import Citation

FOREIGN_STAFF = "employer.foreign_staff"


@dataclasses.dataclass(frozen=True)
class Asked:
    """Which head counts are asked of an employer in this case.

    `lifted`: the person is outside the review. `few`: the state of fewer Koreans than the least number; None where it is
    not asked. `share`: foreign heads by Korean ones (0-1); None where it is not asked. `general`: the same tests stand
    only as a general check, which leaves a risk and never a failure.
    """

    lifted: bool = False
    few: State | None = None
    share: float | None = None
    general: bool = False


def asked_of(context: Context, occupation: Occupation) -> Asked:
    """Which head counts this occupation asks, beside limits of its own."""
    rules, rule = context.rulebook.files.employer, occupation.protection
    if decide(rules.not_reviewed, context.facts).truth is True and _says_d_2_7(context):
        return Asked(lifted=True)
    if rule.review == "none":
        return Asked(general=not rule.expressly)
    few: State | None = None
    if (
        rule.review in {"full", "own"}
        and rule.minimum_koreans
        and (rule.review == "full" or occupation.tier != "E-7-1")
    ):
        few = "at_risk" if rule.minimum_in_doubt else "fails"
    usual = rule.share is not None or rule.review in {"full", "ratio"}
    share = None
    if usual and (rule.share_when is None or decide(rule.share_when, context.facts).truth is not False):
        share = rule.share if rule.share is not None else rules.share
    return Asked(few=few, share=share, general=rule.review == "own" and occupation.tier == "E-7-1" and not usual)


def judge_protection(context: Context, occupation: Occupation) -> list[Finding]:
    """The review, or its place in the general check, and the occupation's own limits of heads."""
    asked, rule = asked_of(context, occupation), occupation.protection
    if asked.lifted:
        rules = context.rulebook.files.employer
        lifted = context.finding("employer.review_not_applied", "meets", rules.not_reviewed_sources)
        return [lifted, *judge_caps(context, occupation.caps(), newcomers(context))]
    if rule.review == "none":
        return _general_check(context) if asked.general else []
    findings: list[Finding] = []
    if asked.few is not None:
        findings += five_koreans(context, asked.few, own=True)
    if asked.share is not None:
        findings += _foreign_share(context, asked.share, "fails")
    if asked.general:
        findings += _general_check(context)
    if rule.exceptions:
        findings = with_exceptions(context, rule, findings, newcomers(context))
    return [*findings, *judge_caps(context, occupation.caps(), newcomers(context))]


def _says_d_2_7(context: Context) -> bool:
    return bool(context.case.person.d_2_7_graduate) or context.case.person.current_status == "D-2-7"


def _general_check(context: Context) -> list[Finding]:
    """For occupations outside the review one page still words the tests as general: a risk, never a failure."""
    staff = context.case.employer.korean_staff
    if staff is None:
        return []
    share = context.rulebook.files.employer.share
    found = five_koreans(context, "at_risk") + _foreign_share(context, share, "at_risk")
    return [finding for finding in found if finding.status == "at_risk"]


def review_sources(context: Context, status: State, own: bool = False) -> tuple[Citation, ...]:
    """The pages of the review, or of the general check where the tests leave only a risk."""
    rules = context.rulebook.files.employer
    occupation = context.occupation
    if status == "at_risk" and not own:
        return rules.general_check_sources
    return (*rules.protection_sources, *(occupation.protection.sources if occupation else ()))


def five_koreans(context: Context, status: State, own: bool = False) -> list[Finding]:
    """The least number of Koreans; `own`: asked by the occupation's own review, be it in doubt, not by the general check."""
    least = context.rulebook.files.employer.minimum_koreans
    staff, domestic = context.case.employer.korean_staff, context.case.employer.mainly_domestic
    sources = review_sources(context, status, own)
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
    finding_id = "employer.few_koreans_in_doubt" if own and status == "at_risk" else "employer.too_few_koreans"
    return [context.finding(finding_id, status, sources, say=say)]


def newcomers(context: Context) -> int:
    """Heads this application adds: nobody at an extension, where the person is already counted."""
    return 0 if context.procedure == "extension" else 1


def _foreign_share(context: Context, share: float, status: State) -> list[Finding]:
    if context.procedure == "extension":
        return []
    koreans = context.case.employer.korean_staff
    foreign = context.facts.get(FOREIGN_STAFF)
    sources = review_sources(context, status)
    if koreans is None:
        return [
            context.finding("employer.share_unknown", "cannot_tell", sources, ["employer.korean_staff"], share=share)
        ]
    allowed = allowed_by_share(context, share)
    say = {"korean_staff": koreans, "share": share, "allowed": allowed.high, "foreign_staff": foreign}
    say |= {"deducted": allowed.deducted} if allowed.deducted else {}
    if (foreign or 0) + newcomers(context) > allowed.high:
        return [context.finding("employer.over_share", status, sources, say=say)]
    if foreign is None:
        return [context.finding("employer.share_unknown", "cannot_tell", sources, [FOREIGN_STAFF], say=say)]
    return [context.finding("employer.within_share", "meets", sources, say=say)]
