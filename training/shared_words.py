"""The packaged graphs' table of words, kept once: `python shared_words.py GRAPH.onnx …`.

The attribution graph's int8 embeddings are half of its size, and lie so near MiniLM's own that the
sentence encoder reads as well with them (RUNS.md). So they stand in `words.bin` beside the graphs,
as ONNX's external data, and each graph refers to them there. This moves them out of a graph that
holds them itself, in place; twice is once.
"""

from __future__ import annotations

import sys
from pathlib import Path

import onnx
from onnx import TensorProto

FILE = "words.bin"
PLACES = {"words": 0, "words.scale": 2862 * 4096}
"""Where each table begins in the file, in bytes: at the start of a page of memory."""


def refer(tensor: TensorProto) -> bytes:
    """Makes a graph's table refer to the file; gives the bytes that belong there."""
    held = bytes(tensor.raw_data)
    tensor.ClearField("raw_data")
    del tensor.external_data[:]
    facts = {"location": FILE, "offset": PLACES[tensor.name], "length": len(held)}
    for key, value in facts.items():
        tensor.external_data.add(key=key, value=str(value))
    tensor.data_location = TensorProto.EXTERNAL
    return held


def save(model: onnx.ModelProto, path: Path, *, write: bool = True) -> None:
    """Writes a graph to `path`, and its table of words beside it where `write` says so."""
    content = bytearray()
    for tensor in model.graph.initializer:
        if tensor.name in PLACES:
            place, held = PLACES[tensor.name], refer(tensor)
            content.extend(bytes(max(0, place + len(held) - len(content))))
            content[place : place + len(held)] = held
    if write:
        (path.parent / FILE).write_bytes(content)
    beside = path.with_suffix(".part")
    beside.write_bytes(model.SerializeToString(deterministic=True))
    beside.replace(path)


def main() -> None:
    for path in map(Path, sys.argv[1:]):
        save(onnx.load(path), path)
        print(path, path.stat().st_size, (path.parent / FILE).stat().st_size)


if __name__ == "__main__":
    main()
