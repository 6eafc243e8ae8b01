"""A sentence as tokens, each of one class; the grammar is written over the classes.

The classes of a sentence are a string with one character a token, so that a rule is a regular
expression over words rather than over letters, and the cost is that of the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon

_WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_LONGEST_NUMBER = 9

OTHER = "."
_FIRST_CODE = 0xC0
_VALUED = (
    "month", "doubtful_month", "short_month", "weekday", "weekdays", "short_weekday",
    "number", "ordinal", "second", "units", "season", "part", "parts", "noon", "periodic", "zone",
    "small", "year", "large", "zero_led", "holiday", "decade_word",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a stretch of text: lower-case words, offsets, and their classes."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    classes: str

    def kind(self, index: int) -> str:
        """The name of a token's class; "" for one of none and beyond the ends."""
        return _names().get(self.classes[index], "") if 0 <= index < len(self.words) else ""

    def glued(self, index: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def capital(self, index: int) -> bool:
        """Whether a token begins with a capital though a word stands before it."""
        return (
            0 < index < len(self.words) and self.upper(index) and self.words[index - 1][0].isalnum()
        )

    def upper(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return self.text[self.starts[index]].isupper()


def tokenise(text: str, start: int, end: int) -> Tokens:
    """The words, numbers and marks of `text[start:end]`."""
    words, starts, ends, classes = [], [], [], []
    known, capitalised, month_or_name = _tables()
    previous = start
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        first, last = match.span()
        lower = word.lower()
        code = known.get(lower, OTHER)
        if code is OTHER:
            if word[0].isdigit():
                code = _number(word)
        elif lower in capitalised:
            if word[0].islower():
                code = OTHER
        elif code in month_or_name and first != previous:
            code = OTHER
        words.append(lower)
        starts.append(first)
        ends.append(last)
        classes.append(code)
        previous = last
    _merge_holidays(text, words, starts, ends, classes)
    return Tokens(text, words, starts, ends, "".join(classes))


def _merge_holidays(
    text: str, words: list[str], starts: list[int], ends: list[int], classes: list[str]
) -> None:
    """Make the tokens of a holiday's name one token, if it is printed with a capital."""
    names, code = holidays(), letters()["holiday"]
    spare: set[int] = set()
    for index, word in enumerate(words):
        if word not in names or index in spare or not text[starts[index]].isupper():
            continue
        for name, plain in names[word].items():
            last = index + len(name)
            if tuple(words[index:last]) == name:
                words[index], ends[index], classes[index] = plain, ends[last - 1], code
                spare.update(range(index + 1, last))
                break
    if spare:
        kept = [index for index in range(len(words)) if index not in spare]
        words[:], classes[:] = [words[i] for i in kept], [classes[i] for i in kept]
        starts[:], ends[:] = [starts[i] for i in kept], [ends[i] for i in kept]


@cache
def holidays() -> Mapping[str, Mapping[tuple[str, ...], str]]:
    """The holidays by the first token of their names: their tokens, the longest first, and name."""
    names: dict[str, dict[tuple[str, ...], str]] = {}
    for name in sorted(lexicon.load("times")["holidays"], key=len, reverse=True):
        tokens = tuple(_WORD.findall(name))
        spellings = {tokens, tuple("’" if word == "'" else word for word in tokens)}
        for spelling in spellings:
            names.setdefault(tokens[0], {})[spelling] = name
    return names


def _number(digits: str) -> str:
    codes = letters()
    if len(digits) > _LONGEST_NUMBER or not digits.isascii():
        return OTHER
    value = int(digits)
    if len(digits) == 4 and 1000 <= value < 2200:
        return codes["year"]
    if len(digits) <= 2:
        if digits[0] == "0":
            return codes["zero_led"]
        return codes["small"]
    return codes["large"]


@cache
def letters() -> Mapping[str, str]:
    """The character of each class."""
    names = [*_VALUED, *lexicon.load("times")["classes"]]
    return {name: chr(_FIRST_CODE + index) for index, name in enumerate(names)}


@cache
def _names() -> Mapping[str, str]:
    return {code: name for name, code in letters().items()}


@cache
def words_of() -> Mapping[str, str]:
    """The class of each word, by name."""
    dates, times = lexicon.load("dates"), lexicon.load("times")
    doubtful = set(times["doubtful_months"])
    found: dict[str, str] = {}
    for name, words in times["classes"].items():
        found |= dict.fromkeys(words, name)
    for names in dates["months"]:
        found[names[0]] = "doubtful_month" if names[0] in doubtful else "month"
        found |= dict.fromkeys(names[1:], "short_month")
    for day in dates["weekdays"]:
        found[day] = "weekday" if day.endswith("day") else "short_weekday"
        if day.endswith("day"):
            found[day + "s"] = "weekdays"
    found |= dict.fromkeys(dates["zones"], "zone") | dict.fromkeys(dates["seasonal_zones"], "zone")
    found |= dict.fromkeys(times["numbers"], "number")
    found |= dict.fromkeys(times["ordinals"], "ordinal")
    found |= dict.fromkeys(times["unit_forms"], "units")
    found |= dict.fromkeys(times["seasons"], "season") | dict.fromkeys(times["parts"], "part")
    found |= {part + "s": "parts" for part in times["parts"]} | {"nights": "units"}
    found |= dict.fromkeys(times["clock_words"], "noon")
    found |= dict.fromkeys(times["periodic"], "periodic")
    found |= dict.fromkeys(times["decades"], "decade_word")
    found["second"] = "second"
    return found


@cache
def _tables() -> tuple[Mapping[str, str], frozenset[str], frozenset[str]]:
    codes = letters()
    named = words_of()
    capitals = {"doubtful_month", "short_month", "short_weekday", "zone"}
    capitalised = frozenset(word for word, name in named.items() if name in capitals)
    glued = frozenset({codes["th"]})
    return {word: codes[name] for word, name in named.items()}, capitalised, glued
