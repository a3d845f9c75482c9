"""Do degree and experience suffice? The occupation's rule, the general rule, and the published relaxations."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from e7wizard.assessment.checks import checks_for
from e7wizard.assessment.context import Context, no_occupation, result
from e7wizard.assessment.decide import GNI_RULE, Outcome, Standing, Unmet, decide
from e7wizard.assessment.model import WORST_FIRST, DimensionResult, Finding, State, ToConfirm
from e7wizard.assessment.outcome import all_of
from e7wizard.rulebook.conditions import Condition, last_day
from e7wizard.rulebook.general import Relaxation
from e7wizard.rulebook.occupations import Occupation, Path

NEARLY_PROVEN = 3
"""A relaxation of which this many parts hold and a single fact is missing keeps the answer open."""


@dataclasses.dataclass(frozen=True)
class _Way:
    id: str
    when: Condition
    outcome: Outcome
    reviewed: State = "cannot_tell"
    """The state while only a review by a person is left."""

    @property
    def over(self) -> bool:
        """Whether the way is not in force on the filing day, so that nothing a person does opens it."""
        return any(unmet.fact == "filing.date" for unmet in self.outcome.unmet)


def judge_qualification(context: Context) -> tuple[DimensionResult, list[ToConfirm]]:
    """Judge degree and experience against the occupation's rule; also returns what is left to confirm."""
    occupation = context.occupation
    if occupation is None:
        return no_occupation(context, "qualification"), []
    rule = occupation.qualification
    confirm = checks_for(context, "qualification", rule.human_check, rule.sources)
    ways = _ways(context, occupation)
    if rule.rule == "none":
        findings = [context.finding("qualification.none_required", "meets", rule.sources, code=occupation.code)]
    elif not ways:
        findings = [_for_a_human(context, occupation, rule.human_check[0].id if rule.human_check else None)]
    else:
        findings, presumed = _judge_ways(context, occupation, ways)
        confirm += [context.confirm("presumed", "qualification", rule.sources, fact=fact) for fact in presumed]
    also = tuple(path for path in rule.also if path.applies is None or _applies(context, path.applies))
    for way in _decided(context, also):
        presumed = way.outcome.presumed if way.outcome.truth is True else ()
        confirm += [context.confirm("presumed", "qualification", rule.sources, fact=fact) for fact in presumed]
        findings += [] if presumed else [_also(context, occupation, way)]
    return result(findings), confirm


def _applies(context: Context, condition: Condition) -> bool:
    return decide(condition, context.facts).truth is not False


def _decided(context: Context, paths: Iterable[Path]) -> list[_Way]:
    return [_Way(path.id, path.when, decide(path.when, context.facts), path.otherwise) for path in paths]


def _ways(context: Context, occupation: Occupation) -> list[_Way]:
    rule = occupation.qualification
    if rule.rule == "own":
        return _decided(context, rule.paths)
    general = [path for path in context.rulebook.files.qualification.general if path.id not in rule.without]
    return [_Way(path.id, path.when, decide(path.when, context.facts)) for path in general]


def _judge_ways(context: Context, occupation: Occupation, ways: list[_Way]) -> tuple[list[Finding], tuple[str, ...]]:
    rule = occupation.qualification
    say = {"code": occupation.code, "rule": rule.rule}
    met = [way for way in ways if way.outcome.truth is True]
    if met:
        # A way without a last day is the better ground to stand on.
        best = min(met, key=lambda way: (last_day(way.when) is not None, len(way.outcome.presumed)))
        findings = [context.finding("qualification.met", "meets", rule.sources, way=best.id, say=say)]
        ends = last_day(best.when)
        if ends is not None:
            until = {"way": best.id, "day": ends.isoformat(), **say}
            findings.append(context.finding("qualification.way_ends", "meets", rule.sources, say=until))
        return findings, best.outcome.presumed
    relaxed = relaxations_of(context, occupation)
    for relaxation, outcome in relaxed:
        if outcome.truth is True:
            params = {"relaxation": relaxation.id, "waives": list(relaxation.waives), **say}
            found = context.finding("qualification.relaxed", "meets", relaxation.sources, say=params)
            return [found], outcome.presumed
    open_ways = [way for way in ways if way.outcome.truth is None]
    if open_ways:
        reviewed = [way for way in open_ways if way.outcome.reviews and not way.outcome.missing]
        if reviewed:
            way = max(reviewed, key=lambda way: WORST_FIRST.index(way.reviewed))
            return [_for_a_human(context, occupation, way.outcome.reviews[0], way.reviewed)], ()
        missing = dict.fromkeys(fact for way in open_ways for fact in way.outcome.missing)
        return [context.finding("qualification.open", "cannot_tell", rule.sources, missing, say=say)], ()
    for relaxation, outcome in relaxed:
        if outcome.truth is None and _holds_open(outcome):
            params = {"relaxation": relaxation.id, **say}
            sources = (*rule.sources, *relaxation.sources)
            return [
                context.finding("qualification.relaxation_open", "cannot_tell", sources, outcome.missing, say=params)
            ], ()
    return [_not_met(context, occupation, ways, relaxed), *_over(context, occupation, ways)], ()


