"""Two passages → how the second stands to the first."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import OnrecordError
from onrecord.model.session import WEIGHTS, open_graph
from onrecord.model.tokens import Sentences

Floats = NDArray[np.float32]

RELATIONS = ("same", "denies", "doubts", "supports", "unrelated")
"""The order of a judgement's columns."""
LONGEST = 128
"""Word pieces of a passage that are read, its ends included."""
THREADS = min(os.cpu_count() or 1, 8)
TOGETHER = 256
"""Pairs handed to the threads at once."""
REMEMBERED = 512
"""Passages whose states are kept, some 50 kB each."""


class Passage(NamedTuple):
    """What the sentence encoder gives of a passage: states (1, n, 384), its vector (384,)."""

    states: Floats
    vector: Floats


class PairJudge:
    """Three layers over those of the sentence encoder: pairs → probabilities of RELATIONS.

    Each pair is judged by itself, so what is said of it depends on nothing but its words. Of each
    passage the first 128 word pieces are read. Raises OnrecordError M001 where a file of the
    model is missing or damaged.
    """

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = THREADS) -> None:
        try:
            self._pieces = Sentences.load(folder / "tokenizer.json", longest=LONGEST)
            self._lower = open_graph(folder / "sentences.onnx")
            self._upper = open_graph(folder / "pairs.onnx")
        except Exception as reason:  # each library raises its own kinds
            raise OnrecordError("M001", detail=str(reason)[:200], where=str(folder)) from reason
        self._passage = lru_cache(maxsize=REMEMBERED)(self._read)
        self._map = ThreadPoolExecutor(threads).map if threads > 1 else map

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Probabilities (n, 5) of `n` pairs, of how each one's second stands to its first."""
        judged = np.empty((len(pairs), len(RELATIONS)), np.float32)
        for low in range(0, len(pairs), TOGETHER):
            part = pairs[low : low + TOGETHER]
            judged[low : low + TOGETHER] = list(self._map(self._judge, part))
        return judged

    def _judge(self, pair: tuple[str, str]) -> Floats:
        first, second = map(self._passage, pair)
        like = np.dot(first.vector, second.vector).reshape(1)
        inputs = {"first": first.states, "second": second.states, "like": like}
        judged: Floats = self._upper(["judged"], inputs)[0]
        return judged

    def _read(self, text: str) -> Passage:
        (pieces,) = self._pieces([text])
        states, vector = self._lower(["x3", "vector"], {"pieces": pieces[None]})
        return Passage(states, vector)


@lru_cache(maxsize=1)
def pair_judge() -> PairJudge:
    """The packaged judge, opened once a process."""
    return PairJudge()
