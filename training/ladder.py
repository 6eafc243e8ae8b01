"""The packaged branch: layers of its own over the states of the attribution encoder's layers.

The attribution encoder stays as it is (Sung, Cho, Bansal 2022: ladder side-tuning); its states,
averaged over each word's pieces, are read once by the packaged graph and kept.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
import paths
import torch
from mentions import Marked
from onnx import TensorProto, helper
from reader import Reader, _bias
from torch import Tensor, nn

from onrecord.model import session
from onrecord.model.tokens import Pieces
from onrecord.model.windows import windows

SHIPPED = paths.ROOT / "src" / "onrecord" / "model" / "weights"


class Ladder(Reader):
    """The branch over cached states (b, words, layers * size); `layers` is 1 for a fold's."""

    def __init__(self, folder: Path, layers: int = len(session.SHARED)) -> None:
        super().__init__(folder)
        size = self.encoder.size
        if layers > 1:
            self.mix = nn.Linear((layers - 1) * size, size, bias=False)
            nn.init.zeros_(self.mix.weight)
        self.masked = nn.Parameter(torch.zeros(size))
        for name, p in self.named_parameters():
            p.requires_grad = not (
                name.startswith("encoder.tables")
                or name == "table"
                or name.startswith(tuple(f"encoder.blocks.{i}." for i in range(3)))
            )

    def forward(self, batch: dict[str, Tensor], dtype: torch.dtype = torch.bfloat16):
        e = self.encoder
        size = e.size
        states = batch["states"].to(dtype)
        x = states
        if states.shape[-1] > size:
            others = torch.cat([states[..., :size], states[..., 2 * size :]], -1)
            x = states[..., size : 2 * size] + others @ self.mix.weight.T.to(dtype)
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
    """An encoder's layers, averaged over words, as reading has them.

    `folder` holds a fold's trunk.onnx (export_reader.py --trunk); None: the packaged encoder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.layers = ["x3"] if folder else session.SHARED
        path = folder / "trunk.onnx" if folder else _with_outputs(SHIPPED / "attribution.onnx")
        self.name = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        self.run = session._open(path)
        self.pieces = Pieces.load(SHIPPED / "tokenizer.json")

    def __call__(self, item: Marked) -> np.ndarray:
        """(n, layers * size) float16."""
        flat = session.Flat(self.pieces, item.words)
        parts = []
        for window in windows(flat.sizes, item.words.paragraph):
            inputs = flat.inputs(window)
            if self.layers == ["x3"]:
                del inputs["first"]
            layers = self.run(self.layers, inputs)
            low, _ = session.around(window)
            states = session.pooled(layers, flat, window)
            core = slice(window.core_low - low, window.core_high - low)
            parts.append(states[core].astype(np.float16))
        return np.concatenate(parts)


def _with_outputs(path: Path) -> Path:
    """A copy of the packaged graph that gives the layers' states, if it does not give them."""
    graph = onnx.load(path)
    have = {o.name for o in graph.graph.output}
    missing = [name for name in session.SHARED if name not in have]
    if not missing:
        return path
    for name in missing:
        shape = [1, "n", 384]
        graph.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    copy = Path(__file__).parent / "runs" / "states.onnx"
    onnx.save(graph, copy)
    return copy


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
