"""Write a result as CSV, Excel workbook or Parquet: nothing in it starts a formula, and a file is there whole or not at all."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import secrets
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from e7wizard.language.texts import Texts
from e7wizard.report.csv_summary import safe
from e7wizard.screening.faults import TableFault
from e7wizard.screening.result import STATES, labelled

SUFFIXES = (".csv", ".xlsx", ".parquet")
LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
_FILLS = {"meets": "DDEFE3", "at_risk": "FBEBC8", "cannot_tell": "E6E8EC", "fails": "F8D9D6"}
_WIDTHS = {
    "remedies": 70,
    "sources": 50,
    "error": 50,
    "routes_open": 40,
    "routes_open_if": 40,
    "runners_up": 40,
    "name": 28,
}


def write_result(result: pd.DataFrame, suffix: str, texts: Texts, *, ids: bool = False) -> bytes:
    """The result as a file. `ids`: heads and states as ids for programs, not as words for people."""
    if suffix not in SUFFIXES:
        raise TableFault("unknown_suffix")
    shown = result if ids else labelled(result, texts)
    if suffix == ".parquet":
        stream = io.BytesIO()
        shown.to_parquet(stream, index=False)
        return stream.getvalue()
    if suffix == ".csv":
        return table_csv([list(shown.columns), *_rows(shown)])
    return _excel(result, shown, texts)


def table_csv(rows: list[list[Any]]) -> bytes:
    """Rows as UTF-8 with a byte order mark, so that Excel shows Chinese."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def _rows(frame: pd.DataFrame) -> list[list[Any]]:
    columns = [[_cell(value) for value in frame.iloc[:, at].tolist()] for at in range(len(frame.columns))]
    return [list(row) for row in zip(*columns, strict=True)]


def _cell(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):  # noqa: PLR0124 - NaN
        return ""
    return safe(value) if isinstance(value, str) else value


def _excel(result: pd.DataFrame, shown: pd.DataFrame, texts: Texts) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(excel_text(texts("screening.template.sheet"))[:31])
    sheet.freeze_panes = "C2"
    for at, name in enumerate(result.columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(str(name), 16)
    sheet.append(excel_heads(sheet, [str(head) for head in shown.columns]))
    # A state is told by shape and word; its colour only helps the eye.
    fills = {state: PatternFill("solid", fgColor=colour) for state, colour in _FILLS.items()}
    places = [at for at, name in enumerate(result.columns) if name in STATES]
    states = [result.iloc[:, at].tolist() for at in places]
    for number, row in enumerate(_rows(shown)):
        cells: list[Any] = [excel_text(value) if isinstance(value, str) else value for value in row]
        for place, column in zip(places, states, strict=True):
            if (fill := fills.get(column[number])) is not None:
                cells[place] = WriteOnlyCell(sheet, cells[place])
                cells[place].fill = fill
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def excel_heads(sheet: Any, heads: list[str]) -> list[Any]:
    """The cells of a row of heads: bold, and broken into lines where they are long."""
    cells = []
    for head in heads:
        cell = WriteOnlyCell(sheet, excel_text(safe(head)))
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        cells.append(cell)
    return cells


def excel_text(text: str) -> str:
    """Text that a workbook can hold: no control characters, no longer than a cell."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))[:LONGEST_CELL]


def replace_file(path: Path, data: bytes) -> None:
    """Put the file in place in one step; whoever looks sees the old file or the new one. Raises TableFault."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with new.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(path)
    except OSError as error:
        raise TableFault("output") from error
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
