"""Degrees beyond the questions: what a file said of a second degree that nobody asks, and of a third one.

They stand in the draft under their place in the case (`other_degrees.1.level`), so that they count and are not lost.
"""

from __future__ import annotations

import re
from typing import Any

from e7wizard.case import LEVELS, Case, Degree

_PART = re.compile(r"other_degrees\.(\d)\.(\w+)")
_ASKED = ("level", "country", "related")
"""What the wizard asks of a second degree."""


def degree_part(path: str) -> tuple[int, str] | None:
    """The number of the other degree, from 0, and the name of its fact; None for any other path."""
    found = _PART.fullmatch(path)
    return (int(found[1]), found[2]) if found and found[2] in Degree.model_fields else None


def keep_degrees(case: Case, answers: dict[str, Any]) -> None:
    """Put the other degrees of a case into the answers of a draft."""
    for number, degree in enumerate(case.other_degrees):
        asked = number == 0 and degree.level in LEVELS[2:]
        if asked:
            answers["education.second"] = "true"
        for name in Degree.model_fields:
            value = getattr(degree, name)
            if value is None:
                continue
            raw = ("true" if value else "false") if isinstance(value, bool) else str(value)
            path = f"education.second_{name}" if asked and name in _ASKED else f"other_degrees.{number}.{name}"
            answers[path] = raw


def further_degrees(answers: dict[str, Any]) -> dict[int, list[str]]:
    """The paths that stand beyond the questions, by the number of their degree."""
    found: dict[int, list[str]] = {}
    for path in answers:
        if (place := degree_part(path)) is not None:
            found.setdefault(place[0], []).append(path)
    return dict(sorted(found.items()))
