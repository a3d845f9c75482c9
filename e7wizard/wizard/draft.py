"""Everything a person typed, as they typed it, and the Case it makes. Lives in the session and in their browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic import Field as Attribute

from e7wizard.case import Case, given_facts
from e7wizard.wizard.fields import ALL_FIELDS, SEVERAL, UNKNOWN, Field, field_of
from e7wizard.wizard.reading import Unreadable, read_date, read_money, read_month, read_number

VERSION = 1
MAX_STORED = 200_000
"""Longest stored text that is read back, in characters."""


class Draft(BaseModel):
    """Raw answers by field id. `code_choice`: 'none' means that no occupation fits."""

    version: int = VERSION
    answers: dict[str, Any] = Attribute(default_factory=dict)

    def get(self, path: str) -> Any:
        """The raw answer, or None."""
        return self.answers.get(path)

    def put(self, path: str, value: Any) -> None:
        """Keep a raw answer; an empty one is forgotten."""
        if value in (None, "", []):
            self.answers.pop(path, None)
        else:
            self.answers[path] = value


def restore(text: str) -> Draft | None:
    """A draft from stored text; None if it is none. Stored text is foreign input: size and types are checked."""
    if len(text) > MAX_STORED:
        return None
    try:
        draft = Draft.model_validate_json(text)
    except ValidationError:
        return None
    known = {path: value for path, value in draft.answers.items() if _plain(path, value)}
    return Draft(answers=known)


def _plain(path: str, value: Any) -> bool:
    if path == "job.mix":
        return isinstance(value, list) and all(isinstance(row, dict) for row in value)
    return len(path) < 80 and isinstance(value, str) and len(value) <= 20_000


def read_case(draft: Draft, usual: Mapping[str, str]) -> tuple[Case, dict[str, str]]:
    """The case that the answers make, and for each unreadable answer the id of its message.

    `usual` holds what the page shows, and the case takes, where nothing was entered (the filing date, say).
    """
    draft = Draft(answers={**usual, **draft.answers}) if draft.answers else draft
    sections: dict[str, dict[str, Any]] = {}
    errors: dict[str, str] = {}
    for path in draft.answers:
        if not _asked(path):
            continue
        try:
            value = read_answer(field_of(path), draft)
        except Unreadable as error:
            errors[path] = error.key
            continue
        if value is not None:
            section, _, name = path.partition(".")
            sections.setdefault(section, {})[name] = value
    _add_choice(sections, draft)
    _add_situation(sections, draft)
    if not draft.answers:
        sections.setdefault("filing", {})["date"] = usual.get("filing.date")
    second = _second_degree(draft)
    return Case.model_validate({**sections, "other_degrees": second}), errors


def _asked(path: str) -> bool:
    section = path.partition(".")[0]
    if path.startswith("education.second") or path in {"pay.unit", "pay.period", "job.code_choice", "job.mix"}:
        return path == "job.mix"
    return section in Case.model_fields and (path in ALL_FIELDS or _is_fact(path))


def _is_fact(path: str) -> bool:
    section, _, name = path.partition(".")
    model = Case.model_fields[section].annotation
    return isinstance(model, type) and issubclass(model, BaseModel) and name in model.model_fields


def read_answer(field: Field, draft: Draft) -> Any:
    """The value of one answer; None for 'I don't know'. Raises Unreadable."""
    raw = draft.get(field.id)
    if raw is None or raw == UNKNOWN:
        return None
    match field.kind:
        case "mix":
            return _read_mix(raw)
        case "money":
            own = field.id == "pay.annual_krw"
            unit = draft.get("pay.unit") or "won" if own else "won"
            return read_money(raw, unit, (draft.get("pay.period") or "year") if own else "year")
        case "number":
            return read_number(raw, field.least, field.most)
        case "whole":
            return int(read_number(raw, field.least, field.most, whole=True))
        case "date":
            return read_date(raw)
        case "month":
            return read_month(raw)
        case "several":
            return _read_several(field, raw)
        case "choice" | "status" | "country":
            return _read_choice(field, raw)
        case _:
            return str(raw)[: int(field.most)]


def _read_choice(field: Field, raw: str) -> Any:
    if field.options == ("true", "false"):
        return raw == "true"
    if field.options and raw not in field.options:
        return None
    return int(raw) if field.id in {"person.topik", "person.kiip"} else raw


def _read_several(field: Field, raw: str) -> Any:
    """One choice alone, or the list of several; 'none' besides others, or 'I don't know', says nothing."""
    chosen = [option for option in raw.split(SEVERAL) if option in field.options]
    chosen = [option for option in chosen if option != "none"] or chosen
    if UNKNOWN in raw.split(SEVERAL) or not chosen:
        return None
    return chosen[0] if len(chosen) == 1 else chosen


def _read_mix(rows: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    found: list[dict[str, Any]] = []
    for row in rows:
        duty, percent = str(row.get("duty") or "").strip(), str(row.get("percent") or "").strip()
        if duty and percent:
            found.append({"duty": duty[:2000], "percent": read_number(percent, 0, 100)})
    if found and sum(row["percent"] for row in found) > 100.5:
        raise Unreadable("over_100")
    return found or None


def _add_choice(sections: dict[str, dict[str, Any]], draft: Draft) -> None:
    choice = draft.get("job.code_choice")
    if choice == "none":
        sections.setdefault("job", {})["none_fits"] = True
    elif isinstance(choice, str) and choice:
        sections.setdefault("job", {})["occupation"] = choice


def _add_situation(sections: dict[str, dict[str, Any]], draft: Draft) -> None:
    """What follows from other answers: no status while abroad, a job offer as the wizard is about one."""
    person = sections.setdefault("person", {})
    if person.get("in_korea") is False:
        person["current_status"] = "none"
    if draft.answers:
        person.setdefault("has_job_offer", True)


def _second_degree(draft: Draft) -> list[dict[str, Any]]:
    if draft.get("education.second") != "true" or draft.get("education.second_level") in {None, UNKNOWN}:
        return []
    related = draft.get("education.second_related")
    country = draft.get("education.second_country")
    return [
        {
            "level": draft.get("education.second_level"),
            "country": country if country != UNKNOWN else None,
            "related": None if related in {None, UNKNOWN} else related == "true",
        }
    ]


def draft_of(case: Case) -> Draft:
    """A draft that makes this case, for a file that is loaded back."""
    draft = Draft()
    for path, value in given_facts(case):
        if path == "job.mix":
            draft.put(path, [{"duty": row.duty, "percent": _short(row.percent)} for row in case.job.mix])
        elif path == "job.occupation":
            draft.put("job.code_choice", value)
        elif path == "job.none_fits":
            draft.put("job.code_choice", "none" if value else None)
        elif isinstance(value, bool):
            draft.put(path, "true" if value else "false")
        elif isinstance(value, float):
            draft.put(path, _short(value))
        elif isinstance(value, list):
            draft.put(path, SEVERAL.join(value) if field_of(path).kind == "several" else None)
        else:
            draft.put(path, str(value))
    if case.other_degrees:
        second = case.other_degrees[0]
        draft.put("education.second", "true")
        draft.put("education.second_level", second.level)
        draft.put("education.second_country", second.country)
        if second.related is not None:
            draft.put("education.second_related", "true" if second.related else "false")
    return draft


def _short(value: float) -> str:
    return f"{value:g}"
