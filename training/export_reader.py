"""The trained branch to the packaged mentions.onnx and mentions.npz.

    python export_reader.py runs/NAME/average.pt --encoder FOLDER --out ../src/onrecord/model/weights
    python export_reader.py … --trunk --out FOLD      # of a fold: its own lower layers too

The graph reads one window: `states` (w, layers * size) float32, the attribution graph's states averaged
over each word's pieces, and `shapes` (w,) int64; it gives `names` (w, 21), `nominals` (w, 11), `query` and
`key` (w, 64), float32. With `--trunk` a graph of the lower layers alone is written beside it.
The packaged attribution graph is given the outputs that the branch reads where it has none.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import paths  # noqa: F401
import torch
from export import SHARED, Graph, embed, layer, model, shared
from onnx import TensorProto, helper
from reader import NOMINAL_TYPES, TYPES, VECTOR, labels

from onrecord.model import session

SIZES = {
    "names": len(labels(TYPES)),
    "nominals": len(labels(NOMINAL_TYPES)),
    "query": VECTOR,
    "key": VECTOR,
}


def branch(s: dict[str, np.ndarray], *, heads: int, eps: float) -> onnx.ModelProto:
    g = Graph()
    size = s["shape.weight"].shape[1]
    g.const("zero", np.array([0], np.int64))
    base, width = "states", size
    if "mix.weight" in s:
        width = size * len(session.SHARED)
        edges = [size, size, width - 2 * size]
        g.node(
            "Split",
            ["states", g.const("edges", np.array(edges, np.int64))],
            ["before", "base", "after"],
            axis=-1,
        )
        g.node("Concat", ["before", "after"], "others", axis=-1)
        g.node("Add", ["base", g.linear("mix", "others", s["mix.weight"], None)], "mixed")
        base = "mixed"
    g.node("Gather", [g.const("shape_table", s["shape.weight"]), "shapes"], "shape")
    g.node("Add", [base, "shape"], "sum")
    x, i = g.node("Unsqueeze", ["sum", "zero"], "x"), SHARED
    while f"encoder.blocks.{i}.qkv" in s:
        x = layer(g, s, i, x, f"x{i + 1}", heads=heads, eps=eps)
        i += 1
    g.node("Squeeze", [x, "zero"], "hidden")
    for name in SIZES:
        weight, bias = (g.const(f"{name}.{k[0]}", s[f"{name}.{k}"]) for k in ("weight", "bias"))
        g.node("Gemm", ["hidden", weight, bias], name, transB=1)
    inputs = [
        helper.make_tensor_value_info("states", TensorProto.FLOAT, ["w", width]),
        helper.make_tensor_value_info("shapes", TensorProto.INT64, ["w"]),
    ]
    outputs = [
        helper.make_tensor_value_info(n, TensorProto.FLOAT, ["w", k]) for n, k in SIZES.items()
    ]
    return model(helper.make_graph(g.nodes, "onrecord-mentions", inputs, outputs, g.weights))


def trunk(s: dict[str, np.ndarray], *, heads: int, eps: float) -> onnx.ModelProto:
    g = Graph()
    x = embed(g, s, s["table"], eps=eps)
    for i in range(SHARED):
        x = layer(g, s, i, x, f"x{i + 1}", heads=heads, eps=eps)
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, ["n"]) for n in ("pieces", "features")
    ]
    size = s["shape.weight"].shape[1]
    return model(
        helper.make_graph(
            g.nodes, "onrecord-trunk", inputs, [shared(f"x{SHARED}", size)], g.weights
        )
    )


def parameters(reader: dict[str, np.ndarray], ranker: dict[str, np.ndarray]) -> dict:
    """Arrays of mentions.npz: the chains' moves and the ranker's weights."""
    arrays = {}
    for name in ("name", "nominal"):
        chain = f"{name}_chain."
        arrays[f"{name}_transition"] = reader[chain + "transition"] + reader[chain + "allowed"]
        arrays[f"{name}_begin"] = reader[chain + "begin"] + reader[chain + "allowed_start"]
        arrays[f"{name}_finish"] = reader[chain + "finish"]
    return arrays | {f"rank_{name.replace('.', '_')}": v for name, v in ranker.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--trunk", action="store_true")
    args = parser.parse_args()
    config = json.loads((args.encoder / "config.json").read_text())
    shape = {"heads": config["num_attention_heads"], "eps": config["layer_norm_eps"]}
    loaded = torch.load(args.state)
    reader, ranker = (
        {k: v.float().numpy() for k, v in loaded[part].items()} for part in ("reader", "ranker")
    )
    args.out.mkdir(parents=True, exist_ok=True)
    onnx.save(branch(reader, **shape), args.out / "mentions.onnx")
    np.savez(args.out / "mentions.npz", **parameters(reader, ranker))
    if args.trunk:
        onnx.save(trunk(reader, **shape), args.out / "trunk.onnx")
        shutil.copyfile(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    packaged = args.out / "attribution.onnx"
    if packaged.is_file():
        graph = onnx.load(packaged)
        have = {output.name for output in graph.graph.output}
        missing = [name for name in session.SHARED if name not in have]
        if missing:
            size = reader["shape.weight"].shape[1]
            graph.graph.output.extend(shared(name, size) for name in missing)
            onnx.save(graph, packaged)
    print({p.name: p.stat().st_size for p in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
