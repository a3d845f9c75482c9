"""Pay beside what it is measured by, as figures that the charts, the printed summary and the texts share."""

from __future__ import annotations

import dataclasses
from typing import Literal

from e7wizard.assessment.model import Assessment
from e7wizard.language.amounts import money
from e7wizard.language.saying import Speaker

AmountKind = Literal["pay", "threshold", "planning", "minimum_wage"]
GapState = Literal["reaches", "in_doubt", "short"]


@dataclasses.dataclass(frozen=True)
class Amount:
    """KRW a year with its name and as it is said; `less_sure` says why one should not rely on it."""

    kind: AmountKind
    name: str
    krw: int
    said: str
    less_sure: str = ""


@dataclasses.dataclass(frozen=True)
class PayFigures:
    """The amounts as far as known. `low_krw` is where a threshold in doubt begins; `state` is None without pay or threshold.

    `gap` is the money missing, empty where nothing is short; `note` is the gap in a sentence, or what is not known.
    """

    amounts: tuple[Amount, ...]
    low_krw: int | None
    gap: str
    state: GapState | None
    note: str

    def of(self, kind: AmountKind) -> Amount | None:
        """The amount of a kind."""
        return next((amount for amount in self.amounts if amount.kind == kind), None)

    @property
    def measure(self) -> Amount | None:
        """What the pay is held against: the threshold, or else the amount to plan with."""
        return self.of("threshold") or self.of("planning")


def pay_figures(assessment: Assessment, speaker: Speaker) -> PayFigures:
    """The figures of an assessment in the language of the speaker."""
    found, texts = assessment.salary, speaker.texts
    named: tuple[tuple[AmountKind, int | None], ...] = (
        ("pay", found.annual_krw),
        ("threshold", found.threshold_krw),
        ("planning", found.planning_krw if found.threshold_krw is None else None),
        ("minimum_wage", found.minimum_wage_krw),
    )
    doubt = _doubt(assessment, speaker)
    amounts = tuple(
        Amount(
            kind, texts(f"charts.salary.{kind}"), krw, money(krw, texts.language), doubt if kind == "threshold" else ""
        )
        for kind, krw in named
        if krw is not None
    )
    return PayFigures(
        amounts=amounts,
        low_krw=_low(assessment),
        gap=money(found.gap_krw, texts.language) if found.gap_krw else "",
        state=_state(assessment),
        note=_note(assessment, speaker),
    )


def _low(assessment: Assessment) -> int | None:
    found = assessment.salary
    return found.threshold_low_krw if found.threshold_low_krw != found.threshold_krw else None


def _doubt(assessment: Assessment, speaker: Speaker) -> str:
    """Why the threshold is less sure than an announced amount; empty where it is sure."""
    findings = assessment.dimensions["salary"].findings
    if assessment.salary.rule.startswith("past") or any(one.id.startswith("salary.past") for one in findings):
        return speaker.texts("charts.less_sure.secondary")
    low = _low(assessment)
    if low is None:
        return ""
    return speaker.texts("charts.less_sure.in_doubt", low=money(low, speaker.texts.language))


def _state(assessment: Assessment) -> GapState | None:
    found = assessment.salary
    if found.annual_krw is None or found.threshold_krw is None:
        return None
    if not found.gap_krw:
        return "reaches"
    low = _low(assessment)
    return "in_doubt" if low is not None and found.annual_krw >= low else "short"


def _note(assessment: Assessment, speaker: Speaker) -> str:
    found, texts = assessment.salary, speaker.texts
    if found.annual_krw is None:
        return texts("hand_over.pay_unknown")
    if found.threshold_krw is None:
        return texts("hand_over.threshold_unknown")
    return texts("hand_over.fact", fact=texts("charts.salary.gap"), value=money(found.gap_krw or 0, texts.language))
