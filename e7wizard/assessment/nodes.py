"""Conditions made ready to decide: each node knows what its rule asks, so that a case only brings its answers.

A node also knows which answers it rests on. While none of them is given its outcome is always the same one (`blank`),
and whoever asks takes that instead of deciding: of the two hundred facts that routes ask, a person states thirty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from e7wizard.assessment.comparing import test_of
from e7wizard.assessment.derived import (
    ASKED_BY_CASE,
    AT_LEAST,
    AT_MOST,
    FILING_DATE,
    reader_of,
    rests_on,
    to_ask,
)
from e7wizard.assessment.outcome import GNI_RULE, MET, Outcome, Reasons, Standing, Unmet, all_of, any_of
from e7wizard.assessment.states import BARRED, HOLDS, REACHABLE_FAILED, REVIEW, STANDING, TRUTH, UNKNOWN_OPEN, Board
from e7wizard.assessment.states import MET as MET_STATE

if TYPE_CHECKING:
    from e7wizard.assessment.facts import Facts
    from e7wizard.assessment.points import PointsCount, PointsReasons, ReadyTable
    from e7wizard.rulebook.conditions import Compare, Points, Review


_NO_DATE = Outcome(None, Standing.UNKNOWN, missing=("filing.date",))
_NO_GNI = Outcome(None, Standing.UNKNOWN, missing=(GNI_RULE,))


class Node:
    """A condition ready to decide."""

    __slots__ = ("asks", "at", "blank", "parts", "rests_on")

    at: int
    """Its place on the board, given by the compiler."""
    parts: tuple[Node, ...]
    asks: str | None
    """The one answer or review that is missing whenever the condition is open; None where that depends on the case."""
    rests_on: int
    """The answers on which the outcome depends, as a set of bits."""
    blank: Outcome
    """The outcome while none of them is given."""

    def __init__(self, parts: tuple[Node, ...], blank: Outcome, rests_on: int) -> None:
        self.parts = parts
        self.blank = blank
        self.rests_on = rests_on
        self.asks = None

    def decide(self, facts: Facts) -> Outcome:
        """Decide the condition on the facts of a case."""
        raise NotImplementedError

    def tell(self, facts: Facts, reasons: Reasons) -> None:
        """Say what `decide` says of a condition that does not hold according to the board."""
        reasons.add(self.decide(facts))


class Comparison(Node):
    """One fact against something, decided at most once for a case."""

    __slots__ = ("_always_blank", "_bounded", "fact", "operator", "read", "short", "wanted")

    def __init__(self, rule: Compare, guess: Any, changeable: bool) -> None:
        super().__init__((), Outcome(None, Standing.UNKNOWN, missing=(to_ask(rule.fact, None),)), rests_on(rule.fact))
        self.fact = rule.fact
        self.operator = rule.operator.strip("_")
        self.wanted: Any = getattr(rule, rule.operator)
        self.read = reader_of(rule.fact)
        self.short = Standing.REACHABLE if changeable else Standing.BARRED
        number = rule.operator in {"at_least", "at_most"} and isinstance(self.wanted, int | float)
        self._bounded = number and (rule.fact in AT_MOST or rule.fact in AT_LEAST)
        self._always_blank = not self._bounded and rule.fact not in ASKED_BY_CASE
        if rule.presume:
            self.blank = Outcome(True, Standing.MET, presumed=(self.fact,))
            self._always_blank = True
        elif guess is not None:
            self._presume(guess)
        self._note_what_it_asks()

    def _note_what_it_asks(self) -> None:
        if self._always_blank and self.blank.truth is None:
            self.asks = self.blank.missing[0]

    def _presume(self, guess: Any) -> None:
        """Take in what is presumed of the fact while it is not known."""
        raise NotImplementedError

    def decide(self, facts: Facts) -> Outcome:
        """Decide, or remember what was decided."""
        outcome = facts.decided.get(self)
        if outcome is None:
            value = self.read(facts)
            if value is not None:
                outcome = self._with_value(value, facts)
            else:
                outcome = self.blank if self._always_blank else self._without_answer(facts)
            facts.decided[self] = outcome
        return outcome

    def _with_value(self, value: Any, facts: Facts) -> Outcome:
        raise NotImplementedError

    def _without_answer(self, facts: Facts) -> Outcome:
        if self._bounded:
            highest, lowest = facts.at_most(self.fact), facts.at_least(self.fact)
            if self.operator == "at_most":
                return self._under_a_limit(highest, lowest, facts)
            if highest is not None and highest < self.wanted:
                return self._not_met(self.wanted, highest)
            if lowest is not None and lowest >= self.wanted:
                return MET
        return self._unknown(facts)

    def _under_a_limit(self, highest: float | None, lowest: float | None, facts: Facts) -> Outcome:
        """An unknown number that may not exceed a limit, by what bounds it."""
        if lowest is not None and lowest > self.wanted:
            return self._not_met(self.wanted, lowest)
        if highest is not None and highest <= self.wanted:
            return MET
        return self._unknown(facts)

    def _unknown(self, facts: Facts) -> Outcome:
        return Outcome(None, Standing.UNKNOWN, missing=(to_ask(self.fact, facts),))

    def _not_met(self, wanted: Any, has: Any, presumed: tuple[str, ...] = ()) -> Outcome:
        return Outcome(False, self.short, (), (Unmet(self.fact, self.operator, wanted, has),), presumed)


class Plain(Comparison):
    """One fact against one value or a choice of values."""

    __slots__ = ("test",)

    def __init__(self, rule: Compare, guess: Any, changeable: bool) -> None:
        self.test = test_of(rule.fact, rule.operator, getattr(rule, rule.operator))
        super().__init__(rule, guess, changeable)

    def _presume(self, guess: Any) -> None:
        presumed, holds = (self.fact,), self.test(guess)
        self.blank = (
            Outcome(True, Standing.MET, presumed=presumed) if holds else self._not_met(self.wanted, guess, presumed)
        )
        self._always_blank = True

    def decide(self, facts: Facts) -> Outcome:
        """Decide, or remember what was decided."""
        outcome = facts.decided.get(self)
        if outcome is None:
            value = self.read(facts)
            if value is not None:
                outcome = MET if self.test(value) else self._not_met(self.wanted, value)
            else:
                outcome = self.blank if self._always_blank else self._without_answer(facts)
            facts.decided[self] = outcome
        return outcome

    def tell(self, facts: Facts, reasons: Reasons) -> None:
        """Say what `decide` says; a value that is known is what does not hold."""
        value = self.read(facts)
        if value is None:
            reasons.add(self.decide(facts))
        else:
            reasons.unmet.append(Unmet(self.fact, self.operator, self.wanted, value))


class AgainstGni(Comparison):
    """One fact against a multiple of GNI per head; between the figures of two texts that disagree it stays unknown."""

    __slots__ = ("_guess",)

    def __init__(self, rule: Compare, guess: Any, changeable: bool) -> None:
        self._guess: Any = None
        super().__init__(rule, guess, changeable)
        self.rests_on |= FILING_DATE

    def _note_what_it_asks(self) -> None:
        """It may ask for the answer, the date, or a published figure."""

    def _presume(self, guess: Any) -> None:
        self._guess = guess
        self.blank = _NO_DATE
        self._always_blank = False

    def _without_answer(self, facts: Facts) -> Outcome:
        if self._guess is not None:
            return self._with_value(self._guess, facts)
        return super()._without_answer(facts)

    def _with_value(self, value: Any, facts: Facts) -> Outcome:
        if facts.day is None:
            return _NO_DATE
        gni = facts.gni()
        if gni is not None:
            most = round(gni.high * self.wanted)
            if value >= most:
                return MET
            if value < round(gni.low * self.wanted):
                return self._not_met(most, value)
            return _NO_GNI
        last = facts.last_gni()
        if last is not None and value < round(last.low * facts.rulebook.files.salary.gni_floor * self.wanted):
            return self._not_met(round(last.high * self.wanted), value)
        return _NO_GNI


class Every(Node):
    """Every part must be met."""

    __slots__ = ("_several", "_single", "states")

    def __init__(self, parts: tuple[Node, ...]) -> None:
        super().__init__(parts, all_of([part.blank for part in parts]), _bits_of(parts))
        self.states = states_of(parts)
        self._several = (parts, tuple(part.asks for part in parts), self.states)
        flat = _flat(parts)
        self._single = (flat, tuple(part.asks for part in flat), states_of(flat))

    def decide(self, facts: Facts) -> Outcome:
        """Decide all parts."""
        given = facts.given
        return all_of([part.decide(facts) if part.rests_on & given else part.blank for part in self.parts])

    def tell(self, facts: Facts, reasons: Reasons) -> None:
        """Say what the parts say that do not hold."""
        parts, asked, states = self._several if facts.case.other_degrees else self._single
        given = facts.given
        for part, asks, state in zip(parts, asked, states(facts.board), strict=True):
            if state <= HOLDS:
                continue
            if state == UNKNOWN_OPEN and asks is not None:
                reasons.missing[asks] = None
            elif state == REVIEW and asks is not None:
                reasons.reviews[asks] = None
            elif part.rests_on & given:
                part.tell(facts, reasons)
            else:
                reasons.add(part.blank)


class Either(Node):
    """One part is enough."""

    __slots__ = ("states",)

    def __init__(self, parts: tuple[Node, ...]) -> None:
        super().__init__(parts, any_of([part.blank for part in parts]), _bits_of(parts))
        self.states = states_of(parts)

    def decide(self, facts: Facts) -> Outcome:
        """Decide the parts up to the first that is met and presumes nothing: it settles the rest."""
        given = facts.given
        outcomes: list[Outcome] = []
        for part in self.parts:
            outcome = part.decide(facts) if part.rests_on & given else part.blank
            if outcome.plain:
                return outcome
            outcomes.append(outcome)
        return any_of(outcomes)

    def tell(self, facts: Facts, reasons: Reasons) -> None:
        """Say what is missing for the parts that are open, and the rest of the nearest part."""
        states = self.states(facts.board)
        nearest = STANDING[min(states)]
        best: Reasons | None = None
        missing: dict[str, None] = {}
        open_ = False
        for part, state in zip(self.parts, states, strict=True):
            near, unknown = STANDING[state] is nearest, TRUTH[state] is None
            if not near and not unknown:
                continue
            own = Reasons()
            if part.rests_on & facts.given:
                part.tell(facts, own)
            else:
                own.add(part.blank)
            if near and (best is None or _nearer(own, best)):
                best = own
            if unknown:
                open_ = True
                missing.update(own.missing)
        if best is not None:
            reasons.missing.update(missing if open_ else best.missing)
            reasons.unmet += best.unmet
            reasons.reviews.update(best.reviews)


def _nearer(one: Reasons, other: Reasons) -> bool:
    return (len(one.unmet), len(one.missing)) < (len(other.unmet), len(other.missing))


class OfSomeDegree(Node):
    """One of the person's degrees meets the part."""

    __slots__ = ()

    def __init__(self, part: Node) -> None:
        super().__init__((part,), part.blank, part.rests_on)

    def decide(self, facts: Facts) -> Outcome:
        """Decide the part once for each degree; with one degree that is the answer."""
        if not facts.case.other_degrees:
            return self.parts[0].decide(facts)
        return any_of([self.parts[0].decide(one) for one in facts.by_degree()])

    def tell(self, facts: Facts, reasons: Reasons) -> None:
        """The same; the board knows the main degree only."""
        if facts.case.other_degrees:
            reasons.add(self.decide(facts))
        else:
            self.parts[0].tell(facts, reasons)


