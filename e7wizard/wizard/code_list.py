"""Finding an occupation in the list: by number, old or new, or by a name or title in English, Chinese or Korean."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from e7wizard.house import House
from e7wizard.language.texts import Texts
from e7wizard.matching.text import normalise
from e7wizard.rulebook.occupations import Occupation

GOOD_MATCH = 72
"""Least similarity (0-100) at which a search finds a misspelt name."""
BY_DUTIES = 5
"""So many occupations are found by the matcher where no name fits."""


def group_of(occupation: Occupation) -> str:
    """The KSCO major group by the first digit of the code."""
    return occupation.code.lstrip("S")[0]


def whole_list(house: House) -> list[Occupation]:
    """All occupations, each group in one place; within a group as the manuals order them."""
    return sorted(house.rulebook.occupations.values(), key=group_of)


def search(house: House, asked: str) -> list[Occupation]:
    """Occupations whose number (current or former), name or title fits, best first; else those whose duties do."""
    wanted = normalise(asked).strip()
    scored = []
    for occupation in house.rulebook.occupations.values():
        score = _score(wanted, occupation, house.texts["en"], house.texts["zh"])
        if score >= GOOD_MATCH:
            scored.append((score, occupation))
    scored.sort(key=lambda pair: -pair[0])
    if not scored and not wanted.isdigit():
        return [house.rulebook.occupations[match.code] for match in house.matcher.search(asked, BY_DUTIES)]
    return [occupation for _, occupation in scored]


def _score(wanted: str, occupation: Occupation, *languages: Texts) -> float:
    numbers = [occupation.code.lower(), *(number.lower() for number in occupation.formerly)]
    if wanted in numbers:
        return 200 - numbers.index(wanted)
    if re.fullmatch(r"s?\d+", wanted):
        return 150 if any(number.startswith(wanted) for number in numbers) else 0
    names = [occupation.name_ko]
    for texts in languages:
        names += [texts(f"occupations.{occupation.code}.name"), *texts.rows(f"occupations.{occupation.code}.titles")]
    best = 0.0
    for place, name in enumerate(normalise(name) for name in names):
        if wanted in name:
            best = max(best, 120 - place * 0.1 - abs(len(name) - len(wanted)) * 0.05)
        elif len(wanted) >= 4:
            best = max(best, fuzz.token_set_ratio(wanted, name) * 0.95)
    return best
