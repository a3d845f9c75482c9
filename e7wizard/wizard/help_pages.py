"""Side pages: the list of codes, the glossary, common questions, and what this tool is."""

from __future__ import annotations

import streamlit as st

from e7wizard.assessment.model import SourceRef
from e7wizard.rulebook.occupations import Occupation
from e7wizard.rulebook.sources import Citation
from e7wizard.wizard import html
from e7wizard.wizard.code_list import group_of, search, whole_list
from e7wizard.wizard.page import Page
from e7wizard.wizard.rule_pages import exact_rules
from e7wizard.wizard.session import close_page


def _frame(page: Page, name: str) -> None:
    st.title(page.texts(f"ui.pages.{name}"), anchor=False)
    lead = page.texts.maybe(f"{name}_page.lead")
    if lead:
        html.show(html.tag("p", html.text(lead), "e7-lead"))


def _close(page: Page) -> None:
    st.button(
        page.texts("ui.back_to_case"),
        key="page_back",
        type="primary",
        on_click=close_page,
    )


def codes(page: Page) -> None:
    """All permitted occupations, found by number or by name in three languages."""
    _frame(page, "codes")
    asked = st.text_input(page.texts("codes.search"), key="list_search", placeholder=page.texts("codes.search_hint"))
    occupations = whole_list(page.house)
    found = search(page.house, asked) if asked.strip() else occupations
    html.show(html.tag("p", html.text(page.texts("codes.count", found=len(found), total=len(occupations))), "e7-quiet"))
    if asked.strip() in page.house.rulebook.former_codes:
        names = page.texts("say.and").join(
            page.speaker.occupation(code) for code in page.house.rulebook.former_codes[asked.strip()]
        )
        st.info(page.texts("codes.old_number", number=asked.strip(), names=names))
    group = ""
    for occupation in found:
        if not asked.strip() and group_of(occupation) != group:
            group = group_of(occupation)
            html.show(html.tag("h2", html.text(page.texts(f"codes.groups.{group}"))))
        with st.expander(page.speaker.occupation(occupation.code)):
            html.show(_rules(page, occupation) + exact_rules(page, occupation.code))
    _close(page)


def _rules(page: Page, occupation: Occupation) -> str:
    """An occupation as a person reads it."""
    texts, base = page.texts, f"occupations.{occupation.code}"
    tier = page.house.rulebook.tiers[occupation.tier]
    kind = texts("hand_over.fact", fact=texts("codes.tier"), value=f"{occupation.tier} {tier.name_ko}")
    parts = [html.tag("p", html.text(kind))]
    if occupation.formerly:
        said = texts("codes.formerly_short", numbers=texts("say.and").join(occupation.formerly))
        parts.append(html.tag("p", html.text(said)))

    def block(title: str, body: str) -> None:
        parts.append(html.tag("h3", html.text(title)) + body)

    block(texts("codes.duties"), html.tag("p", html.text(texts(f"{base}.duties"))))
    block(texts("codes.titles"), html.tag("p", html.text(texts("say.and").join(texts.rows(f"{base}.titles")))))
    rule = occupation.qualification
    block(
        texts("codes.qualification"),
        html.tag("p", html.text(texts(f"{base}.qualification"))) + page.cited(rule.sources),
    )
    letter = occupation.recommendation
    agencies = texts("say.and").join(letter.agencies_ko)
    said = texts(f"codes.letter_need.{letter.need}") + (f" {agencies}" if agencies else "")
    block(texts("codes.letter"), html.tag("p", html.text(said)) + page.cited(letter.sources))
    said = texts(f"codes.review.{occupation.protection.review}")
    block(texts("codes.protection"), html.tag("p", html.text(said)) + page.cited(occupation.protection.sources))
    block(texts("codes.employer"), html.tag("p", html.text(texts(f"{base}.employer"))))
    pay = texts.maybe(f"{base}.pay")
    if pay:
        block(texts("codes.pay"), html.tag("p", html.text(pay)))
    rows = []
    for other in occupation.not_this:
        row = page.speaker.not_this(occupation.code, other)
        rows.append(html.text(row + (f" ({texts('codes.expressly')})" if other.expressly else "")))
    block(texts("codes.not_this"), html.items(rows))
    if occupation.doubts:
        block(
            texts("codes.doubt"), html.items(html.text(texts(f"{base}.notes.{doubt}")) for doubt in occupation.doubts)
        )
    parts.append(page.cited(occupation.sources))
    return "".join(parts)


def glossary(page: Page) -> None:
    """Terms with their Korean originals."""
    _frame(page, "glossary")
    asked = st.text_input(page.texts("glossary_page.search"), key="glossary_search").strip().lower()
    rows = []
    first = st.query_params.get("term")
    for key in sorted(page.texts.keys("glossary"), key=lambda key: key != first):
        term = {part: page.texts(f"glossary.{key}.{part}") for part in ("ko", "name", "say")}
        also = page.texts.rows(f"glossary.{key}.also")
        if asked in " ".join((*term.values(), *also)).lower():
            head = html.tag("dt", html.tag("b", html.text(f"{term['name']} · {term['ko']}")))
            rows.append(
                html.tag("div", head + html.tag("dd", html.text(term["say"])), "e7-asked" if key == first else "")
            )
    none = html.tag("p", html.text(page.texts("codes.nothing_found")))
    html.show(html.tag("dl", "".join(rows), "e7-terms") if rows else none)
    _close(page)


def faq(page: Page) -> None:
    """Common questions."""
    _frame(page, "faq")
    for key in page.texts.keys("faq"):
        with st.expander(page.texts(f"faq.{key}.q")):
            html.show(html.tag("p", page.rich(page.texts(f"faq.{key}.a"))))
    _close(page)


def about(page: Page) -> None:
    """What the tool does and does not tell, its edition and its sources."""
    _frame(page, "about")
    html.show(html.items(html.text(row) for row in page.texts.rows("about_page.points")))
    st.header(page.texts("about_page.sources"), anchor=False)
    rows = []
    for document in page.house.rulebook.files.documents:
        rows.append(
            html.text(page.speaker.source(SourceRef(**page.house.rulebook.cite(Citation(document=document.id)))))
        )
    html.show(html.items(rows))
    _close(page)
