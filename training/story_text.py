"""What is read of an article, and what a plain model sees of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import yaml

STANDS = ("for", "against", "open")
"""Takes its story for true, for false, leaves it open."""
BEGIN = 3
"""Sentences of an article that are always read."""
ENOUGH = 900
"""Code points of an article that are read; its beginning may be longer."""
LONG = 500
"""Code points of a later sentence that is too long to be read."""
FEWEST = 60
"""Words that an article has at least, where words are counted by the hundred."""


@cache
def _lists() -> dict[str, re.Pattern[str] | tuple[re.Pattern[str], ...]]:
    file = Path(__file__).parent / "story_clues.yaml"
    lists = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    strong, weak = (rf"\b(?:{'|'.join(lists[name])})\b" for name in ("strong", "weak"))
    classes = (rf"(?<!\w)(?:{'|'.join(each)})(?!\w)" for each in lists["classes"].values())
    return {
        "strong": re.compile(strong, re.IGNORECASE),
        "weak": re.compile(rf"{weak}|n['’]t\b", re.IGNORECASE),
        "classes": tuple(re.compile(each, re.IGNORECASE) for each in classes),
    }


def gist(sentences: Sequence[str]) -> str:
    """How an article begins, and its sentences that have most clues, in their order."""
    strong, weak = _lists()["strong"], _lists()["weak"]
    kept = set(range(min(BEGIN, len(sentences))))
    used = sum(len(sentences[k]) for k in kept)
    clues = {
        k: 3 * len(strong.findall(sentences[k])) + len(weak.findall(sentences[k]))
        for k in range(BEGIN, len(sentences))
    }
    for k in sorted(clues, key=lambda k: (-clues[k], k)):
        if used + len(sentences[k]) <= ENOUGH and len(sentences[k]) <= LONG:
            kept.add(k)
            used += len(sentences[k])
    return " ".join(sentences[k] for k in sorted(kept))


def counts(text: str) -> list[int]:
    """How many words of each class a text has."""
    return [len(each.findall(text)) for each in _lists()["classes"]]


def features(sentences: Sequence[str]) -> np.ndarray:
    """What the plain model sees of an article (25,): words of each class, and its length.

    Whether they stand in the first two sentences, how often in the whole, how often in a hundred
    words.
    """
    text = " ".join(sentences)
    long = max(FEWEST, len(text.split()))
    whole = np.array(counts(text), np.float32)
    begin = np.array(counts(" ".join(sentences[:2])), np.float32)
    length = np.array([np.log(long)])
    return np.concatenate([begin > 0, np.log1p(whole), 100 * whole / long, length]).astype("f4")
