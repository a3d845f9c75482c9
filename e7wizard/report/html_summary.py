"""The printed summary: one HTML file with nothing outside it, at most two pages of A4, in one language or two side by side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from itertools import zip_longest
from pathlib import Path

from e7wizard.language.amounts import HTML_LANG, day
from e7wizard.report.brief import Badge, Brief, Row, Section
from e7wizard.report.fitting import IN_COLUMNS, Fit, fit
from e7wizard.report.print_chart import salary_chart

_MARKED = re.compile(r"(?P<figure>KRW [\d,]+|[\d,.]+万?韩元)|[가-힣](?:[가-힣0-9 ·ㆍ,~-]*[가-힣])?")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Whatever a browser or a later editor makes of the file, it loads nothing."""


@cache
def _style() -> str:
    return Path(__file__).with_name("print.css").read_text("utf-8")


def html_summary(briefs: Sequence[Brief], today: dt.date) -> str:
    """The file for one brief, or for two of the same case in different languages."""
    found, first = fit(briefs), briefs[0]
    body = (
        _beside(briefs, lambda brief: _top(brief, today), "top")
        + f'<div class="verdict {first.verdict.badge.state if first.verdict.badge else ""}">'
        + _beside(briefs, _verdict)
        + "</div>"
        + _strip(briefs)
        + _facts(briefs)
    )
    ids = dict.fromkeys(section.id for brief in briefs for section in brief.sections)
    for id in ids:
        both = [next((one for one in brief.sections if one.id == id), Section(id, "", ())) for brief in briefs]
        body += _section(briefs, both, found)
    title = escape(first.speaker.texts("hand_over.title"))
    lang = HTML_LANG[first.speaker.texts.language]
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{_style()}</style></head>\n"
        f'<body style="font-size: {found.size:g}pt">\n{body}</body></html>\n'
    )


def _said(value: str) -> str:
    """Escaped text; Korean marked as such, for signs that Chinese shares look different; amounts kept on one line."""
    return _MARKED.sub(_marked, escape(value))


def _marked(words: re.Match[str]) -> str:
    if words["figure"]:
        return f'<span class="figure">{words[0]}</span>'
    return f'<span lang="ko">{words[0]}</span>'


def _head(row: Row) -> str:
    """The heading of a row; a full-width colon brings its own space."""
    if not row.head:
        return ""
    return f"<b>{_said(row.head)}</b>" + ("" if row.head.endswith("：") else " ")


def _beside(briefs: Sequence[Brief], draw: Callable[[Brief], str], css: str = "") -> str:
    """What `draw` makes of each brief: alone, or in two columns."""
    if len(briefs) == 1:
        return f'<div class="{css}">{draw(briefs[0])}</div>'
    cells = "".join(f'<div lang="{HTML_LANG[brief.speaker.texts.language]}">{draw(brief)}</div>' for brief in briefs)
    return f'<div class="pair {css}">{cells}</div>'


def _top(brief: Brief, today: dt.date) -> str:
    texts = brief.speaker.texts
    made = texts("hand_over.made", day=day(today, texts.language))
    return f'<h1>{_said(texts("hand_over.title"))}</h1><p class="quiet">{_said(made)}</p>'


def _badge(badge: Badge) -> str:
    return f'<span class="badge {badge.state}">{escape(badge.shape)}&nbsp;{escape(badge.word)}</span>'


def _verdict(brief: Brief) -> str:
    badge = _badge(brief.verdict.badge) if brief.verdict.badge else ""
    return f'<p>{badge}</p><p>{_said(brief.verdict.text)}</p><p class="quiet">{_said(brief.when)}</p>'


def _strip(briefs: Sequence[Brief]) -> str:
    """The five dimensions; two languages share a cell, so that the strip stays one."""
    cells = ""
    for same in zip(*(brief.strip for brief in briefs), strict=True):
        names = "<br>".join(f"<b>{_said(name)}</b>" for name, _ in same)
        shape = same[0][1].shape
        words = " · ".join(escape(badge.word) for _, badge in same)
        state = same[0][1].state
        cells += f'<div><span>{names}</span><span class="badge {state}">{escape(shape)}&nbsp;{words}</span></div>'
    return f'<div class="strip">{cells}</div>'


def _facts(briefs: Sequence[Brief]) -> str:
    """Job and code beside the chart; with two languages below one another in each column."""

    def about(brief: Brief) -> str:
        rows = "".join(f"<p>{_head(row)}{_said(row.text)}</p>" for row in brief.about)
        return rows + f'<p class="quiet">{_said(brief.notice)}</p>'

    def pay(brief: Brief) -> str:
        title = brief.speaker.texts("hand_over.pay")
        chart = salary_chart(brief.amounts, title) if brief.amounts else ""
        return f"<h2>{_said(title)}</h2>{chart}<p>{_said(brief.pay_note)}</p>"

    if len(briefs) == 1:
        return f'<div class="facts pair"><div>{about(briefs[0])}</div><div>{pay(briefs[0])}</div></div>'
    return _beside(briefs, lambda brief: about(brief) + pay(brief), "facts")


def _section(briefs: Sequence[Brief], both: Sequence[Section], found: Fit) -> str:
    id = both[0].id
    languages = [HTML_LANG[brief.speaker.texts.language] for brief in briefs]
    rows = [[_row(row, id, place) for place, row in enumerate(found.shown(one), start=1)] for one in both]
    for drawn, brief, one in zip(rows, briefs, both, strict=True):
        if left := found.left(one):
            drawn.append(f'<div class="row quiet">{_said(brief.speaker.texts("hand_over.more", count=left))}</div>')
    css = "caution" if id == "caution" else ""
    if len(both) == 1:
        columns = "columns" if id in IN_COLUMNS else ""
        inner = f'<h2>{_said(both[0].title)}</h2><div class="{columns}">{"".join(rows[0])}</div>'
        return f'<section class="{css}">{inner}</section>'
    heads = "".join(f'<h2 lang="{lang}">{_said(one.title)}</h2>' for lang, one in zip(languages, both, strict=True))
    inner = f'<div class="heads pair">{heads}</div>'
    for pair in zip_longest(*rows, fillvalue=""):
        cells = "".join(f'<div lang="{lang}">{cell}</div>' for lang, cell in zip(languages, pair, strict=True))
        inner += f'<div class="pair rows">{cells}</div>'
    return f'<section class="{css}">{inner}</section>'


def _row(row: Row, section: str, place: int) -> str:
    mark = f"{place}." if section == "next" else "☐" if section in {"applicant", "employer", "confirm"} else "•"
    badge = _badge(row.badge) + " " if row.badge else ""
    after = f'<span class="after">{_said(row.after)}</span>' if row.after else ""
    return f'<div class="row"><span class="mark">{mark}</span>{badge}{_head(row)}{_said(row.text)}{after}</div>'
