"""Split a job text into duties, with the shares of time the person states ('60% sales', '六成销售', 'two thirds')."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HAN_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_WORDS = {
    "three quarters": 0.75,
    "two thirds": 2 / 3,
    "two-thirds": 2 / 3,
    "one third": 1 / 3,
    "one-third": 1 / 3,
    "a third": 1 / 3,
    "one quarter": 0.25,
    "a quarter": 0.25,
    "half": 0.5,
    "三分之二": 2 / 3,
    "三分之一": 1 / 3,
    "四分之三": 0.75,
    "四分之一": 0.25,
    "占大头": 0.7,
    "一大半": 0.6,
    "大半": 0.6,
    "一半": 0.5,
    "절반": 0.5,
}
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(?:%|percent|per cent|프로|퍼센트)")
_TENTHS = re.compile(r"([一两二三四五六七八九])成(?:半)?")
_BARE = re.compile(r"(?<![\d.])([1-9]\d)(?![\d.]|\s*(?:m2|people|명|人|years?|年|rooms?|hours?|小时|시간|k\b))")
_REST = re.compile(r"\b(?:the rest|rest of|remaining|otherwise)\b|剩下|其余|剩余|나머지")
_SEPARATORS = re.compile(r"[\n\r;,|/、·•]|\.\s|\.$|\s[-–—]\s|\band\b(?=[^%]{0,40}%)|\s\+\s|。|和(?=.{0,12}成)")
_BULLET = re.compile(r"^\s*(?:[-*•·▪◦]|\d{1,2}[.)、])\s*")


@dataclass(frozen=True)
class Duty:
    """A piece of the text and the share of time (0-1) stated for it, if any."""

    text: str
    share: float | None


def split_duties(text: str) -> list[Duty]:
    """Split a normalised text; shares are those the text states, made to add up to at most 1."""
    pieces = [_BULLET.sub("", piece).strip() for piece in _SEPARATORS.split(text)]
    pieces = [piece for piece in pieces if piece]
    stated = _stated(pieces, percent_only=True)
    if sum(share is not None for share in stated) == 0:
        bare = _stated(pieces, percent_only=False)
        given = [share for share in bare if share is not None]
        if len(given) >= 2 and abs(sum(given) - 1) < 0.051:
            stated = bare
    return _attach(pieces, stated)


def has_shares(duties: list[Duty]) -> bool:
    """Whether the text itself states how the time is divided."""
    return any(duty.share is not None for duty in duties) and len(duties) > 1


def _stated(pieces: list[str], percent_only: bool) -> list[float | None]:
    return [_share(piece, percent_only) for piece in pieces]


def _share(piece: str, percent_only: bool) -> float | None:
    if found := _PERCENT.search(piece):
        return min(1.0, float(found[1]) / 100)
    if found := _TENTHS.search(piece):
        return _HAN_DIGITS[found[1]] / 10
    for word, share in _WORDS.items():
        if word in piece:
            return share
    if not percent_only and (found := _BARE.search(piece)):
        return float(found[1]) / 100
    return None


def _attach(pieces: list[str], stated: list[float | None]) -> list[Duty]:
    """Pieces without a share belong to the one before; those before the first share belong to the first."""
    known = sum(share for share in stated if share is not None)
    if known == 0:
        return [Duty(piece, None) for piece in pieces]
    groups: list[tuple[list[str], float | None]] = []
    leading: list[str] = []
    trailing_style = stated[0] is None
    for piece, said in zip(pieces, stated, strict=True):
        share = said
        if share is None and _REST.search(piece):
            share = max(0.0, 1 - known)
            known += share
        if share is None:
            if trailing_style or not groups:
                leading.append(piece)
            else:
                groups[-1][0].append(piece)
            continue
        groups.append(([*leading, piece], share))
        leading = []
    if leading:
        left = max(0.0, 1 - known)
        if left > 0.05 or not groups:
            groups.append((leading, left))
        else:
            groups[-1][0].extend(leading)
    total = sum(share or 0 for _, share in groups)
    return [Duty(", ".join(texts), (share or 0) / total if total > 1 else share) for texts, share in groups]
