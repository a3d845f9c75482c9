"""The case as plain text of about one screen, to paste into a chat."""

from __future__ import annotations

import dataclasses

from e7wizard.report.brief import Brief, Row

MOST = 2_400
"""Letters at most; chat programs fold or cut what is longer."""


@dataclasses.dataclass(frozen=True)
class _Room:
    steps: int
    routes: int
    letters: int
    """Letters of one row."""


_ROOMS = (_Room(5, 5, 260), _Room(4, 4, 200), _Room(3, 3, 140), _Room(2, 3, 90))


def text_summary(brief: Brief, caution: str) -> str:
    """Verdict, dimensions, pay, next steps and other statuses; as many of each as fit. `caution`: one sentence."""
    text = ""
    for room in _ROOMS:
        text = _text(brief, caution, room)
        if len(text) <= MOST:
            break
    return text


def _text(brief: Brief, caution: str, room: _Room) -> str:
    texts = brief.speaker.texts
    rows = {section.id: section.rows for section in brief.sections}
    badge = brief.verdict.badge
    head = [texts("hand_over.text.heading")]
    if badge is not None:
        head.append(texts("hand_over.state", shape=badge.shape, word=badge.word))
    head += [_cut(brief.verdict.text, 400), brief.when]
    strip = [
        texts("hand_over.lead", head=name, row=texts("hand_over.state", shape=badge.shape, word=badge.word))
        for name, badge in brief.strip
    ]
    if pay := _pay(brief):
        strip.append(pay)
    steps = [f"{place}. {_cut(row.text, room.letters)}" for place, row in enumerate(rows["next"][: room.steps], 1)]
    routes = [_route(row) for row in rows["routes"][: room.routes]]
    parts = [
        head,
        strip,
        [texts("hand_over.text.next"), *steps],
        [texts("hand_over.text.routes"), *routes],
        [brief.notice, caution],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _route(row: Row) -> str:
    return f"- {row.head.rstrip(':：')} {row.badge.shape} {row.badge.word}" if row.badge else f"- {row.text}"


def _pay(brief: Brief) -> str:
    texts = brief.speaker.texts
    said = {amount.kind: amount for amount in brief.amounts}
    pay, threshold = said.get("pay"), said.get("threshold")
    if pay is None or threshold is None:
        return brief.pay_note
    if brief.gap:
        return texts("hand_over.text.salary", pay=pay.said, threshold=threshold.said, gap=brief.gap)
    return texts("hand_over.text.salary_enough", pay=pay.said, threshold=threshold.said)


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
