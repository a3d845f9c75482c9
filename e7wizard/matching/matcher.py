"""The matcher: a job's title, duties and stated shares in, a Fit out. Deterministic and offline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from e7wizard.case import Job
from e7wizard.matching.fit import NO_FIT, Fit, Match, OutsideMatch, Share
from e7wizard.matching.index import Index, Scored
from e7wizard.matching.shares import Duty, has_shares, split_duties
from e7wizard.matching.text import Feature, features, normalise, without_negations
from e7wizard.rulebook.loading import ContentError, Fault, build, read_yaml

OUTSIDE = "-"
"""Prefix of labels for work outside the list."""
TOP = 5
THIN = 0.16
"""Below this score the words point nowhere."""
THIN_WEIGHT = 4.0
"""Least weight of known words for a text to be more than a vague word or two."""


class Evidence(BaseModel):
    """Titles and short duty phrases by language, as people write them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: dict[str, tuple[str, ...]]
    duties: dict[str, tuple[str, ...]]

    def phrases(self) -> Iterable[str]:
        """Every phrase of every language."""
        for group in (self.titles, self.duties):
            for phrases in group.values():
                yield from phrases


class VagueWords(BaseModel):
    """Titles that say nothing about the work, and words by which people say that they do everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: tuple[str, ...]
    everything: tuple[str, ...]
    thin: tuple[str, ...]


class Matcher:
    """Built once per process from content/matching; never changed."""

    def __init__(self, occupations: dict[str, Evidence], outside: dict[str, Evidence], vague: VagueWords) -> None:
        evidence = [(code, phrase) for code, item in occupations.items() for phrase in item.phrases()]
        evidence += [(OUTSIDE + name, phrase) for name, item in outside.items() for phrase in item.phrases()]
        self._index = Index(evidence)
        self._vague_titles = frozenset(normalise(title) for title in vague.titles)
        self._everything = tuple(normalise(word) for word in vague.everything)
        self._thin = frozenset(normalise(phrase) for phrase in vague.thin)

    def fit(self, job: Job) -> Fit:
        """Match a job: stated shares first, then duties, and the title only where there are no duties."""
        title, duties = (job.title or "").strip(), (job.duties or "").strip()
        if job.mix:
            parts = [Duty(normalise(part.duty), part.percent / 100) for part in job.mix]
            return self._fit_parts(parts, title, duties or ", ".join(part.duty for part in job.mix))
        if not duties and not title:
            return NO_FIT
        if not duties:
            return self._fit_text(title, title, has_duties=False)
        parts = split_duties(normalise(duties))
        if has_shares(parts):
            return self._fit_parts(parts, title, duties)
        return self._fit_text(duties, title, has_duties=True, parts=parts)

    def search(self, text: str, limit: int = TOP) -> list[Match]:
        """Occupations for a few words, best first."""
        return list(self._rank(text)[0][:limit])

    def _rank(self, text: str) -> tuple[list[Match], list[OutsideMatch], float]:
        plain = without_negations(normalise(text))
        found = list(features(plain))
        weights = self._index.weigh(found)
        scored = [item for item in self._index.scores(weights) if item.score > 0]
        ranked, outside = self._labelled(text, found, weights, scored)
        return ranked, outside, sum(weights.values())

    def _labelled(
        self, text: str, found: list[Feature], weights: dict[str, float], scored: list[Scored]
    ) -> tuple[list[Match], list[OutsideMatch]]:
        ranked: list[Match] = []
        outside: list[OutsideMatch] = []
        for item in scored:
            if item.label.startswith(OUTSIDE):
                if not outside:
                    outside.append(OutsideMatch(item.label[1:], item.score, self._words(text, found, weights, item)))
            elif len(ranked) < TOP:
                words = self._words(text, found, weights, item) if len(ranked) < 3 else ()
                ranked.append(Match(item.label, item.score, words))
            if len(ranked) == TOP and outside:
                break
        return ranked, outside

    def _words(self, text: str, found: list[Feature], weights: dict[str, float], item: Scored) -> tuple[str, ...]:
        return spans(text, self._index.reasons(item.label, found, weights))

    def _fit_text(self, text: str, title: str, has_duties: bool, parts: list[Duty] | None = None) -> Fit:
        ranked, outside, weight = self._rank(text)
        best = ranked[0].score if ranked else 0.0
        out = outside[0] if outside else None
        vague = self._is_vague(text, best, out.score if out else 0.0, weight)
        none = not vague and out is not None and out.score > best
        mix = self._mix_of(parts or [], ranked) if has_duties and not vague else ()
        if not mix and not vague and (ranked or out):
            mix = (Share(None, 1.0, out.id if out else None),) if none else (Share(ranked[0].code, 1.0),)
        return Fit(tuple(ranked), none, vague, mix, out if none else None, *self._title(title), has_duties=has_duties)

    def _fit_parts(self, parts: list[Duty], title: str, duties: str) -> Fit:
        """Rank by the person's own shares: each duty is matched alone and weighs what they say."""
        scores: dict[str, float] = defaultdict(float)
        words: dict[str, tuple[str, ...]] = {}
        mix: list[Share] = []
        total = sum(part.share or 0 for part in parts) or 1.0
        outside_parts: list[tuple[float, OutsideMatch]] = []
        for part in parts:
            share = (part.share or 0) / total
            ranked, outside, weight = self._rank(part.text)
            best = ranked[0].score if ranked else 0.0
            out = outside[0] if outside else None
            if out is not None and out.score > best:
                outside_parts.append((share, out))
                mix.append(Share(None, share, out.id, part.text))
            elif ranked and weight > 0:
                mix.append(Share(ranked[0].code, share, None, part.text))
            else:
                mix.append(Share(None, share, None, part.text))
            for match in ranked:
                scores[match.code] += share * match.score
                words.setdefault(match.code, match.because)
        joined = _joined(mix)
        order = sorted(scores, key=lambda code: (-_share_of(joined, code), -scores[code]))
        ranked_all = tuple(Match(code, scores[code], words.get(code, ())) for code in order[:TOP])
        main = joined[0] if joined else None
        none = main is not None and main.code is None and main.outside is not None
        lead = max(outside_parts, key=lambda pair: pair[0], default=(0.0, None))[1] if none else None
        return Fit(ranked_all, none, False, tuple(joined), lead, *self._title(title), has_duties=bool(duties))

    def _mix_of(self, parts: list[Duty], ranked: list[Match]) -> tuple[Share, ...]:
        """How the pieces of a text without stated shares divide, by the weight of their evidence."""
        if len(parts) < 2:
            return ()
        codes = {match.code for match in ranked}
        pieces: list[Share] = []
        for part in parts:
            found, outside, weight = self._rank(part.text)
            if weight < THIN_WEIGHT:
                continue
            best = found[0].score if found else 0.0
            out = outside[0] if outside else None
            if out is not None and out.score > best * 1.15:
                pieces.append(Share(None, weight, out.id, part.text))
            elif found:
                inside = next((match.code for match in found[:3] if match.code in codes), found[0].code)
                pieces.append(Share(inside, weight, None, part.text))
        total = sum(piece.share for piece in pieces)
        return tuple(_joined([Share(p.code, p.share / total, p.outside, p.duty) for p in pieces])) if total else ()

    def _is_vague(self, text: str, best: float, outside: float, weight: float) -> bool:
        plain = normalise(text).strip(" .,!?;:\n")
        if plain in self._vague_titles or plain in self._thin:
            return True
        if any(word in plain for word in self._everything):
            return True
        return max(best, outside) < THIN or weight < THIN_WEIGHT

    def _title(self, title: str) -> tuple[Match | None, bool]:
        if not title:
            return None, False
        plain = normalise(title).strip()
        if plain in self._vague_titles:
            return None, True
        ranked, _, _ = self._rank(title)
        return (ranked[0] if ranked and ranked[0].score >= THIN else None), False


