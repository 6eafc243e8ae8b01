"""How long: "three days", "10-year", "for weeks", "the past three months"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cache

from onrecord import lexicon
from onrecord.annotate.times.numbers import VAGUE, amount
from onrecord.annotate.times.reading import Handler, Reading, Words
from onrecord.edtf import Bounds, moved
from onrecord.record import Anchor

_SAYS_DURATION = frozenset({"for", "in", "after", "than", "before", "by"})
"""What has to stand before "a week" and "one day", which are rates and some day else."""
_BEFORE_VERB = ("to", "will", "would", "could", "can", "may", "might", "should", "must", "not")
_HALVES = {"TH": "T{}H30M", "Y": "{}Y6M", "D": "{}DT12H", "TM": "T{}M30S"}
_JOINS = ("to", "or", "-", "–", "—")
_DASHES = ("-", "–", "—")
_LONGEST = 10**5
"""Units beyond which the far end of a span is not told."""


def duration(count: Fraction | None, unit: str) -> str:
    """The ISO 8601 duration of so many of a unit; "PXD" where it is VAGUE how many."""
    each, designator = unit_of(unit)
    time, letter = designator[:-1], designator[-1]
    if count is VAGUE:
        return f"P{time}X{letter}"
    total = count * each
    if total.denominator == 1:
        return f"P{time}{total.numerator}{letter}"
    if total.denominator == 2 and total > 1 and designator in _HALVES:
        return "P" + _HALVES[designator].format(total.numerator // 2)
    if designator == "Y" and (total * 12).denominator == 1:
        return f"P{(total * 12).numerator}M"
    if designator == "TH" and (total * 60).denominator == 1:
        return f"PT{(total * 60).numerator}M"
    return f"P{time}{float(round(total, 2)):g}{letter}"


@cache
def unit_of(word: str) -> tuple[int, str]:
    """How many of which ISO 8601 designator a unit is: "fortnights" are (2, "W")."""
    data = lexicon.load("times")
    each, designator = data["units"][data["unit_forms"].get(word, word)]
    return int(each), designator


def is_short(unit: str) -> bool:
    """Whether a unit is shorter than a day."""
    return unit_of(unit)[1].startswith("T")


def count_of(words: Words) -> Fraction | None:
    """How many the part `count` says; VAGUE for none, for "several" and for "two or three"."""
    count = words.part("count")
    return VAGUE if _is_range(count) else amount(count)


def _is_range(count: Sequence[str]) -> bool:
    """Whether two amounts are named: "two or three", "12 to 18", not "twenty-one", "3-1/2"."""
    for index in range(1, len(count) - 1):
        if count[index] not in _JOINS:
            continue
        if count[index] in _DASHES and ("/" in count or not count[index - 1].isdecimal()):
            continue
        if amount(count[:index]) is not VAGUE and amount(count[index + 1 :]) is not VAGUE:
            return True
    return False


def read_duration(words: Words) -> Reading | None:
    """ "three days", "10-year", "an hour and a half", "day-long", "for weeks"."""
    unit, count = words.part("unit")[0], words.part("count")
    tokens, match = words.tokens, words.match
    if tokens.capital(match.last - 1) or not _is_duration(words, unit, count):
        return None
    if not count:
        size = VAGUE if words.kind("unit") == "units" else Fraction(1)
    elif words.has("more"):
        size = VAGUE
    else:
        size = count_of(words)
        if size is not VAGUE and words.has("half"):
            size += Fraction(1, 2)
    return Reading("duration", duration(size, unit), "explicit")


def _is_duration(words: Words, unit: str, count: list[str]) -> bool:
    if unit == "second":
        return not count
    of_something = words.tokens.kind(words.match.last) == "of"
    if unit in ("quarter", "quarters") and of_something and (not count or amount(count)):
        return False  # "three quarters of the votes"
    if count and count[0].startswith("0"):
        return False
    rate = count in (["a"], ["an"]) and not words.has("half")
    some_day = count == ["one"] and unit == "day" and words.match.last - words.match.first == 2
    return not (rate or some_day) or words.before in _SAYS_DURATION


def read_span(words: Words) -> Reading | None:
    """ "the past three months", "recent years", "the next few days", "the first nine months"."""
    unit, way = words.part("unit")[0], words.kind("way")
    if words.has("of"):
        return Reading("duration", duration(count_of(words), unit), "explicit")
    if words.kind("unit") == "second" or not _is_span(words, unit, way):
        return None
    size = count_of(words) if words.has("count") else VAGUE
    if not words.has("count") and words.kind("unit") != "units":
        size = Fraction(1)
    of_text = way in ("following", "previous")
    base = words.context.then("day") if of_text else words.context.now("day")
    bounds = None
    if base is not None:
        behind = way in ("past", "last", "recent", "previous")
        bounds = _bounds(base.first, size, unit, behind=behind)
    anchor: Anchor = "previous" if of_text else "published"
    return Reading("duration", duration(size, unit), anchor, None, bounds)


def _is_span(words: Words, unit: str, way: str) -> bool:
    """Whether a span is told, and not a unit of the calendar as by "last week"."""
    if words.has("count"):
        # "expected to last three days"
        first = words.match.first
        return not (way == "last" and words.tokens.words[max(0, first - 1)] in _BEFORE_VERB)
    if words.kind("unit") == "units":
        return way != "last"
    if is_short(unit):
        return False
    if way in ("past", "coming"):
        return True
    # "Over the last week" is the seven days that end now.
    rolling = words.tokens.kind(words.match.first) == "the" and words.before in _SAYS_DURATION
    return way == "last" and unit != "day" and rolling


def _bounds(day: date, count: Fraction | None, unit: str, *, behind: bool) -> Bounds:
    """The days that a span from or up to a day lies between; one is None where it isn't told."""
    each, designator = unit_of(unit)
    far = None
    if count is not VAGUE and not is_short(unit):
        total = count * each
        if total.denominator == 1 and total < _LONGEST:
            far = moved(day, int(-total if behind else total), designator).isoformat()
    return (far, day.isoformat()) if behind else (day.isoformat(), far)


HANDLERS: dict[str, Handler] = {
    "duration": read_duration,
    "span": read_span,
}
"""The rules that are read here."""
