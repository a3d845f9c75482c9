"""Tables in files: as spreadsheets of all countries save them, and as nobody should."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.language import LANGUAGES
from e7wizard.screening import (
    TableFault,
    case_of_row,
    read_table,
    said_fault,
    screen,
    template,
    vocabulary_of,
    write_result,
)
from e7wizard.screening.limits import Limits
from e7wizard.wizard.draft import draft_of, read_case
from tests.unit.test_csv import CASE, summary

HEAD, ROW = "duties,年薪,国籍", '"sells ""pumps"", in Japan",3300万,中国'


def fault_of(data: bytes, name: str, house: House, **how: Any) -> str:
    with pytest.raises(TableFault) as refused:
        read_table(data, name, **how)
    for language in LANGUAGES:
        assert said_fault(refused.value, house.texts[language])
    return refused.value.key


def workbook(rows: list[list[Any]], **more: Any) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for place in more.get("merged", ()):
        sheet.merge_cells(place)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_tables_of_all_countries(encoding: str, separator: str) -> None:
    text = f"{HEAD}\r\n{ROW}\r\n\r\n".replace(",", separator).replace('"sells ""pumps""; in', '"sells ""pumps"", in')
    table = read_table(text.encode(encoding), "cases.csv")
    assert list(table.frame.columns) == ["duties", "年薪", "国籍"]
    assert table.frame.iloc[0, 1:].tolist() == ["3300万", "中国"]
    assert table.frame.iloc[0, 0].startswith('sells "pumps"')
    assert list(table.rows) == [2]
    assert ("encoding" in {note.id for note in table.notes}) == (encoding in {"utf-16", "gb18030"})


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (b"", "a.csv", "empty"),
        (b"duties,pay\r\n", "a.csv", "empty"),
        (b"x", "a.doc", "unknown_suffix"),
        (b"\x81\x20\xff\xff,\xff\n\xfe\xfe", "a.csv", "encoding"),
        (b'duties,pay\n"a,1\nb,2\n', "a.csv", "broken_csv"),
        (b'duties,pay\n"a" b,1\n', "a.csv", "broken_csv"),
        (b"a\0b,c\n", "a.csv", "suffix_csv"),
        (b"duties\nsell", "a.xlsx", "suffix_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "a.xlsx", "suffix_xlsx"),
        (b"%PDF-1.7 x", "a.csv", "suffix_csv"),
        (b"<html><table>", "a.csv", "suffix_csv"),
        (b"PK\x03\x04[Content_Types].xml and no more", "a.xlsx", "broken_xlsx"),
        (b"PAR1 and no more PAR1", "a.parquet", "broken_parquet"),
        (b"duties\nsell", "a.parquet", "suffix_parquet"),
    ],
)
def test_files_that_are_no_table_get_a_message(house: House, data: bytes, name: str, key: str) -> None:
    assert fault_of(data, name, house) == key


def test_a_workbook_named_as_text_is_told_so(house: House) -> None:
    assert fault_of(workbook([["duties"], ["sell"]]), "a.csv", house) == "suffix_csv"


@pytest.mark.parametrize(
    ("limits", "key"),
    [
        (Limits(rows=2), "too_many_rows"),
        (Limits(columns=1), "too_many_columns"),
        (Limits(file_bytes=10), "too_large"),
    ],
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_limits(house: House, limits: Limits, key: str, suffix: str) -> None:
    rows = [["duties", "pay"], *[["sell", "1"]] * 3]
    stream = io.BytesIO()
    pd.DataFrame(rows[1:], columns=rows[0]).to_parquet(stream)
    data = {
        ".csv": "\n".join(map(",".join, rows)).encode(),
        ".xlsx": workbook(rows),
        ".parquet": stream.getvalue(),
    }[suffix]
    assert fault_of(data, f"a{suffix}", house, limits=limits) == key


def test_a_zip_bomb_is_not_opened(house: House) -> None:
    good = workbook([["duties"], ["sell"]])
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for part in old.infolist():
            if part.filename != "xl/worksheets/sheet1.xml":
                new.writestr(part, old.read(part))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(1024):
                sheet.write(b" " * (1 << 20))
    assert len(stream.getvalue()) < 2_000_000
    started = time.process_time()
    assert fault_of(stream.getvalue(), "a.xlsx", house) == "zip_bomb"
    assert time.process_time() - started < 1


def test_a_workbook_with_declarations_is_not_opened(house: House) -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["duties"], ["sell"]]))) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for part in old.infolist():
            body = old.read(part)
            if part.filename == "xl/workbook.xml":
                body = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + body
            new.writestr(part, body)
    assert fault_of(stream.getvalue(), "a.xlsx", house) == "strange_xlsx"


def test_formulas_errors_and_merged_cells_stop_their_rows_only(house: House) -> None:
    data = workbook(
        [
            ["duties", "年薪"],
            ["sell", "=1+1"],
            ["sell", "#N/A"],
            ["sell", 33_000_000],
            ["sell", 1],
            ["sell", 33_000_000],
        ],
        merged=["B4:B5"],
    )
    table = read_table(data, "a.xlsx")
    found = screen(table.frame, house=house)
    assert list(table.rows) == [2, 3, 4, 5, 6]
    assert "formula" in found["error"][0]
    assert "error of the spreadsheet" in found["error"][1]
    assert "merged" in found["error"][2]
    assert "merged" in found["error"][3]
    assert pd.isna(found["error"][4])
    assert fault_of(workbook([["duties", "x"], ["a", "b"]], merged=["A1:B1"]), "a.xlsx", house) == "merged_header"


def test_a_row_with_more_cells_than_heads_is_at_fault_alone(house: House) -> None:
    table = read_table(b"duties,salary\nsell,1,2,3\nsell,33000000,,\n", "a.csv")
    found = screen(table.frame, house=house)
    assert "more cells" in found["error"][0]
    assert found["annual_krw"][1] == 33_000_000


def test_sheets(house: House) -> None:
    book = openpyxl.Workbook()
    for name, duties in (("one", "sell"), ("two", "cook")):
        sheet = book.create_sheet(name)
        sheet.append(["duties"])
        sheet.append([duties])
    del book["Sheet"]
    stream = io.BytesIO()
    book.save(stream)
    first = read_table(stream.getvalue(), "a.xlsx")
    assert first.frame.iloc[0, 0] == "sell"
    assert [note.id for note in first.notes] == ["sheet"]
    assert read_table(stream.getvalue(), "a.xlsx", sheet="two").frame.iloc[0, 0] == "cook"
    assert fault_of(stream.getvalue(), "a.xlsx", house, sheet="three") == "no_sheet"


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04[Content_Types].xml", b"PAR1", b"\xff\xfe", b"duties\n"])
)
def test_any_bytes_are_read_or_refused(data: bytes, start: bytes) -> None:
    for suffix in (".csv", ".xlsx", ".parquet"):
        try:
            read_table(start + data, f"a{suffix}")
        except TableFault:
            pass


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_template_is_understood_in_full(house: House, language: Any, suffix: str) -> None:
    table = read_table(template(suffix, vocabulary_of(house), language), f"a{suffix}")
    found = screen(table.frame, language=language, house=house)
    assert found["error"].isna().all()
    case = case_of_row(table.frame, 0, house=house)
    assert case.pay.annual_krw == 36_000_000
    assert case.person.current_status == "D-10-1"
    assert case.employer.tax_arrears is False


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
@pytest.mark.parametrize("ids", [True, False])
def test_results_start_no_formula_and_come_back(house: House, suffix: str, ids: bool) -> None:
    frame = pd.DataFrame(
        {"id": ["=1+1", "b\x07"], "duties": ["sell pumps abroad", "做中餐"], "salary": [1, "x"]}, dtype=object
    )
    result = screen(frame, house=house)
    data = write_result(result, suffix, house.texts["zh"], ids=ids)
    if suffix == ".csv":
        assert data.startswith(b"\xef\xbb\xbf")
        assert b"\n'=1+1," in data
    elif suffix == ".xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        assert sheet["A2"].value == "'=1+1"
        assert sheet["A2"].data_type == "s"
        assert sheet["A3"].value == "b"
    else:
        assert pd.read_parquet(io.BytesIO(data)).iloc[0, 0] == "=1+1"
    heads = list(pd.read_parquet(io.BytesIO(data)).columns) if suffix == ".parquet" else []
    assert len(set(heads)) == len(heads)


def test_a_summary_of_the_wizard_is_one_row_and_its_draft_makes_the_same_case(house: House) -> None:
    table = read_table(summary(house, with_sensitive=True), "e7.csv")
    assert [note.id for note in table.notes] == ["summary"]
    case = case_of_row(table.frame, 0, house=house)
    assert case.model_dump(exclude_none=True) == Case.model_validate(CASE).model_dump(exclude_none=True)
    found = screen(table.frame, house=house)
    assert found["verdict"][0] == house.assess(case).verdict
    again, errors = read_case(draft_of(case), {})
    assert not errors
    assert again.job == case.job
    assert again.pay == case.pay
