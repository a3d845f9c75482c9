"""Check of the words: one word for one thing in every text of both languages, and the custom of each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from e7wizard.language.amounts import LANGUAGES, Language
from e7wizard.language.places import fault_at
from e7wizard.language.texts import leaves, read_tree
from e7wizard.language.typography import set_wrong
from e7wizard.language.wordlists import Word, Wording, read_wording
from e7wizard.rulebook.loading import Fault


def check_terms(content: Path) -> list[Fault]:
    """Return each text that uses another word than the chosen one or is set wrongly, with what to write.

    A fault names the file and line of the text. Texts that cannot be read are left to `check_texts`.
    """
    faults: list[Fault] = []
    wording = read_wording(content, faults)
    if wording is None:
        return faults
    for language in LANGUAGES:
        texts = dict(leaves(read_tree(content, language, [])))
        # Most rejected words stand nowhere; one look at all texts together spares a look at each.
        everything = "\n".join(texts.values()).casefold()
        words = [word for word in wording.words(language) if word.may_stand_in(everything)]
        for key, text in texts.items():
            faults += [fault_at(content, language, key, reason) for reason in _wrong(text, language, wording, words)]
        faults += _glossary_agrees(content, language, texts, wording)
    return faults


def said_wrong(text: str, language: Language, wording: Wording) -> Iterator[str]:
    """Why a text is against the word lists or the custom of its language, each with what to write."""
    return _wrong(text, language, wording, wording.words(language))


def _wrong(text: str, language: Language, wording: Wording, words: Iterable[Word]) -> Iterator[str]:
    for word in words:
        for found in word.found_in(text):
            yield f"says '{found}': use '{word.use}'"
    yield from set_wrong(text, language, wording.style.traditional)


def _glossary_agrees(content: Path, language: Language, texts: dict[str, str], wording: Wording) -> Iterator[Fault]:
    """The entry that explains a term has to carry the chosen word."""
    for term in wording.terms:
        word = term.en if language == "en" else term.zh
        if term.glossary is None or word is None:
            continue
        name = texts.get(f"glossary.{term.glossary}.name")
        if name is None:
            file = str((content / "wording/terms.yaml").relative_to(content.parent))
            yield Fault(file, 1, term.glossary, f"no entry of the {language} glossary has this name")
        elif word.use.casefold() not in name.casefold():
            yield fault_at(content, language, f"glossary.{term.glossary}.name", f"does not hold the term '{word.use}'")
