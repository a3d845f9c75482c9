"""The page for employers: their questions on one side, what they may do and have to do on the other, live."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from e7wizard.assessment.room import room_for
from e7wizard.language import Texts
from e7wizard.language.saying import Speaker
from e7wizard.wizard import html
from e7wizard.wizard.code_page import draw_department, draw_follow_up
from e7wizard.wizard.employer_answers import View, draw_answers, draw_bar
from e7wizard.wizard.fields import Field, field_of
from e7wizard.wizard.more_fields import own_fields
from e7wizard.wizard.page import Page
from e7wizard.wizard.question_page import draw_field
from e7wizard.wizard.session import close_page

VOICE = "employer.instead"
"""Words for the employer in the place of those for the applicant."""
WORK = ("job.title", "job.duties")
FIRM = (
    "employer.kind",
    "employer.size",
    "employer.korean_staff",
    "employer.foreign_staff",
    "employer.mainly_domestic",
    "employer.recommendation",
)
MORE = (
    "employer.annual_sales_krw",
    "employer.founded",
    "employer.tax_arrears",
    "job.permanent_direct_hire",
    "employer.foreign_invested",
    "employer.venture",
    "employer.capital_region",
    "employer.depopulation_area",
)
PAY = ("pay.annual_krw", "pay.weekly_hours", "filing.date", "filing.procedure")


def draw(page: Page) -> None:
    """Draw the page; the questions come first, so that the answers beside them count what was just typed."""
    st.title(page.texts("employer.title"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("employer.lead")), "e7-lead"))
    with st.container(key="hiring"):
        form, answers = st.container(key="hire_form"), st.container(key="hire_answers")
        bar = st.container(key="hire_bar")
    texts = page.texts.instead(VOICE)
    with form:
        _questions(page, texts)
    assessment = page.assess()
    context = page.context()
    view = View(page, Speaker(texts, page.house.rulebook), assessment, context, room_for(context))
    with answers:
        draw_answers(view)
    with bar:
        draw_bar(view)
    st.button(page.texts("ui.back_to_case"), key="hire_back", on_click=close_page)


def _questions(page: Page, texts: Texts) -> None:
    _head(page, "work")
    _draw(page, texts, map(field_of, WORK))
    assessment = page.assess()
    if assessment.occupation.candidates:
        draw_follow_up(page, assessment)
        assessment = page.assess()
    draw_department(page, assessment)
    _head(page, "firm")
    _draw(page, texts, map(field_of, FIRM))
    own = [field for field in own_fields(page)[1] if _theirs(page, field)]
    if own:
        html.show(html.tag("h3", html.text(page.texts("ui.own_questions"))))
        _draw(page, texts, own)
    with st.expander(page.texts("employer.form.more"), key="hire_more"):
        html.show(html.tag("p", html.text(page.texts("employer.more_why")), "e7-quiet"))
        _draw(page, texts, map(field_of, MORE))
    _head(page, "pay")
    _draw(page, texts, map(field_of, PAY))


def _theirs(page: Page, field: Field) -> bool:
    """Whether the employer is the one to ask, and the question does not stand on the page anyhow."""
    return field.id in page.house.hr.questions and field.id not in {*WORK, *FIRM, *MORE, *PAY}


def _head(page: Page, name: str) -> None:
    html.show(html.tag("h2", html.text(page.texts(f"employer.form.{name}"))))


def _draw(page: Page, texts: Texts, fields: Iterable[Field]) -> None:
    for field in fields:
        draw_field(page, field, texts)
