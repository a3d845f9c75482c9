"""Many cases at once: a table of cases in, a table of results out, as a library and a command (docs/screening.md)."""

from e7wizard.screening.api import (
    case_of_row,
    empty_result,
    frame_of_cases,
    mapping_of,
    screen,
    screener_for,
)
from e7wizard.screening.faults import TableFault
from e7wizard.screening.limits import DEFAULT_LIMITS, Limits
from e7wizard.screening.mapping import Mapping, tell_mapping
from e7wizard.screening.result import COLUMNS, labelled
from e7wizard.screening.table import Table, read_table, said_fault
from e7wizard.screening.template import template
from e7wizard.screening.vocabulary import Vocabulary, default_house, vocabulary_of
from e7wizard.screening.words import check_words
from e7wizard.screening.writing import write_result

__all__ = [
    "COLUMNS",
    "DEFAULT_LIMITS",
    "Limits",
    "Mapping",
    "Table",
    "TableFault",
    "Vocabulary",
    "case_of_row",
    "check_words",
    "default_house",
    "empty_result",
    "frame_of_cases",
    "labelled",
    "mapping_of",
    "read_table",
    "said_fault",
    "screen",
    "screener_for",
    "tell_mapping",
    "template",
    "vocabulary_of",
    "write_result",
]
