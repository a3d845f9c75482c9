"""Decide a condition on the facts of a case, with three truth values and the reason why.

A missing fact makes a condition unknown only if the other facts leave it open: one alternative that is met settles
an `any`, one part that is not met settles an `all`.
"""

from __future__ import annotations

from e7wizard.assessment.comparing import status_within
from e7wizard.assessment.facts import Facts
from e7wizard.assessment.outcome import GNI_RULE, Outcome, Standing, Unmet
from e7wizard.assessment.points import PointsCount
from e7wizard.rulebook.conditions import Condition

__all__ = ["GNI_RULE", "Outcome", "Standing", "Unmet", "decide", "points_of", "status_within"]


def decide(condition: Condition, facts: Facts) -> Outcome:
    """Decide `condition`; see Outcome."""
    node = facts.rules.node(condition)
    return node.decide(facts) if node.rests_on & facts.given else node.blank


def points_of(table_id: str, facts: Facts) -> PointsCount:
    """Count a points table on the facts."""
    return facts.rules.table(table_id).count(facts)
