"""The evidence of content/matching as an index: which features speak for which kind of work, and how strongly."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from e7wizard.matching.text import Feature, features, learn_stems, normalise, remember_stems

KIND_WEIGHT = {"w": 1.0, "p": 0.4, "b": 0.7, "h1": 0.25, "h2": 1.0, "h3": 0.3, "k1": 0.8, "k2": 1.0, "k3": 0.3}
"""Weight of a feature by its kind: words, word beginnings, word pairs, Chinese and Korean n-grams."""
LEAST_TOLD = 0.12
"""A feature that spoke less than this part of the strongest is not named as a reason."""
CLASS_SHARE = 0.65
"""Part of the score from the kind of work as a whole; the rest comes from its nearest single phrase."""

_Numbers = NDArray[np.float64]


Arrays = dict[str, NDArray[Any]]
"""An index as flat arrays by name, as it is kept between two starts."""


class _Postings:
    """For each feature (a row) where it occurs and how strongly, in flat arrays that take little memory."""

    def __init__(self, starts: NDArray[Any], at: NDArray[Any], strength: NDArray[Any], columns: int) -> None:
        self.starts, self.at, self.strength, self.columns = starts, at, strength, columns

    def gather(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.float32]]:
        """All entries of the rows: the place of the row in `rows`, the column, the strength there."""
        first = self.starts[rows]
        counts = self.starts[rows + 1] - first
        ends = np.cumsum(counts)
        entries = np.arange(ends[-1]) + np.repeat(first - ends + counts, counts)
        return np.repeat(np.arange(len(rows)), counts), self.at[entries], self.strength[entries]

    def total(self, at: NDArray[np.int32], strengths: NDArray[np.float32]) -> _Numbers:
        """The sum of entries by column."""
        return np.bincount(at, weights=strengths, minlength=self.columns).astype(np.float64, copy=False)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The features of a text that some evidence holds, each with its weight, and all that speaks for kinds of work.

    `which`, `at` and `strength` run parallel: the place of the feature in `weights`, the number of the label, how strongly.
    """

    weights: Mapping[str, float]
    which: NDArray[np.intp]
    at: NDArray[np.int32]
    strength: NDArray[np.float32]


def _postings(rows: Mapping[str, int], entries: Iterable[tuple[str, int, float]], columns: int) -> _Postings:
    keys, at, strengths = zip(*entries, strict=True)
    row, column = np.array([rows[key] for key in keys]), np.array(at, dtype=np.int32)
    order = np.lexsort((column, row))
    starts = np.searchsorted(row[order], np.arange(len(rows) + 1))
    return _Postings(starts, column[order], np.array(strengths, dtype=np.float32)[order], columns)


def _kept(found: Arrays, name: str) -> _Postings:
    starts, at, strength = (found[f"{name}_{part}"] for part in ("starts", "at", "strength"))
    return _Postings(starts, at, strength, int(found[f"{name}_columns"]))


