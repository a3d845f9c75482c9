"""The command line: JSON Lines in, JSON Lines out (see docs/contracts.md)."""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

from e7wizard.assessment import Assessment, CaseError
from e7wizard.case import Case, Job
from e7wizard.house import House, check_house, load_house
from e7wizard.matching import Fit
from e7wizard.report.compare import compare
from e7wizard.report.explain import explain
from e7wizard.rulebook import ContentError, load_rulebook
from e7wizard.rulebook.expiry import running_out

MAX_LINE = 200_000
"""Longest input line in characters."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, or 1 if any line or any content file was at fault."""
    parser = argparse.ArgumentParser(prog="e7wizard", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("catalogue", help="one line per permitted occupation")
    commands.add_parser("match", help="duty texts on standard input to ranked occupations")
    commands.add_parser("assess", help="cases on standard input to assessments")
    schema = commands.add_parser("schema", help="JSON Schema of a contract")
    schema.add_argument("of", choices=["case", "assessment"])
    rules = commands.add_parser("explain", help="the rules of one occupation as text")
    rules.add_argument("code")
    rules.add_argument("--lang", choices=["en", "zh"], default="en")
    checks = commands.add_parser("check", help="check all content and print every fault; warn of values that run out")
    checks.add_argument(
        "--hashes", action="store_true", help="print the hash of each rule file, for a reviewer's signature"
    )
    sides = commands.add_parser("compare", help="what changed between two content folders, and for which cases")
    sides.add_argument("old", type=Path)
    sides.add_argument("new", type=Path)
    sides.add_argument("--cases", type=Path, help="cases, one JSON object a line")
    screen = commands.add_parser("screen", help="a table of cases (CSV, Excel, Parquet) to a table of results")
    if (sys.argv[1:] if arguments is None else arguments)[:1] == ["screen"]:
        _screening().add_arguments(screen)
    options = parser.parse_args(arguments)
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    if options.command == "schema":
        return _schema(options.of)
    if options.command == "check":
        return _check(options.hashes)
    if options.command == "compare":
        return _compare(options.old, options.new, options.cases)
    try:
        house = load_house()
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    if options.command == "screen":
        return int(_screening().screen_command(options, house))
    if options.command == "catalogue":
        return _print(_catalogue(house))
    if options.command == "explain":
        return _explain(house, options.code, options.lang)
    answer = _match if options.command == "match" else _assess
    return _lines(sys.stdin, lambda row: answer(house, row))


def _screening() -> Any:
    """The command for tables, loaded when it is called for: the others do without its libraries and start faster."""
    return importlib.import_module("e7wizard.screening.command")


def _print(rows: Iterable[dict[str, Any]]) -> int:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
    return 0


def _check(hashes: bool) -> int:
    faults = [*check_house(), *importlib.import_module("e7wizard.screening.words").check_words()]
    for fault in faults:
        print(fault)
    if not faults:
        today, rulebook = dt.date.today(), load_rulebook()
        if hashes:
            for name, digest in rulebook.hashes.items():
                print(f"{digest}  {name}")
        for expiry in running_out(rulebook, today):
            print(
                f"warning: {expiry.file}: {expiry.id}: last day {expiry.last_day}, {expiry.days_left(today)} days from today"
            )
    return 1 if faults else 0


def _compare(old: Path, new: Path, cases: Path | None) -> int:
    """Print one difference a line; exit code 1 where a folder or a case cannot be read."""
    try:
        houses = load_house(old), load_house(new)
        lines = cases.read_text("utf-8").splitlines() if cases else []
        wanted = [Case.model_validate_json(line) for line in lines if line.strip()]
    except (ContentError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    for difference in compare(*houses, wanted):
        print(difference)
    return 0


def _schema(of: str) -> int:
    model = Case if of == "case" else Assessment
    print(
        json.dumps(
            model.model_json_schema(by_alias=True, mode="serialization" if of == "assessment" else "validation"),
            ensure_ascii=False,
            indent=1,
        )
    )
    return 0


def _catalogue(house: House) -> Iterator[dict[str, Any]]:
    for code, occupation in house.rulebook.occupations.items():
        yield {
            "code": code,
            "formerly": list(occupation.formerly),
            "tier": occupation.tier,
            "name_ko": occupation.name_ko,
            "name_en": house.texts["en"](f"occupations.{code}.name"),
            "name_zh": house.texts["zh"](f"occupations.{code}.name"),
            "sources": [house.rulebook.cite(source) for source in occupation.sources],
        }


def _explain(house: House, code: str, language: str) -> int:
    if code not in house.rulebook.occupations:
        print(f"{code} is not a current occupation code", file=sys.stderr)
        return 1
    print(explain(house.rulebook, house.speaker("zh" if language == "zh" else "en"), code))
    return 0


def _lines(stream: TextIO, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Answer each line on its own; a bad line gets an error line and the rest goes on."""
    failed = False
    for line in stream:
        if not line.strip():
            continue
        row_id: Any = None
        try:
            if len(line) > MAX_LINE:
                raise ValueError(f"the line has more than {MAX_LINE} characters")
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError("the line is no JSON object")
            row_id = row.get("id")
            reply = answer(row)
        except (ValueError, CaseError, RecursionError) as error:
            failed = True
            reply = {"id": row_id, "error": _reason(error)}
        print(json.dumps(reply, ensure_ascii=False), flush=True)
    return 1 if failed else 0


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        faults = (f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}" for fault in error.errors())
        return "; ".join(faults)
    if isinstance(error, json.JSONDecodeError):
        return f"the line is no valid JSON: {error.msg} at character {error.pos}"
    return str(error) or type(error).__name__


def _match(house: House, row: dict[str, Any]) -> dict[str, Any]:
    job = Job(title=row.get("title"), duties=row.get("text"), mix=row.get("mix") or [], follow_up=row.get("follow_up"))
    fit = house.matcher.fit(job)
    asked = {"ask": _question(fit)} if row.get("ask") or row.get("follow_up") else {}
    return {"id": row.get("id"), **match_answer(fit), **asked}


def _question(fit: Fit) -> dict[str, Any] | None:
    """The follow-up question, its options with the codes they speak for, and the answer given."""
    if fit.ask is None:
        return None
    options = [{"id": option.id, "speaks_for": list(option.labels)} for option in fit.ask.options]
    return {"id": fit.ask.id, "options": options, "answer": fit.answer}


def match_answer(fit: Fit) -> dict[str, Any]:
    """A Fit in the form of the contract."""
    return {
        "ranked": [{"code": m.code, "score": round(m.score, 4), "because": list(m.because)} for m in fit.ranked],
        "none": fit.none,
        "vague": fit.vague,
        "mix": [{"code": part.code, "share": round(part.share, 4)} for part in fit.mix],
    }


def _assess(house: House, row: dict[str, Any]) -> dict[str, Any]:
    return house.assess(Case.model_validate(row)).model_dump(mode="json", by_alias=True)


if __name__ == "__main__":
    sys.exit(main())
