"""Small pieces of HTML for texts that stand still. Everything a person typed is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

import streamlit as st

from e7wizard.language.plain import without_turns

_PIECES = re.compile(r'<(\w+)[^>]*\slang="ko"[^>]*>.*?</\1>|<style>.*?</style>|<[^>]*>|[^<]+', re.DOTALL)
_KOREAN = re.compile(r"[가-힣](?:[가-힣0-9 ·ㆍ()~-]*[가-힣])?")


def text(value: str) -> str:
    """Escaped text, safe inside an element or a quoted attribute."""
    return escape(without_turns(value), quote=True)


def tag(name: str, inner: str, css: str = "", **attributes: str) -> str:
    """An element around ready HTML."""
    extra = "".join(f' {key.replace("_", "-")}="{text(value)}"' for key, value in attributes.items())
    css = f' class="{css}"' if css else ""
    return f"<{name}{css}{extra}>{inner}</{name}>"


def items(rows: Iterable[str], css: str = "e7-list") -> str:
    """A list of ready HTML rows."""
    return tag("ul", "".join(tag("li", row) for row in rows), css)


def badge(state: str, shape: str, word: str) -> str:
    """A state as word, shape and colour together."""
    return tag("span", tag("span", text(shape), "e7-shape", aria_hidden="true") + text(word), f"e7-badge e7-{state}")


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A plain table of texts."""
    # An empty corner is no header of anything.
    heads = (tag("th", text(cell), scope="col") if cell else tag("td", "") for cell in head)
    top = tag("thead", tag("tr", "".join(heads)))
    body = "".join(tag("tr", "".join(tag("td", text(cell)) for cell in row)) for row in rows)
    return tag("table", top + tag("tbody", body), "e7-table")


def markdown_safe(value: str) -> str:
    """Text that Markdown leaves as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|~$])", r"\\\1", value)


def korean(markup: str) -> str:
    """The same HTML with Korean words marked as such, so that a screen reader does not spell them in another language."""
    if _KOREAN.search(markup) is None:
        return markup
    return _PIECES.sub(lambda piece: piece[0] if piece[0][0] == "<" else _KOREAN.sub(_spoken, piece[0]), markup)


def _spoken(words: re.Match[str]) -> str:
    return tag("span", words[0], lang="ko")


def show(markup: str) -> None:
    """Put ready HTML on the page."""
    st.html(korean(markup))
