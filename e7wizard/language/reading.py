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
_CLOSERS: dict[str, int] = {
    **dict.fromkeys(("亿", "억", "億"), 10**8),
    **dict.fromkeys(("万", "만", "萬"), 10_000),
    **dict.fromkeys(("billion", "bn"), 10**9),
    **dict.fromkeys(("million", "mil", "m"), 10**6),
    **dict.fromkeys(("thousand", "k"), 1000),
}
"""Units that count all before them, as 万 does in 3千3百万."""
_WITHIN: dict[str, int] = {
    **dict.fromkeys(("千", "천"), 1000),
    **dict.fromkeys(("百", "백"), 100),
    **dict.fromkeys(("十", "십"), 10),
}
"""Units that count the one figure before them."""
_HAN_FIGURES = str.maketrans("〇零一二两三四五六七八九", "001223456789")
_KOREAN_FIGURES = str.maketrans("영일이삼사오육칠팔구", "0123456789")
_PART = re.compile(
    rf"(?P<figure>\d+(?:\.\d+)?)?(?P<unit>{'|'.join(sorted([*_CLOSERS, *_WITHIN], key=len, reverse=True))})?"
)
_SAID_PERIOD = (
    (
        "month",
        re.compile(
            r"(?:(?:\ba|\bper|\beach|/)\s*(?:month|mth|mo)\b)|\bmonthly\b|/\s*[月월]|每个?月|月薪|매월|월급|^월"
        ),
    ),
    (
        "year",
        re.compile(
            r"(?:(?:\ba|\bper|\beach|/)\s*(?:year|yr)\b)|\b(?:annual(?:ly)?|yearly|p\.?a\.?)(?:\b|$)|/\s*[年년]|每年|年薪|매년|연봉"
        ),
    ),
)
"""How an amount says itself how often it is paid."""
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

    `unit` is one of STATED_UNITS, `period` one of PERIODS. What the text itself says (万, 만, 억, million, a month, 月薪)
    wins over both. Raises Unreadable.
    """
    rest = plain(text)
    for name, words in _SAID_PERIOD:
        if words.search(rest):
            rest, period = words.sub("", rest), name
    rest = _MONEY_WORDS.sub("", rest)
    if rest.startswith("-"):
        raise Unreadable("negative")
    total, has_unit = _amount(rest.translate(_HAN_FIGURES).translate(_KOREAN_FIGURES))
    if not has_unit:
        total *= STATED_UNITS[unit]
    total *= PERIODS[period]
    if total != total.to_integral_value():
        raise Unreadable("money")
    if total > MAX_KRW:
        raise Unreadable("too_large")
    return int(total)


def _amount(text: str) -> tuple[Decimal, bool]:
    """The amount of '1亿2千万', '3千3百万' or '36million', and whether a unit stands in it; units must fall."""
    total, section = Decimal(0), Decimal(0)
    closed, within = 10**12, 10**5
    place, has_unit = 0, False
    while place < len(text):
        found = _PART.match(text, place)
        if found is None or found.end() == place:
            raise Unreadable("money")
        figure, name = found["figure"], found["unit"]
        place = found.end()
        has_unit = has_unit or name is not None
        if name in _CLOSERS:
            section += _number(figure) if figure else 0
            if _CLOSERS[name] >= closed or not section:
                raise Unreadable("money")
            total += section * _CLOSERS[name]
            section, closed, within = Decimal(0), _CLOSERS[name], 10**5
        else:
            size = _WITHIN.get(name or "", 1)
            if size >= within or (figure is None and name is None):
                raise Unreadable("money")
            section += (_number(figure) if figure else 1) * size
            within = size
    if not text:
        raise Unreadable("money")
    return total + section, has_unit


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


def read_rank(text: str, least: float, most: float) -> int:
    """A rank as the lists print it: '52', '=52', '801-850' (its upper end), '1201+'. Raises Unreadable."""
    found = re.fullmatch(r"=?\s*(?:\d+\s*(?:-|–|~|至)\s*)?(\d+)\s*\+?", plain(text))
    return int(read_number(found[1] if found else text, least, most, whole=True))


def read_date(text: str) -> dt.date:
    """A day from '2026-12-01', '2026.12.1', '2026/12/01' or '2026年12月1日'. Raises Unreadable."""
    parts = re.findall(r"\d+", plain(text))
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    if len(parts) != 3 or len(parts[0]) != 4:
        raise Unreadable("date")
    try:
        day = dt.date(int(parts[0]), int(parts[1]), int(parts[2]))
    except (ValueError, OverflowError) as error:
        raise Unreadable("date") from error
    if not 1990 <= day.year <= 2100:
        raise Unreadable("date")
    return day


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_month(text: str) -> str:
    """'YYYY-MM' from '2023-06', '2023年6月', 'June 2023' or '2023'. Raises Unreadable."""
    said = plain(text)
    parts = re.findall(r"\d+", said)
    named = re.search(rf"\b(?:{'|'.join(_MONTHS)})", said)
    if named:
        parts = [*(part for part in parts if len(part) == 4), str(_MONTHS.index(named[0]) + 1)]
    elif len(parts) == 1 and len(parts[0]) in {6, 8}:
        parts = [part for part in (parts[0][:4], parts[0][4:6], parts[0][6:]) if part]
    if not parts or len(parts[0]) != 4 or not 1950 <= int(parts[0]) <= 2100:
        raise Unreadable("month")
    if len(parts) == 1:
        return str(parts[0])
    try:
        day = dt.date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 1)
    except (ValueError, OverflowError) as error:
        raise Unreadable("month") from error
    return f"{day:%Y-%m}"
