"""Which column of a table holds which fact: found by the heads, shown to people, corrected by them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from rapidfuzz import fuzz, process

from e7wizard.language.reading import PERIODS, STATED_UNITS
from e7wizard.language.texts import Texts
from e7wizard.screening.faults import TableFault
from e7wizard.screening.headers import Column, read_header
from e7wizard.screening.kinds import kind_of
from e7wizard.screening.vocabulary import Vocabulary
from e7wizard.screening.words import indexed, is_fact, key

IGNORE = "ignore"
"""Written in place of a fact, it leaves a column out."""
TELLS_THE_WORK = ("job.duties", "job.title", "job.occupation", "job.mix")
_NEAR = 80


class _Choice(BaseModel):
    """A column of a mapping file, where the fact alone does not say it all."""

    model_config = ConfigDict(extra="forbid")

    fact: str
    unit: str | None = None
    period: str | None = None


_FILE = TypeAdapter(dict[str, str | _Choice])
Corrections = Dict[str, Any]
"""Head of a column -> path of a fact, 'ignore', a Column, or {fact, unit, period}."""


@dataclasses.dataclass(frozen=True)
class Mapping:
    """The columns of a table in their order, each with its head."""

    columns: tuple[tuple[str, Column], ...]

    def read(self) -> list[tuple[int, str, Column]]:
        """The columns that are read: place, head, and what they hold."""
        return [(at, head, column) for at, (head, column) in enumerate(self.columns) if column.path is not None]

    def left(self, why: str) -> list[str]:
        """Heads of the columns that are not read for a reason."""
        return [head for head, column in self.columns if column.path is None and column.why == why]

    def paths(self) -> set[str]:
        """The facts that have a column."""
        return {column.path for _, column in self.columns if column.path is not None}

    def to_yaml(self) -> str:
        """The mapping as a file that `--mapping` reads, for people to correct."""
        rows: dict[str, Any] = {}
        for head, column in self.columns:
            if column.path is None:
                rows[head] = IGNORE
            elif column.unit in {"", "won"} and column.period == "year":
                rows[head] = column.path
            else:
                more = {"unit": column.unit} if column.unit else {}
                more |= {"period": column.period} if column.period != "year" else {}
                rows[head] = {"fact": column.path, **more}
        return str(yaml.safe_dump({"columns": rows}, allow_unicode=True, sort_keys=False, width=1000))


def find_mapping(heads: Sequence[str], vocabulary: Vocabulary, corrections: Corrections | None = None) -> Mapping:
    """The mapping of these heads; `corrections` win. Raises TableFault where it cannot be used."""
    names = [str(head) for head in heads]
    twice = [name for at, name in enumerate(names) if name in names[:at] and key(name)]
    if twice:
        raise TableFault("duplicate_headers", names=_named(twice))
    given = _checked(corrections or {}, names)
    columns = tuple((name, given.get(name) or read_header(name, vocabulary.heads)) for name in names)
    by_fact: dict[str, list[str]] = {}
    for head, column in columns:
        if column.path is not None:
            by_fact.setdefault(column.path, []).append(head)
    for heads_of_one in by_fact.values():
        if len(heads_of_one) > 1:
            raise TableFault("same_fact", names=_named(heads_of_one))
    if not any(path in by_fact or _starts(path, by_fact) for path in TELLS_THE_WORK):
        raise TableFault("missing_columns")
    return Mapping(columns)


def _starts(path: str, paths: Dict[str, Any]) -> bool:
    return path == "job.mix" and any((indexed(one) or ("",))[0] == "job.mix" for one in paths)


def _checked(corrections: Corrections, heads: Sequence[str]) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for head, said in corrections.items():
        if head not in heads:
            raise TableFault("mapping_header", name=_named([head]))
        if isinstance(said, Column):
            found[head] = said
            continue
        choice = (
            said
            if isinstance(said, _Choice)
            else _Choice.model_validate({"fact": said} if isinstance(said, str) else said)
        )
        if choice.fact == IGNORE:
            found[head] = Column(None, why="left_out")
            continue
        if not is_fact(choice.fact):
            raise TableFault("mapping_fact", name=choice.fact[:80], command="e7wizard schema case")
        base = Column(choice.fact, "won" if kind_of(choice.fact) in {"money", "dollars"} else "")
        column = dataclasses.replace(base, unit=choice.unit or base.unit, period=choice.period or base.period)
        if column.period not in PERIODS or column.unit not in {"", "months", "percent", *STATED_UNITS}:
            raise TableFault("mapping_unit", name=_named([head]), units=" ".join((*STATED_UNITS, "months", "percent")))
        found[head] = column
    return found


def read_mapping(text: str) -> dict[str, Any]:
    """The corrections in a mapping file. Raises TableFault."""
    try:
        data = yaml.safe_load(text)
        columns = data["columns"] if isinstance(data, dict) and set(data) == {"columns"} else data
        return dict(_FILE.validate_python(columns))
    except (yaml.YAMLError, ValidationError, KeyError) as error:
        raise TableFault("mapping_file") from error


def near(head: str, vocabulary: Vocabulary) -> str | None:
    """The path of the fact whose usual head is spelt nearly like this one; None if there is none."""
    found = process.extractOne(key(head), vocabulary.heads.facts.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return None if found is None else vocabulary.heads.facts[found[0]]


def tell_mapping(mapping: Mapping, vocabulary: Vocabulary, texts: Texts) -> list[str]:
    """The mapping in words, a column a line: what each holds, and which are not read and why."""
    lines = [
        texts("screening.mapping.column", head=head, fact=tell_column(column, texts))
        for _, head, column in mapping.read()
    ]
    for why in ("personal", "currency", "left_out"):
        if heads := mapping.left(why):
            lines.append(texts(f"screening.mapping.{why}", names=_named(heads)))
    for head in mapping.left("unknown"):
        meant = near(head, vocabulary)
        if meant is None:
            lines.append(texts("screening.mapping.unknown", name=_named([head])))
        else:
            fact = fact_name(meant, texts)
            lines.append(texts("screening.mapping.nearly", name=_named([head]), fact=fact, path=meant))
    return lines


def tell_column(column: Column, texts: Texts) -> str:
    """What a column holds: the fact, and unit and period of an amount."""
    path = str(column.path)
    name = fact_name(path, texts)
    if kind_of(path) == "money":
        unit, period = texts(f"screening.units.{column.unit or 'won'}"), texts(f"screening.periods.{column.period}")
        if path != "pay.annual_krw" and column.period == "year":
            return texts("screening.mapping.in_unit", fact=name, unit=unit)
        return texts("screening.mapping.amount", fact=name, unit=unit, period=period)
    if column.unit in {"months", "percent"}:
        return texts("screening.mapping.in_unit", fact=name, unit=texts(f"screening.units.{column.unit}"))
    return name


def fact_name(path: str, texts: Texts) -> str:
    """What a column's fact is called; one inside a list with its number."""
    if path == "id":
        return texts("screening.columns.id")
    place = indexed(path)
    if place is None:
        return texts.maybe(f"facts.{path}.name") or path
    part, number, name = place
    base = texts.maybe(f"facts.education.{name}.name") if part == "other_degrees" else texts(f"screening.{name}")
    return texts("screening.numbered", name=base or name, number=number + (2 if part == "other_degrees" else 1))


def _named(names: Sequence[str]) -> str:
    """Heads as a message shows them."""
    return ", ".join(f"“{name[:60]}”" for name in names[:12]) + (" …" if len(names) > 12 else "")
