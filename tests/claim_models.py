"""Models of claims that need no weights: words in common, and a word that turns a clause round."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.stances.words import stem
from onrecord.casebook.claimed import Models
from onrecord.casebook.claims.judging import RELATIONS
from onrecord.casebook.claims.passages import telling

SIZE = 96
ALIKE = 0.5
"""Share of two passages' stems, of all that they have, from which on they say the same."""


class Counted:
    """The models, and how often each was asked about what."""

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self.judged: list[tuple[str, str]] = []

    def __call__(self) -> Models:
        return Models(self.encode, self.judge, "invented 1")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        return np.array([_vector(text) for text in texts], dtype=np.float32)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        self.judged += pairs
        return np.array([_judgement(*pair) for pair in pairs], dtype=np.float32)


def _vector(text: str) -> NDArray[np.float32]:
    vector = np.zeros(SIZE, dtype=np.float32)
    for each in sorted(_stems(text)):
        digest = blake2b(each.encode(), digest_size=8).digest()
        spread = np.frombuffer(digest, dtype=np.uint8)
        vector[spread % SIZE] += 1
    length = np.linalg.norm(vector)
    return vector / length if length else vector


def _judgement(first: str, second: str) -> list[float]:
    one, two = _stems(first), _stems(second)
    share = len(one & two) / len(one | two) if one | two else 0.0
    if share < ALIKE:
        return row("unrelated", 0.96)
    return row("denies" if _turned(first) != _turned(second) else "same", 0.8 + share / 10)


def row(relation: str, sure: float) -> list[float]:
    """Probabilities in which one relation has `sure` and the others share the rest."""
    rest = (1 - sure) / (len(RELATIONS) - 1)
    return [sure if each == relation else rest for each in RELATIONS]


def _stems(text: str) -> set[str]:
    return {stem(word) for word in telling(text)} - {"not", "never"}


def _turned(text: str) -> bool:
    return any(word in ("not", "never") for word in text.lower().split())
