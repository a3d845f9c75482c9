"""What the page for employers answers: code, room, pay, papers, days, what stands in the way, and what comes after."""

from __future__ import annotations

import dataclasses

import streamlit as st

from e7wizard.assessment.context import Context
from e7wizard.assessment.days import binding_days
from e7wizard.assessment.model import Assessment, Finding, SourceRef
from e7wizard.assessment.room import Room
from e7wizard.language.amounts import day, money
from e7wizard.language.saying import Speaker
from e7wizard.report.for_employers import THEIRS, duties_of, heads_told, letter_of, obstacles
from e7wizard.report.hr_sheet import employer_papers
from e7wizard.report.pay_figures import pay_figures
from e7wizard.report.telling import steps_of
from e7wizard.wizard import html
from e7wizard.wizard.by_when import days_table
from e7wizard.wizard.charts import pay_bullet
from e7wizard.wizard.cited import cited
from e7wizard.wizard.code_page import because, choose_button, draw_chosen
from e7wizard.wizard.employer_heads import heads_block, heads_state
from e7wizard.wizard.findings import finding_block
from e7wizard.wizard.hr_sheet_page import rows_table
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import go, open_page

CANDIDATES = 3


@dataclasses.dataclass(frozen=True)
class View:
    """What the answers rest on; `voice` says findings to the employer."""

    page: Page
    voice: Speaker
    assessment: Assessment
    context: Context
    room: Room

    def quiet(self, key: str, **values: object) -> str:
        """A line of small print."""
        return html.tag("p", html.text(self.page.texts(key, **values)), "e7-quiet")

    def cited(self, sources: tuple[SourceRef, ...]) -> str:
        """The pages behind a rule; nothing where there are none."""
        return cited(self.voice, sources)


def draw_answers(view: View) -> None:
    """Draw the answers in the order in which an employer asks."""
    html.show(_in_short(view))
    for number, (name, block) in enumerate(
        (
            ("code", _code),
            ("heads", _heads),
            ("pay", _pay),
            ("papers", _papers),
            ("days", _days),
            ("way", _way),
            ("after", _after),
        )
    ):
        with st.container(key=f"hire_{number}_{name}"):
            html.show(html.tag("h2", html.text(view.page.texts(f"employer.answers.{name}"))))
            block(view)


def _short(view: View) -> list[tuple[str, str, str]]:
    """Name, state and word of the four things asked first."""
    texts, assessment = view.page.texts, view.assessment
    code = assessment.occupation.code
    letter = letter_of(assessment, view.context)
    said = heads_told(view.context, view.room)
    room = view.room.room
    low, high = (room.low, room.high) if room else (0, 0)
    gap = assessment.salary.gap_krw
    pay = (
        texts("employer.short_pay.open")
        if gap is None
        else texts("employer.short_pay.gap", gap=money(gap, texts.language))
        if gap
        else texts("employer.short_pay.no_gap")
    )
    dimensions = assessment.dimensions
    need = letter.need if letter else "open"
    state = letter.finding.status if letter and letter.finding else "meets" if letter else "cannot_tell"
    return [
        ("code", dimensions["code_fit"].status, code or texts("employer.short_heads.no_code")),
        ("heads", heads_state(said, view.room), texts(f"employer.short_heads.{said}", low=low, high=high)),
        ("pay", dimensions["salary"].status, pay),
        ("letter", state, texts(f"employer.short_letter.{need}")),
    ]


def _in_short(view: View) -> str:
    texts = view.page.texts
    cells = ""
    for name, state, said in _short(view):
        shape = html.tag("span", html.text(texts(f"say.shapes.{state}")), "e7-shape", aria_hidden="true")
        word = html.tag("span", html.text(texts(f"say.states_short.{state}")), "word")
        value = html.tag("b", html.text(said)) + html.tag("span", shape + " " + word, f"e7-{state}")
        cells += html.tag(
            "div", html.tag("dt", html.text(texts(f"employer.short.{name}"))) + html.tag("dd", value), f"s-{state}"
        )
    head = html.tag("h2", html.text(texts("employer.short.title")))
    return head + html.tag("dl", cells, "e7-hire-short")


def draw_bar(view: View) -> None:
    """The four answers in one line at the lower edge of a phone; the page says the same in full."""
    parts = []
    for name, state, said in _short(view):
        shape = html.tag("span", html.text(view.page.texts(f"say.shapes.{state}")), f"e7-{state}")
        label = html.text(view.page.texts(f"employer.short.{name}"))
        parts.append(html.tag("span", f"{label} {html.tag('b', html.text(said))} {shape}"))
    html.show(html.tag("div", "".join(parts), "e7-live-bar", aria_hidden="true"))


