"""One follow-up question where the text is thin or the first two kinds of work are close; the answer reorders them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, model_validator

from e7wizard.matching.fit import Fit, Match, Option, OutsideMatch, Question, Share

CLOSE = 0.25
"""The first two are close when the second reaches the first to within this share of its score."""
NEITHER = "neither"
PAIR = "which_of_two"


class Axis(BaseModel):
    """A question that separates groups of codes: each option names the codes (or kinds of work outside) it speaks for.

    `thin`: asked when the text points nowhere.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    thin: bool = False
    options: dict[str, tuple[str, ...]]

    @model_validator(mode="after")
    def _two_options(self) -> Axis:
        if len(self.options) < 2:
            raise ValueError("needs two options or more")
        return self

    def side_of(self, label: str) -> str | None:
        """The option that holds the label."""
        return next((option for option, labels in self.options.items() if label in labels), None)

    def question(self) -> Question:
        """The axis as it is asked."""
        return Question(self.id, tuple(Option(name, labels) for name, labels in self.options.items()))


def question_for(fit: Fit, axes: Sequence[Axis]) -> Question | None:
    """The question that separates the first two, or sorts a thin text; None where the answer would change nothing."""
    if fit.vague:
        return next((axis.question() for axis in axes if axis.thin), None)
    if fit.stated:
        return None
    scored = [(match.code, match.score) for match in fit.everything[:2]] + [(o.id, o.score) for o in fit.outsides[:1]]
    scored.sort(key=lambda pair: -pair[1])
    if len(scored) < 2 or not _close(scored[0][1], scored[1][1]):
        return None
    first, second = scored[0][0], scored[1][0]
    for axis in axes:
        sides = axis.side_of(first), axis.side_of(second)
        if not axis.thin and None not in sides and sides[0] != sides[1]:
            return axis.question()
    one, other = sorted((first, second))
    return Question(f"{PAIR}.{one}.{other}", (Option(one, (one,)), Option(other, (other,)), Option(NEITHER, ())))


def _close(first: float, second: float) -> bool:
    return first > 0 and (first - second) / first < CLOSE


def answered(fit: Fit, question: Question, answer: str) -> Fit:
    """The fit with its question, and after an answer 'question:option' in the order that the answer gives.

    An answer to another question changes nothing. A thin text stays thin: the answer only sorts the suggestions.
    """
    fit = dataclasses.replace(fit, ask=question)
    asked, _, chosen = answer.rpartition(":")
    option = next((option for option in question.options if option.id == chosen), None)
    if asked != question.id or option is None:
        return fit
    others = {label for rest in question.options if rest is not option for label in rest.labels}
    known = {match.code for match in fit.everything}
    outside_ids = {match.id for match in fit.outsides}
    new = [
        Match(label, 0.0)
        for label in option.labels
        if label not in known and label not in outside_ids and _is_code(label)
    ]
    ranked = tuple(sorted((*fit.everything, *new), key=lambda match: _place(match, option, others)))
    outside = _outside(fit, option, ranked[0] if ranked else None)
    none = not fit.vague and (outside is not None or (fit.none and not _settles(option, ranked)))
    kept = outside or (fit.outside if none else None)
    return dataclasses.replace(
        fit, everything=ranked, none=none, outside=kept, mix=_mix(fit, ranked, none, kept), answer=chosen
    )


def _is_code(label: str) -> bool:
    """Occupation codes hold a digit, the ids of work outside the list none."""
    return any(char.isdigit() for char in label)


def _settles(option: Option, ranked: tuple[Match, ...]) -> bool:
    return bool(ranked) and ranked[0].code in option.labels


def _outside(fit: Fit, option: Option, first: Match | None) -> OutsideMatch | None:
    """The work outside the list that the answer names, if it speaks for that more than for a code."""
    found = next((match for match in fit.outsides if match.id in option.labels), None)
    codes = first is not None and first.code in option.labels
    if found is None:
        named = next((label for label in option.labels if not _is_code(label)), None)
        return OutsideMatch(named, 0.0) if named is not None and not codes else None
    return found if not codes or (first is not None and found.score > first.score) else None


def _mix(fit: Fit, ranked: tuple[Match, ...], none: bool, outside: OutsideMatch | None) -> tuple[Share, ...]:
    """A job of one kind of work follows the answer; a mix stays as the duties gave it."""
    if len(fit.mix) != 1 or fit.vague or not ranked:
        return fit.mix
    code, kind = (None, outside.id if outside else None) if none else (ranked[0].code, None)
    return (dataclasses.replace(fit.mix[0], code=code, outside=kind),)


def _place(match: Match, option: Option, others: set[str]) -> tuple[int, float]:
    if match.code in option.labels:
        return 0, -match.score
    return (2 if match.code in others else 1), -match.score
