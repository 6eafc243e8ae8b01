"""Wording that texts share: words, runs of them, and fingerprints to find such texts by.

What is copied is told by *containment*: how much of the one stands in the other, however much
longer that is. Fingerprints are some of a text's runs of words, chosen by winnowing (Schleimer,
Wilkerson and Aiken, SIGMOD 2003): any run of `RUN + WINDOW - 1` words that two texts share
gives both of them one fingerprint in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

RUN = 6
"""Words of a run that a fingerprint is made of."""
WINDOW = 5
"""Of so many runs beside one another at least one is a fingerprint."""
SHARED_RUN = 3
"""Words of the shortest run that counts as shared where two passages are compared."""

_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_MODULUS = (1 << 61) - 1
_BASE = 1_000_003
_LEAD = pow(_BASE, RUN, _MODULUS)


class Word(NamedTuple):
    """A word as it is compared, and where it stands (code points)."""

    word: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a text, or of a part of it: any case, apostrophes alike."""
    return [
        Word(match[0].casefold().translate(_APOSTROPHES), *match.span())
        for match in _WORD.finditer(text, start, len(text) if end is None else end)
    ]


def fingerprints(text: str) -> set[int]:
    """Numbers (below 2**61) of some of the text's runs of words; linear in the text."""
    rolled: list[int] = []
    value = 0
    numbers = [_number(each.word) for each in words(text)]
    for at, number in enumerate(numbers):
        value = (value * _BASE + number) % _MODULUS
        if at >= RUN:
            value = (value - numbers[at - RUN] * _LEAD) % _MODULUS
        if at >= RUN - 1:
            rolled.append(value)
    found = {min(rolled)} if rolled else set()
    for at in range(len(rolled) - WINDOW + 1):
        found.add(min(rolled[at : at + WINDOW]))
    return found


def runs(those: Sequence[Word]) -> list[tuple[str, ...]]:
    """Every run of `SHARED_RUN` words, in order."""
    plain = [each.word for each in those]
    return [tuple(plain[at : at + SHARED_RUN]) for at in range(len(plain) - SHARED_RUN + 1)]


def shared(those: Sequence[Word], others: Iterable[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Which of some words stand in runs that are also elsewhere: (first, past the last) by number.

    `others` are the runs of the other text; a set is looked up the quickest.
    """
    known = others if isinstance(others, (set, frozenset)) else set(others)
    found: list[tuple[int, int]] = []
    for at, run in enumerate(runs(those)):
        if run not in known:
            continue
        if found and at <= found[-1][1]:
            found[-1] = (found[-1][0], at + SHARED_RUN)
        else:
            found.append((at, at + SHARED_RUN))
    return found


@lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    # Two words of one sum are told apart by their length and ends.
    data = word.encode("utf-8", "replace")
    return (crc32(data) << 28 | len(data) << 20 | crc32(data[::-1]) & 0xFFFFF) % _MODULUS