def _joined(parts: list[Share]) -> list[Share]:
    """Parts with the same code added up, largest first."""
    shares: dict[tuple[str | None, str | None], Share] = {}
    for part in parts:
        key = (part.code, part.outside if part.code is None else None)
        old = shares.get(key)
        duty = part.duty if old is None else f"{old.duty}; {part.duty}"
        shares[key] = Share(part.code, part.share + (old.share if old else 0.0), part.outside, duty)
    return sorted(shares.values(), key=lambda part: -part.share)


def _share_of(parts: list[Share], code: str) -> float:
    return sum(part.share for part in parts if part.code == code)


def spans(text: str, found: list[Feature], limit: int = 8) -> tuple[str, ...]:
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
    return tuple(dict.fromkeys(text[start:end].strip() for start, end in taken))


def load_matcher(content: Path) -> Matcher:
    """Read content/matching. Raises ContentError with every fault found."""
    faults: list[Fault] = []
    folder = content / "matching"
    adapter: TypeAdapter[Any] = TypeAdapter(dict[str, Evidence])
    occupations: dict[str, Evidence] = {}
    for path in sorted((folder / "occupations").glob("*.yaml")):
        data = read_yaml(path, content.parent, faults)
        occupations |= (build(adapter, data, path, content.parent, faults) if data is not None else None) or {}
    outside = _one(folder / "outside.yaml", adapter, content, faults)
    vague = _one(folder / "vague.yaml", TypeAdapter(VagueWords), content, faults)
    if faults or outside is None or vague is None:
        raise ContentError(faults)
    return Matcher(occupations, outside, vague)


def _one(path: Path, adapter: TypeAdapter[Any], content: Path, faults: list[Fault]) -> Any:
    data = read_yaml(path, content.parent, faults)
    return None if data is None else build(adapter, data, path, content.parent, faults)
