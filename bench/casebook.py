"""What a casebook costs beside reading, and how quickly it answers: `python -m bench.casebook`.

Writes bench/results/casebook.json. Two corpora are added by the real reader, whose own CPU time is
taken within: a ratio of two times of one run, which other programs' load disturbs least. The two
in one casebook are then searched (see bench.search). Growth is tried on up to 20,000 generated
articles with records that need no model (those of our samples, laid over texts with other vowels),
each size in a process of its own, whose peak memory is taken; who is one in them is gathered as
`add` does it. A few names return in all of these articles and sound alike, which is the hard case.

`--quick` takes a tenth of the articles: to try the bench, not to publish.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

from bench import corpora, search
from bench.corpora import ROOT
from bench.machine import stamp
from bench.readings import Predict
from bench.speed import run
from bench.workers import peak_mb
from onrecord.casebook import Casebook, intake
from onrecord.casebook.intake import Item
from onrecord.casebook.packing import made_by_json, pack, unpack
from onrecord.record import Record

NAMES = ("basil", "wikinews_2019_2020")
GATED = "basil"
GENERATED = (1_000, 4_000, 20_000)
WARM_UP = 5
PARTS = {
    "texts": "SELECT sum(length(CAST(text AS BLOB))) FROM version",
    "bytes": "SELECT coalesce(sum(length(bytes)), 0) FROM version",
    "records": "SELECT sum(length(record)) FROM version",
    "log": "SELECT sum(length(detail) + length(digest) * 2) FROM custody",
}

Add = Callable[[Casebook, Item, Record], None]


def items(name: str, limit: int | None = None) -> list[Item]:
    """A corpus' articles as they are given to a casebook."""
    made = []
    for number, article in enumerate(corpora.read(name)[:limit]):
        known = {"published": article.get("date"), "url": article.get("url")}
        given = {key: value for key, value in known.items() if value}
        data = article["text"].encode("utf-8")
        made.append(Item(key=f"{name}-{number}", name=name, data=data, form="text", given=given))
    return made


def beside_reading(
    name: str, folder: Path, limit: int | None = None
) -> tuple[dict[str, Any], list[tuple[Item, Record]]]:
    """A corpus added: CPU time an article beside the reading within it, and the room it takes.

    Gives also what was added.
    """
    given = items(name, limit)
    reader = intake.reader()
    read: dict[str, Record] = {}
    reading = 0.0

    def timed(item: Item) -> Record:
        nonlocal reading
        begun = time.process_time()
        record = read[item.key] = reader(item)
        reading += time.process_time() - begun
        return record

    for item in given[:WARM_UP]:
        reader(item)
    path = folder / f"{name}.casebook"
    with Casebook.create(path) as casebook:
        begun = time.process_time()
        counts = casebook.add_items(given, timed).counts
        adding = time.process_time() - begun
        begun = time.process_time()
        casebook._identified()
        gathering = time.process_time() - begun
        begun = time.process_time()
        skipped = casebook.add_items(given, timed).counts
        again = time.process_time() - begun
        kept = sum(casebook.record(key).to_json() == read[key].to_json() for key in read)
        held = parts(casebook)
    assert counts == {"added": len(given)}
    assert skipped == {"unchanged": len(given)}
    each = 1000 / len(given)
    found = {
        "articles": len(given),
        "kept": kept,
        "read_ms": round(each * reading, 2),
        "store_ms": round(each * (adding - reading), 2),
        "identify_ms": round(each * gathering, 2),
        "unchanged_ms": round(each * again, 2),
        "times_the_reading": round((adding + gathering) / reading, 4),
        **room(path, sum(len(item.data) for item in given)),
        "parts": held,
    }
    return found, [(item, read[item.key]) for item in given]


def parts(casebook: Casebook) -> dict[str, float]:
    """How many times the texts' size each part has."""
    sizes = {name: casebook._connection.execute(sql).fetchone()[0] for name, sql in PARTS.items()}
    return {name: round(size / sizes["texts"], 3) for name, size in sizes.items()}


def room(path: Path, texts: int) -> dict[str, Any]:
    """The size of a closed casebook, and how many times its texts' that is."""
    size = path.stat().st_size
    return {"mb": round(size / 1e6, 2), "times_the_texts": round(size / texts, 3)}


