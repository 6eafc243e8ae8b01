"""Trained weights to the packaged model: int8 ONNX graph, decoding parameters, tokenizer.

    python export.py runs/NAME/average.pt --encoder FOLDER --out ../src/onrecord/model/weights

The graph is written node by node, so that nothing but onnx is needed and the same weights
give the same bytes. It reads one window: `pieces` (n,) and `features` (n,) int64 and `first`
(w,) int64, where each of the w words begins; it gives `emit` (w, 14), `query`, `key`
(w, 3 * d), `nothing` (w, 3) and the states of the layers that mentions.onnx
goes on from (1, n, size), float32. Weights are int8, one scale a column; activations
are quantized dynamically, one range a window.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import paths  # noqa: F401
import shared_words
import torch
from encoder import BUCKETS, LABELS, POINTER_SIZE, POINTERS
from onnx import TensorProto, helper, numpy_helper

from onrecord.model import session

MS = "com.microsoft"
SHARED = 3
"""Lower layers after which the branch of names and mentions has its own."""


class Graph:
    """Nodes and weights of a graph being written."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def const(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self,
        op: str,
        inputs: list[str],
        outputs: list[str] | str,
        *,
        domain: str = "",
        **attributes: object,
    ) -> str:
        outputs = [outputs] if isinstance(outputs, str) else outputs
        self.nodes.append(
            helper.make_node(op, inputs, outputs, name=outputs[0], domain=domain, **attributes)
        )
        return outputs[0]

    def linear(self, name: str, x: str, weight: np.ndarray, bias: np.ndarray | None) -> str:
        """x @ weight.T + bias, int8 by dynamic quantization."""
        scale = np.abs(weight).max(1) / 127
        packed = np.round(weight / scale[:, None]).astype(np.int8).T
        quantized = x + ".q"
        if not any(quantized in n.output for n in self.nodes):
            self.node("DynamicQuantizeLinear", [x], [quantized, x + ".s", x + ".z"])
        self.node(
            "MatMulInteger", [quantized, self.const(name + ".w", packed), x + ".z"], name + ".i"
        )
        self.node("Cast", [name + ".i"], name + ".f", to=TensorProto.FLOAT)
        self.node(
            "Mul", [x + ".s", self.const(name + ".ws", scale.astype(np.float32))], name + ".m"
        )
        self.node("Mul", [name + ".f", name + ".m"], name + ".o")
        if bias is None:
            return name + ".o"
        return self.node(
            "Add", [name + ".o", self.const(name + ".b", bias.astype(np.float32))], name
        )

    def norm(
        self,
        name: str,
        x: str,
        skip: str,
        out: str,
        weight: np.ndarray,
        bias: np.ndarray,
        *,
        eps: float,
    ) -> str:
        """The norm of x + skip: onnxruntime's fused SkipLayerNormalization is much slower."""
        total = self.node("Add", [x, skip], name + ".sum")
        parts = [total, self.const(name, weight), self.const(name + "b", bias)]
        return self.node("LayerNormalization", parts, out, axis=-1, epsilon=eps)


PARTS = (
    "qkv",
    "qkv_b",
    "o",
    "o_b",
    "n1",
    "n1_b",
    "up",
    "up_b",
    "down",
    "down_b",
    "n2",
    "n2_b",
)


def layer(
    g: Graph, state: dict[str, np.ndarray], i: int, x: str, out: str, *, heads: int, eps: float
) -> str:
    """The encoder's layer `i`, from `x` to `out`."""
    w = {k: state[f"encoder.blocks.{i}.{k}"].astype(np.float32) for k in PARTS}
    p = f"l{i}."
    g.linear(p + "qkv", x, w["qkv"], w["qkv_b"])
    g.node("Split", [p + "qkv"], [p + "q", p + "k", p + "v"], axis=-1, num_outputs=3)
    g.node("MultiHeadAttention", [p + "q", p + "k", p + "v"], p + "a", domain=MS, num_heads=heads)
    o = g.linear(p + "o", p + "a", w["o"], w["o_b"])
    g.norm(p + "n1", o, x, p + "h", w["n1"], w["n1_b"], eps=eps)
    up = g.linear(p + "up", p + "h", w["up"], None)
    g.node("BiasGelu", [up, g.const(p + "upb", w["up_b"])], p + "gelu", domain=MS)
    down = g.linear(p + "down", p + "gelu", w["down"], w["down_b"])
    return g.norm(p + "n2", down, p + "h", out, w["n2"], w["n2_b"], eps=eps)


