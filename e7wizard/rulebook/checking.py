"""Checks that no single file can make: every reference points somewhere, numbers add up, dates do not overlap."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from e7wizard.case import LEVELS, PARTS, Case
from e7wizard.rulebook.conditions import All, AnyOf, Compare, Not, Points, Review, SomeDegree, leaves
from e7wizard.rulebook.failure_routes import PHASES
from e7wizard.rulebook.loading import Fault, line_of, read_yaml
from e7wizard.rulebook.sources import Citation

if TYPE_CHECKING:
    from e7wizard.rulebook.rulebook import _Files

DERIVED_FACTS = frozenset(
    {
        "education.months_since_degree",
        "education.highest_level",
        "employer.months_since_founding",
        "job.occupation_tier",
        "found.way",
        "found.relaxation",
        "found.exception",
        "found.letter",
        "found.guarantee",
        "found.review",
        "found.manager",
        "found.salary_rule",
    }
)
"""Facts that the assessment works out from others; content may compare them, a case never carries them."""

_KNOWN_FACTS = DERIVED_FACTS | {
    f"{section}.{name}"
    for section in PARTS
    for name in Case.model_fields[section].annotation.model_fields  # type: ignore[union-attr]
}


def check_links(files: _Files, content: Path) -> list[Fault]:
    """Return every fault of the rulebook as a whole."""
    return [*_check_values(files, content), *_check_numbers(files, content)]


def _check_values(files: _Files, content: Path) -> Iterator[Fault]:
    documents = {document.id for document in files.documents}
    tables = {table.id: {section.id for section in table.sections} for table in files.points}
    for name in type(files).model_fields:
        for where, value in _walk(getattr(files, name), (name,)):
            reason = _wrong(value, documents, tables)
            if reason:
                yield _fault(content, where, reason)


def _wrong(value: Any, documents: set[str], tables: dict[str, set[str]]) -> str | None:
    match value:
        case Citation() if value.document not in documents:
            return f"cites the document '{value.document}', which documents.yaml does not list"
        case Compare() if value.fact not in _KNOWN_FACTS:
            return f"compares '{value.fact}', which is no fact of a case"
        case Compare() if value.fact.endswith(".level") and value.operator != "in_":
            wanted = getattr(value, value.operator)
            return None if wanted in LEVELS else f"'{wanted}' is no level of education ({', '.join(LEVELS)})"
        case Points() if value.points not in tables:
            return f"asks for points in the table '{value.points}', which does not exist"
        case Points() if value.of is not None and value.of not in tables[value.points]:
            return f"asks for the section '{value.of}' of {value.points}, which does not exist"
    return None


def _walk(value: Any, where: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield where, value
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _walk(getattr(value, name), (*where, field.alias or name))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            key = getattr(part, "code", None) or getattr(part, "id", None)
            yield from _walk(part, (*where, key or number))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _walk(part, (*where, key))


def _check_numbers(files: _Files, content: Path) -> Iterator[Fault]:
    codes = Counter(occupation.code for occupation in files.occupations)
    for code, count in codes.items():
        if count > 1:
            yield _fault(content, ("occupations", code), f"the code stands {count} times")
    for tier in files.tiers:
        found = sum(occupation.tier == tier.id for occupation in files.occupations)
        if found != tier.occupations:
            yield _fault(
                content,
                ("tiers", tier.id),
                f"says {tier.occupations} occupations, content/rules/occupations has {found}",
            )
    known = set(codes)
    for occupation in files.occupations:
        for other in occupation.not_this:
            target = other.goes_to
            if target and target[0] in "S0123456789" and target not in known:
                reason = f"'{other.id}' goes to '{target}', which is no current occupation code"
                yield _fault(content, ("occupations", occupation.code), reason)
        rule = occupation.qualification
        if rule.rule == "own" and not rule.paths and not rule.human_check:
            yield _fault(content, ("occupations", occupation.code), "has an own qualification rule without paths")
        for path in rule.paths:
            for leaf in leaves(path.when):
                if isinstance(leaf, Review) and leaf.review not in {check.id for check in rule.human_check}:
                    reason = f"path '{path.id}' asks for the review '{leaf.review}', which human_check does not name"
                    yield _fault(content, ("occupations", occupation.code), reason)
        ways = {path.id for path in rule.paths}
        named = [*occupation.recommendation.by_path, *(id for one in occupation.employer for id in one.by_path)]
        for id in dict.fromkeys(named):
            if id not in ways:
                reason = f"by_path names '{id}', which is no way of its qualification rule"
                yield _fault(content, ("occupations", occupation.code), reason)
        counted = [fact for deduction in occupation.deductions() for fact in deduction.facts]
        for fact in dict.fromkeys(counted):
            if fact not in _KNOWN_FACTS:
                yield _fault(content, ("occupations", occupation.code), f"deducts '{fact}', which is no fact of a case")
    yield from _overlaps(files.salary.thresholds, content, "thresholds")
    yield from _overlaps((*files.salary.history, *files.salary.thresholds, *files.salary.gaps), content, "history")
    yield from _overlaps(files.salary.gni, content, "gni")
    for name in ("routes", "points", "failure_routes"):
        for key, count in Counter(row.id for row in getattr(files, name)).items():
            if count > 1:
                yield _fault(content, (name, key), f"the id stands {count} times")
    for route in files.routes:
        if route.points_table and route.points_table not in {table.id for table in files.points}:
            yield _fault(
                content, ("routes", route.id), f"names the points table '{route.points_table}', which does not exist"
            )
    yield from _check_routes(files, content)


def _check_routes(files: _Files, content: Path) -> Iterator[Fault]:
    """Every named route exists, every bar has an official page, and so has every way of a route that is certain."""
    official = {document.id for document in files.documents if document.official}
    known = {route.id for route in files.routes}
    families = known | {id[:at] for id in known for at, sign in enumerate(id) if sign == "-" and at > 1}

    def proven(cites: tuple[Citation, ...]) -> bool:
        return any(cite.document in official for cite in cites)

    for route in files.routes:
        for number, other in enumerate(route.leads_to):
            if other not in families:
                where = ("routes", route.id, "leads_to", number)
                yield _fault(content, where, f"leads to '{other}', which is no route and no family of routes")
        for number, bar in enumerate(route.bars):
            if not proven(bar.sources):
                yield _fault(
                    content, ("routes", route.id, "bars", number), f"the bar '{bar.id}' has no official source"
                )
        for number, way in enumerate(route.ways):
            if route.certainty == "high" and not proven(way.sources or route.sources):
                reason = f"the way '{way.id}' has no official source, so the route's certainty is not high"
                yield _fault(content, ("routes", route.id, "ways", number), reason)
    for plan in files.failure_routes:
        for phase in PHASES:
            for number, id in enumerate(getattr(plan, phase)):
                if id not in known:
                    reason = f"names the route '{id}', which does not exist"
                    yield _fault(content, ("failure_routes", plan.id, phase, number), reason)


def _overlaps(rows: Iterable[Any], content: Path, name: str) -> Iterator[Fault]:
    ordered = sorted(rows, key=lambda row: row.from_)
    for earlier, later in itertools.pairwise(ordered):
        if earlier.to is None or earlier.to >= later.from_:
            yield _fault(content, ("salary", name), f"the rows from {earlier.from_} and {later.from_} overlap")


def _fault(content: Path, where: tuple[Any, ...], reason: str) -> Fault:
    """Find the file and line where an item with this key stands."""
    name, *keys = where
    folder = content / "rules" / str(name)
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else [folder.with_suffix(".yaml")]
    for path in paths:
        data = read_yaml(path, content.parent, [])
        location = _location(data, keys)
        if location is not None:
            return Fault(str(path.relative_to(content.parent)), line_of(path, location), _dotted(keys), reason)
    return Fault(str(paths[0].relative_to(content.parent)), 1, _dotted(keys), reason)


def _location(data: Any, keys: list[Any]) -> list[str | int] | None:
    if not keys:
        return []
    if not isinstance(data, list):
        return [key for key in keys if isinstance(key, str | int)]
    for number, row in enumerate(data):
        if number == keys[0] or (
            isinstance(row, dict) and keys[0] in (row.get("code"), row.get("id"), row.get("path"))
        ):
            return [number, *[key for key in keys[1:] if isinstance(key, str | int)]]
    return None


def _dotted(keys: Iterable[Any]) -> str:
    return ".".join(str(key) for key in keys)


__all__ = ["DERIVED_FACTS", "All", "AnyOf", "Not", "Review", "SomeDegree", "check_links"]
