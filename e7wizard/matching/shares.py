"""Split a job text into duties, with the shares of time the person states.

Understood: percentages and ranges of them, tenths (六成), fractions, ratios (7:3, 七三开), days a week, hours a day, 'half',
'the rest', 'mostly ... sometimes', and bare numbers that add up to a hundred.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from itertools import pairwise

_HAN = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ENGLISH = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_KOREAN = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5}
_HAL = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_TENS = {
    "ten": 10,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_DIGIT = f"(?:\\d{{1,2}}(?:\\.5)?|[{''.join(_HAN)}]|{'|'.join(_ENGLISH)})"

_WORDS: tuple[tuple[str, float], ...] = (
    (r"three[ -]quarters|四分之三|3/4|4분의 ?3", 0.75),
    (r"two[ -]thirds|三分之二|2/3|3분의 ?2", 2 / 3),
    (r"(?:one|a)[ -]third|三分之一|1/3|3분의 ?1", 1 / 3),
    (r"(?:one|a)[ -]quarter|quarter of|四分之一|1/4|4분의 ?1", 0.25),
    (r"one[ -]fifth|a fifth|五分之一|1/5|5분의 ?1", 0.2),
    (r"nearly all|almost all|几乎全|거의 전부|거의 다", 0.9),
    (r"a bit (?:more|over) than half|more than half|over half|一大半|一多半|大半|多半|절반 이상|절반 넘게", 0.6),
    (r"less than half|under half|小半|不到一半|절반 이하|절반 미만", 0.4),
    (r"\bhalf\b|一半|半天|절반|반나절", 0.5),
    (r"占大头|是大头|大头(?:是|在|儿)", 0.7),
    (r"占小头|小头(?:是|在)", 0.3),
)
_MAIN = (
    r"\bmost of (?:my|the|our) (?:time|day|week|work)|\bmostly\b|\bmainly\b|\bprimarily\b|\bmost days\b|\bmajority\b|\bchiefly\b"
    r"|\bfor the most part\b|大部分|绝大多数|大多数时间|主要(?:是|做|负责|工作|精力|在)?|主业|平时|平常|以.{1,12}为主|대부분|주로|주업무|메인"
)
_SIDE = (
    r"\bsometimes\b|\boccasional(?:ly)?\b|\bnow and then\b|\bfrom time to time\b|\bonce in a while\b|\bon the side\b|\ba (?:little|bit) of\b"
    r"|\bonce a (?:week|month)\b|\brarely\b|\bhelp out with\b|偶尔|有时|有空|顺便|顺带|兼(?:做|顾|带|职)|少量|少部分|捎带|副业|가끔|때때로|이따금|틈틈이|곁들여|보조로"
)
_MAIN_SHARE, _SIDE_SHARE = 0.8, 0.2

_PERCENT = r"(\d{1,3}(?:\.\d+)?)(?:\s*(?:-|–|~|to|到|至)\s*(\d{1,3}))?\s*(?:%|percent\b|per cent\b|pct\b|프로|퍼센트)"
_HAN_PERCENT = r"百分之([一二三四五六七八九十]{1,3})"
_TENTHS = r"([一两二三四五六七八九]|\d)成(半)?"
_OTHER_TENTHS = (
    rf"([{''.join(_HAL)}]|\d)\s*할|({'|'.join(_TENS)})[ -]?(?:percent|per cent|%)|\b(0?\.\d+)\s*(?:fte\b|of\b)"
)
_DAYS = (
    rf"({_DIGIT})\s*(?:full )?days?(?: (?:a|per|each|every) week| of the week|/week)?|(?:每周|一周|周)?(?:有)?({_DIGIT})天"
    r"|(?:주|일주일에)?\s*(\d)일(?:은|에|간|동안)?(?!\s*정)|(하루|이틀|사흘|나흘|닷새)(?:는|은)"
)
_HOURS = rf"({_DIGIT})\s*(?:hours?|hrs?|h)\b(?: ?(?:a|per|/) ?(?:day|week|wk|d|w)\b)?|({_DIGIT})个?(?:小时|钟头)|(\d{{1,2}})\s*시간"
_MONTHS = rf"({_DIGIT})\s*months?\b|({_DIGIT})个月|(\d{{1,2}})\s*개월"
_PARTS = rf"({_DIGIT})\s*parts?\b|({_DIGIT})份"
_BARE = rf"\b({'|'.join(_TENS)})\b|(?<![\d.:])([1-9][05])(?![\d.:]|\s*(?:m2|people|persons|staff|명|人|years?|年|rooms?|hours?|小时|시간|countries|国|k\b|개|家|台|座))"
_LAST_DIGIT = r"(?<![\d.:a-z])([1-9])\s*(?:\([^)]*\))?\s*$"
_REST = re.compile(
    r"\b(?:the rest|rest of|rest is|remaining|remainder|otherwise|the other half|other days?)\b|剩下|其余|剩余|余下|另一半|另外一半|나머지|그 외"
)
_PAIRS = re.compile(
    r"(?<![\d.:])(\d{1,2})\s*(?:[:/-]|比|대|vs\.?|to)\s*(\d{1,2})(?![\d:%])(?:\s*(?:开|分|비율|split|ratio))?|([一二三四五六七八九])([一二三四五六七八九])开"
    r"|(一半一半|各一半|各占一半|各半|对半分?|五五开|fifty[- ]fifty|half and half|half[- ]half|반반|반씩)"
)
_TOKEN = re.compile("|".join(f"(?:{pattern})" for pattern in (_PERCENT, _HAN_PERCENT, _TENTHS, _OTHER_TENTHS)))
_SHARE_WORDS = (_TOKEN, *(re.compile(pattern) for pattern, _ in _WORDS))
_SEPARATORS = re.compile(
    r"[\n\r;,|、·•。]|\.\s|\.$|[!?]|\s[-–—]\s|\s\+\s|/(?!\s*(?:\d|wk\b|week\b|day\b|d\b|w\b|mo\b))|\band\b(?=[^%]{0,50}%)|\b(?:and|but)\b(?=[^,.;]{0,30}(?:sometimes|occasion|half|rest))"
    r"|(?:和|及|与|另外|然后)(?=[^,。]{0,14}(?:成|%))|(?<=[%프로])(?:은|는)?\s*(?:와|과|하고|이고|이며)\s"
    r"|(?<=[^\s,])\s*(?=(?:나머지|가끔|때때로|이따금|틈틈이|剩下|其余|余下|偶尔|有时|顺便|\bthe rest\b|\bthe other half\b))"
)
_ABOUT = re.compile(r"about|around|roughly|approx\w*|some|约|大概|大约|差不多|약|대략")
_BULLET = re.compile(r"^\s*(?:[-*•·▪◦■●○]|\d{1,2}[.)、](?!\d)|\(\d{1,2}\)|[①-⑳])\s*")
_VERSUS = re.compile(r"\s*(?:\bvs\.?|\bversus\b|对)\s*")
_JOINTS = re.compile(r"\s*(?:=|:|\band\b|\bvs\.?|&|\+|/|,|、|和|跟|与|及|以及|还有|와 |과 |하고|및|랑 )\s*")
_BRACKETS = re.compile(r"\([^()\n]{0,300}\)|\[[^\[\]\n]{0,300}\]")


Reader = Callable[[list[str]], list[float | None] | None]
"""Finds the stated share of each piece; None where the pieces state none in its way."""


@dataclasses.dataclass(frozen=True)
class Duty:
    """A piece of the text and the share of time (0-1) stated for it, if any."""

    text: str
    share: float | None
    rough: bool = False
    """The share only stands for a word such as 'mostly' or 'sometimes'."""


def split_duties(text: str) -> list[Duty]:
    """Split a normalised text; shares are those the text states, made to add up to at most 1."""
    by_ratio = _ratio(text)
    if by_ratio:
        return by_ratio
    pieces = [piece for line in _cut(text) for piece in _one_share_each(line)]
    for read in _READERS:
        stated = read(pieces)
        if stated is not None:
            return [dataclasses.replace(duty, rough=read is _qualified) for duty in _attach(pieces, stated)]
    return [Duty(piece, None) for piece in pieces]


def without_share(duty: str) -> str:
    """A duty without the words that state its share."""
    for pattern in _SHARE_WORDS:
        duty = pattern.sub(" ", duty)
    return duty


def has_shares(duties: list[Duty]) -> bool:
    """Whether the text itself states how the time is divided."""
    return any(duty.share is not None for duty in duties) and len(duties) > 1


def _cut(text: str) -> list[str]:
    """Pieces between separators; what stands in brackets stays together."""
    closed = [(found.start(), found.end()) for found in _BRACKETS.finditer(text)]
    cuts = [0]
    for found in _SEPARATORS.finditer(text):
        if not any(start < found.start() < end for start, end in closed):
            cuts += [found.start(), found.end()]
    cuts.append(len(text))
    pieces = [_BULLET.sub("", text[start:end]).strip() for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    return [piece for piece in pieces if re.search(r"[^\W\d_]", piece) or _TOKEN.search(piece)]


def _one_share_each(piece: str) -> list[str]:
    """'sales 60% coding 40%' as two pieces: cut after each share, or before each where the piece begins with one."""
    found = list(_TOKEN.finditer(piece))
    if len(found) < 2:
        return [piece]
    leading = not re.search(r"\w", _ABOUT.sub("", piece[: found[0].start()]))
    cuts = [0, *([token.start() for token in found[1:]] if leading else [token.end() for token in found[:-1]])]
    return [part for start, end in pairwise([*cuts, len(piece)]) if (part := piece[start:end].strip(" )"))]


def _number(word: str) -> float:
    if word in _HAN:
        return _HAN[word]
    return _ENGLISH.get(word) or _KOREAN.get(word) or float(word)


def _exact(pieces: list[str]) -> list[float | None] | None:
    """Percentages and tenths, and fractions beside them."""
    stated = [_percent(piece) for piece in pieces]
    if all(share is None for share in stated):
        return None
    return [share if share is not None else _word(piece) for share, piece in zip(stated, pieces, strict=True)]


def _percent(piece: str) -> float | None:
    found = _TOKEN.search(piece)
    if found is None:
        return None
    low, high, han, tenths, half, hal, tens, decimal = found.groups()
    if low:
        return min(1.0, (float(low) + float(high or low)) / 200)
    if hal or tens or decimal:
        return (_HAL.get(hal) or float(hal)) / 10 if hal else _TENS[tens] / 100 if tens else float(decimal)
    if han:
        return min(1.0, _han_number(han) / 100)
    return min(1.0, (_number(tenths) + (0.5 if half else 0)) / 10)


def _han_number(word: str) -> float:
    tens, _, ones = word.partition("十")
    if "十" not in word:
        return _HAN[word[0]]
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)


def _word(piece: str) -> float | None:
    return next((share for pattern, share in _WORDS if re.search(pattern, piece)), None)


def _fraction(pieces: list[str]) -> list[float | None] | None:
    stated = [_word(piece) for piece in pieces]
    given = [share for share in stated if share is not None]
    if not given:
        return None
    if len(given) == 1 and given[0] < 1:
        side = [share is None and bool(re.search(_SIDE, piece)) for share, piece in zip(stated, pieces, strict=True)]
        stated = [(1 - given[0]) / sum(side) if rare else share for share, rare in zip(stated, side, strict=True)]
    return stated


def _counted(pattern: str, whole: float) -> Reader:
    """Days or hours given for two pieces or more, or for one beside 'the rest' of the `whole` week or day."""
    compiled = re.compile(pattern)

    def read(pieces: list[str]) -> list[float | None] | None:
        counts: list[float | None] = []
        for piece in pieces:
            numbers = [_number(next(part for part in found.groups() if part)) for found in compiled.finditer(piece)]
            counts.append(min(numbers) if numbers else None)
        given = [count for count in counts if count is not None]
        rest = any(_REST.search(piece) for piece in pieces)
        if len(given) < (1 if rest else 2) or not sum(given):
            return None
        total = sum(given) if not rest else max(whole, sum(given))
        return [None if count is None else count / total for count in counts]

    return read


def _qualified(pieces: list[str]) -> list[float | None] | None:
    """'mostly A, sometimes B': one kind of work leads, the other is said to be rare."""
    main = [bool(re.search(_MAIN, piece)) for piece in pieces]
    side = [bool(re.search(_SIDE, piece)) for piece in pieces]
    if not any(side) or all(side):
        return None
    first_side = side.index(True)
    if not any(main) and first_side == 0:
        return None
    lead = main.index(True) if any(main) else 0
    stated: list[float | None] = [None] * len(pieces)
    for place in range(len(pieces)):
        if side[place]:
            stated[place] = _SIDE_SHARE / sum(side)
    if not side[lead]:
        stated[lead] = _MAIN_SHARE
    return stated


def _bare(pieces: list[str]) -> list[float | None] | None:
    """Numbers without a sign, where they add up to a hundred."""
    stated = [
        (_TENS[found[1]] if found[1] else float(found[2])) / 100 if (found := re.search(_BARE, piece)) else None
        for piece in pieces
    ]
    given = [share for share in stated if share is not None]
    if len(given) >= 2 and abs(sum(given) - 1) < 0.051:
        return stated
    tenths = [float(found[1]) / 10 if (found := re.search(_LAST_DIGIT, piece)) else None for piece in pieces]
    given = [share for share in tenths if share is not None]
    return tenths if len(given) >= 2 and abs(sum(given) - 1) < 0.01 else None


_READERS: tuple[Reader, ...] = (
    _exact,
    _fraction,
    _counted(_DAYS, 5),
    _counted(_HOURS, 8),
    _counted(_MONTHS, 12),
    _counted(_PARTS, 10),
    _qualified,
    _bare,
)
"""The ways to state shares, in the order in which they are tried; the first that finds any decides."""


def _ratio(text: str) -> list[Duty]:
    """'sales and coding 7:3', '七三开': the two kinds of work in the order in which they are named."""
    for found in _PAIRS.finditer(text):
        one, other, han_one, han_other, even = found.groups()
        first = 5.0 if even else _number(one or han_one)
        second = 5.0 if even else _number(other or han_other)
        if not even and first + second not in {10, 100}:
            continue
        before, after = text[: found.start()], text[found.end() :]
        share = first / (first + second)
        for side in (after, before) if not re.search(r"\w", before[-25:]) else (before, after):
            parts = _two(side)
            if parts:
                return [Duty(parts[0], share), Duty(parts[1], 1 - share)]
    return []


def _two(text: str) -> tuple[str, str] | None:
    """The two kinds of work that a text names, divided by 'vs', else by whatever joins them."""
    for joint in (_VERSUS, _JOINTS):
        parts = [part.strip(" ().:") for part in joint.split(text)]
        parts = [part for part in parts if re.search(r"[a-z]{3}|[\u4e00-\u9fff]{2}|[\uac00-\ud7a3]{2}", part)]
        if len(parts) == 2:
            return parts[0], parts[1]
    return None


def _attach(pieces: list[str], stated: list[float | None]) -> list[Duty]:
    """Pieces without a share belong to the one before; those before the first share belong to the first."""
    known = sum(share for share in stated if share is not None)
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
