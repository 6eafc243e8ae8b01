"""What claims cost as a casebook grows: `python -m bench.claims_growth [--sizes N …] [--write]`.

Articles are made up, three to a story, of three outlets: each has twenty statements of random
words, six of which its story's other articles have as well, in almost the same words and with a
number. One of the speakers is known all over the casebook; the third outlet says that it has its
story from the first. Their records need no model; in place of the packaged models stand words in
common, so that what is measured is all the rest: keys, candidates, credits, gathering, the file.
Each size runs in a process of its own. CPU seconds and the pairs judged are an article's; memory
is the process' peak. `--write` puts it into bench/results/claims_growth.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.corpora import ROOT
from bench.machine import stamp
from bench.speed import run
from bench.workers import peak_mb
from onrecord.casebook import Casebook
from onrecord.casebook.claimed import Models
from onrecord.casebook.intake import Item
from onrecord.record import Attribution, Block, Document, Entity, MadeBy, Mention, Record, Sentence

RESULTS = ROOT / "bench" / "results" / "claims_growth.json"
SIZES = (300, 1_200, 4_800, 19_998)
OUTLETS = ("Marren Gazette", "Norr Courier", "Ostby Tribune")
STATEMENTS, SHARED = 20, 6
KNOWN = 40
"""People of whom each story has one."""
_SIZE = 96
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


class _Story:
    """What the articles of a story have in common: its people, and statements."""

    def __init__(self, seed: int) -> None:
        draw = random.Random(seed)  # noqa: S311
        self.people = [_person(draw) for _ in range(6)]
        self.people.append(_person(random.Random(f"known {seed % KNOWN}")))  # noqa: S311
        self.shared = [
            [*_said(draw)[:-1], str(draw.randint(3, 90)), _verb(draw)] for _ in range(SHARED)
        ]


def _person(draw: random.Random) -> str:
    return f"{_word(draw, 2).title()} {_word(draw, 3).title()}"


def _verb(draw: random.Random) -> str:
    return f"{_word(draw, 2)}ed"


def _word(draw: random.Random, syllables: int) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(syllables))


def _said(draw: random.Random) -> list[str]:
    """Words of a statement; some of them are in every other story too, as in real ones."""
    rare = [_word(draw, 3) for _ in range(5)]
    often = [_word(random.Random(int(draw.paretovariate(0.6)) % 500), 2) for _ in range(5)]  # noqa: S311
    words = rare + often
    draw.shuffle(words)
    return [*words, _verb(draw)]


def articles(count: int) -> Iterator[tuple[Item, Record]]:
    """So many articles with their records, the same ones each time."""
    for number in range(count):
        story, outlet = _Story(number // len(OUTLETS)), number % len(OUTLETS)
        draw = random.Random(f"{number}")  # noqa: S311
        lines = [f"Story {number // len(OUTLETS)} from outlet {outlet}"]
        said = [_turned(words, draw) for words in story.shared]
        said += [_said(draw) for _ in range(STATEMENTS - SHARED)]
        draw.shuffle(said)
        lines += [f"{draw.choice(story.people)} said that {' '.join(words)}." for words in said]
        if outlet == len(OUTLETS) - 1:
            lines.append(f"With reporting by {OUTLETS[0]}.")
        text = "\n".join(lines)
        key = f"g{number}"
        data = text.encode()
        item = Item(key=key, name=key, data=data, form="text", given={"id": key})
        yield item, _record(text, number, data)


def _turned(words: Sequence[str], draw: random.Random) -> list[str]:
    """The words with one left out: another outlet's."""
    gone = draw.randrange(len(words) - 1)
    return [word for index, word in enumerate(words) if index != gone]


