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
    whole, group, part, seen = Fraction(0), Fraction(0), Fraction(0), False
    numbers = _numbers()
    if "few" in words:
        return VAGUE
    index = 0
    while index < len(words):
        word = words[index]
        after = words[index + 1] if index + 1 < len(words) else ""
        if word == "half":
            part, seen = Fraction(1, 2), True
        elif word == "couple":
            return Fraction(2)
        elif word.isdecimal() and word.isascii():
            seen = True
            if after == "/" and index + 2 < len(words) and words[index + 2].isdecimal():
                below = int(words[index + 2])
                part, index = Fraction(int(word), below) if below else part, index + 2
            elif after == "." and index + 2 < len(words) and words[index + 2].isdecimal():
                group, index = group + Fraction(f"{word}.{words[index + 2]}"), index + 2
            else:
                number = int(word)
                while after == "," and index + 2 < len(words) and len(words[index + 2]) == 3:
                    if not words[index + 2].isdecimal():
                        break
                    number, index = number * 1000 + int(words[index + 2]), index + 2
                    after = words[index + 1] if index + 1 < len(words) else ""
                group += number
        elif word in numbers:
            seen = True
            number = numbers[word]
            if number >= 1000:
                whole, group = whole + (group or 1) * number, Fraction(0)
            elif number in (12, 100) and word in ("dozen", "hundred"):
                group = (group or Fraction(1)) * number
            else:
                group += number
        elif word in ("a", "an") and not seen and after != "half" and after not in numbers:
            group, seen = Fraction(1), True
        index += 1
    if not seen or whole + group > _MOST:
        return VAGUE
    return whole + group + part


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
