"""The library: a table of cases in, a table of results out, row for row (docs/screening.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from e7wizard.case import Case, given_facts
from e7wizard.house import House
from e7wizard.language.amounts import Language
from e7wizard.screening.mapping import Corrections, find_mapping
from e7wizard.screening.mapping import Mapping as TableMapping
from e7wizard.screening.result import result_frame
from e7wizard.screening.screener import Screener
from e7wizard.screening.vocabulary import default_house, vocabulary_of


def mapping_of(
    frame: pd.DataFrame, mapping: Corrections | TableMapping | None = None, *, house: House | None = None
) -> TableMapping:
    """Which column is read as which fact; `mapping` corrects what the heads say. Raises TableFault."""
    if isinstance(mapping, TableMapping):
        mapping = dict(mapping.columns)
    return find_mapping([str(name) for name in frame.columns], vocabulary_of(house or default_house()), mapping)


def screener_for(
    frame: pd.DataFrame,
    *,
    language: Language = "en",
    mapping: Corrections | TableMapping | None = None,
    usual: Mapping[str, Any] | None = None,
    discreet: bool = False,
    house: House | None = None,
) -> Screener:
    """A screener for tables with these columns, to judge a table part by part. Raises TableFault and ValueError."""
    house = house or default_house()
    found = mapping_of(frame, mapping, house=house)
    return Screener(house, vocabulary_of(house), found, language, usual=usual, discreet=discreet)


def screen(
    frame: pd.DataFrame,
    *,
    language: Language = "en",
    mapping: Corrections | TableMapping | None = None,
    usual: Mapping[str, Any] | None = None,
    discreet: bool = False,
    house: House | None = None,
) -> pd.DataFrame:
    """Judge every row; the index is kept, and a row that cannot be read says why in the column `error`.

    `mapping`: corrections by head of column; `usual`: facts, by path, of the rows that do not state them; `discreet`:
    judge without the answers about fines, ancestry and marriage; `house`: other content than the product's own. The
    result of a row depends on this row alone, so parts of a table may be judged anywhere, in any order.

    Raises TableFault where the table as a whole cannot be used, ValueError for an unknown fact in `usual`.
    """
    return screener_for(frame, language=language, mapping=mapping, usual=usual, discreet=discreet, house=house).screen(
        frame
    )


def empty_result() -> pd.DataFrame:
    """A result without rows, with the types of its columns, for libraries that want to know them before."""
    return result_frame([])


def case_of_row(frame: pd.DataFrame, at: int, **how: Any) -> Case:
    """The case in one row, by its place; `how` as in `screen`. Raises TableFault, and ValueError with what is wrong in it."""
    return screener_for(frame, **how).case(frame.iloc[[at]])


def row_of_case(case: Case) -> dict[str, Any]:
    """A case as one row, by the paths of its facts; `frame_of_cases` makes a table of several."""
    row: dict[str, Any] = {} if case.id is None else {"id": case.id}
    for path, value in given_facts(case):
        if path == "job.mix":
            for number, part in enumerate(case.job.mix):
                row |= {f"job.mix.{number}.duty": part.duty, f"job.mix.{number}.percent": part.percent}
        else:
            row[path] = value
    for number, degree in enumerate(case.other_degrees):
        row |= {
            f"other_degrees.{number}.{name}": value
            for name in type(degree).model_fields
            if (value := getattr(degree, name)) is not None
        }
    return row


def frame_of_cases(cases: list[Case]) -> pd.DataFrame:
    """A table of these cases, which `screen` judges as `assess` judges each of them."""
    return pd.DataFrame([row_of_case(case) for case in cases], dtype=object)
