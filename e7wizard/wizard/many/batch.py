"""One table of cases while a session works on it: its rows, what was judged so far, and what was changed by hand.

It lives in the memory of the session and nowhere else, so its size is bounded.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Any

import pandas as pd

from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.language.amounts import Language
from e7wizard.report.discretion import sensitive_facts
from e7wizard.screening import Limits, Table, TableFault, read_table, vocabulary_of
from e7wizard.screening.cell_readers import is_blank
from e7wizard.screening.headers import Column, read_header
from e7wizard.screening.mapping import Mapping, find_mapping
from e7wizard.screening.result import COLUMNS, Cells
from e7wizard.screening.running import cells_of, numbered
from e7wizard.screening.screener import Screener
from e7wizard.wizard.holding import PRESUMED, taken_as

LIMITS = Limits(
    file_bytes=4_000_000, unpacked_bytes=60_000_000, small_part_bytes=2_000_000, parts=500, rows=2_000, columns=200
)
"""What one session may hold; a base64 message of such a file stays below server.maxMessageSize."""
LONGEST_NAME = 80
PLACE = {name: place for place, name in enumerate(COLUMNS)}


@dataclasses.dataclass
class View:
    """What of the list is shown."""

    order: str = "file"
    dimension: str = "verdict"
    state: str = "all"
    code: str = "all"
    only: str = "all"
    search: str = ""
    page: int = 0


@dataclasses.dataclass
class Batch:
    """`chosen`: corrections by head; `filing`: the filing date of rows without one, as typed; `goal`: rows to be judged."""

    name: str
    table: Table
    chosen: dict[str, Any] = dataclasses.field(default_factory=dict)
    filing: str = ""
    hours: str = ""
    used: dict[str, Any] = dataclasses.field(default_factory=dict)
    used_filing: str = ""
    """The corrections and the date by which the rows were judged; what is changed meanwhile counts from the next start."""
    goal: int = 0
    judged: dict[Language, list[Cells]] = dataclasses.field(default_factory=dict)
    quiet: dict[Language, dict[int, Cells]] = dataclasses.field(default_factory=dict)
    """The rows with private answers as others may see them, by place."""
    changed: dict[int, Case] = dataclasses.field(default_factory=dict)
    """Rows that were opened and changed, by place."""
    view: View = dataclasses.field(default_factory=View)
    _screeners: dict[tuple[Language, bool], Screener] = dataclasses.field(default_factory=dict, repr=False)

    @property
    def total(self) -> int:
        """Rows of the table."""
        return len(self.table.frame)

    def heads(self) -> list[str]:
        """The column heads."""
        return [str(head) for head in self.table.frame.columns]

    def columns(self, house: House) -> list[tuple[str, Column]]:
        """What each column is taken for, with the corrections so far, whether or not they go together."""
        heads = vocabulary_of(house).heads
        chosen = self.chosen
        return [
            (head, chosen[head] if isinstance(chosen.get(head), Column) else read_header(head, heads))
            for head in self.heads()
        ]

    def mapping(self, house: House) -> Mapping:
        """The mapping as it will be used. Raises TableFault."""
        return find_mapping(self.heads(), vocabulary_of(house), self.chosen)

    def mapping_used(self, house: House) -> Mapping:
        """The mapping by which the rows were judged. Raises TableFault."""
        return find_mapping(self.heads(), vocabulary_of(house), self.used)

    def usual(self) -> dict[str, str]:
        """What holds for rows that do not state it: as in the wizard, so that an opened row says the same."""
        given = {**PRESUMED, "filing.date": self.used_filing, "pay.weekly_hours": self.hours}
        return {path: raw for path, raw in given.items() if raw}

    def screener(self, house: House, language: Language, *, discreet: bool = False) -> Screener:
        """The screener of this table; kept while rows are judged. Raises TableFault."""
        if (language, discreet) not in self._screeners:
            mapping = self.mapping_used(house)
            usual = self.usual()
            shown = {path: raw for path, raw in usual.items() if path not in PRESUMED}
            self._screeners[language, discreet] = Screener(
                house,
                vocabulary_of(house),
                mapping,
                language,
                usual=usual,
                discreet=discreet,
                taken_as=partial(taken_as, usual=shown),
            )
        return self._screeners[language, discreet]

    def start(self) -> None:
        """Judge every row from the beginning."""
        self.used, self.used_filing = dict(self.chosen), self.filing
        self.judged.clear()
        self.quiet.clear()
        self.changed.clear()
        self._screeners.clear()
        self.view = View(order=self.view.order)
        self.goal = self.total

    def stop(self, language: Language) -> None:
        """Leave it at what is done."""
        self.goal = self.done(language)

    def go_on(self) -> None:
        """Judge the rest."""
        self.goal = self.total

    def done(self, language: Language) -> int:
        """Rows judged in this language."""
        return len(self.judged.get(language, ()))

    def busy(self, language: Language) -> bool:
        """Whether rows are still to be judged."""
        return self.done(language) < self.goal

    def work(self, house: House, language: Language, rows: int) -> None:
        """Judge the next rows. Raises TableFault."""
        done = self.judged.setdefault(language, [])
        start, end = len(done), min(len(done) + rows, self.goal)
        part = self.table.frame.iloc[start:end]
        found = cells_of(self.screener(house, language).screen(part))
        quiet = self._quiet(house, language, part, start)
        for at in range(start, end):
            if at in self.changed:
                found[at - start], quiet[at] = self._both(house, language, self.changed[at])
        self.quiet.setdefault(language, {}).update(quiet)
        done += found
        if len(done) >= self.goal:
            self._screeners.clear()

    def _quiet(self, house: House, language: Language, part: pd.DataFrame, start: int) -> dict[int, Cells]:
        """The rows of a part with private answers, judged without these."""
        hidden = sensitive_facts(house.rulebook)
        places = [at for at, _, column in self.mapping_used(house).read() if column.path in hidden]
        rows = [row for row in range(len(part)) if any(not is_blank(part.iat[row, at]) for at in places)]
        if not rows:
            return {}
        found = cells_of(self.screener(house, language, discreet=True).screen(part.iloc[rows]))
        return {start + row: cells for row, cells in zip(rows, found, strict=True)}

    def _both(self, house: House, language: Language, case: Case) -> tuple[Cells, Cells]:
        """A changed row as it is and as others may see it."""
        return (
            self.screener(house, language).judge(case),
            self.screener(house, language, discreet=True).judge(case),
        )

    def case(self, house: House, at: int) -> Case:
        """The case of a row, as changed if it was. Raises ValueError where the row cannot be read."""
        if at in self.changed:
            return self.changed[at]
        case = self.screener(house, "en").case(self.table.frame.iloc[[at]])
        if not any(self.busy(language) for language in self.judged):
            self._screeners.clear()
        return case

    def take_over(self, house: House, at: int, case: Case) -> None:
        """Put a changed case in the place of its row and judge it anew."""
        self.changed[at] = case.model_copy(update={"id": self._id(at)})
        for language, rows in self.judged.items():
            if at < len(rows):
                rows[at], self.quiet.setdefault(language, {})[at] = self._both(house, language, self.changed[at])
        self._screeners.clear()

    def _id(self, at: int) -> str | None:
        """The number of the case as the table gives it."""
        return next((rows[at][PLACE["id"]] for rows in self.judged.values() if at < len(rows)), None)

    def differing(self, language: Language) -> int:
        """Rows whose verdict is another one without the private answers."""
        rows, place = self.judged.get(language, []), PLACE["verdict"]
        return sum(rows[at][place] != cells[place] for at, cells in self.quiet.get(language, {}).items())

    def result(self, language: Language, *, discreet: bool) -> pd.DataFrame:
        """The result as far as it is done."""
        quiet = self.quiet.get(language, {}) if discreet else {}
        rows = [quiet.get(at, cells) for at, cells in enumerate(self.judged.get(language, ()))]
        return numbered(rows, self.table.rows)


def new_batch(house: House, data: bytes, name: str, today: str, hours: str) -> Batch:
    """A batch from a file; columns that can be put right by hand are no fault yet. Raises TableFault."""
    batch = Batch(name=name[:LONGEST_NAME], table=read_table(data, name, limits=LIMITS), filing=today, hours=hours)
    try:
        batch.mapping(house)
    except TableFault as fault:
        if fault.key not in {"same_fact", "missing_columns"}:
            raise
    return batch
