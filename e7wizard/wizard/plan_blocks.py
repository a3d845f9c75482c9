"""A plan for a failing case: why, what to put right first, and a small chart of the statuses over time."""

from __future__ import annotations

from e7wizard.assessment.model import Assessment, PlanRoutes
from e7wizard.language.amounts import day
from e7wizard.report.plan_timeline import E_7, FIX, Bar, bars_of, earliest_again
from e7wizard.rulebook.failure_routes import PHASES
from e7wizard.wizard import html
from e7wizard.wizard.cited import cited
from e7wizard.wizard.page import Page
from e7wizard.wizard.route_cards import plain_name


def plan_block(page: Page, assessment: Assessment, plan: PlanRoutes) -> str:
    """HTML of one plan."""
    texts, base = page.texts, f"failures.{plan.id}"
    rule = page.house.rulebook.failure_routes[plan.id]
    inner = html.tag("h3", html.text(texts(f"{base}.name"))) + html.tag("p", page.rich(texts(f"{base}.why")))
    first = html.tag("b", html.text(texts("ways.fix_first"))) + " " + page.rich(texts(f"{base}.fix_first"))
    inner += html.tag("p", first)
    rows = []
    for phase in PHASES:
        rows.append(html.tag("b", html.text(texts(f"ways.phases.{phase}"))) + " " + page.rich(texts(f"{base}.{phase}")))
    inner += html.tag("ol", "".join(html.tag("li", row) for row in rows), "e7-phases")
    bars = bars_of(plan, mends=bool(rule.findings))
    if bars:
        inner += _chart(page, assessment, bars)
    if rule.certainty != "high":
        inner += html.tag("p", html.text(texts("result.secondary")), "e7-quiet")
    inner += cited(page.speaker, plan.sources)
    return html.tag("article", inner, "e7-route e7-plan")


def _chart(page: Page, assessment: Assessment, bars: list[Bar]) -> str:
    """The statuses over the three phases; a filled cell carries a shape, so that it reads without colour."""
    texts = page.texts
    head = html.tag("td", "") + "".join(_phase_head(page, assessment, phase) for phase in PHASES)
    states = {route.id: route.status for route in assessment.routes}
    body = ""
    for bar in bars:
        cells = html.tag("th", _label(page, bar.id, states.get(bar.id)), scope="row")
        for phase in PHASES:
            on = phase in bar.phases
            said = html.tag("span", html.text(texts("ways.runs")), "e7-hidden") if on else ""
            cells += html.tag("td", html.tag("span", said, "e7-bar") if on else "", "on" if on else "")
        state = states.get(bar.id)
        body += html.tag("tr", cells, "fix" if bar.id == FIX else "e7" if bar.id == E_7 else f"s-{state}")
    caption = html.tag("caption", html.text(texts("ways.timeline")), "e7-hidden")
    table = caption + html.tag("thead", html.tag("tr", head)) + html.tag("tbody", body)
    return html.tag("table", table, "e7-timeline")


def _phase_head(page: Page, assessment: Assessment, phase: str) -> str:
    said = html.text(page.texts(f"ways.phase_heads.{phase}"))
    earliest = earliest_again(assessment, page.today)
    if phase == "afterwards" and earliest is not None:
        from_ = page.texts("ways.not_before", day=day(earliest, page.language))
        said += html.tag("span", html.text(from_), "e7-when")
    return html.tag("th", said, scope="col")


def _label(page: Page, id: str, state: str | None) -> str:
    texts = page.texts
    if id == FIX:
        return html.text(texts("ways.fix_row"))
    if id == E_7:
        return html.text(texts("ways.e7_row"))
    shape = html.tag("span", html.text(texts(f"say.route_shapes.{state}")), f"e7-shape e7-{state}", aria_hidden="true")
    word = html.tag("span", html.text(texts(f"say.route_states.{state}")), "e7-hidden")
    return html.tag("b", html.text(id)) + " " + html.text(plain_name(page, id)) + " " + shape + word
