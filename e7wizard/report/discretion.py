"""What stays out of a paper that goes to others: answers about fines, ancestry and marriage, and all that would give them away.

Hiding single lines is not enough: a state, an order or a missing line tells as well. So the case is judged anew
without these answers, and then whatever speaks of them is taken out. The paper is the same whatever the answers were.
"""

from __future__ import annotations

from collections.abc import Iterable

from e7wizard.assessment.comparing import status_within
from e7wizard.assessment.model import Assessment, DimensionResult, Finding, RouteResult
from e7wizard.case import Case, given_facts, with_facts
from e7wizard.rulebook.conditions import Compare, Condition, leaves
from e7wizard.rulebook.rulebook import Rulebook


def sensitive_facts(rulebook: Rulebook) -> frozenset[str]:
    """Paths of the facts that stay out unless the person asks for them."""
    return frozenset(rule.path for rule in rulebook.files.facts if rule.sensitive)


def telling_statuses(rulebook: Rulebook) -> frozenset[str]:
    """Statuses of stay that only a sensitive fact leads to, so that their name alone gives it away: F-3, F-4, F-6."""
    hidden = sensitive_facts(rulebook)
    return frozenset(
        route.id
        for route in rulebook.routes.values()
        for condition in (route.first_for, route.likely_for)
        if condition is not None and _facts(condition) and _facts(condition) <= hidden
    )


def has_sensitive(case: Case, rulebook: Rulebook) -> bool:
    """Whether any such answer was given."""
    hidden = sensitive_facts(rulebook)
    return any(path in hidden for path, _ in given_facts(case))


def without_sensitive(case: Case, rulebook: Rulebook) -> Case:
    """The case as if these questions had been skipped."""
    return with_facts(case, dict.fromkeys(sensitive_facts(rulebook)))


def discreet(assessment: Assessment, rulebook: Rulebook) -> Assessment:
    """The judgement of a case `without_sensitive`, without what still speaks of these answers. States stay as they are."""
    hidden, telling = sensitive_facts(rulebook), telling_statuses(rulebook)
    telling_papers = _telling_papers(rulebook, hidden, telling)

    def named(routes: Iterable[str]) -> list[str]:
        return [id for id in routes if id not in telling]

    return assessment.model_copy(
        update={
            "dimensions": {
                name: DimensionResult(
                    status=judged.status, findings=[one for one in judged.findings if not _tells(one, hidden, telling)]
                )
                for name, judged in assessment.dimensions.items()
            },
            "to_confirm": [item for item in assessment.to_confirm if item.params.get("fact") not in hidden],
            "routes": [
                kept
                for route in assessment.routes
                if route.id not in telling and (kept := _quiet_route(route, hidden)) is not None
            ],
            "plans": [
                plan.model_copy(
                    update={
                        "now": named(plan.now),
                        "meanwhile": named(plan.meanwhile),
                        "afterwards": named(plan.afterwards),
                    }
                )
                for plan in assessment.plans
            ],
            "documents": assessment.documents.model_copy(
                update={
                    party: [paper for paper in getattr(assessment.documents, party) if paper.id not in telling_papers]
                    for party in ("applicant", "employer")
                }
            ),
        }
    )


def _facts(condition: Condition) -> set[str]:
    return {leaf.fact for leaf in leaves(condition) if isinstance(leaf, Compare)}


def _tells(finding: Finding, hidden: frozenset[str], telling: frozenset[str]) -> bool:
    present = str(finding.params.get("present") or "")
    return (
        "spouse" in finding.params
        or bool(hidden & set(finding.missing))
        or any(status_within(present, family) for family in telling)
    )


def _quiet_route(route: RouteResult, hidden: frozenset[str]) -> RouteResult | None:
    """The route without the questions about such facts; None where nothing else would say why it is not open."""
    kept = route.model_copy(
        update={
            "missing": [path for path in route.missing if path not in hidden],
            "unmet": [unmet for unmet in route.unmet if unmet["fact"] not in hidden],
            "bars": [bar for bar in route.bars if bar.removeprefix("fact:") not in hidden],
        }
    )
    silent = not (kept.missing or kept.unmet or kept.needs_review)
    return None if silent and route.status in {"open_if", "cannot_tell"} else kept


def _telling_papers(rulebook: Rulebook, hidden: frozenset[str], telling: frozenset[str]) -> frozenset[str]:
    """Papers asked only of those whom such a fact or status concerns."""
    found = set()
    for rule in rulebook.files.papers:
        for leaf in leaves(rule.when) if rule.when is not None else ():
            if isinstance(leaf, Compare) and (leaf.fact in hidden or getattr(leaf, "is_", None) in telling):
                found.add(rule.id)
    return frozenset(found)
