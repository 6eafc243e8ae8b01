"""The trained branch to the packaged mentions.onnx and mentions.npz.

    python export_reader.py runs/NAME/average.pt --encoder FOLDER --out …/model/weights
    python export_reader.py … --trunk --out FOLD      # of a fold: its own lower layers too

The graph reads one window: `states` (w, size) float32, the third layer's states averaged over each
word's pieces, and `shapes` (w,) int64; it gives `names` (w, 21), `nominals` (w, 11), `query` and
`key` (w, 64), float32. With `--trunk` a graph of the lower layers alone is written beside it.
A joint reader's (joint.py) attribution.onnx is written too; decoding.npz stays.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import shared_words
import torch
from encoder import LABELS
from export import SHARED, Graph, build, embed, layer, model, shared
from onnx import TensorProto, helper
from reader import NOMINAL_TYPES, TYPES, VECTOR, labels

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
    g.node("Gather", [g.const("shape_table", s["shape.weight"]), "shapes"], "shape")
    g.node("Add", ["states", "shape"], "sum")
    x, i = g.node("Unsqueeze", ["sum", "zero"], "x"), SHARED
    while f"encoder.blocks.{i}.qkv" in s:
        x = layer(g, s, i, x, f"x{i + 1}", heads=heads, eps=eps)
        i += 1
    g.node("Squeeze", [x, "zero"], "hidden")
    for name in SIZES:
        weight, bias = (g.const(f"{name}.{k[0]}", s[f"{name}.{k}"]) for k in ("weight", "bias"))
        g.node("Gemm", ["hidden", weight, bias], name, transB=1)
    inputs = [
        helper.make_tensor_value_info("states", TensorProto.FLOAT, ["w", size]),
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


def attributions(s: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """A joint reader's attribution layers and heads under the names of a tagger's."""
    lower = tuple(f"encoder.blocks.{i}." for i in range(SHARED))
    state = {k: v for k, v in s.items() if k.startswith(("encoder.tables.", *lower))}
    for name, value in s.items():
        part, _, rest = name.partition(".")
        if part == "upper":
            number, _, key = rest.partition(".")
            state[f"encoder.blocks.{int(number) + SHARED}.{key}"] = value
        elif part == "heads":
            state[rest] = value
    return state


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--trunk", action="store_true")
    parser.add_argument(
        "--cue-bias", type=float, default=0.0, help="added to an outer cue's first word's score"
    )
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
    if "heads.emit.weight" in reader:
        reader["heads.emit.bias"][LABELS.index("B-cue")] += args.cue_bias
        shared_words.save(
            build(attributions(reader), table=reader["table"], **shape),
            args.out / "attribution.onnx",
        )
    print({p.name: p.stat().st_size for p in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
