"""Quarters and halves of a year, and what reports compare them with: "a year-earlier quarter"."""

from __future__ import annotations

from onrecord.annotate.times.anchor import nearest, parts
from onrecord.annotate.times.numbers import ordinal
from onrecord.annotate.times.reading import UNITS, Handler, Reading, Words, dated
from onrecord.annotate.times.tense import AHEAD, BEHIND, Direction
from onrecord.annotate.times.years import relative_year, year_in, year_of
from onrecord.edtf import Period, part_of

_AGAINST = 4
"""How many times as far a quarter that lies ahead seems: reports are of what was."""


def read_quarter(words: Words) -> Reading | None:
    """ "the third quarter of 1990", "first-quarter", "Q3 2019", "the second half of last year"."""
    context = words.context
    part = _number(words)
    if part is None:
        return None
    year = None
    if words.has("year"):
        year = year_in(words, *words.match.parts["year"])
    elif words.has("relative"):
        year = relative_year(words.kind("relative"), context)
    elif part >= 40 and words.tokens.kind(words.match.parts["unit"][0] - 1) != "hyphen":
        return None  # of a match, as likely as of a year
    if year is not None:
        return dated(part_of(year, part), "explicit" if words.has("year") else "published")
    now = context.now("day") or context.now("month")
    if now is None:
        return Reading("date", f"XXXX-{part}", "published")
    around = parts(part, range(now.first.year - 1, now.first.year + 2))
    ahead: Direction = AHEAD if words.tense > 0 else BEHIND
    chosen = nearest(around, now.first, ahead, against=_AGAINST)
    if chosen and words.has("back"):
        return dated(chosen.years_on(-1), "previous", aside=True)
    return dated(chosen, "published")


def _number(words: Words) -> int | None:
    """The EDTF number of the quarter (33–36) or the half (40, 41)."""
    if not words.has("number"):
        number, half = int(words.tokens.words[words.match.first + 1]), words.kind("letter") == "h"
        if not words.tokens.glued(words.match.first + 1) or (half and not words.has("year")):
            return None
    else:
        half = words.kind("unit") == "half"
        if words.kind("number") in ("last", "latter"):
            number = 2 if half else 0
        else:
            number = ordinal(words.part("number")) or 0
    if not 1 <= number <= (2 if half else 4):
        return None
    return number + (39 if half else 32)


def read_year_back(words: Words) -> Reading | None:
    """ "the year-earlier quarter", "a year-ago period": the same part, a year before."""
    context = words.context
    unit = UNITS[words.kind("unit")]
    if unit == "year":
        base = context.part or context.previous
        if base is not None:
            return dated(base.years_on(-1), "previous", aside=True)
    base = context.now(unit)
    return dated(base and base.shifted(-1), "published", aside=True)


def read_period(words: Words) -> Reading | None:
    """ "the latest quarter", "the 1988 period", "the quarter"."""
    context, deictic, part = words.context, words.kind("deictic"), words.context.part
    if words.has("year"):
        year = year_in(words, *words.match.parts["year"])
        if year is None:
            return None
        same: Period = part.years_on(year - part.first.year) if part else year_of(year)
        return dated(same, "explicit", aside=True)
    now = context.now("quarter")
    if deictic == "current":
        return dated(now, "published")
    if deictic == "latest" and part and now and part.first >= now.first:
        part = now.shifted(-1)  # the latest is one that has ended
    if part is not None:
        return dated(part.shifted(-1) if deictic == "previous" else part, "previous")
    return dated(now and now.shifted(-1), "published")


HANDLERS: dict[str, Handler] = {
    "quarter": read_quarter,
    "year_back": read_year_back,
    "period": read_period,
}
"""The rules that are read here."""