def embed(g: Graph, state: dict[str, np.ndarray], table: np.ndarray, *, eps: float) -> str:
    """The first hidden states (1, n, size), from `pieces` and `features`: rows of `table`."""
    word = state["encoder.tables.word"]
    scale = np.abs(word).max(1, keepdims=True) / 127 + 1e-12
    g.const("words", np.round(word / scale).astype(np.int8))
    g.const("words.scale", scale.astype(np.float32))
    g.const("positions", state["encoder.tables.position"].astype(np.float32))
    g.const("feature_table", table.astype(np.float32))
    g.const("zero", np.array([0], np.int64))
    g.node("Gather", ["words", "pieces"], "e.q")
    g.node("Cast", ["e.q"], "e.f", to=TensorProto.FLOAT)
    g.node("Gather", ["words.scale", "pieces"], "e.s")
    g.node("Mul", ["e.f", "e.s"], "e.w")
    g.node("Gather", ["feature_table", "features"], "e.x")
    g.node("Shape", ["pieces"], "length")
    g.node("Slice", ["positions", "zero", "length", "zero"], "e.p")
    g.node("Add", ["e.w", "e.x"], "e.wx")
    g.node("Add", ["e.wx", "e.p"], "e.sum")
    g.node("Unsqueeze", ["e.sum", "zero"], "e.sum3")
    return g.node(
        "LayerNormalization",
        [
            "e.sum3",
            g.const("e.n", state["encoder.tables.norm_weight"]),
            g.const("e.nb", state["encoder.tables.norm_bias"]),
        ],
        "x0",
        axis=-1,
        epsilon=eps,
    )


def build(
    state: dict[str, np.ndarray], *, table: np.ndarray, heads: int, eps: float
) -> onnx.ModelProto:
    """The attribution graph of a tagger's weights; `table` (72, size): features' embeddings."""
    g, s = Graph(), state
    embed(g, s, table, eps=eps)
    x, i = "x0", 0
    while f"encoder.blocks.{i}.qkv" in s:
        x = layer(g, s, i, x, f"x{i + 1}", heads=heads, eps=eps)
        i += 1
    g.node("Squeeze", [x, "zero"], "hidden")
    g.node("Gather", ["hidden", "first"], "word_hidden")
    sizes = {
        "emit": 2 * len(LABELS),
        "query": len(POINTERS) * POINTER_SIZE,
        "key": len(POINTERS) * POINTER_SIZE,
        "nothing": len(POINTERS),
    }
    for name in sizes:
        g.node(
            "Gemm",
            [
                "word_hidden",
                g.const(name + ".w", s[name + ".weight"].astype(np.float32)),
                g.const(name + ".b", s[name + ".bias"].astype(np.float32)),
            ],
            name,
            transB=1,
        )
    graph = helper.make_graph(
        g.nodes,
        "onrecord-attribution",
        [
            helper.make_tensor_value_info(n, TensorProto.INT64, [d])
            for n, d in (("pieces", "n"), ("features", "n"), ("first", "w"))
        ],
        [
            *(
                helper.make_tensor_value_info(n, TensorProto.FLOAT, ["w", k])
                for n, k in sizes.items()
            ),
            shared(session.SHARED, s["encoder.tables.word"].shape[1]),
        ],
        g.weights,
    )
    return model(graph)


def features(s: dict[str, np.ndarray], style: int) -> np.ndarray:
    """One row for each shape, state of quotation and break, as reading numbers them."""
    table = (
        s["shape.weight"][:, None, None]
        + s["quote.weight"][None, :, None]
        + s["breaks.weight"][None, None]
        + s["style.weight"][style]
    )
    return table.reshape(-1, table.shape[-1])


def shared(name: str, size: int) -> onnx.ValueInfoProto:
    """An output that the branch of names and mentions reads: a layer's states."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "n", size])


def model(graph: onnx.GraphProto) -> onnx.ModelProto:
    return helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)],
        ir_version=9,
        producer_name="onrecord",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--style", type=int, default=0)
    parser.add_argument(
        "--cue-bias",
        type=float,
        nargs=2,
        default=(0.0, 0.0),
        metavar=("OUTER", "INNER"),
        help="added to the score of B-cue: training leaves precision above recall",
    )
    args = parser.parse_args()
    config = json.loads((args.encoder / "config.json").read_text())
    state = {k: v.float().numpy() for k, v in torch.load(args.state).items()}
    for layer, bias in enumerate(args.cue_bias):
        state["emit.bias"][layer * len(LABELS) + LABELS.index("B-cue")] += bias
    args.out.mkdir(parents=True, exist_ok=True)
    made = build(
        state,
        table=features(state, args.style),
        heads=config["num_attention_heads"],
        eps=config["layer_norm_eps"],
    )
    shared_words.save(made, args.out / "attribution.onnx")
    np.savez(
        args.out / "decoding.npz",
        transition=state["transition"] + state["allowed"],
        begin=state["begin"] + state["allowed_start"],
        finish=state["finish"],
        distance=state["distance"],
        bounds=np.array(BUCKETS, np.int64),
    )
    shutil.copyfile(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    print({p.name: p.stat().st_size for p in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
