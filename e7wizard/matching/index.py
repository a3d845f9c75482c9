"""The evidence of content/matching as an index: which features speak for which kind of work, and how strongly."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from e7wizard.matching.text import Feature, features, normalise

KIND_WEIGHT = {"w": 1.0, "p": 0.4, "b": 1.1, "h1": 0.25, "h2": 1.0, "h3": 0.9, "k2": 1.0, "k3": 0.7}
"""Weight of a feature by its kind: words, word beginnings, word pairs, Chinese and Korean n-grams."""
CLASS_SHARE = 0.5
"""Part of the score from the kind of work as a whole; the rest comes from its nearest single phrase."""


@dataclass(frozen=True)
class Scored:
    """How strongly a text speaks for one kind of work (0-1), and the features that said so."""

    label: str
    score: float


class Index:
    """Cosine similarity of a text with each kind of work (all its phrases) and with its nearest phrase."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        by_label: dict[str, Counter[str]] = defaultdict(Counter)
        rows: list[tuple[str, Counter[str]]] = []
        for label, phrase in phrases:
            counts = Counter(feature.key for feature in features(normalise(phrase)))
            by_label[label].update(counts.keys())
            rows.append((label, counts))
        self.labels = tuple(by_label)
        number = {label: place for place, label in enumerate(self.labels)}
        spread = Counter(key for counts in by_label.values() for key in counts)
        total = len(self.labels)
        self._idf = {
            key: math.log((1 + total) / (0.5 + count)) * KIND_WEIGHT[_kind(key)] for key, count in spread.items()
        }
        self._class: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for label, counts in by_label.items():
            weights = {key: (1 + math.log(count)) * self._idf[key] for key, count in counts.items()}
            length = math.sqrt(sum(weight**2 for weight in weights.values())) ** 0.6
            for key, weight in weights.items():
                self._class[key].append((number[label], weight / length))
        self._phrase: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._phrase_label: list[int] = []
        for place, (label, counts) in enumerate(rows):
            weights = {key: self._idf[key] for key in counts}
            length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
            self._phrase_label.append(number[label])
            for key, weight in weights.items():
                self._phrase[key].append((place, weight / length))

    def weigh(self, found: Iterable[Feature]) -> dict[str, float]:
        """Features of a text with their weights; features that no evidence holds weigh nothing."""
        counts = Counter(feature.key for feature in found)
        return {key: (1 + math.log(count)) * self._idf[key] for key, count in counts.items() if key in self._idf}

    def scores(self, weights: dict[str, float]) -> list[Scored]:
        """Every kind of work with its score, best first."""
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        whole = [0.0] * len(self.labels)
        single: dict[int, float] = defaultdict(float)
        for key, weight in weights.items():
            for label, strength in self._class[key]:
                whole[label] += weight * strength
            for place, strength in self._phrase[key]:
                single[place] += weight * strength
        nearest = [0.0] * len(self.labels)
        for place, value in single.items():
            label = self._phrase_label[place]
            nearest[label] = max(nearest[label], value)
        top = max(whole, default=0.0) or 1.0
        joined = [
            CLASS_SHARE * (total / top) * min(1.0, top / length) + (1 - CLASS_SHARE) * one / length
            for total, one in zip(whole, nearest, strict=True)
        ]
        ranked = sorted(range(len(self.labels)), key=lambda place: -joined[place])
        return [Scored(self.labels[place], joined[place]) for place in ranked]

    def reasons(self, label: str, found: Iterable[Feature], weights: dict[str, float]) -> list[Feature]:
        """The features of the text that spoke for `label`, strongest first."""
        number = self.labels.index(label)
        strength = {key: dict(self._class[key]).get(number, 0.0) * weight for key, weight in weights.items()}
        said = [feature for feature in found if strength.get(feature.key, 0) > 0]
        return sorted(said, key=lambda feature: (-strength[feature.key], feature.start))


def _kind(key: str) -> str:
    return key.partition(":")[0]