def _over(context: Context, occupation: Occupation, ways: list[_Way]) -> list[Finding]:
    """Ways that would be met, had the application been filed on another day."""
    sources, day = occupation.qualification.sources, context.facts.day
    say = {"code": occupation.code, "rule": occupation.qualification.rule, "day": day and day.isoformat()}
    return [
        context.finding("qualification.way_not_in_force", "fails", sources, say=say, way=way.id)
        for way in ways
        if way.over and all(unmet.fact == "filing.date" for unmet in way.outcome.unmet)
    ]


def _for_a_human(context: Context, occupation: Occupation, check: str | None, state: State = "cannot_tell") -> Finding:
    params = {"code": occupation.code, "check": check}
    sources = occupation.qualification.sources
    name = "qualification.office_decides" if state == "at_risk" else "qualification.human_check"
    return context.finding(name, state, sources, ["rule.human_check"], say=params)


def _holds_open(outcome: Outcome) -> bool:
    if outcome.missing == (GNI_RULE,):
        return True
    return len(outcome.missing) == 1 and outcome.met >= NEARLY_PROVEN


def _not_met(
    context: Context, occupation: Occupation, ways: list[_Way], relaxed: list[tuple[Relaxation, Outcome]]
) -> Finding:
    """Say what is short on the nearest way, and which relaxations nobody has ruled out."""
    nearest = min(ways, key=lambda way: (way.over, len(way.outcome.unmet), way.outcome.standing))
    years = [
        u for way in ways for u in way.outcome.unmet if u.fact.startswith("experience.") and len(way.outcome.unmet) == 1
    ]
    short = min((u.wanted - (u.has or 0) for u in years), default=None)
    return context.finding(
        "qualification.short_of_experience" if short is not None else "qualification.not_met",
        "fails",
        occupation.qualification.sources,
        code=occupation.code,
        rule=occupation.qualification.rule,
        nearest_way=nearest.id,
        short_years=None if short is None else round(short, 2),
        possible=[relaxation.id for relaxation, outcome in relaxed if outcome.truth is None] or None,
    )


def relaxations_of(context: Context, occupation: Occupation) -> list[tuple[Relaxation, Outcome]]:
    """The published relaxations that reach the occupation on the filing date, each with how it stands."""
    reach = occupation.qualification.relief
    day = context.facts.day
    found = []
    for relaxation in context.rulebook.files.qualification.relaxations:
        full = {"degree", "experience"} <= set(relaxation.waives)
        if reach == "none" or (reach == "full" and not full):
            continue
        if relaxation.tiers is not None and occupation.tier not in relaxation.tiers:
            continue
        if occupation.tier in relaxation.not_tiers:
            continue
        if relaxation.occupations is not None and occupation.code not in relaxation.occupations:
            continue
        outcome = decide(relaxation.when, context.facts)
        if relaxation.period is not None:
            if day is not None and not relaxation.period.covers(day):
                continue
            if day is None and outcome.truth is not False:
                outcome = all_of([outcome, Outcome(None, Standing.UNKNOWN, missing=("filing.date",))])
        found.append((relaxation, outcome))
    return found


def unmet_of_ways(context: Context, finding: Finding) -> list[Unmet]:
    """What single comparisons keep a failing finding from being met: of a way, of a relaxation, of an own rule."""
    occupation = context.occupation
    if occupation is None:
        return []
    if finding.id == "employer.own_rule_not_met":
        rules = [rule for rule in occupation.employer if rule.id == finding.params.get("employer_rule")]
        outcomes = [decide(rule.when, context.facts) for rule in rules]
    elif finding.id == "qualification.also_not_met":
        paths = [path for path in occupation.qualification.also if path.id == finding.params.get("also")]
        outcomes = [decide(path.when, context.facts) for path in paths]
    else:
        outcomes = [way.outcome for way in _ways(context, occupation)]
        outcomes += [outcome for _, outcome in relaxations_of(context, occupation)]
    return [unmet for outcome in outcomes if outcome.truth is False for unmet in outcome.unmet]


def _also(context: Context, occupation: Occupation, way: _Way) -> Finding:
    sources = occupation.qualification.sources
    say = {"code": occupation.code, "also": way.id}
    if way.outcome.truth is True:
        return context.finding("qualification.also_met", "meets", sources, say=say)
    if way.outcome.truth is False:
        return context.finding("qualification.also_not_met", "fails", sources, say=say)
    return context.finding("qualification.also_open", "cannot_tell", sources, way.outcome.missing, say=say)
