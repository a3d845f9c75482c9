"""What was read in the person's own text: the words that decided, marked, and each duty with its code and share."""

from __future__ import annotations

import streamlit as st

from e7wizard.assessment.model import Assessment, MixPart
from e7wizard.case import Job
from e7wizard.language.amounts import percent
from e7wizard.wizard import html
from e7wizard.wizard.page import Page


def draw_reading(page: Page, job: Job, assessment: Assessment) -> None:
    """Draw the marked text and the table of duties."""
    text = job.duties or job.title or ""
    occupation = assessment.occupation
    first = occupation.candidates[0].because if occupation.candidates else []
    second = occupation.separates.for_other if occupation.separates else []
    if not (text and first) and len(occupation.duties) < 2:
        return
    with st.expander(page.texts("code.reading"), expanded=len(occupation.duties) > 1):
        if text and first:
            html.show(html.tag("div", marked(text, first, second), "e7-own-text", lang="mul"))
            html.show(html.tag("p", _legend(page, assessment), "e7-quiet"))
        if len(occupation.duties) > 1:
            lead = page.texts("code.shares_stated" if occupation.stated else "code.shares_estimated")
            html.show(html.tag("p", html.text(lead), "e7-quiet") + _duties(page, occupation.duties))


def _legend(page: Page, assessment: Assessment) -> str:
    """What the two kinds of marks mean; they differ in line and weight, not in colour alone."""
    parts = []
    for css, candidate in zip(("e7-first", "e7-second"), assessment.occupation.candidates, strict=False):
        name = f"{candidate.code} {page.texts(f'occupations.{candidate.code}.name')}"
        parts.append(html.tag("mark", html.text(name), css))
    return " ".join(parts)


def _duties(page: Page, duties: list[MixPart]) -> str:
    head = tuple(page.texts(f"code.duty_table.{name}") for name in ("duty", "work", "share"))
    rows = [(part.duty or "", work(page, part), percent(part.share, page.language)) for part in duties]
    return html.table(head, tuple(rows))


def work(page: Page, part: MixPart) -> str:
    """The occupation of a part of the job, or what it is where no occupation permits it."""
    if part.code is not None:
        return page.speaker.occupation(part.code)
    if part.outside is None:
        return page.texts("charts.outside")
    return page.texts("charts.outside_named", name=page.texts(f"outside.{part.outside}"))


def marked(text: str, first: list[str], second: list[str]) -> str:
    """The text as escaped HTML with the words of both lists marked; a word of the first list wins."""
    css = dict.fromkeys(second, "e7-second") | dict.fromkeys(first, "e7-first")
    words = sorted((word for word in css if word.strip()), key=len, reverse=True)
    parts, at, end = [], 0, 0
    # No regular expression: the compiled ones stay in the process, and these are words that a person typed.
    while at < len(text):
        word = next((word for word in words if text.startswith(word, at)), None)
        if word is None:
            at += 1
            continue
        parts += [html.text(text[end:at]), html.tag("mark", html.text(word), css[word])]
        at = end = at + len(word)
    return "".join(parts) + html.text(text[end:])
