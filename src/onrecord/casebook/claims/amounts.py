"""The numbers in a text, so that "twelve hundred", "1,200" and "1.2 thousand" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.casebook.claims.lists import words

_GLUED = re.compile(r"\d[\d,.]*([^\W\d_]+)")
_PLACES = frozenset({"st", "nd", "rd", "th"})
_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+")


def amounts(text: str) -> frozenset[float]:
    """The numbers of a text, in figures or in words; "one" is none: it mostly counts nothing.

    Places in a row stand below nought: "the 5th" and "the fifth" are -5. What is a part of a word
    is none.
    """
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
        glued = _GLUED.match(text, match.start())
        if value and glued and glued[1] not in listed.scales:
            value = -value if glued[1] in _PLACES else None  # "the 5th", "the 99ers"
        if value is not None and held is not None and held in _TENS and abs(value) < 10:
            held = held + value if value > 0 else value - held  # "twenty-three", "twenty-third"
            continue
        if held is not None:
            yield held
        held = value
    if held is not None:
        yield held


_TENS = frozenset(range(20, 100, 10))
