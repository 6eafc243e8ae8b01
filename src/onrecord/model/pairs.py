"""Two passages → how the second stands to the first."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import OnrecordError
from onrecord.model.session import WEIGHTS, open_graph
from onrecord.model.tokens import Sentences

RELATIONS = ("same", "denies", "doubts", "supports", "unrelated")
"""The order of a judgement's columns."""
THREADS = min(os.cpu_count() or 1, 8)
TOGETHER = 512
"""Pairs that are split into pieces at once."""


class PairJudge:
    """A cross-encoder as int8: pairs of passages → probabilities of RELATIONS.

    Each pair is read by itself, so what is said of it depends on nothing but its words. Of each
    passage the first 128 word pieces are read. Raises OnrecordError M001 where a file of the
    model is missing or damaged.
    """

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = THREADS) -> None:
        try:
            self._pieces = Sentences.load(folder / "tokenizer.json", longest=128)
            self._run = open_graph(folder / "pairs.onnx")
        except Exception as reason:  # each library raises its own kinds
            raise OnrecordError("M001", detail=str(reason)[:200], where=str(folder)) from reason
        self._map = ThreadPoolExecutor(threads).map if threads > 1 else map

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Probabilities (n, 5) of `n` pairs, of how each one's second stands to its first."""
        judged = np.empty((len(pairs), len(RELATIONS)), np.float32)
        for low in range(0, len(pairs), TOGETHER):
            part = pairs[low : low + TOGETHER]
            first, second = (self._pieces([pair[side] for pair in part]) for side in (0, 1))
            judged[low : low + TOGETHER] = list(self._map(self._judge, first, second))
        return judged

    def _judge(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.float32]:
        inputs = {"first": first[None], "second": second[None, 1:]}
        judged: NDArray[np.float32] = self._run(["judged"], inputs)[0]
        return judged


@lru_cache(maxsize=1)
def pair_judge() -> PairJudge:
    """The packaged judge, opened once a process."""
    return PairJudge()
