"""Sentence boundaries: onrecord's rules against syntok and pysbd on GUM's gold sentences.

    python bench/sentences.py [CORPORA]      (default ../shared/corpora)

Boundaries between two sentences of one paragraph are scored (precision, recall, F1); the
paragraphs are given. Interviews, letters and vlogs count as GUM cuts them. Peers are timed
and scored where they are installed, and named as absent where they are not:
    python -m venv /tmp/peers && /tmp/peers/bin/pip install syntok pysbd pyyaml
    PYTHONPATH=src /tmp/peers/bin/python bench/sentences.py
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.annotate import sentences

Paragraph = tuple[str, set[int]]
"""The words of a paragraph, and where in it each sentence but the last ends."""
Splitter = Callable[[str], list[int]]


def paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a GUM file that hold at least one sentence."""
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        run: list[tuple[int, int]] = []
        for sentence in document["sentences"]:
            if run and (
                sentence["new_par"] or "\n" in document["text"][run[-1][1] : sentence["start"]]
            ):
                yield cut(document["text"], run)
                run = []
            run.append((sentence["start"], sentence["end"]))
        if run:
            yield cut(document["text"], run)


def cut(text: str, run: list[tuple[int, int]]) -> Paragraph:
    first, last = run[0][0], run[-1][1]
    return text[first:last], {end - first for _, end in run[:-1]}


def ours(text: str) -> list[int]:
    return [end for _, end in sentences.boundaries(text, 0, len(text))]


def syntok() -> Splitter:
    segmenter = importlib.import_module("syntok.segmenter")

    def split(text: str) -> list[int]:
        return [
            sentence[-1].offset + len(sentence[-1].value)
            for paragraph in segmenter.analyze(text)
            for sentence in paragraph
        ]

    return split


def pysbd() -> Splitter:
    segmenter = importlib.import_module("pysbd").Segmenter(
        language="en", clean=False, char_span=True
    )

    def split(text: str) -> list[int]:
        return [span.start + len(span.sent.rstrip()) for span in segmenter.segment(text)]

    return split


def score(split: Splitter, cases: list[Paragraph]) -> tuple[float, float, float, float]:
    """Precision, recall, F1 and words a second."""
    right = found = gold = 0
    began = time.perf_counter()
    answers = [split(text) for text, _ in cases]
    took = time.perf_counter() - began
    for (text, ends), answer in zip(cases, answers, strict=True):
        guess = {end for end in answer if end < len(text.rstrip())}
        right += len(guess & ends)
        found += len(guess)
        gold += len(ends)
    precision, recall = right / found, right / gold
    words = sum(len(text.split()) for text, _ in cases)
    return precision, recall, 2 * precision * recall / (precision + recall), words / took


def main() -> int:
    corpora = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpora")
    splitters: dict[str, Splitter] = {"onrecord": ours}
    for name, make in (("syntok", syntok), ("pysbd", pysbd)):
        try:
            splitters[name] = make()
        except ImportError:
            print(f"{name}: not installed, left out")
    print(f"{'set':14} {'splitter':10} {'P':>6} {'R':>6} {'F1':>6} {'words/s':>10}")
    for name in ("gum_news", "gum_other_cc"):
        path = corpora / f"{name}.jsonl"
        if not path.exists():
            print(f"{name}: skipped, {path} is absent")
            continue
        cases = list(paragraphs(path))
        for splitter, split in splitters.items():
            precision, recall, f1, speed = score(split, cases)
            print(
                f"{name:14} {splitter:10} {precision:6.3f} {recall:6.3f} {f1:6.3f} {speed:10,.0f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
