"""The encoder and its heads, in torch: bfloat16 arithmetic over float32 weights.

BERT (MiniLM) and MPNet share their shape: post-norm transformer layers; MPNet adds a
relative position bias to the attention scores. The heads give, for every word,
label scores of two layers (outer attributions, inner ones) for a CRF, and the queries and
keys of three pointers: cue -> source, content -> cue (outer), content -> cue (inner).
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
POINTERS = ("source", "cue", "inner_cue")
POINTER_SIZE = 64
BUCKETS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192)
NEVER = -1e4


class FusedLinear(torch.autograd.Function):
    """oneDNN's linear with the bias fused; F.linear copies the bias over the output first."""

    @staticmethod
    def forward(ctx, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        ctx.save_for_backward(x, weight)
        return torch.ops.mkldnn._linear_pointwise(x, weight, bias, "none", [], "")

    @staticmethod
    def backward(ctx, grad: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x, weight = ctx.saved_tensors
        flat, back = x.flatten(0, -2), grad.flatten(0, -2)
        return grad @ weight, back.T @ flat, back.sum(0)


class Encoder(nn.Module):
    """Word pieces (B, L) to hidden states (B, L, H) in bfloat16."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        config = json.loads((folder / "config.json").read_text())
        self.mpnet = config["model_type"] == "mpnet"
        self.heads = config["num_attention_heads"]
        self.size = config["hidden_size"]
        self.layers = config["num_hidden_layers"]
        self.eps = config["layer_norm_eps"]
        weights = {
            k.removeprefix("mpnet."): v.float()
            for k, v in load_file(folder / "model.safetensors").items()
        }
        names = {
            "word": "embeddings.word_embeddings.weight",
            "position": "embeddings.position_embeddings.weight",
            "norm_weight": "embeddings.LayerNorm.weight",
            "norm_bias": "embeddings.LayerNorm.bias",
        }
        self.tables = nn.ParameterDict(
            {k: nn.Parameter(weights[v].clone()) for k, v in names.items()}
        )
        if not self.mpnet:
            self.tables["position"].data += weights["embeddings.token_type_embeddings.weight"][0]
        else:
            # MPNet's positions start at padding_idx + 1.
            self.tables["position"] = nn.Parameter(
                weights["embeddings.position_embeddings.weight"][2:].clone()
            )
            self.relative = nn.Parameter(
                weights["encoder.relative_attention_bias.weight"], requires_grad=False
            )
        self.blocks = nn.ModuleList()
        for i in range(self.layers):
            p = f"encoder.layer.{i}."
            a = (
                [p + "attention.attn." + x for x in "qkv"]
                if self.mpnet
                else [p + "attention.self." + x for x in ("query", "key", "value")]
            )
            o = p + ("attention.attn.o" if self.mpnet else "attention.output.dense")
            n1 = p + ("attention.LayerNorm" if self.mpnet else "attention.output.LayerNorm")
            block = nn.ParameterDict(
                {
                    "qkv": torch.cat([weights[x + ".weight"] for x in a]),
                    "qkv_b": torch.cat([weights[x + ".bias"] for x in a]),
                    "o": weights[o + ".weight"],
                    "o_b": weights[o + ".bias"],
                    "n1": weights[n1 + ".weight"],
                    "n1_b": weights[n1 + ".bias"],
                    "up": weights[p + "intermediate.dense.weight"],
                    "up_b": weights[p + "intermediate.dense.bias"],
                    "down": weights[p + "output.dense.weight"],
                    "down_b": weights[p + "output.dense.bias"],
                    "n2": weights[p + "output.LayerNorm.weight"],
                    "n2_b": weights[p + "output.LayerNorm.bias"],
                }
            )
            self.blocks.append(block)
        self.dropout = 0.1
        self.quantized = False

    def drop(self, x: Tensor) -> Tensor:
        """Channel dropout, one mask a sequence: as cheap as it is on a processor."""
        if not self.training or not self.dropout:
            return x
        keep = 1 - self.dropout
        mask = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype).bernoulli_(keep) / keep
        return x * mask

    def linear(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        if self.quantized:
            weight, x = fake_weight(weight), fake_activation(x)
        if x.dtype == torch.bfloat16:
            return FusedLinear.apply(x, weight.to(x.dtype), bias.to(x.dtype))
        return F.linear(x, weight, bias)

    def norm(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return F.layer_norm(x, (self.size,), weight.to(x.dtype), bias.to(x.dtype), self.eps)

    def position_bias(self, length: int) -> Tensor:
        """MPNet's relative position bias, (1, heads, L, L): T5's buckets, both directions."""
        distance = torch.arange(length)[None, :] - torch.arange(length)[:, None]
        n = -distance
        buckets, most = 32 // 2, 128
        bucket = (n < 0).long() * buckets
        n = n.abs()
        exact = buckets // 2
        large = (
            exact
            + (
                torch.log(n.clamp(min=1).float() / exact)
                / math.log(most / exact)
                * (buckets - exact)
            ).long()
        )
        bucket = bucket + torch.where(n < exact, n, large.clamp(max=buckets - 1))
        return self.relative[bucket].permute(2, 0, 1)[None]

    def forward(
        self, pieces: Tensor, extra: Tensor, lengths: Tensor, dtype: torch.dtype = torch.bfloat16
    ) -> Tensor:
        b, n = pieces.shape
        x = F.embedding(pieces, self.tables["word"]) + self.tables["position"][:n] + extra
        x = self.norm(x.to(dtype), self.tables["norm_weight"], self.tables["norm_bias"])
        x = self.drop(x)
        bias = torch.zeros(b, 1, 1, n, dtype=dtype).masked_fill_(
            torch.arange(n)[None, None, None] >= lengths[:, None, None, None], NEVER
        )
        if self.mpnet:
            bias = bias + self.position_bias(n).to(dtype)
        for w in self.blocks:
            q, k, v = (
                self.linear(x, w["qkv"], w["qkv_b"])
                .view(b, n, 3, self.heads, -1)
                .permute(2, 0, 3, 1, 4)
            )
            if n > 288:
                y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
            else:  # measured: faster here than the fused kernel's backward pass
                y = torch.softmax((q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + bias, -1) @ v
            y = y.transpose(1, 2).reshape(b, n, self.size)
            x = self.norm(x + self.drop(self.linear(y, w["o"], w["o_b"])), w["n1"], w["n1_b"])
            y = self.linear(F.gelu(self.linear(x, w["up"], w["up_b"])), w["down"], w["down_b"])
            x = self.norm(x + self.drop(y), w["n2"], w["n2_b"])
        return x


def fake_weight(weight: Tensor) -> Tensor:
    """A weight as int8 sees it (symmetric, one scale a row); gradients pass through."""
    with torch.no_grad():
        scale = weight.abs().amax(1, keepdim=True) / 127
        delta = (weight / scale).round() * scale - weight
    return weight + delta


def fake_activation(x: Tensor) -> Tensor:
    """Activations as uint8 sees them (one range for each sequence); gradients pass."""
    with torch.no_grad():
        low = x.amin((1, 2), keepdim=True).clamp(max=0).float()
        high = x.amax((1, 2), keepdim=True).clamp(min=0).float()
        scale = (high - low) / 255
        zero = (-low / scale).round()
        delta = ((x / scale + zero).round().clamp(0, 255) - zero) * scale - x
    return x + delta.to(x.dtype)


class Tagger(nn.Module):
    """Encoder, features and heads."""

    def __init__(self, folder: Path, styles: int = 2) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        size = self.encoder.size
        self.shape = nn.Embedding(6, size)
        self.quote = nn.Embedding(4, size)
        self.breaks = nn.Embedding(3, size)
        self.style = nn.Embedding(styles, size)
        for table in (self.shape, self.quote, self.breaks, self.style):
            nn.init.normal_(table.weight, std=0.01)
        self.emit = nn.Linear(size, 2 * len(LABELS))
        self.query = nn.Linear(size, len(POINTERS) * POINTER_SIZE)
        self.key = nn.Linear(size, len(POINTERS) * POINTER_SIZE)
        self.nothing = nn.Linear(size, len(POINTERS))
        self.distance = nn.Parameter(torch.zeros(len(POINTERS), 2 * len(BUCKETS) + 2))
        n = len(LABELS)
        self.transition = nn.Parameter(torch.zeros(2, n, n))
        self.begin = nn.Parameter(torch.zeros(2, n))
        self.finish = nn.Parameter(torch.zeros(2, n))
        allowed = torch.zeros(n, n)
        start = torch.zeros(n)
        for j in (2, 4, 6):
            start[j] = NEVER
            for i in range(n):
                if i not in (j - 1, j):
                    allowed[i, j] = NEVER
        self.register_buffer("allowed", allowed)
        self.register_buffer("allowed_start", start)
        self.root = math.sqrt(POINTER_SIZE)
        self.register_buffer("bounds", torch.tensor(BUCKETS), persistent=False)

    def forward(
        self, batch: dict[str, Tensor], dtype: torch.dtype = torch.bfloat16
    ) -> dict[str, Tensor]:
        """Scores for the batch's words, concatenated over its windows: (W, …)."""
        features = (
            self.shape(batch["shape"])
            + self.quote(batch["quote"])
            + self.breaks(batch["break"])
            + self.style(batch["style"])[:, None]
        )
        hidden = self.encoder(batch["pieces"], features, batch["lengths"], dtype)
        words = hidden.flatten(0, 1)[batch["first"]].float()
        return {
            "emit": self.emit(words).view(-1, 2, len(LABELS)),
            "query": self.query(words).view(-1, len(POINTERS), POINTER_SIZE),
            "key": self.key(words).view(-1, len(POINTERS), POINTER_SIZE),
            "nothing": self.nothing(words),
        }

    def bucket(self, delta: Tensor) -> Tensor:
        """Signed distances in words to rows of `distance`."""
        side = torch.bucketize(delta.abs(), self.bounds)
        return torch.where(delta < 0, side, side + len(BUCKETS) + 1)

    def crf(self, emit: Tensor, gold: Tensor, layer: int) -> Tensor:
        """Negative log-likelihood of each chain: emit (P, T, 7), gold (P, T), -1 past its end."""
        move = self.transition[layer] + self.allowed
        start = self.begin[layer] + self.allowed_start
        mask = gold >= 0
        g = gold.clamp(min=0)
        score = emit.gather(2, g[..., None])[..., 0] * mask
        steps = move[g[:, :-1], g[:, 1:]] * mask[:, 1:]
        last = mask.sum(1) - 1
        total = (
            score.sum(1)
            + steps.sum(1)
            + start[g[:, 0]]
            + self.finish[layer][g.gather(1, last[:, None])[:, 0]]
        )
        alpha = start + emit[:, 0]
        for t in range(1, emit.shape[1]):
            live = int(mask[:, t].sum())  # chains are sorted, longest first
            new = torch.logsumexp(alpha[:live, :, None] + move[None], 1) + emit[:live, t]
            alpha = torch.cat([new, alpha[live:]])
        return torch.logsumexp(alpha + self.finish[layer], 1) - total
