"""Claims found across documents: `python -m bench.claims [--draw PART N] [--misses]`.

basil's 100 stories, each told by three outlets, are read and put into one casebook; its claims are
those of `Casebook.claims`. The stories are parted by a hash of their names: those of the part
"development" were looked at while rules and thresholds were set, the part "test" was drawn from
and judged after that. A claim is of the part of its earliest passage's story.

What was judged by hand is bench/judged/claims.jsonl, as ids and offsets. A line is a claim as it
was drawn:

    {"part": "test", "core": number of the passage that stands for it, "members": [{"article":
     `corpora.key` of the id, "start", "end": of the passage, "stand": how it was put, "right":
     whether it stands so to the core's words}, …]}

A claim is right if all its passages are. `precision` is over the judged claims that are found
again with no passage that nobody judged (`judged` of `drawn`), with Wilson's 95 % interval;
`members`, over their passages. One reader judged them, once: a language model.

Recall has no gold here. `repeated`: of the pairs of passages of two outlets on one story whose words
are nearly the same (containment of word triples of at least 0.8, ten words or more), the share that
is in one claim; and `listed`: of the pairs whose vectors are as like as `LIKE`, the
share that the keys and the shared names bring together.

    --draw PART N   a seeded sample of the part's claims, with its words, to be judged in a terminal
    --misses        repeated passages that are in no common claim, in words: for the terminal alone
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench import corpora
from bench.readings import Predict, shipped
from bench.sources import wilson
from onrecord.casebook import Casebook, Claim, claimed
from onrecord.casebook.claims.passages import telling
from onrecord.casebook.intake import Item
from onrecord.record import Record

JUDGED = corpora.ROOT / "bench" / "judged" / "claims.jsonl"
CORPUS = "basil"
PARTS = ("development", "test")
SEED = 7
LIKE = 0.7
REPEATED, LONG = 0.8, 10
"""Containment of word triples, and the fewest words, of passages that repeat one another."""

Span = tuple[str, int, int]
"""An article's key, and the offsets of a passage."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim as it was judged: its part and, of each passage, its stand and whether that is so."""

    part: str
    core: Span
    members: dict[Span, tuple[str, bool]]

    @property
    def right(self) -> bool:
        """Whether all its passages stand as they were put."""
        return all(right for _, right in self.members.values())


def part_of(story: str) -> str:
    """Which part a story is of."""
    return PARTS[sha256(story.encode()).digest()[0] % 2]


def make(path: Path, predict: Predict = shipped, limit: int | None = None) -> dict[str, float]:
    """A casebook of the corpus with its claims; CPU seconds an article for each step."""
    articles = corpora.read(CORPUS)[:limit]
    records = predict(articles)
    seconds = {}
    with Casebook.create(path) as casebook:
        started = time.process_time()
        for article, data in zip(articles, records, strict=True):
            casebook.add_items([_item(article)], lambda _, made=data: _record(made, article))
        seconds["adding"] = time.process_time() - started
        started = time.process_time()
        casebook.identities(limit=1)
        seconds["identities"] = time.process_time() - started
        timed = _Timed()
        casebook.models = timed.models
        started = time.process_time()
        casebook.claims(limit=1)
        seconds["claims"] = time.process_time() - started
    seconds |= timed.seconds
    return {name: round(value / len(articles), 4) for name, value in seconds.items()} | {
        "pairs_judged": round(timed.pairs / len(articles), 2),
        "passages": round(timed.passages / len(articles), 2),
    }


class _Timed:
    """The packaged models, with how much they were asked and the CPU seconds that took."""

    def __init__(self) -> None:
        self.seconds = {"encoding": 0.0, "judging": 0.0}
        self.pairs = self.passages = 0

    def models(self) -> claimed.Models:
        given = claimed.packaged()

        def encoder(texts: Sequence[str]) -> Any:
            started = time.process_time()
            found = given.encoder(texts)
            self.seconds["encoding"] += time.process_time() - started
            self.passages += len(texts)
            return found

        def judge(pairs: Sequence[tuple[str, str]]) -> Any:
            started = time.process_time()
            found = given.judge(pairs)
            self.seconds["judging"] += time.process_time() - started
            self.pairs += len(pairs)
            return found

        return claimed.Models(encoder, judge, given.version)


def _item(article: corpora.Article) -> Item:
    key, data = article["id"], article["text"].encode("utf-8")
    given = {"id": key, "published": article["date"], "url": article["url"]}
    return Item(key=key, name=key, data=data, form="text", given=given)


def _record(data: dict[str, Any], article: corpora.Article) -> Record:
    """A record with the frame that the corpus gives its article."""
    document = data["document"] | {"published": article["date"], "location": article["url"]}
    return Record.from_dict(data | {"document": document})


def found(path: Path) -> list[Claim]:
    """The claims of a casebook."""
    with Casebook.open(path) as casebook:
        return casebook.claims()


@cache
def stories() -> dict[str, str]:
    """The story of each article, by the article's id."""
    return {article["id"]: article["story"] for article in corpora.read(CORPUS)}


def of_part(claims: Sequence[Claim], part: str) -> list[Claim]:
    """The claims whose earliest passage is of a story of that part, in the order of their ids."""
    those = [each for each in claims if part_of(stories()[_first(each)]) == part]
    return sorted(those, key=lambda each: each.id)


def _first(claim: Claim) -> str:
    return claim.members[0].place.document


def draw(claims: Sequence[Claim], part: str, count: int) -> list[Claim]:
    """A seeded sample of a part's claims."""
    those = of_part(claims, part)
    return random.Random(SEED).sample(those, min(count, len(those)))


def judged() -> list[Judged]:
    """What was judged by hand."""
    return [
        Judged(
            row["part"],
            _span(row["members"][row["core"]]),
            {_span(member): (member["stand"], member["right"]) for member in row["members"]},
        )
        for row in corpora.read_lines(JUDGED)
    ]


def _span(member: dict[str, Any]) -> Span:
    return member["article"], member["start"], member["end"]


def spans(claim: Claim) -> dict[Span, str]:
    """A claim's passages with how each stands to it."""
    return {
        (corpora.key(each.place.document), each.place.start, each.place.end): each.stand
        for each in claim.members
    }


def verdicts(claims: Sequence[Claim], rows: Sequence[Judged]) -> Iterator[tuple[Judged, bool]]:
    """The judged claims that are found again, and whether each is right as it is found now."""
    of_span = {span: number for number, claim in enumerate(claims) for span in spans(claim)}
    for row in rows:
        number = of_span.get(row.core)
        if number is None:
            continue
        now = spans(claims[number])
        if not set(now) <= set(row.members):
            continue  # it has a passage that nobody judged
        told = [row.members[span] for span in now]
        yield row, all(right and stand == now[span] for span, (stand, right) in zip(now, told))
