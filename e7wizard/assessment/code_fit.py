"""Do the real duties fit a permitted occupation code (직종코드)? Duties come before titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from e7wizard.assessment.context import Context, result
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import DimensionResult, Finding, State
from e7wizard.matching.fit import Fit, Share
from e7wizard.rulebook.occupations import Occupation
from e7wizard.rulebook.outside import Outside

CLEARLY_AHEAD = 0.25
"""Another code is clearly nearer when its score leads the chosen one's by this much."""


def judge_code_fit(context: Context, fit: Fit) -> DimensionResult:
    """Judge how the duties fit the occupation chosen, or the nearest one where none was chosen."""
    findings = _duties(context, fit)
    findings += _mix(context, fit)
    findings += _title(context, fit)
    findings += _plans(context)
    return result(findings)


def _rule(
    context: Context,
    id: str,
    status: State,
    missing: tuple[str, ...] = (),
    say: Mapping[str, Any] | None = None,
    **params: Any,
) -> Finding:
    sources = context.rulebook.files.procedure.one_code_sources
    return context.finding(id, status, sources, missing, say, **params)


def _duties(context: Context, fit: Fit) -> list[Finding]:
    occupation = context.occupation
    chosen = context.case.job.occupation
    if context.case.job.none_fits:
        return [_outside_list(context, fit)]
    answered = _excluded_by_answer(context, occupation)
    if answered is not None:
        return [_outside(context, fit, answered, ())]
    if fit.outside is not None and fit.none:
        return [_outside(context, fit, context.rulebook.outside[fit.outside.id], fit.outside.because)]
    if fit.none:
        return [_outside_list(context, fit)]
    if fit.vague or occupation is None or not fit.ranked:
        code = chosen or (fit.ranked[0].code if fit.ranked and not fit.vague else None)
        return [_rule(context, "code_fit.too_thin", "cannot_tell", ("job.duties",), code=code)]
    if not fit.has_duties:
        return [_rule(context, "code_fit.title_only", "at_risk", ("job.duties",), code=occupation.code)]
    best = fit.ranked[0]
    if chosen is None or best.code == occupation.code:
        words = list(best.because)
        return [context.finding("code_fit.fits", "meets", occupation.sources, code=occupation.code, words=words)]
    own = next((match for match in fit.ranked if match.code == occupation.code), None)
    if own is not None and best.score - own.score < CLEARLY_AHEAD:
        words = list(own.because)
        close = {"code": occupation.code, "other": best.code, "words": words}
        return [context.finding("code_fit.fits_close", "meets", occupation.sources, say=close)]
    former = context.rulebook.former_codes.get(occupation.code, ())
    if best.code in former:
        return [_rule(context, "code_fit.number_changed", "at_risk", code=occupation.code, other=best.code)]
    rules, words = context.rulebook.files.code_fit, list(best.because)
    say = {"code": occupation.code, "other": best.code, "words": words}
    if occupation.code in rules.technical and best.code in rules.commercial:
        return [context.finding("code_fit.technical_code_for_sales", "at_risk", rules.practice_sources, say=say)]
    return [_rule(context, "code_fit.other_code_nearer", "at_risk", say=say)]


def _excluded_by_answer(context: Context, occupation: Occupation | None) -> Outside | None:
    """Work that an answer names and that the text of the occupation excludes: Korean food, for instance."""
    if occupation is None:
        return None
    answers = (
        outside
        for outside in context.rulebook.files.outside
        if outside.when is not None
        and outside.excluded_by == occupation.code
        and decide(outside.when, context.facts).truth is True
    )
    return next(answers, None)


def _outside(context: Context, fit: Fit, outside: Outside, because: tuple[str, ...]) -> Finding:
    """Work that belongs to no permitted occupation, with the exclusion the official text gives where it gives one."""
    chosen = context.case.job.occupation
    nearest = context.rulebook.occupations[outside.nearest]
    say = {"outside": outside.id, "nearest": nearest.code, "home": outside.status, "words": list(because)}
    if outside.excluded_by is not None and chosen in {None, outside.excluded_by}:
        return context.finding("code_fit.excluded", "fails", outside.sources or nearest.sources, say=say)
    state: State = context.rulebook.tiers[nearest.tier].outside_list
    return context.finding("code_fit.outside", state, context.rulebook.files.procedure.similar_sources, say=say)


def _outside_list(context: Context, fit: Fit) -> Finding:
    nearest = context.rulebook.occupations.get(fit.ranked[0].code) if fit.ranked else None
    sources = context.rulebook.files.procedure.similar_sources
    if nearest is None:
        return context.finding("code_fit.none_fits", "cannot_tell", sources, ["job.duties"])
    state: State = context.rulebook.tiers[nearest.tier].outside_list
    return context.finding("code_fit.none_fits", state, sources, nearest=nearest.code)


