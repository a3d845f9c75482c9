"""Checks of the sheet for HR: whatever can be asked has Korean words, nothing private is asked, nothing is left untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from e7wizard.case import Case, fact_type
from e7wizard.language.korean import FILE, HrWords, read_korean
from e7wizard.language.texts import PLACEHOLDER, leaves
from e7wizard.rulebook.loading import Fault, line_of
from e7wizard.rulebook.rulebook import Rulebook

SECTIONS = ("employer", "pay", "job", "facts")
"""Sections of a case in which each fact is either asked of HR or known to be the person's own."""
ALSO_CONFIRMED = ("manager_department", "contract_states_hours")
"""What HR confirms beside the general points of the employer."""
PLACEHOLDERS = {
    "occupation": {"code", "name", "tier"},
    "occupation_likely": {"code", "name", "tier"},
    "threshold": {"amount", "day"},
    "stay_expires": {"day"},
    "start_date": {"day"},
}
_CODE = re.compile(r"\b[A-H]-\d{1,2}(?:-\d+R?)?(?![0-9A-Za-z])")
_NAMES = re.compile(r"KMF|KSIC|CAD")
_FOREIGN = re.compile(r"[A-Za-z]+|[\u3400-\u4dbf\u4e00-\u9fff]+")
_KOREAN = re.compile(r"[\uac00-\ud7a3]")


def employer_side() -> set[str]:
    """Every fact of a case about which the sheet has to decide whether HR is asked."""
    found: set[str] = set()
    for section in SECTIONS:
        model = Case.model_fields[section].annotation
        found |= {f"{section}.{name}" for name in getattr(model, "model_fields", {})}
    return found


def check_korean(content: Path, rulebook: Rulebook | None) -> list[Fault]:
    """Return every fault of content/ko; with a rulebook also what its ids still lack."""
    faults: list[Fault] = []
    words = read_korean(content, faults)
    if words is None:
        return faults
    place = _Place(content)
    faults += _said_in_korean(place, words)
    faults += _decided(place, "questions", "own", words.questions, words.own, employer_side())
    faults += [place.fault("questions", path, "no fact of a case has this name") for path in _unknown(words)]
    if rulebook is not None:
        faults += _rules_have_words(place, words, rulebook)
    return faults


class _Place:
    """Names file and line of a key."""

    def __init__(self, content: Path) -> None:
        self._path = content / FILE
        self._name = str(self._path.relative_to(content.parent))

    def fault(self, section: str, key: str, reason: str) -> Fault:
        return Fault(self._name, line_of(self._path, (section, key)), f"{section}.{key}", reason)


def _said_in_korean(place: _Place, words: HrWords) -> Iterator[Fault]:
    for section in ("letter", "questions", "confirm", "checks", "papers"):
        for key, said in getattr(words, section).items() if section != "letter" else words.letter:
            for _, text in leaves([said] if isinstance(said, str) else list(said)):
                if foreign := foreign_in(text):
                    yield place.fault(section, key, f"'{foreign}' is not Korean")
                elif not _KOREAN.search(text):
                    yield place.fault(section, key, "holds no Korean")
                wanted = PLACEHOLDERS.get(key, set()) if section == "letter" else set()
                if set(PLACEHOLDER.findall(text)) != wanted:
                    yield place.fault(section, key, f"needs the placeholders {sorted(wanted)}")


def foreign_in(text: str) -> str | None:
    """The first Latin or Chinese letters in a Korean text that belong to no code or name; None if there are none."""
    found = _FOREIGN.search(_NAMES.sub("", _CODE.sub("", PLACEHOLDER.sub("", text))))
    return found[0] if found else None


def _unknown(words: HrWords) -> Iterator[str]:
    for path in words.questions:
        try:
            fact_type(path)
        except KeyError:
            yield path


def _decided(
    place: _Place, said: str, left: str, asked: Iterable[str], not_asked: Iterable[str], wanted: set[str]
) -> Iterator[Fault]:
    """Each id stands in one of the two lists, and in one only."""
    asked, not_asked = set(asked), set(not_asked)
    for key in sorted(wanted - asked - not_asked):
        yield place.fault(said, key, f"needs a Korean text here, or its name in '{left}'")
    for key in sorted(asked & not_asked):
        yield place.fault(said, key, f"stands in '{left}' too")
    for key in sorted(not_asked - wanted):
        yield place.fault(left, key, "is not known to the rules")


def _rules_have_words(place: _Place, words: HrWords, rulebook: Rulebook) -> Iterator[Fault]:
    for rule in rulebook.files.facts:
        if rule.sensitive and rule.path in words.questions:
            yield place.fault("questions", rule.path, "is private and must not be asked of an employer")
    checks = {f"{code}.{one.id}" for code, rule in rulebook.occupations.items() for one in rule.employer_human_check}
    yield from _decided(place, "checks", "not_for_hr", words.checks, words.not_for_hr, checks)
    confirm = {item.id for item in rulebook.files.to_confirm if item.dimension == "employer"} | {*ALSO_CONFIRMED}
    papers = {paper.id for paper in rulebook.files.papers if paper.party == "employer"}
    for section, found, wanted in (
        ("checks", {*words.checks}, checks),
        ("confirm", {*words.confirm}, confirm),
        ("papers", {*words.papers}, papers),
    ):
        if section != "checks":
            for key in sorted(wanted - found):
                yield place.fault(section, key, "the rules need this text")
        for key in sorted(found - wanted):
            yield place.fault(section, key, "is not known to the rules")
