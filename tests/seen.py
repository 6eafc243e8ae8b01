"""A model's view of a text, made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np

from onrecord.model import Seen
from onrecord.model.mentions import Mark, MentionScores, Ranker
from onrecord.model.words import split_words
from onrecord.record import Block, Document, EntityType

Rank = Callable[[int], int | None]
"""How many chains there are → the one that is right, counted from the last mentioned, or none."""


def document_of(text: str, **frame: Any) -> Document:
    """An article in paragraphs."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(kind="paragraph", start=start, end=start + len(line)))
        start += len(line) + 1
    return Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        text=text, blocks=blocks, **frame,
    )  # fmt: skip


def seen_in(
    document: Document,
    names: Sequence[tuple[str, EntityType]] = (),
    nominals: Sequence[tuple[str, EntityType]] = (),
    *,
    rank: Rank = lambda chains: 0 if chains else None,
    sure: float = 0.9,
) -> Seen:
    """Names and nominals by their words, each found after the one before."""
    words = split_words(document.text, [(b.start, b.end) for b in document.story])
    marks = []
    for layer, listed in (("names", names), ("nominals", nominals)):
        position = 0
        for mention, type in listed:
            start = document.text.index(mention, position)
            position = start + len(mention)
            low = int(np.searchsorted(words.start, start))
            high = int(np.searchsorted(words.start, position))
            marks.append(Mark(low, high, cast(Any, layer), type, 0.9))
    marks.sort(key=lambda mark: (mark.low, -mark.high))
    n = len(words)
    vectors = MentionScores(*(np.zeros((n, size), np.float32) for size in (21, 11, 64, 64)))

    def ranker(query: Any, near: Any, name: Any, pairs: Any, new: Any) -> Any:
        likely = np.full(len(pairs) + 1, (1 - sure) / len(pairs))
        right = rank(len(pairs))
        likely[-1 if right is None else right] = sure
        return likely

    return Seen(words, [], marks, vectors, cast(Ranker, ranker))
