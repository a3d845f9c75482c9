"""Everything read from content, once per process: rulebook, matcher and texts."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from pathlib import Path

from e7wizard.assessment import Assessment, assess
from e7wizard.assessment.context import Context
from e7wizard.assessment.verdict import Judged, judge
from e7wizard.case import Case
from e7wizard.language import LANGUAGES, Language, Texts, load_texts
from e7wizard.language.checking import check_texts
from e7wizard.language.korean import FILE, HrWords, load_korean
from e7wizard.language.korean_checking import check_korean
from e7wizard.language.saying import Speaker
from e7wizard.language.term_checking import check_terms
from e7wizard.matching import Matcher, load_matcher
from e7wizard.matching.checking import check_matching, question_texts
from e7wizard.matching.fit import Fit
from e7wizard.rulebook import ContentError, Fault, Rulebook, load_rulebook
from e7wizard.rulebook.expiry import Expiry, last_days
from e7wizard.rulebook.rulebook import CONTENT


@dataclasses.dataclass(frozen=True)
class House:
    """The loaded content; immutable and shared by all sessions."""

    rulebook: Rulebook
    matcher: Matcher
    texts: dict[Language, Texts]
    hr: HrWords

    def assess(self, case: Case, fit: Fit | None = None) -> Assessment:
        """Judge the case; the job is matched unless `fit` is known already. Raises CaseError."""
        return assess(case, fit or self.matcher.fit(case.job), self.rulebook)

    def judge(self, case: Case, fit: Fit | None = None) -> Judged:
        """The five dimensions alone; see `assess`. Raises CaseError."""
        return judge(case, fit or self.matcher.fit(case.job), self.rulebook)

    def context(self, case: Case, fit: Fit | None = None) -> Context:
        """The case as the routes see it, for questions beyond the assessment; see `assess`. Raises CaseError."""
        return self.judge(case, fit).knowing()

    @cached_property
    def last_days(self) -> tuple[Expiry, ...]:
        """The dated values that nobody has renewed, found once."""
        return tuple(last_days(self.rulebook))

    def speaker(self, language: Language) -> Speaker:
        """Says findings in a language."""
        return Speaker(self.texts[language], self.rulebook)


def load_house(content: Path = CONTENT) -> House:
    """Read all content. Raises ContentError."""
    texts = {language: load_texts(content, language) for language in LANGUAGES}
    rulebook, matcher = load_rulebook(content), load_matcher(content)
    if faults := list(check_matching(content, matcher, rulebook)):
        raise ContentError(faults)
    # An earlier edition that is only compared may have no Korean sheet yet.
    words = load_korean(content if (content / FILE).is_file() else CONTENT)
    return House(rulebook, matcher, texts, words)


def check_house(content: Path = CONTENT) -> list[Fault]:
    """Every fault of the content: rules, matching evidence and texts."""
    faults: list[Fault] = []
    rulebook = matcher = None
    try:
        rulebook = load_rulebook(content)
    except ContentError as error:
        faults += error.faults
    try:
        matcher = load_matcher(content)
    except ContentError as error:
        faults += error.faults
    if rulebook is not None and matcher is not None:
        faults += check_matching(content, matcher, rulebook)
    faults += check_texts(content, rulebook, question_texts(matcher) if matcher is not None else set())
    faults += check_korean(content, rulebook)
    faults += check_terms(content)
    return faults
