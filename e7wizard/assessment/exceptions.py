"""Published ways past the head counts of the protection review; the better of the usual limit and the exception counts."""

from __future__ import annotations

import dataclasses

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.head_caps import Allowed, allowed_by, allowed_by_share, deducted_heads
from e7wizard.assessment.model import Finding
from e7wizard.rulebook.occupations import Protection, ReviewException

_UNKNOWN_SHARE = "employer.share_unknown"
_TOO_FEW = "employer.too_few_koreans"


@dataclasses.dataclass(frozen=True)
class _Lift:
    """Whether an exception lifts what stands in the way; None while the answers `missing` decide it."""

    truth: bool | None
    missing: tuple[str, ...] = ()


def with_exceptions(context: Context, rule: Protection, findings: list[Finding], newcomers: int) -> list[Finding]:
    """The findings with the first exception that lifts all failing head counts, or a share that cannot be worked out.

    What nobody has shown lifts nothing and is named as possible. `newcomers` are the heads that this application adds.
    """
    failing = [finding for finding in findings if finding.status == "fails"]
    unknown = [] if failing else [finding for finding in findings if finding.id == _UNKNOWN_SHARE]
    lifted = failing or unknown
    possible: list[str] = []
    unsure: Finding | None = None
    for exception in rule.exceptions if lifted else ():
        truth = decide(exception.when, context.facts).truth
        if exception.minimum_koreans is None and any(finding.id == _TOO_FEW for finding in failing):
            continue
        if exception.needs_letter and context.facts.get("employer.recommendation") == "not_available":
            continue
        lift = _lifts(context, rule, exception, newcomers) if truth is not False else _Lift(False)
        if lift.truth is False:
            continue
        if truth is None:
            possible.append(exception.id)
            continue
        found = _exception(context, exception) if lift.truth else _depends(context, exception, lift)
        if unknown and found.status == "cannot_tell":
            continue
        if found.status == "meets":
            return _in_place_of(lifted, findings, found)
        # A later exception may still hold for certain, or leave a risk only.
        if unsure is None or (unsure.status == "cannot_tell" and found.status == "at_risk"):
            unsure = found
    if unsure is not None:
        return _in_place_of(lifted, findings, unsure)
    if possible:
        code = context.code
        for finding in failing:
            finding.params |= {"code": code, "possible_exceptions": possible}
    return findings


def _in_place_of(lifted: list[Finding], findings: list[Finding], found: Finding) -> list[Finding]:
    return [*(finding for finding in findings if finding not in lifted), found]


def _lifts(context: Context, rule: Protection, exception: ReviewException, newcomers: int) -> _Lift:
    """Whether the exception's own numbers are met: its least number of Koreans and its heads."""
    koreans = context.case.employer.korean_staff
    if exception.minimum_koreans is not None and koreans is not None and koreans < exception.minimum_koreans:
        return _Lift(False)
    allowed = allowed_under(context, rule, exception)
    if allowed is None:
        return _Lift(False)
    counted = exception.cap.counted if exception.cap is not None else "employer.foreign_staff"
    present = context.facts.get(counted)
    least = (present or 0) + newcomers
    if least > allowed.high:
        return _Lift(False)
    missing = list(allowed.missing) if least > allowed.low else []
    if exception.minimum_koreans is not None and koreans is None:
        missing.append("employer.korean_staff")
    if present is None:
        missing.append(counted)
    return _Lift(None, tuple(dict.fromkeys(missing))) if missing else _Lift(True)


def allowed_under(context: Context, rule: Protection, exception: ReviewException) -> Allowed | None:
    """The heads that the exception allows; None where it says nothing about heads."""
    if exception.cap is not None:
        return allowed_by(context, exception.cap).less(deducted_heads(context, rule.deducted))
    if exception.share is not None:
        return allowed_by_share(context, exception.share)
    if exception.heads is not None:
        return Allowed(exception.heads, exception.heads).less(deducted_heads(context, rule.deducted))
    return None


def _exception(context: Context, exception: ReviewException) -> Finding:
    """The exception as a finding, by its letter."""
    code = context.code
    say = {"code": code, "review_exception": exception.id}
    have = context.facts.get("employer.recommendation")
    if not exception.needs_letter or have == "obtained":
        finding_id = "employer.exception_holds" if exception.state == "meets" else "employer.exception_in_doubt"
        return context.finding(finding_id, exception.state, exception.sources, say=say)
    missing = ["employer.recommendation"]
    return context.finding("employer.exception_needs_letter", "cannot_tell", exception.sources, missing, say=say)


def _depends(context: Context, exception: ReviewException, lift: _Lift) -> Finding:
    code = context.code
    say = {"code": code, "review_exception": exception.id}
    return context.finding("employer.exception_open", "cannot_tell", exception.sources, lift.missing, say=say)
