"""Words of the trade in a text become links to the glossary, each once on a page, with the meaning as a hint.

The links open in a new tab: nothing that was typed is left behind, also when saving is off.
"""

from __future__ import annotations

import re
from functools import lru_cache

from e7wizard.language.texts import Texts
from e7wizard.wizard import html

_TOO_COMMON = {"tier", "threshold", "fine", "extension", "change_status", "topik", "immigration_office", "e_visa"}
"""Entries whose name is an everyday word or stands in every second sentence; only their Korean form is linked."""


class Terms:
    """The glossary of one language as one search pattern."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._key: dict[str, str] = {}
        for key in texts.keys("glossary"):
            forms = [texts(f"glossary.{key}.ko").partition("(")[0]]
            if key not in _TOO_COMMON:
                forms.append(re.split(r"[（(]", texts(f"glossary.{key}.name"))[0])
            for form in forms:
                if len(form) >= 3:
                    self._key.setdefault(html.text(form).lower(), key)
        words = sorted(self._key, key=len, reverse=True)
        self._pattern = re.compile(
            "|".join(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" for word in words), re.IGNORECASE
        )

    def linked(self, text: str, seen: set[str]) -> str:
        """Escaped HTML of a plain text; terms not in `seen` yet become links and are added to it."""

        def link(found: re.Match[str]) -> str:
            key = self._key[found[0].lower()]
            if key in seen:
                return found[0]
            seen.add(key)
            return html.tag(
                "a",
                found[0],
                "e7-term",
                href=f"?page=glossary&term={key}&lang={self._texts.language}",
                target="_blank",
                title=self._texts(f"glossary.{key}.say"),
            )

        return self._pattern.sub(link, html.text(text))


@lru_cache(maxsize=4)
def terms_of(texts: Texts) -> Terms:
    """The terms of a language; texts never change while the program runs."""
    return Terms(texts)
