"""The numbers in a text, so that "twelve hundred", "1,200" and "1.2 thousand" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.casebook.claims.lists import words

_GLUED = re.compile(r"\d[\d,.]*([^\W\d_]+)")
_PLACES = frozenset({"st", "nd", "rd", "th"})
_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+")
_TENS = frozenset(range(20, 100, 10))
_ONE = "one"
_NEXT = re.compile(r"[ \u00a0\n-]+([^\W\d_]+)")
_AFTER = 3
"""Words after a number among which is what it counts ("two unannounced safety inspections")."""


class _Amount(NamedTuple):
    """A number; `words`: how it is written; `end`: where it does in the text (code points)."""

    value: float
    words: str
    end: int


def amounts(text: str, *, one: bool = False) -> frozenset[float]:
    """The numbers of a text, in figures or in words; `one`: the word "one" too, which mostly
    counts nothing.

    Places in a row stand below nought: "the 5th" and "the fifth" are -5. What is a part of a word
    is none.
    """
    return frozenset(each.value for each in _amounts(text.lower()) if one or each.words != _ONE)


def counted(text: str) -> frozenset[tuple[str, float]]:
    """What the numbers of a text count, "one" among them, each word in the singular: "one safety
    inspection" may count a safety or an inspection, "two safety inspections" only inspections."""
    lower = text.lower()
    found = set[tuple[str, float]]()
    for each in _amounts(lower):
        if each.value <= 0:
            continue
        for word in _following(lower, each.end):
            noun = word if each.value == 1 else _singular(word)
            if noun:
                found.add((noun, each.value))
    return frozenset(found)


def _following(text: str, at: int) -> Iterator[str]:
    """The next few words, as far as no small word or sign is between."""
    listed = words()
    for _ in range(_AFTER):
        match = _NEXT.match(text, at)
        if match is None or (match[1] in listed.small and match[1] not in listed.plurals):
            return
        yield match[1]
        at = match.end()


def _singular(word: str) -> str | None:
    """The singular of what may be a plural; None: it is none."""
    irregular = words().plurals.get(word)
    if irregular or len(word) <= _AFTER or not word.endswith("s") or word.endswith("ss"):
        return irregular
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zes")) else word[:-1]


def _amounts(text: str) -> Iterator[_Amount]:
    listed = words()
    held: _Amount | None = None
    for match in _NUMBER.finditer(text):
        token = match.group()
        scale = listed.scales.get(token)
        if scale is not None:
            if held is not None:
                held = _Amount(held.value * scale, f"{held.words} {token}", match.end())
            continue
        glued = _GLUED.match(text, match.start())
        value = _value(token, glued[1] if glued else None)
        if value is not None and held is not None and held.value in _TENS and abs(value) < 10:
            # "twenty-three", "twenty-third"
            value = held.value + value if value > 0 else value - held.value
            held = _Amount(value, f"{held.words} {token}", match.end())
            continue
        if held is not None:
            yield held
        held = None if value is None else _Amount(value, token, match.end())
    if held is not None:
        yield held


def _value(token: str, glued: str | None) -> float | None:
    """What a figure or a word means as a number; `glued`: the letters right after a figure."""
    listed = words()
    if not token[0].isdecimal():
        return 1.0 if token == _ONE else listed.numbers.get(token)
    value = float(token.replace(",", ""))
    if value and glued and glued not in listed.scales:
        return -value if glued in _PLACES else None  # "the 5th", "the 99ers"
    return value
