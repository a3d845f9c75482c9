"""The papers both parties prepare, from the answers and from what the assessment found in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from e7wizard.assessment.building import built
from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import Dimension, DimensionResult, DocumentItem, Documents
from e7wizard.assessment.procedure import way_of
from e7wizard.assessment.states import HOLDS


def list_papers(context: Context) -> Documents:
    """Papers that this case needs on the answers given; what is unknown is left out. Its facts know what was found."""
    applicant: list[DocumentItem] = []
    employer: list[DocumentItem] = []
    board = context.facts.survey()
    for paper in context.facts.rules.papers:
        if paper.when is None or board[paper.when.at] <= HOLDS:
            item = built(DocumentItem, {"id": paper.id, "params": {}, "sources": [*paper.sources]})
            (applicant if paper.party == "applicant" else employer).append(item)
    return built(Documents, {"applicant": applicant, "employer": employer})


def found_by(context: Context, judged: Mapping[Dimension, DimensionResult], salary_rule: str) -> dict[str, Any]:
    """What the assessment found, as the facts `found.*` that a paper's condition may compare."""
    occupation = context.occupation
    found: dict[str, Any] = {"way": way_of(context), "salary_rule": salary_rule}
    if occupation is None:
        return found
    findings = [*judged["qualification"].findings, *judged["procedure"].findings]
    for name, id in (("relaxation", "qualification.relaxed"), ("exception", "procedure.exception")):
        found[name] = next((finding.params[name] for finding in findings if finding.id == id), None)
    employer = {finding.id for finding in judged["employer"].findings}
    letters = {id for id in employer if id.startswith("employer.letter_")}
    found["letter"] = bool(letters - {"employer.letter_open", "employer.letter_waived"})
    found["review"] = occupation.protection.review != "none" and "employer.review_not_applied" not in employer
    found["manager"] = occupation.manager
    found["guarantee"] = _guarantee(context)
    return found


def _guarantee(context: Context) -> str | None:
    """Whether the letter of guarantee is asked of this occupation; None while that is open."""
    occupation = context.occupation
    if occupation is None or occupation.guarantee_letter != "sometimes" or occupation.guarantee_when is None:
        return None if occupation is None else occupation.guarantee_letter
    truth = decide(occupation.guarantee_when, context.facts).truth
    return None if truth is None else "required" if truth else "no"