def _record(text: str, number: int, data: bytes) -> Record:
    blocks, sentences, said = [], [], []
    people: dict[str, list[Mention]] = {}
    at = 0
    document = Document(
        id=f"g{number}",
        location=f"https://outlet{number % len(OUTLETS)}.example/{number}",
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        language="en",
        headline=text.split("\n", 1)[0],
        publisher=OUTLETS[number % len(OUTLETS)],
        published=str(date(2031, 1, 1) + timedelta(days=number // len(OUTLETS) // 4)),
        text=text,
    )
    for index, line in enumerate(text.split("\n")):
        end = at + len(line)
        blocks.append(Block(kind="paragraph" if index else "headline", start=at, end=end))
        sentences.append(Sentence(id=f"s{index}", start=at, end=end, block=index))
        name, _, content = line.partition(" said that ")
        if content:
            source = document.span(at, at + len(name))
            people.setdefault(name, []).append(
                Mention(start=source.start, end=source.end, text=name, kind="name", confidence=0.9)
            )
            said.append((source, end - 1 - len(content) + 1, end - 1))
        at = end + 1
    ids = {name: f"e{index}" for index, name in enumerate(people)}
    return Record(
        made_by=MadeBy(onrecord="0", stages={}),
        document=Document(**{**_fields(document), "blocks": blocks}),
        sentences=sentences,
        entities=[
            Entity(id=ids[name], name=name, type="person", mentions=mentions)
            for name, mentions in people.items()
        ],
        attributions=[
            Attribution(
                id=f"a{index}",
                source=source,
                entities=[ids[source.text]],
                cue=[document.span(source.end + 1, source.end + 5)],
                content=[document.span(start, end)],
                mode="indirect",
                kind="statement",
                source_kind="named_person",
                confidence=0.9,
            )
            for index, (source, start, end) in enumerate(said)
        ],
    )


def _fields(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in document.__dataclass_fields__}


def models() -> Models:
    """Words in common in place of the packaged models."""
    return Models(_encode, _judge, "words in common")


def _encode(texts: Sequence[str]) -> NDArray[np.float32]:
    vectors = np.zeros((len(texts), _SIZE), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in set(text.split()):
            draw = np.frombuffer(hashlib.blake2b(word.encode(), digest_size=12).digest(), np.uint8)
            vectors[row] += np.unpackbits(draw).astype(np.float32) * 2 - 1
    lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / lengths).astype(np.float32)


def _judge(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    told = np.zeros((len(pairs), 5), dtype=np.float32)
    for row, (first, second) in enumerate(pairs):
        one, other = set(first.split()), set(second.split())
        told[row, 0 if len(one & other) * 2 > len(one | other) else 4] = 1.0
    return told


def grow(count: int, folder: Path) -> dict[str, Any]:
    """A casebook of so many articles, and what its claims cost."""
    with Casebook.create(folder / "grown.casebook") as casebook:
        for item, record in articles(count):
            casebook.add_items([item], lambda _, made=record: made)  # type: ignore[misc]
        casebook.identities(limit=1)
        before, pairs = peak_mb(), 0

        def judge(some: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
            nonlocal pairs
            pairs += len(some)
            return _judge(some)

        casebook.models = lambda: models()._replace(judge=judge)
        started = time.process_time()
        casebook.claims(limit=1)
        seconds = time.process_time() - started
        (claims,) = casebook._connection.execute("SELECT count(*) FROM claim").fetchone()
    return {
        "articles": count,
        "ms": round(1000 * seconds / count, 2),
        "pairs_judged": round(pairs / count, 2),
        "claims": round(claims / count * len(OUTLETS) / SHARED, 3),
        "peak_mb_before": round(before),
        "peak_mb": round(peak_mb()),
    }


def measure(sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """What each size costs, and the exponent with which time grows between the outer two."""
    rows = []
    for count in sizes:
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "bench.claims_growth",
            "--step",
            str(count),
        ]
        rows.append(json.loads(run(command).output))
    first, last = rows[0], rows[-1]
    grown = log(last["ms"] * last["articles"] / (first["ms"] * first["articles"]))
    return {"sizes": rows, "exponent": round(grown / log(last["articles"] / first["articles"]), 3)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.claims_growth")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--step", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help="into bench/results")
    options = parser.parse_args()
    if options.step:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(grow(options.step, Path(folder))))
        return
    result = measure(options.sizes) | {"made": stamp()}
    if options.write:
        RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
