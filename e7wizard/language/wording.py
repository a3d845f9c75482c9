"""A condition of the rulebook as a person reads it: one line a requirement, indented under 'all of' and 'one of'."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from e7wizard.language.amounts import day, money, number
from e7wizard.language.saying import Speaker
from e7wizard.rulebook.conditions import All, AnyOf, Compare, Condition, Not, Points, Review, SomeDegree

Reviews = Callable[[str], str]


@dataclasses.dataclass(frozen=True)
class Line:
    """One line of a rule; `depth` says how far it is indented."""

    depth: int
    text: str


def lines_of(condition: Condition, speaker: Speaker, reviews: Reviews, depth: int = 0) -> Iterator[Line]:
    """Yield the condition line by line; `reviews` gives the text of a question that is left to a person."""
    texts = speaker.texts
    match condition:
        case Compare():
            yield Line(depth, _comparison(condition, speaker))
        case All(all=parts) | AnyOf(any=parts):
            if len(parts) == 1:
                yield from lines_of(parts[0], speaker, reviews, depth)
                return
            yield Line(depth, texts("say.rule.all" if isinstance(condition, All) else "say.rule.any"))
            for part in parts:
                yield from lines_of(part, speaker, reviews, depth + 1)
        case Not(not_=part):
            yield Line(depth, texts("say.rule.not"))
            yield from lines_of(part, speaker, reviews, depth + 1)
        case SomeDegree(some_degree=part):
            yield Line(depth, texts("say.rule.some_degree"))
            yield from lines_of(part, speaker, reviews, depth + 1)
        case Points():
            yield Line(depth, texts("say.rule.points", table=condition.points, wanted=condition.at_least))
        case Review(review=name):
            yield Line(depth, texts("say.rule.review", what=reviews(name)))


def _comparison(condition: Compare, speaker: Speaker) -> str:
    operator = condition.operator.strip("_")
    wanted = getattr(condition, condition.operator)
    if isinstance(wanted, dt.date) and operator in {"at_least", "at_most"}:
        return speaker.texts(f"say.rule.filed_{operator}", day=day(wanted, speaker.texts.language))
    if operator == "at_least_gni":
        said = number(wanted, speaker.texts.language)
    else:
        said = _value(condition.fact, wanted, speaker)
    return speaker.texts(f"say.rule.{operator}", fact=speaker.fact(condition.fact), wanted=said)


def _value(path: str, wanted: Any, speaker: Speaker) -> str:
    if isinstance(wanted, tuple):
        return speaker.texts("say.or_short").join(_value(path, part, speaker) for part in wanted)
    if path.endswith("_krw"):
        return money(int(wanted), speaker.texts.language)
    return speaker.value(path, wanted)
