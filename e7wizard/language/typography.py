"""How a text is set: punctuation, quotation marks, spaces and amounts, by the custom of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from e7wizard.language.amounts import Language

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_FULL = dict(zip(",:;?!()", "，：；？！（）", strict=True))
_HALF_BESIDE_HAN = re.compile(rf"(?<=[{_HAN}”）])[,:;?!()]|[(),:;?!](?=[{_HAN}“（])")
_HALF_STOP = re.compile(rf"[{_HAN}”）]\.(?!\w)")
_SPACE = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}A-Za-z0-9{{])|(?<=[A-Za-z0-9%}}]) +(?=[{_HAN}])")
_LABEL = re.compile(r"[A-Z]-\d[0-9A-Z-]*")
_SPACE_AT_FULL = re.compile(r" [，。：；？！、（）]|[，。：；？！、（）] ")
_STRAIGHT = re.compile(r"[\"']|[「」『』]")
_RAW_WON = re.compile(r"(?:\d{8,}|\d{2,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3}){3,})韩元")
_LEVEL = re.compile(r"(?:TOPIK|KIIP)\d|KIIP ?\d级|TOPIK ?\d阶段")
_RANGE = re.compile(r"\d[—–~～]\d")
_ENGLISH_STRAIGHT = re.compile(r'"')
_DOUBLE_SPACE = re.compile(r"[^\n] {2,}\S")
_SPACE_BEFORE = re.compile(r"\w [,;:!?](?!\S)|\w ,")


def set_wrong(text: str, language: Language, traditional: str = "") -> Iterator[str]:
    """What is set against the custom of the language, each with what to write; nothing for a text that is fine.

    `traditional`: characters that no Simplified Chinese text holds.
    """
    if language == "zh":
        yield from _chinese(text, frozenset("".join(traditional.split())))
    else:
        yield from _english(text)


def _chinese(text: str, traditional: frozenset[str]) -> Iterator[str]:
    for hit in _HALF_BESIDE_HAN.finditer(text):
        yield f"half-width '{hit[0]}' beside Chinese in '{_around(text, hit)}': write '{_FULL[hit[0]]}'"
    for hit in _HALF_STOP.finditer(text):
        yield f"half-width full stop in '{_around(text, hit)}': write '。'"
    for hit in _SPACE.finditer(text):
        # A status of stay stands apart from the name that it labels: "D-2 留学".
        if not _LABEL.fullmatch(text[: hit.start()]):
            yield f"space in '{_around(text, hit)}': Chinese, letters and numbers stand without one"
    for hit in _SPACE_AT_FULL.finditer(text):
        yield f"space beside full-width punctuation in '{_around(text, hit)}': leave it out"
    for hit in _STRAIGHT.finditer(text):
        yield f"quotation mark {hit[0]} in '{_around(text, hit)}': write “ ”"
    for hit in _RAW_WON.finditer(text):
        yield f"'{hit[0]}' as a raw amount: write it in 万韩元"
    for hit in _LEVEL.finditer(text):
        yield f"'{hit[0]}': write it like TOPIK 4级 and KIIP 4阶段"
    for hit in _RANGE.finditer(text):
        yield f"range '{_around(text, hit)}': write it with '-'"
    for character in dict.fromkeys(text):
        if character in traditional:
            yield f"Traditional character '{character}': write Simplified Chinese"


def _english(text: str) -> Iterator[str]:
    for hit in _ENGLISH_STRAIGHT.finditer(text):
        yield f"straight quotation mark in '{_around(text, hit)}': write “ ”"
    for hit in _DOUBLE_SPACE.finditer(text):
        yield f"two spaces in '{_around(text, hit)}'"
    for hit in _SPACE_BEFORE.finditer(text):
        yield f"space before punctuation in '{_around(text, hit)}'"


def _around(text: str, hit: re.Match[str]) -> str:
    return text[max(0, hit.start() - 6) : hit.end() + 6].replace("\n", " ")
