"""Routes and criteria as a table of shapes: met, missing, not known yet, left to the office."""

from __future__ import annotations

from collections.abc import Sequence

from e7wizard.assessment.model import RouteResult
from e7wizard.assessment.route_criteria import OFFICE, RouteCriteria
from e7wizard.wizard import html
from e7wizard.wizard.page import Page
from e7wizard.wizard.route_cards import plain_name


def matrix(page: Page, routes: Sequence[RouteResult], criteria: Sequence[RouteCriteria]) -> str:
    """HTML of the table, its columns those that some of these routes ask; the legend stands below."""
    texts = page.texts
    groups = [OFFICE, *(group.id for group in page.house.rulebook.files.criteria)]
    shown = [group for group in groups if any(group in one.marks for one in criteria)]
    head = html.tag("th", html.text(texts("ways.matrix_route")), scope="col")
    head += "".join(html.tag("th", html.text(texts(f"ways.criteria.{group}")), scope="col") for group in shown)
    body = ""
    for route, one in zip(routes, criteria, strict=True):
        name = html.tag("b", html.text(route.id)) + " " + html.text(plain_name(page, route.id))
        cells = html.tag("th", name + _state(page, route), scope="row")
        cells += "".join(html.tag("td", _mark(page, one.marks.get(group))) for group in shown)
        body += html.tag("tr", cells)
    caption = html.tag("caption", html.text(texts("ways.matrix")), "e7-hidden")
    table = html.tag("table", caption + html.tag("thead", html.tag("tr", head)) + html.tag("tbody", body), "e7-matrix")
    return html.tag("div", table, "e7-scroll", tabindex="0", role="region", aria_label=texts("ways.matrix")) + _legend(
        page
    )


def _state(page: Page, route: RouteResult) -> str:
    shape = html.tag("span", html.text(page.texts(f"say.route_shapes.{route.status}")), "e7-shape", aria_hidden="true")
    word = html.tag("span", html.text(page.texts(f"say.route_states.{route.status}")))
    return html.tag("span", shape + " " + word, f"state e7-{route.status}")


def _mark(page: Page, mark: str | None) -> str:
    if mark is None:
        return html.tag("span", html.text(page.texts("ways.marks.none")), "e7-hidden")
    shape = html.tag("span", html.text(page.texts(f"ways.mark_shapes.{mark}")), f"e7-mark m-{mark}", aria_hidden="true")
    return shape + html.tag("span", html.text(page.texts(f"ways.marks.{mark}")), "e7-hidden")


def _legend(page: Page) -> str:
    rows = []
    for mark in ("met", "missing", "unknown", "office"):
        shape = html.tag("span", html.text(page.texts(f"ways.mark_shapes.{mark}")), f"e7-mark m-{mark}")
        rows.append(html.tag("li", shape + " " + html.text(page.texts(f"ways.marks.{mark}"))))
    return html.tag("ul", "".join(rows), "e7-legend")
