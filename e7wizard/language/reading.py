"""Read what people type: money in won or 万, months, dates, plain numbers. A fault is a text id, never a sentence."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation

MAX_KRW = 10**13
STATED_UNITS: dict[str, int] = {"won": 1, "thousand": 1000, "man": 10_000, "million": 10**6, "eok": 10**8}
"""Units in which an amount may be asked or a column of a table be kept, in KRW."""
PERIODS: dict[str, int] = {"year": 1, "month": 12}
"""How often in a year a stated amount is paid."""
_UNITS = {"万": 10_000, "만": 10_000, "萬": 10_000, "亿": 10**8, "억": 10**8, "億": 10**8, "千": 1000, "천": 1000}
_ENGLISH_UNITS = {
    "million": 10**6,
    "mil": 10**6,
    "m": 10**6,
    "k": 1000,
    "thousand": 1000,
    "bn": 10**9,
    "billion": 10**9,
}
_MONEY_WORDS = re.compile(r"krw|won|韩元|韩币|元|원|₩|￦|\s|,|'|_")


class Unreadable(ValueError):
    """What was typed cannot be read; `key` is the id of the message below `errors`."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def plain(text: str) -> str:
    """Half-width and lower case."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def read_money(text: str, unit: str = "won", period: str = "year") -> int:
    """KRW a year from '36,000,000', '3600万', '36 million' or '300' with unit 'man' and period 'month'.

    `unit` is one of STATED_UNITS, `period` one of PERIODS. A unit inside the text (万, 만, 억, million) wins over `unit`. Raises Unreadable.
    """
    rest = _MONEY_WORDS.sub("", plain(text))
    if rest.startswith("-"):
        raise Unreadable("negative")
    total, found = Decimal(0), False
    pattern = re.compile(
        r"(\d+(?:\.\d+)?)(亿|억|億|千万|천만|百万|백만|万|만|萬|million|mil|bn|billion|thousand|k|m|千|천)?"
    )
    place = 0
    factor_seen = False
    while place < len(rest):
        match = pattern.match(rest, place)
        if not match:
            raise Unreadable("money")
        amount, name = match[1], match[2]
        total += _number(amount) * _factor(name)
        factor_seen = factor_seen or name is not None
        found, place = True, match.end()
    if not found:
        raise Unreadable("money")
    if not factor_seen:
        total *= STATED_UNITS[unit]
    total *= PERIODS[period]
    if total != total.to_integral_value():
        raise Unreadable("money")
    if total > MAX_KRW:
        raise Unreadable("too_large")
    return int(total)


def _factor(name: str | None) -> int:
    if name is None:
        return 1
    if name in _ENGLISH_UNITS:
        return _ENGLISH_UNITS[name]
    factor = 1
    for char in name:
        factor *= {"百": 100, "백": 100}.get(char) or _UNITS[char]
    return factor


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise Unreadable("number") from error


def read_number(text: str, least: float, most: float, whole: bool = False) -> float:
    """A number within bounds; '2.5 years', '2年半' and '14 명' are read too. Raises Unreadable."""
    rest = plain(text).replace(",", "")
    half = re.fullmatch(r"(\d+)\s*(?:年半|년\s*반|个半)", rest)
    if half:
        rest = f"{half[1]}.5"
    elif rest in {"半年", "반년", "half a year", "half year"}:
        rest = "0.5"
    elif months := re.fullmatch(r"(\d+)\s*(?:months?|个月|개월)", rest):
        rest = str(round(int(months[1]) / 12, 2))
    rest = re.sub(
        r"\s*(?:years?|yrs?|年|년|岁|歲|살|세|people|staff|人|명|名|hours?|小时|시간|级|급|级以上|%|m2|㎡|平米|points?)$",
        "",
        rest,
    )
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", rest):
        raise Unreadable("number")
    value = float(rest)
    if whole and value != int(value):
        raise Unreadable("whole_number")
    if value < least:
        raise Unreadable("negative" if least == 0 else "out_of_range")
    if value > most:
        raise Unreadable("out_of_range")
    return value


def read_date(text: str) -> dt.date:
    """A day from '2026-12-01', '2026.12.1', '2026/12/01' or '2026年12月1日'. Raises Unreadable."""
    parts = re.findall(r"\d+", plain(text))
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    if len(parts) != 3 or len(parts[0]) != 4:
        raise Unreadable("date")
    try:
        day = dt.date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError as error:
        raise Unreadable("date") from error
    if not 1990 <= day.year <= 2100:
        raise Unreadable("date")
    return day


def read_month(text: str) -> str:
    """'YYYY-MM' from '2023-06', '2023年6月' or '2023'. Raises Unreadable."""
    parts = re.findall(r"\d+", plain(text))
    if len(parts) == 1 and len(parts[0]) == 6:
        parts = [parts[0][:4], parts[0][4:]]
    if not parts or len(parts[0]) != 4 or not 1950 <= int(parts[0]) <= 2100:
        raise Unreadable("month")
    if len(parts) == 1:
        return str(parts[0])
    if not 1 <= int(parts[1]) <= 12:
        raise Unreadable("month")
    return f"{parts[0]}-{int(parts[1]):02d}"
