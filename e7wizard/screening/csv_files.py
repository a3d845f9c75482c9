"""Read text tables as spreadsheets of all countries save them: UTF-8, UTF-16 or GBK; commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from e7wizard.report.csv_summary import COLUMNS as SUMMARY_COLUMNS
from e7wizard.screening.faults import BadCell, TableFault
from e7wizard.screening.limits import Limits
from e7wizard.screening.reading_notes import Note

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LOOKED_AT = 20_000
_SHOWN = {"utf-16": "UTF-16", "gb18030": "GBK"}

Parts = tuple[list[str], list[list[Any]], list[int], tuple[Note, ...]]
"""Heads, rows as long as the heads, the number of each row in the file, notes."""


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding. Raises TableFault."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise TableFault("encoding")


def is_summary(data: bytes) -> bool:
    """Whether the file is a summary of one case that the wizard saved: told by its heads."""
    first = (
        data[:300].removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode("ascii", "replace").strip().replace('"', "")
    )
    return any(tuple(first.split(separator)) == SUMMARY_COLUMNS for separator in SEPARATORS)


def read_csv(data: bytes, limits: Limits) -> Parts:
    """The parts of a text table. Raises TableFault."""
    text, encoding = decode(data)
    if "\0" in text:
        raise TableFault("suffix_csv", found="binary")
    separator = _separator(text)
    heads: list[str] = []
    rows: list[list[Any]] = []
    numbers: list[int] = []
    for number, cells in _lines(text, separator):
        if not any(cell.strip() for cell in cells):
            continue
        if not heads:
            heads = _heads(cells, limits)
            continue
        if len(rows) >= limits.rows:
            raise TableFault("too_many_rows", most=limits.rows)
        rows.append(fitted(cells, len(heads)))
        numbers.append(number)
    notes = [Note("encoding", (("encoding", _SHOWN[encoding]),))] if encoding in _SHOWN else []
    if separator != ",":
        notes.append(Note("separator", (("separator", SEPARATORS[separator]),)))
    return heads, rows, numbers, tuple(notes)


def fitted(cells: list[Any], width: int) -> list[Any]:
    """The cells of a row as wide as the table; one with more cells than heads is at fault as a whole."""
    while len(cells) > width and (cells[-1] is None or (isinstance(cells[-1], str) and not cells[-1].strip())):
        cells.pop()
    if len(cells) > width:
        return [BadCell("too_many_cells", whole_row=True)] * width
    return [*cells, *[None] * (width - len(cells))]


def _heads(cells: list[str], limits: Limits) -> list[str]:
    heads = [cell.strip() for cell in cells]
    while heads and not heads[-1]:
        heads.pop()
    if len(heads) > limits.columns:
        raise TableFault("too_many_columns", most=limits.columns)
    return heads


def _separator(text: str) -> str:
    """The separator that takes the first line apart into most cells; Excel may name it in a line 'sep=;'."""
    head = text[:_LOOKED_AT].lstrip("\r\n ")
    if head[:4].lower() == "sep=" and head[4:5] in SEPARATORS:
        return head[4]

    def width(separator: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(head, newline=""), delimiter=separator), []))
        except csv.Error:
            return 0

    return max(SEPARATORS, key=width)


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with its number as a spreadsheet counts it. Raises TableFault for quotation marks that do not close."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            if number == 1 and len(cells) <= 2 and cells and cells[0].lower().startswith("sep="):
                continue
            yield number, cells
    except csv.Error as error:
        raise TableFault("broken_csv", line=reader.line_num) from error
