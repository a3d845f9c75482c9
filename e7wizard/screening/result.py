"""What is said about each row: the columns of the result, from an assessment, in the words of one language."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from e7wizard.assessment.model import DIMENSIONS, Assessment
from e7wizard.language.saying import Speaker
from e7wizard.language.texts import Texts
from e7wizard.report.telling import first_steps, route_name

COLUMNS: tuple[str, ...] = (
    "id", "error", "verdict", "code", "name_ko", "name", "chosen_by", "runners_up", *DIMENSIONS,
    "annual_krw", "threshold_krw", "gap_krw", "remedies", "routes_open", "routes_open_if", "sources", "filing_date", "edition",
)  # fmt: skip
"""Ids of the columns of a result; a contract, see docs/contracts.md."""
AMOUNTS = frozenset({"annual_krw", "threshold_krw", "gap_krw"})
STATES = frozenset({"verdict", *DIMENSIONS})
ROUTES, RUNNERS_UP, REMEDIES = 6, 2, 3
"""So many of each are told."""
Cells = tuple[Any, ...]


@dataclasses.dataclass(frozen=True)
class Teller:
    """Tells an assessment as the cells of a row."""

    speaker: Speaker
    _names: dict[str, str] = dataclasses.field(default_factory=dict)
    """Names of occupations and statuses already put into words."""

    def cells(self, assessment: Assessment) -> Cells:
        """The cells of a judged row in the order of COLUMNS."""
        speaker, occupation, salary = self.speaker, assessment.occupation, assessment.salary
        code = occupation.code
        others = [candidate.code for candidate in occupation.candidates if candidate.code != code]
        states = assessment.dimensions
        decisive = [
            source
            for judged in states.values()
            for finding in judged.findings
            if finding.status == assessment.verdict
            for source in finding.sources
        ]
        return (
            assessment.id,
            None,
            assessment.verdict,
            code,
            speaker.rulebook.occupations[code].name_ko if code else None,
            speaker.texts(f"occupations.{code}.name") if code else None,
            occupation.chosen_by,
            self._joined(map(self._occupation, others[: RUNNERS_UP if code else RUNNERS_UP + 1])),
            *[states[name].status for name in DIMENSIONS],
            salary.annual_krw,
            salary.threshold_krw,
            salary.gap_krw,
            " ".join(f"{number}) {said}" for number, said in enumerate(first_steps(assessment, speaker, REMEDIES), 1)),
            self._routes(assessment, "open"),
            self._routes(assessment, "open_if"),
            self._joined(speaker.sources(decisive)),
            assessment.filing_date,
            assessment.edition,
        )

    def _joined(self, parts: Iterable[str]) -> str | None:
        return self.speaker.texts("screening.list_between").join(parts) or None

    def _occupation(self, code: str) -> str:
        if code not in self._names:
            self._names[code] = self.speaker.occupation(code)
        return self._names[code]

    def _route(self, id: str) -> str:
        if id not in self._names:
            self._names[id] = route_name(self.speaker, id)
        return self._names[id]

    def _routes(self, assessment: Assessment, state: str) -> str | None:
        return self._joined(self._route(route.id) for route in assessment.routes if route.status == state)


def faulty(id: str | None, error: str) -> Cells:
    """The cells of a row that could not be read."""
    return (id, error, *[None] * (len(COLUMNS) - 2))


def result_frame(rows: Sequence[Cells], index: pd.Index | None = None) -> pd.DataFrame:
    """The result as a table; the same types of columns whatever the rows are."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(COLUMNS)
    data = {
        name: pd.array(list(values), dtype="Int64") if name in AMOUNTS else pd.array(list(values), dtype="str")
        for name, values in zip(COLUMNS, columns, strict=True)
    }
    return pd.DataFrame(data, index=index, columns=list(COLUMNS))


def labelled(result: pd.DataFrame, texts: Texts) -> pd.DataFrame:
    """The result for people: heads in words, states as a shape and words. Columns that are not ours stay as they are."""
    shown = result.copy()
    for name in sorted(STATES & set(result.columns)):
        shown[name] = result[name].map(_state_words(texts), na_action="ignore")
    if "chosen_by" in result.columns:
        words = {who: texts(f"screening.chosen_by.{who}") for who in ("applicant", "match")}
        shown["chosen_by"] = result["chosen_by"].map(words, na_action="ignore")
    return shown.rename(columns=heads_of(texts))


def heads_of(texts: Texts) -> dict[str, str]:
    """The heads of a result in words, by their ids."""
    heads = {name: texts(f"screening.columns.{name}") for name in ("row", *COLUMNS) if name not in DIMENSIONS}
    return heads | {name: texts(f"say.dimensions.{name}") for name in DIMENSIONS}


def _state_words(texts: Texts) -> dict[str, str]:
    states = texts.keys("say.states")
    return {state: f"{texts(f'say.shapes.{state}')} {texts(f'say.states.{state}')}" for state in states}
