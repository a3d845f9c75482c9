"""Checks of the texts: both languages say the same things, nothing is empty, no English leaks into Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

from e7wizard.language.amounts import LANGUAGES, Language
from e7wizard.language.places import fault_at
from e7wizard.language.texts import PLACEHOLDER, leaves, read_tree
from e7wizard.rulebook.conditions import Compare, Condition, Points, Review
from e7wizard.rulebook.conditions import leaves as condition_leaves
from e7wizard.rulebook.failure_routes import PHASES
from e7wizard.rulebook.loading import Fault
from e7wizard.rulebook.rulebook import Rulebook

_PLURALS = {"one", "other", "few", "many", "two", "zero"}
_ENGLISH = re.compile(
    r"[A-Za-z][A-Za-z'’-]{2,}(?:\s+[A-Za-z][A-Za-z'’-]+)+|\b(?:the|and|your|you|with|from|this|that)\b"
)
_FREE_LISTS = ("titles", "pitfalls", "examples", "also")


def _reviews_of(condition: Condition, rulebook: Rulebook) -> Iterator[str]:
    """Names of the questions for the office in a condition and in the points tables that it counts."""
    for leaf in condition_leaves(condition):
        if isinstance(leaf, Review):
            yield leaf.review
        elif isinstance(leaf, Points):
            table = rulebook.points[leaf.points]
            for line in (line for section in table.sections for item in section.items for line in item.lines):
                yield from _reviews_of(line.when, rulebook)


def check_texts(content: Path, rulebook: Rulebook | None, more: Set[str] = frozenset()) -> list[Fault]:
    """Return every fault of content/en and content/zh; with a rulebook also what its ids still lack.

    `more`: further keys that must have a text.
    """
    faults: list[Fault] = []
    trees = {language: read_tree(content, language, faults) for language in LANGUAGES}
    texts = {language: dict(leaves(_without_free_lists(tree))) for language, tree in trees.items()}
    faults += _same_keys(content, texts)
    for key, text in leaves(trees["zh"]):
        if found := english_in(text):
            faults.append(fault_at(content, "zh", key, f"English in the Chinese text: '{found}'"))
    if rulebook is not None:
        for language in LANGUAGES:
            faults += _ids_have_texts(content, language, trees[language], needed_keys(rulebook) | more)
    return faults


def english_in(text: str) -> str | None:
    """The first run of English words in a Chinese text that is no name; None if there is none."""
    plain = PLACEHOLDER.sub("", text)
    plain = re.sub(r"https?://\S+", "", plain)
    for name in NAMES:
        plain = plain.replace(name, "")
    found = _ENGLISH.search(plain)
    return found[0] if found else None


NAMES = (
    "Visa Portal",
    "Startup Korea",
    "K-Startup Grand Challenge",
    "Grand Challenge",
    "Global Startup",
    "Forbes Global",
    "Fortune Global",
    "US News Global",
    "US News Engineering",
    "US News",
    "QS Engineering",
    "THE Engineering",
    "TIME100",
    "TOPIK",
    "AutoCAD",
    "Unreal Engine",
    "After Effects",
    "Adobe",
    "Google",
    "Spring Boot",
    "React Native",
    "GitHub",
    "Apostille",
)


def _without_free_lists(tree: Any) -> Any:
    """Lists whose length is each language's own affair (job titles, pitfalls) count as one text."""
    if isinstance(tree, dict):
        if tree and set(tree) <= _PLURALS:
            return str(tree.get("other"))
        return {
            key: "…" if key in _FREE_LISTS and isinstance(value, list) else _without_free_lists(value)
            for key, value in tree.items()
        }
    return tree


def _same_keys(content: Path, texts: dict[Language, dict[str, str]]) -> Iterator[Fault]:
    for one, other in (("en", "zh"), ("zh", "en")):
        for key in texts[one].keys() - texts[other].keys():  # type: ignore[index]
            yield fault_at(content, one, key, f"stands in {one} but not in {other}")
    for language, found in texts.items():
        for key, text in found.items():
            if not text.strip():
                yield fault_at(content, language, key, "is empty")
    for key in sorted(texts["en"].keys() & texts["zh"].keys()):
        wanted, got = (set(PLACEHOLDER.findall(texts[language][key])) for language in LANGUAGES)
        if wanted != got:
            yield fault_at(content, "zh", key, f"has the placeholders {sorted(got)}, English has {sorted(wanted)}")