class Negation(Node):
    """The part must not be met."""

    __slots__ = ("states",)

    def __init__(self, part: Node) -> None:
        super().__init__((part,), _turned(part, part.blank, None), part.rests_on)
        self.states = _turned_states(part)
        """The state by that of the part; None where it takes more than that to tell."""

    def decide(self, facts: Facts) -> Outcome:
        """Decide the part and turn it round."""
        part = self.parts[0]
        return _turned(part, part.decide(facts), facts)


def _turned_states(part: Node) -> tuple[int, ...] | None:
    if not isinstance(part, Plain) or (part.blank.truth is False and part.blank.presumed):
        return None
    failed = REACHABLE_FAILED if part.short is Standing.REACHABLE else BARRED
    return tuple(failed if truth else UNKNOWN_OPEN if truth is None else MET_STATE for truth in TRUTH)


def _turned(part: Node, inner: Outcome, facts: Facts | None) -> Outcome:
    """The outcome of a negation of a part; no `facts` is an empty case."""
    if inner.truth is None:
        standing = max(inner.standing, Standing.UNKNOWN) if inner.missing else inner.standing
        return Outcome(None, standing, inner.missing, inner.unmet, inner.presumed, inner.reviews, inner.met)
    if inner.truth is False:
        return Outcome(True, Standing.MET, presumed=inner.presumed, met=1)
    if not isinstance(part, Comparison):
        return Outcome(False, Standing.BARRED, unmet=(Unmet("", "not", None, None),))
    has = None if facts is None else facts.get(part.fact)
    return Outcome(False, part.short, unmet=(Unmet(part.fact, "not", part.wanted, has),))


