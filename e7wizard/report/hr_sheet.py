"""The questions to HR: what only the employer can tell in this case, each with its Korean sentence and its meaning."""

from __future__ import annotations

import dataclasses
import datetime as dt

from e7wizard.assessment.model import DIMENSIONS, Assessment, Dimension, ToConfirm
from e7wizard.case import Case
from e7wizard.language.amounts import day, money
from e7wizard.language.korean import HrWords, korean_day, won
from e7wizard.language.saying import Speaker
from e7wizard.language.texts import PLACEHOLDER


@dataclasses.dataclass(frozen=True)
class Line:
    """A sentence around the questions: in Korean and in the person's language."""

    korean: str
    meaning: str


@dataclasses.dataclass(frozen=True)
class Row:
    """A question or a paper. `id` is a fact path, an id of what is to confirm, or that of a paper."""

    number: int
    id: str
    korean: str
    meaning: str
    why: str


@dataclasses.dataclass(frozen=True)
class HrSheet:
    """What goes to the employer; questions and papers are numbered on through. `about`: facts of the application."""

    greeting: tuple[Line, ...]
    about: tuple[Line, ...]
    questions: tuple[Row, ...]
    papers: tuple[Row, ...]
    closing: tuple[Line, ...]


def hr_sheet(case: Case, assessment: Assessment, words: HrWords, speaker: Speaker) -> HrSheet:
    """Collect what the employer is asked. Facts that are the person's own never stand in it."""
    rows = {**_missing(assessment, words, speaker), **_confirmed(assessment, words, speaker)}
    if "employer.tax_arrears" in rows:
        rows.pop("no_tax_arrears", None)
    questions = tuple(Row(number, id, *row) for number, (id, row) in enumerate(rows.items(), start=1))
    papers = employer_papers(assessment, words, speaker, first=len(questions) + 1)
    greeting, closing = (
        tuple(Line(*pair) for pair in zip(korean, speaker.texts.rows(f"hr.{name}"), strict=True))
        for name, korean in (("greeting", words.letter.greeting), ("closing", words.letter.closing))
    )
    return HrSheet(greeting, tuple(_about(case, assessment, words, speaker)), questions, papers, closing)


def employer_papers(assessment: Assessment, words: HrWords, speaker: Speaker, first: int = 1) -> tuple[Row, ...]:
    """The papers of the employer with their Korean names and where each comes from, numbered from `first`."""
    return tuple(
        Row(
            number,
            paper.id,
            words.papers[paper.id],
            speaker.texts(f"papers.{paper.id}.name"),
            _whence(paper.id, speaker),
        )
        for number, paper in enumerate(assessment.documents.employer, start=first)
    )


def plain_text(sheet: HrSheet, words: HrWords) -> str:
    """The sheet in Korean alone, ready for a mail or a messenger."""
    letter = words.letter
    parts = ["\n".join(line.korean for line in sheet.greeting)]
    if sheet.about:
        parts.append("\n".join([f"[{letter.about}]", *(f"- {line.korean}" for line in sheet.about)]))
    if sheet.questions:
        asked = [f"{row.number}. {row.korean}\n   {letter.answer}" for row in sheet.questions]
        parts.append("\n".join([f"[{letter.questions}]", *asked]))
    if sheet.papers:
        parts.append("\n".join([f"[{letter.papers}]", *(f"{row.number}. {row.korean}" for row in sheet.papers)]))
    return "\n\n".join([*parts, "\n".join(line.korean for line in sheet.closing)]) + "\n"


def file_name(today: dt.date, assessment: Assessment) -> str:
    """A name that says nothing about the person."""
    return f"hr-questions-{today.isoformat()}-{assessment.occupation.code or 'open'}.txt"


_Said = tuple[str, str, str]
"""Korean sentence, meaning, why."""


