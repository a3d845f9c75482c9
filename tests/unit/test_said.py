"""Whatever an assessment of a scenario holds can be said in both languages, is valid by the contract, and is sourced."""

from __future__ import annotations

import re
from typing import Any

import pytest

from e7wizard.assessment.model import DIMENSIONS, Assessment
from e7wizard.case import Case, fact_type
from e7wizard.house import House
from e7wizard.language import LANGUAGES
from tests.unit.test_scenarios import SCENARIOS

EMPTY = {"en": re.compile(r"[{}]"), "zh": re.compile(r"[{}]|None")}
"""A placeholder left open, or an empty value; in English "None" is also a word."""
OWN = {"rule.", "points.", "found."}
"""What may stand in `missing` or `unmet` beside the facts of a case."""


def known(path: str) -> bool:
    """Whether the path names a fact of a case, something derived from one, or a figure of the rules."""
    if path.startswith(tuple(OWN)) or path in {"education.months_since_degree", "education.highest_level"}:
        return True
    if path in {"job.occupation_tier", "employer.months_since_founding", "rule.past_threshold"}:
        return True
    try:
        return fact_type(path) is not None
    except KeyError:
        return False


@pytest.mark.parametrize("row", SCENARIOS)
def test_everything_found_can_be_said(house: House, row: dict[str, Any]) -> None:
    found = house.assess(Case.model_validate(row["case"]))
    assert Assessment.model_validate(found.model_dump()) == found, "the contract holds without its models' help"
    for name, dimension in found.dimensions.items():
        assert name in DIMENSIONS
        for finding in dimension.findings:
            assert all(known(path) for path in finding.missing), finding
            assert finding.sources, finding
            # Nothing is open without a word about what would settle it.
            assert finding.status != "cannot_tell" or finding.missing or said(house, finding.id), finding
    for route in found.routes:
        assert all(known(path) for path in (*route.missing, *(unmet["fact"] for unmet in route.unmet))), route
        assert route.sources
    for language in LANGUAGES:
        speaker = house.speaker(language)
        texts = [speaker.finding(finding) for finding in found.findings()]
        texts += [speaker.remedy(finding) or "" for finding in found.findings()]
        texts += [text for finding in found.findings() for text in speaker.possible(finding)]
        texts += [speaker.confirm(item) for item in found.to_confirm]
        texts += [speaker.change(change) for change in found.changes]
        texts += [text for route in found.routes for text in speaker.route_missing(route)]
        texts += [speaker.texts(f"papers.{paper.id}.name") for paper in found.documents.applicant]
        texts += [speaker.texts(f"papers.{paper.id}.name") for paper in found.documents.employer]
        for text in texts:
            assert not EMPTY[language].search(text), text


def said(house: House, id: str) -> bool:
    """Whether a finding tells what to do."""
    return house.texts["en"].find(f"findings.{id}.do") is not None
