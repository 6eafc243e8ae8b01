"""What a casebook costs beside reading: `python -m bench.casebook`.

Writes bench/results/casebook.json. Two corpora are read alone and then added by the real reader;
storage alone is tried on up to 20,000 generated articles with a reader that needs no model (their
records are those of our samples, laid over texts with other vowels), so that its times are those
of the file. Times are CPU seconds of the process, which another's load disturbs least; each size
runs in a process of its own, whose peak memory is taken.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

from bench import corpora
from bench.corpora import ROOT
from bench.machine import stamp
from bench.speed import run
from bench.workers import peak_mb
from onrecord.casebook import Casebook
from onrecord.casebook.intake import Item
from onrecord.casebook.packing import made_by_json, pack, unpack
from onrecord.record import Record

NAMES = ("basil", "wikinews_2019_2020")
GENERATED = (1_000, 4_000, 20_000)
REAL = (75, 150, 295)
WARM_UP = 5
PARTS = {
    "texts": "SELECT sum(length(CAST(text AS BLOB))) FROM version",
    "bytes": "SELECT coalesce(sum(length(bytes)), 0) FROM version",
    "records": "SELECT sum(length(record)) FROM version",
    "log": "SELECT sum(length(detail) + length(digest) * 2) FROM custody",
}


def beside_reading(name: str, folder: Path, limit: int | None = None) -> dict[str, Any]:
    """A corpus read alone and then added: CPU seconds an article, and the room that it takes."""
    import onrecord

    articles = corpora.read(name)[:limit]
    texts = [article["text"] for article in articles]
    for text in texts[:WARM_UP]:
        onrecord.read(text=text)
    started = time.process_time()
    alone = [onrecord.read(text=text, id=f"a{n}").to_json() for n, text in enumerate(texts)]
    read = time.process_time() - started
    file = folder / f"{name}.jsonl"
    corpora.write_lines(file, ({"id": f"a{n}", "text": text} for n, text in enumerate(texts)))
    path = folder / f"{name}.casebook"
    with Casebook.create(path) as casebook:
        started = time.process_time()
        counts = casebook.add(file, jsonl=True).counts
        added = time.process_time() - started
        started = time.process_time()
        skipped = casebook.add(file, jsonl=True).counts
        again = time.process_time() - started
        kept = sum(casebook.record(f"a{n}").to_json() == json for n, json in enumerate(alone))
        parts = {
            part: casebook._connection.execute(query).fetchone()[0] for part, query in PARTS.items()
        }
    assert counts == {"added": len(texts)}
    assert skipped == {"unchanged": len(texts)}
    return {
        "articles": len(texts),
        "kept": kept,
        "read_ms": round(1000 * read / len(texts), 2),
        "add_ms": round(1000 * added / len(texts), 2),
        "unchanged_ms": round(1000 * again / len(texts), 2),
        **room(path, sum(len(text.encode("utf-8")) for text in texts)),
        "parts": {part: round(size / parts["texts"], 3) for part, size in parts.items()},
    }


def room(path: Path, texts: int) -> dict[str, Any]:
    """The size of a closed casebook, and how many times its texts' that is."""
    size = path.stat().st_size
    return {"mb": round(size / 1e6, 2), "times_the_texts": round(size / texts, 3)}


def read_samples(count: int, folder: Path, file: Path) -> dict[str, Any]:
    """The records of our invented samples into a file, read once for all sizes, one a line."""
    import onrecord

    with file.open("w", encoding="utf-8") as lines:
        for sample in sorted((ROOT / "samples").glob("0*.txt")):
            lines.write(onrecord.read(sample).to_json() + "\n")
    return {}


