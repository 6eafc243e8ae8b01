"""The packaged encoder: text to scores of its words."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import OnrecordError
from onrecord.model.decode import Parameters, Scores
from onrecord.model.mentions import MentionScores, Ranker, joined
from onrecord.model.tokens import Pieces
from onrecord.model.triggers import Head, Triggers
from onrecord.model.triggers import read as read_triggers
from onrecord.model.windows import Window, windows
from onrecord.model.words import BREAKS, QUOTE_STATES, Words

WEIGHTS = Path(__file__).parent / "weights"
THREADS = min(os.cpu_count() or 1, 8)
"""Windows run side by side; what a window gives does not depend on it."""

OUTPUTS = ["emit", "query", "key", "nothing"]
SHARED = "x3"
"""The attribution graph's output that the branch goes on from: its third layer's states."""

Runner = Callable[[list[str], dict[str, Any]], list[Any]]


class Encoder:
    """The ONNX graphs with their tokenizer and decoding parameters.

    `folder` holds the attribution graph and the branch that reads mentions from the states of
    its lower layers. Raises OnrecordError M001 where a file of the model is missing or damaged.
    """

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = THREADS) -> None:
        try:
            self.pieces = Pieces.load(folder / "tokenizer.json")
            with np.load(folder / "decoding.npz") as arrays:
                self.parameters = Parameters(**{name: arrays[name] for name in arrays.files})
            self.run = open_graph(folder / "attribution.onnx")
            self.branch = Branch(folder)
            self.head = Head.load(folder / "triggers.npz")
        except Exception as reason:  # each library raises its own kinds
            raise OnrecordError("M001", detail=str(reason)[:200], where=str(folder)) from reason
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def __call__(self, words: Words) -> Scores:
        """Scores of `n` words (see `Scores`), one window at a time."""
        return self._scores(words, self._windows(words, mentions=False))

    def read(self, words: Words) -> tuple[Scores, MentionScores, Triggers]:
        """Scores of `n` words, those of the mentions among them, and what kind of word each is."""
        results = self._windows(words, mentions=True)
        mentions = joined([result[len(OUTPUTS) : -1] for result in results])
        triggers = read_triggers(np.concatenate([result[-1] for result in results]))
        return self._scores(words, results), mentions, triggers

    def states(self, words: Words) -> NDArray[np.float32]:
        """The lower layers' states of `n` words (n, size), as the heads above them take them."""
        flat = Flat(self.pieces, words)
        parts = windows(flat.sizes, words.paragraph)
        states = (self.run([SHARED], flat.inputs(part))[0] for part in parts)
        return np.concatenate(
            [pooled(state, flat, part) for state, part in zip(states, parts, strict=True)]
        )

    def _windows(self, words: Words, *, mentions: bool) -> list[list[Any]]:
        """What the graphs give for the words of each window's core."""
        flat = Flat(self.pieces, words)

        def run(window: Window) -> list[Any]:
            inputs = flat.inputs(window)
            if not mentions:
                return self.run(OUTPUTS, inputs)
            *outputs, states = self.run([*OUTPUTS, SHARED], inputs)
            states = pooled(states, flat, window)
            return [*outputs, *self.branch(states, flat, window), self.head(states)]

        parts = windows(flat.sizes, words.paragraph)
        if self._pool and len(parts) > 1:
            return list(self._pool.map(run, parts))
        return [run(part) for part in parts]

    @staticmethod
    def _scores(words: Words, results: list[list[Any]]) -> Scores:
        emit, query, key, nothing = (
            np.concatenate([result[k] for result in results]) for k in range(len(OUTPUTS))
        )
        n = len(words)
        return Scores(
            emit=emit.reshape(n, 2, -1),
            query=query.reshape(n, 3, -1),
            key=key.reshape(n, 3, -1),
            nothing=nothing,
        )


class Flat:
    """Words as the graph takes them: `starts` (n + 1,) where each one's pieces begin."""

    def __init__(self, pieces: Pieces, words: Words) -> None:
        ids = pieces(words.strings())
        self.ends = np.array([pieces.first], np.int64), np.array([pieces.last], np.int64)
        self.sizes = np.array([len(word) for word in ids], np.int64)
        self.pieces = np.array([piece for word in ids for piece in word], np.int64)
        self.shape = words.shape.astype(np.int64)
        feature = (self.shape * QUOTE_STATES + words.quote) * BREAKS + words.break_
        self.feature = np.repeat(feature, self.sizes)
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)])

    def inputs(self, window: Window) -> dict[str, Any]:
        """The attribution graph's inputs for a window."""
        low, high = self.starts[window.low], self.starts[window.high]
        outside = np.zeros(1, np.int64)
        return {
            "pieces": np.concatenate([self.ends[0], self.pieces[low:high], self.ends[1]]),
            "features": np.concatenate([outside, self.feature[low:high], outside]),
            "first": self.starts[window.core_low : window.core_high] - low + 1,
        }


class Branch:
    """The graph that reads mentions, and what decoding and ranking them needs."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.run = open_graph(folder / "mentions.onnx")
        with np.load(folder / "mentions.npz") as arrays:
            self.parameters = {name: arrays[name] for name in arrays.files}
        self.ranker = Ranker(self.parameters)

    def __call__(self, states: NDArray[np.float32], flat: Flat, window: Window) -> list[Any]:
        """Outputs for the words of a window's core, from their `states` (w, size)."""
        shapes = flat.shape[window.core_low : window.core_high]
        return self.run(list(MentionScores._fields), {"states": states, "shapes": shapes})


def pooled(states: NDArray[np.float32], flat: Flat, window: Window) -> NDArray[np.float32]:
    """States of the words of a window's core (w, size), averaged over their pieces.

    `states` (1, pieces, size) are those of all the window's pieces.
    """
    low, high = window.core_low, window.core_high
    begins = flat.starts[low:high] - flat.starts[window.low] + 1
    last = flat.starts[high] - flat.starts[window.low] + 1
    summed = np.add.reduceat(states[0, :last], begins, axis=0)
    averaged = summed / flat.sizes[low:high, None].astype(np.float32)
    return averaged.astype(np.float32, copy=False)


def open_graph(path: Path) -> Runner:
    """A graph's run, on one thread; the table of words is found in the file beside it."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        # Add and LayerNormalization apart take a fifth of the time that they take fused.
        disabled_optimizers=["SkipLayerNormFusion"],
    )

    def run(wanted: list[str], inputs: dict[str, Any]) -> list[Any]:
        outputs: list[Any] = session.run(wanted, inputs)
        return outputs

    return run


FILES = (
    "attribution.onnx",
    "words.bin",
    "decoding.npz",
    "tokenizer.json",
    "confidence.json",
    "mentions.onnx",
    "mentions.npz",
    "triggers.npz",
)
"""The packaged model's files, beside its card."""


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The packaged encoder, opened once a process."""
    return Encoder()


@lru_cache(maxsize=1)
def describe() -> str:
    """Name, version and digest of the packaged model, for `made_by`."""
    card = json.loads((WEIGHTS / "card.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((WEIGHTS / name).read_bytes())
    return f"{card['name']} {card['version']} sha256:{digest.hexdigest()[:16]}"
