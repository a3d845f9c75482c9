"""Occupations in which a change of workplace is possible for certain reasons only, or only on a new visa."""

from __future__ import annotations

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import Finding
from e7wizard.rulebook.occupations import Move

OWN_DOING = frozenset({"dismissed", "resigned"})
"""Reasons for leaving that count as the person's own fault unless they say that it was not."""


def limited_move(context: Context, move: Move) -> list[Finding]:
    """What the occupation's own section says of a change of workplace; nothing where it sets no limit to this one."""
    code = context.code
    reason = context.case.person.reason_for_leaving
    say = {"code": code, "reasons": list(move.only_for), "reason": reason}
    allowed = _allowed(context, move)
    if allowed is False:
        return [context.finding("procedure.move_not_allowed", "fails", move.sources, say=say)]
    findings: list[Finding] = []
    if move.by_new_visa is not None and decide(move.by_new_visa, context.facts).truth is True:
        # The general list (S:222-223) names a permission for these people, their own section only a new visa.
        sources = (*move.sources, *context.rulebook.files.procedure.move_sources)
        findings.append(context.finding("procedure.move_by_new_visa", "at_risk", sources, code=code))
    if allowed is None:
        missing = ["person.reason_for_leaving" if reason is None else "person.left_by_own_fault"]
        name = "move_reason_unknown" if reason is None else "move_fault_unknown"
        findings.append(context.finding(f"procedure.{name}", "cannot_tell", move.sources, missing, say=say))
    return findings


def _allowed(context: Context, move: Move) -> bool | None:
    """Whether the reason for leaving is one that allows a move; None while that is open."""
    person = context.case.person
    if not move.only_for:
        return True
    if move.without_fault and person.left_by_own_fault is not None:
        # The section asks for a cause without the person's fault; the listed reasons are examples of it.
        return not person.left_by_own_fault
    if person.reason_for_leaving is None:
        return None
    if person.reason_for_leaving in move.only_for:
        return True
    # Who resigned or was dismissed counts as at fault until they say otherwise, as in the question of consent.
    open_ = move.without_fault and person.reason_for_leaving not in OWN_DOING
    return None if open_ else False