def generated(count: int, file: Path) -> Iterator[tuple[Item, Record]]:
    """Invented articles with their records: samples, each in texts with other vowels."""
    samples = []
    for line in file.read_text(encoding="utf-8").splitlines():
        record = Record.from_json(line)
        samples.append((record.document.text, pack(record), made_by_json(record.made_by)))
    vowels = ["".join(order) for order in permutations("aeiou")]
    for number in range(count):
        text, packed, maker = samples[number % len(samples)]
        turned = text.translate(str.maketrans("aeiou", vowels[number // len(samples) % 120]))
        turned = turned.translate(str.maketrans("0123456789", f"{number:010}"[-10:]))
        record = unpack(packed, turned, maker)
        data = turned.encode("utf-8")
        yield Item(key=f"g{number}", name=f"g{number}", data=data, form="text"), record


def grow(count: int, folder: Path, samples: Path) -> dict[str, Any]:
    """Storage alone: `count` generated articles into a new casebook, and the proof of it."""
    path = folder / f"generated-{count}.casebook"
    texts, writing = 0, 0.0
    with Casebook.create(path) as casebook:
        for item, record in generated(count, samples):
            texts += len(item.data)
            started = time.process_time()
            casebook.add_items([item], lambda _, record=record: record)  # type: ignore[misc]
            writing += time.process_time() - started
        adding_mb = peak_mb()
        started = time.process_time()
        proof = casebook.verify()
        verifying = time.process_time() - started
    assert proof.ok
    assert proof.versions == count
    return {
        "articles": count,
        "write_ms": round(1000 * writing / count, 3),
        "verify_ms": round(1000 * verifying / count, 3),
        "peak_mb": round(adding_mb),
        "peak_mb_verified": round(peak_mb()),
        **room(path, texts),
    }


def grow_read(count: int, folder: Path, _: Path) -> dict[str, Any]:
    """The first articles of a corpus added by the real reader."""
    texts = [article["text"] for article in corpora.read("wikinews_2019_2020")[:count]]
    file = folder / f"real-{count}.jsonl"
    corpora.write_lines(file, ({"id": str(n), "text": text} for n, text in enumerate(texts)))
    with Casebook.create(folder / f"real-{count}.casebook") as casebook:
        started = time.process_time()
        casebook.add(file, jsonl=True)
        seconds = time.process_time() - started
    words = sum(len(text.split()) for text in texts)
    return {
        "articles": count,
        "words": words,
        "us_a_word": round(1e6 * seconds / words, 1),
        "peak_mb": round(peak_mb()),
    }


def apart(step: str, count: int, samples: Path) -> dict[str, Any]:
    """One step of growth in a process of its own."""
    print(f"casebook: {step}, {count} articles …", file=sys.stderr, flush=True)
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "bench.casebook",
        "--step",
        step,
        str(count),
        samples,
    ]
    found: dict[str, Any] = json.loads(run(command).output)
    return found


def measure(
    *, names: Sequence[str] = NAMES, quick: bool = False, growth: bool = True
) -> dict[str, Any]:
    """Every figure; `quick`: a tenth of the articles, to try the bench."""
    few = 10 if quick else 1
    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        if growth:  # before this process reads, since its children begin with its peak of memory
            samples = Path(name) / "samples.jsonl"
            apart("read_samples", 0, samples)
            result["generated"] = [apart("grow", count // few, samples) for count in GENERATED]
            result["real"] = [apart("grow_read", count // few, samples) for count in REAL]
        for corpus in names:
            result[corpus] = beside_reading(corpus, Path(name), 30 if quick else None)
    return result


def figures(result: dict[str, Any]) -> dict[str, float]:
    """What may be pinned, larger being better: what came out as it went in, and how little room.

    `casebook.CORPUS.kept` is the share of records that are byte for byte what reading alone
    gives; `.room` the share of the file that the texts alone would take.
    """
    named = {}
    for name in NAMES:
        if name in result:
            found = result[name]
            named[f"casebook.{name}.kept"] = round(found["kept"] / found["articles"], 4)
            named[f"casebook.{name}.room"] = round(1 / found["times_the_texts"], 4)
    return named


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(prog="python -m bench.casebook", description="the casebook")
    parser.add_argument("--quick", action="store_true", help="a tenth of it, unpublished")
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step = {"read_samples": read_samples, "grow": grow, "grow_read": grow_read}[options.step[0]]
        with tempfile.TemporaryDirectory() as folder:
            found = step(int(options.step[1]), Path(folder), Path(options.step[2]))
            print(json.dumps(found))
        return
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    result = measure(quick=options.quick)
    written = json.dumps({"made": stamp(), **result}, indent=1)
    print(written)
    if not options.quick:
        target = ROOT / "bench" / "results" / "casebook.json"
        target.write_text(written + "\n", encoding="utf-8")
    for name, value in figures(result).items():
        print(f"{name:36} {value:.4f}")


if __name__ == "__main__":
    main()
