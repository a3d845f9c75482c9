"""What people type is read as they mean it, or refused with a message."""

from __future__ import annotations

import datetime as dt

import pytest

from e7wizard.language.reading import Unreadable, read_date, read_money, read_month, read_number


@pytest.mark.parametrize(
    ("text", "unit", "period", "krw"),
    [
        ("36,000,000", "won", "year", 36_000_000),
        ("36000000", "won", "year", 36_000_000),
        ("3600万", "won", "year", 36_000_000),
        ("3,600만원", "won", "year", 36_000_000),
        ("3600", "man", "year", 36_000_000),
        ("３６００万韩元", "won", "year", 36_000_000),
        ("300", "man", "month", 36_000_000),
        ("3,000,000", "won", "month", 36_000_000),
        ("36 million", "won", "year", 36_000_000),
        ("31.12 million won", "won", "year", 31_120_000),
        ("₩29,000,000", "won", "year", 29_000_000),
        ("3112.5万", "won", "year", 31_125_000),
        ("1억 2000만", "won", "year", 120_000_000),
        ("3千万", "won", "year", 30_000_000),
        ("2900万", "man", "year", 29_000_000),
        ("36m", "won", "year", 36_000_000),
        ("3千3百万", "won", "year", 33_000_000),
        ("三千三百万韩元", "won", "year", 33_000_000),
        ("삼천삼백만원", "won", "year", 33_000_000),
        ("1亿2千万", "won", "year", 120_000_000),
        ("3.1m a month", "won", "year", 37_200_000),
        ("월 300만원", "won", "year", 36_000_000),
        ("每月250万", "won", "year", 30_000_000),
        ("36 million a year", "won", "month", 36_000_000),
        ("百万", "won", "month", 12_000_000),
    ],
)
def test_money(text: str, unit: str, period: str, krw: int) -> None:
    assert read_money(text, unit, period) == krw


@pytest.mark.parametrize("text", ["", "abc", "-5", "many", "12..5", "3600万 or so", "1e9", "3万3亿", "万", "3百3千"])
def test_money_that_cannot_be_read(text: str) -> None:
    with pytest.raises(Unreadable):
        read_money(text)


def test_money_that_is_too_large() -> None:
    with pytest.raises(Unreadable, match="too_large"):
        read_money("99999999999999999")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.5", 2.5),
        ("2.5 years", 2.5),
        ("2年半", 2.5),
        ("半年", 0.5),
        ("6 months", 0.5),
        ("14명", 14),
        ("１４", 14),
        ("0", 0),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert read_number(text, 0, 100) == value


@pytest.mark.parametrize(("text", "key"), [("x", "number"), ("-1", "negative"), ("101", "out_of_range")])
def test_numbers_refused(text: str, key: str) -> None:
    with pytest.raises(Unreadable, match=key):
        read_number(text, 0, 100)


def test_whole_numbers() -> None:
    with pytest.raises(Unreadable, match="whole_number"):
        read_number("2.5", 0, 100, whole=True)


@pytest.mark.parametrize(
    "text", ["2026-12-01", "2026.12.1", "2026/12/01", "2026年12月1日", "20261201", "２０２６－１２－０１"]
)
def test_dates(text: str) -> None:
    assert read_date(text) == dt.date(2026, 12, 1)


@pytest.mark.parametrize("text", ["2026-13-01", "2026-02-30", "tomorrow", "1-2-3", "12/01/2026", f"2026-{10**40}-01"])
def test_dates_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="date"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2023-06", "2023-06"),
        ("2023年6月", "2023-06"),
        ("2023", "2023"),
        ("202306", "2023-06"),
        ("20230601", "2023-06"),
        ("1 July 2021", "2021-07"),
        ("July 1, 2021", "2021-07"),
    ],
)
def test_months(text: str, month: str) -> None:
    assert read_month(text) == month


@pytest.mark.parametrize("text", ["June", "2023-13", "23-06", "2021-02-30"])
def test_months_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="month"):
        read_month(text)