def _code(view: View) -> None:
    page, job = view.page, view.page.case()[0].job
    if not (job.duties or job.title or job.mix):
        html.show(view.quiet("employer.code.first"))
    for candidate in view.assessment.occupation.candidates[:CANDIDATES]:
        with st.container(border=True, key=f"hire_candidate_{candidate.code}"):
            name = html.tag("p", html.tag("b", html.text(view.voice.occupation(candidate.code))))
            html.show(name + (because(page, candidate) if candidate.because else ""))
            choose_button(page, candidate.code, f"hire_accept_{candidate.code}")
    draw_chosen(page)
    for finding in view.assessment.dimensions["code_fit"].findings:
        html.show(finding_block(page, finding, cited=False, speaker=view.voice))
    st.button(page.texts("employer.code.go"), key="hire_code", type="tertiary", on_click=go, args=("code",))


def _heads(view: View) -> None:
    html.show(heads_block(view.voice, view.context, view.room))


def _pay(view: View) -> None:
    texts, filed = view.page.texts, view.context.facts.day
    occupation = view.context.occupation
    if occupation is None or filed is None:
        html.show(view.quiet("employer.pay.none"))
    else:
        tier = next(tier for tier in view.context.rulebook.files.tiers if tier.id == occupation.tier)
        said = view.quiet("employer.pay.tier", tier=tier.id, name_ko=tier.name_ko, day=day(filed, texts.language))
        html.show(said)
    if drawn := pay_bullet.draw(pay_figures(view.assessment, view.voice), view.voice):
        html.show(drawn)
    findings = view.assessment.dimensions["salary"].findings
    html.show("".join(finding_block(view.page, finding, speaker=view.voice) for finding in findings))


def _papers(view: View) -> None:
    if letter := _letter(view):
        html.show(letter)
    rows = employer_papers(view.assessment, view.page.house.hr, view.voice)
    if not rows:
        html.show(view.quiet("employer.papers.none"))
        return
    html.show(view.quiet("employer.papers.lead"))
    html.show(rows_table(view.page, rows, "whence"))
    st.button(view.page.texts("ui.pages.hr"), key="hire_hr", on_click=open_page, args=("hr",))


def _letter(view: View) -> str:
    """The letter: whether it is needed, how it stands, who gives it."""
    letter, texts = letter_of(view.assessment, view.context), view.page.texts
    if letter is None:
        return ""
    code = view.voice.occupation(view.context.code or "")
    inner = html.tag("p", html.tag("b", html.text(texts("employer.papers.letter"))))
    inner += html.tag("p", html.text(texts(f"employer.papers.need.{letter.need}", code=code)))
    if letter.finding is not None:
        inner += finding_block(view.page, letter.finding, cited=False, speaker=view.voice)
    if letter.agencies:
        inner += html.tag("p", html.text(texts("employer.papers.agencies"))) + html.items(
            html.text(agency) for agency in letter.agencies
        )
        inner += view.quiet("employer.papers.portal")
    return html.tag("section", inner + view.cited(letter.sources), "e7-hire-box")


def _days(view: View) -> None:
    rows = binding_days(view.context, view.assessment, koreans=not view.room.none_set)
    if not rows:
        html.show(view.quiet("employer.days.none"))
        return
    html.show(days_table(view.page, rows, view.assessment, view.voice, "employer.days"))
    html.show(view.quiet("by_when.no_length"))


def _way(view: View) -> None:
    page, texts = view.page, view.page.texts
    found = obstacles(view.assessment)
    if found:
        html.show("".join(_obstacle(view, finding) for _, finding in found))
    else:
        html.show(html.tag("p", html.text(texts("employer.way.none"))))
    steps = steps_of(view.assessment, view.voice, THEIRS) or texts.rows("employer.next_when_met")
    html.show(html.tag("h3", html.text(texts("employer.way.steps"))))
    html.show(html.tag("ol", "".join(html.tag("li", page.rich(row)) for row in steps), "e7-list"))
    html.show(view.quiet("employer.way.rest"))
    with st.container(horizontal=True):
        st.button(texts("employer.way.to_result"), key="hire_result", type="primary", on_click=go, args=("result",))
        st.button(texts("employer.way.to_questions"), key="hire_questions", on_click=go, args=("duty",))


def _obstacle(view: View, finding: Finding) -> str:
    """What is not met, with its pages; what to do about it stands in the steps."""
    texts, state = view.page.texts, finding.status
    badge = html.badge(state, texts(f"say.shapes.{state}"), texts(f"say.states_short.{state}"))
    inner = badge + html.tag("p", view.page.rich(view.voice.finding(finding)))
    return html.tag("div", inner + view.cited(tuple(finding.sources)), "e7-finding")


def _after(view: View) -> None:
    html.show(view.quiet("employer.after.lead"))
    rows = []
    for duty in duties_of(view.context):
        said = view.page.rich(view.page.texts(f"employer.duties.{duty.id}", days=duty.days, months=duty.months))
        rows.append(said + view.cited(duty.sources))
    html.show(html.items(rows))
