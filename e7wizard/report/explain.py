"""The rules of one occupation as plain text, with sources."""

from __future__ import annotations

from e7wizard.assessment.model import SourceRef
from e7wizard.language.saying import Speaker
from e7wizard.report.rule_reader import read_rules, review_text
from e7wizard.rulebook.rulebook import Rulebook


def explain(rulebook: Rulebook, speaker: Speaker, code: str) -> str:
    """Name, duties, every rule in words with its page, what the occupation is confused with, and who checked it."""
    occupation, texts = rulebook.occupations[code], speaker.texts
    base = f"occupations.{code}"
    lines = [
        speaker.occupation(code),
        f"{texts('codes.tier')}: {occupation.tier} {rulebook.tiers[occupation.tier].name_ko}",
    ]
    if occupation.formerly:
        lines.append(f"{texts('codes.formerly')}: {', '.join(occupation.formerly)}")
    lines += ["", texts("codes.duties"), texts(f"{base}.duties")]
    for section in read_rules(rulebook, speaker, code):
        mark = f" ({texts('rules_page.by_person')})" if section.by == "person" else ""
        lines += ["", section.title + mark, *(f"{'  ' * line.depth}- {line.text}" for line in section.lines)]
        if section.sources:
            lines.append(texts("result.source", list=speaker.listed(section.sources)))
    if occupation.not_this:
        lines += ["", texts("codes.not_this")]
        lines += [f"- {speaker.not_this(code, other)}" for other in occupation.not_this]
    for doubt in occupation.doubts:
        lines += ["", f"{texts('codes.doubt')}: {texts(f'{base}.notes.{doubt}')}"]
    cited = speaker.sources(SourceRef(**rulebook.cite(source)) for source in occupation.sources)
    lines += ["", f"{texts('codes.sources')}: {'; '.join(cited)}", review_text(rulebook, speaker, code)]
    return "\n".join(lines)
