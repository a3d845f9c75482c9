"""The matcher: a job's title, duties and stated shares in, a Fit out. Deterministic and offline."""

from __future__ import annotations

import copy
import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from e7wizard.case import Job
from e7wizard.matching.asking import Axis, answered, question_for
from e7wizard.matching.fit import NO_FIT, Fit, Match, OutsideMatch, Separation, Share
from e7wizard.matching.index import Index, Weighed
from e7wizard.matching.sections import about_the_work
from e7wizard.matching.shares import Duty, has_shares, split_duties, without_share
from e7wizard.matching.text import Feature, features, normalise, without_negations

NOTHING = "~"
"""Label of phrases that say nothing about the work."""
OUTSIDE = "-"
"""Prefix of labels for work outside the list."""
TOP = 5
MANAGERS = "1"
"""First digit of the occupation codes of managers (KSCO major group 1)."""
EXPLAINED = 3
"""So many candidates carry the words that spoke for them."""
THIN = 0.16
"""Below this score the words point nowhere."""
LEVEL = 0.8
"""A code is level with the best of a duty from this part of its score on."""
FAINT_LEVEL = 0.5
"""The same for a row that says little, where the rest of what is told decides."""
CLEARLY_OUTSIDE = 1.15
"""A duty without a stated share counts as outside when that score leads by this factor."""
CLEAR = 0.4
"""From this score on a text names a kind of work clearly enough, even where it also says 'I do everything'."""
READ_AGAIN = 500
"""So many pieces of text are known again within one batch; some 10 MB."""
SAYS_NOTHING = 1.3
"""A text is too thin when it resembles empty sentences by this factor more than any kind of work."""
THIN_WEIGHT = 4.0
"""Least weight of words that identify some kind of work for a text to say more than a vague word or two."""
FEW_WORDS, UNSURE = 2.0, 0.3
"""A text whose known words weigh less than the first and that scores less than the second is too thin as well."""


