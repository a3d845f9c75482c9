"""`e7wizard screen INPUT OUTPUT`: a file of cases in, a file of results out. What is said never holds what a cell holds."""

from __future__ import annotations

import argparse
import dataclasses
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from e7wizard.house import House
from e7wizard.language.amounts import LANGUAGES, Language, number, percent
from e7wizard.language.texts import Texts
from e7wizard.screening.api import screener_for
from e7wizard.screening.faults import TableFault
from e7wizard.screening.limits import DEFAULT_LIMITS
from e7wizard.screening.mapping import find_mapping, read_mapping, tell_mapping
from e7wizard.screening.result import COLUMNS
from e7wizard.screening.running import Unfinished, fingerprint, numbered, run
from e7wizard.screening.screener import Screener
from e7wizard.screening.table import Table, read_table, said_fault
from e7wizard.screening.template import template
from e7wizard.screening.vocabulary import Vocabulary, vocabulary_of
from e7wizard.screening.writing import SUFFIXES, replace_file, write_result

FAULTS_TOLD = 20
OK, SOME_FAILED, NOTHING_DONE, STOPPED = 0, 1, 2, 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `screen`."""
    parser.add_argument("input", nargs="?", type=Path, help=".csv, .tsv, .xlsx or .parquet, one case a row")
    parser.add_argument("output", nargs="?", type=Path, help=".csv, .xlsx or .parquet")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the result and of the messages")
    parser.add_argument("--headers", choices=["label", "id"], default="label", help="words for people, or stable ids")
    parser.add_argument("--mapping", type=Path, help="which column is which fact, where the heads do not say it")
    parser.add_argument("--write-mapping", type=Path, metavar="FILE", help="write the mapping found, and stop")
    parser.add_argument(
        "--template", type=Path, metavar="FILE", help="write a table to fill in (.csv or .xlsx), and stop"
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="FACT=VALUE", help="a fact of all rows without it"
    )
    parser.add_argument("--sheet", help="sheet of a workbook; the first one otherwise")
    parser.add_argument("--max-rows", type=int, default=DEFAULT_LIMITS.rows, help="largest table that is read")
    parser.add_argument("--discreet", action="store_true", help="judge without answers on fines, ancestry and marriage")
    parser.add_argument("--resume", action="store_true", help="go on where an earlier run was stopped")
    parser.add_argument("--progress", action="store_true", help="tell the progress although nobody watches a terminal")


def screen_command(options: argparse.Namespace, house: House) -> int:
    """Run `screen`; 0, or 1 if any row failed, 2 if nothing could be done, 130 if it was stopped."""
    language: Language = options.lang
    texts, vocabulary = house.texts[language], vocabulary_of(house)
    try:
        if options.template is not None:
            replace_file(options.template, template(options.template.suffix.lower(), vocabulary, language))
            _say(texts("screening.command.template_written"))
            return OK
        return _screen(options, house, vocabulary, texts)
    except TableFault as fault:
        _say(said_fault(fault, texts))
        return NOTHING_DONE


def _screen(options: argparse.Namespace, house: House, vocabulary: Vocabulary, texts: Texts) -> int:
    if options.input is None or (options.output is None and options.write_mapping is None):
        raise TableFault("not_found")
    data = _read(options.input, DEFAULT_LIMITS.file_bytes)
    limits = dataclasses.replace(DEFAULT_LIMITS, rows=options.max_rows)
    table = read_table(data, options.input.name, limits=limits, sheet=options.sheet)
    given = read_mapping(_read(options.mapping, 1_000_000).decode("utf-8-sig", "replace")) if options.mapping else {}
    mapping = find_mapping([str(head) for head in table.frame.columns], vocabulary, given)
    if options.write_mapping is not None:
        replace_file(options.write_mapping, mapping.to_yaml().encode())
        _say(texts("screening.command.mapping_written"))
        return OK
    _check_output(options.input, options.output)
    usual = _usual(options.set)
    for line in (texts("screening.command.columns"), *tell_mapping(mapping, vocabulary, texts)):
        _say(line)
    for note in table.notes:
        _say(note.said(texts))
    if "filing.date" not in {*mapping.paths(), *usual}:
        _say(texts("screening.notes.no_date", example="--set filing.date=2026-12-01"))
    try:
        screener = screener_for(
            table.frame, language=texts.language, mapping=mapping, usual=usual, discreet=options.discreet, house=house
        )
    except ValueError as error:
        raise error if isinstance(error, TableFault) else _no_usual(options.set) from error
    mark = fingerprint(
        data, mapping=mapping.to_yaml(), usual=usual, language=texts.language, discreet=options.discreet,
        sheet=options.sheet, rules=house.rulebook.hashes, columns=COLUMNS,
    )  # fmt: skip
    return _judge(options, table, screener, texts, mark)


def _judge(options: argparse.Namespace, table: Table, screener: Screener, texts: Texts, mark: str) -> int:
    kept = Unfinished(options.output, mark)
    done = kept.resume() if options.resume else []
    if options.resume:
        _say(texts("screening.command.resumed", count=len(done)))
    else:
        kept.start()
    show = _Progress(texts) if options.progress or sys.stderr.isatty() else None
    with _stop_as_by_keyboard():
        whole = run(table.frame, screener, kept, done, show)
    if show is not None:
        show.end()
    result = numbered(done, table.rows)
    suffix = options.output.suffix.lower()
    replace_file(options.output, write_result(result, suffix, texts, ids=options.headers == "id"))
    if not whole:
        counts = {"done": number(len(done), texts.language), "total": number(len(table.frame), texts.language)}
        _say(texts("screening.command.stopped", **counts))
        return STOPPED
    kept.end()
    _say(texts("screening.command.done", count=len(done)))
    failed = int(result["error"].notna().sum())
    if failed:
        _tell_faults(table, screener, texts)
        _say(texts("screening.command.failed", count=failed))
    return SOME_FAILED if failed else OK


def _tell_faults(table: Table, screener: Screener, texts: Texts) -> None:
    """Row, column and rule of the first faults; what stands in the cells is nobody's business."""
    faults = list(screener.faults(table.frame))
    for at, fault in faults[:FAULTS_TOLD]:
        row = table.rows[at]
        key = "fault" if fault.column else "fault_row"
        _say(texts(f"screening.command.{key}", row=row, column=fault.column, rule=fault.key))
    if len(faults) > FAULTS_TOLD:
        _say(texts("screening.command.more_faults", count=len(faults) - FAULTS_TOLD))


