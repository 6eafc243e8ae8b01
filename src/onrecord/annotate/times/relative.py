"""So long from another time: "two years ago", "three days later"; and the past, now, the future."""

from __future__ import annotations

from fractions import Fraction

from onrecord.annotate.times.durations import count_of, duration, is_short, unit_of
from onrecord.annotate.times.numbers import VAGUE
from onrecord.annotate.times.reading import Handler, Reading, Words, dated
from onrecord.edtf import UNKNOWN, Period, Unit, moved
from onrecord.record import Anchor

_UNITS: dict[str, Unit] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_AHEAD = frozenset({"later", "after", "hence", "now", "today", "zone_time"})
_OF_TEXT = frozenset({"earlier", "later", "before", "after"})
_FURTHEST = 10**6


def read_distance(words: Words) -> Reading | None:
    """ "two years ago", "three days later", "a year earlier", "years ago", "the day before".

    It is as exact as its unit: "two years ago" is a year, "ten days later" a day.
    """
    context, way = words.context, words.kind("way")
    unit = words.part("unit")[0]
    of_text, sign = way in _OF_TEXT, 1 if way in _AHEAD else -1
    anchor: Anchor = "previous" if of_text else "published"
    if unit == "second":
        return None
    count = Fraction(1) if way in ("before", "after") else count_of(words)
    if count is VAGUE and not of_text:
        return future(words) if sign > 0 else past(words)
    if count is VAGUE or is_short(unit):
        return Reading("duration", duration(count, unit), anchor)
    each, designator = unit_of(unit)
    total = count * each * sign
    if designator == "Y" and total.denominator != 1:
        total, designator = total * 12, "M"
    if designator == "Y" and total == -1 and (part := _compared(words, of_text=of_text)):
        return dated(part.years_on(-1), "previous", aside=True)
    exact = _UNITS[designator]
    base = context.then(exact) if of_text else context.now(exact)
    if base is None or total.denominator != 1 or abs(total) > _FURTHEST:
        return dated(None, anchor)
    day = moved(base.first, int(total), designator)
    return dated(Period.around("century" if each >= 100 else exact, day), anchor)


def _compared(words: Words, *, of_text: bool) -> Period | None:
    """What "a year earlier" compares with: the quarter spoken of, else any time just spoken of.

    "A year ago" does so only right after a quarter.
    """
    context = words.context
    if not of_text:
        return context.part if context.part == context.previous else None
    return context.part or context.previous


def read_reference(words: Words) -> Reading | None:
    """ "now", "recently", "the past", "the near future"."""
    first, tokens = words.match.first, words.tokens
    before = tokens.words[first - 1] if first else ""
    if words.has("past"):
        return None if before == "as" else past(words)  # "as recently as Tuesday"
    if words.has("future"):
        return None if tokens.capital(words.match.last - 1) else future(words)
    # "Now, …" goes on with the story rather than tells when.
    opens = not (before[:1].isalnum() or before == ",") or tokens.capital(first)
    if words.part("present") == ["now"] and opens and words.match.last - first == 1:
        return None
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
    "ago": read_distance,
    "reference": read_reference,
}
"""The rules that are read here."""
