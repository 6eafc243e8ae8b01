"""Across corpora: attributions of GUM's rhetorical structure (RST) whose content is found.

RST marks fewer attributions than PolNeAR does, so this is a recall only: what else is predicted
has to be read by hand (`python -m bench.rst CORPUS [NUMBER]` lists ids and offsets to judge).
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from typing import Any

from bench.corpora import Article, folds, read, scorer

NOT_COUNTED = "credit_or_verbless"


def gold_contents(article: Article) -> list[set[int]]:
    """The letters of each gold content, as positions in the text."""
    given = scorer("score_attributions")
    return [
        given.positions([piece[:2] for piece in attribution["content"]], article["text"])
        for attribution in article["attributions"]
        if attribution.get("kind") != NOT_COUNTED
    ]


def contents(article: Article, attributions: Sequence[Any]) -> list[set[int]]:
    """The letters of each predicted content that has any."""
    given = scorer("score_attributions")
    found = [given.positions(item["content"], article["text"]) for item in attributions]
    return [letters for letters in found if letters]


def found(article: Article, attributions: Sequence[Any]) -> tuple[int, int]:
    """How many gold contents some prediction meets (Dice ≥ 0.5), of how many.

    A prediction of any layer counts, and may meet more than one.
    """
    given = scorer("score_attributions")
    gold, predicted = gold_contents(article), contents(article, attributions)
    hits = sum(any(given.dice(letters, other) >= 0.5 for other in predicted) for letters in gold)
    return hits, len(gold)


def counts(gold: Sequence[Article], predicted: Sequence[Article]) -> list[tuple[int, int]]:
    """`found` of every article. Raises ValueError where an article was not predicted."""
    by_id = {article["id"]: article["attributions"] for article in predicted}
    absent = [article["id"] for article in gold if article["id"] not in by_id]
    if absent:
        raise ValueError(f"not predicted: {', '.join(absent)}")
    return [found(article, by_id[article["id"]]) for article in gold]


def share(counts: Sequence[Sequence[int]]) -> float:
    """Found over gold, pooled."""
    return sum(count[0] for count in counts) / sum(count[1] for count in counts)


def extras(gold: Sequence[Article], predicted: Sequence[Article], number: int) -> list[Any]:
    """A draw of predictions that meet no gold content, to be read by hand: ids and offsets."""
    given = scorer("score_attributions")
    by_id = {article["id"]: article["attributions"] for article in predicted}
    others = []
    for article in gold:
        known = gold_contents(article)
        for item in by_id[article["id"]]:
            letters = given.positions(item["content"], article["text"])
            if not any(given.dice(letters, other) >= 0.5 for other in known):
                others.append({"id": article["id"], **item})
    draw = random.Random(20)  # noqa: S311 - the same draw every time, nothing secret
    return draw.sample(others, min(number, len(others)))


if __name__ == "__main__":
    corpus, number = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60
    for item in extras(read(corpus), folds(corpus) or [], number):
        print(json.dumps(item))