class Reaches(Node):
    """A points table reaches a mark, in total or within one section."""

    __slots__ = ("_mark", "_section", "table")

    def __init__(self, rule: Points, table: ReadyTable) -> None:
        self.table = table
        self._mark = rule.at_least
        self._section = rule.of
        blank = self._outcome(table.blank, table.reasons_in_empty_case(rule.of))
        super().__init__(table.nodes, blank, table.rests_on)

    def decide(self, facts: Facts) -> Outcome:
        """Count the table, unless it has been counted for this case, and hold it against the mark."""
        return self._outcome(self.table.count(facts), self.table.reasons(facts, self._section))

    def tell(self, facts: Facts, reasons: Reasons) -> None:
        """Say what would bring more points, or how many are short."""
        count = self.table.count(facts)
        if self.standing(count) is Standing.UNKNOWN:
            more = self.table.reasons(facts, self._section)
            reasons.missing.update(more.missing)
            reasons.reviews.update(more.reviews)
        else:
            reasons.add(self.decide(facts))

    def standing(self, count: PointsCount) -> Standing:
        """How near the mark is; REACHABLE is not met, REVIEW is up to the office."""
        low, high = (count.total, count.at_most) if self._section is None else count.sections[self._section]
        if low >= self._mark:
            return Standing.MET
        if high < self._mark:
            return Standing.REACHABLE
        return Standing.REVIEW if count.up_to_office else Standing.UNKNOWN

    def _outcome(self, count: PointsCount, reasons: PointsReasons) -> Outcome:
        standing = self.standing(count)
        if standing is Standing.MET:
            return Outcome(True, standing, presumed=tuple(reasons.presumed), met=1)
        if standing is not Standing.REACHABLE:
            missing, reviews, presumed = map(tuple, (reasons.missing, reasons.reviews, reasons.presumed))
            return Outcome(None, standing, missing=missing, presumed=presumed, reviews=reviews)
        low = count.total if self._section is None else count.sections[self._section][0]
        unmet = Unmet(f"points.{self.table.id}", "at_least", self._mark, low)
        return Outcome(False, standing, unmet=(unmet,), presumed=tuple(reasons.presumed))


