"""What is understood in heads and cells of a table: the words of headers.yaml and what the product itself calls things."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

from e7wizard.case import PARTS, Case
from e7wizard.house import House, load_house
from e7wizard.language.amounts import LANGUAGES, LOCALES, Language
from e7wizard.language.texts import Texts
from e7wizard.rulebook.rulebook import CONTENT, Rulebook
from e7wizard.screening.kinds import field_of, kind_of, options_of
from e7wizard.screening.words import TableWords, key, load_words, mark

_CODE = re.compile(r"\s*([S0-9][0-9]{2,6})(?![0-9])")
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
SHOWN = 12
"""So many options are named in a message."""


@dataclasses.dataclass(frozen=True)
class Heads:
    """What a head may say, by its key."""

    facts: dict[str, str]
    monthly: dict[str, str]
    personal: frozenset[str]
    units: dict[str, str]
    periods: dict[str, str]
    durations: dict[str, str]
    percent: frozenset[str]
    other_currency: frozenset[str]


@dataclasses.dataclass(frozen=True, eq=False)
class Vocabulary:
    """Made once from the content; nothing in it changes, and nothing of any case is kept."""

    rulebook: Rulebook
    texts: dict[Language, Texts]
    heads: Heads
    unknown: frozenset[str]
    truth: dict[str, bool]
    choices: dict[str, dict[str, str]]
    """By fact: the option for each mark."""
    statuses: dict[str, str]
    countries: dict[str, str]
    codes: dict[str, str]
    """Occupation code by the mark of its number or of its name in any language."""
    template: tuple[str, ...]
    template_unit: dict[Language, str]

    def options(self, language: Language) -> dict[str, tuple[str, ...]]:
        """What may be written where a fact is chosen from a list, as a message names it."""
        said = {}
        for path in self.choices:
            names = labels_of(self.texts[language], path)
            shown = list(dict.fromkeys(str(names.get(option, option)) for option in options_for(path)))
            said[path] = (*shown[:SHOWN], "…") if len(shown) > SHOWN else tuple(shown)
        return said


def options_for(path: str) -> tuple[str, ...]:
    """The options of a fact, as texts."""
    if kind_of(path) == "choices":
        inner = field_of(path).annotation
        return tuple(option for part in getattr(inner, "__args__", ()) for option in options_of(part)) or ()
    return options_of(field_of(path).annotation)


def labels_of(texts: Texts, path: str) -> dict[str, Any]:
    """The labels of a fact's options in one language; those of the main degree also for any other degree."""
    if path.startswith("other_degrees."):
        path = f"education.{path.rpartition('.')[2]}"
    found = texts.find(f"facts.{path}.options")
    return found if isinstance(found, dict) else {}


def make_vocabulary(house: House, words: TableWords) -> Vocabulary:
    """Everything that is understood, from the loaded content."""
    return Vocabulary(
        rulebook=house.rulebook,
        texts=house.texts,
        heads=_heads(house, words),
        unknown=frozenset(mark(word) for word in words.unknown),
        truth=_truth(house, words),
        choices=_choices(house, words),
        statuses=_statuses(house, words),
        countries=_countries(words),
        codes=_codes(house),
        template=words.template,
        template_unit=dict(words.template_unit),
    )


@lru_cache(maxsize=1)
def default_house() -> House:
    """The content that comes with the product, loaded once per process."""
    return load_house()


@lru_cache(maxsize=1)
def _default() -> Vocabulary:
    return make_vocabulary(default_house(), load_words())


def vocabulary_of(house: House, content: Path = CONTENT) -> Vocabulary:
    """The vocabulary for a house; that of the default house is made once per process."""
    return _default() if house is default_house() else make_vocabulary(house, load_words(content))


def _keys(groups: dict[Any, tuple[str, ...]]) -> dict[str, str]:
    return {key(word): str(name) for name, words in groups.items() for word in words if key(word)}


