"""The evidence of content/matching as an index: which features speak for which kind of work, and how strongly."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from e7wizard.matching.text import Feature, features, learn_stems, normalise

KIND_WEIGHT = {"w": 1.0, "p": 0.4, "b": 0.7, "h1": 0.25, "h2": 1.0, "h3": 0.3, "k1": 0.8, "k2": 1.0, "k3": 0.3}
"""Weight of a feature by its kind: words, word beginnings, word pairs, Chinese and Korean n-grams."""
CLASS_SHARE = 0.65
"""Part of the score from the kind of work as a whole; the rest comes from its nearest single phrase."""

_Numbers = NDArray[np.float64]


class _Postings:
    """For each feature (a row) where it occurs and how strongly, in flat arrays that take little memory."""

    def __init__(self, rows: Mapping[str, int], entries: Iterable[tuple[str, int, float]], columns: int) -> None:
        keys, at, strengths = zip(*entries, strict=True)
        row, column = np.array([rows[key] for key in keys]), np.array(at, dtype=np.int32)
        order = np.lexsort((column, row))
        self._columns = columns
        self._starts = np.searchsorted(row[order], np.arange(len(rows) + 1))
        self._at = column[order]
        self._strength = np.array(strengths, dtype=np.float32)[order]

    def of(self, row: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The columns of a row and the strengths there."""
        start, end = self._starts[row], self._starts[row + 1]
        return self._at[start:end], self._strength[start:end]

    def total(self, weighted_rows: Iterable[tuple[int, float]]) -> _Numbers:
        """The sum of the rows, each times its weight, by column."""
        found = [(self.of(row), weight) for row, weight in weighted_rows]
        at = np.concatenate([columns for (columns, _), _ in found])
        strengths = np.concatenate([strength * weight for (_, strength), weight in found])
        return np.bincount(at, weights=strengths, minlength=self._columns).astype(np.float64, copy=False)


@dataclass(frozen=True)
class Scored:
    """How strongly a text speaks for one kind of work (0-1)."""

    label: str
    score: float


class Index:
    """Cosine similarity of a text with each kind of work (all its phrases) and with its nearest phrase."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        by_label: dict[str, Counter[str]] = defaultdict(Counter)
        rows: list[tuple[str, set[str]]] = []
        filed = [(label, normalise(phrase)) for label, phrase in sorted(phrases, key=lambda pair: pair[0])]
        learn_stems(phrase for _, phrase in filed)
        for label, phrase in filed:
            keys = {feature.key for feature in features(phrase)}
            if keys:
                by_label[label].update(keys)
                rows.append((label, keys))
        self.labels = tuple(by_label)
        self._number = {label: place for place, label in enumerate(self.labels)}
        spread = Counter(key for counts in by_label.values() for key in counts)
        total = len(self.labels)
        self._idf = {
            key: math.log((1 + total) / (0.5 + count)) * KIND_WEIGHT[_kind(key)] for key, count in spread.items()
        }
        self._row = {key: row for row, key in enumerate(self._idf)}
        self._class = _Postings(self._row, self._whole(by_label), len(self.labels))
        self._phrase = _Postings(self._row, self._single(rows), len(rows))
        firsts = [place for place, (label, _) in enumerate(rows) if place == 0 or rows[place - 1][0] != label]
        self._first_phrase = np.array(firsts, dtype=np.intp)

    def _whole(self, by_label: Mapping[str, Counter[str]]) -> Iterator[tuple[str, int, float]]:
        """The strength of each feature for a kind of work as a whole."""
        for label, counts in by_label.items():
            weights = {key: (1 + math.log(count)) * self._idf[key] for key, count in counts.items()}
            length = math.sqrt(sum(weight**2 for weight in weights.values())) ** 0.6
            for key, weight in weights.items():
                yield key, self._number[label], weight / length

    def _single(self, rows: Iterable[tuple[str, set[str]]]) -> Iterator[tuple[str, int, float]]:
        """The strength of each feature in each phrase."""
        for place, (_, keys) in enumerate(rows):
            length = math.sqrt(sum(self._idf[key] ** 2 for key in keys)) or 1.0
            for key in keys:
                yield key, place, self._idf[key] / length

    def weigh(self, found: Iterable[Feature]) -> dict[str, float]:
        """Features of a text with their weights; features that no evidence holds weigh nothing."""
        counts = Counter(feature.key for feature in found)
        return {key: (1 + math.log(count)) * self._idf[key] for key, count in counts.items() if key in self._idf}

    def scores(self, weights: Mapping[str, float]) -> list[Scored]:
        """Every kind of work with its score, best first."""
        if not weights:
            return []
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        rows = [(self._row[key], weight) for key, weight in weights.items()]
        whole = self._class.total(rows)
        nearest = np.maximum.reduceat(self._phrase.total(rows), self._first_phrase)
        top = float(whole.max()) or 1.0
        joined: Any = CLASS_SHARE * (whole / top) * min(1.0, top / length) + (1 - CLASS_SHARE) * nearest / length
        order = np.argsort(-joined, kind="stable")
        return [Scored(self.labels[place], float(joined[place])) for place in order]

    def reasons(self, label: str, found: Iterable[Feature], weights: Mapping[str, float]) -> list[Feature]:
        """The features of the text that spoke for `label`, strongest first."""
        return _strongest(found, self._strengths(label, weights))

    def between(
        self, one: str, other: str, found: Iterable[Feature], weights: Mapping[str, float]
    ) -> tuple[list[Feature], list[Feature]]:
        """The features that speak for `one` and clearly less for `other`, and the other way round."""
        for_one, for_other = self._strengths(one, weights), self._strengths(other, weights)
        found = list(found)
        return _strongest(found, _surplus(for_one, for_other)), _strongest(found, _surplus(for_other, for_one))

    def _strengths(self, label: str, weights: Mapping[str, float]) -> dict[str, float]:
        number, found = self._number[label], {}
        for key, weight in weights.items():
            at, strength = self._class.of(self._row[key])
            place = int(np.searchsorted(at, number))
            found[key] = float(strength[place]) * weight if place < len(at) and at[place] == number else 0.0
        return found


def _surplus(own: Mapping[str, float], against: Mapping[str, float]) -> dict[str, float]:
    return {key: strength - against[key] for key, strength in own.items() if strength > 2 * against[key]}


def _strongest(found: Iterable[Feature], strength: Mapping[str, float]) -> list[Feature]:
    said = [feature for feature in found if strength.get(feature.key, 0) > 0]
    return sorted(said, key=lambda feature: (-strength[feature.key], feature.start))


def _kind(key: str) -> str:
    return key.partition(":")[0]
