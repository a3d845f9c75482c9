"""The pages behind something said, in small print."""

from __future__ import annotations

from collections.abc import Iterable

from e7wizard.assessment.model import SourceRef
from e7wizard.language.saying import Speaker
from e7wizard.wizard import html


def cited(speaker: Speaker, sources: Iterable[SourceRef]) -> str:
    """HTML of the documents with their pages; nothing where there are none."""
    said = speaker.cited(sources)
    return html.tag("p", html.text(speaker.texts("result.source", list=said)), "e7-quiet") if said else ""
