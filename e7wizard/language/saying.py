"""Findings, changes and missing facts as sentences: ids and numbers in, the words of one language out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from e7wizard.assessment.model import Change, Finding, RouteResult, SourceRef, ToConfirm
from e7wizard.language.amounts import country, day, money, number, percent
from e7wizard.language.texts import Texts
from e7wizard.rulebook.occupations import NotThis
from e7wizard.rulebook.rulebook import Rulebook

_CODES = {"code", "other", "nearest", "side", "title_code"}
_SHARES = {"share", "side_share"}
_DAYS = {"day", "expires", "opens", "start", "likely_day", "report_by", "ended", "since", "until"}


@dataclasses.dataclass(frozen=True)
class Speaker:
    """Says what an assessment found, in one language."""

    texts: Texts
    rulebook: Rulebook

    def occupation(self, code: str) -> str:
        """Number, official Korean name and translation of an occupation."""
        occupation = self.rulebook.occupations[code]
        name = self.texts(f"occupations.{code}.name")
        return self.texts("say.occupation", number=code, name_ko=occupation.name_ko, name=name)

    def not_this(self, code: str, other: NotThis) -> str:
        """What the occupation is often taken for, and where that work belongs."""
        target = other.goes_to or ""
        target = self.occupation(target) if target in self.rulebook.occupations else target
        return self.texts(f"occupations.{code}.not_this.{other.id}") + (f" → {target}" if target else "")

    def fact(self, path: str) -> str:
        """What a fact is called; a missing published figure is named as such."""
        if path.startswith("rule."):
            return self.texts(f"say.missing_rule.{path.removeprefix('rule.')}")
        if path.startswith("points."):
            return self.texts("say.points", table=path.removeprefix("points."))
        section, _, name = path.partition(".")
        if section == "points":
            return self.texts("say.points", table=name)
        return self.texts(f"facts.{section}.{name}.name")

    def value(self, path: str, value: Any) -> str:
        """A fact's value as a reader expects it."""
        if value is None:
            return self.texts("say.unknown")
        if isinstance(value, bool):
            return self.texts("say.yes" if value else "say.no")
        if path == "job.follow_up":
            return self.follow_up(str(value))
        section, _, name = path.partition(".")
        option = self.texts.find(f"facts.{section}.{name}.options")
        if isinstance(option, dict) and str(value) in option:
            return str(option[str(value)])
        if isinstance(value, list | tuple):
            return self.texts("say.and").join(self.value(path, item) for item in value)
        if name.endswith("_krw"):
            return money(int(value), self.texts.language)
        if name in {"nationality", "country"}:
            return country(str(value), self.texts.language)
        if path == "job.occupation" and value in self.rulebook.occupations:
            return self.occupation(str(value))
        if isinstance(value, dt.date):
            return day(value, self.texts.language)
        if isinstance(value, int | float):
            return number(value, self.texts.language)
        return str(value)

    def option(self, question: str, option: str) -> str:
        """An answer to a follow-up question; between two kinds of work, what a person in each of them does."""
        name = question.partition(".")[0]
        said = self.texts.maybe(f"questions.{name}.options.{option}") or self.texts.maybe(f"questions.{option}")
        if said:
            return said
        if option in self.rulebook.occupations:
            name, duties = (self.texts(f"occupations.{option}.{part}") for part in ("name", "duties"))
            return self.texts("code.option", name=name, duties=duties)
        return self.texts.maybe(f"outside.{option}") or option

    def follow_up(self, answer: str) -> str:
        """A kept answer 'question:option' in words."""
        question, _, option = answer.rpartition(":")
        asked = self.texts.maybe(f"questions.{question.partition('.')[0]}.ask")
        return f"{asked} {self.option(question, option)}" if asked else answer

    def finding(self, finding: Finding) -> str:
        """What was found."""
        return self.texts(f"findings.{finding.id}.say", **self._filled(finding.params, finding.missing))

    def remedy(self, finding: Finding) -> str | None:
        """What to do about it, if there is something to do."""
        return self.texts.maybe(f"findings.{finding.id}.do", **self._filled(finding.params, finding.missing))

    def possible(self, finding: Finding) -> list[str]:
        """Relaxations and exceptions that would lift the finding and that nobody has ruled out."""
        exceptions = f"occupations.{finding.params.get('code')}.review_exceptions"
        return [
            *(self.texts(f"relaxations.{name}") for name in finding.params.get("possible") or ()),
            *(self.texts(f"{exceptions}.{name}") for name in finding.params.get("possible_exceptions") or ()),
        ]

    def confirm(self, item: ToConfirm) -> str:
        """What is left to confirm."""
        if item.id == "occupation_check":
            return self.texts(f"occupations.{item.params['code']}.human_check.{item.params['check']}")
        if item.id == "presumed":
            return self.texts("confirm.presumed", fact=self.fact(item.params["fact"]))
        return self.texts(f"confirm.{item.id}", **self._filled(item.params, ()))

    def change(self, change: Change) -> str:
        """A smallest change, as an instruction."""
        params = change.params
        if change.id == "reach_fact":
            wanted = self.value(params["fact"], params["wanted"])
            key = (
                "level"
                if isinstance(params["wanted"], int | float) and not isinstance(params["wanted"], bool)
                else "is"
            )
            return self.texts(f"say.reach.{key}", fact=self.fact(params["fact"]), wanted=wanted)
        return self.texts(f"changes.{change.id}", **self._filled(params, ()))

    def unmet(self, unmet: dict[str, Any]) -> str:
        """A requirement that is not met yet: what is asked, and what the person has."""
        path, operator = unmet["fact"], unmet["operator"]
        wanted = unmet["wanted"]
        key = f"day_{operator}" if isinstance(wanted, dt.date) else operator
        key = key if self.texts.find(f"say.unmet.{key}") else "other"
        money_wanted = operator == "at_least_gni"
        wanted = money(int(wanted), self.texts.language) if money_wanted else self.value(path, wanted)
        return self.texts(f"say.unmet.{key}", fact=self.fact(path), wanted=wanted, has=self.value(path, unmet["has"]))

    def route_missing(self, route: RouteResult) -> list[str]:
        """What a route still lacks: requirements to meet, questions for the office, facts to find out, bars."""
        found = [self.unmet(unmet) for unmet in route.unmet if route.status == "open_if"]
        if route.status in {"cannot_tell", "open_if"}:
            found += [self.texts("say.find_out", fact=self.fact(path)) for path in route.missing]
        found += [self.texts(f"routes.{route.id}.reviews.{name}") for name in route.needs_review]
        for bar in route.bars:
            if bar.startswith("fact:"):
                found.append(self.texts("say.closed_by", fact=self.fact(bar.removeprefix("fact:"))))
            else:
                found.append(self.texts(f"routes.{route.id}.bars.{bar}"))
        return list(dict.fromkeys(found))

    def source(self, source: SourceRef) -> str:
        """Document, page and date."""
        return self._cited(source, [source.page] if source.page else [])

    def sources(self, sources: Iterable[SourceRef]) -> list[str]:
        """Each document once, with all its pages."""
        pages: dict[str, list[str]] = {}
        first: dict[str, SourceRef] = {}
        for source in sources:
            first.setdefault(source.document, source)
            known = pages.setdefault(source.document, [])
            if source.page and source.page not in known:
                known.append(source.page)
        return [self._cited(source, pages[document]) for document, source in first.items()]

    def cited(self, sources: Iterable[SourceRef]) -> str:
        """The documents with their pages in one line; empty where there are none."""
        return self.listed(self.sources(sources))

    def listed(self, rows: Iterable[str]) -> str:
        """Sentences or names in one line, each without its full stop."""
        return self.texts("say.list").join(row.rstrip("。.") for row in rows)

    def _cited(self, source: SourceRef, pages: list[str]) -> str:
        document = self.rulebook.documents[source.document]
        text = document.title_zh if self.texts.language == "zh" else document.title_en
        if pages:
            text = self.texts("say.source_page", title=text, page=self.texts("say.and").join(pages))
        if source.date:
            text = self.texts("say.source_dated", source=text, date=day(source.date, self.texts.language))
        return text if document.official else self.texts("say.unofficial", source=text)

    def _filled(self, params: dict[str, Any], missing: Iterable[str]) -> dict[str, Any]:
        filled = {key: self._param(key, value, params) for key, value in params.items()}
        filled["missing"] = self.texts("say.and").join(self.fact(path) for path in missing)
        for optional in (
            "words",
            "title",
            "other",
            "also",
            "agencies",
            "annual_krw",
            "possible",
            "outside",
            "side",
            "shares_from",
            "deducted",
            "planning_krw",
        ):
            filled.setdefault(optional, "")
        return filled

    def _param(self, key: str, value: Any, params: dict[str, Any]) -> Any:
        texts = self.texts
        if key in _CODES:
            return self.occupation(str(value))
        if key.endswith("_krw"):
            return money(int(value), texts.language)
        if key in _SHARES:
            return percent(float(value), texts.language)
        if key in _DAYS:
            return day(value, texts.language)
        if key == "year":
            return str(value)
        if key == "short_years":
            return texts("say.years_and_months", years=number(float(value), texts.language))
        named = {
            "also": lambda: texts(f"occupations.{params.get('code')}.paths.{value}"),
            "way": lambda: self._way(str(value), params),
            "nearest_way": lambda: self._way(str(value), params),
            "employer_rule": lambda: texts(f"occupations.{params.get('code')}.employer_rules.{value}"),
            "review_exception": lambda: texts(f"occupations.{params.get('code')}.review_exceptions.{value}"),
            "check": lambda: texts(f"occupations.{params.get('code')}.human_check.{value}"),
            "relaxation": lambda: texts(f"relaxations.{value}"),
            "outside": lambda: texts(f"outside.{value}"),
            "exception": lambda: texts(f"exceptions.{value}"),
            "possible": lambda: texts("say.or").join(texts(f"relaxations.{name}") for name in value),
            "agencies": lambda: texts("say.and").join(value),
            "reasons": lambda: texts("say.or").join(self.value("person.reason_for_leaving", name) for name in value),
            "reason": lambda: self.value("person.reason_for_leaving", value),
            "words": lambda: texts("say.and").join(texts("say.quoted", word=word) for word in value),
            "shares_from": lambda: texts(f"say.shares_from.{value}"),
            "by": lambda: self.fact(str(value)),
            "deducted": lambda: texts("say.deducted", heads=value),
        }
        if key in named and value not in (None, []):
            return named[key]()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return number(value, texts.language)
        return value

    def _way(self, way: str, params: dict[str, Any]) -> str:
        if params.get("rule") == "own":
            return self.texts(f"occupations.{params.get('code')}.paths.{way}")
        return self.texts(f"general_ways.{way}")
