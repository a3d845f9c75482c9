"""The exact rules of an occupation, closed until asked for, with who has checked them and how to report an error."""

from __future__ import annotations

from e7wizard.language.wording import Line
from e7wizard.report.rule_reader import Section, read_rules, report_text, review_text
from e7wizard.wizard import html
from e7wizard.wizard.operator import contact
from e7wizard.wizard.page import Page


def exact_rules(page: Page, code: str) -> str:
    """HTML of every rule in words, with its page."""
    rulebook, speaker, texts = page.house.rulebook, page.speaker, page.texts
    body = html.tag("p", html.text(review_text(rulebook, speaker, code)), "e7-why")
    body += "".join(_section(page, section) for section in read_rules(rulebook, speaker, code))
    address = contact()
    how = texts("rules_page.report_to", address=address) if address else texts("rules_page.report_how")
    ready = html.tag("pre", html.text(report_text(rulebook, speaker, code)), "e7-own-text")
    report = html.tag("summary", html.text(texts("rules_page.report"))) + html.tag("p", html.text(how)) + ready
    body += html.tag("details", report)
    return html.tag("details", html.tag("summary", html.text(texts("rules_page.title"))) + body, "e7-rules")


def _section(page: Page, section: Section) -> str:
    by = html.tag("span", html.text(page.texts(f"rules_page.by_{section.by}")), "e7-quiet") if section.by else ""
    head = html.tag("h4", html.text(section.title) + " " + by)
    sources = page.texts("result.source", list=page.speaker.listed(section.sources)) if section.sources else ""
    return head + nested(section.lines) + (html.tag("p", html.text(sources), "e7-quiet") if sources else "")


def nested(lines: tuple[Line, ...]) -> str:
    """Indented lines as nested lists."""
    parts: list[str] = []
    depth = -1
    for line in lines:
        if depth < line.depth:
            # A list within a list stands in an item, also where a step of the indent has no line of its own.
            parts.append("<li>".join(['<ul class="e7-list">'] * (line.depth - depth)))
        else:
            parts.append("</li>" + "</ul></li>" * (depth - line.depth))
        depth = line.depth
        parts.append("<li>" + html.text(line.text))
    return "".join(parts) + "</li></ul>" * (depth + 1)
