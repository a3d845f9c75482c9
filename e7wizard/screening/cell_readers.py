"""One reader for each kind of fact: what stands in a cell as the value that it means."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from e7wizard.case import StatusCode
from e7wizard.language.reading import (
    MAX_KRW,
    PERIODS,
    STATED_UNITS,
    plain,
    read_date,
    read_money,
    read_month,
    read_number,
)
from e7wizard.screening.faults import Unfit
from e7wizard.screening.headers import Column
from e7wizard.screening.vocabulary import Vocabulary, leading_code
from e7wizard.screening.words import mark

EXCEL_EPOCH = dt.date(1899, 12, 30)
_EXCEL_DAYS = (10_000, 80_000)
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+")
_DOLLARS = re.compile(r"us\s*\$|usd|us dollars?|dollars?|美元|美金|달러|\$")
_MONTHS = re.compile(r"\s*(?:months?|个月|月|개월)$")
_STATUS = re.compile(r"([A-Ha-h])\s*[-–—]?\s*(\d{1,2})((?:\s*[-–—]\s*[0-9A-Za-z]+)*)(?![0-9A-Za-z])")
_STATUS_CODE = re.compile(StatusCode.__metadata__[0].pattern)  # type: ignore[attr-defined]
_LEVEL = re.compile(r"(?:topik|kiip|토픽|level|grade|stage|第)?\s*([0-6])\s*(?:级|급|阶段|단계|level|stage)?")
_SHARE_OF_MIX = re.compile(
    r"(.+?)[\s:：(（]*(\d+(?:\.\d+)?)\s*[%％][)）]?|(\d+(?:\.\d+)?)\s*[%％][\s:：]*(.+)", re.DOTALL
)
_SEVERAL = re.compile(r"[,，;；、/]\s*")


def is_blank(value: Any) -> bool:
    """Whether a cell says nothing."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return isinstance(value, str) and not value.strip()


def _id(value: Any, column: Column, vocabulary: Vocabulary) -> str:
    return _as_text(value)[:200]


def _text(value: Any, column: Column, vocabulary: Vocabulary) -> str:
    return _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time() else value).isoformat()
    return str(value)


def _yes_no(value: Any, column: Column, vocabulary: Vocabulary) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    said = mark(str(value))
    own = vocabulary.choices.get(str(column.path), {}).get(said)
    found = own == "true" if own in {"true", "false"} else vocabulary.truth.get(said)
    if found is None:
        raise Unfit("yes_no")
    return found


def _choice(value: Any, column: Column, vocabulary: Vocabulary) -> str | None:
    path = str(column.path)
    options = vocabulary.choices.get(f"education.{path.rpartition('.')[2]}" if path.startswith("other_") else path, {})
    said = mark(_as_text(value))
    found = options.get(said)
    if found is None and said in vocabulary.unknown:
        return None
    if found is None:
        raise Unfit("choice")
    return found


def _choices(value: Any, column: Column, vocabulary: Vocabulary) -> Any:
    parts = list(value) if isinstance(value, list | tuple | np.ndarray) else _SEVERAL.split(_as_text(value))
    found = [choice for part in parts if not is_blank(part) and (choice := _choice(part, column, vocabulary))]
    return (found[0] if len(found) == 1 else found) if found else None


def _level(value: Any, column: Column, vocabulary: Vocabulary) -> int:
    said = _as_text(value)
    option = vocabulary.choices.get(str(column.path), {}).get(mark(said))
    found = re.fullmatch(_LEVEL, option if option is not None else plain(said))
    if found is None:
        raise Unfit("level")
    return int(found[1])


def _number_of(value: Any) -> str:
    """A number of a cell as text: 33000000.0 and 3.3E+07 are 33000000."""
    if isinstance(value, bool | dt.date):
        raise Unfit("number")
    if isinstance(value, str):
        text = value.strip()
        return _plain_number(float(text)) if _SCIENTIFIC.fullmatch(text) else text
    if isinstance(value, int | float | Decimal):
        return _plain_number(value)
    raise Unfit("number")


def _plain_number(value: float | Decimal) -> str:
    if not math.isfinite(value):
        raise Unfit("number")
    return str(int(value)) if value == int(value) else format(Decimal(str(value)), "f")


def _money(value: Any, column: Column, vocabulary: Vocabulary) -> int:
    if isinstance(value, bool | dt.date):
        raise Unfit("money")
    if isinstance(value, float) and math.isfinite(value) and 0 <= value <= MAX_KRW:
        # Sheets hold a twelfth of a year's pay with all its decimals; what is meant is a whole amount.
        factor = STATED_UNITS[column.unit or "won"] * PERIODS[column.period]
        return round(Decimal(str(value)) * factor)
    return read_money(_number_of(value), column.unit or "won", column.period)


def _dollars(value: Any, column: Column, vocabulary: Vocabulary) -> int:
    return read_money(_DOLLARS.sub("", plain(_number_of(value))))


