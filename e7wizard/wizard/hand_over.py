"""Take it with you: the CSV that loads back, the printed summary, the text for a chat. Nothing private unless ticked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from e7wizard.assessment.model import Assessment
from e7wizard.case import Case
from e7wizard.language import LANGUAGES, Language
from e7wizard.report.brief import brief_of
from e7wizard.report.case_link import link_of
from e7wizard.report.csv_summary import write_summary
from e7wizard.report.discretion import discreet, has_sensitive, without_sensitive
from e7wizard.report.html_summary import html_summary
from e7wizard.report.text_summary import text_summary
from e7wizard.wizard import html
from e7wizard.wizard.folds import fold
from e7wizard.wizard.page import Page

IN_APP = ("MicroMessenger", "QQ/", "KAKAOTALK", "Weibo", "AliApp", "Line/")
"""What browsers inside other apps call themselves; many of them take no downloads and forget what was stored."""
Choice = Literal["this", "other", "both"]
_CHOICES: tuple[Choice, ...] = ("this", "other", "both")


def draw_hand_over(page: Page, case: Case, assessment: Assessment) -> None:
    """Draw the block at the end of the result."""
    with st.container(key="hand_over"):
        _draw(page, case, assessment)


def _draw(page: Page, case: Case, assessment: Assessment) -> None:
    texts = page.texts
    st.header(texts("result.export"), anchor=False)
    html.show(html.tag("p", html.text(texts("result.export_lead")), "e7-quiet"))
    in_app = in_app_browser(st.context.headers.get("User-Agent") or "")
    if in_app:
        html.show(html.tag("p", html.text(texts("hand_over.in_app")), "e7-asked e7-in-app", role="note"))
    with_sensitive = st.checkbox(texts("result.with_sensitive"), key="with_sensitive")
    told, judged = _to_tell(page, case, assessment, with_sensitive)
    if judged.verdict != assessment.verdict:
        states = {name: texts(f"say.states.{one.verdict}") for name, one in (("state", judged), ("shown", assessment))}
        html.show(html.tag("p", html.text(texts("hand_over.differs", **states)), "e7-why", role="note"))
    _csv(page, judged, with_sensitive)
    _html(page, judged, with_sensitive)
    with fold(texts("hand_over.copy"), "fold_copy", opened=in_app) as is_open:
        if is_open:
            html.show(html.tag("p", html.text(texts("hand_over.copy_lead")), "e7-quiet"))
            brief = brief_of(told, judged, page.speaker, with_sensitive)
            st.code(text_summary(brief, texts("caution.short")), language=None, wrap_lines=True)
    _link(page, told)


def _link(page: Page, told: Case) -> None:
    """A link that carries the answers; made once somebody opens this, and not before."""
    with fold(page.texts("keeping.link.title"), "link") as is_open:
        if not is_open:
            return
        html.show(html.tag("p", html.text(page.texts("keeping.link.lead"))))
        link = link_of(st.context.url or "", told, page.language)
        if link is None:
            html.show(html.tag("p", html.text(page.texts("keeping.link.too_long")), "e7-why", role="note"))
        else:
            st.code(link, language=None, wrap_lines=True)


def in_app_browser(user_agent: str) -> bool:
    """Whether the page runs in the browser of a chat or shopping app."""
    return any(name in user_agent for name in IN_APP)


def _to_tell(page: Page, case: Case, assessment: Assessment, with_sensitive: bool) -> tuple[Case, Assessment]:
    """Case and judgement as others may see them."""
    if with_sensitive:
        return case, assessment
    rulebook = page.house.rulebook
    if not has_sensitive(case, rulebook):
        return case, discreet(assessment, rulebook)
    told = without_sensitive(case, rulebook)
    return told, discreet(page.house.assess(told), rulebook)


def _at_click(page: Page, with_sensitive: bool, write: Callable[[Case, Assessment], bytes]) -> Callable[[], bytes]:
    """Makes a file when it is asked for: most who look at a result never take it, and a session would keep it."""
    fresh = Page(page.house, page.language, page.session, page.today)

    def made() -> bytes:
        case, _ = fresh.case()
        told, judged = _to_tell(fresh, case, fresh.assess(), with_sensitive)
        fresh.rest()
        return write(told, judged)

    return made


def _csv(page: Page, assessment: Assessment, with_sensitive: bool) -> None:
    speaker = page.house.speaker(page.language)
    st.download_button(
        page.texts("result.download"),
        data=_at_click(page, with_sensitive, lambda told, judged: write_summary(told, judged, speaker, with_sensitive)),
        file_name=_file_name(page, assessment, "result.file_name"),
        mime="text/csv",
        key="download",
        on_click="ignore",
        type="primary",
    )


def _html(page: Page, assessment: Assessment, with_sensitive: bool) -> None:
    texts, house, today = page.texts, page.house, page.today
    choice = st.radio(
        texts("hand_over.language"),
        _CHOICES,
        format_func=lambda name: texts(f"hand_over.languages.{name}"),
        key="html_language",
        horizontal=True,
    )
    languages = _languages(page.language, choice)

    def write(told: Case, judged: Assessment) -> bytes:
        briefs = [brief_of(told, judged, house.speaker(language), with_sensitive) for language in languages]
        return html_summary(briefs, today).encode()

    st.download_button(
        texts("hand_over.download_html"),
        data=_at_click(page, with_sensitive, write),
        file_name=_file_name(page, assessment, "hand_over.html_name"),
        mime="text/html",
        key="download_html",
        on_click="ignore",
    )
    html.show(html.tag("p", html.text(texts("hand_over.html_lead")), "e7-quiet"))


def _languages(own: Language, choice: Choice | None) -> tuple[Language, ...]:
    other = next(language for language in LANGUAGES if language != own)
    return {"this": (own,), "other": (other,), "both": (own, other)}[choice or "this"]


def _file_name(page: Page, assessment: Assessment, key: str) -> str:
    """Day and code, and nothing of the person."""
    code = assessment.occupation.code or page.texts("result.file_no_code")
    return page.texts(key, day=page.today.isoformat(), code=code)
