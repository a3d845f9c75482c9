"""Which occupation code: accept a suggestion, browse the whole list with a search box, or say that none fits."""

from __future__ import annotations

import re

import streamlit as st
from rapidfuzz import fuzz

from e7wizard.assessment.model import Assessment
from e7wizard.language.texts import Texts
from e7wizard.matching.text import normalise
from e7wizard.rulebook.occupations import Occupation
from e7wizard.wizard import html
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import go

GOOD_MATCH = 72
"""Least similarity (0-100) at which a search finds a misspelt name."""


def draw(page: Page) -> None:
    """Draw suggestions, the list and 'none of these'."""
    page.heading("code")
    assessment = page.assess()
    _suggestions(page, assessment)
    _chosen(page)
    _browse(page)
    page.ways_on("code")


def _suggestions(page: Page, assessment: Assessment) -> None:
    case, _ = page.case()
    if not (case.job.duties or case.job.title or case.job.mix):
        html.show(html.tag("p", html.text(page.texts("code.no_duties")), "e7-lead"))
        st.button(page.texts("code.to_duties"), key="to_duties", on_click=go, args=("duty",))
        return
    for finding in assessment.dimensions["code_fit"].findings:
        if finding.status != "meets":
            said = html.badge(
                finding.status,
                page.texts(f"say.shapes.{finding.status}"),
                page.texts(f"say.states_short.{finding.status}"),
            )
            html.show(html.tag("div", said + html.tag("p", html.text(page.speaker.finding(finding))), "e7-finding"))
    st.header(page.texts("code.suggestions"), anchor=False)
    for candidate in assessment.occupation.candidates[:3]:
        occupation = page.house.rulebook.occupations[candidate.code]
        with st.container(border=True):
            _name(page, occupation)
            if candidate.because:
                words = page.texts("say.and").join(page.texts("say.quoted", word=word) for word in candidate.because)
                html.show(html.tag("p", html.text(page.texts("code.because", words=words)), "e7-quiet"))
            _choose_button(page, candidate.code, f"accept_{candidate.code}")


def _name(page: Page, occupation: Occupation) -> None:
    label = html.tag("b", html.text(page.speaker.occupation(occupation.code)))
    duties = html.text(page.texts(f"occupations.{occupation.code}.duties"))
    former = ""
    if occupation.formerly:
        said = page.texts("codes.formerly_short", numbers=", ".join(occupation.formerly))
        former = html.tag("p", html.text(said), "e7-quiet")
    html.show(html.tag("div", label + html.tag("p", duties, "e7-quiet") + former, "e7-code"))


def _choose_button(page: Page, code: str, key: str) -> None:
    chosen = page.session.draft.get("job.code_choice") == code
    label = page.texts("code.chosen" if chosen else "code.choose")
    st.button(label, key=key, type="primary" if chosen else "secondary", on_click=_choose, args=(page, code))


def _choose(page: Page, code: str | None) -> None:
    page.session.draft.put("job.code_choice", code)


def _chosen(page: Page) -> None:
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


def _browse(page: Page) -> None:
    with st.expander(page.texts("code.browse")):
        asked = st.text_input(
            page.texts("codes.search"), key="code_search", placeholder=page.texts("codes.search_hint")
        )
        found = search(page, asked) if asked.strip() else list(page.house.rulebook.occupations.values())
        if not found:
            st.write(page.texts("codes.nothing_found"))
        group = ""
        for occupation in found[:40] if asked.strip() else found:
            if not asked.strip() and group_of(occupation) != group:
                group = group_of(occupation)
                st.subheader(page.texts(f"codes.groups.{group}"), anchor=False)
            left, right = st.columns([4, 1], vertical_alignment="center")
            left.write(_markdown_safe(page.speaker.occupation(occupation.code)))
            with right:
                _choose_button(page, occupation.code, f"browse_{occupation.code}")


def group_of(occupation: Occupation) -> str:
    """The KSCO major group by the first digit of the code."""
    return occupation.code.lstrip("S")[0]


def search(page: Page, asked: str) -> list[Occupation]:
    """Occupations by number (current or former), or by a name or title in English, Chinese or Korean."""
    wanted = normalise(asked).strip()
    scored = []
    for occupation in page.house.rulebook.occupations.values():
        score = _score(wanted, occupation, page.house.texts["en"], page.house.texts["zh"])
        if score >= GOOD_MATCH:
            scored.append((score, occupation))
    scored.sort(key=lambda pair: -pair[0])
    return [occupation for _, occupation in scored]


def _score(wanted: str, occupation: Occupation, *languages: Texts) -> float:
    numbers = [occupation.code.lower(), *(number.lower() for number in occupation.formerly)]
    if wanted in numbers:
        return 200 - numbers.index(wanted)
    if re.fullmatch(r"s?\d+", wanted):
        return 150 if any(number.startswith(wanted) for number in numbers) else 0
    names = [occupation.name_ko]
    for texts in languages:
        names += [texts(f"occupations.{occupation.code}.name"), *texts.rows(f"occupations.{occupation.code}.titles")]
    best = 0.0
    for place, name in enumerate(normalise(name) for name in names):
        if wanted in name:
            best = max(best, 120 - place * 0.1 - abs(len(name) - len(wanted)) * 0.05)
        elif len(wanted) >= 4:
            best = max(best, fuzz.token_set_ratio(wanted, name) * 0.95)
    return best


def _markdown_safe(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|~$])", r"\\\1", text)
