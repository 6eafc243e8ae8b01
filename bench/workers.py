"""Programs that bench/speed.py runs in processes of their own: `python -m bench.workers NAME …`.

Each prints one JSON object. Nothing is imported at the top but the standard library, so that
bench/peers.py, which runs in another environment, is clocked in the same way.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any

WARM_UP = 5
"""Texts that are read before the clock starts."""


def clock(texts: list[str], read: Callable[[list[str]], Iterable[object]]) -> dict[str, float]:
    """Words a second of reading texts; words are what white space separates."""
    for _ in read(texts[:WARM_UP]):
        pass
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in read(texts):
        pass
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    words = sum(len(text.split()) for text in texts)
    return {
        "words": words,
        "seconds": round(wall, 3),
        "cpu_seconds": round(cpu, 3),
        "words_per_second": round(words / wall),
        "peak_mb": round(peak_mb()),
    }


def peak_mb() -> float:
    """The most memory this process has held, in MB (10^6 bytes)."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 1e6 if sys.platform == "darwin" else held * 1024 / 1e6


def texts_of(file: str) -> list[str]:
    """The `text` of every JSON line."""
    lines = Path(file).read_text(encoding="utf-8").split("\n")
    return [json.loads(line)["text"] for line in lines if line]


def reading(file: str) -> dict[str, Any]:
    """onrecord over a file of JSON lines, article by article."""
    import onrecord

    texts = texts_of(file)
    return clock(texts, lambda some: (onrecord.read(text=text) for text in some))


def attribution(file: str) -> dict[str, Any]:
    """The attribution stage alone: the model's attributions in documents made beforehand."""
    from onrecord.ingest import from_text
    from onrecord.model import read_links

    texts = texts_of(file)
    stories = {
        text: [(block.start, block.end) for block in from_text(text).story] for text in texts
    }
    return clock(texts, lambda some: (read_links(text, stories[text]) for text in some))


def stages(file: str) -> dict[str, Any]:
    """The share of the reading time that each module of onrecord takes, with what it calls outside.

    A timer interrupts every 2 ms; the time since the last interruption goes to the innermost
    function of onrecord that is running.
    """
    import onrecord

    texts = texts_of(file)
    for text in texts[:WARM_UP]:
        onrecord.read(text=text)
    home = str(Path(onrecord.__file__).parent)
    taken: defaultdict[str, float] = defaultdict(float)
    last = time.perf_counter()

    def note(_signal: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.perf_counter()
        while frame is not None and not frame.f_code.co_filename.startswith(home):
            frame = frame.f_back
        if frame is not None:
            name = Path(frame.f_code.co_filename).relative_to(home).with_suffix("")
            taken[name.as_posix()] += now - last
        last = now

    signal.signal(signal.SIGALRM, note)
    signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
    for text in texts:
        onrecord.read(text=text)
    signal.setitimer(signal.ITIMER_REAL, 0)
    total = sum(taken.values())
    return {
        name: round(taken[name] / total, 4) for name in sorted(taken, key=lambda name: -taken[name])
    }


if __name__ == "__main__":
    programs = {"reading": reading, "attribution": attribution, "stages": stages}
    print(json.dumps(programs[sys.argv[1]](sys.argv[2])))
