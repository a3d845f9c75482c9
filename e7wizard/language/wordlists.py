"""The word chosen for each thing, and the words that no text may use for it; read from content/wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from e7wizard.language.amounts import Language
from e7wizard.rulebook.loading import Fault, build, read_yaml

T = TypeVar("T")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Word(_Model):
    """The word to use, and the words not to use in its place.

    `fine`: longer words that hold a rejected one and mean something else.
    """

    use: str = Field(min_length=1)
    rejected: tuple[str, ...] = Field(alias="not", min_length=1)
    fine: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _not_itself(self) -> Word:
        if self.use.casefold() in {word.casefold() for word in self.rejected}:
            raise ValueError(f"'{self.use}' is the word to use and rejected at once")
        return self

    @cached_property
    def _kept(self) -> re.Pattern[str]:
        longest_first = sorted((self.use, *self.fine), key=len, reverse=True)
        return re.compile("|".join(re.escape(word) for word in longest_first), re.IGNORECASE)

    @cached_property
    def _searched(self) -> re.Pattern[str]:
        longest_first = sorted(self.rejected, key=len, reverse=True)
        return re.compile("|".join(_whole(word) for word in longest_first), re.IGNORECASE)

    def may_stand_in(self, folded: str) -> bool:
        """Whether the letters of a rejected word stand in a text at all, whatever they mean there; `folded`: casefolded."""
        return any(word.casefold() in folded for word in self.rejected)

    def found_in(self, text: str) -> Iterator[str]:
        """Each rejected word of a text, as it stands there; English ones as whole words, also in the plural."""
        kept = [found.span() for found in self._kept.finditer(text)]
        for hit in self._searched.finditer(text):
            if not any(start <= hit.start() and hit.end() <= end for start, end in kept):
                yield hit[0]


class Term(_Model):
    """One thing of the field and its word in each language; `glossary` names the entry that explains it."""

    glossary: str | None = None
    en: Word | None = None
    zh: Word | None = None

    @model_validator(mode="after")
    def _has_a_word(self) -> Term:
        if self.en is None and self.zh is None:
            raise ValueError("needs a word in en or zh")
        return self


class Style(_Model):
    """Spelling and plain words of each language, and the characters that are no Simplified Chinese."""

    en: tuple[Word, ...] = ()
    zh: tuple[Word, ...] = ()
    traditional: str = ""


class Wording(_Model):
    """All word lists."""

    terms: tuple[Term, ...]
    style: Style

    def words(self, language: Language) -> list[Word]:
        """Every word list of a language: terms first, then style."""
        terms = [term.en if language == "en" else term.zh for term in self.terms]
        return [*[word for word in terms if word is not None], *getattr(self.style, language)]


def read_wording(content: Path, faults: list[Fault]) -> Wording | None:
    """Read content/wording; None after adding a fault for each mistake."""
    folder = content / "wording"
    terms = _read(TypeAdapter(tuple[Term, ...]), folder / "terms.yaml", content.parent, faults)
    style = _read(TypeAdapter(Style), folder / "style.yaml", content.parent, faults)
    return None if terms is None or style is None else Wording(terms=terms, style=style)


def _read(adapter: TypeAdapter[T], path: Path, root: Path, faults: list[Fault]) -> T | None:
    known = len(faults)
    data = read_yaml(path, root, faults)
    return build(adapter, data, path, root, faults) if len(faults) == known else None


def _whole(word: str) -> str:
    """A pattern of a word; one of Latin letters matches whole words only, and its plural."""
    if not word.isascii():
        return re.escape(word)
    return rf"(?<![A-Za-z]){re.escape(word)}(?:e?s)?(?![A-Za-z])"
