"""What the folds say of fnc1, and how the judge's scores become probabilities.

    python fold_pairs.py runs/pairs0 runs/pairs1 … --encoder FOLDER --fnc FILE

Fold K's weights, exported to int8 as the packaged ones are, judge the headlines and passages that
they never saw. A factor and a summand for each relation's score are fitted on all of these and on
made pairs (`runs/scale.json`, for export_pairs.py); the judgements, so scaled, are written to
folds/pairs_fnc1.jsonl: ids and probabilities. Ten numbers over four thousand pairs: the same ones
serve for all folds.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import paths
import torch
from pairs_data import (
    DENIES,
    HOLDS,
    NOT_DENIED,
    UNRELATED,
    Pair,
    made,
    plain,
)
from train_pairs import WEIGHTS, loss

from onrecord.model.pairs import PairJudge

TARGETS = {"agree": HOLDS, "disagree": DENIES, "discuss": NOT_DENIED, "unrelated": UNRELATED}
STEADY = 0.02
"""How strongly the factors are held at one and the summands at nothing."""


def exported(folder: Path, encoder: Path) -> PairJudge:
    """A fold's judge, from its weights."""
    out = folder / "onnx"
    script = Path(__file__).parent / "export_pairs.py"
    command = [sys.executable, script, folder / "last.pt", "--encoder", encoder, "--out", out]
    subprocess.run(command, check=True)
    for name in ("sentences.onnx", "words.bin", "tokenizer.json"):
        shutil.copyfile(WEIGHTS / name, out / name)
    return PairJudge(out, threads=1)


def scores(judge: PairJudge, pairs: list[tuple[str, str]]) -> np.ndarray:
    """The logarithms of its probabilities (n, 5): its scores but for a constant a pair."""
    order = sorted(range(len(pairs)), key=lambda k: pairs[k][::-1])  # a passage is read once
    found = np.empty((len(pairs), 5), np.float32)
    found[order] = judge([pairs[k] for k in order])
    return np.log(np.maximum(found, 1e-12))


def fit(said: np.ndarray, pairs: list[Pair]) -> tuple[np.ndarray, float, float]:
    """Factors and summands (2, 5), and the loss before and after."""
    x = torch.tensor(said)
    scale = torch.stack([torch.ones(5), torch.zeros(5)]).requires_grad_(True)
    before = float(loss(x, pairs))
    optimizer = torch.optim.LBFGS([scale], max_iter=100, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        optimizer.zero_grad()
        value = loss(x * scale[0] + scale[1], pairs)
        value = value + STEADY * ((scale[0] - 1).square().sum() + scale[1].square().sum())
        value.backward()
        return value

    optimizer.step(step)
    found = scale.detach()
    return found.numpy(), before, float(loss(x * found[0] + found[1], pairs))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folds", type=Path, nargs="+")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--fnc", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.fnc.read_text().splitlines()]
    others = list(made(random.Random(99), share=0.25))  # noqa: S311
    said, pairs, kept = [], [], []
    for fold, folder in enumerate(args.folds):
        judge = exported(folder, args.encoder)
        mine = [row for row in rows if row["fold"] == fold]
        part = [Pair(plain(r["headline"]), plain(r["passage"]), TARGETS[r["stance"]]) for r in mine]
        part += others[fold :: len(args.folds)]
        found = scores(judge, [(p.first, p.second) for p in part])
        np.save(folder / "scores.npy", found)
        kept += [(row, line) for row, line in zip(mine, found[: len(mine)], strict=True)]
        said.append(found)
        pairs += part
    scale, before, after = fit(np.concatenate(said), pairs)
    print({"pairs": len(pairs), "loss": [round(before, 4), round(after, 4)]})
    print(scale.round(3).tolist())
    (args.folds[0].parent / "scale.json").write_text(json.dumps(scale.tolist()))
    with (paths.ROOT / "training" / "folds" / "pairs_fnc1.jsonl").open("w") as lines:
        for row, line in sorted(kept, key=lambda each: (each[0]["id"], each[0]["n"])):
            moved = line * scale[0] + scale[1]
            judged = np.exp(moved - moved.max())
            judged = (judged / judged.sum()).round(4).tolist()
            facts = {"id": row["id"], "n": row["n"], "fold": row["fold"], "judged": judged}
            lines.write(json.dumps(facts) + "\n")


if __name__ == "__main__":
    main()
