"""Free text into features: one spelling for full-width forms and case, words and n-grams with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

_ENGLISH = snowballstemmer.stemmer("english")
_LATIN = re.compile(r"[a-z][a-z0-9+#]*|(?<![\d.])\d[a-z]{1,3}(?![a-z0-9])")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_BREAK = re.compile(r"[.,;:!?\n]")
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "for",
        "from",
        "i",
        "in",
        "into",
        "is",
        "it",
        "its",
        "my",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "to",
        "us",
        "was",
        "we",
        "with",
        "you",
        "your",
        "all",
        "any",
        "do",
        "does",
        "other",
        "others",
        "also",
        "etc",
        "such",
        "use",
        "using",
        "used",
        "work",
        "works",
        "working",
        "job",
        "company",
        "team",
        "new",
    ]
)
_NEGATED = (
    re.compile(r"\b(?:no|not|without|never|don't|doesn't|do not|does not)\b[^,.;:\n)]*"),
    re.compile(
        r"(?:不是|不用|不写|不做|不管|不负责|不打扫|不参与|不涉及|不接触|不接电话|不接待|不编程|不开发|不设计|不销售|不卖|不翻译|不操作|不维修|不送货|不动手|不处理|不承担|不需要|不会|没有|无需|不带|不懂|不含)[^,.;:\n)、]*"
    ),
    re.compile(r"[^,.;:\n(]*(?:아님|아닙니다|아니고|안 함|안함|하지 않음|없음)"),
)


@dataclass(frozen=True)
class Feature:
    """One piece of evidence in a text: its key and where it stands (start, end) in the given text."""

    key: str
    start: int
    end: int


def normalise(text: str) -> str:
    """Lower case, half-width, character for character, so that places stay those of the given text."""
    return "".join(_one(char) for char in text)


@lru_cache(maxsize=8_192)
def _one(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).lower()
    plain = {"，": ",", "。": ".", "；": ";", "：": ":", "（": "(", "）": ")", "！": "!", "？": "?"}.get(plain, plain)
    return plain if len(plain) == 1 else char


def without_negations(text: str) -> str:
    """Blank out what the text says the job is not ('no programming', '不写代码'); the length stays."""
    for pattern in _NEGATED:
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


_STEMS: dict[str, str] = {}
"""Stems of the words of the evidence. What people type is never kept here."""


def stem(word: str) -> str:
    """The English stem by the Snowball rules, so that 'shipping', 'ships' and 'shipped' are one word."""
    return _STEMS.get(word) or str(_ENGLISH.stemWord(word))


def learn_stems(phrases: Iterable[str]) -> dict[str, str]:
    """Work out the stems of the evidence's words once, so that they need not be worked out for every text."""
    words = dict.fromkeys(found[0] for phrase in phrases for found in _LATIN.finditer(phrase))
    stems = {word: str(_ENGLISH.stemWord(word)) for word in words}
    remember_stems(stems)
    return stems


def remember_stems(stems: Mapping[str, str]) -> None:
    """Use stems worked out before."""
    _STEMS.update(stems)


def features(text: str) -> Iterator[Feature]:
    """Yield the features of a normalised text."""
    yield from _latin(text)
    for run in _HAN.finditer(text):
        yield from _grams(run, sizes=(1, 2, 3), prefix="h")
    for run in _HANGUL.finditer(text):
        yield from _grams(run, sizes=(1,) if len(run[0]) == 1 else (2, 3), prefix="k")


def _latin(text: str) -> Iterator[Feature]:
    previous: Feature | None = None
    for found in _LATIN.finditer(text):
        if found[0] in _STOP:
            continue
        here = Feature(stem(found[0]), found.start(), found.end())
        yield Feature(f"w:{here.key}", here.start, here.end)
        if len(here.key) >= 6:
            yield Feature(f"p:{here.key[:5]}", here.start, here.end)
        between = text[previous.end : found.start()] if previous is not None else ""
        if previous is not None and len(between) <= 4 and not _BREAK.search(between):
            yield Feature(f"b:{previous.key} {here.key}", previous.start, here.end)
        previous = here


def _grams(run: re.Match[str], sizes: tuple[int, ...], prefix: str) -> Iterator[Feature]:
    word, offset = run[0], run.start()
    for size in sizes:
        for start in range(len(word) - size + 1):
            yield Feature(f"{prefix}{size}:{word[start : start + size]}", offset + start, offset + start + size)
