"""What every page is given: content, language, session, today; and the pieces that pages share."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import streamlit as st

from e7wizard.assessment import Assessment, CaseError
from e7wizard.assessment.context import Context
from e7wizard.assessment.model import SourceRef
from e7wizard.assessment.still_open import facts_still_open
from e7wizard.assessment.verdict import Judged, assess_judged
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


@dataclasses.dataclass
class Page:
    """One run of the script for one person."""

    house: House
    language: Language
    session: Session
    today: dt.date
    _read: tuple[dict[str, Any], tuple[Case, dict[str, str]]] | None = dataclasses.field(init=False, default=None)
    _judged: tuple[Case, Judged] | None = dataclasses.field(init=False, default=None)
    _assessed: tuple[Case, Assessment] | None = dataclasses.field(init=False, default=None)
    _seen: tuple[Case, Context] | None = dataclasses.field(init=False, default=None)
    _waiting: dict[frozenset[str], tuple[dict[str, Any], frozenset[str]]] = dataclasses.field(
        init=False, default_factory=dict
    )

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

    def rich(self, text: str) -> str:
        """HTML of a text of ours, with its terms linked to the glossary the first time they stand on the page."""
        return terms_of(self.texts).linked(text, self._linked)

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
        case, _ = self.case()
        if self._assessed is not None and self._assessed[0] is case:
            return self._assessed[1]
        try:
            judged = self._dimensions()
        except CaseError:
            self.session.draft.put("job.code_choice", None)
            self.session.notice = "code_dropped"
            case, _ = self.case()
            judged = self._dimensions()
        found = assess_judged(judged, self._fit(case.job))
        self._assessed = (case, found)
        return found

    def _dimensions(self) -> Judged:
        """The dimensions of the draft, judged once for the same answers. Raises CaseError."""
        case, _ = self.case()
        if self._judged is None or self._judged[0] is not case:
            self._judged = (case, self.house.judge(case, self._fit(case.job)))
        return self._judged[1]

    def _fit(self, job: Job) -> Fit:
        """The matcher's answer for the job, worked out once for the same words."""
        fitted = self.session.fitted
        if fitted is None or fitted[0] != job:
            fitted = self.session.fitted = (job, self.house.matcher.fit(job))
        return fitted[1]

    def context(self) -> Context:
        """The draft as the other statuses see it; to be asked for after `assess`, which drops a stale code."""
        case, _ = self.case()
        if self._seen is None or self._seen[0] is not case:
            self._seen = (case, self._dimensions().knowing())
        return self._seen[1]

    def rest(self) -> None:
        """Let go of what was worked out: the widgets of a session keep its last page until the next run."""
        self._read = self._judged = self._assessed = self._seen = None
        self._waiting.clear()

    def still_open(self, blank: Iterable[str] = ()) -> frozenset[str]:
        """The facts that the draft still waits for, with the questions of `blank` taken as unanswered."""
        left_out = frozenset(blank)
        kept = {path: raw for path, raw in self.session.draft.answers.items() if path not in left_out}
        before = self._waiting.get(left_out)
        if before is None or before[0] != kept:
            before = self._waiting[left_out] = (kept, self._still_open(Draft(answers=kept), bool(left_out)))
        return before[1]

    def _still_open(self, kept: Draft, without: bool) -> frozenset[str]:
        try:
            if not without:
                return facts_still_open(self._dimensions())
            case, fit = read_case(kept, self.usual())[0], self._fit(self.case()[0].job)
            return facts_still_open(self.house.judge(case, fit))
        except CaseError:
            return frozenset()  # a code that does not exist any more; `assess` drops it and says so

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
