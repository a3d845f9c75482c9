"""What every page is given: content, language, session, today; and the pieces that pages share."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar, cast

import streamlit as st

from e7wizard.assessment import Assessment, CaseError
from e7wizard.assessment.context import Context
from e7wizard.assessment.model import SourceRef
from e7wizard.assessment.still_open import facts_still_open
from e7wizard.assessment.verdict import Judged, assess_dimensions, assess_judged
from e7wizard.case import Case, Job
from e7wizard.house import House
from e7wizard.language import Language, Texts
from e7wizard.language.saying import Speaker
from e7wizard.matching.fit import Fit
from e7wizard.rulebook.sources import Citation
from e7wizard.wizard import html
from e7wizard.wizard.cited import cited
from e7wizard.wizard.draft import Draft, read_case
from e7wizard.wizard.fields import PATH, STEPS
from e7wizard.wizard.session import Session, go
from e7wizard.wizard.terms import terms_of

Made = TypeVar("Made")


@dataclasses.dataclass
class Page:
    """One run of the script for one person."""

    house: House
    language: Language
    session: Session
    today: dt.date
    _read: tuple[dict[str, Any], tuple[Case, dict[str, str]]] | None = dataclasses.field(init=False, default=None)
    _made_for: Case | None = dataclasses.field(init=False, default=None)
    _made: dict[str, Any] = dataclasses.field(init=False, default_factory=dict)

    @property
    def texts(self) -> Texts:
        """The texts of the language."""
        return self.house.texts[self.language]

    @cached_property
    def speaker(self) -> Speaker:
        """Says findings in the language."""
        return self.house.speaker(self.language)

    @cached_property
    def _linked(self) -> set[str]:
        return set()

    def rich(self, text: str, *, fixed: bool = False) -> str:
        """HTML of a text of ours, with its terms linked to the glossary the first time they stand on the page.

        `fixed`: it stands so in content, with no value filled in.
        """
        return terms_of(self.texts).linked(text, self._linked, fixed=fixed)

    def case(self) -> tuple[Case, dict[str, str]]:
        """The case the draft makes now, and its unreadable answers; read once for the same answers."""
        answers = self.session.draft.answers
        if self._read is None or self._read[0] != answers:
            self._read = (dict(answers), read_case(self.session.draft, self.usual()))
        return self._read[1]

    def usual(self) -> dict[str, str]:
        """What is taken where nothing was entered: filing today, and the standard working week."""
        hours = self.house.rulebook.files.salary.standard_hours
        return {"filing.date": self.today.isoformat(), "pay.weekly_hours": f"{hours:g}"}

    def assess(self) -> Assessment:
        """Judge the draft; a code that does not exist any more is dropped and said."""
        judged = self.judged()
        return self.once("assessment", lambda: assess_judged(judged, self._fit(judged.context.case.job)))

    def assess_dimensions(self) -> Assessment:
        """The same without what follows from the dimensions: no routes, plans, changes and papers."""
        judged = self.judged()
        return self.once("dimensions", lambda: assess_dimensions(judged, self._fit(judged.context.case.job)))

    def judged(self) -> Judged:
        """The five dimensions of the draft, without what `assess` adds; drops and says like it."""
        try:
            return self._dimensions()
        except CaseError:
            self.session.draft.put("job.code_choice", None)
            self.session.notice = "code_dropped"
            return self._dimensions()

    def _dimensions(self) -> Judged:
        case, _ = self.case()
        return self.once("judged", lambda: self.house.judge(case, self._fit(case.job)))

    def once(self, what: str, make: Callable[[], Made]) -> Made:
        """Something that rests on the answers, made once for the same answers while a page is drawn."""
        case, _ = self.case()
        if self._made_for is not case:
            self._made_for, self._made = case, {}
        if what not in self._made:
            self._made[what] = make()
        return cast(Made, self._made[what])

    def between_runs(self, what: str, make: Callable[[], Made]) -> Made:
        """Something small that rests on the answers, made once for the same answers and kept with the session.

        Opening a menu, the other language and the way to the next step change no answer.
        """
        case, _ = self.case()
        if self.session.noted_for != case:
            self.session.noted_for, self.session.noted = case, {}
        if what not in self.session.noted:
            self.session.noted[what] = make()
        return cast(Made, self.session.noted[what])

    def _fit(self, job: Job) -> Fit:
        """The matcher's answer for the job, worked out once for the same words."""
        fitted = self.session.fitted
        if fitted is None or fitted[0] != job:
            fitted = self.session.fitted = (job, self.house.matcher.fit(job))
        return fitted[1]

    def context(self) -> Context:
        """The draft as the other statuses see it; to be asked for after `assess`, which drops a stale code."""
        return self.once("context", lambda: self._dimensions().knowing())

    def rest(self) -> None:
        """Let go of what was worked out: the widgets of a session keep its last page until the next run."""
        self._read = self._made_for = None
        self._made = {}

    def still_open(self, blank: Iterable[str] = ()) -> frozenset[str]:
        """The facts that the draft still waits for, with the questions of `blank` taken as unanswered."""
        left_out = sorted(blank)
        return self.between_runs(f"still open without {left_out}", lambda: self._still_open(left_out))

    def _still_open(self, left_out: list[str]) -> frozenset[str]:
        try:
            if not left_out:
                return facts_still_open(self._dimensions())
            kept = {path: raw for path, raw in self.session.draft.answers.items() if path not in left_out}
            case = read_case(Draft(answers=kept), self.usual())[0]
            return facts_still_open(self.house.judge(case, self._fit(self.case()[0].job)))
        except CaseError:
            return frozenset()  # a code that does not exist any more; `judged` drops it and says so

    def cited(self, citations: Iterable[Citation]) -> str:
        """HTML of the pages behind a rule; nothing where there are none."""
        return cited(self.speaker, [SourceRef(**self.house.rulebook.cite(citation)) for citation in citations])

    def title(self, where: str) -> str:
        """The title of the browser tab."""
        name = self.texts("ui.name")
        heading = self.texts.maybe(f"steps.{where}.title") or self.texts.maybe(f"ui.pages.{where}") or ""
        return f"{heading} · {name}" if heading and where != "start" else name

    def heading(self, step: str) -> None:
        """The heading of a step, with where we are on the way."""
        asked = [*(item.id for item in STEPS), "check", "result"]
        if step in asked:
            number = asked.index(step) + 1
            rows = "".join(
                f'<span class="{"done" if place < number else "now" if place == number else ""}"></span>'
                for place in range(1, len(asked) + 1)
            )
            said = self.texts("ui.progress", number=number, total=len(asked))
            html.show(f'<div class="e7-steps" aria-hidden="true">{rows}</div><p class="e7-quiet">{html.text(said)}</p>')
        st.title(self.texts(f"steps.{step}.title"), anchor=False)
        lead = self.texts.maybe(f"steps.{step}.lead")
        if lead:
            html.show(html.tag("p", self.rich(lead), "e7-lead"))

    def ways_on(self, step: str) -> None:
        """Back and Next."""
        place = PATH.index(step)
        with st.container(horizontal=True, horizontal_alignment="distribute", key=f"ways_{step}"):
            if place > 0:
                st.button(self.texts("ui.back"), key=f"back_{step}", on_click=go, args=(PATH[place - 1],))
            if place + 1 < len(PATH):
                label = self.texts("ui.see_result" if PATH[place + 1] == "result" else "ui.next")
                st.button(label, key=f"next_{step}", type="primary", on_click=go, args=(PATH[place + 1],))
        if step not in {"start", "check", "result"} and self.session.draft.answers:
            st.button(self.texts("ui.to_check"), key=f"check_{step}", type="tertiary", on_click=go, args=("check",))
