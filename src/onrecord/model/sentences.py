"""Sentences to vectors: how alike two of them are is the product of theirs."""

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

SIZE = 384
"""Numbers of a vector."""
THREADS = min(os.cpu_count() or 1, 8)
TOGETHER = 512
"""Texts that are split into pieces at once."""


class SentenceEncoder:
    """MiniLM as int8: texts → their vectors, of length one.

    Each text is read by itself, so its vector depends on nothing but its words: neither on those
    read beside it nor on the number of threads. Of a long text the first 256 word pieces are
    read. Raises OnrecordError M001 where a file of the model is missing or damaged.
    """

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = THREADS) -> None:
        try:
            self._pieces = Sentences.load(folder / "tokenizer.json")
            self._run = open_graph(folder / "sentences.onnx")
        except Exception as reason:  # each library raises its own kinds
            raise OnrecordError("M001", detail=str(reason)[:200], where=str(folder)) from reason
        self._map = ThreadPoolExecutor(threads).map if threads > 1 else map

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors (n, 384) of `n` texts; equal texts are read once."""
        distinct = list(dict.fromkeys(texts))
        vectors = np.empty((len(distinct), SIZE), np.float32)
        for low in range(0, len(distinct), TOGETHER):
            pieces = self._pieces(distinct[low : low + TOGETHER])
            vectors[low : low + TOGETHER] = list(self._map(self._vector, pieces))
        row = {text: n for n, text in enumerate(distinct)}
        return vectors[[row[text] for text in texts]]

    def _vector(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._run(["vector"], {"pieces": pieces[None]})[0]
        return vector


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder:
    """The packaged sentence encoder, opened once a process."""
    return SentenceEncoder()
