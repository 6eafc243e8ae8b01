"""Reads once what the folds learn from: `python read_pairs.py --encoder FOLDER --fnc FILE --out F`.

F gets `pairs.json`, some of the pairs of all corpora but fnc1, and `states.pt`, the lower layers'
states of their texts and of fnc1's. Both hold other people's text: keep them out of git.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch
from pairs_data import base, plain
from pairs_model import Judge
from train_pairs import WEIGHTS, States

MOST = 2_600
LONGEST = 420
"""Code points of both sides of a pair that is taken."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--fnc", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = Judge(args.encoder, WEIGHTS)
    model.keep_own(args.encoder)
    states = States(model, args.encoder)
    pairs = [p for p in base(random.Random(77)) if len(p.first) + len(p.second) < LONGEST][:MOST]  # noqa: S311
    rows = [json.loads(line) for line in args.fnc.read_text().splitlines()]
    states([plain(row[side]) for row in rows for side in ("headline", "passage")])
    states([text for pair in pairs for text in (pair.first, pair.second)])
    torch.save(states.known, args.out / "states.pt")
    (args.out / "pairs.json").write_text(json.dumps([list(pair) for pair in pairs]))


if __name__ == "__main__":
    main()
