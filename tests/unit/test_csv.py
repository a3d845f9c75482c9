"""The CSV summary: Excel, Chinese, formulas, and the way back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.report.csv_summary import COLUMNS, Unloadable, read_summary, safe, unsafe, write_summary

CASE = {
    "filing": {"date": "2026-12-01", "procedure": "change_of_status"},
    "job": {
        "title": "=cmd|' /C calc'!A0",
        "duties": '开发海外客户\n发报价单, "quote"; 准备展会',
        "mix": [{"duty": "+sales", "percent": 60}, {"duty": "social media", "percent": 40}],
        "occupation": "2842",
    },
    "education": {"level": "master", "country": "CN", "related": True, "graduated": "2023-06"},
    "other_degrees": [{"level": "bachelor", "country": "KR", "related": False}],
    "experience": {"related_years": 0.5},
    "pay": {"annual_krw": 29_000_000, "weekly_hours": 40},
    "employer": {"korean_staff": 3, "mainly_domestic": True},
    "person": {"age": 29, "nationality": "CN", "current_status": "D-10-1", "in_korea": True, "ethnic_korean": False},
    "facts": {"special_language_region_exports_usd": 0},
}


def summary(house: House, language: str = "zh", **more: bool) -> bytes:
    case = Case.model_validate(CASE)
    return write_summary(case, house.assess(case), house.speaker("zh" if language == "zh" else "en"), **more)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_carries_what_the_contract_names(house: House, language: str) -> None:
    data = summary(house, language)
    assert data.startswith(b"\xef\xbb\xbf")
    found = rows(data)
    assert tuple(found[0]) == COLUMNS
    sections = {row["section"] for row in found}
    assert {"meta", "case", "verdict", "dimension", "finding", "salary", "route", "to_confirm"} <= sections
    gap = next(row for row in found if row["key"] == "gap_krw")
    assert gap["value"] == "2120000"
    assert all(row["source"] for row in found if row["section"] == "finding" and row["status"] == "fails")


def test_the_case_comes_back_exactly(house: House) -> None:
    given_case = Case.model_validate(CASE)
    found = read_summary(summary(house, with_sensitive=True))
    assert found.model_dump(exclude_none=True) == given_case.model_dump(exclude_none=True)


def test_both_languages_say_the_same_states(house: House) -> None:
    one, other = (
        [(r["section"], r["key"], r["status"]) for r in rows(summary(house, language))] for language in ("en", "zh")
    )
    assert one == other


def test_sensitive_facts_stay_out_unless_asked(house: House) -> None:
    assert not any(row["key"] == "person.ethnic_korean" for row in rows(summary(house)))
    assert any(row["key"] == "person.ethnic_korean" for row in rows(summary(house, with_sensitive=True)))


def test_no_cell_starts_a_formula(house: House) -> None:
    for row in rows(summary(house)):
        for cell in row.values():
            assert not cell.lstrip(" \u3000").startswith(("=", "+", "@", "\t", "\r", "＝", "＋", "＠"))


@given(st.text(max_size=60))
def test_safe_text_comes_back_and_starts_no_formula(text: str) -> None:
    assert unsafe(safe(text)) == text
    assert not safe(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


MIXED_UP = (
    ("other_degrees.level", "other_degrees.0.level"),
    ("other_degrees.0.level", "other_degrees.level"),
    ("job.mix", "job.mix.0.duty"),
)
"""One key for the whole, another for a place in it."""


def _rows(*keys: str) -> bytes:
    return ("section,key,label,value,status,source\r\n" + "".join(f"case,{key},,x,,\r\n" for key in keys)).encode()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "not_a_summary"),
        (b"hello", "not_a_summary"),
        (b"a,b,c\r\n1,2,3\r\n", "not_a_summary"),
        (b"\xff\xfe\x00\x01" * 10, "file_encoding"),
        (b"x" * 2_000_000, "file_too_large"),
        (b"section,key,label,value,status,source\r\ncase,pay.annual_krw,,lots,,\r\n", "file_values"),
        *((_rows(*keys), "file_values") for keys in MIXED_UP),
    ],
)
def test_foreign_files_get_a_message(data: bytes, key: str) -> None:
    with pytest.raises(Unloadable, match=key):
        read_summary(data)


def test_a_file_saved_again_by_a_chinese_excel_still_loads(house: House) -> None:
    text = summary(house).decode("utf-8-sig")
    assert read_summary(text.encode("gb18030")).job.duties == CASE["job"]["duties"]  # type: ignore[index]
    swapped = io.StringIO()
    writer = csv.writer(swapped, delimiter=";")
    for row in csv.reader(io.StringIO(text, newline="")):
        writer.writerow(row)
    assert read_summary(swapped.getvalue().encode("utf-8-sig")).pay.annual_krw == 29_000_000


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_summary(data)
    except Unloadable:
        pass
