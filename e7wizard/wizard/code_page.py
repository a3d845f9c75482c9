"""Which occupation code: answer a follow-up question, accept a suggestion, browse the list, or say that none fits."""

from __future__ import annotations

import streamlit as st

from e7wizard.assessment.model import Assessment, Candidate
from e7wizard.rulebook.occupations import Occupation
from e7wizard.wizard import html
from e7wizard.wizard.code_list import group_of, search, whole_list
from e7wizard.wizard.duty_reading import draw_reading
from e7wizard.wizard.fields import field_of
from e7wizard.wizard.findings import finding_block
from e7wizard.wizard.folds import fold
from e7wizard.wizard.page import Page
from e7wizard.wizard.question_page import draw_field
from e7wizard.wizard.resuming import ready
from e7wizard.wizard.session import go, widget_key
from e7wizard.wizard.to_mend import draw_to_mend

LISTED = 40
"""So many hits of a search are listed."""


def draw(page: Page) -> None:
    """Draw the follow-up question, suggestions, what was read in the text, the list and 'none of these'."""
    page.heading("code")
    draw_to_mend(page)
    case, _ = page.case()
    assessment = page.assess_dimensions()
    if case.job.duties or case.job.title or case.job.mix:
        draw_follow_up(page, assessment)
        assessment = page.assess_dimensions()
        _findings(page, assessment)
        _suggestions(page, assessment)
        draw_reading(page, case.job, assessment)
    else:
        html.show(html.tag("p", html.text(page.texts("code.no_duties")), "e7-lead"))
        st.button(page.texts("code.to_duties"), key="to_duties", on_click=go, args=("duty",))
    draw_chosen(page)
    draw_department(page, assessment)
    _browse(page)
    page.ways_on("code")


def draw_follow_up(page: Page, assessment: Assessment) -> None:
    """Ask the one question that separates the nearest kinds of work; its answer may call for another assessment."""
    ask = assessment.occupation.ask
    if ask is None:
        return
    path, name = "job.follow_up", ask.id.partition(".")[0]
    with st.container(border=True, key="follow_up"):
        html.show(html.tag("p", html.text(page.texts("code.one_question")), "e7-quiet"))
        options = [option.id for option in ask.options]
        key = widget_key(path)
        if st.session_state.get(key) not in {None, *options}:
            del st.session_state[key]
        ready(key, ask.answer)
        answer = st.radio(
            page.texts(f"questions.{name}.ask"),
            options,
            index=None,
            key=key,
            format_func=lambda option: page.speaker.option(ask.id, option),
        )
        if answer is not None:
            page.session.draft.put(path, f"{ask.id}:{answer}")
            st.button(
                page.texts("code.undo_answer"), key="undo_follow_up", type="tertiary", on_click=_undo, args=(page,)
            )


def _undo(page: Page) -> None:
    page.session.draft.put("job.follow_up", None)
    st.session_state.pop(widget_key("job.follow_up"), None)


def _findings(page: Page, assessment: Assessment) -> None:
    for finding in assessment.dimensions["code_fit"].findings:
        if finding.status != "meets":
            html.show(finding_block(page, finding, cited=False))


def _suggestions(page: Page, assessment: Assessment) -> None:
    candidates = assessment.occupation.candidates[:3]
    if not candidates:
        return
    st.header(page.texts("code.suggestions"), anchor=False)
    for place, candidate in enumerate(candidates):
        occupation = page.house.rulebook.occupations[candidate.code]
        with st.container(border=True):
            _name(page, occupation)
            if candidate.because:
                html.show(because(page, candidate))
            if place == 0:
                _runner_up(page, assessment)
            html.show(_confused_with(page, occupation, candidates))
            choose_button(page, candidate.code, f"accept_{candidate.code}")


def because(page: Page, candidate: Candidate) -> str:
    """The words that decided for a candidate."""
    said = page.texts("code.because", words=_quoted(page, candidate.because))
    return html.tag("p", html.text(said), "e7-quiet")


def _quoted(page: Page, words: list[str]) -> str:
    return page.texts("say.and").join(page.texts("say.quoted", word=word) for word in words)


