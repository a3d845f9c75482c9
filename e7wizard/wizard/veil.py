"""Amounts and personal facts covered while others see the screen; the case itself is never touched."""

from __future__ import annotations

import dataclasses
import re

from e7wizard.assessment.model import Change, Dimension
from e7wizard.language.amounts import money
from e7wizard.wizard.page import Page

DOTS = "••••"
_PERSONAL = {"person", "education", "experience", "facts"}
_DAY = r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2} [A-Z][a-z]+ \d{4}"
_AMOUNT = r"-?KRW \d[\d,]*|-?\d[\d,.]*万?韩元"
_PLAIN = r"(?<![0-9A-Za-z-])\d[\d,.]*(?![0-9A-Za-z-])"
_AMOUNTS = re.compile(f"{_DAY}|{_AMOUNT}")
_COVERED = re.compile(f"{_DAY}|{_AMOUNT}|{_PLAIN}")
_OF_THE_JOB = {"code_fit", "employer"}
_HOTLINE = "1345"


def is_personal(path: str) -> bool:
    """Whether a fact is an amount or says something about the person rather than about the job and the employer."""
    return path.partition(".")[0] in _PERSONAL or path.endswith("_krw") or path == "filing.stay_expires"


@dataclasses.dataclass(frozen=True)
class Veil:
    """`down`: amounts, days and figures of the person are shown as dots."""

    page: Page
    down: bool

    def money(self, krw: int | None) -> str:
        """An amount, or what is said where there is none."""
        if krw is None:
            return self.page.texts("say.unknown_amount")
        return DOTS if self.down else money(krw, self.page.language)

    def change(self, change: Change) -> str:
        """A change as an instruction; one of a personal fact names the fact only."""
        if self.down and change.id == "reach_fact" and is_personal(change.params["fact"]):
            return self.page.texts("adviser.covered", fact=self.page.speaker.fact(change.params["fact"]), dots=DOTS)
        return self.sentence(self.page.speaker.change(change), change.dimension)

    def sentence(self, said: str, dimension: Dimension) -> str:
        """A sentence with amounts and days covered, and counts where the dimension is about the person.

        Numbers of occupations and the hotline stay.
        """
        if not self.down:
            return said
        return (_AMOUNTS if dimension in _OF_THE_JOB else _COVERED).sub(self._cover, said)

    def _cover(self, found: re.Match[str]) -> str:
        figure = found[0].rstrip(".,")
        known = figure == _HOTLINE or figure in self.page.house.rulebook.occupations
        return found[0] if known else DOTS + found[0][len(figure) :]
