"""Judge the rows of a table. Equal texts are matched once, equal cases judged once; nothing is kept beyond that."""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd
from pydantic import ValidationError

from e7wizard.assessment.verdict import assess_in_brief
from e7wizard.case import Case, Job
from e7wizard.house import House
from e7wizard.language.amounts import Language
from e7wizard.matching.fit import Fit
from e7wizard.report.discretion import without_sensitive
from e7wizard.screening.faults import CellFault, say_faults
from e7wizard.screening.mapping import Mapping as TableMapping
from e7wizard.screening.result import REMEDIES, ROUTES, Cells, Teller, faulty, result_frame
from e7wizard.screening.rows import Row, RowReader, frozen, reason_of
from e7wizard.screening.vocabulary import Vocabulary

FITS_KEPT = 8_000
CASES_KEPT = 10_000
"""So many texts and cases are known again within one table: some 30 MB and 50 MB."""
AT_ONCE = 200
"""So many new texts go to the matcher together."""
T = TypeVar("T")


def fit_all(house: House, jobs: Sequence[Job]) -> list[Fit]:
    """The matcher's answers for these jobs, in one batch, without the long list that only the matcher itself needs."""
    return [dataclasses.replace(fit, everything=()) for fit in house.matcher.fits(jobs)]


class _Kept(OrderedDict[Any, T]):
    """The values used last, up to a number of them."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def recall(self, key: Any) -> T | None:
        """The value, which counts as used."""
        if key in self:
            self.move_to_end(key)
            return self[key]
        return None

    def keep(self, key: Any, value: T) -> None:
        """Keep a value in place of the one that was not used for longest."""
        self[key] = value
        if len(self) > self._most:
            self.popitem(last=False)


class Screener:
    """Judges tables with one mapping in one language. Make one for each table; parts of it may come one after the other.

    `usual`: facts of the rows that do not state them. `discreet`: judge as if nobody had answered about fines,
    ancestry and marriage, so that the result gives nothing of it away. `taken_as`: what is made of each case before it
    is judged, for a program that presumes more than the table says.
    """

    def __init__(
        self,
        house: House,
        vocabulary: Vocabulary,
        mapping: TableMapping,
        language: Language,
        *,
        usual: Mapping[str, Any] | None = None,
        discreet: bool = False,
        taken_as: Callable[[Case], Case] | None = None,
    ) -> None:
        self._house = house
        self._taken_as = taken_as
        self._reader = RowReader(mapping, vocabulary, usual)
        self._texts = house.texts[language]
        self._options = vocabulary.options(language)
        self._teller = Teller(house.speaker(language))
        self._discreet = discreet
        self._fits: _Kept[Fit] = _Kept(FITS_KEPT)
        self._cells: _Kept[Cells] = _Kept(CASES_KEPT)

    def screen(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The result of these rows, with their index."""
        rows: list[Cells] = []
        for part in _in_parts(self._reader.rows(frame), AT_ONCE):
            rows += self._judge(part)
        return result_frame(rows, frame.index)

    def faults(self, frame: pd.DataFrame) -> Iterator[tuple[int, CellFault]]:
        """Every fault of the cells with the place of its row, without judging anything."""
        for at, row in enumerate(self._reader.rows(frame)):
            for fault in row.faults:
                yield at, fault

    def case(self, frame: pd.DataFrame) -> Case:
        """The case in the first row. Raises ValueError with its faults in words."""
        row = next(self._reader.rows(frame))
        if row.faults:
            raise ValueError(self._said(row.faults))
        return self._reader.case(row)

    def judge(self, case: Case) -> Cells:
        """The cells of one case that came from elsewhere than the table, its id among them."""
        return self._judge_new({object(): case}).popitem()[1]

    def _judge(self, rows: Sequence[Row]) -> Iterator[Cells]:
        """The rows of one batch in their order."""
        keys = [None if row.faults else frozen(row.facts) for row in rows]
        done: dict[Any, Cells] = {}
        new: dict[Any, Case] = {}
        for key, row in zip(keys, rows, strict=True):
            if key is None or key in done or key in new:
                continue
            if (known := self._cells.recall(key)) is not None:
                done[key] = known
                continue
            try:
                case = self._reader.case(row)
                new[key] = case if self._taken_as is None else self._taken_as(case)
            except ValidationError as error:
                done[key] = faulty(None, self._said(reason_of(error)))
        done |= self._judge_new(new)
        for key, row in zip(keys, rows, strict=True):
            cells = faulty(None, self._said(row.faults)) if key is None else done[key]
            yield (row.id, *cells[1:])

    def _judge_new(self, cases: dict[Any, Case]) -> dict[Any, Cells]:
        fits = self._match([case.job for case in cases.values()])
        found = {}
        for (key, case), fit in zip(cases.items(), fits, strict=True):
            judged = without_sensitive(case, self._house.rulebook) if self._discreet else case
            # A wrong code never comes so far: the cell is held against the list of codes.
            found[key] = self._teller.cells(assess_in_brief(judged, fit, self._house.rulebook, ROUTES, REMEDIES))
            self._cells.keep(key, found[key])
        return found

    def _match(self, jobs: Sequence[Job]) -> list[Fit]:
        """The matcher's answer for each job, asked once for those that say the same about the work."""
        keys = [(job.title, job.duties, repr(job.mix) if job.mix else "", job.follow_up) for job in jobs]
        known = {key: self._fits.recall(key) for key in keys}
        new = {key: job for key, job in zip(keys, jobs, strict=True) if known[key] is None}
        for key, found in zip(new, fit_all(self._house, list(new.values())), strict=True):
            known[key] = found
            self._fits.keep(key, found)
        return [fit for key in keys if (fit := known[key]) is not None]

    def _said(self, faults: Sequence[CellFault]) -> str:
        return say_faults(faults, self._texts, self._options)


def _in_parts(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
