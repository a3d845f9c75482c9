"""The days that bind as a table: on the result for the applicant, and on the page for employers."""

from __future__ import annotations

from collections.abc import Iterable

from e7wizard.assessment.days import BindingDay
from e7wizard.assessment.model import Assessment
from e7wizard.language.amounts import day, money
from e7wizard.language.saying import Speaker
from e7wizard.wizard import html
from e7wizard.wizard.page import Page


def days_table(page: Page, rows: Iterable[BindingDay], assessment: Assessment, voice: Speaker, said_below: str) -> str:
    """HTML of the days in their order. `voice` says findings; what else a day means stands below the key `said_below`."""
    heads = "".join(
        html.tag("th", html.text(page.texts(f"by_when.heads.{name}")), scope="col") for name in ("day", "what")
    )
    body = "".join(
        html.tag(
            "tr",
            html.tag("th", html.text(day(row.day, page.language)), scope="row")
            + html.tag(
                "td", html.tag("span", page.rich(_what(page, row, assessment, voice, said_below))) + _cited(page, row)
            ),
            "now" if row.id == "filing" else "",
        )
        for row in rows
    )
    return html.tag("table", html.tag("thead", html.tag("tr", heads)) + html.tag("tbody", body), "e7-table e7-days")


def _what(page: Page, row: BindingDay, assessment: Assessment, voice: Speaker, said_below: str) -> str:
    if row.finding is not None:
        return voice.finding(assessment.dimensions["procedure"].findings[row.finding])
    said = {name: money(value, page.language) if name.endswith("_krw") else value for name, value in row.params.items()}
    return page.texts(f"{said_below}.{row.id}", **said)


def _cited(page: Page, row: BindingDay) -> str:
    cited = page.speaker.cited(row.sources)
    if not cited:
        return ""
    head = html.tag("summary", html.text(page.texts("by_when.source")))
    return html.tag("details", head + html.tag("p", html.text(cited), "e7-quiet"), "e7-source")
