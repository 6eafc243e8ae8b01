"""Words and what the encoder is told about each beside its letters.

Training and reading share this file, so that both see the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model.quotes import quotations

_WORD = re.compile(r"\w+|[^\w\s]")

SHAPES = 6
"""Lower case, Capitalised, UPPER CASE, digits, mark, other."""
QUOTE_STATES = 4
"""Outside, inside a closed quotation, inside an unclosed one, a quotation mark."""
BREAKS = 3
"""None, first word of a paragraph, first word of the text."""


@dataclass(frozen=True, slots=True)
class Words:
    """The `n` words of a text; every array has shape (n,).

    `start`, `end` are code-point offsets; `paragraph` numbers the paragraph each word
    stands in; `shape`, `quote` and `break_` are the inputs beside the letters.
    """

    text: str
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    paragraph: NDArray[np.int32]
    shape: NDArray[np.int8]
    quote: NDArray[np.int8]
    break_: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.start)

    def strings(self) -> list[str]:
        """The words themselves."""
        text = self.text
        return [text[s:e] for s, e in zip(self.start.tolist(), self.end.tolist(), strict=True)]


def split_words(text: str, paragraphs: list[tuple[int, int]]) -> Words:
    """The words of `text` in the given paragraphs (`start`, `end`, in order, disjoint)."""
    starts: list[int] = []
    ends: list[int] = []
    numbers: list[int] = []
    breaks: list[int] = []
    shapes: list[int] = []
    for number, (paragraph_start, paragraph_end) in enumerate(paragraphs):
        first = len(starts)
        for match in _WORD.finditer(text, paragraph_start, paragraph_end):
            starts.append(match.start())
            ends.append(match.end())
            shapes.append(_shape(match.group()))
        added = len(starts) - first
        numbers += [number] * added
        if added:
            breaks += [1 if first else 2] + [0] * (added - 1)
    start = np.array(starts, np.int32)
    quote = np.zeros(len(starts), np.int8)
    for paragraph_start, paragraph_end in paragraphs:
        for quotation in quotations(text, paragraph_start, paragraph_end):
            low, high = np.searchsorted(start, (quotation.inner_start, quotation.inner_end))
            quote[low:high] = 1 if quotation.closed else 2
            quote[np.searchsorted(start, quotation.start)] = 3
            if quotation.closed:
                quote[np.searchsorted(start, quotation.inner_end)] = 3
    return Words(
        text=text,
        start=start,
        end=np.array(ends, np.int32),
        paragraph=np.array(numbers, np.int32),
        shape=np.array(shapes, np.int8),
        quote=quote,
        break_=np.array(breaks, np.int8),
    )


def _shape(word: str) -> int:
    if word.islower():
        return 0
    if word.isdigit():
        return 3
    if not word[0].isalnum():
        return 4
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() else 5
