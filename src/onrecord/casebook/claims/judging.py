"""How two passages stand to each other: a model judges their words, rules keep the rest apart.

The models are given, so that everything here runs without one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.stances.words import stem
from onrecord.casebook.claims.claim import Stand
from onrecord.casebook.claims.guards import specific
from onrecord.casebook.claims.passages import Passage, telling, turns

RELATIONS: tuple[str, ...] = ("same", "denies", "doubts", "supports", "unrelated")
"""What a judge gives the probabilities of, in its order."""

LEAST: dict[Stand, float] = {"same": 0.65, "denies": 0.5, "doubts": 0.7, "supports": 0.7}
"""The probability from which on a relation is believed."""
REPEATED = 0.99
"""How surely words that are repeated say the same; nothing is given as surer."""
MOST, WITHIN = 0.5, 0.6
"""Shares of words in common, of both and of the shorter one; see `_judged`."""

_NOTHING, _JUDGED, _LIKENESS, _SHARE = -2.25, 0.80, 1.77, 1.37
"""Weights of what tells the same, fitted to 150 pairs of basil's development stories
(bench/judged/claim_pairs.jsonl), of the judge's log odds among them."""
_SPECIFIC, _TIED, _BOTH = 1.6, 1.0, 3.4
"""The same for what they share beyond words (see `_Shared`), set by hand: the first two on pairs of
basil's development stories and of ECB+, the third on invented ones (docs/errors-claims.md). Of an
article that is credited many passages come near; the same number tells which."""
_EDGE = 0.005

_SAME, _DENIES = RELATIONS.index("same"), RELATIONS.index("denies")


class Encoder(Protocol):
    """Texts → vectors of length one, a row each."""

    def __call__(self, texts: Sequence[str], /) -> NDArray[np.float32]: ...


class Judge(Protocol):
    """Pairs of texts → the probabilities of RELATIONS, of how the second stands to the first."""

    def __call__(self, pairs: Sequence[tuple[str, str]], /) -> NDArray[np.float32]: ...


class Judged(NamedTuple):
    """How the second of two passages' words stand to the first's, and how surely."""

    relation: Stand
    confidence: float


class Asked(NamedTuple):
    """Two passages to be judged, and the product of their vectors.

    `tied`: the article of one says that it has this from the other's outlet.
    """

    first: Passage
    second: Passage
    likeness: float
    tied: bool = False


def judge(pairs: Sequence[Asked], model: Judge) -> list[Judged | None]:
    """How the words of passages stand to one another; None: in no way, or not surely enough.

    *Same* and *denies* hold both ways, so a pair is asked about from both sides where the first
    answer is one of them, or where something beside their words may make them the same, and the
    mean counts. Nobody is asked about words that are the same.
    """
    shared = [_Shared.of(pair) for pair in pairs]
    asked = [n for n, each in enumerate(shared) if not each.alike]
    rows = dict(zip(asked, _asked(pairs, shared, asked, model), strict=True))
    return [
        _judged(rows[n], each, pairs[n].likeness) if n in rows else Judged("same", REPEATED)
        for n, each in enumerate(shared)
    ]


def _asked(
    pairs: Sequence[Asked], shared: Sequence[_Shared], numbers: Sequence[int], model: Judge
) -> NDArray[np.float64]:
    """The judge's probabilities of the pairs of these numbers, a row each."""
    if not numbers:
        return np.zeros((0, len(RELATIONS)))
    texts = [(pairs[n].first.words, pairs[n].second.words) for n in numbers]
    found = np.asarray(model(texts), dtype=np.float64)
    both = [
        at
        for at, n in enumerate(numbers)
        if int(found[at].argmax()) in (_SAME, _DENIES) or shared[n].specific or shared[n].tied
    ]
    if both:
        back = model([(texts[at][1], texts[at][0]) for at in both])
        for at, row in zip(both, back, strict=True):
            found[at] = (found[at] + row) / 2
    return found


class _Shared(NamedTuple):
    """What two passages have in common, by the stems of their words that tell something.

    `alike`: all, and what turns it round; `turned`: one has a word more that turns it round;
    `share`: how much of both together; `within`: most of the shorter one. `specific`: they name
    the same, with the same number; `tied`: see `Asked`.
    """

    alike: bool
    turned: bool
    share: float
    within: bool
    specific: bool
    tied: bool

    @classmethod
    def of(cls, asked: Asked) -> _Shared:
        first, second = asked.first, asked.second
        one, other = (frozenset(map(stem, telling(each.words))) for each in (first, second))
        turned = turns(first.words) - turns(second.words)
        common = len(one & other)
        return cls(
            alike=one == other and not turned,
            turned=turned % 2 == 1,
            share=common / max(1, len(one | other)),
            within=common >= WITHIN * min(len(one), len(other)),
            specific=specific(first, second),
            tied=asked.tied,
        )


def _judged(row: NDArray[np.float64], shared: _Shared, likeness: float) -> Judged | None:
    """A judgement held against the words.

    An opposite must be of much the same with something turned round; what shares most words and
    has nothing turned round is the same more likely than its opposite.
    """
    same, denies = float(row[_SAME]), float(row[_DENIES])
    if shared.turned and shared.within and denies > same:
        return Judged("denies", _given(denies)) if denies >= LEAST["denies"] else None
    if shared.share >= MOST and not shared.turned:
        same += denies
    told = same_surely(same, likeness, shared.share, specific=shared.specific, tied=shared.tied)
    if told >= LEAST["same"]:
        return Judged("same", _given(told))
    best = RELATIONS[int(row.argmax())]
    if best in ("doubts", "supports"):
        relation, sure = cast(Stand, best), float(row.max())
        return Judged(relation, _given(sure)) if sure >= LEAST[relation] else None
    return None


def same_surely(
    judged: float,
    likeness: float,
    share: float,
    *,
    specific: bool = False,
    tied: bool = False,
) -> float:
    """The probability that two passages say the same, by the judge and by what they share."""
    judged = min(max(judged, _EDGE), 1 - _EDGE)
    weighed = (
        _NOTHING + _JUDGED * math.log(judged / (1 - judged)) + _LIKENESS * likeness + _SHARE * share
    )
    if specific or tied:
        weighed += _BOTH if specific and tied else _SPECIFIC if specific else _TIED
    return 1 / (1 + math.exp(-weighed))


def _given(sure: float) -> float:
    return round(min(sure, REPEATED), 3)
