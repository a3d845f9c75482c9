"""The papers both parties prepare, from the answers."""

from __future__ import annotations

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import DocumentItem, Documents
from e7wizard.rulebook.outside import Paper


def list_papers(context: Context) -> Documents:
    """Papers that this case needs on the answers given; what is unknown is left out."""
    papers = Documents()
    for paper in context.rulebook.files.papers:
        if _needed(context, paper):
            target = papers.applicant if paper.party == "applicant" else papers.employer
            target.append(DocumentItem(id=paper.id, sources=context.cite(paper.sources)))
    return papers


def _needed(context: Context, paper: Paper) -> bool:
    occupation = context.occupation
    if paper.for_letter and (occupation is None or occupation.recommendation.need in {"none", "optional"}):
        return False
    if paper.for_guarantee and (occupation is None or occupation.guarantee_letter == "no"):
        return False
    return paper.when is None or decide(paper.when, context.facts).truth is True
