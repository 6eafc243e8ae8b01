"""Trains the ranker's weights: `src/onrecord/annotate/places/ranker.json`, and `folds.jsonl`.

    OMP_NUM_THREADS=1 ../.venv/bin/python train.py

A conditional logit: of a name's candidates those within 161 km of the annotators' point are right,
and the weights make them likely together. The further readings are trained on where the readings
before put the other names. `folds.jsonl` has one line a fold: weights of all documents but the
fold's own, which `bench.places` measures with. Only figures are written, no words.

    --across CORPUS    print what weights of the other corpora alone reach on this one
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench import corpora  # noqa: E402
from bench import places as bench  # noqa: E402
from onrecord.annotate import places  # noqa: E402
from onrecord.annotate.places import rank  # noqa: E402
from onrecord.annotate.places.rank import Floats, Weights  # noqa: E402

FURTHER = 2
"""Readings after the first."""
STEPS, RATE, DECAY = 300, 0.1, 1.0
"""Adam's steps and rate; the weight of the penalty on squares."""


class Example(NamedTuple):
    """A document's candidates, which are right, and how often each group is mentioned."""

    corpus: str
    fold: int
    table: rank.Table
    right: Floats
    mentions: Floats


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--across", choices=bench.CORPORA)
    across = options.parse_args().across
    examples = [
        example
        for corpus in bench.CORPORA
        for article in corpora.read(corpus)
        if (example := prepare(corpus, article))
    ]
    if across:
        weights = fit([each for each in examples if each.corpus != across])
        articles = corpora.read(across)
        judged = [
            each
            for article in articles
            for each in bench.judge(
                article, lambda a, names: places.resolve(a["text"], names, weights=weights)
            )
        ]
        print(f"{across} by the others: {json.dumps(bench.score(judged))}")
        return
    out = ROOT / "src/onrecord/annotate/places" / rank.FILE
    out.write_text(json.dumps(told(fit(examples)), indent=1) + "\n", encoding="utf-8")
    lines = [
        json.dumps(told(fit([each for each in examples if each.fold != fold])))
        for fold in range(bench.FOLDS)
    ]
    (ROOT / "gazetteer/folds.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def prepare(corpus: str, article: dict[str, Any]) -> Example | None:
    """A document with what is right; None where no candidate of any name is."""
    gold = [each for each in bench.toponyms(article) if each.point]
    table = places.tabulate(article["text"], [(each.start, each.end) for each in gold])
    if not table:
        return None
    right = [
        float(
            np.mean(
                [
                    bench.kilometres(gold[member].point, (e.latitude / 1000, e.longitude / 1000))
                    <= bench.NEAR
                    for member in table.groups[owner].members
                ]
            )
            > 0.5
        )
        for e, owner in zip(table.entries, table.owner, strict=True)
    ]
    mentions = np.array([float(len(each.members)) for each in table.groups])
    return Example(corpus, bench.fold(article), table, np.array(right), mentions)


def fit(examples: Sequence[Example]) -> Weights:
    """Weights of every reading, each trained on what those before it leave."""
    weights = Weights(climb(examples, [each.table.rows for each in examples]), ())
    for _ in range(FURTHER):
        rows = [
            np.hstack(
                [e.table.rows, rank.neighbours(e.table, rank.probabilities(e.table, weights))]
            )
            for e in examples
        ]
        weights = Weights(weights.first, (*weights.further, climb(examples, rows)))
    return weights


def climb(examples: Sequence[Example], rows: Sequence[Floats]) -> Floats:
    """The weights that make right candidates likely, by Adam (Kingma and Ba 2015)."""
    kept, right, mentions, owner, size = [], [], [], [], 0
    for example, row in zip(examples, rows, strict=True):
        taught = np.bincount(example.table.owner, example.right) > 0
        numbers = np.cumsum(taught) - 1 + size
        chosen = taught[example.table.owner]
        kept.append(row[chosen])
        right.append(example.right[chosen])
        owner.append(numbers[example.table.owner][chosen])
        mentions.append(np.sqrt(example.mentions[taught]))
        size += int(taught.sum())
    x, y, of, weight = map(np.concatenate, (kept, right, owner, mentions))
    found, first, second = np.zeros(x.shape[1]), 0.0, 0.0
    for step in range(1, STEPS + 1):
        likely = rank.softmax(x @ found, of, size)
        held = likely * y
        wanted = held / np.bincount(of, held, size)[of]
        slope = x.T @ ((wanted - likely) * weight[of]) - DECAY * found
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = RATE * (0.3 if step > STEPS * 2 / 3 else 1.0)
        found = found + rate * (first / (1 - 0.9**step)) / (
            np.sqrt(second / (1 - 0.999**step)) + 1e-8
        )
    return found


def told(weights: Weights) -> dict[str, Any]:
    """Weights as JSON, by the features' names."""
    return {
        "first": {
            name: round(float(w), 3) for name, w in zip(rank.FIRST, weights.first, strict=True)
        },
        "further": [
            {name: round(float(w), 3) for name, w in zip(rank.SECOND, each, strict=True)}
            for each in weights.further
        ],
    }


if __name__ == "__main__":
    main()
