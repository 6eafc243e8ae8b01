"""The packaged encoder: text to scores of its words."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.errors import OnrecordError
from onrecord.model.decode import Parameters, Scores
from onrecord.model.tokens import Pieces
from onrecord.model.windows import Window, windows
from onrecord.model.words import BREAKS, QUOTE_STATES, Words

WEIGHTS = Path(__file__).parent / "weights"
THREADS = min(os.cpu_count() or 1, 8)
"""Windows run side by side; what a window gives does not depend on it."""

Runner = Callable[[dict[str, Any]], list[Any]]


class Encoder:
    """The ONNX graph with its tokenizer and decoding parameters.

    Raises OnrecordError M001 where a file of the model is missing or damaged.
    """

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = THREADS) -> None:
        try:
            self.pieces = Pieces.load(folder / "tokenizer.json")
            with np.load(folder / "decoding.npz") as arrays:
                self.parameters = Parameters(**{name: arrays[name] for name in arrays.files})
            self.run = _open(folder / "attribution.onnx")
        except Exception as reason:  # each library raises its own kinds
            raise OnrecordError("M001", detail=str(reason)[:200], where=str(folder)) from reason
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def __call__(self, words: Words) -> Scores:
        """Scores of `n` words (see `Scores`), one window at a time."""
        ids = self.pieces(words.strings())
        sizes = np.array([len(word) for word in ids], np.int64)
        flat = np.array([piece for word in ids for piece in word], np.int64)
        feature = (words.shape.astype(np.int64) * QUOTE_STATES + words.quote) * BREAKS
        feature = np.repeat(feature + words.break_, sizes)
        starts = np.concatenate([[0], np.cumsum(sizes)])

        def run(window: Window) -> list[Any]:
            low, high = starts[window.low], starts[window.high]
            ends = np.array([self.pieces.first], np.int64), np.array([self.pieces.last], np.int64)
            outside = np.zeros(1, np.int64)
            return self.run(
                {
                    "pieces": np.concatenate([ends[0], flat[low:high], ends[1]]),
                    "features": np.concatenate([outside, feature[low:high], outside]),
                    "first": starts[window.core_low : window.core_high] - low + 1,
                }
            )

        parts = windows(sizes, words.paragraph)
        results: Iterable[list[Any]] = (
            self._pool.map(run, parts) if self._pool and len(parts) > 1 else map(run, parts)
        )
        emit, query, key, nothing = (np.concatenate(part) for part in zip(*results, strict=True))
        n = len(words)
        return Scores(
            emit=emit.reshape(n, 2, -1),
            query=query.reshape(n, 3, -1),
            key=key.reshape(n, 3, -1),
            nothing=nothing,
        )


def _open(path: Path) -> Runner:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        path.read_bytes(), options, providers=["CPUExecutionProvider"]
    )

    def run(inputs: dict[str, Any]) -> list[Any]:
        outputs: list[Any] = session.run(["emit", "query", "key", "nothing"], inputs)
        return outputs

    return run


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The packaged encoder, opened once a process."""
    return Encoder()


@lru_cache(maxsize=1)
def describe() -> str:
    """Name, version and digest of the packaged model, for `made_by`."""
    card = json.loads((WEIGHTS / "card.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256()
    for name in ("attribution.onnx", "decoding.npz", "tokenizer.json", "confidence.json"):
        digest.update((WEIGHTS / name).read_bytes())
    return f"{card['name']} {card['version']} sha256:{digest.hexdigest()[:16]}"
