"""Attributions found in PolNeAR's dev part, by the given scorers.

PolNeAR is flat, so a record counts with its outermost layer alone: attributions that stand
inside no other. A role is a list of `[start, end]` pieces, code points into the article's text.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, NamedTuple

from bench.corpora import Article, scorer

ROLES = ("source", "cue", "content")


class Judged(NamedTuple):
    """One predicted attribution: how sure the model was, and whether it was right."""

    confidence: float
    right: bool


def flat(record: dict[str, Any], *, outermost: bool = True) -> Article:
    """A record (as `Record.to_dict` gives it) in the scorers' form, with `confidence` kept."""
    return {
        "id": record["document"]["id"],
        "attributions": [
            {
                "source": pieces([attribution["source"]] if attribution["source"] else []),
                "cue": pieces(attribution["cue"]),
                "content": pieces(attribution["content"]),
                "confidence": attribution["confidence"],
            }
            for attribution in record["attributions"]
            if not (outermost and attribution["inside"])
        ],
    }


def pieces(spans: list[dict[str, Any]]) -> list[list[int]]:
    """Spans as `[start, end]` pairs."""
    return [[span["start"], span["end"]] for span in spans]


def score(gold: Sequence[Article], predicted: Sequence[Article]) -> dict[str, Any]:
    """Every metric of the given scorers: `metrics` (P, R, F1), `by_type` (recall), `interval`.

    `interval` is the middle 95 % of F1 when articles are drawn anew with replacement.
    """
    metrics = scorer("score_attributions").score(gold, predicted)
    found = {article["id"]: article["attributions"] for article in predicted}
    by_type = scorer("by_type").run((article, found.get(article["id"], [])) for article in gold)
    counts = [
        scorer("score_attributions").count(
            article["text"], article["attributions"], found.get(article["id"], [])
        )
        for article in gold
    ]
    interval = {
        metric: bootstrap([count[metric] for count in counts], f1)
        for metric in ("full", "full_strict", "content_chars")
    }
    return {"metrics": metrics, "by_type": by_type, "interval": interval}


def f1(counts: list[int]) -> float:
    """F1 of true positives, predicted, gold."""
    return 2 * counts[0] / (counts[1] + counts[2]) if counts[1] + counts[2] else 1.0


def bootstrap(counts: Sequence[Sequence[float]], figure: Any, *, draws: int = 1000) -> list[float]:
    """The 2.5th and 97.5th percentile of a figure over articles drawn with replacement.

    `counts` holds one tuple of counts an article; `figure` makes a number of their sums.
    """
    draw = random.Random(20)  # noqa: S311 - the same articles every time, nothing secret
    figures = sorted(
        figure([sum(column) for column in zip(*draw.choices(counts, k=len(counts)), strict=True)])
        for _ in range(draws)
    )
    return [round(figures[int(draws * part)], 4) for part in (0.025, 0.975)]


def judge(gold: Sequence[Article], predicted: Sequence[Article]) -> list[Judged]:
    """Each predicted attribution with its confidence, right as the scorer's `full` has it."""
    given = scorer("score_attributions")
    found = {article["id"]: article["attributions"] for article in predicted}
    judged = []
    for article in gold:
        attributions = found.get(article["id"], [])
        guesses = letters(attributions, article["text"])
        truths = letters(article["attributions"], article["text"])
        aligned = dict(given.align(guesses, truths))
        for index, attribution in enumerate(attributions):
            right = index in aligned and all(
                given.dice(guesses[index][role], truths[aligned[index]][role]) >= 0.5
                for role in ("source", "content")
            )
            judged.append(Judged(attribution["confidence"], right))
    return judged


def letters(attributions: Sequence[Any], text: str) -> list[dict[str, set[int]]]:
    """Each role's letters as positions in the text, as the scorer compares them."""
    positions = scorer("score_attributions").positions
    return [{role: positions(item[role], text) for role in ROLES} for item in attributions]
