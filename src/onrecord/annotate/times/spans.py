"""Amounts of time: "three days", "two years ago", "the past decade", "every Monday", "now"."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

from onrecord import lexicon
from onrecord.annotate.times.edtf import UNKNOWN, Period, Unit, moved
from onrecord.annotate.times.numbers import VAGUE, amount
from onrecord.annotate.times.reading import Handler, Reading, Words, dated
from onrecord.record import Anchor

_LETTERS: dict[str, Unit] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_HALVES = {"TH": "T{}H30M", "Y": "{}Y6M", "D": "{}DT12H", "TM": "T{}M30S"}
_BEFORE_ONE = frozenset({"for", "in", "after", "than", "before", "by"})
_SHORT = ("TS", "TM", "TH")


def duration(count: Fraction | None, unit: str) -> str:
    """The ISO 8601 duration of so many of a unit, by its singular; "PXD" where VAGUE."""
    each, designator = _unit(unit)
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
def _unit(word: str) -> tuple[int, str]:
    data = lexicon.load("times")
    each, designator = data["units"][data["unit_forms"].get(word, word)]
    return int(each), designator


def read_duration(words: Words) -> Reading | None:
    """ "three days", "10-year", "for weeks"."""
    unit = words.part("unit")[0]
    tokens, match = words.tokens, words.match
    count = words.part("count")
    if (
        count in (["a"], ["an"])
        and not words.has("half")
        and (words.before not in _BEFORE_ONE or unit == "second")
    ):
        return None
    if unit == "second" and count:
        return None
    if tokens.capital(match.last - 1):
        return None
    if count == ["one"] and unit == "day" and match.last - match.first == 2:
        if words.before not in _BEFORE_ONE:
            return None
    if unit == "quarters" and tokens.kind(match.last) == "of":
        return None
    vague = _two(count) or words.has("more")
    size = VAGUE if vague else amount(count)
    if words.has("half") and size is not VAGUE:
        size += Fraction(1, 2)
    value = duration(size, unit)
    if (
        not count
        and words.kind("unit") != "units"
        and "long" in tokens.words[match.first : match.last]
    ):
        value = duration(Fraction(1), unit)
    return Reading("duration", value, "explicit")


def _two(count: list[str]) -> bool:
    """Whether two amounts are named: "two or three", "12 to 18"."""
    joins = [index for index, word in enumerate(count) if word in ("to", "or", "-", "–", "—")]
    return any(
        amount(count[:index]) is not VAGUE
        and amount(count[index + 1 :]) is not VAGUE
        and not (
            count[index] in "-–—" and ("/" in count[index:] or not count[index - 1].isdecimal())
        )
        for index in joins
        if 0 < index < len(count) - 1
    )


def read_ago(words: Words) -> Reading | None:
    """ "two years ago", "three days later", "a year earlier", "years ago", "the day before"."""
    context = words.context
    way = words.kind("way")
    unit = words.part("unit" if words.has("unit") else "vague")[0]
    each, designator = _unit(unit)
    if words.kind("unit") == "second":
        return None
    count = Fraction(1) if not words.has("count") else amount(words.part("count"))
    if words.has("vague") or _two(words.part("count")):
        count = VAGUE
    to_text = way in ("earlier", "later", "before", "after")
    ahead = way in ("later", "after", "hence", "now", "today")
    if count is VAGUE:
        if to_text:
            return Reading("duration", duration(VAGUE, unit), "previous")
        return past(words) if not ahead else future(words)
    total = count * each * (1 if ahead else -1)
    if designator in _SHORT:
        return Reading("duration", duration(count, unit), "previous" if to_text else "published")
    if total.denominator != 1:
        total, designator = total * 12, "M" if designator == "Y" else designator
    anchor: Anchor = "previous" if to_text else "published"
    if (
        designator == "Y"
        and total == -1
        and context.part is not None
        and context.part == context.previous
    ):
        return dated(context.part.years_on(-1), "previous", aside=True)
    base = context.previous if to_text else context.published
    if to_text and total == -1 and designator == "Y" and base is not None:
        return dated((context.part or base).years_on(-1), anchor, aside=True)
    kind: Unit = "century" if _unit(unit)[0] >= 100 else _LETTERS[designator]
    known = context.then(_LETTERS[designator]) if to_text else context.now(_LETTERS[designator])
    if known is None or total.denominator != 1 or abs(total) > 10**6:
        return dated(None, anchor)
    return dated(
        Period.around(
            kind, moved(known.first if kind != "day" else known.first, int(total), designator)
        ),
        anchor,
    )


def read_span(words: Words) -> Reading | None:
    """ "the past three months", "recent years", "the next few days", "the first nine months"."""
    unit = words.part("unit")[0]
    if words.has("of"):
        return Reading("duration", duration(amount(words.part("count")), unit), "explicit")
    way = words.kind("way")
    if words.kind("unit") == "second":
        return None
    count = words.part("count")
    if not count and words.kind("unit") != "units":
        # "the last week" is the seven days that end now, "last week" one of the calendar.
        rolling = way == "last" and words.kind("unit") != "uday" and _definite(words)
        if not (rolling or way in ("past", "coming")) or words.kind("unit") == "ushort":
            return None
        count = ["a"]
    size = amount(count) if count and not _two(count) else VAGUE
    behind = way in ("past", "last", "recent", "previous")
    anchored = way not in ("following", "previous")
    base = words.context.now("day") if anchored else words.context.then("day")
    bounds = None
    if base is not None:
        bounds = _bounds(base.first, size, unit, -1 if behind else 1)
    value = duration(size, unit)
    return Reading("duration", value, "published" if anchored else "previous", None, bounds)


def _definite(words: Words) -> bool:
    first = words.match.first
    return words.tokens.words[first] == "the" and words.before in ("in", "than", "for", "by")


def _bounds(
    day: date, count: Fraction | None, unit: str, way: int
) -> tuple[str | None, str | None]:
    each, designator = _unit(unit)
    other = None
    if (
        count is not VAGUE
        and designator not in _SHORT
        and (count * each).denominator == 1
        and count < 10**5
    ):
        other = moved(day, way * int(count * each), designator).isoformat()
    near = day.isoformat()
    return (other, near) if way < 0 else (near, other)


def read_set(words: Words) -> Reading | None:
    """ "every Monday", "twice a week", "annually", "Tuesday nights"."""
    if words.has("periodic"):
        if words.tokens.capital(words.match.first) or words.tokens.capital(words.match.last):
            return None
        if words.part("periodic") == ["quarterly"] and words.tokens.kind(words.match.last) == "":
            return None
        word = lexicon.load("times")["periodic"][words.part("periodic")[0]]
        time, letter, number = word[:-2], word[-2], word[-1]
        return Reading("set", f"R/P{time}{number}{letter}", "explicit")
    if words.kind("many") == "units" and words.part("many") != ["nights"]:
        return None
    count = Fraction(2 if words.has("other") else 1)
    if words.has("count"):
        count = amount(words.part("count")) or count
    if words.has("unit"):
        if words.kind("unit") == "second" and not words.has("count"):
            return None
        return Reading("set", f"R/{duration(count, words.part('unit')[0])}", "explicit")
    for part, unit in (
        ("weekday", "week"),
        ("weekly", "week"),
        ("yearly", "year"),
        ("daily", "day"),
    ):
        if words.has(part):
            return Reading("set", f"R/{duration(count, unit)}", "explicit")
    return None


def read_reference(words: Words) -> Reading | None:
    """ "now", "recently", "the past", "the near future"."""
    if words.has("past"):
        if words.tokens.words[words.match.first - 1 : words.match.first] == ["as"]:
            return None  # "as recently as Tuesday"
        return past(words)
    if words.has("future"):
        return future(words)
    first = words.match.first
    if words.part("present") == ["now"] and (
        words.tokens.capital(first) or not first or not words.tokens.words[first - 1][0].isalnum()
    ):
        return None  # "Now, …" goes on with the story rather than tells when
    today = words.context.today
    return Reading("date", f"{today.isoformat()}~" if today else UNKNOWN, "published")


def past(words: Words) -> Reading:
    """All that lies behind the day of publication."""
    today = words.context.today
    return Reading("date", f"../{today.isoformat()}" if today else UNKNOWN, "published")


def future(words: Words) -> Reading:
    """All that lies ahead of it."""
    today = words.context.today
    return Reading("date", f"{today.isoformat()}/.." if today else UNKNOWN, "published")


HANDLERS: dict[str, Handler] = {
    "ago": read_ago,
    "span": read_span,
    "duration": read_duration,
    "set": read_set,
    "reference": read_reference,
}
"""The rules that are read here."""
