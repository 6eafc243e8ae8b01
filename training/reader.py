"""The branch that reads names, mentions and who they are, in torch.

The lower layers of the attribution encoder read word pieces; their states, averaged over each
word's pieces, go through upper layers of the branch's own, over words. Heads: BIO scores of
names and of nominals and pronouns, each for a CRF, and vectors for ranking antecedents.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from encoder import NEVER, Encoder
from export import SHARED
from torch import Tensor, nn

TYPES = (
    "person",
    "organization",
    "place",
    "group",
    "facility",
    "weapon",
    "vehicle",
    "event",
    "work",
    "other",
)
"""Types of names."""
NOMINAL_TYPES = ("person", "organization", "place", "event", "other")
VECTOR = 64
FEATURES = 6 * 4 * 3


def labels(types: tuple[str, ...]) -> tuple[str, ...]:
    """O, then B and I of each type."""
    return ("O", *(f"{x}-{t}" for t in types for x in "BI"))


class Chain(nn.Module):
    """A linear chain CRF over BIO labels that learns from sets of allowed labels too."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.transition = nn.Parameter(torch.zeros(size, size))
        self.begin = nn.Parameter(torch.zeros(size))
        self.finish = nn.Parameter(torch.zeros(size))
        move, start = torch.zeros(size, size), torch.zeros(size)
        for j in range(2, size, 2):
            start[j] = NEVER
            for i in range(size):
                if i not in (j - 1, j):
                    move[i, j] = NEVER
        self.register_buffer("allowed", move)
        self.register_buffer("allowed_start", start)

    def total(self, emit: Tensor, alive: Tensor) -> Tensor:
        """Log of the sum over all labellings: emit (P, T, L), alive (P, T), longest first."""
        move = self.transition + self.allowed
        alpha = self.begin + self.allowed_start + emit[:, 0]
        for t in range(1, emit.shape[1]):
            live = int(alive[:, t].sum())
            new = torch.logsumexp(alpha[:live, :, None] + move[None], 1) + emit[:live, t]
            alpha = torch.cat([new, alpha[live:]])
        return torch.logsumexp(alpha + self.finish, 1)

    def loss(self, emit: Tensor, allowed: Tensor, alive: Tensor) -> Tensor:
        """Negative log-likelihood of the labellings that `allowed` (P, T, L) admits."""
        return self.total(emit, alive) - self.total(emit.masked_fill(~allowed, NEVER), alive)


class Reader(nn.Module):
    """Trunk over pieces, branch over words, heads."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        size = self.encoder.size
        self.table = nn.Parameter(torch.zeros(FEATURES, size))
        self.shape = nn.Embedding(6, size)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.names = nn.Linear(size, len(labels(TYPES)))
        self.nominals = nn.Linear(size, len(labels(NOMINAL_TYPES)))
        self.name_chain = Chain(len(labels(TYPES)))
        self.nominal_chain = Chain(len(labels(NOMINAL_TYPES)))
        self.query = nn.Linear(size, VECTOR)
        self.key = nn.Linear(size, VECTOR)

    def freeze_trunk(self) -> None:
        for name, p in self.named_parameters():
            if name.startswith("encoder.tables") or name == "table":
                p.requires_grad = False
            if name.startswith("encoder.blocks.") and int(name.split(".")[2]) < SHARED:
                p.requires_grad = False

    def block(self, x: Tensor, bias: Tensor, w: nn.ParameterDict) -> Tensor:
        e = self.encoder
        b, n, _ = x.shape
        q, k, v = (
            e.linear(x, w["qkv"], w["qkv_b"]).view(b, n, 3, e.heads, -1).permute(2, 0, 3, 1, 4)
        )
        y = torch.softmax((q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + bias, -1) @ v
        y = y.transpose(1, 2).reshape(b, n, e.size)
        x = e.norm(x + e.drop(e.linear(y, w["o"], w["o_b"])), w["n1"], w["n1_b"])
        y = e.linear(F.gelu(e.linear(x, w["up"], w["up_b"])), w["down"], w["down_b"])
        return e.norm(x + e.drop(y), w["n2"], w["n2_b"])

    def forward(
        self, batch: dict[str, Tensor], dtype: torch.dtype = torch.bfloat16
    ) -> dict[str, Tensor]:
        """Scores of the batch's words, concatenated over its windows: (W, …)."""
        e = self.encoder
        pieces, lengths = batch["pieces"], batch["lengths"]
        n = pieces.shape[1]
        x = F.embedding(pieces, e.tables["word"]) + e.tables["position"][:n]
        x = x + F.embedding(batch["feature"], self.table)
        x = e.drop(e.norm(x.to(dtype), e.tables["norm_weight"], e.tables["norm_bias"]))
        bias = _bias(n, lengths, dtype)
        for w in e.blocks[:SHARED]:
            x = self.block(x, bias, w)
        # Words: the average over each one's pieces; (b, words, size).
        share, count = batch["share"].to(dtype), batch["count"]
        x = torch.bmm(share, x)
        x = x + self.shape(batch["word_shape"]).to(dtype)
        bias = _bias(x.shape[1], count, dtype)
        for w in e.blocks[SHARED:]:
            x = self.block(x, bias, w)
        words = x[batch["real"]].float()
        return {
            "names": self.names(words),
            "nominals": self.nominals(words),
            "query": self.query(words),
            "key": self.key(words),
        }


def _bias(n: int, lengths: Tensor, dtype: torch.dtype) -> Tensor:
    there = torch.arange(n)[None, None, None] >= lengths[:, None, None, None]
    return torch.zeros(len(lengths), 1, 1, n, dtype=dtype).masked_fill_(there, NEVER)
