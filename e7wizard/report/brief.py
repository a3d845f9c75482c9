"""A case in short, as sentences of one language: what the printed summary and the text to copy are made of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Literal

from e7wizard.assessment.model import DIMENSIONS, WORST_FIRST, Assessment, DocumentItem, RouteState, State
from e7wizard.case import Case, given_facts
from e7wizard.language.plain import without_turns
from e7wizard.language.saying import Speaker
from e7wizard.report.discretion import sensitive_facts
from e7wizard.report.pay_figures import Amount, pay_figures
from e7wizard.report.telling import (
    as_of,
    compared,
    next_steps,
    occupation_name,
    plain_name,
    route_name,
    verdict_sentence,
)
from e7wizard.rulebook.failure_routes import PHASES

ROUTES_SHOWN = 5
MISSING_SHOWN = 3
TITLE_SHOWN = 120
SEPARATOR = " · "
"""Between things that are missing: some of them are whole sentences."""


@dataclasses.dataclass(frozen=True)
class Badge:
    """A state as word and shape; the drawing adds the colour."""

    state: State | RouteState
    shape: str
    word: str


@dataclasses.dataclass(frozen=True)
class Row:
    """A line of the paper: a heading of its own before it, small print after it, a state beside it."""

    text: str
    head: str = ""
    after: str = ""
    badge: Badge | None = None


SectionId = Literal["next", "not_met", "plan", "routes", "applicant", "employer", "confirm", "sensitive", "caution"]


@dataclasses.dataclass(frozen=True)
class Section:
    """A heading with its rows."""

    id: SectionId
    title: str
    rows: tuple[Row, ...]


@dataclasses.dataclass(frozen=True)
class Brief:
    """Everything the paper says, in one language. Two briefs of one case have the same rows in the same order."""

    speaker: Speaker
    verdict: Row
    when: str
    notice: str
    about: tuple[Row, ...]
    strip: tuple[tuple[str, Badge], ...]
    amounts: tuple[Amount, ...]
    gap: str
    pay_note: str
    sections: tuple[Section, ...]


def brief_of(case: Case, assessment: Assessment, speaker: Speaker, with_sensitive: bool) -> Brief:
    """Say the case. Without `with_sensitive` case and assessment are to come from `discretion`."""
    texts, pay = speaker.texts, pay_figures(assessment, speaker)
    about = [Row(occupation_name(assessment, speaker), texts("hand_over.occupation"))]
    if case.job.title:
        title = " ".join(without_turns(case.job.title).split())
        cut = title if len(title) <= TITLE_SHOWN else title[: TITLE_SHOWN - 1] + "…"
        about.insert(0, Row(cut, texts("hand_over.job")))
    sections = [
        Section("next", texts("result.next"), tuple(Row(row) for row in next_steps(assessment, speaker))),
        Section("not_met", texts("hand_over.not_met"), _not_met(assessment, speaker)),
        Section("plan", texts("hand_over.plan"), _plan(assessment, speaker)),
        Section("routes", texts("hand_over.routes"), _routes(assessment, speaker)),
        Section("applicant", texts("hand_over.papers.applicant"), _papers(assessment.documents.applicant, speaker)),
        Section("employer", texts("hand_over.papers.employer"), _papers(assessment.documents.employer, speaker)),
        Section("confirm", texts("hand_over.confirm"), _confirm(assessment, speaker)),
    ]
    if with_sensitive:
        sections.append(Section("sensitive", texts("hand_over.sensitive_facts"), _sensitive(case, speaker)))
    sections.append(Section("caution", texts("caution.title"), tuple(Row(row) for row in texts.rows("caution.points"))))
    return Brief(
        speaker=speaker,
        verdict=Row(verdict_sentence(assessment, speaker), badge=state_badge(assessment.verdict, speaker)),
        when=as_of(assessment, speaker),
        notice=texts("hand_over.sensitive" if with_sensitive else "hand_over.left_out"),
        about=tuple(about),
        strip=tuple(
            (texts(f"say.dimensions.{name}"), state_badge(assessment.dimensions[name].status, speaker, short=True))
            for name in DIMENSIONS
        ),
        amounts=pay.amounts,
        gap=pay.gap,
        pay_note=pay.note,
        sections=tuple(section for section in sections if section.rows),
    )


def state_badge(state: State, speaker: Speaker, short: bool = False) -> Badge:
    """The state of a dimension, a finding or the whole case."""
    texts = speaker.texts
    return Badge(state, texts(f"say.shapes.{state}"), texts(f"say.{'states_short' if short else 'states'}.{state}"))


def _not_met(assessment: Assessment, speaker: Speaker) -> tuple[Row, ...]:
    """Every finding that is not met, the worst first, with its pages."""
    rows = []
    for state in WORST_FIRST[:-1]:
        for name in DIMENSIONS:
            for finding in assessment.dimensions[name].findings:
                if finding.status == state:
                    source = speaker.cited(finding.sources)
                    after = speaker.texts("result.source", list=source) if source else ""
                    head = speaker.texts("hand_over.head", head=speaker.texts(f"say.dimensions.{name}"))
                    rows.append(Row(speaker.finding(finding), head, after, state_badge(state, speaker, short=True)))
    return tuple(rows) or (Row(speaker.texts("hand_over.none_needed")),)


def _plan(assessment: Assessment, speaker: Speaker) -> tuple[Row, ...]:
    if not assessment.plans:
        return ()
    plan, texts = assessment.plans[0], speaker.texts
    base = f"failures.{plan.id}"
    rows = [Row(texts(f"{base}.name")), Row(texts(f"{base}.fix_first"), texts("ways.fix_first"))]
    for phase in PHASES:
        routes = texts("say.and").join(f"{id} {plain_name(speaker, id)}" for id in getattr(plan, phase))
        rows.append(Row(texts(f"{base}.{phase}"), texts(f"ways.phases.{phase}"), routes))
    return tuple(rows)


def _routes(assessment: Assessment, speaker: Speaker) -> tuple[Row, ...]:
    texts, rows = speaker.texts, []
    for route in compared(assessment)[:ROUTES_SHOWN]:
        missing = speaker.route_missing(route)
        said = [texts("result.look_here_first")] if route.first else []
        said += missing[:MISSING_SHOWN]
        if len(missing) > MISSING_SHOWN:
            said.append(texts("hand_over.more", count=len(missing) - MISSING_SHOWN))
        badge = Badge(
            route.status, texts(f"say.route_shapes.{route.status}"), texts(f"say.route_states.{route.status}")
        )
        name = route_name(speaker, route.id)
        head = texts("hand_over.head", head=name) if said else name
        rows.append(Row(SEPARATOR.join(said), head, badge=badge))
    return tuple(rows) or (Row(texts("hand_over.routes_none")),)


def _papers(papers: Iterable[DocumentItem], speaker: Speaker) -> tuple[Row, ...]:
    return tuple(Row(speaker.texts(f"papers.{paper.id}.name")) for paper in papers)


def _confirm(assessment: Assessment, speaker: Speaker) -> tuple[Row, ...]:
    return tuple(Row(row) for row in dict.fromkeys(speaker.confirm(item) for item in assessment.to_confirm))


def _sensitive(case: Case, speaker: Speaker) -> tuple[Row, ...]:
    hidden = sensitive_facts(speaker.rulebook)
    return tuple(
        Row(speaker.texts("hand_over.fact", fact=speaker.fact(path), value=speaker.value(path, value)))
        for path, value in given_facts(case)
        if path in hidden
    )