def _runner_up(page: Page, assessment: Assessment) -> None:
    """The second candidate, and the words that separate the two."""
    gap = assessment.occupation.separates
    if gap is None:
        return
    rows = [html.text(page.texts("code.runner_up", name=page.speaker.occupation(gap.other)))]
    for key, words in (("for_first", gap.for_code), ("for_other", gap.for_other)):
        if words:
            rows.append(html.text(page.texts(f"code.{key}", words=_quoted(page, words))))
    html.show(html.tag("p", "<br>".join(rows), "e7-quiet"))


def _confused_with(page: Page, occupation: Occupation, candidates: list[Candidate]) -> str:
    """What the code is often confused with; what the other candidates stand for comes first."""
    near = {candidate.code for candidate in candidates}
    others = sorted(occupation.not_this, key=lambda other: other.goes_to not in near)
    rows = [html.text(page.speaker.not_this(occupation.code, other)) for other in others]
    if not rows:
        return ""
    return html.tag("details", html.tag("summary", html.text(page.texts("codes.not_this"))) + html.items(rows))


def _name(page: Page, occupation: Occupation) -> None:
    label = html.tag("b", html.text(page.speaker.occupation(occupation.code)))
    duties = html.text(page.texts(f"occupations.{occupation.code}.duties"))
    former = ""
    if occupation.formerly:
        said = page.texts("codes.formerly_short", numbers=", ".join(occupation.formerly))
        former = html.tag("p", html.text(said), "e7-quiet")
    html.show(html.tag("div", label + html.tag("p", duties, "e7-quiet") + former, "e7-code"))


def choose_button(page: Page, code: str, key: str) -> None:
    """A button that takes a code; it says so where the code is taken already."""
    chosen = page.session.draft.get("job.code_choice") == code
    label = page.texts("code.chosen" if chosen else "code.choose")
    st.button(label, key=key, type="primary" if chosen else "secondary", on_click=_choose, args=(page, code))


def _choose(page: Page, code: str | None) -> None:
    page.session.draft.put("job.code_choice", code)


def draw_chosen(page: Page) -> None:
    """Which code is taken now, and the ways to take it back."""
    choice = page.session.draft.get("job.code_choice")
    with st.container(border=True):
        if choice == "none":
            said = page.texts("code.now_none")
        elif choice:
            said = page.texts("code.now", name=page.speaker.occupation(str(choice)))
        else:
            said = page.texts("code.now_open")
        html.show(html.tag("p", html.text(said), "e7-lead"))
        with st.container(horizontal=True):
            if choice != "none":
                st.button(page.texts("code.none_fits"), key="none_fits", on_click=_choose, args=(page, "none"))
            if choice:
                st.button(page.texts("code.let_match"), key="let_match", on_click=_choose, args=(page, None))


def draw_department(page: Page, assessment: Assessment) -> None:
    """A manager's code needs a department: ask where such a code is in view."""
    code = assessment.occupation.code
    if code is not None and page.house.rulebook.occupations[code].manager:
        draw_field(page, field_of("job.leads_department"))


def _browse(page: Page) -> None:
    """The whole list, drawn once it is opened: some hundred rows are half of this page's work."""
    with fold(page.texts("code.browse"), "browse") as is_open:
        if not is_open:
            return
        asked = st.text_input(
            page.texts("codes.search"), key="code_search", placeholder=page.texts("codes.search_hint")
        )
        found = search(page.house, asked) if asked.strip() else whole_list(page.house)
        if not found:
            st.write(page.texts("codes.nothing_found"))
        group = ""
        for occupation in found[:LISTED] if asked.strip() else found:
            if not asked.strip() and group_of(occupation) != group:
                group = group_of(occupation)
                html.show(html.tag("h2", html.text(page.texts(f"codes.groups.{group}"))))
            left, right = st.columns([4, 1], vertical_alignment="center")
            left.write(html.markdown_safe(page.speaker.occupation(occupation.code)))
            with right:
                choose_button(page, occupation.code, f"browse_{occupation.code}")
