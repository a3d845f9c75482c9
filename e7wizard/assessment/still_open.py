"""Which facts the five dimensions still wait for: those that a finding names, and those of a rule that could still help."""

from __future__ import annotations

from collections.abc import Iterator

from e7wizard.assessment.verdict import Judged
from e7wizard.rulebook.conditions import Compare, leaves
from e7wizard.rulebook.rulebook import Rulebook


def facts_still_open(judged: Judged) -> frozenset[str]:
    """Paths of the facts whose answer could change a state of this case.

    A finding names a fact as missing only where its answer could change the state. Where a rule is not met already, the
    facts of the relaxations that are not ruled out come to it.
    """
    found: set[str] = set()
    for dimension in judged.dimensions.values():
        for finding in dimension.findings:
            found.update(finding.missing)
            if finding.status != "meets":
                for id in finding.params.get("possible") or ():
                    found.update(_facts_of(id, judged.context.rulebook))
    return frozenset(found)


def _facts_of(id: str, rulebook: Rulebook) -> Iterator[str]:
    """The facts that a relaxation compares."""
    for relaxation in rulebook.files.qualification.relaxations:
        if relaxation.id == id:
            for leaf in leaves(relaxation.when):
                if isinstance(leaf, Compare):
                    yield leaf.fact