class VagueWords(BaseModel):
    """Titles, sentences and words that say nothing about the work, and phrases by which people say they do everything.

    `leading`: words by which a title says that somebody leads others.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: tuple[str, ...]
    phrases: tuple[str, ...]
    words: tuple[str, ...]
    everything: tuple[str, ...]
    leading: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """What one piece of text speaks for: occupations and kinds of work outside, best first, and its weighed features."""

    text: str
    inside: list[tuple[str, float]]
    outsides: list[tuple[str, float]]
    found: tuple[Feature, ...]
    weighed: Weighed | None
    nothing: float
    """How strongly the text resembles sentences that say nothing about the work."""

    @property
    def weight(self) -> float:
        return sum(self.weighed.weights.values()) if self.weighed is not None else 0.0

    @property
    def best(self) -> float:
        return self.inside[0][1] if self.inside else 0.0

    @property
    def outside(self) -> OutsideMatch | None:
        return OutsideMatch(*self.outsides[0]) if self.outsides else None

    @property
    def outside_score(self) -> float:
        return self.outsides[0][1] if self.outsides else 0.0

    @property
    def wins_outside(self) -> bool:
        return self.outside_score > self.best

    def matches(self) -> tuple[Match, ...]:
        """Every occupation that some word speaks for, best first."""
        return tuple(Match(code, score) for code, score in self.inside)


class Matcher:
    """Built once per process from content/matching; never changed."""

    def __init__(
        self,
        index: Index,
        vague: VagueWords,
        axes: Sequence[Axis] = (),
    ) -> None:
        self.codes = frozenset(label for label in index.labels if not label.startswith((OUTSIDE, NOTHING)))
        self._outside = {label: label[len(OUTSIDE) :] for label in index.labels if label.startswith(OUTSIDE)}
        self.outside_ids = frozenset(self._outside.values())
        self.axes = tuple(axes)
        self._index = index
        self._vague_titles = frozenset(normalise(title) for title in vague.titles)
        self._everything = tuple(normalise(word) for word in vague.everything)
        self._phrases = frozenset(normalise(phrase) for phrase in vague.phrases)
        self._idle = idle_words(vague.words)
        self._leading = idle_words(vague.leading)
        self._reader: Callable[[str], _Reading] = self._read

    def fits(self, jobs: Iterable[Job]) -> list[Fit]:
        """The answers to many jobs, as `fit` gives them; titles and duties that come again are read once.

        Nothing is kept when they are answered.
        """
        batch = copy.copy(self)
        batch._reader = lru_cache(maxsize=READ_AGAIN)(self._read)
        return [batch.fit(job) for job in jobs]

    def fit(self, job: Job) -> Fit:
        """Match a job: stated shares first, then duties, and the title only where there are no duties."""
        title, duties = (job.title or "").strip(), (job.duties or "").strip()
        if not duties and not title and not job.mix:
            return NO_FIT
        text = duties or ", ".join(part.duty for part in job.mix) or title
        read = self._reader(text) if duties or job.mix else self._read_title(title)
        if job.mix:
            rows = [Duty(normalise(part.duty), part.percent / 100) for part in job.mix]
            fit = self._fit_parts(rows, self._told_besides(title, duties, read))
        elif not duties:
            fit = self._fit_text(read, [])
        else:
            parts = split_duties(about_the_work(normalise(duties)))
            fit = self._fit_parts(parts) if has_shares(parts) else self._fit_text(read, parts)
        near, vague_title = self._title(title)
        fit = dataclasses.replace(fit, title=near, title_vague=vague_title, has_duties=bool(duties or job.mix))
        question = question_for(fit, self.axes)
        if question is not None:
            fit = answered(fit, question, job.follow_up or "")
        return self._explained(fit, read)

    def search(self, text: str, limit: int = TOP) -> list[Match]:
        """Occupations for a few words, best first."""
        return list(self._reader(text).matches()[:limit])

    def _read(self, text: str) -> _Reading:
        """Everything that the words of a text speak for."""
        found = tuple(features(about_the_work(without_negations(normalise(text)))))
        scored, weighed = self._index.scores(self._index.weigh(found))
        inside = [item for item in scored if item[0] in self.codes]
        outsides = [(self._outside[label], score) for label, score in scored if label in self._outside]
        nothing = next((score for label, score in scored if label == NOTHING), 0.0)
        return _Reading(text, inside, outsides[:TOP], found, weighed, nothing)

    def _read_title(self, title: str) -> _Reading:
        """What a title speaks for; a manager only where it says that somebody leads: 'Developer' heads no department."""
        read = self._reader(title)
        if self._leading.search(normalise(title)):
            return read
        last = sorted(read.inside, key=lambda item: item[0].startswith(MANAGERS))
        return dataclasses.replace(read, inside=last)

    def _words(self, read: _Reading, label: str) -> tuple[str, ...]:
        return (
            spans(read.text, self._index.reasons(label, read.found, read.weighed)) if read.weighed is not None else ()
        )

    def _explained(self, fit: Fit, read: _Reading) -> Fit:
        """The first candidates with the words of the whole text that spoke for them, and what separates the first two."""
        ranked = tuple(
            dataclasses.replace(match, because=self._words(read, match.code)) if place < EXPLAINED else match
            for place, match in enumerate(fit.everything[:TOP])
        )
        outside = fit.outside
        if outside is not None:
            outside = dataclasses.replace(outside, because=self._words(read, OUTSIDE + outside.id))
        separates = None
        if len(ranked) > 1 and read.weighed is not None:
            one, other = self._index.between(ranked[0].code, ranked[1].code, read.found, read.weighed)
            separates = Separation(ranked[0].code, ranked[1].code, spans(read.text, one, 4), spans(read.text, other, 4))
        return dataclasses.replace(fit, ranked=ranked, outside=outside, separates=separates)

    def _fit_text(self, read: _Reading, parts: list[Duty]) -> Fit:
        best, out = read.best, read.outside
        vague = self._is_vague(read, read.outside_score)
        none = not vague and out is not None and out.score > best
        pieces = () if vague else self._pieces(parts, read)
        mix = tuple(_joined(list(pieces)))
        if not mix and not vague and (read.inside or out):
            mix = (Share(None, 1.0, out.id if out else None),) if none else (Share(read.inside[0][0], 1.0),)
        return Fit(
            none=none,
            vague=vague,
            mix=mix,
            outside=out if none else None,
            outsides=tuple(OutsideMatch(*item) for item in read.outsides),
            everything=read.matches(),
            pieces=pieces,
        )

    def _told_besides(self, title: str, duties: str, read: _Reading) -> _Reading | None:
        """What else is told of a job whose time is given in rows: its text, else its title, if it is clear."""
        besides = read if duties else self._read_title(title) if title else None
        return besides if besides is not None and besides.best >= CLEAR and not besides.wins_outside else None

    def _fit_parts(self, parts: list[Duty], besides: _Reading | None = None) -> Fit:
        """Rank by the person's own shares: each duty is matched alone and weighs what they say.

        A row of a word or two, which fits several codes a little, goes with what is told `besides`.
        """
        scores: dict[str, float] = defaultdict(float)
        total = sum(part.share or 0 for part in parts) or 1.0
        reads = [((part.share or 0) / total, part, self._reader(without_share(part.text))) for part in parts]
        for share, _, read in reads:
            most = max(read.best, read.outside_score)
            for code, score in read.inside:
                scores[code] += share * score / most
        pieces = tuple(self._piece(share, part, read, scores, besides) for share, part, read in reads)
        for piece in pieces:
            if piece.code is not None:
                scores[piece.code] += piece.share
        mix = tuple(_joined(list(pieces)))
        everything = tuple(Match(code, scores[code]) for code in sorted(scores, key=lambda code: -scores[code]))
        none = bool(mix) and mix[0].code is None and mix[0].outside is not None
        rivals = [(share, read.outside) for share, _, read in reads if read.outside and read.wins_outside]
        lead = max(rivals, key=lambda pair: pair[0], default=(0.0, None))[1]
        outsides = () if lead is None else (lead,)
        return Fit(
            none=none,
            mix=mix,
            outside=lead if none else None,
            outsides=outsides,
            everything=everything,
            pieces=pieces,
            stated=True,
            rough=any(part.rough for part in parts),
        )

    def _piece(
        self, share: float, part: Duty, read: _Reading, whole: Mapping[str, float], besides: _Reading | None
    ) -> Share:
        """One stated duty; among the codes nearly level for it, the one that the whole job speaks for most."""
        faint = max(read.best, read.outside_score) < CLEAR and read.outside_score <= read.best * CLEARLY_OUTSIDE
        if besides is not None and faint:
            told = dict(besides.inside)
            near = [item for item in read.inside if item[1] >= FAINT_LEVEL * read.best and item[0] in told]
            if near:
                code, _ = max(near, key=lambda item: item[1] / read.best + told[item[0]] / besides.best)
                return Share(code, share, None, part.text)
        if read.wins_outside and read.outside is not None:
            return Share(None, share, read.outside.id, part.text)
        level = [code for code, score in read.inside if score >= LEVEL * read.best]
        return Share(max(level, key=lambda code: whole[code], default=None), share, None, part.text)

    def _pieces(self, parts: list[Duty], whole: _Reading) -> tuple[Share, ...]:
        """How the duties of a text without stated shares divide, by the weight of their evidence."""
        if len(parts) < 2:
            return ()
        codes = {code for code, _ in whole.inside[:TOP]}
        pieces: list[Share] = []
        for part in parts:
            read = self._reader(part.text)
            if read.weight < THIN_WEIGHT:
                continue
            if read.outside_score > read.best * CLEARLY_OUTSIDE:
                pieces.append(Share(None, read.weight, read.outsides[0][0], part.text))
            elif read.inside:
                code = next((code for code, _ in read.inside[:3] if code in codes), read.inside[0][0])
                pieces.append(Share(code, read.weight, None, part.text))
        total = sum(piece.share for piece in pieces)
        return tuple(dataclasses.replace(piece, share=piece.share / total) for piece in pieces) if total else ()

    def _is_vague(self, read: _Reading, outside: float) -> bool:
        plain = normalise(read.text).strip(" .,!?;:\n")
        if plain in self._vague_titles or plain in self._phrases:
            return True
        most = max(read.best, outside)
        if most < CLEAR and any(word in plain for word in self._everything):
            return True
        if most < THIN or (read.weight < FEW_WORDS and most < UNSURE):
            return True
        if read.nothing <= most:
            return False
        left = self._index.weigh(features(self._idle.sub(_blank, about_the_work(without_negations(plain)))))
        telling = sum(left.values()) >= THIN_WEIGHT
        return read.nothing > most * (SAYS_NOTHING if telling else 1.0)

    def _title(self, title: str) -> tuple[Match | None, bool]:
        if not title:
            return None, False
        plain = normalise(title).strip()
        if plain in self._vague_titles:
            return None, True
        read = self._read_title(title)
        return (Match(*read.inside[0]) if read.best >= THIN else None), False


def idle_words(words: Iterable[str]) -> re.Pattern[str]:
    """Words that identify no kind of work, as one pattern: whole words in English, anywhere in Chinese and Korean."""
    plain = sorted({normalise(word).strip() for word in words} - {""}, key=len, reverse=True)
    latin = [re.escape(word) for word in plain if word.isascii()]
    other = [re.escape(word) for word in plain if not word.isascii()]
    return re.compile(rf"\b(?:{'|'.join(latin)})\b|{'|'.join(other)}")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _joined(parts: list[Share]) -> list[Share]:
    """Parts with the same code added up, largest first."""
    shares: dict[tuple[str | None, str | None], Share] = {}
    for part in parts:
        key = (part.code, part.outside if part.code is None else None)
        old = shares.get(key)
        duty = part.duty if old is None else f"{old.duty}; {part.duty}"
        shares[key] = Share(part.code, part.share + (old.share if old else 0.0), part.outside, duty)
    return sorted(shares.values(), key=lambda part: -part.share)


def spans(text: str, found: Sequence[Feature], limit: int = 8) -> tuple[str, ...]:
    """The strongest features as words of the given text; overlapping ones become one."""
    taken: list[tuple[int, int]] = []
    for feature in found:
        if any(start <= feature.start and feature.end <= end for start, end in taken):
            continue
        touching = [span for span in taken if feature.start < span[1] and span[0] < feature.end]
        if touching:
            start = min(feature.start, *(span[0] for span in touching))
            end = max(feature.end, *(span[1] for span in touching))
            if end - start > 24:
                continue
            taken = [span for span in taken if span not in touching] + [(start, end)]
        elif len(taken) < limit and feature.end - feature.start > 1:
            taken.append((feature.start, feature.end))
    words = (_FUNCTION_WORDS.sub("", text[start:end].strip()) for start, end in taken)
    return tuple(dict.fromkeys(word for word in words if len(word) > 1))


_FUNCTION_WORDS = re.compile(r"^[的和及与在是了等把并或]+|[的和及与在是了等把并或]+$")