def _read(path: Path, most: int) -> bytes:
    """The bytes of a file. Raises TableFault."""
    try:
        if path.stat().st_size > most:
            raise TableFault("too_large", most=most // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise TableFault("not_found") from error


def _check_output(source: Path, output: Path) -> None:
    if output.suffix.lower() not in SUFFIXES:
        raise TableFault("unknown_suffix")
    if output.exists() and output.samefile(source):
        raise TableFault("same_file")


def _usual(pairs: Sequence[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        path, equals, value = pair.partition("=")
        if not equals or not value.strip():
            raise _no_usual([pair])
        found[path.strip()] = value.strip()
    return found


def _no_usual(pairs: Sequence[str]) -> TableFault:
    names = " ".join(pair.partition("=")[0][:60] for pair in pairs)
    return TableFault("usual", name=names, example="filing.date=2026-12-01")


class _Progress:
    """One line on the terminal that is written over."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __call__(self, done: int, total: int) -> None:
        language = self._texts.language
        share = percent(done / total if total else 1, language)
        said = self._texts(
            "screening.command.progress", done=number(done, language), total=number(total, language), share=share
        )
        sys.stderr.write(f"\r{said}   ")
        sys.stderr.flush()

    def end(self) -> None:
        """Go to the next line."""
        sys.stderr.write("\n")


class _stop_as_by_keyboard:  # noqa: N801 - read like a function
    """While it is in force, a request to end (SIGTERM) stops the run as Ctrl+C does, so that what is done is kept."""

    def __enter__(self) -> None:
        try:
            self._before: Any = signal.signal(signal.SIGTERM, self._stop)
        except ValueError:  # not the main thread
            self._before = None

    def __exit__(self, *problem: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)

    @staticmethod
    def _stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt


def _say(line: str) -> None:
    """To whoever runs the command; the result alone goes to the output."""
    sys.stderr.write(line + "\n")
