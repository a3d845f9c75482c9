"""A points table on these answers: a line per item, the pass mark, deductions, and the cheapest ways to pass."""

from __future__ import annotations

from e7wizard.assessment.context import Context
from e7wizard.assessment.model import PointsResult, RouteResult
from e7wizard.assessment.points_plan import PointsPlan, Step, cheapest_plans
from e7wizard.wizard import html
from e7wizard.wizard.page import Page


def points_block(page: Page, context: Context, route: RouteResult, points: PointsResult) -> str:
    """HTML of the count of one route's table."""
    texts, base = page.texts, f"points.{points.table.lower()}"
    inner = html.tag("p", page.rich(texts(f"{base}.note")), "e7-quiet")
    inner += _bar(page, points)
    inner += _lines(page, points)
    if route.status == "closed":
        return inner + html.tag("p", html.text(texts("ways.closed_before_points")), "e7-why")
    plans = cheapest_plans(context, points.table)
    if plans:
        inner += html.tag("p", html.tag("b", html.text(texts("ways.cheapest"))))
        inner += html.items(html.text(_plan(page, points.table, plan)) for plan in plans)
    elif points.total < points.passes_at:
        inner += html.tag("p", html.text(texts("ways.no_cheap_way")))
    return inner


def _bar(page: Page, points: PointsResult) -> str:
    """Total, what could still come, and the pass mark on one line; the figures stand beside it as text."""
    most = max(points.maximum, points.passes_at, 1)
    total, at_most, mark = (100 * max(0, value) / most for value in (points.total, points.at_most, points.passes_at))
    drawn = html.tag("span", "", "could", style=f"width:{at_most:.1f}%")
    drawn += html.tag("span", "", "have", style=f"width:{total:.1f}%")
    drawn += html.tag("span", "", "mark", style=f"left:{mark:.1f}%")
    said = page.texts(
        "ways.points_line",
        total=points.total,
        passes=points.passes_at,
        most=points.at_most,
        maximum=points.maximum,
    )
    return html.tag("div", drawn, "e7-points", aria_hidden="true") + html.tag("p", html.text(said))


def _lines(page: Page, points: PointsResult) -> str:
    texts, base = page.texts, f"points.{points.table.lower()}"
    rows = []
    for line in points.lines:
        item, id = line["item"], line["line"]
        rows.append((texts(f"{base}.items.{item}"), texts(f"{base}.lines.{item}.{id}"), f"{line['points']:+d}"))
    if not rows:
        return html.tag("p", html.text(texts("ways.no_points_yet")), "e7-quiet")
    rows.append((texts("ways.total"), "", str(points.total)))
    return html.table((texts("ways.item"), texts("ways.line"), texts("ways.points")), rows)


def _plan(page: Page, table: str, plan: PointsPlan) -> str:
    steps = page.texts("say.and").join(_step(page, table, step) for step in plan.steps)
    return page.texts("ways.plan_row", steps=steps, total=plan.total)


def _step(page: Page, table: str, step: Step) -> str:
    base = f"points.{table.lower()}"
    item = page.texts(f"{base}.items.{step.item}")
    line = page.texts(f"{base}.lines.{step.item}.{step.line}")
    return page.texts("ways.step", item=item, line=line, points=step.points)
