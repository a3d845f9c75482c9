"""The result: the verdict in a sentence, the five dimensions, charts, other visas, what to do next, sources."""

from __future__ import annotations

import streamlit as st

from e7wizard.assessment.days import binding_days
from e7wizard.assessment.model import DIMENSIONS, Assessment, Dimension
from e7wizard.assessment.pay_steps import pay_steps
from e7wizard.case import Case
from e7wizard.report.pay_figures import pay_figures
from e7wizard.report.telling import as_of, compared, next_steps, verdict_sentence
from e7wizard.wizard import html
from e7wizard.wizard.by_when import days_table
from e7wizard.wizard.charts import bars, chain, pay_bullet, pay_over_time
from e7wizard.wizard.charts.candidates import candidates
from e7wizard.wizard.charts.legend import legend
from e7wizard.wizard.charts.mix import mix
from e7wizard.wizard.findings import findings_block
from e7wizard.wizard.hand_over import draw_hand_over
from e7wizard.wizard.other_date import draw_other_date
from e7wizard.wizard.page import Page
from e7wizard.wizard.route_cards import route_card
from e7wizard.wizard.session import go, open_page
from e7wizard.wizard.to_mend import draw_to_mend
from e7wizard.wizard.ways_page import draw_first

ROUTES_SHOWN = 3


def draw(page: Page) -> None:
    """Draw the result of the answers as they are now."""
    case, _ = page.case()
    assessment = page.assess()
    page.heading("result")
    draw_to_mend(page)
    draw_verdict(page, assessment)
    draw_first(page, assessment)
    draw_strip(page, assessment, linked=True)
    _next(page, assessment)
    _by_when(page, assessment)
    for dimension in DIMENSIONS:
        _dimension(page, case, assessment, dimension)
    draw_other_date(page, case, assessment)
    _routes(page, assessment)
    _confirm(page, assessment)
    _papers(page, assessment)
    _caution(page)
    _sources(page, assessment)
    draw_hand_over(page, case, assessment)
    with st.container(horizontal=True):
        st.button(page.texts("ui.to_check"), key="result_check", on_click=go, args=("check",))
    page.ways_on("result")


def draw_verdict(page: Page, assessment: Assessment) -> None:
    """One sentence: what the weakest dimension says."""
    state = assessment.verdict
    badge = html.badge(state, page.texts(f"say.shapes.{state}"), page.texts(f"say.states.{state}"))
    inner = badge + html.tag("p", html.text(verdict_sentence(assessment, page.speaker)))
    inner += html.tag("p", html.text(as_of(assessment, page.speaker)), "e7-quiet")
    html.show(html.tag("section", inner, f"e7-verdict v-{state}"))


def draw_strip(page: Page, assessment: Assessment, *, linked: bool = False) -> None:
    """The five dimensions as a chain; `linked` to their sections, where these are on the page."""
    html.show(chain.draw(chain.links(assessment), page.speaker, linked=linked))


def _next(page: Page, assessment: Assessment) -> None:
    """What to do next: the smallest changes first, then what to find out."""
    rows = next_steps(assessment, page.speaker)
    st.header(page.texts("result.next"), anchor=False)
    html.show(html.tag("ol", "".join(html.tag("li", page.rich(row)) for row in rows), "e7-list"))


def _by_when(page: Page, assessment: Assessment) -> None:
    """The days that bind this filing; Korean employees count in where the employer is not clear."""
    rows = binding_days(page.context(), assessment, koreans=assessment.dimensions["employer"].status != "meets")
    if rows:
        st.header(page.texts("by_when.title"), anchor=False)
        html.show(days_table(page, rows, assessment, page.speaker, "by_when.what"))
        html.show(html.tag("p", html.text(page.texts("by_when.no_length")), "e7-quiet"))


def _dimension(page: Page, case: Case, assessment: Assessment, dimension: Dimension) -> None:
    judged = assessment.dimensions[dimension]
    head = html.tag("h2", html.text(page.texts(f"say.dimensions.{dimension}")), id=chain.section_id(dimension))
    state = judged.status
    badge = html.badge(state, page.texts(f"say.shapes.{state}"), page.texts(f"say.states.{state}"))
    html.show(html.tag("div", head + badge, f"e7-head s-{state}"))
    if dimension == "code_fit":
        _code_charts(page, assessment)
    if dimension == "salary":
        _pay_charts(page, case, assessment)
    html.show(findings_block(page, judged.findings))


