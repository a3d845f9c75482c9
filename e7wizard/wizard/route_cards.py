"""A status of stay as it stands in lists: name, state on these answers, what is missing, what to know before choosing it."""

from __future__ import annotations

from e7wizard.assessment.model import RouteResult, RouteState
from e7wizard.report import telling
from e7wizard.wizard import html
from e7wizard.wizard.cited import cited
from e7wizard.wizard.page import Page

MISSING_SHOWN = 6


def route_name(page: Page, id: str) -> str:
    """Code, Korean name and translation."""
    return telling.route_name(page.speaker, id)


def plain_name(page: Page, id: str) -> str:
    """The translated name, for places where the code stands beside it."""
    return telling.plain_name(page.speaker, id)


def state_badge(page: Page, state: RouteState) -> str:
    """The state as word, shape and colour."""
    return html.badge(state, page.texts(f"say.route_shapes.{state}"), page.texts(f"say.route_states.{state}"))


def route_card(page: Page, route: RouteResult) -> str:
    """One route: may the person do the job, what is missing, points where the law counts them."""
    texts = page.texts
    inner = html.tag("h3", html.text(route_name(page, route.id))) + state_badge(page, route.status)
    inner = html.tag("div", inner, "top")
    if route.first:
        inner += html.tag("p", html.tag("b", html.text(texts("result.look_here_first"))))
    inner += html.tag("p", page.rich(texts(f"routes.{route.id}.purpose")))
    inner += html.tag("p", html.text(texts(f"say.allows.{route.allows_offered_job}")), "e7-quiet")
    if route.points is not None:
        points = texts(
            "result.points", total=route.points.total, passes=route.points.passes_at, most=route.points.at_most
        )
        inner += html.tag("p", html.text(points))
    missing = page.speaker.route_missing(route)
    if missing:
        inner += html.items(page.rich(row) for row in missing[:MISSING_SHOWN])
    if page.house.rulebook.routes[route.id].certainty != "high":
        inner += html.tag("p", html.text(texts("result.secondary")), "e7-quiet")
    return html.tag("article", inner + _more(page, route), "e7-route")


def _more(page: Page, route: RouteResult) -> str:
    """What a person wants to know before choosing this way, closed until asked for."""
    body = told_about(page, route.id) + cited(page.speaker, route.sources)
    return html.tag("details", html.tag("summary", html.text(page.texts("result.route.more"))) + body)


def told_about(page: Page, id: str) -> str:
    """Work, length of stay, family, usual time, what it leads to and what goes wrong."""
    texts, base = page.texts, f"routes.{id}"
    rows = []
    for name in ("work", "stay", "family", "time", "next", "note"):
        said = texts.maybe(f"{base}.{name}")
        if said:
            rows.append(html.tag("b", html.text(texts(f"result.route.{name}"))) + " " + page.rich(said))
    rows += [page.rich(pitfall) for pitfall in texts.rows(f"{base}.pitfalls")]
    return html.items(rows)
