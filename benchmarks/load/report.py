"""The figures as a Markdown page, with the limits that we hold ourselves to."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from benchmarks.kept import machine
from benchmarks.load.servers import LEAN, WIZARD
from benchmarks.load.suite import Measured, Scale

STEP_FACTOR, STEP_MS = 2.5, 15.0
RESULT_FACTOR, RESULT_MS = 8.0, 40.0
P95_MS, HEALTHY_S, SESSION_KB = 200.0, 2.0, 200.0


@dataclasses.dataclass(frozen=True)
class Limit:
    """A limit in words, what was measured, and whether it holds."""

    said: str
    found: str
    holds: bool


def limits(found: list[Measured]) -> list[Limit]:
    """Every limit against the figures of the same run. CPU time is compared, as other programs do not lengthen it much."""
    wizard = next(one for one in found if one.app is WIZARD)
    empty = next(one for one in found if one.app is LEAN).pages[0].cpu_ms
    step_most, result_most = max(STEP_MS, STEP_FACTOR * empty), max(RESULT_MS, RESULT_FACTOR * empty)
    step = max((page for page in wizard.pages if page.page != "result"), key=lambda page: page.cpu_ms)
    result = next(page for page in wizard.pages if page.page == "result")
    crowd = wizard.crowds[-1]
    errors = sum(crowd.errors.values())
    return [
        Limit(
            f"rerun of any step: at most {STEP_MS:.0f} ms of CPU, or {STEP_FACTOR:g} x the empty app without collection",
            f"{step.cpu_ms:.1f} ms ({step.page}; limit {step_most:.1f})",
            step.cpu_ms <= step_most,
        ),
        Limit(
            f"rerun of the result: at most {RESULT_MS:.0f} ms of CPU, or {RESULT_FACTOR:g} x the empty app",
            f"{result.cpu_ms:.1f} ms (limit {result_most:.1f})",
            result.cpu_ms <= result_most,
        ),
        Limit(
            f"{crowd.users} people: 95 of 100 reruns within {P95_MS:.0f} ms, no error",
            f"{crowd.all().p95:.0f} ms, {errors} errors, {crowd.per_second():.1f} reruns a second",
            crowd.all().p95 <= P95_MS and not errors,
        ),
        Limit(f"healthy within {HEALTHY_S:.0f} s", f"{wizard.healthy_s:.2f} s", wizard.healthy_s <= HEALTHY_S),
        Limit(
            f"an open session: at most {SESSION_KB:.0f} KB",
            f"{wizard.opened_kb:.0f} KB just opened, {wizard.result_kb:.0f} KB after a whole case",
            wizard.result_kb <= SESSION_KB,
        ),
    ]


def document(found: list[Measured], scale: Scale, load: tuple[float, float]) -> list[str]:
    """The part of docs/performance.md about the app, line by line."""
    return [*_lines(found, scale, load)]


def _lines(found: list[Measured], scale: Scale, load: tuple[float, float]) -> Iterator[str]:
    yield "## The app"
    yield ""
    yield "Written by `python benchmarks/performance.py`: everything in one run on one machine, our app beside an empty Streamlit app and a"
    yield "plain form of ten widgets. `--quick` measures little and writes nothing. Client and browser share the machine with the server."
    yield ""
    yield f"{machine()}; load average {load[0]:.1f} at the start, {load[1]:.1f} at the end"
    yield "(above the number of cores other programs lengthen the waits; CPU time suffers less)."
    yield ""
    yield from _table(
        ("limit", "measured", ""), [(one.said, one.found, "holds" if one.holds else "missed") for one in limits(found)]
    )
    yield ""
    yield from _table(("", *(one.app.name for one in found)), _rows(found, scale))
    yield ""
    yield f"One page of the wizard, one person, everything answered, {scale.runs} reruns:"
    yield ""
    wizard = next(one for one in found if one.app is WIZARD)
    pages = [
        (page.page, f"{page.waits.p50:.0f}", f"{page.waits.p95:.0f}", f"{page.cpu_ms:.1f}", f"{page.bytes / 1000:.1f}")
        for page in wizard.pages
    ]
    yield from _table(("page", "p50 ms", "p95 ms", "CPU ms", "kB unpacked"), pages)
    yield ""
    crowd = wizard.crowds[-1]
    yield f"The page that was drawn, {crowd.users} people, one click of each every {scale.think_s:g} s:"
    yield ""
    rows = [
        (page, str(one.count), f"{one.p50:.0f}", f"{one.p95:.0f}", f"{one.max:.0f}")
        for page, one in crowd.by_page().items()
    ]
    yield from _table(("page", "reruns", "p50 ms", "p95 ms", "longest ms"), rows)
    for figures in (figures for one in found for figures in one.crowds if figures.errors):
        yield ""
        yield f"Errors with {figures.users} people: {dict(figures.errors)}"


def _rows(found: list[Measured], scale: Scale) -> Iterator[tuple[str, ...]]:
    yield "cold start to healthy, s", *(f"{one.healthy_s:.2f}" for one in found)
    yield "rerun, 1 person, p50 / p95 ms (the wizard: all its pages)", *(_alone(one) for one in found)
    yield "CPU for it, ms", *(f"{sum(page.cpu_ms for page in one.pages) / len(one.pages):.1f}" for one in found)
    for place, users in enumerate(scale.crowds):
        crowds = [one.crowds[place] for one in found]
        yield f"rerun, {users} people, p50 / p95 ms", *(f"{one.all().p50:.0f} / {one.all().p95:.0f}" for one in crowds)
        yield "CPU for it, ms", *(f"{one.cpu_ms:.1f}" for one in crowds)
        yield "reruns a second, errors", *(f"{one.per_second():.1f}, {sum(one.errors.values())}" for one in crowds)
    yield (
        f"server's memory with {scale.crowds[-1]} people, MB",
        *(f"{one.crowds[-1].rss_kb / 1024:.0f}" for one in found),
    )
    yield (
        "an open session, KB: just opened / at the end",
        *(f"{one.opened_kb:.0f} / {one.result_kb:.0f}" for one in found),
    )
    for place, line in enumerate(scale.lines):
        for number, visit in enumerate(("first", "second")):
            sights = [one.visits[place][number] for one in found]
            yield (
                f"{visit} visit, {line}: readable / usable, s",
                *(f"{s.readable_s:.1f} / {s.usable_s:.1f}" for s in sights),
            )
            yield "kB received", *(f"{s.kb:.0f}" for s in sights)


def _alone(one: Measured) -> str:
    count = len(one.pages)
    return f"{sum(page.waits.p50 for page in one.pages) / count:.0f} / {max(page.waits.p95 for page in one.pages):.0f}"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
