"""The CSV summary: long form, one fact or finding a row, safe to open in a spreadsheet, and able to load back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from e7wizard.assessment.model import DIMENSIONS, Assessment, PointsResult
from e7wizard.case import Case, given_facts
from e7wizard.language.amounts import day
from e7wizard.language.saying import Speaker
from e7wizard.language.texts import Texts
from e7wizard.report.lenient import Fitted, fit_case
from e7wizard.rulebook.failure_routes import PHASES

COLUMNS = ("section", "key", "label", "value", "status", "source")
FORMAT, FORMAT_NUMBER = "e7wizard-summary", 1
MAX_BYTES = 1_000_000
"""Largest file that is read back."""
MAX_COLUMNS = 40
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


class Unloadable(ValueError):
    """A file is no summary of ours; `key` is the id of the message below `errors`."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a leading apostrophe where it could. `unsafe` undoes it."""
    head = text.lstrip(" \u3000\u00a0")
    return "'" + text if head.startswith(_DANGEROUS) or text.startswith("'") else text


def unsafe(text: str) -> str:
    """The text behind `safe`."""
    return text[1:] if text.startswith("'") else text


def write_summary(case: Case, assessment: Assessment, speaker: Speaker, with_sensitive: bool = False) -> bytes:
    """The summary as UTF-8 with a byte order mark, so that Excel shows Chinese."""
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(case, assessment, speaker, with_sensitive):
        writer.writerow([_cell(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    return safe(str(value).replace("\r\n", "\n").replace("\r", "\n"))


Row = tuple[str, str, str, Any, str, str]


def _rows(case: Case, assessment: Assessment, speaker: Speaker, with_sensitive: bool) -> Iterator[Row]:
    texts = speaker.texts
    yield "meta", "format", "", f"{FORMAT}-{FORMAT_NUMBER}", "", ""
    yield "meta", "edition", texts("csv.edition"), assessment.edition, "", ""
    yield "meta", "language", "", texts.language, "", ""
    if assessment.filing_date:
        said = day(assessment.filing_date, texts.language)
        yield "meta", "filing_date", texts("csv.filing_date"), said, "", ""
    yield "meta", "caution", texts("csv.caution"), texts("caution.short"), "", ""
    yield from _case_rows(case, speaker, with_sensitive)
    verdict = texts(f"say.states.{assessment.verdict}")
    yield "verdict", "verdict", texts("csv.verdict"), verdict, assessment.verdict, ""
    code = assessment.occupation.code
    if code is not None:
        chosen = assessment.occupation.chosen_by or ""
        yield "occupation", code, texts("csv.occupation"), speaker.occupation(code), chosen, ""
    for candidate in assessment.occupation.candidates:
        words = texts("say.and").join(candidate.because)
        yield "candidate", candidate.code, speaker.occupation(candidate.code), words, "", ""
    for number, part in enumerate(assessment.occupation.mix):
        name = speaker.occupation(part.code) if part.code else texts("charts.outside")
        yield "mix", str(number), name, round(part.share, 4), "", ""
    for number, part in enumerate(assessment.occupation.duties):
        name = speaker.occupation(part.code) if part.code else texts("charts.outside")
        yield "duty", str(number), name, part.duty or "", str(round(part.share, 4)), ""
    salary = assessment.salary
    for key in ("annual_krw", "threshold_krw", "gap_krw", "minimum_wage_krw", "planning_krw"):
        value = getattr(salary, key)
        if value is not None:
            yield "salary", key, texts(f"csv.salary.{key}"), value, "", ""
    for dimension in DIMENSIONS:
        judged = assessment.dimensions[dimension]
        said = texts(f"say.states.{judged.status}")
        yield "dimension", dimension, texts(f"say.dimensions.{dimension}"), said, judged.status, ""
        for finding in judged.findings:
            source = speaker.cited(finding.sources)
            label = texts(f"say.dimensions.{dimension}")
            yield "finding", finding.id, label, speaker.finding(finding), finding.status, source
            remedy = speaker.remedy(finding) if finding.status != "meets" else None
            if remedy:
                yield "next_step", finding.id, label, remedy, finding.status, source
    for change in assessment.changes:
        label = texts(f"say.dimensions.{change.dimension}")
        yield "change", change.id, label, speaker.change(change), change.then, ""
    yield from _confirm_rows(assessment, speaker)
    for route in assessment.routes:
        missing = speaker.listed(speaker.route_missing(route))
        source = speaker.cited(route.sources)
        yield "route", route.id, texts(f"routes.{route.id}.name"), missing, route.status, source
        if route.points is not None:
            yield "route_points", route.id, texts("csv.points"), route.points.total, str(route.points.passes_at), source
            yield from _point_rows(route.id, route.points, texts)
    for plan in assessment.plans:
        yield (
            "plan",
            plan.id,
            texts("csv.plan"),
            texts(f"failures.{plan.id}.name"),
            "",
            speaker.cited(plan.sources),
        )
        yield "plan_first", plan.id, texts("ways.fix_first"), texts(f"failures.{plan.id}.fix_first"), "", ""
        for phase in PHASES:
            said, routes = texts(f"failures.{plan.id}.{phase}"), " ".join(getattr(plan, phase))
            yield f"plan_{phase}", plan.id, texts(f"ways.phases.{phase}"), said, routes, ""
    for party in ("applicant", "employer"):
        for paper in getattr(assessment.documents, party):
            name = texts(f"papers.{paper.id}.name")
            yield "paper", paper.id, texts(f"csv.papers.{party}"), name, "", speaker.cited(paper.sources)


def _confirm_rows(assessment: Assessment, speaker: Speaker) -> Iterator[Row]:
    """What is left to confirm, each sentence once."""
    told: set[str] = set()
    for item in assessment.to_confirm:
        said = speaker.confirm(item)
        if said not in told:
            told.add(said)
            label = speaker.texts(f"say.dimensions.{item.dimension}")
            yield "to_confirm", item.id, label, said, "", speaker.cited(item.sources)


def _point_rows(route: str, points: PointsResult, texts: Texts) -> Iterator[Row]:
    """A row for each line that counts."""
    base = f"points.{points.table.lower()}"
    for line in points.lines:
        name = texts(f"{base}.items.{line['item']}")
        said = texts(f"{base}.lines.{line['item']}.{line['line']}")
        label = texts("ways.line_label", item=name, line=said)
        yield "route_points_line", f"{route}.{line['item']}", label, line["points"], line["line"], ""


def _case_rows(case: Case, speaker: Speaker, with_sensitive: bool) -> Iterator[Row]:
    for path, value in given_facts(case):
        rule = speaker.rulebook.facts.get(path)
        if rule is not None and rule.sensitive and not with_sensitive:
            continue
        if path == "job.mix":
            for number, row in enumerate(case.job.mix):
                label = speaker.fact(path)
                yield "case", f"job.mix.{number}.duty", label, row.duty, "", ""
                yield "case", f"job.mix.{number}.percent", label, row.percent, "", ""
            continue
        exact = json.dumps(value) if isinstance(value, list) else value
        yield "case", path, _label(speaker, path), exact, "", ""
    for number, degree in enumerate(case.other_degrees):
        for name in type(degree).model_fields:
            value = getattr(degree, name)
            if value is not None:
                label = _label(speaker, f"education.{name}")
                yield "case", f"other_degrees.{number}.{name}", label, value, "", ""


def _label(speaker: Speaker, path: str) -> str:
    section, _, name = path.partition(".")
    return speaker.texts.maybe(f"facts.{section}.{name}.name") or path


def read_summary(data: bytes) -> Case:
    """The case in a summary. Raises Unloadable; a spreadsheet may have saved it in another encoding or separator."""
    try:
        return Case.model_validate(read_tree(data))
    except ValidationError as error:
        raise Unloadable("file_values") from error


def load_summary(data: bytes, codes: frozenset[str]) -> Fitted:
    """The case in a summary, also one of an earlier edition: what does not fit any more is named. Raises Unloadable."""
    fitted = fit_case(read_tree(data), codes)
    if fitted is None:
        raise Unloadable("file_values")
    return fitted


def read_tree(data: bytes) -> dict[str, Any]:
    """The values of a summary as they stand there, not yet judged. Raises Unloadable."""
    if len(data) > MAX_BYTES:
        raise Unloadable("file_too_large")
    tree: dict[str, Any] = {}
    found = False
    for row in _parse(_decode(data)):
        section, key, value = (str(row.get(name) or "") for name in ("section", "key", "value"))
        found = found or section in {"meta", "case"}
        if section == "case":
            _place(tree, key, unsafe(value))
        elif (section, key) == ("meta", "format") and _newer(value):
            raise Unloadable("file_newer")
    if not found:
        raise Unloadable("not_a_summary")
    return tree


def _newer(said: str) -> bool:
    name, _, number = said.rpartition("-")
    return name == FORMAT and number.isdecimal() and len(number) < 6 and int(number) > FORMAT_NUMBER


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unloadable("file_encoding")


def _parse(text: str) -> list[dict[str, Any]]:
    for separator in (",", ";", "\t"):
        try:
            reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
            # The head first: a line of a million cells is refused before it is read a thousand times.
            if {"section", "key", "value"} <= set(reader.fieldnames or ()) and len(
                reader.fieldnames or ()
            ) <= MAX_COLUMNS:
                return list(reader)
        except csv.Error as error:
            raise Unloadable("not_a_summary") from error
    raise Unloadable("not_a_summary")


def _place(tree: dict[str, Any], key: str, text: str) -> None:
    """Put one exact value at its path; list places are filled in order. What no case has is left to the model."""
    steps = key.split(".")
    if len(steps) not in {2, 4, 3} or len(key) > 120:
        return
    if steps[0] == "job" and len(steps) == 4 and steps[1] == "mix":
        rows = tree.setdefault("job", {}).setdefault("mix", [])
        _in_list(rows, steps[2], steps[3], text)
    elif steps[0] == "other_degrees" and len(steps) == 3:
        _in_list(tree.setdefault("other_degrees", []), steps[1], steps[2], _typed(text))
    elif len(steps) == 2 and steps[0].isidentifier() and text != "":
        value: Any = text if steps[0] == "job" and steps[1] in {"title", "duties", "follow_up"} else _typed(text)
        section = tree.setdefault(steps[0], {})
        if isinstance(section, dict):
            section[steps[1]] = value


def _in_list(rows: Any, number: str, name: str, value: Any) -> None:
    # Another row of the file may have put something else there.
    if isinstance(rows, list) and number.isdecimal() and len(number) < 3 and int(number) <= 20:
        while len(rows) <= int(number):
            rows.append({})
        rows[int(number)][name] = value


def _typed(text: str) -> Any:
    """true and false as booleans, lists as lists; numbers stay text for the model to read."""
    if text in {"true", "false", "TRUE", "FALSE"}:
        return text.lower() == "true"
    if text.startswith("["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text
