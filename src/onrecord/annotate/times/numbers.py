"""Numbers as words and digits: "twenty-one", "two and a half", "1,500", "nineteen ninety-one"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from onrecord import lexicon

VAGUE = None
"""How many is not said: "several"."""

_MOST = 10**9


def amount(words: Sequence[str]) -> Fraction | None:
    """What lower-case tokens count: "two", "and", "a", "half" is 5/2; VAGUE where none says."""
    if "couple" in words:
        return Fraction(2)
    if "few" in words:
        return VAGUE
    numbers = _numbers()
    whole, group, said = Fraction(0), Fraction(0), False
    index = 0
    while index < len(words):
        word = words[index]
        index += 1
        if word.isdecimal() and word.isascii():
            number, index = _figures(words, index - 1)
            group, said = group + number, True
        elif word == "half":
            group, said = group + Fraction(1, 2), True
        elif word in numbers:
            number, said = Fraction(numbers[word]), True
            if number >= 1000:
                whole, group = whole + (group or 1) * number, Fraction(0)
            elif word in ("dozen", "hundred"):
                group = (group or 1) * number
            else:
                group += number
        elif word in ("a", "an") and not said and index == len(words):
            group, said = Fraction(1), True
    return whole + group if said and whole + group <= _MOST else VAGUE


def _figures(words: Sequence[str], index: int) -> tuple[Fraction, int]:
    """The number in figures that begins at a token ("1", "1/2", "2.5", "1,500"), and its end."""
    number = Fraction(int(words[index]))
    while index + 2 < len(words) and words[index + 2].isdecimal():
        mark, after = words[index + 1], words[index + 2]
        if mark == "/" and int(after):
            return number / int(after), index + 3
        if mark == ".":
            return number + Fraction(int(after), 10 ** len(after)), index + 3
        if mark != "," or len(after) != 3:
            break
        number, index = number * 1000 + int(after), index + 2
    return number, index + 1


def ordinal(words: Sequence[str]) -> int | None:
    """ "third" is 3, "twenty-first" 21, "5th" 5."""
    total = 0
    for word in words:
        if word.isdecimal() and word.isascii():
            return int(word)
        total += _ordinals().get(word, 0) or _numbers().get(word, 0)
    return total or None


def spoken_year(words: Sequence[str]) -> int | None:
    """ "nineteen ninety-one" is 1991, "two thousand and five" 2005, "twenty twenty" 2020."""
    found = [_numbers()[word] for word in words if word in _numbers()]
    if not found:
        return None
    if found[0] == 2 and found[1:2] == [1000]:
        return 2000 + sum(found[2:])
    if found[0] in (18, 19, 20) and len(found) > 1:
        rest = found[1:]
        if rest == [100]:
            return found[0] * 100
        return found[0] * 100 + sum(rest) if 10 <= sum(rest) < 100 else None
    return None


@cache
def _numbers() -> dict[str, int]:
    return {word: int(value) for word, value in lexicon.load("times")["numbers"].items()}


@cache
def _ordinals() -> dict[str, int]:
    return {word: int(value) for word, value in lexicon.load("times")["ordinals"].items()}
