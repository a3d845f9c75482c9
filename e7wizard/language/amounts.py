"""Money, shares, dates and lengths of time as a reader of the language expects them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import get_date_format
from babel.numbers import format_decimal, format_percent

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
LOCALES: dict[Language, str] = {"en": "en_GB", "zh": "zh_Hans_CN"}
HTML_LANG: dict[Language, str] = {"en": "en", "zh": "zh-Hans"}
# Read once: Babel looks a locale up by its name, and then its long date, anew with every call.
_LOCALE = {language: Locale.parse(name) for language, name in LOCALES.items()}
_LONG = {language: get_date_format("long", locale) for language, locale in _LOCALE.items()}


def money(krw: int, language: Language) -> str:
    """KRW 31,120,000 in English; 3,112万韩元 in Chinese, exact to the won. A negative amount keeps its sign.

    From a hundred million on Chinese counts in 亿 (1亿5,724.8万韩元). An amount that needs more than two decimals of 万 is written out (25,882,560韩元): nobody reads 2,588.256万.
    """
    if language == "en":
        sign = "-" if krw < 0 else ""
        return f"{sign}KRW {format_decimal(abs(krw), locale=_LOCALE['en'])}"
    if abs(krw) < 10_000 or krw % 100:
        return f"{format_decimal(krw, locale=_LOCALE['zh'])}韩元"
    hundred_millions, rest = divmod(abs(krw), 10**8)
    sign = "-" if krw < 0 else ""
    said = f"{format_decimal(hundred_millions, locale=_LOCALE['zh'])}亿" if hundred_millions else ""
    if rest:
        said += f"{format_decimal(Decimal(rest) / 10_000, format='#,##0.####', locale=_LOCALE['zh'])}万"
    return f"{sign}{said}韩元"


def charted(krw: int, language: Language) -> str:
    """The bare figure beside a mark of a chart: millions with two decimals in English, whole 万 in Chinese."""
    value = krw / 1e6 if language == "en" else round(krw / 1e4)
    return format_decimal(round(value, 2), locale=_LOCALE[language])


def number(value: float, language: Language) -> str:
    """A plain number with the language's grouping, at most two decimals."""
    return format_decimal(round(value, 2), locale=_LOCALE[language])


def percent(share: float, language: Language) -> str:
    """A share of 0-1 in percent."""
    return format_percent(share, format="#,##0.#%", locale=_LOCALE[language])


def day(value: dt.date | str, language: Language) -> str:
    """A date, in long form without the weekday."""
    date = dt.date.fromisoformat(value) if isinstance(value, str) else value
    return _LONG[language].apply(date, _LOCALE[language])


def country(code: str, language: Language) -> str:
    """The name of a country or region by its ISO code; the code itself if it is unknown."""
    return _SHORT[language].get(code) or str(_LOCALE[language].territories.get(code) or code)


@cache
def countries(language: Language) -> Mapping[str, str]:
    """ISO code -> name of every country and region, sorted by name."""
    codes = [str(code) for code in _LOCALE[language].territories]
    found = {
        code: country(code, language) for code in codes if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


_SHORT: dict[Language, dict[str, str]] = {
    "en": {"HK": "Hong Kong", "MO": "Macao", "TW": "Taiwan"},
    "zh": {"HK": "香港", "MO": "澳门", "TW": "台湾"},
}
"""Regions whose names in Babel say more than a person looks for in a list of countries and regions."""


_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"})


def plural(count: float, language: Language) -> str:
    """The plural form that the language uses for a count: 'one' or 'other'."""
    return str(_LOCALE[language].plural_form(count))
