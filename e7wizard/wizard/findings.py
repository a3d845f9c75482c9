"""A finding as it stands on a page: its state, what was found, what to do, what nobody has ruled out, its sources."""

from __future__ import annotations

from collections.abc import Iterable

from e7wizard.assessment.model import Finding
from e7wizard.language.saying import Speaker
from e7wizard.wizard import html
from e7wizard.wizard.page import Page


def findings_block(page: Page, findings: Iterable[Finding]) -> str:
    """HTML of all that was found in a dimension: what is not met in full, what is met on demand."""
    found = list(findings)
    met = [finding for finding in found if finding.status == "meets"]
    shown = "".join(finding_block(page, finding) for finding in found if finding.status != "meets")
    if not met or len(found) == 1:
        return shown or "".join(finding_block(page, finding) for finding in met)
    inner = "".join(finding_block(page, finding) for finding in met)
    head = html.tag("summary", html.text(page.texts("result.met", number=len(met))))
    return shown + html.tag("details", head + inner, "e7-met")


def finding_block(page: Page, finding: Finding, cited: bool = True, speaker: Speaker | None = None) -> str:
    """HTML of a finding; without `cited` its sources are left to the result page. `speaker`: who says it, if not the page's."""
    texts, speaker = page.texts, speaker or page.speaker
    state = finding.status
    badge = html.badge(state, texts(f"say.shapes.{state}"), texts(f"say.states_short.{state}"))
    inner = badge + html.tag("p", page.rich(speaker.finding(finding)))
    remedy = speaker.remedy(finding)
    if remedy and state != "meets":
        inner += html.tag("p", html.tag("b", html.text(texts("result.do"))) + page.rich(remedy), "do")
    possible = speaker.possible(finding)
    if possible:
        inner += html.tag("p", html.text(texts("result.possible")), "do") + html.items(
            page.rich(one) for one in possible
        )
    sources = speaker.cited(finding.sources) if cited else ""
    if sources:
        inner += html.tag("p", html.text(texts("result.source", list=sources)), "src")
    return html.tag("div", inner, "e7-finding")
