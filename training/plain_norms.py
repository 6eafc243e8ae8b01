"""A packaged graph with its fused norms taken apart: `python plain_norms.py GRAPH.onnx …`.

onnxruntime's SkipLayerNormalization sums a row in one chain of additions and took a quarter of
a reading; Add and LayerNormalization compute the same five times as fast. export.py writes graphs
so from the start; this rewrites those made before, in place, weights untouched. Twice is once.
"""

from __future__ import annotations

import sys
from pathlib import Path

import onnx
from onnx import helper

FUSED = "SkipLayerNormalization"


def plain(node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """A fused norm as the nodes that it stands for; any other node as it is."""
    if node.op_type != FUSED:
        return [node]
    x, skip, gamma, beta, bias = node.input
    out = node.output[0]
    (eps,) = (a.f for a in node.attribute if a.name == "epsilon")
    biased, total = f"{out}.biased", f"{out}.sum"
    return [
        helper.make_node("Add", [x, bias], [biased]),
        helper.make_node("Add", [biased, skip], [total]),
        helper.make_node("LayerNormalization", [total, gamma, beta], [out], axis=-1, epsilon=eps),
    ]


def main() -> None:
    for path in map(Path, sys.argv[1:]):
        model = onnx.load(path)
        nodes = [made for node in model.graph.node for made in plain(node)]
        del model.graph.node[:]
        model.graph.node.extend(nodes)
        onnx.save(model, path)
        print(path, path.stat().st_size)


if __name__ == "__main__":
    main()