def _code_charts(page: Page, assessment: Assessment) -> None:
    for chart in (candidates(assessment, page.speaker), mix(assessment, page.speaker)):
        if chart is not None:
            html.show(bars.draw(chart))


def _pay_charts(page: Page, case: Case, assessment: Assessment) -> None:
    """The pay against the amount of the filing day, and that amount over the years with its figures as text."""
    figures = pay_figures(assessment, page.speaker)
    if figures.amounts:
        html.show(pay_bullet.draw(figures, page.speaker))
    code, filed = assessment.occupation.code, case.filing.date
    if code is None or filed is None:
        return
    steps = pay_steps(case, page.house.rulebook, code, *pay_over_time.window(filed))
    pay = assessment.salary.annual_krw
    drawn = pay_over_time.pay_over_time(steps, filed, pay, page.speaker)
    if drawn is None:
        return
    title = html.tag("p", html.text(page.texts("charts.steps.title")), "e7-chart-title")
    html.show(title + legend(pay_over_time.kinds(steps, pay), page.texts))
    st.vega_lite_chart(spec=drawn.spec, key=f"chart_pay_{page.language}", theme=None, alt=drawn.alternative)
    with st.expander(page.texts("charts.as_table")):
        html.show(html.table(drawn.head, drawn.rows))


def _routes(page: Page, assessment: Assessment) -> None:
    """The nearest other statuses, and the way to the page that compares all of them."""
    st.header(page.texts("result.routes"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("result.routes_lead")), "e7-quiet"))
    if assessment.plans:
        plan = assessment.plans[0]
        name = html.tag("b", html.text(page.texts(f"failures.{plan.id}.name")))
        html.show(html.tag("p", f"{name}<br>{page.rich(page.texts(f'failures.{plan.id}.fix_first'))}", "e7-why"))
    shown = compared(assessment)
    html.show("".join(route_card(page, route) for route in shown[:ROUTES_SHOWN]))
    closed = len(assessment.routes) - len(shown)
    counts = {"open": sum(route.status == "open" for route in shown), "left": len(shown), "closed": closed}
    html.show(html.tag("p", html.text(page.texts("result.routes_in_all", **counts)), "e7-quiet"))
    st.button(page.texts("result.all_ways"), key="to_ways", type="primary", on_click=open_page, args=("ways",))


def _confirm(page: Page, assessment: Assessment) -> None:
    st.header(page.texts("result.confirm"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("result.confirm_lead")), "e7-quiet"))
    rows = dict.fromkeys(page.speaker.confirm(item) for item in assessment.to_confirm)
    html.show(html.items(page.rich(row) for row in rows))


def _papers(page: Page, assessment: Assessment) -> None:
    st.header(page.texts("result.papers"), anchor=False)
    left, right = st.columns(2)
    for place, party, papers in (
        (left, "applicant", assessment.documents.applicant),
        (right, "employer", assessment.documents.employer),
    ):
        with place:
            st.subheader(page.texts(f"csv.papers.{party}"), anchor=False)
            rows = []
            for paper in papers:
                note = page.texts.maybe(f"papers.{paper.id}.note")
                row = page.rich(page.texts(f"papers.{paper.id}.name"))
                rows.append(row + (html.tag("span", "<br>" + page.rich(note), "e7-quiet") if note else ""))
            html.show(html.items(rows))
    st.button(page.texts("ui.pages.hr"), key="to_hr", on_click=open_page, args=("hr",))


def _caution(page: Page) -> None:
    inner = html.tag("b", html.text(page.texts("caution.title"))) + html.items(
        page.rich(row) for row in page.texts.rows("caution.points")
    )
    html.show(html.tag("section", inner, "e7-caution"))
    with st.container(horizontal=True):
        st.button(
            page.texts("ui.pages.glossary"),
            key="result_glossary",
            type="tertiary",
            on_click=open_page,
            args=("glossary",),
        )
        st.button(page.texts("ui.pages.faq"), key="result_faq", type="tertiary", on_click=open_page, args=("faq",))


def _sources(page: Page, assessment: Assessment) -> None:
    cited = [source for finding in assessment.findings() for source in finding.sources]
    with st.expander(page.texts("result.sources")):
        html.show(html.items(html.text(row) for row in page.speaker.sources(cited)))
        documents = {page.house.rulebook.documents[source.document] for source in cited}
        links = [document for document in documents if document.url]
        for document in sorted(links, key=lambda document: document.id):
            title = document.title_zh if page.language == "zh" else document.title_en
            html.show(
                html.tag("p", html.text(title) + " " + html.tag("span", html.text(document.url or "")), "e7-quiet")
            )
