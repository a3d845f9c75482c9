"""Words of the trade in a text become links to the glossary, each once on a page, with the meaning as a hint.

The links open in a new tab: nothing that was typed is left behind, also when saving is off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from e7wizard.language.texts import Texts
from e7wizard.wizard import html

_TOO_COMMON = {"tier", "topik"}
"""Entries whose name is an everyday word or stands in every second sentence; only their Korean form is linked."""


class Terms:
    """The glossary of one language as one search pattern."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._key: dict[str, str] = {}
        for key in texts.keys("glossary"):
            forms = [texts(f"glossary.{key}.ko").partition("(")[0]]
            if key not in _TOO_COMMON:
                forms += [re.split(r"[（(]", texts(f"glossary.{key}.name"))[0], *texts.rows(f"glossary.{key}.also")]
            for form in forms:
                if len(form) >= 3:
                    self._key.setdefault(html.text(form).lower(), key)
        self._pattern = _pattern_of(self._key)

        self._looked = lru_cache(maxsize=1024)(self._look)

    def linked(self, text: str, seen: set[str], *, fixed: bool = False) -> str:
        """Escaped HTML of a plain text; terms not in `seen` yet become links and are added to it.

        `fixed`: the text stands so in content, with nothing of a person in it, and is searched once for all.
        """
        escaped, places = self._looked(text) if fixed else self._look(text)
        done, parts = 0, []
        for key, start, end in places:
            if key not in seen:
                seen.add(key)
                parts += [escaped[done:start], self._link(key, escaped[start:end])]
                done = end
        return "".join((*parts, escaped[done:]))

    def _look(self, text: str) -> tuple[str, tuple[tuple[str, int, int], ...]]:
        """The escaped text, and where terms stand in it."""
        escaped = html.text(text)
        # The only letter that becomes two when made small, and would shift every place after it.
        small = escaped.replace("İ", "I").lower()
        return escaped, tuple(
            (self._key[found[0]], found.start(), found.end()) for found in self._pattern.finditer(small)
        )

    def _link(self, key: str, said: str) -> str:
        return html.tag(
            "a",
            said,
            "e7-term",
            href=f"?page=glossary&term={key}&lang={self._texts.language}",
            target="_blank",
            title=self._texts(f"glossary.{key}.say"),
        )


def _pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds the longest of the words in small letters, none of them inside another word.

    Branches by the first letter: a list of all words would be tried in full at every letter of every text.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    letters = "".join(re.escape(first) for first in by_letter)
    return re.compile(f"(?<![a-z])(?=[{letters}])(?:{branches})(?![a-z])")


@lru_cache(maxsize=4)
def terms_of(texts: Texts) -> Terms:
    """The terms of a language; texts never change while the program runs."""
    return Terms(texts)
