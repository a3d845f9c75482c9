"""Occupations with a rule of their own on this way of filing, and occupations that the manuals print as pilots."""

from __future__ import annotations

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import Finding, ToConfirm
from e7wizard.rulebook.general import Pilot

NEW_ENTRY = frozenset({"visa_abroad", "change_of_status"})
"""Ways of filing by which somebody takes up an occupation; a pilot's end says nothing of those already in it."""


def judge_specials(context: Context) -> tuple[list[Finding], list[ToConfirm]]:
    """Occupations with a rule of their own on this way of filing; also returns what is left to confirm."""
    findings: list[Finding] = []
    confirm: list[ToConfirm] = []
    for special in context.rulebook.files.procedure.specials:
        if context.procedure not in special.procedures:
            continue
        outcome = decide(special.when, context.facts)
        presumed_away = bool(outcome.unmet) and {unmet.fact for unmet in outcome.unmet} <= set(outcome.presumed)
        if special.state == "confirm":
            if outcome.truth is True:
                confirm.append(context.confirm(special.id, "procedure", special.sources))
        elif outcome.truth is True:
            code = context.code
            findings.append(context.finding(f"procedure.{special.id}", special.state, special.sources, code=code))
        elif outcome.truth is False and presumed_away:
            confirm.append(context.confirm(special.id, "procedure", special.sources))
    return findings, confirm


def judge_pilots(context: Context) -> tuple[list[Finding], list[ToConfirm]]:
    """A new application outside the days of a pilot; also returns what is left to confirm."""
    findings: list[Finding] = []
    confirm: list[ToConfirm] = []
    day = context.facts.day
    if context.procedure not in NEW_ENTRY or day is None:
        return findings, confirm
    for pilot in context.rulebook.files.procedure.pilots:
        if pilot.covers(day) or decide(pilot.when, context.facts).truth is not True:
            continue
        say = _days(pilot)
        if pilot.outside == "confirm":
            confirm.append(context.confirm("pilot_years_past", "procedure", pilot.sources, **say))
        else:
            say |= {"code": context.code or "", "day": day.isoformat()}
            findings.append(
                context.finding("procedure.outside_pilot", "cannot_tell", pilot.sources, ["rule.pilot"], say=say)
            )
    return findings, confirm


def _days(pilot: Pilot) -> dict[str, str]:
    return {"since": pilot.from_.isoformat(), "until": pilot.to.isoformat() if pilot.to else ""}
