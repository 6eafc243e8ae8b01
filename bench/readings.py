"""What was read of who an article's words mean: from a record, or from files of training.

For articles that the model was trained on, training leaves what weights that never saw the article
read of it, in training/folds/entities_CORPUS.jsonl (CORPUS: gum_news, gum_other_cc). One line an
article, in the corpus' order, offsets in code points of the corpus' `text`, no words:

    {"article": "the first 12 hexadecimal digits of the SHA-256 of the id (`corpora.key`)",
     "chains": [{"type": "person", "name": [start, end] or null,
                 "mentions": [[start, end, "name" or "nominal" or "pronoun"], …]}, …],
     "attributions": [{"source": [[start, end], …], "content": [[start, end], …],
                       "entities": [index of a chain, …], "unresolved": "reason" or null}, …]}

- `chains` holds every mention that was found, each in one chain; what is mentioned once is a chain
  of one. Mentions stand in the order of the text, chains in that of their first mentions.
- `name` is the mention whose words are the entity's name; a chain with a name is an entity of the
  record, one without (`null`) has none of its mentions called "name".
- `type` is one of the record's entity types, after all voting and folding.
- `attributions` are those of the record, inner ones included; `entities` may only point at chains
  with a name, and is empty exactly where `unresolved` gives the reason.
"""

from __future__ import annotations

import json
import os
import re
from argparse import ArgumentParser
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, NamedTuple

from bench import corpora
from bench.corpora import Article

Offsets = tuple[int, int]
Predict = Callable[[Sequence[Article]], list[dict[str, Any]]]
"""Articles to their records (as `Record.to_dict` gives them), in the same order."""
_Given = tuple[str, str, str | None]
"""A text, its id, and when it was published, where that is told."""

_READ: dict[_Given, str] = {}
"""What was read in this run, as JSON."""
_WORTH_A_WORKER = 20
"""Fewer texts are not worth a process of their own."""

_BEFORE = re.compile(r"""(?:[\s"'“”‘’«»(\[]|(?:the|a|an)\s)+""", re.IGNORECASE)
_AFTER = re.compile(r"""(?:\s?['’]s|[\s"'“”‘’«»,;:)\]])+\Z""", re.IGNORECASE)


class Mention(NamedTuple):
    """Words that mean an entity; `kind` is name, nominal or pronoun."""

    start: int
    end: int
    kind: str


class Chain(NamedTuple):
    """Mentions of one and the same; `name` is the mention whose words name it, if any does."""

    type: str
    name: Offsets | None
    mentions: tuple[Mention, ...]


class Attributed(NamedTuple):
    """An attribution: pieces of source and content, whose it is (indices of chains), or why not."""

    source: tuple[Offsets, ...]
    content: tuple[Offsets, ...]
    entities: tuple[int, ...]
    unresolved: str | None


class Reading(NamedTuple):
    """What was read of one article."""

    id: str
    chains: tuple[Chain, ...]
    attributions: tuple[Attributed, ...]


def shipped(articles: Sequence[Article]) -> list[dict[str, Any]]:
    """Records by the model as shipped; an article that several benches ask for is read once."""
    return _records([(each["text"], each["id"], None) for each in articles])


def dated(articles: Sequence[Article]) -> list[dict[str, Any]]:
    """The same, each article given with its date."""
    return _records([(each["text"], each["id"], each.get("date")) for each in articles])


def _records(given: Sequence[_Given]) -> list[dict[str, Any]]:
    new = [each for each in dict.fromkeys(given) if each not in _READ]
    _READ.update(zip(new, _read_all(new), strict=True))
    return [json.loads(_READ[each]) for each in given]


