"""Fit the confidence of the packaged model on PolNeAR's dev part, which training never saw.

    ../.venv/bin/python calibrate.py

Writes confidence.json beside the weights and, cross-fitted over five parts of the articles,
folds/polnear_dev.jsonl: {"article", "attributions": [{"source", "cue", "content", "confidence"}]}.
Inner attributions have no gold in PolNeAR; theirs is the outer estimate, shifted to the
shares found right by hand, with a source and without (docs/judged.md).
"""

from __future__ import annotations

import argparse
import json

import numpy as np
import paths
import score_attributions as score
from spans import key, written

from onrecord.ingest import from_text
from onrecord.model.confidence import FEATURES, features
from onrecord.model.decode import decode, softmax
from onrecord.model.session import WEIGHTS, encoder
from onrecord.model.words import split_words


def rows(docs: list[dict]) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[dict]]:
    """Features (n, k), right or not (n,), article (n,), the attributions."""
    values, right, article, all_made = [], [], [], []
    engine = encoder()
    for number, doc in enumerate(docs):
        document = from_text(doc["text"], id=doc["id"])
        words = split_words(doc["text"], [(b.start, b.end) for b in document.story])
        scores = engine(words)
        links = [link for link in decode(scores, words, engine.parameters) if link.layer == 0]
        labels = softmax(scores.emit)[:, 0]
        made = [written(link, words) for link in links]
        p, g = (
            [{r: score.positions(a[r], doc["text"]) for r in score.ROLES} for a in side]
            for side in (made, doc["attributions"])
        )
        matched = dict(score.align(p, g))
        for i, link in enumerate(links):
            j = matched.get(i)
            good = j is not None and all(
                score.dice(p[i][r], g[j][r]) >= 0.5 for r in ("source", "content")
            )
            values.append(features(link, words, labels))
            right.append(good)
            article.append(number)
        all_made += made
    return np.array(values), np.array(right, float), np.array(article), all_made


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 3.0) -> tuple[np.ndarray, float]:
    """Logistic regression by Newton's method on scaled features; weights of the raw ones."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    a = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    penalty = np.diag([ridge] * x.shape[1] + [1e-6])
    w = np.zeros(a.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-a @ w))
        step = np.linalg.solve(
            (a * (p * (1 - p))[:, None]).T @ a + penalty, a.T @ (y - p) - penalty @ w
        )
        w += step
        if np.abs(step).max() < 1e-8:
            break
    raw = w[:-1] / spread
    return raw, float(w[-1] - raw @ mean)


def odds(share: float) -> float:
    return float(np.log(share / (1 - share)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--inner",
        type=float,
        nargs=2,
        default=(0.575, 0.05),
        metavar=("WITH", "WITHOUT"),
        help="share of inner attributions right, with a source and without (docs/judged.md)",
    )
    args = parser.parse_args()
    path = paths.ROOT.parent / "shared" / "corpora" / "polnear_dev.jsonl"
    with path.open(encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines]
    x, y, article, made = rows(docs)
    crossed = np.zeros(len(y))
    for fold in range(5):
        out = article % 5 == fold
        w, c = fit(x[~out], y[~out])
        crossed[out] = 1 / (1 + np.exp(-(x[out] @ w + c)))
    error = 0.0
    for part in np.array_split(np.argsort(crossed), 10):
        error += len(part) / len(y) * abs(crossed[part].mean() - y[part].mean())
    weights, constant = fit(x, y)
    sourced = x[:, FEATURES.index("has_source")] == 1
    shift = odds(args.inner[0]) - odds(y[sourced].mean())
    inner = weights.copy()
    gap = odds(args.inner[0]) - odds(args.inner[1])
    inner[FEATURES.index("has_source")] = gap
    inner_constant = constant + shift - (gap - weights[FEATURES.index("has_source")])
    (WEIGHTS / "confidence.json").write_text(
        json.dumps(
            {
                "features": FEATURES,
                "weights": [weights.round(5).tolist(), inner.round(5).tolist()],
                "constants": [round(constant, 5), round(inner_constant, 5)],
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )
    found: list[list[dict]] = [[] for _ in docs]
    for number, attribution, p in zip(article, made, crossed, strict=True):
        found[number].append(attribution | {"confidence": round(float(p), 4)})
    folds = paths.ROOT / "training" / "folds"
    folds.mkdir(exist_ok=True)
    with (folds / "polnear_dev.jsonl").open("w", encoding="utf-8", newline="\n") as lines:
        for doc, attributions in zip(docs, found, strict=True):
            lines.write(
                json.dumps({"article": key(doc["id"]), "attributions": attributions}) + "\n"
            )
    print(
        json.dumps(
            {
                "attributions": len(y),
                "right": round(float(y.mean()), 4),
                "ece10": round(error, 4),
                "weights": dict(zip(FEATURES, weights.round(3).tolist(), strict=True)),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
