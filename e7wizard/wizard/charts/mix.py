"""How the working time divides into occupations and work outside the list."""

from __future__ import annotations

from e7wizard.assessment.model import Assessment, MixPart
from e7wizard.language.amounts import percent
from e7wizard.language.saying import Speaker
from e7wizard.wizard.charts.bars import Bar, Bars, Kind

HALF = 0.5


def mix(assessment: Assessment, speaker: Speaker) -> Bars | None:
    """The parts of the job with the half line; None for a job of one kind of work."""
    parts, texts = assessment.occupation.mix, speaker.texts
    if len(parts) < 2:
        return None
    bars = tuple(
        Bar(_name(part, speaker), percent(part.share, texts.language), part.share, _kind(part, assessment))
        for part in parts
    )
    return Bars(texts("charts.mix_title"), bars, line=HALF)


def _name(part: MixPart, speaker: Speaker) -> str:
    if part.code:
        return speaker.occupation(part.code)
    if part.outside:
        return speaker.texts("charts.outside_named", name=speaker.texts(f"outside.{part.outside}"))
    return speaker.texts("charts.outside")


def _kind(part: MixPart, assessment: Assessment) -> Kind:
    if part.code is None:
        return "outside"
    return "own" if part.code == assessment.occupation.code else "other"
