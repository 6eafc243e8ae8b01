"""How two passages stand to each other: a model judges their words, rules keep the rest apart.

The models are given, so that everything here runs without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from onrecord.casebook.claims.claim import Stand

RELATIONS: tuple[str, ...] = ("same", "denies", "doubts", "supports", "unrelated")
"""What a judge gives the probabilities of, in its order."""

LEAST: dict[Stand, float] = {"same": 0.7, "denies": 0.8, "doubts": 0.8, "supports": 0.8}
"""The probability from which on a relation is believed."""


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


def judge(pairs: Sequence[tuple[str, str]], model: Judge) -> list[Judged | None]:
    """What a model says of pairs of words; None: nothing, or not surely enough.

    *Same* and *denies* hold both ways, so a pair is asked about from both sides where the first
    answer is one of them, and the mean counts.
    """
    if not pairs:
        return []
    forth = np.asarray(model(pairs), dtype=np.float64)
    again = [n for n, row in enumerate(forth) if RELATIONS[int(row.argmax())] in ("same", "denies")]
    if again:
        back = model([(pairs[n][1], pairs[n][0]) for n in again])
        for n, row in zip(again, back, strict=True):
            forth[n] = (forth[n] + row) / 2
    return [_judged(row) for row in forth]


def _judged(row: NDArray[np.float64]) -> Judged | None:
    best = RELATIONS[int(row.argmax())]
    if best == "unrelated":
        return None
    relation, confidence = cast(Stand, best), round(float(row.max()), 3)
    return Judged(relation, confidence) if confidence >= LEAST[relation] else None