def _read_all(given: Sequence[_Given]) -> list[str]:
    """What is read of texts, on all cores where there are many of them."""
    workers = min(os.cpu_count() or 1, len(given) // _WORTH_A_WORKER)
    if workers < 2:
        return [_read(each) for each in given]
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        return [*pool.map(_read, given, chunksize=4)]


def _read(given: _Given) -> str:
    import onrecord

    text, id, published = given
    return onrecord.read(text=text, id=id, published=published).to_json()


def of_record(record: dict[str, Any]) -> Reading:
    """The reading of a record (as `Record.to_dict` gives it): its entities are the chains."""
    place = {entity["id"]: index for index, entity in enumerate(record["entities"])}
    return Reading(
        record["document"]["id"],
        tuple(_chain(entity) for entity in record["entities"]),
        tuple(
            Attributed(
                tuple(_offsets([item["source"]] if item["source"] else [])),
                tuple(_offsets(item["content"])),
                tuple(place[id] for id in item["entities"]),
                item["unresolved"],
            )
            for item in record["attributions"]
        ),
    )


def _offsets(spans: Iterable[dict[str, Any]]) -> list[Offsets]:
    return [(span["start"], span["end"]) for span in spans]


def _chain(entity: dict[str, Any]) -> Chain:
    """An entity; the mention that names it is the first that has its name's words."""
    named = [mention for mention in entity["mentions"] if mention["kind"] == "name"]
    named.sort(key=lambda item: (item["text"] != entity["name"], item["start"] - item["end"]))
    return Chain(
        entity["type"],
        _offsets(named)[0] if named else None,
        tuple(Mention(item["start"], item["end"], item["kind"]) for item in entity["mentions"]),
    )


def folds(name: str, articles: Sequence[Article]) -> list[Reading] | None:
    """The readings of articles by weights that had not seen them; None: there are none.

    Raises ValueError where an article is missing or a line breaks the format above.
    """
    file = corpora.FOLDS / f"entities_{name}.jsonl"
    if not file.is_file():
        return None
    rows = {row["article"]: row for row in corpora.read_lines(file)}
    absent = [article["id"] for article in articles if corpora.key(article["id"]) not in rows]
    if absent:
        raise ValueError(f"not predicted: {', '.join(absent)}")
    return [_of_row(article, rows[corpora.key(article["id"])]) for article in articles]


def _of_row(article: Article, row: dict[str, Any]) -> Reading:
    reading = Reading(
        article["id"],
        tuple(
            Chain(
                chain["type"],
                tuple(chain["name"]) if chain["name"] else None,
                tuple(Mention(*mention) for mention in chain["mentions"]),
            )
            for chain in row["chains"]
        ),
        tuple(
            Attributed(
                tuple((start, end) for start, end in item["source"]),
                tuple((start, end) for start, end in item["content"]),
                tuple(item["entities"]),
                item["unresolved"],
            )
            for item in row["attributions"]
        ),
    )
    _check(reading, len(article["text"]))
    return reading


def _check(reading: Reading, length: int) -> None:
    seen: set[Offsets] = set()
    for chain in reading.chains:
        names = {(start, end) for start, end, kind in chain.mentions if kind == "name"}
        _require(chain.name in names if chain.name else not names, "name of a chain", reading.id)
        for start, end, kind in chain.mentions:
            _require(0 <= start < end <= length, "offsets", reading.id)
            _require((start, end) not in seen, "a mention in two chains", reading.id)
            _require(kind in ("name", "nominal", "pronoun"), "kind", reading.id)
            seen.add((start, end))
    for item in reading.attributions:
        _require(bool(item.entities) != bool(item.unresolved), "entities or a reason", reading.id)
        named = all(reading.chains[index].name for index in item.entities)
        _require(named, "an entity without a name", reading.id)


def _require(holds: bool, what: str, where: str) -> None:
    if not holds:
        raise ValueError(f"training/folds: {what}: {corpora.key(where)}")


def chosen(parser: ArgumentParser, given: Sequence[str], known: Collection[str]) -> Collection[str]:
    """The corpora that a command line names, all where it names none; it fails on another."""
    others = [name for name in given if name not in known]
    if others:
        parser.error(f"no such corpus: {', '.join(others)} (choose from {', '.join(known)})")
    return given or known


def around(text: str, start: int, end: int, *, width: int = 60) -> str:
    """The words at two offsets in their surroundings, on one line: for the terminal alone."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    return json.dumps(f"{before}⟦{text[start:end]}⟧{after}", ensure_ascii=False)[1:-1]


def trimmed(text: str, start: int, end: int) -> Offsets:
    """A name without what conventions differ on: article before, possessive after, quotes."""
    before = _BEFORE.match(text, start, end)
    low = before.end() if before else start
    after = _AFTER.search(text[low:end])
    high = low + after.start() if after else end
    return (low, high) if low < high else (start, end)
