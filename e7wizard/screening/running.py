"""Screen a table part by part, keep each part as soon as it is done, and go on from there after a stop."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from e7wizard.screening.faults import TableFault
from e7wizard.screening.result import COLUMNS, Cells, result_frame
from e7wizard.screening.screener import Screener

PART = 250
"""Rows that are judged between two savings."""
Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""


class Unfinished:
    """The rows done so far, in a file beside the output; it goes when the result is whole.

    `fingerprint` says of which table, settings and rules the rows are, so that rows of others are never mixed in.
    """

    def __init__(self, output: Path, fingerprint: str) -> None:
        self.path = output.with_name(output.name + ".part")
        self._fingerprint = fingerprint

    def start(self) -> None:
        """Begin anew. Raises TableFault."""
        try:
            self.path.write_text(json.dumps({"of": self._fingerprint}) + "\n", "utf-8")
        except OSError as error:
            raise TableFault("output") from error

    def resume(self) -> list[Cells]:
        """The rows of an earlier run, without a line that was not written to its end. Raises TableFault."""
        try:
            lines = self.path.read_text("utf-8").splitlines(keepends=True)
            if json.loads(lines[0]) != {"of": self._fingerprint}:
                raise TableFault("nothing_to_resume")
        except (OSError, ValueError, IndexError) as error:
            raise error if isinstance(error, TableFault) else TableFault("nothing_to_resume") from error
        rows: list[Cells] = []
        whole = 1
        for line in lines[1:]:
            try:
                part = [tuple(cells) for cells in json.loads(line)]
            except ValueError:
                break
            if not line.endswith("\n") or any(len(cells) != len(COLUMNS) for cells in part):
                break
            rows += part
            whole += 1
        self.path.write_text("".join(lines[:whole]), "utf-8")
        return rows

    def add(self, rows: Sequence[Cells]) -> None:
        """Keep the rows of a part. Raises TableFault."""
        try:
            with self.path.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(rows, ensure_ascii=False) + "\n")
        except OSError as error:
            raise TableFault("output") from error

    def end(self) -> None:
        """The result is whole."""
        with contextlib.suppress(OSError):
            self.path.unlink()


def fingerprint(data: bytes, **settings: Any) -> str:
    """What a result depends on, as one digest."""
    told = json.dumps(settings, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(hashlib.sha256(data).digest() + told.encode()).hexdigest()


def run(
    frame: pd.DataFrame, screener: Screener, kept: Unfinished, done: list[Cells], progress: Progress | None = None
) -> bool:
    """Judge the rows after those `done` and add them there; False where Ctrl+C stopped it. Raises TableFault."""
    total = len(frame)
    try:
        for start in range(len(done), total, PART):
            if progress is not None:
                progress(start, total)
            rows = cells_of(screener.screen(frame.iloc[start : start + PART]))
            kept.add(rows)
            done += rows
        if progress is not None:
            progress(total, total)
    except KeyboardInterrupt:
        return False
    return True


def cells_of(result: pd.DataFrame) -> list[Cells]:
    """The cells of a result, missing ones as None."""
    columns = [[None if pd.isna(value) else value for value in result[name].tolist()] for name in COLUMNS]
    return list(zip(*columns, strict=True))


def numbered(done: Sequence[Cells], rows: Sequence[int]) -> pd.DataFrame:
    """The result with the number of each row in the file that it came from."""
    result = result_frame(list(done))
    result.insert(0, "row", pd.array(list(rows[: len(done)]), dtype="Int64"))
    return result