class ForAHuman(Node):
    """A question that the law leaves to a person."""

    __slots__ = ()

    def __init__(self, rule: Review) -> None:
        super().__init__((), Outcome(None, Standing.REVIEW, reviews=(rule.review,)), 0)
        self.asks = rule.review

    def decide(self, facts: Facts) -> Outcome:
        """The same for everybody."""
        return self.blank


def comparisons(node: Node, *, into_tables: bool = True) -> Iterator[Comparison]:
    """The comparisons of a condition; without `into_tables` those of the lines of a points table are left out."""
    if isinstance(node, Comparison):
        yield node
    elif into_tables or not isinstance(node, Reaches):
        for part in node.parts:
            yield from comparisons(part, into_tables=into_tables)


def states_of(parts: tuple[Node, ...]) -> Callable[[Board], tuple[int, ...]]:
    """The function that looks up how these conditions stand."""
    # An itemgetter of a single place gives no tuple.
    if len(parts) == 1:
        place = parts[0].at
        return lambda board: (board[place],)
    return itemgetter(*[part.at for part in parts])


def _flat(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """The parts of an `all` for a person with one degree, where `some_degree` adds nothing to its part."""
    flat: list[Node] = []
    for part in parts:
        inner = part.parts[0] if isinstance(part, OfSomeDegree) else part
        flat += _flat(inner.parts) if isinstance(inner, Every) else (inner,)
    return tuple(flat)


def _bits_of(parts: tuple[Node, ...]) -> int:
    bits = 0
    for part in parts:
        bits |= part.rests_on
    return bits
