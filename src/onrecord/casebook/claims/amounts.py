"""The numbers in a text, so that "twelve hundred", "1,200" and "1.2 thousand" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.casebook.claims.lists import words

_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+")


def amounts(text: str) -> frozenset[float]:
    """The numbers of a text, in figures or in words; "one" is none: it mostly counts nothing."""
    return frozenset(_amounts(text.lower()))


def _amounts(text: str) -> Iterator[float]:
    listed = words()
    held: float | None = None
    for match in _NUMBER.finditer(text):
        token = match.group()
        scale = listed.scales.get(token)
        if scale is not None:
            if held is not None:
                held *= scale
            continue
        value = float(token.replace(",", "")) if token[0].isdecimal() else listed.numbers.get(token)
        if value is not None and held is not None and held in _TENS and value < 10:
            held += value  # "twenty-three"
            continue
        if held is not None:
            yield held
        held = value
    if held is not None:
        yield held


_TENS = frozenset(range(20, 100, 10))
