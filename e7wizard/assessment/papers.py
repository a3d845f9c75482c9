"""The papers both parties prepare, from the answers and from what the assessment found in them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from e7wizard.assessment.building import built
from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import Dimension, DimensionResult, DocumentItem, Documents
from e7wizard.assessment.procedure import way_of


def list_papers(context: Context, judged: Mapping[Dimension, DimensionResult], salary_rule: str) -> Documents:
    """Papers that this case needs on the answers given and on how it was judged; what is unknown is left out."""
    papers = Documents()
    facts = dataclasses.replace(context.facts, found=_found(context, judged, salary_rule), counted={})
    for paper in context.rulebook.files.papers:
        if paper.when is None or decide(paper.when, facts).truth is True:
            target = papers.applicant if paper.party == "applicant" else papers.employer
            target.append(built(DocumentItem, {"id": paper.id, "params": {}, "sources": context.cite(paper.sources)}))
    return papers


def _found(context: Context, judged: Mapping[Dimension, DimensionResult], salary_rule: str) -> dict[str, Any]:
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
