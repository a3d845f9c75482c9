"""What the matcher says about a job: ranked occupations, the mix of duties, and when it cannot know."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Match:
    """An occupation the text points to. `score` orders candidates (0-1) and is no probability.

    `because` holds the words of the person's own text that spoke for it, strongest first.
    """

    code: str
    score: float
    because: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class OutsideMatch:
    """Work that no permitted occupation covers (its id in content/rules/outside.yaml)."""

    id: str
    score: float
    because: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Share:
    """One part of the job: an occupation code or, where `code` is None, work outside the list; share is 0-1."""

    code: str | None
    share: float
    outside: str | None = None
    duty: str = ""


@dataclasses.dataclass(frozen=True)
class Fit:
    """The answer for one job. `none`: no permitted occupation fits. `vague`: too thin to decide, ask."""

    ranked: tuple[Match, ...] = ()
    none: bool = False
    vague: bool = False
    mix: tuple[Share, ...] = ()
    outside: OutsideMatch | None = None
    title: Match | None = None
    title_vague: bool = False
    has_duties: bool = False


NO_FIT = Fit(vague=True)
"""Nothing was said about the work."""
