"""A finding as it stands on a page: its state, what was found, what to do, what nobody has ruled out, its sources."""

from __future__ import annotations

from e7wizard.assessment.model import Finding
from e7wizard.wizard import html
from e7wizard.wizard.page import Page


def finding_block(page: Page, finding: Finding, cited: bool = True) -> str:
    """HTML of a finding; without `cited` its sources are left to the result page."""
    texts = page.texts
    state = finding.status
    badge = html.badge(state, texts(f"say.shapes.{state}"), texts(f"say.states_short.{state}"))
    inner = badge + html.tag("p", page.rich(page.speaker.finding(finding)))
    remedy = page.speaker.remedy(finding)
    if remedy and state != "meets":
        inner += html.tag("p", html.tag("b", html.text(texts("result.do"))) + page.rich(remedy), "do")
    possible = page.speaker.possible(finding)
    if possible:
        inner += html.tag("p", html.text(texts("result.possible")), "do") + html.items(
            html.text(one) for one in possible
        )
    sources = "; ".join(page.speaker.sources(finding.sources)) if cited else ""
    if sources:
        inner += html.tag("p", html.text(texts("result.source", list=sources)), "src")
    return html.tag("div", inner, "e7-finding")
