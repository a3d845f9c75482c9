"""The whole rulebook, read once and never changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from e7wizard.rulebook.checking import check_links
from e7wizard.rulebook.criteria import Criterion
from e7wizard.rulebook.failure_routes import FailureRoutes
from e7wizard.rulebook.general import (
    CodeFitRules,
    Confirm,
    Edition,
    EmployerRules,
    FactRule,
    Gni,
    MinimumWage,
    PastThreshold,
    ProcedureRules,
    QualificationRules,
    Salary,
    Threshold,
    TierRule,
)
from e7wizard.rulebook.loading import ContentError, Fault, build, read_yaml
from e7wizard.rulebook.occupations import Occupation, Tier
from e7wizard.rulebook.outside import Outside, Paper
from e7wizard.rulebook.points import PointsTable
from e7wizard.rulebook.reviews import Reviewed, Signature, hash_of, review_of
from e7wizard.rulebook.routes import Route
from e7wizard.rulebook.sources import Citation, Document

CONTENT = Path(__file__).resolve().parents[2] / "content"


class _Files(BaseModel):
    """One field per file or folder below content/rules; the name of the field is that of the file."""

    model_config = ConfigDict(frozen=True)

    edition: Edition
    documents: tuple[Document, ...]
    tiers: tuple[TierRule, ...]
    salary: Salary
    qualification: QualificationRules
    employer: EmployerRules
    procedure: ProcedureRules
    code_fit: CodeFitRules
    to_confirm: tuple[Confirm, ...]
    facts: tuple[FactRule, ...]
    occupations: tuple[Occupation, ...]
    routes: tuple[Route, ...]
    failure_routes: tuple[FailureRoutes, ...]
    criteria: tuple[Criterion, ...]
    points: tuple[PointsTable, ...]
    outside: tuple[Outside, ...]
    papers: tuple[Paper, ...]
    reviews: tuple[Signature, ...]


@dataclasses.dataclass(frozen=True)
class Rulebook:
    """All rules, with look-ups by code, date and id."""

    files: _Files
    hashes: dict[str, str] = dataclasses.field(default_factory=dict)
    """SHA-256 of each rule file by its name below content/rules."""
    home: dict[str, str] = dataclasses.field(default_factory=dict)
    """The rule file in which an occupation stands, by code."""

    def review(self, code: str) -> Reviewed | None:
        """Who has checked the rule file of an occupation; None while nobody has."""
        file = self.home.get(code, "")
        return review_of(file, self.hashes.get(file, ""), self.files.reviews)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.files.documents}

    @cached_property
    def occupations(self) -> dict[str, Occupation]:
        """Occupations by current code, in the order of the official list."""
        return {occupation.code: occupation for occupation in self.files.occupations}

    @cached_property
    def former_codes(self) -> dict[str, tuple[str, ...]]:
        """Former number -> the current codes that once had it."""
        found: dict[str, tuple[str, ...]] = {}
        for occupation in self.files.occupations:
            for number in occupation.formerly:
                found[number] = (*found.get(number, ()), occupation.code)
        return found

    @cached_property
    def tiers(self) -> dict[Tier, TierRule]:
        """Tiers by id."""
        return {tier.id: tier for tier in self.files.tiers}

    @cached_property
    def routes(self) -> dict[str, Route]:
        """Routes by status code."""
        return {route.id: route for route in self.files.routes}

    @cached_property
    def failure_routes(self) -> dict[str, FailureRoutes]:
        """Plans for a failing case, by kind of failure, in the suggested order."""
        return {plan.id: plan for plan in self.files.failure_routes}

    @cached_property
    def points(self) -> dict[str, PointsTable]:
        """Points tables by id."""
        return {table.id: table for table in self.files.points}

    @cached_property
    def outside(self) -> dict[str, Outside]:
        """Kinds of work outside the list, by id."""
        return {outside.id: outside for outside in self.files.outside}

    @cached_property
    def facts(self) -> dict[str, FactRule]:
        """What is known about a fact, by path."""
        return {fact.path: fact for fact in self.files.facts}

    def changeable(self, path: str) -> bool:
        """Whether a person can bring this fact about (a certificate), or not (a nationality)."""
        rule = self.facts.get(path)
        return rule is None or rule.changeable

    def threshold(self, day: dt.date) -> Threshold | None:
        """The announced amounts for an application filed on `day`; None where none was announced."""
        return next((row for row in self.files.salary.thresholds if row.covers(day)), None)

    def past_threshold(self, day: dt.date) -> PastThreshold | None:
        """What secondary sources say of a day before the announced amounts begin; None where they say nothing."""
        return next((row for row in self.files.salary.history if row.covers(day)), None)

    def threshold_before(self, day: dt.date) -> Threshold | None:
        """The last announced amounts that ended before `day`."""
        earlier = [row for row in self.files.salary.thresholds if row.to is not None and row.to < day]
        return max(earlier, key=lambda row: row.from_, default=None)

    def threshold_after(self, day: dt.date) -> Threshold | None:
        """The first announced amounts that start after `day`."""
        later = [row for row in self.files.salary.thresholds if row.from_ > day]
        return min(later, key=lambda row: row.from_, default=None)

    def minimum_wage(self, day: dt.date) -> MinimumWage | None:
        """The statutory minimum wage of the year of `day`; None where it is not known."""
        return next((row for row in self.files.salary.minimum_wage if row.year == day.year), None)

    def gni(self, day: dt.date) -> Gni | None:
        """The GNI per head that applies on `day`; None where it is not known."""
        return next((row for row in self.files.salary.gni if row.covers(day)), None)

    def gni_before(self, day: dt.date) -> Gni | None:
        """The last GNI per head that applied before `day`."""
        earlier = [row for row in self.files.salary.gni if row.to is not None and row.to < day]
        return max(earlier, key=lambda row: row.from_, default=None)

    def cite(self, citation: Citation) -> dict[str, Any]:
        """A citation as it stands in an assessment: document, page, date (ISO or None)."""
        day = self.documents[citation.document].date
        return {"document": citation.document, "page": citation.page, "date": day.isoformat() if day else None}


def load_rulebook(content: Path = CONTENT) -> Rulebook:
    """Read and check content/rules. Raises ContentError with every fault found."""
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    home: dict[str, str] = {}
    for name, field in _Files.model_fields.items():
        kind: Any = field.annotation
        adapter: TypeAdapter[Any] = TypeAdapter(kind)
        values[name] = _read(content, name, adapter, home, faults)
    if faults:
        raise ContentError(faults)
    files = _Files.model_construct(**values)
    faults = check_links(files, content)
    if faults:
        raise ContentError(faults)
    folder = content / "rules"
    hashes = {str(path.relative_to(folder)): hash_of(path) for path in sorted(folder.rglob("*.yaml"))}
    return Rulebook(files, hashes, home)


def _read(content: Path, name: str, adapter: TypeAdapter[Any], home: dict[str, str], faults: list[Fault]) -> Any:
    """One file, or the rows of all files of a folder; `home` notes in which file each occupation stands."""
    folder, root = content / "rules", content.parent
    if not (folder / name).is_dir():
        path = folder / f"{name}.yaml"
        data = read_yaml(path, root, faults)
        return None if data is None else build(adapter, data, path, root, faults)
    rows: list[Any] = []
    for path in sorted((folder / name).glob("*.yaml")):
        data = read_yaml(path, root, faults)
        if data is not None:
            found = build(adapter, data, path, root, faults) or ()
            home |= {row.code: f"{name}/{path.name}" for row in found if hasattr(row, "code")}
            rows.extend(found)
    return tuple(rows)