class Index:
    """Cosine similarity of a text with each kind of work (all its phrases) and with its nearest phrase."""

    def __init__(
        self,
        labels: Sequence[str],
        idf: dict[str, float],
        whole: _Postings,
        phrase: _Postings,
        first_phrase: NDArray[np.intp],
        stems: dict[str, str],
    ) -> None:
        self.labels = tuple(labels)
        self._number = {label: place for place, label in enumerate(self.labels)}
        self._idf = idf
        self._row = {key: row for row, key in enumerate(idf)}
        self._class, self._phrase, self._first_phrase = whole, phrase, first_phrase
        self._stems = stems
        remember_stems(stems)

    @classmethod
    def build(cls, phrases: Iterable[tuple[str, str]]) -> Index:
        """Index pairs of label and phrase; takes seconds for the whole evidence."""
        by_label: dict[str, Counter[str]] = defaultdict(Counter)
        rows: list[tuple[str, set[str]]] = []
        filed = [(label, normalise(phrase)) for label, phrase in sorted(phrases, key=lambda pair: pair[0])]
        stems = learn_stems(phrase for _, phrase in filed)
        for label, phrase in filed:
            keys = {feature.key for feature in features(phrase)}
            if keys:
                by_label[label].update(keys)
                rows.append((label, keys))
        spread = Counter(key for counts in by_label.values() for key in counts)
        total = len(by_label)
        idf = {key: math.log((1 + total) / (0.5 + count)) * KIND_WEIGHT[_kind(key)] for key, count in spread.items()}
        row = {key: place for place, key in enumerate(idf)}
        firsts = [place for place, (label, _) in enumerate(rows) if place == 0 or rows[place - 1][0] != label]
        return cls(
            tuple(by_label),
            idf,
            _postings(row, _whole(by_label, idf), total),
            _postings(row, _single(rows, idf), len(rows)),
            np.array(firsts, dtype=np.intp),
            stems,
        )

    def arrays(self) -> Arrays:
        """The whole index as arrays; `of_arrays` makes the same index of them."""
        found: Arrays = {
            "labels": _packed(self.labels),
            "keys": _packed(self._idf),
            "idf": np.array(list(self._idf.values())),
            "words": _packed(self._stems),
            "stems": _packed(self._stems.values()),
            "first_phrase": self._first_phrase,
        }
        for name, postings in (("class", self._class), ("phrase", self._phrase)):
            found[f"{name}_starts"], found[f"{name}_at"] = postings.starts, postings.at
            found[f"{name}_strength"], found[f"{name}_columns"] = postings.strength, np.array(postings.columns)
        return found

    @classmethod
    def of_arrays(cls, found: Arrays) -> Index:
        """The index that `arrays` was asked of. Raises KeyError or ValueError when something is missing."""
        whole, phrase = _kept(found, "class"), _kept(found, "phrase")
        idf = dict(zip(_unpacked(found["keys"]), found["idf"].tolist(), strict=True))
        stems = dict(zip(_unpacked(found["words"]), _unpacked(found["stems"]), strict=True))
        return cls(_unpacked(found["labels"]), idf, whole, phrase, found["first_phrase"], stems)

    def weigh(self, found: Iterable[Feature]) -> dict[str, float]:
        """Features of a text with their weights; features that no evidence holds weigh nothing."""
        counts = Counter(feature.key for feature in found)
        return {key: (1 + math.log(count)) * self._idf[key] for key, count in counts.items() if key in self._idf}

    def scores(self, weights: Mapping[str, float]) -> tuple[list[tuple[str, float]], Weighed | None]:
        """Every kind of work that some word speaks for (label, 0-1), best first, and what that rests on."""
        if not weights:
            return [], None
        rows = np.array([self._row[key] for key in weights])
        given = np.array(list(weights.values()))
        length = math.sqrt(sum(weight**2 for weight in weights.values()))
        which, at, strength = self._class.gather(rows)
        weighed = Weighed(weights, which, at, strength)
        # The evidence is kept in single precision, and so are its products.
        single = given.astype(np.float32)
        whole = self._class.total(at, strength * single[which])
        which, at, strength = self._phrase.gather(rows)
        nearest = np.maximum.reduceat(self._phrase.total(at, strength * single[which]), self._first_phrase)
        top = float(whole.max()) or 1.0
        joined: Any = CLASS_SHARE * (whole / top) * min(1.0, top / length) + (1 - CLASS_SHARE) * nearest / length
        order = np.argsort(-joined, kind="stable")
        best = joined[order]
        said = int(np.count_nonzero(best > 0))
        labels = self.labels
        return list(zip([labels[place] for place in order[:said].tolist()], best[:said].tolist(), strict=True)), weighed

    def reasons(self, label: str, found: Iterable[Feature], weighed: Weighed) -> list[Feature]:
        """The features of the text that spoke for `label`, strongest first."""
        return _strongest(found, self._strengths(label, weighed))

    def between(
        self, one: str, other: str, found: Iterable[Feature], weighed: Weighed
    ) -> tuple[list[Feature], list[Feature]]:
        """The features that speak for `one` and clearly less for `other`, and the other way round."""
        for_one, for_other = self._strengths(one, weighed), self._strengths(other, weighed)
        found = list(found)
        return _strongest(found, _surplus(for_one, for_other)), _strongest(found, _surplus(for_other, for_one))

    def _strengths(self, label: str, weighed: Weighed) -> dict[str, float]:
        here = weighed.at == self._number[label]
        keys, found = list(weighed.weights), dict.fromkeys(weighed.weights, 0.0)
        for place, strength in zip(weighed.which[here].tolist(), weighed.strength[here].tolist(), strict=True):
            found[keys[place]] = strength * weighed.weights[keys[place]]
        return found


def _whole(by_label: Mapping[str, Counter[str]], idf: Mapping[str, float]) -> Iterator[tuple[str, int, float]]:
    """The strength of each feature for a kind of work as a whole."""
    for number, counts in enumerate(by_label.values()):
        weights = {key: (1 + math.log(count)) * idf[key] for key, count in counts.items()}
        length = math.sqrt(sum(weight**2 for weight in weights.values())) ** 0.6
        for key, weight in weights.items():
            yield key, number, weight / length


def _single(rows: Iterable[tuple[str, set[str]]], idf: Mapping[str, float]) -> Iterator[tuple[str, int, float]]:
    """The strength of each feature in each phrase."""
    for place, (_, keys) in enumerate(rows):
        length = math.sqrt(sum(idf[key] ** 2 for key in keys)) or 1.0
        for key in keys:
            yield key, place, idf[key] / length


def _packed(words: Iterable[str]) -> NDArray[np.uint8]:
    """Words, none of which holds a line break, as bytes."""
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")


def _surplus(own: Mapping[str, float], against: Mapping[str, float]) -> dict[str, float]:
    return {key: strength - against[key] for key, strength in own.items() if strength > 2 * against[key]}


def _strongest(found: Iterable[Feature], strength: Mapping[str, float]) -> list[Feature]:
    least = LEAST_TOLD * max(strength.values(), default=0.0)
    said = [feature for feature in found if strength.get(feature.key, 0) > least]
    return sorted(said, key=lambda feature: (-strength[feature.key], feature.start))


def _kind(key: str) -> str:
    return key.partition(":")[0]
