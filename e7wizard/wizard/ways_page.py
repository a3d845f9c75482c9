"""Other ways: whom another status fits better, plans for what fails, questions that decide more, all routes compared."""

from __future__ import annotations

import streamlit as st

from e7wizard.assessment.context import Context
from e7wizard.assessment.model import NEAREST_FIRST, Assessment, RouteResult
from e7wizard.assessment.route_criteria import criteria_of
from e7wizard.report.telling import compared
from e7wizard.wizard import html
from e7wizard.wizard.more_route_fields import RouteQuestions
from e7wizard.wizard.page import Page
from e7wizard.wizard.plan_blocks import plan_block
from e7wizard.wizard.points_blocks import points_block
from e7wizard.wizard.question_page import draw_field
from e7wizard.wizard.route_cards import route_card, route_name
from e7wizard.wizard.route_matrix import matrix
from e7wizard.wizard.session import close_page, go_unfolded, open_route, session

PLANS_SHOWN = 2
COMPARED = 12
"""So many routes stand in the overview and, with their points, below it before the rest is asked for."""


def draw(page: Page) -> None:
    """Draw the page; the questions come first, so that all else counts what they were just answered."""
    st.title(page.texts("ui.pages.ways"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("ways.lead")), "e7-lead"))
    _back(page, "top")
    first, plans, questions, rest = st.container(), st.container(), st.container(), st.container()
    asking = RouteQuestions(page)
    with questions:
        _questions(page, asking)
    assessment, context = page.assess(), page.context()
    with first:
        draw_first(page, assessment)
    with plans:
        _plans(page, assessment)
    with rest:
        _matrix(page, context, assessment)
        _points(page, context, assessment, asking)
        _all(page, assessment)
        _back(page, "bottom")


def _back(page: Page, where: str) -> None:
    st.button(page.texts("ui.back_to_case"), key=f"ways_back_{where}", on_click=close_page)


def draw_first(page: Page, assessment: Assessment) -> None:
    """Statuses that fit this person better than E-7, told before anything else."""
    first = [route for route in assessment.routes if route.first]
    if not first:
        return
    inner = html.tag("h2", html.text(page.texts("ways.first")))
    rows = []
    for route in first:
        state = page.texts(f"say.route_states.{route.status}")
        name = html.tag("b", html.text(route_name(page, route.id)))
        rows.append(f"{name} ({html.text(state)})<br>{html.text(page.texts(f'routes.{route.id}.purpose'))}")
    html.show(html.tag("section", inner + html.items(rows), "e7-first-box"))


def _plans(page: Page, assessment: Assessment) -> None:
    if not assessment.plans:
        return
    st.header(page.texts("ways.plans"), anchor=False)
    html.show("".join(plan_block(page, assessment, plan) for plan in assessment.plans[:PLANS_SHOWN]))
    more = assessment.plans[PLANS_SHOWN:]
    if more:
        with st.expander(page.texts("ways.more_plans", count=len(more))):
            html.show("".join(plan_block(page, assessment, plan) for plan in more))


def _questions(page: Page, asking: RouteQuestions) -> None:
    st.header(page.texts("ways.questions"), anchor=False)
    kept = asking.answered()
    for field in kept:
        draw_field(page, field)
    asking.find(page.context(), page.session.unlikely_too)
    if asking.open or asking.elsewhere:
        html.show(html.tag("p", html.text(page.texts("ways.questions_lead", count=asking.count)), "e7-quiet"))
    elif not kept:
        html.show(html.tag("p", html.text(page.texts("ways.no_questions")), "e7-quiet"))
    for question, field in asking.open:
        draw_field(page, field)
        changed = page.texts("say.and").join(question.routes)
        html.show(html.tag("p", html.text(page.texts("ways.can_change", routes=changed)), "e7-quiet"))
    for step, facts in asking.elsewhere.items():
        names = page.texts("say.and").join(page.speaker.fact(fact) for fact in facts)
        html.show(html.tag("p", html.text(page.texts("ways.left_open", facts=names))))
        label = page.texts("ways.answer_on", step=page.texts(f"steps.{step}.short"))
        st.button(label, key=f"go_{step}", on_click=go_unfolded, args=(step,))
    st.toggle(page.texts("ways.unlikely"), key="unlikely_too", value=page.session.unlikely_too, on_change=_toggle)


def _toggle() -> None:
    session().unlikely_too = bool(st.session_state["unlikely_too"])


def _matrix(page: Page, context: Context, assessment: Assessment) -> None:
    st.header(page.texts("ways.matrix"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("ways.matrix_lead")), "e7-quiet"))
    routes = compared(assessment)
    html.show(matrix(page, routes[:COMPARED], criteria_of(context, routes[:COMPARED])))
    others = [*routes[COMPARED:], *(route for route in assessment.routes if route.status == "closed")]
    with st.expander(page.texts("ways.more_rows", count=len(others))):
        html.show(matrix(page, others, criteria_of(context, others)))


def _points(page: Page, context: Context, assessment: Assessment, asking: RouteQuestions) -> None:
    shown = {route.id for route in compared(assessment)[:COMPARED]}
    tables: dict[str, RouteResult] = {}
    for route in assessment.routes:
        if route.points is not None and (route.id in shown or route.points.table == route.id):
            tables.setdefault(route.points.table, route)
    st.header(page.texts("ways.tables"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("ways.tables_lead")), "e7-quiet"))
    for table, route in tables.items():
        points = route.points
        if points is None:
            continue
        name = page.texts(f"points.{table.lower()}.name")
        label = page.texts("ways.table_row", name=name, total=points.total, passes=points.passes_at)
        with st.expander(label):
            html.show(points_block(page, context, route, points))
            fields = asking.of_table(context, table)
            if fields and route.status != "closed":
                html.show(html.tag("h3", html.text(page.texts("ways.table_questions"))))
                html.show(html.tag("p", html.text(page.texts("ways.table_questions_lead")), "e7-quiet"))
                for field in fields:
                    draw_field(page, field)


def _all(page: Page, assessment: Assessment) -> None:
    st.header(page.texts("ways.all"), anchor=False)
    groups: dict[str, list[RouteResult]] = {}
    for route in assessment.routes:
        groups.setdefault(route.status, []).append(route)
    for state in NEAREST_FIRST:
        found = groups.get(state, [])
        if not found:
            continue
        word = page.texts(f"say.route_states.{state}")
        with st.expander(page.texts("ways.group", state=word, count=len(found)), expanded=state == "open"):
            for route in found:
                html.show(route_card(page, route))
                label = page.texts("ways.open_route", route=route.id)
                st.button(label, key=f"route_{route.id}", type="tertiary", on_click=open_route, args=(route.id,))
