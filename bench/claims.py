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

Recall has no gold here. `repeated`: of the pairs of passages of two outlets on one story whose
words are nearly the same (at least 0.8 of the word triples of the longer one are in the other, ten
words or more), the share that is in one claim; `cut`: 0.8 of those of the shorter one.

    --draw PART N   a seeded sample of the part's claims, with its words, to be judged in a terminal
    --misses        repeated passages that are in no common claim, in words: for the terminal alone
"""

from __future__ import annotations

import argparse
import json
import random
import re
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
from onrecord.casebook import Casebook, Claim, claimed, facts
from onrecord.casebook.claims.passages import of_record
from onrecord.casebook.claims.reasons import CORE
from onrecord.casebook.intake import Item, Reader
from onrecord.record import Record

JUDGED = corpora.ROOT / "bench" / "judged" / "claims.jsonl"
CORPUS = "basil"
PARTS = ("development", "test")
SEED = 7
REPEATED, LONG = 0.8, 10
"""Containment of word triples, and the fewest words, of passages that repeat one another."""

_WORD = re.compile(r"[^\W_]+")

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
            casebook.add_items([_item(article)], _reader(data, article))
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


def _reader(data: dict[str, Any], article: corpora.Article) -> Reader:
    """What gives an article's record, with the frame that the corpus has for it."""
    document = data["document"] | {"published": article["date"], "location": article["url"]}
    record = Record.from_dict(data | {"document": document})
    return lambda _: record


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
    drawn = random.Random(SEED)  # noqa: S311
    return drawn.sample(those, min(count, len(those)))


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
        yield (
            row,
            all(
                right and stand == now[span] for span, (stand, right) in zip(now, told, strict=True)
            ),
        )


def repeated(
    claims: Sequence[Claim], passages: Sequence[Claimed], *, cut: bool = False
) -> tuple[int, list[Twice]]:
    """How many pairs repeat one another over two outlets of a story; those in no common claim.

    `cut`: also those of which one repeats a part of the other alone.
    """
    placed: dict[Span, set[str]] = {}
    for claim in claims:
        for span in spans(claim):
            placed.setdefault(span, set()).add(claim.id)
    by_triple: dict[tuple[str, ...], list[int]] = {}
    for number, each in enumerate(passages):
        for triple in each.triples:
            by_triple.setdefault(triple, []).append(number)
    total, missed = 0, []
    for number, each in enumerate(passages):
        shared: dict[int, int] = {}
        for triple in each.triples:
            for other in by_triple[triple]:
                if other < number:
                    shared[other] = shared.get(other, 0) + 1
        for other, common in sorted(shared.items()):
            twice = Twice(passages[other], each)
            of = min if cut else max
            least = of(len(passages[other].triples), len(each.triples))
            if common < REPEATED * least or not twice.across:
                continue
            total += 1
            if not placed.get(twice.one.span, set()) & placed.get(twice.other.span, set()):
                missed.append(twice)
    return total, missed


@dataclass(frozen=True, slots=True)
class Claimed:
    """A passage that took part, with the word triples of its content."""

    document: str
    span: Span
    words: str
    turn: str
    triples: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Twice:
    """Two passages of which one repeats the other."""

    one: Claimed
    other: Claimed

    @property
    def across(self) -> bool:
        """Whether they are of two articles on one story, and their sources stand alike to them."""
        mine, theirs = self.one.document, self.other.document
        alike = self.one.turn == self.other.turn
        return mine != theirs and stories()[mine] == stories()[theirs] and alike


def passages_of(path: Path) -> list[Claimed]:
    """The passages of a casebook that are long enough to be told to repeat one another."""
    found = []
    with Casebook.open(path) as casebook:
        for document in casebook.documents():
            record = casebook.record(document.key)
            starts = {each.id: facts.extent(each) for each in record.attributions}
            starts |= {each.id: (each.start, each.end) for each in record.sentences}
            for each in of_record(record):
                words = _WORD.findall(each.words.lower())
                if len(words) >= LONG:
                    triples = frozenset(zip(words, words[1:], words[2:], strict=False))
                    span = (corpora.key(document.key), *starts[each.ref])
                    found.append(Claimed(document.key, span, each.words, each.turn, triples))
    return found


def measure(predict: Predict = shipped, path: Path | None = None) -> dict[str, Any]:
    """Every figure; `path`: of a casebook that was made before, whose cost is then not told."""
    with tempfile.TemporaryDirectory() as folder:
        cost = {} if path else make(Path(folder) / "basil.casebook", predict)
        place = path or Path(folder) / "basil.casebook"
        claims = found(place)
        passages = passages_of(place)
        repeats = {
            name: repeated(claims, passages, cut=cut)
            for name, cut in (("repeated", False), ("cut", True))
        }
    result: dict[str, Any] = {"claims": len(claims), "cost": cost}
    for part in PARTS:
        rows = [row for row in judged() if row.part == part]
        told = [right for _, right in verdicts(claims, rows)]
        members = [right for row in rows for _, right in row.members.values()]
        result[part] = {
            "found": len(of_part(claims, part)),
            "drawn": len(rows),
            "judged": len(told),
            "right": sum(told),
            "precision": round(sum(told) / len(told), 4) if told else None,
            "interval": wilson(sum(told), len(told)),
            "members": len(members),
            "members_right": sum(members),
        }
    for name, (total, missed) in repeats.items():
        share = round(1 - len(missed) / total, 4) if total else None
        result[name] = {"pairs": total, "in_one_claim": total - len(missed), "share": share}
    return result


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures that may be pinned."""
    test, repeats = result["test"], result["repeated"]
    named = {"claims.precision": test["precision"], "claims.repeated": repeats["share"]}
    return {name: value for name, value in named.items() if value is not None}


def show(claims: Sequence[Claim]) -> None:
    """Claims with their words, to be judged: for the terminal alone."""
    for number, claim in enumerate(claims):
        print(f"\n{number}. {claim.id}: {claim.text}")
        for each in claim.members:
            key = corpora.key(each.place.document)
            said = (each.said.holder, each.said.cue) if each.said else "own voice"
            print(f"   {each.stand:8} {each.confidence:.2f} {key} {each.place.start} {said}")
            print(f"            {' '.join(each.text.split())}")


def row_of(claim: Claim, part: str, wrong: Sequence[int] = ()) -> dict[str, Any]:
    """A line of the judged list: `wrong` are the numbers of passages that do not stand so."""
    members = [
        {
            "article": corpora.key(each.place.document),
            "start": each.place.start,
            "end": each.place.end,
            "stand": each.stand,
            "right": number not in wrong,
        }
        for number, each in enumerate(claim.members)
    ]
    core = next(n for n, each in enumerate(claim.members) if each.reason == CORE)
    return {"part": part, "core": core, "members": members}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; or show what is to be judged, or was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.claims", description="claims on basil")
    parser.add_argument("--casebook", type=Path, help="one that was made before")
    parser.add_argument("--draw", nargs=2, metavar=("PART", "N"))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    if options.draw:
        part, count = options.draw
        show(draw(found(options.casebook), part, int(count)))
    elif options.misses:
        for twice in repeated(found(options.casebook), passages_of(options.casebook))[1]:
            print(f"\n{twice.one.span} {twice.one.words}\n{twice.other.span} {twice.other.words}")
    else:
        print(json.dumps(measure(path=options.casebook), indent=1))


if __name__ == "__main__":
    main()
