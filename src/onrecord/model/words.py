"""Words and what the encoder is told about each beside its letters.

Training and reading share this file, so that both see the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model.quotes import Quotation, quotations

_WORD = re.compile(r"\w+|[^\w\s]")

_FIRST_MARK = re.compile('["“”]')
CARRIED = 4
"""Paragraphs without any mark that a quotation may run through."""

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
    for quotation in _printed(text, paragraphs):
        low, high = np.searchsorted(start, (quotation.inner_start, quotation.inner_end))
        quote[low:high] = 1 if quotation.closed else 2
        if quotation.start < quotation.inner_start:
            quote[np.searchsorted(start, quotation.start)] = 3
        if quotation.inner_end < quotation.end:
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


def _printed(text: str, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """The quotations of each paragraph, and what goes on from one paragraph into the next.

    Where a paragraph ends inside a quotation and one of the next few, without a mark at its
    beginning, has a closing mark first, all between the two is quoted.
    """
    found: list[Quotation] = []
    waiting: list[tuple[int, int]] | None = None
    for start, end in paragraphs:
        here = quotations(text, start, end)
        first = _FIRST_MARK.search(text, start, end)
        if waiting is not None and first and _closes(text, first.start(), start, end):
            at = first.start()
            found += [Quotation(s, e, s, e, False, 1) for s, e in waiting]
            found.append(Quotation(start, at + 1, start, at, False, 1))
            here = quotations(text, at + 1, end)
            waiting = None
        elif waiting is not None and not first and len(waiting) < CARRIED:
            waiting.append((start, end))
        else:
            waiting = None
        found += here
        if any(not q.closed and q.end == end and q.depth == 1 for q in here):
            waiting = []
    return found


def _closes(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return text[at] == "”" or (not before.isspace() and not after.isalnum())


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
