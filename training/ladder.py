"""The branch of a fold: its layers over the states of a trunk that stays as it is.

The trunk's states, averaged over each word's pieces, are read once and kept.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import paths  # noqa: F401
import torch
from mentions import Marked
from reader import Reader, _bias
from torch import Tensor, nn

from onrecord.model import session
from onrecord.model.tokens import Pieces
from onrecord.model.windows import windows


class Ladder(Reader):
    """The branch over kept states (b, words, size)."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.masked = nn.Parameter(torch.zeros(self.encoder.size))
        self.freeze_trunk()

    def forward(self, batch: dict[str, Tensor], dtype: torch.dtype = torch.bfloat16):
        e = self.encoder
        x = batch["states"].to(dtype)
        hidden = batch["hidden"][..., None]
        x = torch.where(hidden, self.masked.to(dtype), x)
        x = e.drop(x + self.shape(batch["word_shape"]).to(dtype))
        bias = _bias(x.shape[1], batch["count"], dtype)
        for w in e.blocks[3:]:
            x = self.block(x, bias, w)
        words = x[batch["real"]].float()
        return {
            "names": self.names(words),
            "nominals": self.nominals(words),
            "query": self.query(words),
            "key": self.key(words),
        }


class States:
    """A trunk's states, averaged over words, as reading has them.

    `folder` holds trunk.onnx and tokenizer.json (export_reader.py --trunk).
    """

    def __init__(self, folder: Path) -> None:
        path = folder / "trunk.onnx"
        self.name = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        self.run = session.open_graph(path)
        self.pieces = Pieces.load(folder / "tokenizer.json")

    def __call__(self, item: Marked) -> np.ndarray:
        """(n, size) float16."""
        flat = session.Flat(self.pieces, item.words)
        parts = []
        for window in windows(flat.sizes, item.words.paragraph):
            inputs = {k: v for k, v in flat.inputs(window).items() if k != "first"}
            (states,) = self.run([session.SHARED], inputs)
            parts.append(session.pooled(states, flat, window).astype(np.float16))
        return np.concatenate(parts)


@dataclass
class Window:
    item: Marked
    states: np.ndarray
    low: int
    high: int


def cut(item: Marked, states: np.ndarray, most: int, rng: random.Random | None) -> list[Window]:
    """Windows of at most `most` words, at paragraphs where that is possible."""
    n = len(item)
    first = [*np.flatnonzero(np.diff(item.words.paragraph, prepend=-1)).tolist(), n]
    result, low = [], 0
    target = rng.randint(most // 3, most) if rng else most
    for a, b in pairwise(first):
        if a > low and b - low > target:
            result.append(Window(item, states, low, a))
            low, target = a, most
        while b - low > most:
            result.append(Window(item, states, low, low + most))
            low += most
    if low < n:
        result.append(Window(item, states, low, n))
    return result


def batches(parts: list[Window], words: int, rng: random.Random | None) -> Iterator[list[Window]]:
    order = sorted(range(len(parts)), key=lambda i: (parts[i].high - parts[i].low, i))
    groups: list[list[Window]] = [[]]
    for i in order:
        w = parts[i]
        if groups[-1] and (w.high - w.low) * (len(groups[-1]) + 1) > words:
            groups.append([])
        groups[-1].append(w)
    if rng:
        rng.shuffle(groups)
    yield from (g for g in groups if g)


def collate(
    group: list[Window], *, mask_rate: float = 0.0, rng: np.random.Generator | None = None
) -> dict[str, Tensor]:
    count = np.array([w.high - w.low for w in group])
    b, most = len(group), int(count.max())
    states = np.zeros((b, most, group[0].states.shape[1]), np.float16)
    shape = np.zeros((b, most), np.int64)
    chains: list[tuple[int, int]] = []
    offset = 0
    for i, w in enumerate(group):
        n = w.high - w.low
        states[i, :n] = w.states[w.low : w.high]
        shape[i, :n] = w.item.words.shape[w.low : w.high]
        starts = np.flatnonzero(np.diff(w.item.words.paragraph[w.low : w.high], prepend=-1))
        chains += [(offset + a, offset + z) for a, z in pairwise([*starts.tolist(), n])]
        offset += n
    chains.sort(key=lambda c: c[0] - c[1])
    width = chains[0][1] - chains[0][0]
    index = np.full((len(chains), width), -1, np.int64)
    for i, (low, high) in enumerate(chains):
        index[i, : high - low] = np.arange(low, high)
    hidden = rng.random((b, most)) < mask_rate if rng is not None else np.zeros((b, most), bool)
    return {
        "states": torch.from_numpy(states),
        "word_shape": torch.from_numpy(shape),
        "hidden": torch.from_numpy(hidden),
        "count": torch.from_numpy(count),
        "real": torch.from_numpy(np.arange(most)[None] < count[:, None]),
        "chains": torch.from_numpy(index),
        "lengths": torch.from_numpy(count),
    }
