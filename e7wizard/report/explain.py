"""The rules of one occupation as a person reads them, with sources."""

from __future__ import annotations

from e7wizard.assessment.model import SourceRef
from e7wizard.language.saying import Speaker
from e7wizard.rulebook.rulebook import Rulebook
from e7wizard.rulebook.sources import Citation


def explain(rulebook: Rulebook, speaker: Speaker, code: str) -> str:
    """Plain text: name, duties, what it is confused with, the rules and their pages."""
    occupation, texts = rulebook.occupations[code], speaker.texts
    base = f"occupations.{code}"

    def cited(citations: tuple[Citation, ...]) -> str:
        return "; ".join(speaker.sources(SourceRef(**rulebook.cite(citation)) for citation in citations))

    lines = [
        speaker.occupation(code),
        f"{texts('codes.tier')}: {occupation.tier} {rulebook.tiers[occupation.tier].name_ko}",
    ]
    if occupation.formerly:
        lines.append(f"{texts('codes.formerly')}: {', '.join(occupation.formerly)}")
    lines += ["", texts("codes.duties"), texts(f"{base}.duties")]
    lines += ["", texts("codes.qualification"), texts(f"{base}.qualification"), cited(occupation.qualification.sources)]
    lines += ["", texts("codes.employer"), texts(f"{base}.employer"), cited(occupation.protection.sources)]
    letter = occupation.recommendation
    lines += ["", texts("codes.letter"), texts(f"codes.letter_need.{letter.need}")]
    if letter.agencies_ko:
        lines.append(", ".join(letter.agencies_ko))
    lines.append(cited(letter.sources))
    if occupation.wage is not None:
        lines += ["", texts("codes.pay"), texts.maybe(f"{base}.pay") or "", cited(occupation.wage.sources)]
    if occupation.not_this:
        lines += ["", texts("codes.not_this")]
        for other in occupation.not_this:
            target = other.goes_to or ""
            target = speaker.occupation(target) if target in rulebook.occupations else target
            lines.append(f"- {texts(f'{base}.not_this.{other.id}')}" + (f" → {target}" if target else ""))
    for doubt in occupation.doubts:
        lines += ["", f"{texts('codes.doubt')}: {texts(f'{base}.notes.{doubt}')}"]
    lines += ["", f"{texts('codes.sources')}: {cited(occupation.sources)}"]
    return "\n".join(lines)