def kept(predict: Predict, limit: int | None = None) -> dict[str, Any]:
    """For the gate: whether records come out as they went in, and the room that they take."""
    articles = corpora.read(GATED)[:limit]
    records = [Record.from_dict(record) for record in predict(articles)]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "kept.casebook"
        with Casebook.create(path) as casebook:
            for item, record in zip(items(GATED, limit), records, strict=True):
                put(casebook, item, record)
            casebook._identified()
            same = sum(
                casebook.record(f"{GATED}-{number}").to_json() == record.to_json()
                for number, record in enumerate(records)
            )
        texts = sum(len(article["text"].encode("utf-8")) for article in articles)
        return {"articles": len(articles), "kept": same, **room(path, texts)}


def put(casebook: Casebook, item: Item, record: Record) -> None:
    """Add a record that is there already."""
    casebook.add_items([item], lambda _: record)


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
    """`count` generated articles into a new casebook, who is one in them, and the proof of it."""
    path = folder / f"generated-{count}.casebook"
    texts, writing = 0, 0.0
    with Casebook.create(path) as casebook:
        for item, record in generated(count, samples):
            texts += len(item.data)
            begun = time.process_time()
            put(casebook, item, record)
            writing += time.process_time() - begun
        begun = time.process_time()
        casebook._identified()
        gathering = time.process_time() - begun
        adding_mb = peak_mb()
        begun = time.process_time()
        proof = casebook.verify()
        verifying = time.process_time() - begun
    assert proof.ok
    assert proof.versions == count
    return {
        "articles": count,
        "store_ms": round(1000 * writing / count, 3),
        "identify_ms": round(1000 * gathering / count, 3),
        "verify_ms": round(1000 * verifying / count, 3),
        "peak_mb": round(adding_mb),
        "peak_mb_verified": round(peak_mb()),
        **room(path, texts),
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


def growth(counts: Sequence[int], samples: Path) -> dict[str, Any]:
    """Each size, and how time grows with it.

    `exponent` is the slope of the logarithm of the CPU time over that of the articles (1: linear),
    `r_squared` how straight the time itself is; `memory` is the largest size's peak beside that
    of the one before.
    """
    rows = [apart("grow", count, samples) for count in counts]
    sizes = [row["articles"] for row in rows]
    seconds = [(row["store_ms"] + row["identify_ms"]) * row["articles"] / 1000 for row in rows]
    slope = statistics.linear_regression(
        [math.log(size) for size in sizes], [math.log(each) for each in seconds]
    )
    return {
        "rows": rows,
        "exponent": round(slope.slope, 3),
        "r_squared": round(statistics.correlation(sizes, seconds) ** 2, 5),
        "memory": round(rows[-1]["peak_mb"] / rows[-2]["peak_mb"], 3),
    }


def measure(
    *, names: Sequence[str] = NAMES, quick: bool = False, sizes: Sequence[int] = GENERATED
) -> dict[str, Any]:
    """Every figure; `quick`: a tenth of the articles, to try the bench."""
    few = 10 if quick else 1
    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if sizes:  # before this process reads, since its children begin with its peak of memory
            samples = folder / "samples.jsonl"
            apart("read_samples", 0, samples)
            result["growth"] = growth([count // few for count in sizes], samples)
        with Casebook.create(folder / "both.casebook") as both:
            for corpus in names:
                result[corpus], added = beside_reading(corpus, folder, 30 if quick else None)
                for item, record in added:
                    put(both, item, record)
            result["asked"] = search.answer(both)
    return result


def figures(result: dict[str, Any]) -> dict[str, float]:
    """What is pinned, larger being better: what came out as it went in, and how little room.

    `casebook.kept` is the share of records that are byte for byte what reading alone gives;
    `casebook.room` the share of the file that the texts alone would take.
    """
    return {
        "casebook.kept": round(result["kept"] / result["articles"], 4),
        "casebook.room": round(1 / result["times_the_texts"], 4),
    }


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(prog="python -m bench.casebook", description="the casebook")
    parser.add_argument("--quick", action="store_true", help="a tenth of it, unpublished")
    parser.add_argument(
        "--sizes",
        type=lambda text: [int(each) for each in text.split(",") if each],
        default=GENERATED,
        help="the numbers of generated articles, ascending (default: 1000,4000,20000)",
    )
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step = {"read_samples": read_samples, "grow": grow}[options.step[0]]
        with tempfile.TemporaryDirectory() as folder:
            found = step(int(options.step[1]), Path(folder), Path(options.step[2]))
            print(json.dumps(found))
        return
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    result = measure(quick=options.quick, sizes=options.sizes)
    written = json.dumps({"made": stamp(), **result}, indent=1)
    print(written)
    if not options.quick:
        target = ROOT / "bench" / "results" / "casebook.json"
        target.write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
