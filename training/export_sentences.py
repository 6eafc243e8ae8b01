"""MiniLM as the packaged sentence encoder: int8 ONNX, over the shared table of words.

    python export_sentences.py --encoder FOLDER --out ../src/onrecord/model/weights

Nothing is trained. The graph reads one sentence: `pieces` (1, n) int64, its ends included. It gives
`vector` (384,) of unit length, the mean of the last layer's states, and `x3` (1, n, 384), the third
layer's, which pairs.onnx goes on from. The table of words is the attribution graph's.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import paths  # noqa: F401
import shared_words
from encoder import Encoder
from export import Graph, layer, model
from onnx import TensorProto, helper

LONGEST = 256
"""Pieces of a sentence, its ends included: as many as MiniLM was taught with."""
SHARED = 3


def embed(g: Graph, state: dict[str, np.ndarray], words: onnx.ModelProto, *, eps: float) -> str:
    """The first states (1, n, size) of `pieces`, whose table is that of the graph `words`."""
    for tensor in words.graph.initializer:
        if tensor.name in shared_words.PLACES:
            g.weights.append(tensor)
    g.const("positions", state["encoder.tables.position"][:LONGEST].astype(np.float32))
    g.const("zero", np.array([0], np.int64))
    g.const("one", np.array([1], np.int64))
    g.node("Gather", ["words", "pieces"], "e.q")
    g.node("Cast", ["e.q"], "e.f", to=TensorProto.FLOAT)
    g.node("Gather", ["words.scale", "pieces"], "e.s")
    g.node("Mul", ["e.f", "e.s"], "e.w")
    g.node("Shape", ["pieces"], "length", start=1)
    g.node("Slice", ["positions", "zero", "length", "zero"], "e.p")
    g.node("Add", ["e.w", "e.p"], "e.sum")
    norm = [g.const(f"e.{k}", state[f"encoder.tables.{k}"]) for k in ("norm_weight", "norm_bias")]
    return g.node("LayerNormalization", ["e.sum", *norm], "x0", axis=-1, epsilon=eps)


def build(
    state: dict[str, np.ndarray], words: onnx.ModelProto, *, heads: int, eps: float
) -> onnx.ModelProto:
    """The sentence encoder's graph."""
    g = Graph()
    x, layers = embed(g, state, words, eps=eps), 6
    for i in range(layers):
        x = layer(g, state, i, x, f"x{i + 1}", heads=heads, eps=eps)
    g.node("ReduceMean", [x, g.const("axes", np.array([0, 1], np.int64))], "mean", keepdims=0)
    g.node("LpNormalization", ["mean"], "vector", axis=0, p=2)
    size = state["encoder.tables.position"].shape[1]
    graph = helper.make_graph(
        g.nodes,
        "onrecord-sentences",
        [helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, "n"])],
        [
            helper.make_tensor_value_info("vector", TensorProto.FLOAT, [size]),
            helper.make_tensor_value_info(f"x{SHARED}", TensorProto.FLOAT, [1, "n", size]),
        ],
        g.weights,
    )
    return model(graph)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    config = json.loads((args.encoder / "config.json").read_text())
    encoder = Encoder(args.encoder)
    state = {f"encoder.{k}": v.float().numpy() for k, v in encoder.state_dict().items()}
    words = onnx.load(args.out / "attribution.onnx")
    made = build(state, words, heads=config["num_attention_heads"], eps=config["layer_norm_eps"])
    shared_words.save(made, args.out / "sentences.onnx", write=False)
    print((args.out / "sentences.onnx").stat().st_size)


if __name__ == "__main__":
    main()
