"""How weights that never saw them take fnc1's headlines and articles.

    python fold_stories.py runs/FOLD_0 runs/FOLD_1 …

Each folder holds what train_story.py left of a run that left out one of `bench.pairs.folds`. An
article's chances are the mean of that and of a plain model: multinomial logistic regression over
`story_text.features`, fitted on the other folds together with one like it over headlines, which is
not kept: only pairs are told, so the likelihood is that of train_story.pair_chances. Writes
folds/fnc1_test.jsonl, a line an article: {"article", "fold", "stands": [3], "headlines":
[[3], …]}: probabilities of STANDS, in the corpus' order; no text.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import paths  # noqa: F401
import torch
from story_data import plain
from story_text import counts, features
from torch import Tensor
from train_story import STANCES, pair_chances

from bench import corpora
from bench.pairs import Case, cases, sentences_of

STEADY, STEPS, RATE = 0.005, 300, 0.05
FIRST = (1.0, -1.0, 0.0)
"""Where learning begins: most take a story for true."""
BEGIN, WHOLE, HEADLINE = 0.4, 0.3, 1.5
"""And a word of hoax, falsehood or denial speaks for "against": at first this much."""


def of_headline(text: str) -> list[float]:
    """What the plain model sees of a headline, a one before it."""
    quoted = any(mark in text for mark in "\"“‘'")
    return [1.0, *(float(n > 0) for n in counts(text)), float("?" in text), float(quoted)]


def fitted(asked: Sequence[Case], seen: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The plain model's chances of all articles in `seen`, learnt from the cases' pairs."""
    asked = [c for c in asked if c.stance in STANCES]
    heads = list(dict.fromkeys(c.headline for c in asked))
    ids = list(dict.fromkeys(c.id for c in asked))
    learnt = np.stack([seen[id] for id in ids])
    mean, spread = learnt.mean(0), learnt.std(0) + 1e-6

    def rows(some: Sequence[str]) -> Tensor:
        scaled = (np.stack([seen[id] for id in some]) - mean) / spread
        return torch.tensor(np.c_[np.ones(len(some)), scaled], dtype=torch.float32)

    h, x = torch.tensor([of_headline(each) for each in heads]), rows(ids)
    first = [torch.zeros(each.shape[1], 3) for each in (h, x)]
    for each in first:
        each[0] = torch.tensor(FIRST)
    first[0][1:4, 1] = HEADLINE
    first[1][1:4, 1], first[1][9:12, 1] = BEGIN, WHOLE
    weights = [each.clone().requires_grad_() for each in first]
    of_head, of_body = Counter(c.headline for c in asked), Counter(c.id for c in asked)
    weight = torch.tensor([1 / math.sqrt(of_head[c.headline] * of_body[c.id]) for c in asked])
    at = torch.tensor([[heads.index(c.headline), ids.index(c.id)] for c in asked])
    gold = torch.tensor([STANCES.index(c.stance) for c in asked])
    optimizer = torch.optim.Adam(weights, lr=RATE)
    for _ in range(STEPS):
        chances = pair_chances((h @ weights[0])[at[:, 0]], (x @ weights[1])[at[:, 1]])
        log = chances.clamp(min=1e-5).log()[torch.arange(len(gold)), gold]
        moved = sum((w - f)[1:].square().sum() for w, f in zip(weights, first, strict=True))
        value = -(log * weight).sum() / weight.sum() + STEADY * moved
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
    found = (rows(list(seen)) @ weights[1]).softmax(-1).detach().numpy()
    return dict(zip(seen, found, strict=True))


def soft(scores: np.ndarray) -> np.ndarray:
    e = np.exp(scores - scores.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    args = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    asked = cases()
    heads: dict[str, np.ndarray] = {}
    articles: dict[str, np.ndarray] = {}
    for folder in args.folders:
        with np.load(folder / "judged.npz") as judged:
            for id, head, body in zip(
                *(judged[k] for k in ("ids", "heads", "bodies")), strict=True
            ):
                heads[str(id)], articles[str(id).rsplit(":", 1)[0]] = soft(head), soft(body)
    bodies = {c.id: c.body for c in asked}
    seen = {id: features([plain(s) for s in sentences_of(body)]) for id, body in bodies.items()}
    model = {
        fold: fitted([c for c in asked if c.fold != fold], seen) for fold in {c.fold for c in asked}
    }
    out = Path(__file__).parent / "folds" / "fnc1_test.jsonl"
    with out.open("w", encoding="utf-8", newline="\n") as lines:
        for id, run in groupby(asked, key=lambda case: case.id):
            own = list(run)
            stands = (articles[id] + model[own[0].fold][id]) / 2
            row = {
                "article": corpora.key(id),
                "fold": own[0].fold,
                "stands": [round(float(x), 4) for x in stands],
                "headlines": [[round(float(x), 4) for x in heads[f"{id}:{c.n}"]] for c in own],
            }
            lines.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
