"""Which days bind: the end of the stay, the window of an extension, the start of work, reports, fresh papers, income.

A day that nobody named lowers nothing: it is put on the list to confirm, or the rule is stated without it.
"""

from __future__ import annotations

import calendar
import datetime as dt

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import status_within
from e7wizard.assessment.model import Finding, ToConfirm
from e7wizard.assessment.salary import judge_salary

IN_KOREA = frozenset({"change_of_status", "workplace_permission", "workplace_report", "extension"})
"""Ways of filing for somebody who is in Korea."""
PERMISSION_FIRST = frozenset({"visa_abroad", "change_of_status", "workplace_permission"})
"""Ways after which work starts only with the permission in hand."""


def judge_deadlines(context: Context, way: str | None) -> tuple[list[Finding], list[ToConfirm]]:
    """Judge the days of a way of filing; also returns what is left to confirm."""
    findings: list[Finding] = []
    confirm: list[ToConfirm] = []
    if way is None:
        return findings, confirm
    if way in IN_KOREA:
        _stay(context, way, findings, confirm)
    if way in PERMISSION_FIRST:
        _start(context, way, findings, confirm)
    if way == "workplace_report":
        _report(context, findings)
    if way in {"workplace_permission", "workplace_report"}:
        _leaving(context, findings, confirm)
    if way in {"extension", "workplace_permission", "workplace_report"}:
        _income(context, findings, confirm)
    _papers(context, findings, confirm)
    _after(context, way, findings)
    return findings, confirm


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last day of that month where it is shorter."""
    month = day.year * 12 + day.month - 1 - months
    year, number = divmod(month, 12)
    return day.replace(year=year, month=number + 1, day=min(day.day, calendar.monthrange(year, number + 1)[1]))


def _expires(context: Context) -> dt.date | None:
    return context.case.filing.stay_expires or context.case.person.stay_expires


def _stay(context: Context, way: str, findings: list[Finding], confirm: list[ToConfirm]) -> None:
    """In Korea one files before the present stay ends; an extension not before its window opens."""
    rules, day, expires = context.rulebook.files.procedure, context.facts.day, _expires(context)
    confirm.append(context.confirm("in_korea_until_decided", "procedure", rules.in_korea_sources))
    confirm.append(context.confirm("passport_valid", "procedure", rules.passport_sources))
    if way == "extension":
        confirm.append(context.confirm("same_job", "procedure", rules.same_job_sources))
        _window(context, findings)
    if expires is None:
        confirm.append(context.confirm("stay_still_runs", "procedure", rules.stay_sources))
        return
    say = {"expires": expires.isoformat(), "day": None if day is None else day.isoformat()}
    if day is not None and day > expires:
        findings.append(context.finding("procedure.stay_ended", "fails", rules.stay_sources, say=say))
    elif way != "extension":
        findings.append(context.finding("procedure.stay_runs", "meets", rules.stay_sources, expires=say["expires"]))


def _window(context: Context, findings: list[Finding]) -> None:
    rules, day, expires = context.rulebook.files.procedure, context.facts.day, _expires(context)
    months = rules.extension_months
    if expires is None:
        findings.append(context.finding("procedure.extension", "meets", rules.window_sources, months=months))
        return
    opens = months_before(expires, months)
    say = {"opens": opens.isoformat(), "expires": expires.isoformat(), "months": months}
    if day is not None and day < opens:
        early = context.finding(
            "procedure.extension_too_early", "fails", rules.window_sources, say=say, day=day.isoformat()
        )
        findings.append(early)
    elif day is None or day <= expires:
        findings.append(context.finding("procedure.extension_window", "meets", rules.window_sources, say=say))


def _start(context: Context, way: str, findings: list[Finding], confirm: list[ToConfirm]) -> None:
    """Work starts with the permission, not with the application."""
    rules, day, start = context.rulebook.files.procedure, context.facts.day, context.case.filing.start_date
    sources = rules.permission_sources if way == "workplace_permission" else rules.start_sources
    if start is None or day is None:
        confirm.append(context.confirm("start_after_permission", "procedure", sources))
        return
    say = {"start": start.isoformat(), "day": day.isoformat()}
    status = context.case.person.current_status or ""
    if start < day:
        if way == "change_of_status" and any(status_within(status, family) for family in rules.own_work):
            own = (*sources, *rules.own_work_sources)
            findings.append(context.finding("procedure.starts_on_own_permit", "at_risk", own, say=say, present=status))
        else:
            findings.append(context.finding("procedure.starts_before_filing", "fails", sources, say=say))
        return
    days = rules.usual_days.get(way)
    if days is not None and start < day + dt.timedelta(days=days):
        likely = (day + dt.timedelta(days=days)).isoformat()
        usual = (*sources, *rules.usual_sources)
        findings.append(
            context.finding("procedure.starts_soon", "at_risk", usual, say=say, days=days, likely_day=likely)
        )
    elif start == day:
        findings.append(context.finding("procedure.starts_on_filing_day", "at_risk", sources, say=say))
    else:
        findings.append(context.finding("procedure.starts_after_filing", "meets", sources, say=say))


def _report(context: Context, findings: list[Finding]) -> None:
    """A move that is only reported: the last day of the report, once the start is known."""
    rules, day, start = context.rulebook.files.procedure, context.facts.day, context.case.filing.start_date
    if start is None:
        return
    last = start + dt.timedelta(days=rules.report_days)
    say = {"start": start.isoformat(), "report_by": last.isoformat(), "days": rules.report_days}
    if day is not None and day > last:
        filed = day.isoformat()
        findings.append(context.finding("procedure.report_late", "at_risk", rules.report_sources, say=say, day=filed))
    else:
        findings.append(context.finding("procedure.report_by", "meets", rules.report_sources, say=say))


def _leaving(context: Context, findings: list[Finding], confirm: list[ToConfirm]) -> None:
    """The former employer reports the end of the job."""
    rules, ended = context.rulebook.files.procedure, context.case.person.former_job_ended
    if ended is None:
        confirm.append(context.confirm("leaving_reported", "procedure", rules.leaving_sources, days=rules.report_days))
        return
    last = ended + dt.timedelta(days=rules.report_days)
    say = {"ended": ended.isoformat(), "report_by": last.isoformat(), "days": rules.report_days}
    findings.append(context.finding("procedure.leaving_report", "meets", rules.leaving_sources, say=say))


def _income(context: Context, findings: list[Finding], confirm: list[ToConfirm]) -> None:
    """Last year's income certificate against the amount in force on the filing day."""
    rules, income = context.rulebook.files.procedure, context.case.person.last_year_taxed_income_krw
    threshold = judge_salary(context)[1].threshold_krw
    code = context.code or ""
    sources = (*rules.income_sources, *rules.income_restricts.get(code, ()))
    if income is None or threshold is None:
        confirm.append(context.confirm("income_certificate", "procedure", sources))
        return
    say = {"income_krw": income, "threshold_krw": threshold}
    if income >= threshold:
        findings.append(context.finding("procedure.income_reaches", "meets", sources, say=say))
        return
    name = "procedure.income_restricted" if code in rules.income_restricts else "procedure.income_below"
    findings.append(context.finding(name, "at_risk", sources, say=say, gap_krw=threshold - income, code=code or None))


def _papers(context: Context, findings: list[Finding], confirm: list[ToConfirm]) -> None:
    rules, day = context.rulebook.files.procedure, context.facts.day
    if day is None:
        confirm.append(context.confirm("papers_fresh", "procedure", rules.papers_sources, months=rules.papers_months))
        return
    since = months_before(day, rules.papers_months).isoformat()
    say = {"since": since, "day": day.isoformat(), "months": rules.papers_months}
    findings.append(context.finding("procedure.papers_since", "meets", rules.papers_sources, say=say))


def _after(context: Context, way: str, findings: list[Finding]) -> None:
    """What the filing costs, and the registration after an entry on a visa."""
    rules = context.rulebook.files.procedure
    fee = rules.fees_krw.get(way)
    if fee is not None:
        findings.append(context.finding("procedure.fee", "meets", rules.fees_sources, fee_krw=fee))
    if way == "visa_abroad":
        days = rules.registration_days
        findings.append(context.finding("procedure.registration", "meets", rules.registration_sources, days=days))