def _ids_have_texts(content: Path, language: Language, tree: dict[str, Any], needed: Set[str]) -> Iterator[Fault]:
    for key in sorted(needed):
        node: Any = tree
        for step in key.split("."):
            node = node.get(step) if isinstance(node, dict) else None
        if node is None:
            yield fault_at(content, language, key, "the rules need this text")


def needed_keys(rulebook: Rulebook) -> set[str]:
    """Keys of texts that ids in content/rules call for."""
    keys: set[str] = set()
    for code, occupation in rulebook.occupations.items():
        base = f"occupations.{code}"
        keys |= {f"{base}.{name}" for name in ("name", "duties", "titles", "qualification", "employer")}
        keys |= {
            f"{base}.paths.{path.id}" for path in (*occupation.qualification.paths, *occupation.qualification.also)
        }
        keys |= {f"{base}.employer_rules.{rule.id}" for rule in occupation.employer}
        checks = (*occupation.qualification.human_check, *occupation.employer_human_check)
        keys |= {f"{base}.human_check.{check.id}" for check in checks}
        keys |= {f"{base}.review_exceptions.{one.id}" for one in occupation.protection.exceptions}
        keys |= {f"{base}.not_this.{other.id}" for other in occupation.not_this}
        keys |= {f"{base}.notes.{doubt}" for doubt in occupation.doubts}
    for route in rulebook.routes.values():
        base = f"routes.{route.id}"
        named = ("name", "purpose", "work", "stay", "family", "time", "next", "pitfalls")
        keys |= {f"{base}.{name}" for name in named}
        keys |= {f"{base}.bars.{bar.id}" for bar in route.bars}
        keys |= {f"{base}.ways.{way.id}" for way in route.ways}
        for way in route.ways:
            keys |= {f"{base}.reviews.{name}" for name in _reviews_of(way.when, rulebook)}
    for id, plan in rulebook.failure_routes.items():
        keys |= {f"failures.{id}.{name}" for name in ("name", "why", "fix_first", *PHASES)}
        keys |= {f"findings.{finding}.say" for finding in plan.findings}
    keys |= {f"ways.criteria.{criterion.id}" for criterion in rulebook.files.criteria}
    keys |= {f"ways.families.{route.family}" for route in rulebook.routes.values()}
    for id, table in rulebook.points.items():
        base = f"points.{id.lower()}"
        keys |= {f"{base}.name", f"{base}.note"}
        for section in table.sections:
            keys.add(f"{base}.sections.{section.id}")
            for item in section.items:
                keys.add(f"{base}.items.{item.id}")
                keys |= {f"{base}.lines.{item.id}.{line.id}" for line in item.lines}
    keys |= {f"relaxations.{relaxation.id}" for relaxation in rulebook.files.qualification.relaxations}
    keys |= {f"exceptions.{path.id}" for path in rulebook.files.procedure.exceptions}
    keys |= {f"confirm.{item.id}" for item in rulebook.files.to_confirm}
    keys |= {f"employer.duties.{duty.id}" for duty in rulebook.files.employer.duties}
    keys |= {f"outside.{item.id}" for item in rulebook.files.outside}
    keys |= {f"papers.{item.id}.name" for item in rulebook.files.papers}
    keys |= {f"facts.{path}.name" for path in compared_facts(rulebook)}
    return keys


def compared_facts(rulebook: Rulebook) -> set[str]:
    """Every fact that some condition compares, as it has to be named to a reader."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, Compare):
            found.add(value.fact)
        elif hasattr(type(value), "model_fields"):
            for name in type(value).model_fields:
                walk(getattr(value, name))
        elif isinstance(value, tuple):
            for part in value:
                walk(part)

    walk(rulebook.files.occupations)
    walk(rulebook.files.routes)
    walk(rulebook.files.failure_routes)
    walk(rulebook.files.points)
    walk(rulebook.files.qualification)
    derived = {"education.months_since_degree", "education.highest_level", "employer.months_since_founding"}
    return {path for path in found if path not in derived and not path.startswith("job.occupation_tier")}
