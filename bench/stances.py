"""Stances inside one article: which attribution denies, doubts or supports which.

The truth is bench/judged/stances.jsonl: pairs of attributions in articles of basil and of PolNeAR's
training part, judged by one reader (a language model) before the rules were written, as ids and
offsets. A line is a pair:

    {"corpus": …, "article": `corpora.key` of the id, "part": "development" or "test" (by the
     article's hash), "from": pieces of the content of who takes the stance, "to": a list of
     contents, any of which is the right target (the same is often said several times),
     "stance": denies, doubts, supports or neutral}

with `"judged": "extra"` where the pair was predicted and judged only afterwards; such pairs say
what precision is and are not asked for in recall. All denials in these articles whose target
stands in the same article are pairs.

Alignment: an attribution of ours is a labelled one where the letters that their contents share
are half of those of both together (intersection over union), or where both contents begin with
the same word and a third is shared.

`recall` of a stance: the share of its pairs (extras aside) whose taker is given that stance to any
of the pair's targets, or to another that an extra judges right (the claim may be told again inside
the denial: "rejected Roe's charge that …"). `pairs_precision`: of the labelled pairs, neutral ones
and all, to which we give that stance, the share that has it. `precision`: the same over every
stance of that kind that we give in these articles; one that no line judges counts as wrong and is
listed as unjudged.

    --errors   what is wrong, missed or unjudged, in words: for the terminal alone
    --test     with --errors: those of the test part too
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from bench import corpora
from bench.corpora import Article
from bench.readings import Predict, shipped
from bench.sources import shared, wilson

Offsets = tuple[int, int]
Content = tuple[Offsets, ...]

JUDGED = corpora.ROOT / "bench" / "judged" / "stances.jsonl"
STANCES = ("denies", "doubts", "supports")
PARTS = ("development", "test")
_LIKE, _LIKE_IF_FIRST = 0.5, 1 / 3


class Pair(NamedTuple):
    """A judged pair; `to` holds the contents any of which is the right target."""

    article: str
    part: str
    taker: Content
    to: tuple[Content, ...]
    stance: str
    extra: bool


class Given(NamedTuple):
    """A stance that was read: the pieces of both contents, and the judged stance of that pair.

    `truth` is None where nobody judged the pair.
    """

    article: str
    part: str
    taker: Content
    to: Content
    stance: str
    confidence: float
    truth: str | None
    extra: bool


class Result(NamedTuple):
    """The pairs with whether each was found, and the stances given."""

    pairs: list[tuple[Pair, frozenset[str]]]
    given: list[Given]


def pairs() -> tuple[list[Pair], dict[str, str]]:
    """The judged pairs, and each article's corpus."""
    rows = corpora.read_lines(JUDGED)
    found = [
        Pair(
            row["article"],
            row["part"],
            content(row["from"]),
            tuple(content(each) for each in row["to"]),
            row["stance"],
            row.get("judged") == "extra",
        )
        for row in rows
    ]
    return found, {row["article"]: row["corpus"] for row in rows}


def articles() -> list[Article]:
    """The articles of the judged pairs, in the order of their keys."""
    keys = pairs()[1]
    found = {
        key: article
        for name in sorted(set(keys.values()))
        for article in corpora.read(name)
        if keys.get(key := corpora.key(article["id"])) == name
    }
    return [found[key] for key in sorted(found)]


def is_like(one: Content, other: Content) -> bool:
    """Whether two contents are the same, by the rule said above."""
    both = sum(shared(a, b) for a in one for b in other)
    total = sum(end - start for start, end in (*one, *other)) - both
    if not both:
        return False
    first = one[0][0] == other[0][0]
    return both / total >= (_LIKE_IF_FIRST if first else _LIKE)


def judge(judged: Sequence[Pair], records: Iterable[dict[str, Any]]) -> Result:
    """What became of each pair, and what is true of each stance given."""
    asked: list[tuple[Pair, frozenset[str]]] = []
    given: list[Given] = []
    for record in records:
        key = corpora.key(record["document"]["id"])
        mine = [pair for pair in judged if pair.article == key]
        contents = {
            item["id"]: tuple((piece["start"], piece["end"]) for piece in item["content"])
            for item in record["attributions"]
        } | {item["id"]: ((item["start"], item["end"]),) for item in record["sentences"]}
        found = [
            (contents[item["from"]], contents[item["to"]], item["stance"], item["confidence"])
            for item in record["stances"]
            if item["stance"] in STANCES
        ]
        for pair in mine:
            right = [pair, *(extra for extra in mine if extra.extra and _is_alike(extra, pair))]
            got = (s for f, t, s, _ in found if any(_joins(each, f, t) for each in right))
            asked.append((pair, frozenset(got)))
        for taker, to, stance, confidence in found:
            truth = [pair for pair in mine if _joins(pair, taker, to)]
            best = next((p for p in truth if p.stance == stance), truth[0] if truth else None)
            given.append(
                Given(
                    key,
                    mine[0].part,
                    taker,
                    to,
                    stance,
                    confidence,
                    best.stance if best else None,
                    best is not None and best.extra,
                )
            )
    return Result(asked, given)


