"""MiniLM, all six layers trained, reads one text: does it take its story for true or for false?"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from encoder import NEVER, Encoder
from pairs_model import shared_table
from torch import Tensor, nn

INNER = 128
NORM = ("weight", "bias")


class Reader(nn.Module):
    """Word pieces (b, n) of headlines or articles to scores (b, 3) of STANDS."""

    def __init__(self, folder: Path, weights: Path, frozen: int = 0) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        self.encoder.tables["word"].data = shared_table(weights)
        self.encoder.tables.requires_grad_(False)
        self.encoder.blocks[:frozen].requires_grad_(False)
        self.frozen = frozen
        size = self.encoder.size
        self.kind = nn.Parameter(torch.randn(2, size) * 0.01)
        self.inner = nn.Linear(2 * size, INNER)
        self.out = nn.Linear(INNER, 3)

    def layer(self, x: Tensor, bias: Tensor, i: int) -> Tensor:
        e, w = self.encoder, self.encoder.blocks[i]
        b, n, size = x.shape
        qkv = F.linear(x, w["qkv"], w["qkv_b"]).view(b, n, 3, e.heads, -1)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        y = F.linear(y.transpose(1, 2).reshape(b, n, size), w["o"], w["o_b"])
        x = e.norm(x + e.drop(y), w["n1"], w["n1_b"])
        y = F.linear(F.gelu(F.linear(x, w["up"], w["up_b"])), w["down"], w["down_b"])
        return e.norm(x + e.drop(y), w["n2"], w["n2_b"])

    def forward(self, pieces: Tensor, lengths: Tensor, headline: Tensor) -> Tensor:
        e = self.encoder
        x = F.embedding(pieces, e.tables["word"]) + e.tables["position"][: pieces.shape[1]]
        x = e.norm(x + self.kind[headline.long()][:, None], *(e.tables[f"norm_{k}"] for k in NORM))
        mask = (torch.arange(x.shape[1])[None] < lengths[:, None]).float()
        bias = ((1 - mask) * NEVER)[:, None, None]
        for i in range(e.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and i >= self.frozen):
                x = self.layer(x, bias, i)
        mean = (x * mask[..., None]).sum(1) / lengths[:, None]
        seen = torch.cat([x[:, 0], mean], -1)
        return self.out(F.gelu(self.inner(F.dropout(seen, 0.1, self.training))))
