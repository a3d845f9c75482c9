"""What an assessment says: states, findings with ids and numbers, never sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, Field

State = Literal["meets", "at_risk", "cannot_tell", "fails"]
Dimension = Literal["code_fit", "qualification", "salary", "employer", "procedure"]
RouteState = Literal["open", "open_if", "cannot_tell", "closed"]

DIMENSIONS: tuple[Dimension, ...] = ("code_fit", "qualification", "salary", "employer", "procedure")
WORST_FIRST: tuple[State, ...] = ("fails", "cannot_tell", "at_risk", "meets")
NEAREST_FIRST: tuple[RouteState, ...] = ("open", "open_if", "cannot_tell", "closed")


class SourceRef(BaseModel):
    """A cited page: document id, printed page, date of the document (ISO)."""

    document: str
    page: str | None = None
    date: str | None = None


class Finding(BaseModel):
    """One thing the rules say about the case. `id` names its text; `params` fill it; `missing` are fact paths."""

    id: str
    status: State
    params: dict[str, Any] = Field(default_factory=dict)
    missing: list[str] = Field(default_factory=list)
    sources: list[SourceRef] = Field(default_factory=list)


class DimensionResult(BaseModel):
    """The state of a dimension is that of its worst finding."""

    status: State
    findings: list[Finding]


class ToConfirm(BaseModel):
    """Something everybody must merely confirm; it lowers nothing."""

    id: str
    dimension: Dimension
    params: dict[str, Any] = Field(default_factory=dict)
    sources: list[SourceRef] = Field(default_factory=list)


class Candidate(BaseModel):
    """An occupation that the duties point to; `score` orders candidates (0-1) and is no probability."""

    code: str
    score: float
    because: list[str] = Field(default_factory=list)


class MixPart(BaseModel):
    """Share (0-1) of one occupation in the job; `code` is null for work that no occupation permits."""

    code: str | None
    share: float
    outside: str | None = None
    duty: str | None = None


class AskOption(BaseModel):
    """An answer to the follow-up question, and the codes and kinds of work outside the list that it speaks for."""

    id: str
    speaks_for: list[str] = Field(default_factory=list)


class Ask(BaseModel):
    """The one follow-up question that separates the nearest kinds of work; it is answered as `job.follow_up`."""

    id: str
    options: list[AskOption]
    answer: str | None = None


class Separates(BaseModel):
    """What separates the first candidate from the runner-up: words that speak for one and not for the other."""

    code: str
    other: str
    for_code: list[str] = Field(default_factory=list)
    for_other: list[str] = Field(default_factory=list)


class OccupationResult(BaseModel):
    """The occupation code the rest was judged by, who chose it, and the other candidates.

    `mix` adds up the single `duties`; `stated` says whether the shares are the person's own or only those of the text.
    """

    code: str | None
    chosen_by: Literal["applicant", "match"] | None
    candidates: list[Candidate]
    mix: list[MixPart] = Field(default_factory=list)
    duties: list[MixPart] = Field(default_factory=list)
    stated: bool = False
    ask: Ask | None = None
    separates: Separates | None = None


class SalaryResult(BaseModel):
    """KRW a year. `threshold_low_krw` differs from the threshold only where official texts disagree."""

    annual_krw: int | None
    threshold_krw: int | None
    gap_krw: int | None
    rule: str
    threshold_low_krw: int | None = None
    minimum_wage_krw: int | None = None
    planning_krw: int | None = None


class PointsResult(BaseModel):
    """Points counted on known facts, the most that unknown facts could bring it to, and the pass mark."""

    total: int
    passes_at: int = Field(serialization_alias="pass")
    at_most: int
    maximum: int
    table: str
    lines: list[dict[str, Any]] = Field(default_factory=list)


class RouteResult(BaseModel):
    """Another status of stay on these answers."""

    id: str
    status: RouteState
    way: str | None = None
    missing: list[str] = Field(default_factory=list)
    unmet: list[dict[str, Any]] = Field(default_factory=list)
    bars: list[str] = Field(default_factory=list)
    needs_review: list[str] = Field(default_factory=list)
    first: bool = False
    allows_offered_job: Literal["yes", "conditional", "limited", "no"]
    points: PointsResult | None = None
    sources: list[SourceRef] = Field(default_factory=list)


class PlanRoutes(BaseModel):
    """What answers one kind of failure: ids of routes to look at now, while the cause is put right, and afterwards."""

    id: str
    now: list[str] = Field(default_factory=list)
    meanwhile: list[str] = Field(default_factory=list)
    afterwards: list[str] = Field(default_factory=list)
    sources: list[SourceRef] = Field(default_factory=list)


class Change(BaseModel):
    """A smallest change that lifts a finding, computed from the rules; `then` is the state of the dimension after it.

    Changes of one dimension follow one another, each counting on those before it, until nothing in it fails. An
    `alternative` lifts the same finding as one of them in another way.
    """

    dimension: Dimension
    id: str
    params: dict[str, Any] = Field(default_factory=dict)
    then: State
    alternative: bool = False


class DocumentItem(BaseModel):
    """A paper to prepare."""

    id: str
    params: dict[str, Any] = Field(default_factory=dict)
    sources: list[SourceRef] = Field(default_factory=list)


class Documents(BaseModel):
    """Papers of the two parties."""

    applicant: list[DocumentItem] = Field(default_factory=list)
    employer: list[DocumentItem] = Field(default_factory=list)


class Assessment(BaseModel):
    """Everything that the pages, the charts, the export and the command line show."""

    id: str | None
    edition: str
    verdict: State
    filing_date: str | None = None
    occupation: OccupationResult
    dimensions: dict[Dimension, DimensionResult]
    to_confirm: list[ToConfirm]
    salary: SalaryResult
    routes: list[RouteResult]
    plans: list[PlanRoutes] = Field(default_factory=list)
    changes: list[Change]
    documents: Documents
    ignored: list[str] = Field(default_factory=list)

    def findings(self) -> Iterable[Finding]:
        """Every finding, dimension by dimension."""
        for dimension in self.dimensions.values():
            yield from dimension.findings


def worst(states: Iterable[State]) -> State:
    """The state that decides: fails, then cannot_tell, then at_risk, then meets."""
    return min(states, key=WORST_FIRST.index, default="meets")