def _missing(assessment: Assessment, words: HrWords, speaker: Speaker) -> dict[str, _Said]:
    """Facts without which a dimension stays open, each once with all the dimensions that wait for it."""
    waiting: dict[str, list[Dimension]] = {}
    for name in DIMENSIONS:
        for finding in assessment.dimensions[name].findings:
            for path in finding.missing:
                if path in words.questions and name not in waiting.setdefault(path, []):
                    waiting[path].append(name)
    return {
        path: (words.questions[path], _asked(path, speaker), _why("missing", names, speaker))
        for path, names in waiting.items()
    }


def _confirmed(assessment: Assessment, words: HrWords, speaker: Speaker) -> dict[str, _Said]:
    """What the employer confirms: what is taken for granted so far, and what everybody is asked."""
    missing = {path for finding in assessment.findings() for path in finding.missing}
    rows: dict[str, _Said] = {}
    said: set[str] = set()
    for item in assessment.to_confirm:
        if item.id == "presumed":
            path = item.params["fact"]
            if path in words.questions and path not in missing:
                rows.setdefault(
                    path, (words.questions[path], _asked(path, speaker), _why("presumed", [item.dimension], speaker))
                )
            continue
        key, korean = _point(item, words)
        if korean is not None and korean not in said:
            said.add(korean)
            own = speaker.texts.maybe(f"hr.meaning.checks.{item.params.get('check')}")
            rows[key] = (korean, own or speaker.confirm(item), _why("confirm", [item.dimension], speaker))
    return rows


def _point(item: ToConfirm, words: HrWords) -> tuple[str, str | None]:
    """The key of what is to confirm, and its Korean; None if it is nothing for the employer."""
    if item.id == "occupation_check":
        key = f"{item.params['code']}.{item.params['check']}"
        return key, words.checks.get(key)
    return item.id, words.confirm.get(item.id)


def _asked(path: str, speaker: Speaker) -> str:
    """What the Korean question asks: in words of its own where HR is asked for more than the person is."""
    texts = speaker.texts
    return texts.maybe(f"hr.meaning.facts.{path}") or texts.maybe(f"facts.{path}.ask") or speaker.fact(path)


def _why(kind: str, names: list[Dimension], speaker: Speaker) -> str:
    said = speaker.texts("say.and").join(speaker.texts(f"say.dimensions.{name}") for name in names)
    return speaker.texts(f"hr.why.{kind}", dimensions=said)


def _whence(paper: str, speaker: Speaker) -> str:
    return speaker.texts.maybe(f"papers.{paper}.note") or speaker.texts("hr.why.paper")


def _about(case: Case, assessment: Assessment, words: HrWords, speaker: Speaker) -> list[Line]:
    letter, texts, language = words.letter, speaker.texts, speaker.texts.language
    code, filed = assessment.occupation.code, assessment.filing_date
    lines: list[Line] = []
    if code is None:
        lines.append(Line(letter.occupation_open, texts("hr.about.occupation_open")))
    else:
        rule = speaker.rulebook.occupations[code]
        key = "occupation_likely" if assessment.occupation.chosen_by == "match" else "occupation"
        korean = _filled(getattr(letter, key), code=code, name=rule.name_ko, tier=rule.tier)
        lines.append(Line(korean, texts(f"hr.about.{key}", occupation=speaker.occupation(code))))
    amount = assessment.salary.threshold_krw
    if amount is not None and filed is not None:
        korean = _filled(letter.threshold, amount=won(amount), day=korean_day(dt.date.fromisoformat(filed)))
        meaning = texts("hr.about.threshold", amount=money(amount, language), day=day(filed, language))
        lines.append(Line(korean, meaning))
    for key, date in (
        ("stay_expires", case.filing.stay_expires or case.person.stay_expires),
        ("start_date", case.filing.start_date),
    ):
        if date is not None:
            korean = _filled(getattr(letter, key), day=korean_day(date))
            lines.append(Line(korean, texts(f"hr.about.{key}", day=day(date, language))))
    return lines


def _filled(text: str, **values: str) -> str:
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)
