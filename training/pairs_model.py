"""The judge of pairs, in torch: the packaged sentence encoder's third layer, and three above it.

Each passage goes through the lower layers by itself; these stay as MiniLM's are, so that the
sentence encoder's own pass serves here too. Above them both are read as one: states of the first
and of the second, told apart by a vector added to each.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from encoder import NEVER, Encoder
from onnx import numpy_helper
from torch import Tensor, nn

LOWER = 3
CLASSES = 5
INNER = 128


class Judge(nn.Module):
    """Pairs of the lower layers' states to scores of the five relations."""

    def __init__(self, folder: Path, weights: Path) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        self.encoder.tables["word"].data = shared_table(weights)
        for part in (self.encoder.tables, *self.encoder.blocks[:LOWER]):
            part.requires_grad_(False)
        size = self.encoder.size
        self.side = nn.Parameter(torch.randn(2, size) * 0.02)
        self.inner = nn.Linear(3 * size + 1, INNER)
        self.out = nn.Linear(INNER, CLASSES)

    def layer(self, x: Tensor, bias: Tensor, i: int) -> Tensor:
        e, w = self.encoder, self.encoder.blocks[i]
        b, n, _ = x.shape
        qkv = e.linear(x, w["qkv"], w["qkv_b"])
        q, k, v = qkv.view(b, n, 3, e.heads, -1).permute(2, 0, 3, 1, 4)
        y = torch.softmax((q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + bias, -1) @ v
        y = y.transpose(1, 2).reshape(b, n, e.size)
        x = e.norm(x + e.drop(e.linear(y, w["o"], w["o_b"])), w["n1"], w["n1_b"])
        y = e.linear(F.gelu(e.linear(x, w["up"], w["up_b"])), w["down"], w["down_b"])
        return e.norm(x + e.drop(y), w["n2"], w["n2_b"])

    @torch.no_grad()
    def read(self, ids: list[list[int]]) -> list[tuple[Tensor, Tensor]]:
        """The third layer's states of some texts (n, size), and the vector of each."""
        e, was = self.encoder, self.training
        self.eval()
        n = max(map(len, ids))
        pieces, mask = torch.zeros(len(ids), n, dtype=torch.long), torch.zeros(len(ids), n)
        for row, each in enumerate(ids):
            pieces[row, : len(each)] = torch.tensor(each)
            mask[row, : len(each)] = 1
        x = F.embedding(pieces, e.tables["word"]) + e.tables["position"][:n]
        x = e.norm(x, e.tables["norm_weight"], e.tables["norm_bias"])
        bias = (1 - mask)[:, None, None] * NEVER
        for i in range(LOWER):
            x = self.layer(x, bias, i)
        states = x.half()
        for top in self.own:
            x = top(x, bias)
        vectors = F.normalize((x * mask[..., None]).sum(1), dim=-1)
        self.train(was)
        return [(states[row, : len(each)].clone(), vectors[row]) for row, each in enumerate(ids)]

    def keep_own(self, folder: Path) -> None:
        """Keeps MiniLM's upper layers beside those that are trained, for the vectors."""
        first = Encoder(folder)
        own = first.blocks[LOWER:].requires_grad_(False)

        def through(block: nn.ParameterDict):
            def run(x: Tensor, bias: Tensor) -> Tensor:
                held, self.encoder.blocks[LOWER] = self.encoder.blocks[LOWER], block
                try:
                    return self.layer(x, bias, LOWER)
                finally:
                    self.encoder.blocks[LOWER] = held

            return run

        self.own = [through(block) for block in own]

    def forward(self, first: list[Tensor], second: list[Tensor], like: Tensor) -> Tensor:
        """Scores (b, 5) of pairs: states (n, size) of each side, the product of their vectors."""
        sizes = [(len(a), len(b) - 1) for a, b in zip(first, second, strict=True)]
        n, size = max(map(sum, sizes)), self.encoder.size
        x = torch.zeros(len(sizes), n, size)
        sides = torch.zeros(len(sizes), n, 2)
        for row, (a, b) in enumerate(sizes):
            x[row, :a] = first[row]
            x[row, a : a + b] = second[row][1:]
            sides[row, :a, 0] = 1
            sides[row, a : a + b, 1] = 1
        x = x + sides @ self.side
        bias = (1 - sides.sum(-1))[:, None, None] * NEVER
        for i in range(LOWER, self.encoder.layers):
            x = self.layer(x, bias, i)
        one, other = (
            (x * sides[..., k, None]).sum(1) / sides[..., k].sum(1)[:, None] for k in (0, 1)
        )
        seen = torch.cat([x[:, 0], (one - other).abs(), one * other, like[:, None]], -1)
        return self.out(F.gelu(self.inner(self.encoder.drop(seen[:, None])[:, 0])))


def shared_table(weights: Path) -> Tensor:
    """The packaged table of words, as floats."""
    held = {
        t.name: numpy_helper.to_array(t)
        for t in onnx.load(weights / "attribution.onnx").graph.initializer
        if t.name in ("words", "words.scale")
    }
    return torch.tensor(held["words"].astype(np.float32) * held["words.scale"])
