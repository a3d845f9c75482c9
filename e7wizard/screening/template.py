"""An empty table to fill in, with heads in one language that are read back, an example, and what may be written."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from e7wizard.language.amounts import Language, country
from e7wizard.language.reading import STATED_UNITS
from e7wizard.screening.faults import TableFault
from e7wizard.screening.kinds import kind_of
from e7wizard.screening.mapping import fact_name
from e7wizard.screening.vocabulary import Vocabulary, labels_of, options_for
from e7wizard.screening.writing import excel_heads, excel_text, table_csv

SUFFIXES = (".csv", ".xlsx")
EXAMPLE: dict[str, str | int | float] = {
    "filing.date": "2026-12-01", "filing.procedure": "change_of_status", "pay.annual_krw": 36_000_000, "pay.weekly_hours": 40,
    "education.level": "bachelor", "education.related": "true", "education.country": "CN", "education.graduated": "2023-06",
    "experience.related_years": 2, "experience.related_years_after_degree": 2, "employer.kind": "company", "employer.size": "sme",
    "employer.korean_staff": 14, "employer.foreign_staff": 1, "employer.mainly_domestic": "false",
    "employer.tax_arrears": "false", "employer.recommendation": "not_available", "job.permanent_direct_hire": "true",
    "person.age": 27, "person.nationality": "CN", "person.in_korea": "true", "person.current_status": "D-10-1", "person.topik": "4",
}  # fmt: skip
"""A made-up case; its texts stand in content/*/screening.yaml."""
_ROWS = 2_000
_LONGEST_LIST = 255
"""Characters that Excel takes for the options of a cell."""
Row = list[str | int | float]


def template(suffix: str, vocabulary: Vocabulary, language: Language) -> bytes:
    """The template as CSV or workbook. Raises TableFault for another suffix."""
    if suffix not in SUFFIXES:
        raise TableFault("unknown_suffix")
    paths = ("id", *vocabulary.template)
    heads = [head_of(path, vocabulary, language) for path in paths]
    example: Row = [_example(path, vocabulary, language) for path in paths]
    if suffix == ".csv":
        return table_csv([heads, example])
    return _workbook(paths, heads, example, vocabulary, language)


def head_of(path: str, vocabulary: Vocabulary, language: Language) -> str:
    """The head of a column as people of the language write it, with the unit of an amount."""
    texts = vocabulary.texts[language]
    name = fact_name(path, texts)
    if kind_of(path) != "money":
        return name
    return texts("screening.head_word", name=name, unit=texts(f"screening.units.{vocabulary.template_unit[language]}"))


def _example(path: str, vocabulary: Vocabulary, language: Language) -> str | int | float:
    texts = vocabulary.texts[language]
    own = {"id": "A-1", "job.title": "title", "job.duties": "duties", "education.field": "field"}
    if path in own:
        return own[path] if path == "id" else texts(f"screening.template.{own[path]}")
    value = EXAMPLE.get(path, "")
    match kind_of(path):
        case "money" if isinstance(value, int):
            return value // STATED_UNITS[vocabulary.template_unit[language]]
        case "yes_no" if value != "":
            return texts("say.yes" if value == "true" else "say.no")
        case "country" if value != "":
            return country(str(value), language)
        case "choice" | "level":
            return str(labels_of(texts, path).get(str(value), value))
    return value


def _allowed(path: str, vocabulary: Vocabulary, language: Language) -> list[str]:
    texts = vocabulary.texts[language]
    kind = kind_of(path)
    if kind == "yes_no":
        return [texts("say.yes"), texts("say.no")]
    if kind in {"choice", "level"}:
        labels = labels_of(texts, path)
        return [str(labels[option]) for option in (options_for(path) or labels) if option in labels]
    return []


def _workbook(
    paths: tuple[str, ...], heads: list[str], example: Row, vocabulary: Vocabulary, language: Language
) -> bytes:
    texts = vocabulary.texts[language]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(texts("screening.template.sheet"))
    sheet.freeze_panes = "B2"
    for at, path in enumerate(paths, 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = 50 if path == "job.duties" else 18
        listed = ",".join(_allowed(path, vocabulary, language))
        if (
            listed
            and len(listed) <= _LONGEST_LIST
            and listed.count(",") + 1 == len(_allowed(path, vocabulary, language))
        ):
            # Other words than the listed ones are understood as well, so the list only helps.
            rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
            rule.add(f"{letter}2:{letter}{_ROWS}")
            sheet.data_validations.append(rule)
    sheet.append(excel_heads(sheet, heads))
    sheet.append(example)
    manual = book.create_sheet(texts("screening.template.help"))
    for letter, width in zip("ABCD", (32, 70, 60, 36), strict=True):
        manual.column_dimensions[letter].width = width
    manual.append(
        excel_heads(
            manual, [texts(f"screening.template.heads.{name}") for name in ("column", "what", "options", "path")]
        )
    )
    for path, head in zip(paths, heads, strict=True):
        asked = texts("screening.template.id") if path == "id" else texts.maybe(f"facts.{path}.ask") or ""
        options = texts("screening.list_between").join(_allowed(path, vocabulary, language))
        manual.append([excel_text(cell) for cell in (head, asked, options, path)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
