"""What every question about a case needs: the facts, the occupation it is judged by, and how to state a finding."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from e7wizard.assessment.building import built
from e7wizard.assessment.facts import Facts
from e7wizard.assessment.model import WORST_FIRST, Dimension, DimensionResult, Finding, SourceRef, State, ToConfirm
from e7wizard.case import Case, Procedure
from e7wizard.rulebook.occupations import Occupation
from e7wizard.rulebook.rulebook import Rulebook
from e7wizard.rulebook.sources import Citation


@dataclasses.dataclass(frozen=True)
class Context:
    """One case under one occupation (None while the occupation is not known)."""

    case: Case
    rulebook: Rulebook
    facts: Facts
    occupation: Occupation | None
    procedure: Procedure | None

    @property
    def code(self) -> str | None:
        """The number of the occupation."""
        return None if self.occupation is None else self.occupation.code

    def cite(self, citations: Iterable[Citation]) -> list[SourceRef]:
        """Citations as they stand in an assessment."""
        return self.facts.rules.sources.of(citations)

    def finding(
        self,
        id: str,
        status: State,
        sources: Iterable[Citation],
        missing: Iterable[str] = (),
        say: Mapping[str, Any] | None = None,
        **params: Any,
    ) -> Finding:
        """State a finding with the parameters of `say` and the named ones; None parameters are left out."""
        kept = {key: value for key, value in {**(say or {}), **params}.items() if value is not None}
        return built(
            Finding,
            {"id": id, "status": status, "params": kept, "missing": list(missing), "sources": self.cite(sources)},
        )

    def confirm(self, id: str, dimension: Dimension, sources: Iterable[Citation], **params: Any) -> ToConfirm:
        """State something that everybody must merely confirm."""
        return built(ToConfirm, {"id": id, "dimension": dimension, "params": params, "sources": self.cite(sources)})


def context_of(case: Case, rulebook: Rulebook, code: str | None) -> Context:
    """The context of a case judged under an occupation code."""
    facts = Facts(case, rulebook, code)
    return Context(case, rulebook, facts, rulebook.occupations.get(code or ""), procedure_of(case))


def procedure_of(case: Case) -> Procedure | None:
    """The procedure the person named, else the only one their situation allows; None if that is open."""
    if case.filing.procedure is not None:
        return case.filing.procedure
    status, in_korea = case.person.current_status, case.person.in_korea
    if in_korea is False or (in_korea is None and status == "none"):
        return "visa_abroad"
    if status is None or status == "none" or status.startswith("E-7"):
        return None
    return "change_of_status"


def no_occupation(context: Context, dimension: Dimension) -> DimensionResult:
    """The result of a dimension that cannot be judged before the occupation is known."""
    sources = context.rulebook.files.procedure.one_code_sources
    return result([context.finding(f"{dimension}.no_occupation", "cannot_tell", sources, ["job.occupation"])])


def result(findings: list[Finding]) -> DimensionResult:
    """A dimension from its findings, the worst first."""
    ranked = sorted(findings, key=lambda finding: WORST_FIRST.index(finding.status))
    return built(DimensionResult, {"status": ranked[0].status if ranked else "meets", "findings": ranked})
