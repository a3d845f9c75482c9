"""How a condition stands, as one small number: all that most conditions are asked for."""

from __future__ import annotations

from e7wizard.assessment.outcome import Outcome, Standing

Board = list[int]
"""How each condition stands, at its place `Node.at`."""

# The states of a condition, the worse the higher. Reachable and unknown conditions are open or failed: an `all` of
# something failed and something unknown has failed, however little is known.
MET = 0
PRESUMED = 1
REVIEW = 2
REACHABLE_OPEN = 3
REACHABLE_FAILED = 4
UNKNOWN_OPEN = 5
UNKNOWN_FAILED = 6
BARRED = 7

HOLDS = PRESUMED
"""A condition holds up to this state."""
TRUTH: tuple[bool | None, ...] = (True, True, None, None, False, None, False, False)
"""The truth value by state."""
STANDING = (
    Standing.MET,
    Standing.MET,
    Standing.REVIEW,
    Standing.REACHABLE,
    Standing.REACHABLE,
    Standing.UNKNOWN,
    Standing.UNKNOWN,
    Standing.BARRED,
)
"""The standing by state."""


def state_of(outcome: Outcome) -> int:
    """The state that an outcome amounts to."""
    if outcome.truth:
        return MET if outcome.plain else PRESUMED
    failed = outcome.truth is False
    if outcome.standing is Standing.UNKNOWN:
        return UNKNOWN_FAILED if failed else UNKNOWN_OPEN
    if outcome.standing is Standing.REACHABLE:
        return REACHABLE_FAILED if failed else REACHABLE_OPEN
    return BARRED if failed else REVIEW


def all_states(states: tuple[int, ...]) -> int:
    """The state of an `all` of these; see `outcome.all_of`."""
    worst = max(states)
    return UNKNOWN_FAILED if worst == UNKNOWN_OPEN and REACHABLE_FAILED in states else worst


def any_state(states: tuple[int, ...]) -> int:
    """The state of an `any` of these; see `outcome.any_of`."""
    best = min(states)
    return REACHABLE_OPEN if best == REACHABLE_FAILED and UNKNOWN_OPEN in states else best
