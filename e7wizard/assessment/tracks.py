"""Rules that hold only of whom particular ways of the qualification rule admit, for example staff of a returning company."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import Outcome, decide
from e7wizard.assessment.outcome import once_each
from e7wizard.assessment.qualification import relaxations_of
from e7wizard.rulebook.occupations import Occupation


@dataclasses.dataclass(frozen=True)
class Track:
    """Whether nothing but the named ways admits the person. `truth` is None while the answers `missing` decide it."""

    truth: bool | None
    missing: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()


OFF = Track(False)


def only_by(context: Context, occupation: Occupation, ids: Iterable[str]) -> Track:
    """Whether the person is admitted by these ways of the qualification rule and by none besides.

    Another way or a relaxation that the answers show takes the person off the track; one that nobody has shown does
    not. Whom no way admits is on none.
    """
    named = frozenset(ids)
    if not named:
        return OFF
    ways = {path.id: decide(path.when, context.facts) for path in occupation.qualification.paths}
    on = [outcome for id, outcome in ways.items() if id in named]
    others = [outcome for id, outcome in ways.items() if id not in named]
    presumed = once_each([fact for outcome in on for fact in outcome.presumed])
    if all(outcome.truth is False for outcome in on):
        return Track(False, presumed=presumed)
    relaxed = [outcome for _, outcome in relaxations_of(context, occupation)]
    if any(outcome.truth is True for outcome in (*others, *relaxed)):
        return OFF
    admitted = any(outcome.truth is True for outcome in on)
    doubtful = [outcome for outcome in others if outcome.truth is None]
    if admitted and not doubtful:
        return Track(True, presumed=presumed)
    unsure = doubtful if admitted else [*on, *doubtful]
    return Track(None, once_each([fact for outcome in unsure for fact in _missing(outcome)]), presumed)


def _missing(outcome: Outcome) -> tuple[str, ...]:
    """What is unknown in an open way; a way that a person decides asks for no answer."""
    if outcome.truth is not None:
        return ()
    return outcome.missing or ("rule.human_check",)
