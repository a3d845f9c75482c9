"""The candidate codes by how strongly the text points to them."""

from __future__ import annotations

from e7wizard.assessment.model import Assessment
from e7wizard.language.saying import Speaker
from e7wizard.wizard.charts.bars import Bar, Bars

SHOWN = 5
_STRONG, _SOME = 0.85, 0.6


def candidates(assessment: Assessment, speaker: Speaker) -> Bars | None:
    """The bars compare candidates with one another (the strongest is the full length); they are no probability."""
    found, texts = assessment.occupation.candidates[:SHOWN], speaker.texts
    if not found:
        return None
    top = max(candidate.score for candidate in found) or 1.0
    bars = tuple(
        Bar(
            name=speaker.occupation(candidate.code),
            said=texts(f"charts.strength.{strength(candidate.score / top)}"),
            share=candidate.score / top,
            kind="own" if candidate.code == assessment.occupation.code else "other",
        )
        for candidate in found
    )
    return Bars(texts("charts.candidates_title"), bars)


def strength(share: float) -> str:
    """The word for a share of the strongest candidate."""
    return "strong" if share > _STRONG else "some" if share > _SOME else "little"
