"""Read .xlsx workbooks that anybody may have made: sizes are looked at first, formulas and merged cells are named."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from e7wizard.screening.csv_files import Parts, fitted
from e7wizard.screening.faults import BadCell, TableFault
from e7wizard.screening.limits import Limits
from e7wizard.screening.reading_notes import Note

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PIECE = 1 << 20
_OVERLAP = 256
_BROKEN = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    OSError,
    SyntaxError,
    EOFError,
    TypeError,
    IndexError,
    AttributeError,
)


def check_workbook(data: bytes, limits: Limits) -> None:
    """Look at the directory of a workbook before anything is unpacked. Raises TableFault.

    Python's zip reader never unpacks more of a part than the directory states, so that a lie there gains nothing.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            whole = sum(part.file_size for part in parts)
            dense = any(
                part.file_size > limits.small_part_bytes
                and part.file_size > limits.unpacked_ratio * max(1, part.compress_size)
                for part in parts
            )
            if whole > limits.unpacked_bytes or dense or len(parts) > limits.parts:
                raise TableFault("zip_bomb", found=whole // 1_000_000)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as opened:
                        if _DECLARATION.search(opened.read(2048)):
                            raise TableFault("strange_xlsx")
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise TableFault("broken_xlsx") from error


def read_excel(data: bytes, limits: Limits, sheet: str | None) -> Parts:
    """The parts of the first visible sheet, or of the one named. Raises TableFault."""
    check_workbook(data, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            try:
                return _read(book, data, limits, sheet)
            finally:
                book.close()
    except TableFault:
        raise
    except _BROKEN as error:
        raise TableFault("broken_xlsx") from error


def _read(book: Any, data: bytes, limits: Limits, wanted: str | None) -> Parts:
    sheets = [one for one in book.worksheets if one.sheet_state == "visible"] or list(book.worksheets)
    if wanted is not None:
        sheets = [one for one in book.worksheets if one.title == wanted]
    if not sheets:
        raise TableFault("no_sheet", name=(wanted or "")[:60])
    sheet = sheets[0]
    merged = _merged_rows(data, sheet)
    heads: list[str] = []
    rows: list[list[Any]] = []
    numbers: list[int] = []
    for number, cells in _cells(sheet):
        if all(cell is None for cell in cells) and number not in merged:
            continue
        if not heads:
            heads = _heads(cells, number, merged, limits)
            continue
        if len(rows) >= limits.rows:
            raise TableFault("too_many_rows", most=limits.rows)
        rows.append(
            [BadCell("merged_row", whole_row=True)] * len(heads) if number in merged else fitted(cells, len(heads))
        )
        numbers.append(number)
    several = wanted is None and len(sheets) > 1
    return heads, rows, numbers, (Note("sheet", (("name", sheet.title),)),) if several else ()


def _heads(cells: list[Any], number: int, merged: set[int], limits: Limits) -> list[str]:
    if number in merged:
        raise TableFault("merged_header", row=number)
    heads = ["" if cell is None or isinstance(cell, BadCell) else str(cell).strip() for cell in cells]
    while heads and not heads[-1]:
        heads.pop()
    if len(heads) > limits.columns:
        raise TableFault("too_many_columns", most=limits.columns)
    return heads


def _cells(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, list[Any]]]:
    """Each row with its number in the sheet; what a sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [_value(cell) for cell in row]


def _value(cell: Any) -> Any:
    kind = getattr(cell, "data_type", "n")
    if kind == "f":
        return BadCell("formula")
    if kind == "e":
        return BadCell("excel_error")
    value = cell.value
    return None if isinstance(value, str) and not value.strip() else value


def _merged_rows(data: bytes, sheet: ReadOnlyWorksheet) -> set[int]:
    """Numbers of the rows that are part of merged cells; they stand at the end of the sheet's file."""
    path = sheet._worksheet_path
    found: set[int] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(path) as opened:
        rest = b""
        while piece := opened.read(_PIECE):
            text = rest + piece
            for hit in _MERGED.finditer(text):
                _, first, _, last = range_boundaries(hit[1].decode())
                found.update(range(int(first or 1), min(int(last or 1), int(first or 1) + 10_000) + 1))
            rest = text[-_OVERLAP:]
    return found
