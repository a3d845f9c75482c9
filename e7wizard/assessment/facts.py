"""The facts of a case as conditions see them: stated, worked out from others, bounded, or presumed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from e7wizard.assessment.derived import AT_LEAST, AT_MOST, answers_given, months_between, reader_of
from e7wizard.assessment.ready import ReadyRules, ready_for
from e7wizard.assessment.states import Board
from e7wizard.case import Case, Degree
from e7wizard.rulebook.rulebook import Rulebook

if TYPE_CHECKING:
    from e7wizard.assessment.nodes import Comparison
    from e7wizard.assessment.outcome import Outcome
    from e7wizard.assessment.points import PointsCount, PointsReasons
    from e7wizard.rulebook.general import Gni

__all__ = ["Facts", "months_between"]

_reader = cache(reader_of)
EVERYTHING = -1


@dataclasses.dataclass(slots=True, eq=False)
class Facts:
    """Look-up of facts by path, and what has been decided on them so far; it lives as long as one assessment.

    `degree` stands in for `education.*` where a condition goes through all degrees.
    """

    case: Case
    rulebook: Rulebook
    code: str | None = None
    degree: Degree | None = None
    found: dict[str, Any] = dataclasses.field(default_factory=dict)
    """What the assessment has found so far, as further facts `found.*`; only papers ask for them."""
    counted: dict[str, PointsCount] = dataclasses.field(default_factory=dict)
    """Points tables already counted for this case; every route that asks for a table uses the same count."""
    rules: ReadyRules = dataclasses.field(init=False)
    day: dt.date | None = dataclasses.field(init=False)
    """The filing date."""
    schooling: Degree = dataclasses.field(init=False)
    """The degree in view."""
    given: int = dataclasses.field(init=False, default=EVERYTHING)
    """The answers given, as a set of bits; until `take_stock` has looked all of them, so that every condition is decided."""
    board: Board = dataclasses.field(init=False, default_factory=list)
    """How the conditions of the routes stand; empty until `survey`."""
    decided: dict[Comparison, Outcome] = dataclasses.field(init=False, default_factory=dict)
    """Comparisons already decided for this case."""
    points_reasons: dict[tuple[str, str | None], PointsReasons] = dataclasses.field(init=False, default_factory=dict)
    """What is missing and presumed in the points tables of which it has been told."""
    _by_degree: list[Facts] | None = dataclasses.field(init=False, default=None)
    _gni: Gni | None = dataclasses.field(init=False, default=None)

    def __post_init__(self) -> None:
        self.rules = ready_for(self.rulebook)
        self.day = self.case.filing.date
        self.schooling = self.degree or self.case.education

    def take_stock(self) -> None:
        """Note which answers are given: a condition that rests on none of them needs no deciding."""
        self.given = sum(answers_given(self))

    def survey(self) -> Board:
        """See how all conditions of routes, points tables and papers stand."""
        if not self.board:
            answers = answers_given(self)
            self.given = sum(answers)
            self.rules.program.mark(self, answers)
        return self.board

    def degrees(self) -> list[Degree]:
        """The person's degrees, the main one first."""
        return [self.case.education, *self.case.other_degrees]

    def of(self, degree: Degree) -> Facts:
        """The same facts with `degree` in the place of the main one."""
        if degree is self.schooling:
            return self
        other = dataclasses.replace(self, degree=degree)
        other.given, other.board = self.given, self.board
        return other

    def knowing(self, found: dict[str, Any]) -> Facts:
        """The same facts, and what the assessment found."""
        return dataclasses.replace(self, found=found)

    def by_degree(self) -> list[Facts]:
        """The facts once for each degree."""
        if self._by_degree is None:
            self._by_degree = [self.of(degree) for degree in self.degrees()]
        return self._by_degree

    def get(self, path: str) -> Any:
        """The value, or None while it is unknown."""
        return _reader(path)(self)

    def presumed(self, path: str) -> Any:
        """What is taken for granted while nobody says otherwise; None for most facts."""
        rule = self.rulebook.facts.get(path)
        return None if rule is None else rule.presumed

    def at_most(self, path: str) -> float | None:
        """The highest value an unknown number can have on the other answers; None if there is no bound."""
        bound = AT_MOST.get(path)
        highest: float | None = None if bound is None else bound(self)
        return highest

    def at_least(self, path: str) -> float | None:
        """The lowest value an unknown number can have; None if there is no bound."""
        bound = AT_LEAST.get(path)
        lowest: float | None = None if bound is None else bound(self)
        return lowest

    def gni(self) -> Gni | None:
        """The GNI per head on the filing date; None where no date is given or no figure is known."""
        if self._gni is None and self.day is not None:
            self._gni = self.rulebook.gni(self.day)
        return self._gni

    def last_gni(self) -> Gni | None:
        """The last GNI per head known before the filing date, for a day of which none is known yet."""
        return None if self.day is None else self.rulebook.gni_before(self.day)
