"""How the judge's scores become probabilities: `python calibrate_pairs.py PASSAGES --out FILE`.

A factor and a summand for the score of *denies*, fitted on fnc1's headlines and passages (PASSAGES,
which `python -m bench.pairs --passages` writes), articles that training never saw, and on made
pairs of another seed. FNC's "agree" may be *same* or *supports*, "discuss" all but *denies*. The
others' scores stay: nothing that training left out says when *same* is right, but what it is
measured on. The judge in `--weights` must have been exported without `--scale`; export_pairs.py
takes what this writes.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import paths  # noqa: F401
import torch
from pairs_data import DENIES, HOLDS, NOT_DENIED, UNRELATED, Pair, made, plain
from train_pairs import loss

from onrecord.model.pairs import PairJudge

TARGETS = {"agree": HOLDS, "disagree": DENIES, "discuss": NOT_DENIED, "unrelated": UNRELATED}
STEADY = 0.02
"""How strongly the factor is held at one and the summand at nothing."""


def fit(said: np.ndarray, pairs: list[Pair]) -> tuple[np.ndarray, float, float]:
    """Factors and summands (2, 5), and the loss before and after."""
    x, denied = torch.tensor(said), torch.tensor(DENIES)
    plain = torch.stack([torch.ones(5), torch.zeros(5)])
    moved = torch.zeros(2, 1, requires_grad=True)
    optimizer = torch.optim.LBFGS([moved], max_iter=100, line_search_fn="strong_wolfe")

    def value() -> torch.Tensor:
        scale = plain + moved * denied
        return loss(x * scale[0] + scale[1], pairs)

    def step() -> torch.Tensor:
        optimizer.zero_grad()
        total = value() + STEADY * moved.square().sum()
        total.backward()
        return total

    before = float(value())
    optimizer.step(step)
    with torch.no_grad():
        return (plain + moved * denied).numpy(), before, float(value())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.passages.read_text().splitlines()]
    pairs = [Pair(plain(r["headline"]), plain(r["passage"]), TARGETS[r["stance"]]) for r in rows]
    pairs += made(random.Random(99), share=0.3)  # noqa: S311
    judged = PairJudge(args.weights)([(pair.first, pair.second) for pair in pairs])
    scale, before, after = fit(np.log(np.maximum(judged, 1e-12)), pairs)
    print({"pairs": len(pairs), "loss": [round(before, 4), round(after, 4)]})
    print(scale.round(3).tolist())
    args.out.write_text(json.dumps(scale.tolist()))


if __name__ == "__main__":
    main()
