"""Text that was being typed when its field went away: by a reload, a crash, Back, or a server that was started anew."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from e7wizard.case import PARTS, Case
from e7wizard.wizard import hr_sheet_page
from e7wizard.wizard.fields import ALL_FIELDS, field_of
from e7wizard.wizard.keeping import MAX_TEXT
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import HrEdit, widget_key
from e7wizard.wizard.typed import MIX_ROWS, come_back, raw
from e7wizard.wizard.variants import PARTS as VARIANT_PARTS

_TYPED = {"text", "area", "money", "number", "whole", "date", "month"}
_MIX = re.compile(r"f_mix_(duty|percent)_(\d)")
MOST = 60
"""So many fields at once are taken; no page has more."""


def take_unfinished(page: Page, typing: Any) -> None:
    """Put typed texts into the case. `typing`: the text by the name of its field; foreign input, so all is checked."""
    if not isinstance(typing, dict):
        return
    for name, text in list(typing.items())[:MOST]:
        if isinstance(text, str) and len(text) <= MAX_TEXT:
            _take(page, str(name), text)


def _take(page: Page, name: str, text: str) -> None:
    if name in _paths():
        field = field_of(_paths()[name])
        if field.kind in _TYPED:
            come_back(page, field, raw(page, field, text))
    elif found := _MIX.fullmatch(name):
        _take_row(page, int(found[2]), found[1], text)
    elif name == hr_sheet_page.KEY:
        ready = hr_sheet_page.ready_text(page)
        edit = page.session.hr_edit
        page.session.hr_edit = HrEdit(text, edit.basis if edit else ready) if text != ready else None
    else:
        for variant in page.session.desk.variants:
            for path in VARIANT_PARTS:
                if name == variant.key(path):
                    variant.put(path, text)


def _take_row(page: Page, number: int, part: str, text: str) -> None:
    if number >= MIX_ROWS:
        return
    rows = [dict(row) for row in page.session.draft.get("job.mix") or []]
    while len(rows) <= number:
        rows.append({"duty": "", "percent": ""})
    rows[number][part] = text
    while rows and not rows[-1].get("duty") and not rows[-1].get("percent"):
        rows.pop()
    page.session.draft.put("job.mix", rows)


@cache
def _paths() -> dict[str, str]:
    """The fact of a field by the field's name."""
    facts = [f"{part}.{name}" for part in PARTS for name in _model(part)]
    return {widget_key(path): path for path in (*facts, *ALL_FIELDS)}


def _model(part: str) -> list[str]:
    return list(getattr(Case(), part).__class__.model_fields)