def _heads(house: House, words: TableWords) -> Heads:
    facts: dict[str, str] = {}
    for section in PARTS:
        part = Case.model_fields[section].annotation
        for name in getattr(part, "model_fields", {}):
            path = f"{section}.{name}"
            facts.setdefault(key(path), path)
            for language in LANGUAGES:
                for label in ("name", "ask"):
                    said = house.texts[language].maybe(f"facts.{path}.{label}")
                    for head in (said, _BRACKETS.sub("", said)) if said else ():
                        facts.setdefault(key(head), path)
    # What people write wins over what the product calls a fact, as a word of theirs is checked to stand for one thing.
    facts |= _keys(words.facts)
    return Heads(
        facts=facts,
        monthly=_keys(words.monthly),
        personal=frozenset(key(word) for word in words.personal),
        units=_keys(dict(words.units)),
        periods=_keys(dict(words.periods)),
        durations=_keys(dict(words.durations)),
        percent=frozenset(key(word) for word in words.percent),
        other_currency=frozenset(key(word) for word in words.other_currency),
    )


def _truth(house: House, words: TableWords) -> dict[str, bool]:
    found = {mark(word): True for word in words.yes} | {mark(word): False for word in words.no}
    for language in LANGUAGES:
        found.setdefault(mark(house.texts[language]("say.yes")), True)
        found.setdefault(mark(house.texts[language]("say.no")), False)
    return found


def _choices(house: House, words: TableWords) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    paths = [f"{section}.{name}" for section in PARTS for name in Case.model_fields[section].annotation.model_fields]  # type: ignore[union-attr]
    for path in paths:
        if kind_of(path) in {"choice", "choices", "level", "yes_no"}:
            options: dict[str, str] = {}
            for language in LANGUAGES:
                for option, label in labels_of(house.texts[language], path).items():
                    for said in (str(label), _BRACKETS.sub("", str(label))):
                        options.setdefault(mark(said), str(option))
            options |= {mark(option): option for option in options_for(path)}
            for option, names in words.choices.get(path, {}).items():
                options |= {mark(name): option for name in names}
            if options:
                found[path] = options
    return found


def _statuses(house: House, words: TableWords) -> dict[str, str]:
    """By mark: codes without hyphens and names of statuses. A code that the contract allows needs no entry."""
    found: dict[str, str] = {}
    codes = {*house.rulebook.routes, *words.statuses}
    for language in LANGUAGES:
        for code, label in labels_of(house.texts[language], "person.current_status").items():
            codes.add(str(code))
            found.setdefault(mark(str(label)), str(code))
            found.setdefault(mark(str(label).removeprefix(str(code))), str(code))
    found |= {mark(code): code for code in codes}
    return found | {mark(name): code for code, names in words.statuses.items() for name in names}


def _countries(words: TableWords) -> dict[str, str]:
    found: dict[str, str] = {}
    for locale in (*LOCALES.values(), "ko", "zh_Hant"):
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(mark(str(name)), code)
                found.setdefault(mark(code), code)
    for code, aliases in get_global("territory_aliases").items():
        if len(code) == 3 and code.isalpha() and len(aliases) == 1:
            found.setdefault(mark(code), aliases[0])
    return found | {mark(name): code for code, names in words.countries.items() for name in names}


def _codes(house: House) -> dict[str, str]:
    """Names that stand for one occupation only, and numbers."""
    names: dict[str, set[str]] = {}
    for code, occupation in house.rulebook.occupations.items():
        for name in (
            occupation.name_ko,
            *(house.texts[language](f"occupations.{code}.name") for language in LANGUAGES),
        ):
            names.setdefault(mark(name), set()).add(code)
    found = {name: next(iter(codes)) for name, codes in names.items() if len(codes) == 1}
    return found | {mark(code): code for code in house.rulebook.occupations}


def leading_code(text: str) -> str | None:
    """The occupation number that a cell begins with ('2742 해외영업원'); None if there is none."""
    found = _CODE.match(unicodedata.normalize("NFKC", text).upper())
    return found[1] if found else None
