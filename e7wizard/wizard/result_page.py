"""The result: the verdict in a sentence, the five dimensions, charts, other visas, what to do next, sources."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from e7wizard.assessment.model import DIMENSIONS, Assessment, Dimension
from e7wizard.report.telling import as_of, compared, next_steps, verdict_sentence
from e7wizard.wizard import charts, html
from e7wizard.wizard.findings import finding_block
from e7wizard.wizard.hand_over import draw_hand_over
from e7wizard.wizard.other_date import draw_other_date
from e7wizard.wizard.page import Page
from e7wizard.wizard.route_cards import route_card
from e7wizard.wizard.session import go, open_page
from e7wizard.wizard.ways_page import draw_first

ROUTES_SHOWN = 3


def draw(page: Page) -> None:
    """Draw the result of the answers as they are now."""
    case, errors = page.case()
    assessment = page.assess()
    page.heading("result")
    if errors:
        names = page.texts("say.and").join(page.speaker.fact(path) for path in errors)
        html.show(html.tag("p", html.text(page.texts("errors.to_mend", names=names)), "e7-error", role="alert"))
    draw_verdict(page, assessment)
    draw_first(page, assessment)
    draw_strip(page, assessment)
    _next(page, assessment)
    for dimension in DIMENSIONS:
        _dimension(page, assessment, dimension)
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


def draw_strip(page: Page, assessment: Assessment) -> None:
    """The five dimensions side by side: word, shape and colour."""
    cells = []
    for name in DIMENSIONS:
        state = assessment.dimensions[name].status
        badge = html.badge(state, page.texts(f"say.shapes.{state}"), page.texts(f"say.states_short.{state}"))
        cells.append(html.tag("span", html.text(page.texts(f"say.dimensions.{name}")), "name") + badge)
    html.show(html.tag("ul", "".join(html.tag("li", cell) for cell in cells), "e7-strip"))


def _next(page: Page, assessment: Assessment) -> None:
    """What to do next: the smallest changes first, then what to find out."""
    rows = next_steps(assessment, page.speaker)
    st.header(page.texts("result.next"), anchor=False)
    html.show(html.tag("ol", "".join(html.tag("li", page.rich(row)) for row in rows), "e7-list"))


def _dimension(page: Page, assessment: Assessment, dimension: Dimension) -> None:
    judged = assessment.dimensions[dimension]
    st.header(page.texts(f"say.dimensions.{dimension}"), anchor=False)
    html.show(
        html.badge(judged.status, page.texts(f"say.shapes.{judged.status}"), page.texts(f"say.states.{judged.status}"))
    )
    if dimension == "code_fit":
        _code_charts(page, assessment)
    if dimension == "salary":
        _salary_chart(page, assessment)
    html.show("".join(finding_block(page, finding) for finding in judged.findings))


def _ink() -> str:
    return charts.INKS["dark" if st.context.theme.type == "dark" else "light"]


def _chart(page: Page, key: str, spec: charts.Spec, alternative: str, rows: Iterable[tuple[str, str]]) -> None:
    """A chart, with the same figures as text for those who do not see it."""
    # The theme stands in the key because a drawn chart keeps its light ink on paper unless the style sheet turns it.
    with st.container(key=f"drawn_{key}_{st.context.theme.type or 'light'}"):
        st.vega_lite_chart(spec, key=f"chart_{key}_{page.language}", theme=None, alt=alternative)
    with st.expander(page.texts("charts.as_table")):
        html.show(html.table((page.texts("charts.what"), page.texts("charts.how_much")), tuple(rows)))


def _code_charts(page: Page, assessment: Assessment) -> None:
    if assessment.occupation.candidates:
        html.show(html.tag("p", html.text(page.texts("charts.candidates_title")), "e7-quiet"))
        _chart(page, "candidates", *charts.candidates(assessment, page.speaker, _ink()))
    if len(assessment.occupation.mix) > 1:
        html.show(html.tag("p", html.text(page.texts("charts.mix_title")), "e7-quiet"))
        _chart(page, "mix", *charts.mix(assessment, page.speaker, _ink()))


def _salary_chart(page: Page, assessment: Assessment) -> None:
    found = charts.salary(assessment, page.speaker, _ink())
    if found is not None:
        _chart(page, "salary", *found)


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
                rows.append(row + (html.tag("span", "<br>" + html.text(note), "e7-quiet") if note else ""))
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