def _related(one: str | None, other: str | None) -> bool:
    """Whether two codes stand in the same minor group, so that officers see one kind of work."""
    return one is not None and other is not None and one.lstrip("S")[:3] == other.lstrip("S")[:3]


def _mix(context: Context, fit: Fit) -> list[Finding]:
    """One application covers one code: is there a main duty, and what stands beside it?"""
    parts, rules = fit.mix, context.rulebook.files.code_fit
    if len(parts) < 2 or fit.vague:
        return []
    main = parts[0]
    say = {"code": main.code, "outside": main.outside, "share": round(main.share, 2), "shares_from": _origin(fit)}
    if main.share <= rules.dominant and not all(_related(main.code, part.code) for part in parts):
        return [_rule(context, "code_fit.no_dominant_duty", "at_risk", say=say)]
    found = [_excluded_part(context, main, part, say) for part in parts[1:] if _excludes(context, main, part)]
    for part in parts[1:]:
        if part.share < rules.large_side_duty or _related(main.code, part.code) or _excludes(context, main, part):
            continue
        id, sources = _side_duty(context, main, part), rules.practice_sources
        beside = {"side": part.code, "outside": part.outside, "side_share": round(part.share, 2)}
        found.append(context.finding(id, "at_risk", sources, say={**say, **beside}))
    excluded = [part for part in parts if part.code is None]
    if excluded and not found and main.code is not None:
        share = round(sum(part.share for part in excluded), 2)
        params = {"outside": excluded[0].outside, "side_share": share, "code": main.code, "shares_from": _origin(fit)}
        found.append(_rule(context, "code_fit.small_outside_part", "meets", say=params))
    return found


def _origin(fit: Fit) -> str | None:
    """'text' where the shares are not the person's own but estimated from how much of the text each duty fills."""
    return None if fit.stated and not fit.rough else "text"


def _excludes(context: Context, main: Share, part: Share) -> bool:
    """Whether the official text of the main occupation excludes this part in so many words."""
    outside = context.rulebook.outside.get(part.outside or "")
    by = None if outside is None else outside.excluded_by
    return by is not None and by == main.code and part.share >= context.rulebook.files.code_fit.excluded_part


def _excluded_part(context: Context, main: Share, part: Share, say: Mapping[str, Any]) -> Finding:
    outside = context.rulebook.outside[part.outside or ""]
    sources = outside.sources or context.rulebook.occupations[main.code or ""].sources
    beside = {"outside": outside.id, "side_share": round(part.share, 2)}
    return context.finding("code_fit.excluded_part", "at_risk", sources, say={**say, **beside})


def _side_duty(context: Context, main: Share, part: Share) -> str:
    rules = context.rulebook.files.code_fit
    if main.code in rules.technical and (part.code in rules.commercial or part.outside in rules.commercial_outside):
        return "code_fit.technical_with_sales"
    return "code_fit.mixed_job" if part.code is not None else "code_fit.mixed_with_outside"


def _title(context: Context, fit: Fit) -> list[Finding]:
    """The title against the duties; a manager needs a department."""
    title, occupation, rules = context.case.job.title, context.occupation, context.rulebook.files.code_fit
    if occupation is not None and occupation.manager and context.case.job.leads_department is False:
        say = {"code": occupation.code}
        return [context.finding("code_fit.manager_without_department", "at_risk", rules.manager_sources, say=say)]
    if not title:
        return []
    if fit.title_vague:
        return [_rule(context, "code_fit.vague_title", "at_risk", title=title)]
    if fit.title is None or occupation is None or not fit.has_duties or fit.vague or fit.none:
        return []
    if fit.title.code in {occupation.code, *[match.code for match in fit.ranked[:2]]}:
        return []
    if _related(fit.title.code, occupation.code):
        return []
    say = {"title": title, "title_code": fit.title.code, "code": occupation.code}
    if context.rulebook.occupations[fit.title.code].manager and not occupation.manager:
        return [context.finding("code_fit.manager_title", "at_risk", rules.manager_sources, say=say)]
    return [_rule(context, "code_fit.title_contradicts", "at_risk", say=say)]


def _plans(context: Context) -> list[Finding]:
    job = context.case.job
    found = []
    if job.duties_will_change:
        found.append(_rule(context, "code_fit.duties_will_change", "at_risk"))
    if job.generic_template:
        found.append(_rule(context, "code_fit.generic_template", "at_risk"))
    return found
