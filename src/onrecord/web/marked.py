"""Words of an article in pieces, those that are marked apart from the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together, and what they are marked as; None: not marked."""

    text: str
    mark: str | None = None


def pieces(text: str, marks: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """A text in pieces, by marks (start and end in code points of the text, and what for).

    Marks stand in order; of one that reaches into the one before it the rest alone counts, and
    what lies outside the text is left out.
    """
    return list(_pieces(text, marks))


def _pieces(text: str, marks: Iterable[tuple[int, int, str]]) -> Iterator[Piece]:
    at = 0
    for start, end, mark in marks:
        start, end = max(at, start), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], mark)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def excerpt(text: str, marks: Iterable[tuple[int, int, str]], most: int) -> list[Piece]:
    """The text in pieces; of a long one `most` code points, from shortly before its first mark."""
    listed = list(marks)
    if len(text) <= most:
        return pieces(text, listed)
    first = listed[0][0] if listed else 0
    begin = max(0, min(first - most // 4, len(text) - most))
    end = begin + most
    cut = pieces(
        text[begin:end], ((start - begin, stop - begin, mark) for start, stop, mark in listed)
    )
    if begin:
        cut.insert(0, Piece(ELLIPSIS))
    if end < len(text):
        cut.append(Piece(ELLIPSIS))
    return cut
