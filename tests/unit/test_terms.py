"""Glossary links: each term once a page, the person's own words stay text."""

from __future__ import annotations

import pytest

from e7wizard.house import House
from e7wizard.wizard.terms import Terms


def test_a_term_is_linked_the_first_time_only(house: House) -> None:
    seen: set[str] = set()
    said = Terms(house.texts["en"]).linked(
        "An employment recommendation letter (고용추천서); the 고용추천서 again", seen
    )
    assert said.count("<a ") == 1
    assert 'href="?page=glossary&amp;term=recommendation&amp;lang=en"' in said
    assert 'target="_blank"' in said
    assert seen == {"recommendation"}


@pytest.mark.parametrize(("lang", "text"), [("zh", "取得雇佣推荐信"), ("en", "Ask HiKorea."), ("zh", "外国人登录证")])
def test_names_of_each_language_are_found(house: House, lang: str, text: str) -> None:
    assert "<a " in Terms(house.texts[lang]).linked(text, set())  # type: ignore[index]


def test_markup_in_a_text_stays_text(house: House) -> None:
    said = Terms(house.texts["en"]).linked('title <b onclick="x">HiKorea</b>', set())
    assert "<b" not in said and said.count("<a ") == 1


def test_every_link_leads_to_an_entry(house: House) -> None:
    for texts in house.texts.values():
        terms = Terms(texts)
        for key in texts.keys("glossary"):
            seen: set[str] = set()
            terms.linked(texts(f"glossary.{key}.ko").partition("(")[0], seen)
            assert seen <= set(texts.keys("glossary"))
