"""The words of tables that people keep: heads of columns and what they write into cells; read from content/screening."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from e7wizard.case import Case, Degree
from e7wizard.language.amounts import LANGUAGES, Language, countries
from e7wizard.language.reading import PERIODS, STATED_UNITS
from e7wizard.rulebook.loading import ContentError, Fault, build, line_of, read_yaml
from e7wizard.rulebook.rulebook import CONTENT
from e7wizard.screening.kinds import field_of, kind_of, options_of

FILE = Path("screening/headers.yaml")
_INDEXED = re.compile(r"(?:other_degrees\.([0-9])\.(\w+)|job\.mix\.([01]?[0-9])\.(duty|percent))")
_NOT_LETTERS = re.compile(r"[\W_]+")

Words = tuple[str, ...]


class TableWords(BaseModel):
    """Content of headers.yaml; the file says what each part is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    facts: dict[str, Words]
    monthly: dict[str, Words]
    units: dict[Literal["won", "thousand", "man", "million", "eok"], Words]
    periods: dict[Literal["year", "month"], Words]
    durations: dict[Literal["years", "months"], Words]
    percent: Words
    other_currency: Words
    personal: Words
    unknown: Words
    yes: Words
    no: Words
    choices: dict[str, dict[str, Words]]
    statuses: dict[str, Words]
    countries: dict[str, Words]
    template: Words
    template_unit: dict[Language, Literal["won", "thousand", "man", "million", "eok"]]


def key(text: str) -> str:
    """A word by its letters and digits alone: half-width, without case, spaces and punctuation."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def mark(text: str) -> str:
    """The key of what stands in a cell; a sign alone ('-', '√') stands for itself."""
    return key(text) or unicodedata.normalize("NFKC", text).strip()


def is_fact(path: str) -> bool:
    """Whether a column may be of this fact: a path of the contract, an indexed one, or the id of the case."""
    if path == "id" or (
        _INDEXED.fullmatch(path) and path.rsplit(".", maxsplit=1)[-1] in {*Degree.model_fields, "duty", "percent"}
    ):
        return True
    section, _, name = path.partition(".")
    part = Case.model_fields[section].annotation if section in Case.model_fields else None
    return isinstance(part, type) and issubclass(part, BaseModel) and name in part.model_fields


def indexed(path: str) -> tuple[str, int, str] | None:
    """('other_degrees' or 'job.mix', number, name) of a path inside a list; None for any other path."""
    found = _INDEXED.fullmatch(path)
    if found is None:
        return None
    return ("other_degrees", int(found[1]), found[2]) if found[1] else ("job.mix", int(found[3]), found[4])


def read_words(content: Path, faults: list[Fault]) -> TableWords | None:
    """Read headers.yaml; None after adding its faults."""
    path, known = content / FILE, len(faults)
    data: Any = read_yaml(path, content.parent, faults)
    return build(TypeAdapter(TableWords), data, path, content.parent, faults) if len(faults) == known else None


def load_words(content: Path = CONTENT) -> TableWords:
    """Read headers.yaml. Raises ContentError."""
    faults: list[Fault] = []
    words = read_words(content, faults)
    if words is None:
        raise ContentError(faults)
    return words


def check_words(content: Path = CONTENT) -> list[Fault]:
    """Every fault of headers.yaml: facts and options that do not exist, and words that stand for two things."""
    faults: list[Fault] = []
    words = read_words(content, faults)
    if words is None:
        return faults
    path = content / FILE
    file = str(path.relative_to(content.parent))
    for where, reason in _wrong(words):
        faults.append(Fault(file, line_of(path, where), ".".join(where), reason))
    return faults


def _wrong(words: TableWords) -> Iterator[tuple[tuple[str, ...], str]]:
    for part in ("facts", "monthly", "choices"):
        for path in getattr(words, part):
            if not is_fact(path):
                yield (part, path), "no fact of a case has this path"
    for path in words.template:
        if not is_fact(path) or path == "id":
            yield ("template",), f"no fact of a case has the path {path}"
    for part, names in (("units", STATED_UNITS), ("periods", PERIODS)):
        for missing in names.keys() - getattr(words, part).keys():
            yield (part,), f"'{missing}' has no words"
    for path, options in words.choices.items():
        for option in options:
            if is_fact(path) and kind_of(path) != "level" and option not in options_of(field_of(path).annotation):
                yield ("choices", path, option), "the fact has no such option"
        yield from _twice(("choices", path), options)
    known_countries = countries(LANGUAGES[0])
    for code in words.countries:
        if code not in known_countries:
            yield ("countries", code), "no country has this code"
    heads = {**words.facts, **{f"monthly {path}": names for path, names in words.monthly.items()}}
    yield from _twice(("facts",), {**heads, "personal": words.personal})
    yield from _twice(("units",), words.units)
    yield from _twice(("statuses",), words.statuses)
    yield from _twice(("countries",), words.countries)
    yield from _twice(("yes",), {"yes": words.yes, "no": words.no})


def _twice(where: tuple[str, ...], groups: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    seen: dict[str, str] = {}
    for name, group in groups.items():
        for word in group:
            if not mark(word):
                yield (*where, name), "a word is empty"
            elif seen.setdefault(mark(word), name) != name:
                yield (*where, name), f"'{word}' also stands for {seen[mark(word)]}"
