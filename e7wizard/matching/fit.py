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
class Option:
    """One answer to a follow-up question, and the codes and kinds of work outside the list that it speaks for."""

    id: str
    labels: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Question:
    """A follow-up question; the id names its text, `which_of_two.A.B` asks between two kinds of work."""

    id: str
    options: tuple[Option, ...]


@dataclasses.dataclass(frozen=True)
class Separation:
    """What separates the first candidate from the runner-up: words of the text that speak for one and not the other."""

    code: str
    other: str
    for_code: tuple[str, ...]
    for_other: tuple[str, ...]


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
    stated: bool = False
    """The person states how the time divides."""
    rough: bool = False
    """They do so only in words such as 'mostly'; the shares stand for those."""
    outsides: tuple[OutsideMatch, ...] = ()
    """The nearest kinds of work outside the list, best first, whether they win or not."""
    everything: tuple[Match, ...] = ()
    """Every occupation that some word speaks for, best first."""
    pieces: tuple[Share, ...] = ()
    """The single duties of the text in its order, each with its code."""
    ask: Question | None = None
    """The follow-up question; None when its answer would change nothing."""
    answer: str | None = None
    """The option chosen, where the question has been answered; the order follows it."""
    separates: Separation | None = None


NO_FIT = Fit(vague=True)
"""Nothing was said about the work."""