def _number(value: Any, column: Column, vocabulary: Vocabulary) -> float:
    return read_number(_number_of(value), -math.inf, math.inf)


def _years(value: Any, column: Column, vocabulary: Vocabulary) -> float:
    text = _number_of(value)
    if column.unit == "months" and re.fullmatch(r"\d+(?:\.\d+)?\s*(?:月)?", plain(text)):
        return round(float(plain(text).rstrip("月")) / 12, 2)
    return read_number(text, -math.inf, math.inf)


def _whole(value: Any, column: Column, vocabulary: Vocabulary) -> int:
    return int(read_number(_MONTHS.sub("", plain(_number_of(value))), -math.inf, math.inf, whole=True))


def _wholes(value: Any, column: Column, vocabulary: Vocabulary) -> list[int]:
    parts = list(value) if isinstance(value, list | tuple | np.ndarray) else _SEVERAL.split(_as_text(value).strip("[]"))
    return [_whole(part, column, vocabulary) for part in parts if not is_blank(part)]


def _share(value: Any, column: Column, vocabulary: Vocabulary) -> float:
    text = _number_of(value)
    share = read_number(text, -math.inf, math.inf)
    return share / 100 if column.unit == "percent" or text.endswith(("%", "％")) else share


def _date(value: Any, column: Column, vocabulary: Vocabulary) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if _EXCEL_DAYS[0] <= value <= _EXCEL_DAYS[1]:
            return EXCEL_EPOCH + dt.timedelta(days=int(value))
        value = _plain_number(value)
    return read_date(_TIME.sub("", str(value).strip()))


def _month(value: Any, column: Column, vocabulary: Vocabulary) -> str:
    if isinstance(value, dt.date):
        return (value.date() if isinstance(value, dt.datetime) else value).isoformat()
    text = _TIME.sub("", _as_text(value).strip())
    if re.fullmatch(r"\d{5}", text) and _EXCEL_DAYS[0] <= int(text) <= _EXCEL_DAYS[1]:
        return (EXCEL_EPOCH + dt.timedelta(days=int(text))).isoformat()
    return read_date(text).isoformat() if len(re.findall(r"\d+", text)) == 3 else read_month(text)


def _country(value: Any, column: Column, vocabulary: Vocabulary) -> str:
    found = vocabulary.countries.get(mark(_as_text(value)))
    if found is None:
        raise Unfit("country")
    return found


def _status(value: Any, column: Column, vocabulary: Vocabulary) -> str:
    text = _as_text(value).strip()
    if found := vocabulary.statuses.get(mark(text)):
        return found
    code = _STATUS.match(plain(text).upper())
    if code is None:
        raise Unfit("status")
    rest = "".join(f"-{part}" for part in re.findall(r"[0-9A-Z]+", code[3]))
    found = f"{code[1].upper()}-{int(code[2])}{rest}"
    if not _STATUS_CODE.fullmatch(found):
        raise Unfit("status")
    return found


def _code(value: Any, column: Column, vocabulary: Vocabulary) -> str:
    text, rulebook = _as_text(value).strip(), vocabulary.rulebook
    code = vocabulary.codes.get(mark(text)) or leading_code(text)
    if code is None or code not in rulebook.occupations:
        now = rulebook.former_codes.get(code or "")
        if now:
            raise Unfit("former_code", day=rulebook.files.edition.numbering_changed_on, codes=" / ".join(now))
        raise Unfit("code", count=len(rulebook.occupations))
    return code


def _mix(value: Any, column: Column, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Parts of the job: JSON as in the contract, or 'overseas sales 60%; social media 40%'."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise Unfit("mix") from error
    if isinstance(value, list | tuple | np.ndarray):
        return [dict(part) if isinstance(part, dict) else part for part in value]
    found: list[dict[str, Any]] = []
    for part in re.split(r"[;；\n]+|(?<=[%％])[,，、]\s*|[,，、]\s*(?=\d+(?:\.\d+)?\s*[%％])", _as_text(value)):
        if not part.strip():
            continue
        said = _SHARE_OF_MIX.fullmatch(part.strip())
        if said is None:
            raise Unfit("mix")
        found.append({"duty": (said[1] or said[4]).strip(), "percent": float(said[2] or said[3])})
    if sum(part["percent"] for part in found) > 100.5:
        raise Unfit("over_100")
    return found


READERS: dict[str, Callable[[Any, Column, Vocabulary], Any]] = {
    "id": _id,
    "text": _text,
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "level": _level,
    "money": _money,
    "dollars": _dollars,
    "number": _number,
    "years": _years,
    "share": _share,
    "whole": _whole,
    "wholes": _wholes,
    "date": _date,
    "month": _month,
    "country": _country,
    "status": _status,
    "code": _code,
    "mix": _mix,
}  # fmt: skip
