"""Other statuses of stay: when one is open, what bars it, whether it lets the person do the offered job."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from e7wizard.rulebook.conditions import Condition
from e7wizard.rulebook.occupations import Key, Path
from e7wizard.rulebook.sources import Cites


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bar(_Rule):
    """A hard bar: when met, the route is closed whatever else holds."""

    id: Key
    when: Condition
    sources: Cites


class Way(Path):
    """One way into a status; `sources` where the pages are narrower than those of the route."""

    sources: Cites | None = None


class Route(_Rule):
    """One status of stay. It is open when no bar holds and one of its `ways` is met.

    `dependants`: whether spouse and minor children can stay as well; `unclear` where the sources do not say.
    `first_for`: people whom this status fits better than E-7, so that it is told first.
    `likely_for`: who is plausibly interested; a route whose `likely_for` is not met is ranked last.
    `leads_to`: statuses that it opens later, E-7 among them where a change in Korea is possible.
    `certainty` is below `high` where something rests on press or practitioners alone.
    """

    id: str
    name_ko: str
    family: Literal["C", "D", "E", "F", "H"]
    allows_offered_job: Literal["yes", "conditional", "limited", "no"]
    dependants: Literal["yes", "conditional", "no", "unclear"]
    points_table: str | None = None
    bars: tuple[Bar, ...] = ()
    ways: tuple[Way, ...] = Field(min_length=1)
    first_for: Condition | None = None
    likely_for: Condition | None = None
    leads_to: tuple[str, ...] = ()
    certainty: Literal["high", "medium", "low"] = "high"
    sources: Cites
