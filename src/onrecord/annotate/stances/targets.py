"""To whose words a stance is: the attribution that says what it denies, doubts or supports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log

from onrecord.annotate.stances.lists import lists
from onrecord.annotate.stances.taken import Taken
from onrecord.annotate.stances.words import Said, stem

_EARLIER, _LATER = 16, 6
"""Attributions before and after that are looked at."""
_RARE = 6
"""A word in at most so many attributions leads to them from anywhere."""
_SILENT = frozenset({"no_comment", "order"})
_SPEAKERS = frozenset({"he", "she", "they", "it", "i", "we", "who"})


class Statements:
    """The attributions of a document, to be asked which of them a stance is to."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = said
        self._holding: dict[str, list[int]] = defaultdict(list)
        for each in said:
            for word in each.stems:
                self._holding[word].append(each.index)
        self._count = len(said)

    def target(self, taker: Said, taken: Taken) -> tuple[Said, float] | None:
        """The attribution that a stance is to, and how well it fits; None: it is unclear."""
        best: tuple[float, int] | None = None
        for index in self._near(taker, taken):
            other = self._said[index]
            if self._is_out(taker, taken, other):
                continue
            score = self._score(taker, taken, other)
            if best is None or (score, -abs(index - taker.index)) > (
                best[0],
                -abs(best[1] - taker.index),
            ):
                best = score, index
        return (self._said[best[1]], best[0]) if best else None

    def _near(self, taker: Said, taken: Taken) -> Iterator[int]:
        low = max(0, taker.index - _EARLIER)
        high = min(self._count, taker.index + _LATER + 1)
        yield from range(low, high)
        far = {
            index
            for word in taken.object
            if len(self._holding.get(word, ())) <= _RARE
            for index in self._holding.get(word, ())
        }
        yield from sorted(index for index in far if not low <= index < high)

    def _is_out(self, taker: Said, taken: Taken, other: Said) -> bool:
        if other.index == taker.index or not other.words or other.index in taker.around:
            return True
        kind = other.attribution.kind
        if kind in _SILENT or (kind == "denial" and taken.stance != "supports"):
            return True
        if taker.index in other.around:
            return not self._is_told_of(taken, other)
        if taker.people and other.people:
            return not taker.people.isdisjoint(other.people)
        return bool(taker.source) and taker.source == other.source

    @staticmethod
    def _is_told_of(taken: Taken, other: Said) -> bool:
        """Whether what stands inside the taker's content is what its stance is to.

        "denied the report that …" and "the report that … is false", but not "the report is false
        and people believe …".
        """
        if taken.how == "predicate":
            return taken.claim is not None and other.words[-1].end <= taken.evidence[0]
        return taken.how == "claim"

    def _score(self, taker: Said, taken: Taken, other: Said) -> float:
        words = lists()
        shared = taken.object & other.stems
        weights = {word: self._weight(word) for word in taken.object}
        total = sum(weights.values())
        overlap = sum(weights[word] for word in shared) / total if total else 0.0
        score = 1.6 * overlap + 0.25 * min(3, len(shared))
        kind = other.attribution.kind
        if kind == "accusation":
            score += 0.6 if taken.stance == "denies" else 0.2
        elif kind in ("belief", "intention", "question"):
            score -= 0.3
        if taken.claim:
            named = stem(taken.claim)
            if named in other.named_by:
                score += 0.8
            elif named in other.stems:
                score += 0.3
            if taken.claim in words.wrongs and kind == "accusation":
                score += 0.3
        if taken.object & other.source or taker.about & other.people:
            score += 0.6
        if taker.people & other.about or taker.source & other.stems:
            score += 0.5
        if taker.index in other.around:
            score += 0.8
        distance = taker.place - other.place
        if distance >= 0:
            score += 0.5 if distance <= 1 else 0.0
            score -= 0.08 * min(distance, 10)
        elif taker.place > 0:
            score -= 0.3 + 0.1 * min(-distance, 5)
        return score

    def _weight(self, word: str) -> float:
        return log((self._count + 1) / (1 + len(self._holding.get(word, ())))) + 0.3
