"""A table read from a file, and which file it is: told by its first bytes, never by its name alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from e7wizard.language.texts import Texts
from e7wizard.report.csv_summary import Unloadable, read_summary
from e7wizard.screening.api import frame_of_cases
from e7wizard.screening.csv_files import is_summary, read_csv
from e7wizard.screening.excel_files import read_excel
from e7wizard.screening.faults import TableFault
from e7wizard.screening.limits import DEFAULT_LIMITS, Limits
from e7wizard.screening.parquet_files import read_parquet
from e7wizard.screening.reading_notes import Note

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
EXCEL_SUFFIXES = (".xlsx", ".xlsm")
SUFFIXES = (*TEXT_SUFFIXES, *EXCEL_SUFFIXES, ".parquet")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PAR1", "parquet"),
    (b"\xd0\xcf\x11\xe0", "old_excel"),
    (b"%PDF", "pdf"),
    (b"<!DOCTYPE", "html"),
    (b"<html", "html"),
)


@dataclasses.dataclass(frozen=True)
class Table:
    """The rows of a file as they stand there, the number of each row in the file, and what there is to know about the reading."""

    frame: pd.DataFrame
    rows: Sequence[int]
    notes: tuple[Note, ...] = ()


def read_table(data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS, sheet: str | None = None) -> Table:
    """The table in a file: CSV (also with semicolons or tabs, also in GBK), .xlsx or Parquet, by the suffix of `name`.

    A summary that the wizard saved comes as a table of one row. Raises TableFault.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise TableFault("unknown_suffix")
    if len(data) > limits.file_bytes:
        raise TableFault("too_large", most=limits.file_bytes // 1_000_000)
    if not data.strip():
        raise TableFault("empty")
    found = kind_of_file(data)
    wanted = "text" if suffix in TEXT_SUFFIXES else "xlsx" if suffix in EXCEL_SUFFIXES else "parquet"
    if found != wanted and not (wanted == "text" and found == "utf-16"):
        raise TableFault(f"suffix_{'csv' if wanted == 'text' else wanted}", found=found)
    if wanted == "parquet":
        return _checked(read_parquet(data, limits), (), limits)
    if wanted == "xlsx":
        heads, rows, numbers, notes = read_excel(data, limits, sheet)
    elif is_summary(data):
        return _summary(data)
    else:
        heads, rows, numbers, notes = read_csv(data, limits)
    frame = pd.DataFrame(rows, columns=pd.Index(heads, dtype=object), dtype=object)
    return _checked(frame, notes, limits, numbers)


def _checked(frame: pd.DataFrame, notes: tuple[Note, ...], limits: Limits, numbers: Sequence[int] = ()) -> Table:
    if frame.empty:
        raise TableFault("empty")
    if len(frame) > limits.rows:
        raise TableFault("too_many_rows", most=limits.rows)
    if len(frame.columns) > limits.columns:
        raise TableFault("too_many_columns", most=limits.columns)
    return Table(frame, numbers or range(1, len(frame) + 1), notes)


def _summary(data: bytes) -> Table:
    try:
        case = read_summary(data)
    except Unloadable as error:
        raise TableFault("summary") from error
    return Table(frame_of_cases([case]), (1,), (Note("summary"),))


def kind_of_file(data: bytes) -> str:
    """What a file is by its content: xlsx, parquet, text, utf-16, or what it is instead (ids below `screening.found`)."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "xlsx" if b"xl/workbook" in data or b"[Content_Types].xml" in data[:4096] else "zip"
    for magic, name in _MAGIC:
        if data[:512].lstrip()[: len(magic)].lower() == magic.lower():
            return name
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "binary" if b"\0" in data[:65_536] else "text"


def said_fault(fault: TableFault, texts: Texts) -> str:
    """A fault of a file in words; what was found in place of the file that its name promises is said as well."""
    if fault.key.startswith("suffix_"):
        found = TableFault(fault.key, found=texts(f"screening.found.{fault.values['found']}"))
        return found.said(texts)
    return fault.said(texts)
