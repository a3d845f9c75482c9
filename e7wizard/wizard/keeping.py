"""What the browser keeps of a case, and what of it still fits when it comes back: from an older version of the tool,
from a newer one, or changed by somebody. Nothing is dropped in silence."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from e7wizard.language.amounts import countries
from e7wizard.wizard.draft import is_fact, is_option
from e7wizard.wizard.fields import ALL_FIELDS, SEVERAL, UNKNOWN, field_of
from e7wizard.wizard.further_degrees import degree_part
from e7wizard.wizard.session import HrEdit, Session
from e7wizard.wizard.variants import MOST, PARTS, Variant

VERSION = 2
"""Of what is kept. 1 knew answers only."""
MAX_STORED = 400_000
"""Longest stored text that is read back, in characters."""
MAX_TEXT = 20_000
MOST_QUESTIONS = 500
_MORE_CHOICES = {"pay.unit": ("won", "man"), "pay.period": ("year", "month")}


class _Hr(BaseModel):
    text: str = Field(max_length=MAX_TEXT)
    basis: str = Field(max_length=MAX_TEXT)


class _Variant(BaseModel):
    number: int = Field(ge=1, le=10_000)
    changes: dict[str, str]


class Kept(BaseModel):
    """The form in which a case stands in the browser. `unread`: answers that did not fit the version that read them;
    `forward`, `late`, `for_routes`: folded and earlier questions that came forward, and those asked for other statuses, so
    that they stand where they stood; `misfits`: what did not fit and is still to be said."""

    version: int = VERSION
    answers: dict[str, Any] = Field(default_factory=dict)
    unread: dict[str, Any] = Field(default_factory=dict)
    hr: _Hr | None = None
    variants: list[_Variant] = Field(default_factory=list, max_length=MOST)
    forward: list[str] = Field(default_factory=list, max_length=MOST_QUESTIONS)
    late: list[str] = Field(default_factory=list, max_length=MOST_QUESTIONS)
    for_routes: list[str] = Field(default_factory=list, max_length=MOST_QUESTIONS)
    misfits: dict[str, Any] = Field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Found:
    """What was read: `misfits` are the answers that do not fit any more, `newer` says that a later version wrote it."""

    kept: Kept
    misfits: dict[str, Any]
    newer: bool = False


def pack(session: Session) -> str:
    """The session's case as the browser keeps it."""
    edit = session.hr_edit
    return Kept(
        answers=session.draft.answers,
        unread=session.unread,
        hr=_Hr(text=edit.text, basis=edit.basis) if edit else None,
        variants=[_Variant(number=one.number, changes=one.changes) for one in session.desk.variants],
        forward=sorted(session.brought_forward),
        late=sorted(session.asked_late),
        for_routes=list(session.asked_for_routes),
        misfits=session.misfits,
    ).model_dump_json()


def unpack(text: str, codes: Mapping[str, Any]) -> Found | None:
    """What stored text holds; None if it is nothing of ours. Stored text is foreign input: size and types are checked."""
    if len(text) > MAX_STORED:
        return None
    try:
        kept = Kept.model_validate_json(text)
    except ValidationError:
        return _newer(text)
    if kept.version > VERSION:
        return Found(Kept(), {}, newer=True)
    everything = {**kept.unread, **kept.answers}
    fit = {path: value for path, value in everything.items() if fits(path, value, codes)}
    misfits = kept.misfits | {path: value for path, value in kept.answers.items() if path not in fit}
    unread = {path: value for path, value in everything.items() if path not in fit}
    return Found(kept.model_copy(update={"answers": fit, "unread": unread}), misfits)


def take(session: Session, kept: Kept) -> None:
    """Give the session what was kept; answers given meanwhile are newer."""
    session.draft.answers = {**kept.answers, **session.draft.answers}
    session.unread = kept.unread
    if kept.hr is not None and session.hr_edit is None:
        session.hr_edit = HrEdit(kept.hr.text, kept.hr.basis)
    # Names of questions that do not exist are compared with those that do, and mean nothing.
    session.brought_forward |= set(kept.forward)
    session.asked_late |= set(kept.late)
    known = [path for path in kept.for_routes if path in ALL_FIELDS or is_fact(path)]
    session.asked_for_routes = dict.fromkeys(known) | session.asked_for_routes
    if kept.variants and not session.desk.variants:
        session.desk.variants = [
            Variant(one.number, {path: raw for path, raw in one.changes.items() if path in PARTS})
            for one in kept.variants
        ]
        session.desk.given = max(session.desk.given, *(one.number for one in kept.variants))


def _newer(text: str) -> Found | None:
    """A later version may keep things in a form that this one cannot read; it still says its number."""

    class Numbered(BaseModel):
        version: int

    try:
        return Found(Kept(), {}, newer=True) if Numbered.model_validate_json(text).version > VERSION else None
    except ValidationError:
        return None


def fits(path: str, value: Any, codes: Mapping[str, Any]) -> bool:
    """Whether the question, and the choice if it is one, still exists."""
    if path == "job.mix":
        return isinstance(value, list) and len(value) <= 20 and all(isinstance(row, dict) for row in value)
    if not isinstance(value, str) or len(value) > MAX_TEXT or len(path) > 80:
        return False
    if path == "job.code_choice":
        return value == "none" or value in codes
    if path in _MORE_CHOICES:
        return value in _MORE_CHOICES[path]
    if path == "job.occupation":
        return False  # a code stands under the choice; an earlier version let people type here
    degree = degree_part(path)
    if path not in ALL_FIELDS and not is_fact(path) and degree is None:
        return False
    field = field_of(path if degree is None else f"education.{degree[1]}")
    match field.kind:
        case "choice":
            return value == UNKNOWN or value in field.options
        case "status":
            return value == UNKNOWN or is_option(field, value)
        case "several":
            return set(value.split(SEVERAL)) <= {*field.options, UNKNOWN}
        case "country":
            return value == UNKNOWN or value in countries("en")
    return True
