"""A case as the wizard holds it: what its questions would make of it, and what they have no place for."""

from __future__ import annotations

from collections.abc import Mapping

from e7wizard.case import Case, given_facts
from e7wizard.wizard.draft import draft_of, read_case
from e7wizard.wizard.fields import UNKNOWN

PRESUMED = {"person.has_job_offer": "true"}
"""What the wizard takes where nothing was entered, beside what its page gives as usual."""
OVERRULED = frozenset({"person.current_status"})
"""What another answer may rule out: whoever is not in Korea has no status of stay there."""


def hold(case: Case, usual: Mapping[str, str]) -> tuple[Case, dict[str, str]]:
    """The case that the wizard judges when it opens this one, and what gets lost: the value as text by its path."""
    held, errors = read_case(draft_of(case), usual)
    held = held.model_copy(update={"id": case.id})
    kept = dict(given_facts(held))
    lost = {
        path: _said(value)
        for path, value in given_facts(case)
        if kept.get(path) != value and path not in errors and value not in ("", UNKNOWN)
    }
    lost.pop("job.none_fits" if case.job.none_fits is False or case.job.occupation else "", None)
    degrees = [degree for degree in case.other_degrees if any(value is not None for _, value in degree)]
    for number, degree in enumerate(degrees):
        if number >= len(held.other_degrees) or held.other_degrees[number] != degree:
            lost[f"other_degrees.{number}"] = " ".join(str(value) for _, value in degree if value is not None)
    return held, lost


def taken_as(case: Case, usual: Mapping[str, str]) -> Case:
    """The case as the wizard would judge it; where that would leave out more than was overruled, the case as it is."""
    held, lost = hold(case, usual)
    return held if lost.keys() <= OVERRULED else case


def _said(value: object) -> str:
    return str(value)[:60]
