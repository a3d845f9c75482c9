"""What would change the answer: the smallest change that lifts each failing finding, never a change of words."""

from __future__ import annotations

import math

from e7wizard.assessment.context import Context
from e7wizard.assessment.employer import allowed_by_share
from e7wizard.assessment.model import Change, Dimension, DimensionResult, Finding, RouteResult


def propose_changes(
    context: Context, dimensions: dict[Dimension, DimensionResult], routes: list[RouteResult]
) -> list[Change]:
    """One change or more for each failing finding that the rules themselves say how to lift."""
    found: list[Change] = []
    for dimension, judged in dimensions.items():
        for finding in judged.findings:
            if finding.status == "fails":
                found += _lift(context, dimension, finding)
    return found


def _lift(context: Context, dimension: Dimension, finding: Finding) -> list[Change]:
    say = finding.params
    match finding.id:
        case "salary.below_threshold" | "salary.below_minimum_wage" | "salary.below_colleagues":
            to = (context.case.pay.annual_krw or 0) + int(say["gap_krw"])
            return [
                Change(
                    dimension=dimension, id="raise_pay", params={"by_krw": say["gap_krw"], "to_krw": to}, then="meets"
                )
            ]
        case "qualification.short_of_experience":
            months = math.ceil(float(say["short_years"]) * 12 - 1e-9)
            return [Change(dimension=dimension, id="more_experience", params={"months": months}, then="meets")]
        case "employer.too_few_koreans":
            more = int(say["least"]) - int(say["korean_staff"])
            return [Change(dimension=dimension, id="more_koreans", params={"more": more, "months": 3}, then="meets")]
        case "employer.over_share":
            return [Change(dimension=dimension, id="more_koreans", params=_staff_for_share(say), then="meets")]
        case "employer.letter_missing":
            return [
                Change(dimension=dimension, id="get_letter", params={"agencies": say.get("agencies", [])}, then="meets")
            ]
        case "employer.tax_arrears":
            return [Change(dimension=dimension, id="clear_taxes", then="meets")]
        case "procedure.barred_status" | "procedure.excluded_status" | "procedure.not_from_abroad":
            return [Change(dimension=dimension, id="file_from_abroad", then="meets")]
    return []


def _staff_for_share(say: dict[str, object]) -> dict[str, object]:
    """Fewest further Koreans with whom the share allows one more foreigner."""
    koreans, share = int(str(say["korean_staff"])), float(str(say["share"]))
    wanted = int(str(say.get("foreign_staff") or 0)) + 1
    more = 0
    while allowed_by_share(koreans + more, share) < wanted:
        more += 1
    return {"more": more, "months": 3}
