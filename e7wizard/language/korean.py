"""The Korean words of the sheet for HR, read from content/ko/hr.yaml."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from e7wizard.rulebook.loading import ContentError, Fault, build, read_yaml

FILE = "ko/hr.yaml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HrLetter(_Part):
    """What stands around the questions: greeting, headings, facts of the application, closing."""

    greeting: tuple[str, ...]
    about: str
    questions: str
    papers: str
    occupation: str
    occupation_likely: str
    occupation_open: str
    threshold: str
    stay_expires: str
    start_date: str
    answer: str
    closing: tuple[str, ...]


class HrWords(_Part):
    """`questions`: by fact path. `own`: facts the person knows better than the employer. `confirm`: by id of what
    everybody confirms. `checks`: by 'code.check' of an occupation. `not_for_hr`: checks no employer can answer.
    `papers`: official names of the employer's papers, by id.
    """

    letter: HrLetter
    questions: dict[str, str]
    own: tuple[str, ...]
    confirm: dict[str, str]
    checks: dict[str, str]
    not_for_hr: tuple[str, ...]
    papers: dict[str, str]


def read_korean(content: Path, faults: list[Fault]) -> HrWords | None:
    """The words, or None after adding the faults of the file."""
    path = content / FILE
    count = len(faults)
    data = read_yaml(path, content.parent, faults)
    if len(faults) > count:
        return None
    return build(TypeAdapter(HrWords), data, path, content.parent, faults)


def load_korean(content: Path) -> HrWords:
    """Read the words. Raises ContentError with every fault found."""
    faults: list[Fault] = []
    words = read_korean(content, faults)
    if words is None:
        raise ContentError(faults)
    return words


def won(krw: int) -> str:
    """An amount as Korean papers write it: 31,120,000원."""
    return f"{krw:,}원"


def korean_day(date: dt.date) -> str:
    """A date as Korean papers write it: 2026년 12월 1일."""
    return f"{date.year}년 {date.month}월 {date.day}일"
