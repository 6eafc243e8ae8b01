"""Two wordings side by side: which words stand in the one alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 400
"""Of longer passages the rest is shown without being compared (the comparison is quadratic)."""

_PARTS = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a wording; `own`: the other wording has not got it."""

    text: str
    own: bool


def compared(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both wordings in pieces, which joined give each of them as it is."""
    first, second = _PARTS.findall(before), _PARTS.findall(after)
    matcher = SequenceMatcher(
        None,
        [part.casefold() for part in first[:MOST_WORDS]],
        [part.casefold() for part in second[:MOST_WORDS]],
        autojunk=False,
    )
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        own = tag != "equal"
        left.append(Piece("".join(first[i:j]), own))
        right.append(Piece("".join(second[k:m]), own))
    left.append(Piece("".join(first[MOST_WORDS:]), False))
    right.append(Piece("".join(second[MOST_WORDS:]), False))
    return _kept(left), _kept(right)


def _kept(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Without empty ones; a mere space is nobody's own."""
    return tuple(
        Piece(piece.text, piece.own and not piece.text.isspace()) for piece in pieces if piece.text
    )
