"""Checks that the evidence speaks of the same work as the rulebook: no code without evidence, no label without a rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from e7wizard.matching.asking import NEITHER, PAIR
from e7wizard.matching.matcher import Matcher
from e7wizard.rulebook.loading import Fault, line_of
from e7wizard.rulebook.rulebook import Rulebook


def check_matching(content: Path, matcher: Matcher, rulebook: Rulebook) -> Iterator[Fault]:
    """Yield a fault for each code or kind of work that only one side knows."""
    folder = content / "matching"
    for known, listed, where in (
        (matcher.codes, set(rulebook.occupations), "occupations"),
        (matcher.outside_ids, set(rulebook.outside), "outside"),
    ):
        place = str((folder / where).relative_to(content.parent))
        for label in sorted(listed - known):
            yield Fault(place, 1, label, "stands in content/rules but has no evidence for matching")
        for label in sorted(known - listed):
            yield Fault(place, 1, label, "has evidence for matching but does not stand in content/rules")
    path = folder / "questions.yaml"
    for number, axis in enumerate(matcher.axes):
        for option, labels in axis.options.items():
            for label in labels:
                if label not in rulebook.occupations and label not in rulebook.outside:
                    line = line_of(path, [number, "options", option])
                    reason = f"names '{label}', which is neither a code nor work outside the list"
                    yield Fault(str(path.relative_to(content.parent)), line, f"{axis.id}.{option}", reason)


def question_texts(matcher: Matcher) -> set[str]:
    """Keys of texts that the follow-up questions need."""
    keys = {f"questions.{NEITHER}", f"questions.{PAIR}.ask"}
    for axis in matcher.axes:
        keys |= {f"questions.{axis.id}.ask"} | {f"questions.{axis.id}.options.{option}" for option in axis.options}
    return keys
