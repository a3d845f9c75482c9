"""Somebody types while their replica ends: are the text, the caret's focus and all earlier answers there afterwards?"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from playwright.sync_api import Browser

from benchmarks.replicas.group import Replica
from benchmarks.replicas.visitor import CASE, Visitor


@dataclasses.dataclass(frozen=True)
class Place:
    """A field in which somebody types, where its answer is kept, and what is typed before and during the failure."""

    step: str
    fact: str
    field: str
    before: str
    during: str


PLACES = (
    Place("duty", "job.duties", ".st-key-f_job_duties textarea", "I find overseas buyers", " and write quotations."),
    Place("salary", "pay.annual_krw", ".st-key-f_pay_annual_krw input", "36,0", "00,000"),
    Place("employer", "employer.korean_staff", ".st-key-f_employer_korean_staff input", "1", "20"),
    Place("result&page=adviser", "pay.annual_krw", ".st-key-f_pay_annual_krw input", "36,0", "00,000"),
)


@dataclasses.dataclass(frozen=True)
class Through:
    """What was seen. `served_s`: seconds from the broken connection until the page was connected and at rest again."""

    place: str
    served_s: float
    moved: bool
    reloaded: bool
    typed: str
    found: str
    focus_kept: bool
    answers_lost: tuple[str, ...]


def type_through(
    browser: Browser, port: int, group: list[Replica], place: Place, end: Callable[[Replica], None]
) -> Through:
    """Type the first half, end the replica in the middle of a word, type on while nothing answers, and look."""
    visitor = Visitor(browser, port)
    try:
        visitor.lay({name: value for name, value in CASE.items() if name != place.fact})
        visitor.open(f"step={place.step}")
        page, field = visitor.page, visitor.page.locator(place.field)
        field.click()
        page.keyboard.type(place.before, delay=30)
        earlier = visitor.saved()
        mine = next(replica for replica in group if replica.name == visitor.replica())
        end(mine)
        half = len(place.during) // 2
        page.keyboard.type(place.during[:half], delay=30)
        visitor.until_back()
        page.keyboard.type(place.during[half:], delay=30)
        page.wait_for_timeout(600)
        kept, focus = field.input_value(), field.evaluate("(field) => field === document.activeElement")
        # Leaving the field is what hands the answer over.
        field.blur()
        typed = place.before + place.during
        wanted = {**earlier, place.fact: typed}
        lost = _missing(visitor, wanted)
        moved = visitor.replica() != mine.name
        return Through(place.step, visitor.breaks()[0], moved, not visitor.same_page(), typed, kept, bool(focus), lost)
    finally:
        visitor.close()


def _missing(visitor: Visitor, wanted: dict[str, str]) -> tuple[str, ...]:
    """Which answers this browser does not keep; a busy server may take a few seconds to hand the last one back."""
    lost: tuple[str, ...] = ()
    for _ in range(20):
        visitor.page.wait_for_timeout(300)
        visitor.until_rest()
        saved = visitor.saved()
        lost = tuple(f"{name}={saved.get(name)!r}" for name, value in wanted.items() if saved.get(name) != value)
        if not lost:
            break
    return lost
