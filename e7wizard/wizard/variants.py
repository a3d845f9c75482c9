"""The adviser's desk: notes, switches and variants of the case. All of it lives in the session only, never in an export."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from e7wizard.case import Case, with_facts
from e7wizard.language.reading import Unreadable, read_date, read_money, read_number
from e7wizard.wizard.fields import ALL_FIELDS

MOST = 3
"""So many variants stand beside the case."""


def _staff(raw: str) -> int:
    field = ALL_FIELDS["employer.korean_staff"]
    return int(read_number(raw, field.least, field.most, whole=True))


PARTS: dict[str, Callable[[str], Any]] = {
    "pay.annual_krw": read_money,
    "job.occupation": str,
    "filing.date": read_date,
    "employer.korean_staff": _staff,
    "employer.foreign_staff": _staff,
}
"""The facts that a variant may change, and how each is read."""


@dataclasses.dataclass
class Variant:
    """What is different from the case, raw as typed and by path; what is left empty is as in the case.

    `number` names its widgets and is not given again while the desk is in use.
    """

    number: int
    changes: dict[str, str] = dataclasses.field(default_factory=dict)

    def key(self, path: str) -> str:
        """The key of the widget for a part."""
        return f"f_v{self.number}_{path.replace('.', '_')}"

    def put(self, path: str, raw: str | None) -> None:
        """Keep a change; an empty one is forgotten."""
        if raw and raw.strip():
            self.changes[path] = raw
        else:
            self.changes.pop(path, None)

    def read(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The facts that are changed, and for each unreadable one the id of its message."""
        facts: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for path, raw in self.changes.items():
            try:
                facts[path] = PARTS[path](raw)
            except Unreadable as error:
                faults[path] = error.key
        return facts, faults

    def of(self, case: Case) -> Case:
        """The case with the changes that can be read. A code that is named takes the place of 'none fits'."""
        facts = self.read()[0]
        if "job.occupation" in facts:
            facts["job.none_fits"] = None
        return with_facts(case, facts)


@dataclasses.dataclass
class Desk:
    """What belongs to the adviser and not to the case."""

    client: str = ""
    notes: str = ""
    present: bool = False
    hide: bool = False
    whys: bool = False
    variants: list[Variant] = dataclasses.field(default_factory=list)
    given: int = 0
    """Numbers given to variants so far."""

    def add(self) -> None:
        """Put one more variant beside the case, if there is room."""
        if len(self.variants) < MOST:
            self.given += 1
            self.variants.append(Variant(self.given))

    def remove(self, number: int) -> None:
        """Take a variant away; the numbers of the others stay."""
        self.variants = [variant for variant in self.variants if variant.number != number]

    def cleared(self) -> Desk:
        """A desk for the next client; how the screen is shown stays."""
        return Desk(present=self.present, hide=self.hide, whys=self.whys, given=self.given)
