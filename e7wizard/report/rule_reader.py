"""The rules of one occupation as a person reads and checks them: each requirement in words, with its page."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from e7wizard.assessment.model import SourceRef
from e7wizard.language.amounts import day, money, number, percent
from e7wizard.language.saying import Speaker
from e7wizard.language.wording import Line, lines_of
from e7wizard.rulebook.conditions import Condition
from e7wizard.rulebook.occupations import Deduction, HeadCap, HumanCheck, Move, Occupation, Path, Scale, Wage
from e7wizard.rulebook.rulebook import Rulebook
from e7wizard.rulebook.sources import Citation


@dataclasses.dataclass(frozen=True)
class Section:
    """A part of the rules: its heading, lines, pages, and whether a program decides it or a person must."""

    id: str
    title: str
    lines: tuple[Line, ...]
    sources: tuple[str, ...] = ()
    by: str = ""
    """'machine', 'person', or nothing where it is no rule."""


def read_rules(rulebook: Rulebook, speaker: Speaker, code: str) -> list[Section]:
    """Every rule of the occupation, in the order of the wizard."""
    return list(_Reader(rulebook, speaker, rulebook.occupations[code]).sections())


def report_text(rulebook: Rulebook, speaker: Speaker, code: str) -> str:
    """A ready text to report an error in these rules: code, file, edition and pages."""
    occupation = rulebook.occupations[code]
    pages = speaker.cited(SourceRef(**rulebook.cite(source)) for source in occupation.sources)
    return speaker.texts(
        "rules_page.report_text",
        name=speaker.occupation(code),
        file=f"content/rules/{rulebook.home[code]}",
        edition=rulebook.files.edition.id,
        hash=rulebook.hashes[rulebook.home[code]][:12],
        pages=pages,
    )


def review_text(rulebook: Rulebook, speaker: Speaker, code: str) -> str:
    """Who has checked these rules, or that nobody has."""
    review = rulebook.review(code)
    if review is None:
        return speaker.texts("rules_page.not_reviewed")
    signed = review.signature
    return speaker.texts(
        "rules_page.reviewed" if review.valid else "rules_page.lapsed",
        reviewer=signed.reviewer,
        licence=signed.licence,
        day=day(signed.date, speaker.texts.language),
    )


@dataclasses.dataclass(frozen=True)
class _Reader:
    rulebook: Rulebook
    speaker: Speaker
    occupation: Occupation

    def say(self, key: str, **values: object) -> str:
        return self.speaker.texts(f"rules_page.{key}", **values)

    def own(self, key: str) -> str:
        return self.speaker.texts(f"occupations.{self.occupation.code}.{key}")

    def cited(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        return tuple(self.speaker.sources(SourceRef(**self.rulebook.cite(one)) for one in citations))

    def words(self, condition: Condition, depth: int = 1) -> Iterator[Line]:
        return lines_of(condition, self.speaker, lambda name: self.own(f"human_check.{name}"), depth)

    def section(
        self, id: str, title: str, lines: Iterable[Line], sources: Iterable[Citation] = (), by: str = "machine"
    ) -> Section:
        return Section(id, title, tuple(lines), self.cited(sources), by)

    def sections(self) -> Iterator[Section]:
        yield from self._qualification()
        yield from self._employer()
        yield from self._pay()
        yield from self._procedure()

    def _qualification(self) -> Iterator[Section]:
        rule = self.occupation.qualification
        if rule.rule == "none":
            yield self.section(
                "qualification", self.say("qualification"), [Line(0, self.say("none_asked"))], rule.sources
            )
        else:
            general = [one for one in self.rulebook.files.qualification.general if one.id not in rule.without]
            rows: list[Line] = [Line(0, self.say("one_way"))]
            if rule.rule == "general":
                for one in general:
                    rows += [Line(1, self.speaker.texts(f"general_ways.{one.id}")), *self.words(one.when, 2)]
            for path in rule.paths:
                rows += self._path(path, 1)
            yield self.section("qualification", self.say("qualification"), rows, rule.sources)
        if rule.also:
            rows = [line for path in rule.also for line in self._path(path, 0)]
            yield self.section("also", self.say("also"), rows, rule.sources)
        yield self.section("relief", self.say("relief"), self._relief(), self.rulebook.files.qualification.sources)
        yield from self._person("qualification_check", rule.human_check, rule.sources)

    def _path(self, path: Path, depth: int) -> list[Line]:
        rows = [Line(depth, self.own(f"paths.{path.id}"))]
        if path.applies is not None:
            rows += [Line(depth + 1, self.say("only_if")), *self.words(path.applies, depth + 2)]
        rows += self.words(path.when, depth + 1)
        if path.otherwise == "at_risk":
            rows.append(Line(depth + 1, self.say("left_to_review", state=self.speaker.texts("say.states.at_risk"))))
        return rows

    def _relief(self) -> Iterator[Line]:
        reach = self.occupation.qualification.relief
        yield Line(0, self.say(f"reach.{reach}"))
        if reach == "none":
            return
        for one in self.rulebook.files.qualification.relaxations:
            full = {"degree", "experience"} <= set(one.waives)
            tier, code = self.occupation.tier, self.occupation.code
            if (reach == "full" and not full) or tier in one.not_tiers or (one.tiers and tier not in one.tiers):
                continue
            if one.occupations is None or code in one.occupations:
                yield Line(1, self.speaker.texts(f"relaxations.{one.id}"))

    def _employer(self) -> Iterator[Section]:
        letter, protection = self.occupation.recommendation, self.occupation.protection
        rows = [Line(0, self.speaker.texts(f"codes.letter_need.{letter.need}"))]
        rows += list(self.words(letter.when)) if letter.when is not None else []
        rows += self._by_path(letter.by_path, 1)
        rows += [Line(1, name) for name in letter.agencies_ko]
        yield self.section("letter", self.speaker.texts("codes.letter"), rows, letter.sources)
        rows = [Line(0, self.speaker.texts(f"codes.review.{protection.review}"))]
        if protection.share is not None:
            rows.append(Line(1, self.say("share", share=percent(protection.share, self.speaker.texts.language))))
        for one in protection.exceptions:
            rows += [Line(1, self.own(f"review_exceptions.{one.id}")), *self.words(one.when, 2)]
            if one.cap is not None:
                rows += [Line(2 + line.depth, line.text) for line in self._cap(one.cap)]
            if one.state != "meets":
                rows.append(Line(2, self.say("if_it_holds", state=self.speaker.texts(f"say.states.{one.state}"))))
        if protection.minimum_in_doubt:
            rows.append(Line(1, self.say("five_in_doubt")))
        rows += self._deducted(protection.deducted, 1)
        yield self.section("protection", self.speaker.texts("codes.protection"), rows, protection.sources)
        for cap in self.occupation.caps():
            yield self.section("head_cap", self.say("head_cap"), self._cap(cap), cap.sources)
        for rule in self.occupation.employer:
            rows = [Line(0, self.own(f"employer_rules.{rule.id}")), *self._by_path(rule.by_path, 1)]
            if rule.applies is not None:
                rows += [Line(1, self.say("only_if")), *self.words(rule.applies, 2)]
            rows += [
                *self.words(rule.when),
                Line(1, self.say("otherwise", state=self.speaker.texts(f"say.states.{rule.otherwise}"))),
            ]
            yield self.section(f"employer.{rule.id}", self.say("employer"), rows, rule.sources)
        yield from self._person("employer_check", self.occupation.employer_human_check, self.occupation.sources)
        if self.occupation.manager:
            line = Line(0, self.speaker.texts("confirm.manager_department"))
            yield self.section(
                "manager", self.say("manager"), [line], self.rulebook.files.employer.manager_review, "person"
            )

    def _cap(self, cap: HeadCap) -> Iterator[Line]:
        if cap.applies is not None:
            yield Line(0, self.say("only_if"))
            yield from self.words(cap.applies, 1)
        if cap.share is not None:
            yield Line(0, self.say("cap_share", share=percent(cap.share, self.speaker.texts.language)))
        if cap.at_least:
            yield Line(0, self.say("cap_least", heads=cap.at_least))
        if cap.scales:
            yield Line(0, self.say("cap_average"))
        for scale in cap.scales or ((Scale(by=cap.by, rows=cap.rows),) if cap.by is not None else ()):
            yield from self._scale(scale)
        if cap.at_most is not None:
            yield Line(0, self.say("cap_flat", heads=cap.at_most))
        if cap.growth is not None:
            growth = cap.growth
            fact = self.speaker.fact(growth.by)
            every, beyond = (self.speaker.value(growth.by, size) for size in (growth.every, growth.beyond))
            yield Line(0, self.say("cap_growth", fact=fact, every=every, beyond=beyond))
        yield from self._deducted(cap.deducted, 0)

    def _deducted(self, deduction: Deduction | None, depth: int) -> Iterator[Line]:
        if deduction is not None:
            for fact in deduction.facts:
                yield Line(depth, self.say("cap_deducted", fact=self.speaker.fact(fact)))

    def _by_path(self, ids: Iterable[str], depth: int) -> list[Line]:
        rows = [Line(depth + 1, self.own(f"paths.{id}")) for id in ids]
        return [Line(depth, self.say("only_by_path")), *rows] if rows else []

    def _scale(self, scale: Scale) -> Iterator[Line]:
        yield Line(0, self.say("cap_by", fact=self.speaker.fact(scale.by)))
        for row in scale.rows:
            yield Line(
                1, self.say("cap_row", at_least=number(row.at_least, self.speaker.texts.language), heads=row.heads)
            )
        if scale.instead is not None:
            yield Line(0, self.say("cap_instead"))
            yield from self._scale(scale.instead)

    def _pay(self) -> Iterator[Section]:
        wage = self.occupation.wage
        title = self.say("pay")
        if wage is None:
            rows = [Line(0, self.say("tier_pay", tier=self.occupation.tier))]
            yield self.section("pay", title, rows, self.rulebook.files.salary.sources)
            return
        by = "person" if wage.kind == "human" else "machine"
        yield self.section("pay", title, self._wage(wage), wage.sources, by)

    def _wage(self, wage: Wage) -> Iterator[Line]:
        own = self.speaker.texts.maybe(f"occupations.{self.occupation.code}.pay")
        if own:
            yield Line(0, own)
        if wage.share is not None:
            yield Line(1, self.say("gni_share", share=percent(wage.share, self.speaker.texts.language)))
        if wage.annual_krw is not None:
            yield Line(1, money(wage.annual_krw, self.speaker.texts.language))
        if wage.kind == "minimum_wage":
            yield Line(1, self.say("minimum_or_tier", tier=self.occupation.tier))
        if wage.relief:
            yield Line(1, self.say("small_firm_relief_doubtful" if wage.relief_doubtful else "small_firm_relief"))
        for condition, key in (
            (wage.applies, "only_if"),
            (wage.doubtful_when, "pay_doubtful"),
            (wage.newcomer_if, "newcomer_if"),
            (wage.when, "pay_reached_if"),
        ):
            if condition is not None:
                yield Line(1, self.say(key))
                yield from self.words(condition, 2)

    def _procedure(self) -> Iterator[Section]:
        occupation, rows = self.occupation, []
        rows.append(Line(0, self.say(f"guarantee.{occupation.guarantee_letter}")))
        if occupation.guarantee_when is not None:
            rows += self.words(occupation.guarantee_when)
        if occupation.permission_to_move_when is not None:
            rows += [Line(0, self.say("move_permission_if")), *self.words(occupation.permission_to_move_when)]
        else:
            rows.append(Line(0, self.say("move_permission" if occupation.permission_to_move else "move_report")))
        if occupation.move is not None:
            rows += self._move(occupation.move)
        if occupation.only_by is not None:
            rows.append(Line(0, self.say("only_in_korea")))
        pages = self.rulebook.files.procedure.move_sources
        own = () if occupation.move is None else occupation.move.sources
        yield self.section("procedure", self.say("procedure"), rows, (*occupation.sources, *own, *pages))

    def _move(self, move: Move) -> Iterator[Line]:
        if move.only_for:
            reasons = [self.speaker.value("person.reason_for_leaving", name) for name in move.only_for]
            yield Line(0, self.say("move_only_for", reasons=self.speaker.texts("say.or").join(reasons)))
        if move.without_fault:
            yield Line(0, self.say("move_without_fault"))
        if move.by_new_visa is not None:
            yield Line(0, self.say("move_by_new_visa"))
            yield from self.words(move.by_new_visa)

    def _person(self, id: str, checks: Iterable[HumanCheck], sources: Iterable[Citation]) -> Iterator[Section]:
        rows: list[Line] = []
        for check in checks:
            rows.append(Line(0, self.own(f"human_check.{check.id}")))
            if check.applies is not None:
                rows += [Line(1, self.say("only_if")), *self.words(check.applies, 2)]
        if rows:
            yield self.section(id, self.say("for_a_person"), rows, sources, "person")
