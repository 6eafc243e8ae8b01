"""Trained weights to pairs.onnx: `python export_pairs.py runs/NAME/last.pt --encoder … --out …`.

The graph reads one pair: `first` (1, n, 384) and `second` (1, m, 384), the third layer's states of
each passage as sentences.onnx gives them, and `like` (1,), the product of their vectors. It
gives `judged` (5,), the probabilities of RELATIONS. Weights are int8, as in export.py. `--scale` is
what calibrate_pairs.py found: a factor and a summand for each score.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import paths  # noqa: F401
import torch
from encoder import Encoder
from export import Graph, layer, model
from onnx import TensorProto, helper
from pairs_model import LOWER

SIZE = 384


def whole(g: Graph, name: str, value: list[int]) -> str:
    return g.const(name, np.array(value, np.int64))


def build(
    state: dict[str, np.ndarray], *, heads: int, eps: float, scale: np.ndarray
) -> onnx.ModelProto:
    """The judge's graph; `scale` (2, 5): factors and summands of its scores."""
    g = Graph()
    for k, side in enumerate(("first", "second")):
        g.const(f"{side}.side", state["side"][k].astype(np.float32))
    zero, one, end = whole(g, "zero", [0]), whole(g, "one", [1]), whole(g, "end", [1 << 31])
    g.node("Slice", ["second", one, end, one], "second.rest")
    g.node("Add", ["first", "first.side"], "first.x")
    g.node("Add", ["second.rest", "second.side"], "second.x")
    x, i = g.node("Concat", ["first.x", "second.x"], "x", axis=1), LOWER
    while f"encoder.blocks.{i}.qkv" in state:
        x = layer(g, state, i, x, f"x{i + 1}", heads=heads, eps=eps)
        i += 1
    g.node("Shape", ["first"], "length", start=1, end=2)
    g.node("Slice", [x, zero, one, one], "begin")
    g.node("Slice", [x, zero, "length", one], "one.x")
    g.node("Slice", [x, "length", end, one], "other.x")
    g.node("ReduceMean", ["one.x", one], "one.mean", keepdims=0)
    g.node("ReduceMean", ["other.x", one], "other.mean", keepdims=0)
    g.node("Squeeze", ["begin", one], "begin.flat")
    g.node("Sub", ["one.mean", "other.mean"], "apart")
    g.node("Abs", ["apart"], "distance")
    g.node("Mul", ["one.mean", "other.mean"], "product")
    g.node("Unsqueeze", ["like", zero], "like.row")
    g.node("Concat", ["begin.flat", "distance", "product", "like.row"], "seen", axis=1)
    for name, x, y in (("inner", "seen", "inner.x"), ("out", "inner.gelu", "scores.row")):
        weights = [
            g.const(f"{name}.{k}", state[f"{name}.{k}"].astype(np.float32))
            for k in ("weight", "bias")
        ]
        g.node("Gemm", [x, *weights], y, transB=1)
        if name == "inner":
            nothing = g.const("nothing", np.zeros(len(state["inner.bias"]), np.float32))
            g.node("BiasGelu", [y, nothing], "inner.gelu", domain="com.microsoft")
    g.node("Squeeze", ["scores.row", zero], "scores")
    g.node("Mul", ["scores", g.const("factors", scale[0].astype(np.float32))], "scaled")
    g.node("Add", ["scaled", g.const("summands", scale[1].astype(np.float32))], "moved")
    g.node("Softmax", ["moved"], "judged", axis=0)
    states = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, length, SIZE])
        for name, length in (("first", "n"), ("second", "m"))
    ]
    graph = helper.make_graph(
        g.nodes,
        "onrecord-pairs",
        [*states, helper.make_tensor_value_info("like", TensorProto.FLOAT, [1])],
        [helper.make_tensor_value_info("judged", TensorProto.FLOAT, [5])],
        g.weights,
    )
    return model(graph)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=Path)
    args = parser.parse_args()
    config = json.loads((args.encoder / "config.json").read_text())
    trained = torch.load(args.state)
    state = {k: v.float().numpy() for k, v in trained.items()}
    held = [k for k in Encoder(args.encoder).state_dict() if k.startswith("blocks.")]
    assert all(f"encoder.{k}" in state for k in held if int(k.split(".")[1]) >= LOWER)
    scale = json.loads(args.scale.read_text()) if args.scale else [[1.0] * 5, [0.0] * 5]
    args.out.mkdir(parents=True, exist_ok=True)
    made = build(
        state,
        heads=config["num_attention_heads"],
        eps=config["layer_norm_eps"],
        scale=np.array(scale),
    )
    file = args.out / "pairs.onnx"
    file.write_bytes(made.SerializeToString(deterministic=True))
    print(file.stat().st_size)


if __name__ == "__main__":
    main()
