"""Everything a person typed, as they typed it, and the Case it makes. Lives in the session and in their browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from pydantic import Field as Attribute

from e7wizard.case import Case, StatusCode, given_facts
from e7wizard.language.reading import Unreadable, read_date, read_money, read_month, read_number, read_rank
from e7wizard.wizard.fields import ALL_FIELDS, SEVERAL, UNKNOWN, Field, field_of
from e7wizard.wizard.further_degrees import degree_part, keep_degrees

_STATUS = re.compile(StatusCode.__metadata__[0].pattern)  # type: ignore[attr-defined]


class Draft(BaseModel):
    """Raw answers by field id. `code_choice`: 'none' means that no occupation fits."""

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
    degrees = _other_degrees(draft, errors)
    return Case.model_validate({**sections, "other_degrees": degrees}), errors


def _asked(path: str) -> bool:
    section = path.partition(".")[0]
    if path.startswith("education.second") or path in {
        "pay.unit",
        "pay.period",
        "job.code_choice",
        "job.occupation",
        "job.mix",
    }:
        return path == "job.mix"
    return section in Case.model_fields and (path in ALL_FIELDS or is_fact(path))


def is_fact(path: str) -> bool:
    """Whether a case has such a fact."""
    section, _, name = path.partition(".")
    model = Case.model_fields[section].annotation if section in Case.model_fields else None
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
        case "whole" if field.id.endswith("_rank"):
            return read_rank(str(raw), field.least, field.most)
        case "whole":
            return int(read_number(raw, field.least, field.most, whole=True))
        case "date":
            return read_date(raw)
        case "month":
            return read_month(raw)
        case "several":
            return _read_several(field, raw)
        case "wholes":
            return [int(read_number(part, field.least, field.most, whole=True)) for part in str(raw).split(SEVERAL)]
        case "choice" | "status" | "country":
            return _read_choice(field, raw)
        case _:
            return str(raw)[: int(field.most)]


def is_option(field: Field, raw: Any) -> bool:
    """Whether this is an answer that the question offers, and not, say, the words of one in some language."""
    if field.kind == "country":
        return isinstance(raw, str) and re.fullmatch("[A-Z]{2}", raw) is not None
    if field.kind == "status":
        return isinstance(raw, str) and _STATUS.fullmatch(raw) is not None
    return not field.options or raw in field.options


def _read_choice(field: Field, raw: str) -> Any:
    if not is_option(field, raw):
        return None
    if field.options == ("true", "false"):
        return raw == "true"
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


def _other_degrees(draft: Draft, errors: dict[str, str]) -> list[dict[str, Any]]:
    """The second degree as it was asked, and what a file said of it and of further ones."""
    found: dict[int, dict[str, Any]] = {}
    if draft.get("education.second") == "true" and draft.get("education.second_level") not in {None, UNKNOWN}:
        for name in ("level", "country", "related"):
            found.setdefault(0, {})[name] = _degree_fact(draft, f"education.second_{name}", errors)
    for path in draft.answers:
        place = degree_part(path)
        # What is known of the second degree beside the questions goes with the answers to them.
        if place is not None and (place[0] > 0 or 0 in found or draft.get("education.second") is None):
            found.setdefault(place[0], {})[place[1]] = _degree_fact(draft, path, errors, f"education.{place[1]}")
    return [found[number] for number in sorted(found)]


def _degree_fact(draft: Draft, path: str, errors: dict[str, str], like: str = "") -> Any:
    """An answer about another degree, read like the one about the main degree (`like`)."""
    field = field_of(like or path)
    try:
        return read_answer(field, Draft(answers={field.id: draft.get(path)}))
    except Unreadable as error:
        errors[path] = error.key
        return None


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
            draft.put(path, SEVERAL.join(map(str, value)))
        else:
            draft.put(path, str(value))
    keep_degrees(case, draft.answers)
    return draft


def _short(value: float) -> str:
    """A number as people write it, to its last digit."""
    return str(int(value)) if value == int(value) else format(Decimal(str(value)), "f")
