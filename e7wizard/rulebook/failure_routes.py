"""What to do when an E-7 case fails: for each kind of failure a plan of three phases with the statuses that fit it."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from e7wizard.rulebook.conditions import Condition
from e7wizard.rulebook.occupations import Key
from e7wizard.rulebook.sources import Cites

Phase = Literal["now", "meanwhile", "afterwards"]
PHASES: tuple[Phase, ...] = ("now", "meanwhile", "afterwards")
"""The phases of a plan, in order; each has a text of its own."""


class FailureRoutes(BaseModel):
    """One kind of failure and the routes that answer it, each tuple in the suggested order.

    It applies when one of `findings` (dimension.finding) was found, and `when` holds of the case; one of them may be left
    out.
    `now`: statuses to look at before anything else, because they fit today. `meanwhile`: statuses that bridge the time
    while the cause is put right. `afterwards`: what comes when it is, besides E-7 itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Key
    findings: tuple[str, ...] = ()
    when: Condition | None = None
    now: tuple[str, ...] = ()
    meanwhile: tuple[str, ...] = ()
    afterwards: tuple[str, ...] = ()
    certainty: Literal["high", "medium", "low"] = "high"
    sources: Cites

    @model_validator(mode="after")
    def _applies_to_somebody(self) -> Self:
        if not self.findings and self.when is None:
            raise ValueError("needs `findings` or `when`: nobody would ever be shown it")
        return self

    def routes(self) -> tuple[str, ...]:
        """All routes of the plan, phase by phase, each once."""
        return tuple(dict.fromkeys((*self.now, *self.meanwhile, *self.afterwards)))
