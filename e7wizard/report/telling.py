"""The result in sentences that the page and the papers share: the verdict, the day it holds for, what to do next."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from e7wizard.assessment.model import (
    DIMENSIONS,
    WORST_FIRST,
    Assessment,
    Dimension,
    Finding,
    RouteResult,
)
from e7wizard.language.amounts import day
from e7wizard.language.saying import Speaker


def verdict_sentence(assessment: Assessment, speaker: Speaker) -> str:
    """What the weakest dimension says."""
    texts, state, code = speaker.texts, assessment.verdict, assessment.occupation.code
    names = texts("say.and").join(texts(f"say.dimensions.{name}") for name in weakest(assessment))
    key = "no_code_yet" if code is None and state == "cannot_tell" else state
    return texts(f"result.verdict.{key}", names=names, occupation=occupation_name(assessment, speaker))


def weakest(assessment: Assessment) -> list[Dimension]:
    """The dimensions that decide the verdict, in the order in which a case is judged; all five where all is met."""
    return [name for name in DIMENSIONS if assessment.dimensions[name].status == assessment.verdict]


def occupation_name(assessment: Assessment, speaker: Speaker) -> str:
    """Number, Korean name and translation, or that there is no code yet."""
    code = assessment.occupation.code
    return speaker.occupation(code) if code else speaker.texts("result.no_code")


def as_of(assessment: Assessment, speaker: Speaker) -> str:
    """The filing day and the edition of the rules."""
    texts, filed = speaker.texts, assessment.filing_date
    when = day(filed, texts.language) if filed else texts("say.unknown")
    return texts("result.as_of", day=when, edition=assessment.edition)


def next_steps(assessment: Assessment, speaker: Speaker) -> list[str]:
    """The smallest changes first, then what to find out; what is left to do where all is met."""
    return steps_of(assessment, speaker) or speaker.texts.rows("result.next_when_met")


def steps_of(assessment: Assessment, speaker: Speaker, about: Container[Dimension] = DIMENSIONS) -> list[str]:
    """The smallest changes of some dimensions first, then what to find out about them; none where all is met."""
    return list(dict.fromkeys(_each_step(assessment, speaker, about)))


def first_steps(assessment: Assessment, speaker: Speaker, most: int) -> list[str]:
    """The first of `next_steps`, without putting the others into words."""
    found: dict[str, None] = {}
    for row in _each_step(assessment, speaker, DIMENSIONS):
        found[row] = None
        if len(found) == most:
            break
    return list(found) or speaker.texts.rows("result.next_when_met")[:most]


def _each_step(assessment: Assessment, speaker: Speaker, about: Container[Dimension]) -> Iterator[str]:
    for change in assessment.changes:
        if change.dimension in about:
            said = speaker.change(change)
            said = speaker.texts("result.instead", row=said) if change.alternative else said
            yield step(speaker, change.dimension, said)
    for dimension, finding, remedy in remedies(assessment, speaker):
        if dimension in about:
            said = remedy
            if finding.status == "cannot_tell":
                said = speaker.texts("say.next_sentence", first=speaker.finding(finding), second=remedy)
            yield step(speaker, dimension, said)


def remedies(assessment: Assessment, speaker: Speaker) -> Iterator[tuple[Dimension, Finding, str]]:
    """What to do about each finding that is not met, the worst first; a failure that a change lifts has its change."""
    changeable = {change.dimension for change in assessment.changes}
    for state in WORST_FIRST[:-1]:
        for name, judged in assessment.dimensions.items():
            for finding in judged.findings:
                if finding.status != state or (state == "fails" and name in changeable):
                    continue
                if remedy := speaker.remedy(finding):
                    yield name, finding, remedy


def step(speaker: Speaker, dimension: Dimension, row: str) -> str:
    """A step with the dimension that it is about."""
    return speaker.texts("result.next_row", dimension=speaker.texts(f"say.dimensions.{dimension}"), row=row)


def compared(assessment: Assessment) -> list[RouteResult]:
    """The routes worth comparing: those that no bar closes; what fits better and what the plans name comes first."""
    named = {id for plan in assessment.plans for id in (*plan.now, *plan.meanwhile, *plan.afterwards)}
    open_ = [route for route in assessment.routes if route.status != "closed"]
    return sorted(
        open_,
        key=lambda route: (not route.first, _out_of_reach(route), route.status == "cannot_tell", route.id not in named),
    )


FAR = 1.5
"""An amount that is so many times what the person has is shown last among the routes; no state rests on it."""


def _out_of_reach(route: RouteResult) -> bool:
    """Whether the route asks an amount far above what the person has."""
    return any(
        unmet["fact"].endswith("_krw")
        and isinstance(unmet["has"], int | float)
        and isinstance(unmet["wanted"], int | float)
        and unmet["wanted"] > FAR * unmet["has"]
        for unmet in route.unmet
    )


def plain_name(speaker: Speaker, id: str) -> str:
    """The translated name of a status, for places where the code stands beside it."""
    name = re.sub(rf"\s*[（(]{re.escape(id)}[)）]", "", speaker.texts(f"routes.{id}.name"))
    return re.sub(rf"[,，]\s*{re.escape(id)}(?=[)）])", "", name)


def route_name(speaker: Speaker, id: str) -> str:
    """Code, Korean name and translation."""
    return f"{id} {speaker.rulebook.routes[id].name_ko} · {plain_name(speaker, id)}"