def _is_alike(one: Pair, other: Pair) -> bool:
    return one.stance == other.stance and is_like(one.taker, other.taker)


def _joins(pair: Pair, taker: Content, to: Content) -> bool:
    return is_like(pair.taker, taker) and any(is_like(each, to) for each in pair.to)


def content(pieces: Iterable[Sequence[int]]) -> Content:
    """The pieces of a content as tuples."""
    return tuple((start, end) for start, end in pieces)


def score(result: Result, part: str | None = None) -> dict[str, Any]:
    """Precision and recall of each stance with their counts; of one part only, if named."""
    asked = [(pair, got) for pair, got in result.pairs if part in (None, pair.part)]
    given = [item for item in result.given if part in (None, item.part)]
    scores: dict[str, Any] = {}
    for stance in STANCES:
        wanted = [got for pair, got in asked if pair.stance == stance and not pair.extra]
        found = sum(stance in got for got in wanted)
        of_kind = [item for item in given if item.stance == stance]
        right = sum(item.truth == stance for item in of_kind)
        among = [item for item in of_kind if item.truth and not item.extra]
        scores[stance] = {
            "pairs": len(wanted),
            "found": found,
            "recall": _share(found, len(wanted)),
            "recall_interval": wilson(found, len(wanted)),
            "given": len(of_kind),
            "right": right,
            "unjudged": sum(item.truth is None for item in of_kind),
            "precision": _share(right, len(of_kind)),
            "precision_interval": wilson(right, len(of_kind)),
            "pairs_precision": _share(sum(item.truth == stance for item in among), len(among)),
        }
    return scores


def _share(part: int, total: int) -> float | None:
    return round(part / total, 4) if total else None


def measure(predict: Predict = shipped) -> dict[str, Any]:
    """The scores over all pairs and over each part."""
    result = judge(pairs()[0], predict(articles()))
    return {"all": score(result)} | {part: score(result, part) for part in PARTS}


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures of `measure` by name: "stances.denies_recall", "stances.test.denies_recall" …"""
    return {
        f"stances.{'' if part == 'all' else part + '.'}{stance}_{name}": scores[stance][name]
        for part, scores in result.items()
        if part != "development"
        for stance in STANCES
        for name in ("precision", "recall")
        if scores[stance][name] is not None
    }


def show(result: Result, texts: dict[str, str], parts: Sequence[str]) -> None:
    """Print what is wrong, unjudged or missed, class by class."""

    def words(article: str, content: Content) -> str:
        said = " … ".join(texts[article][start:end] for start, end in content)
        return json.dumps(said[:300], ensure_ascii=False)

    for item in result.given:
        if item.part in parts and item.truth != item.stance:
            what = "unjudged" if item.truth is None else f"wrong, it is {item.truth}"
            print(f"{item.article} {item.part} {item.stance} ({item.confidence}): {what}")
            print(f"    {words(item.article, item.taker)}\n  → {words(item.article, item.to)}")
    for pair, got in result.pairs:
        missed = pair.stance in STANCES and not pair.extra and pair.stance not in got
        if pair.part in parts and missed:
            print(f"{pair.article} {pair.part} {pair.stance}: missed")
            print(f"    {words(pair.article, pair.taker)}")
            print(f"  → {words(pair.article, pair.to[0])}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the scores, or the errors."""
    parser = argparse.ArgumentParser(prog="python -m bench.stances", description=__doc__)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--test", action="store_true")
    options = parser.parse_args(arguments)
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    if options.errors:
        chosen = articles()
        texts = {corpora.key(article["id"]): article["text"] for article in chosen}
        parts = PARTS if options.test else PARTS[:1]
        show(judge(pairs()[0], shipped(chosen)), texts, parts)
        return
    for part, scores in measure().items():
        for stance, figure in scores.items():
            print(f"{part} {stance}: {json.dumps(figure)}")


if __name__ == "__main__":
    main()
