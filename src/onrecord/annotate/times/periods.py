"""Months and seasons, and units by a word that points: "in February", "last fall", "this week"."""

from __future__ import annotations

from onrecord import lexicon
from onrecord.annotate.times.anchor import months, nearest, parts
from onrecord.annotate.times.reading import UNITS, Handler, Reading, Words, dated
from onrecord.annotate.times.years import month_number, shared_year, year_in
from onrecord.edtf import Period, Unit, month_of, part_of
from onrecord.record import Anchor

_SAYS_MONTH = frozenset({
    "in", "of", "by", "to", "from", "and", "before", "after", "early", "end", "for", "or", "ago",
    "last", "next", "this", "past", "than", "every", "month", "doubtful_month", "hyphen", "coming",
    "earlier", "later",
})  # fmt: skip
_SAYS_SEASON = frozenset({"in", "by", "early", "last", "next", "this", "past", "every"})
_NEXT_IN_TEXT = ("day", "week", "month")


def read_month(words: Words) -> Reading | None:
    """ "February", "early March 2019", "last May", "June last year"."""
    context = words.context
    first, last = words.match.parts["month"]
    number = month_number(words.tokens.words[first])
    told_by: Anchor = "published" if words.has("relative") else "explicit"
    year = year_in(words, last, words.match.last)
    if year is None and (shared := shared_year(words, number)):
        year, told_by = shared
    if year is not None:
        return dated(month_of(year, number), told_by)
    if not _is_month(words, first, last):
        return None
    if (begun := words.begun) is not None and begun.unit in ("day", "month"):
        around = months(number, range(begun.first.year, begun.first.year + 2))
        after = [each for each in around if each.first > begun.first]
        return dated(after[0] if after else None, "published")
    if now := context.now("month"):
        around = months(number, range(now.first.year - 1, now.first.year + 2))
        return dated(_chosen(around, now, words), "published")
    anchor: Anchor = "published" if context.now("year") else "previous"
    known = context.now("year") or context.then("year")
    if known is None or words.has("relative"):
        return Reading("date", f"XXXX-{number:02}", "published")
    return dated(month_of(known.first.year, number), anchor)


def _is_month(words: Words, first: int, last: int) -> bool:
    """Whether a month without a year is one: not "May", "Jan" or "August" of somebody's name."""
    kind = words.tokens.kind(first)
    if kind == "short_month" and words.tokens.kind(last - 1) != "dot":
        return False
    if kind == "month" or first > words.match.first:
        return True
    tokens = words.tokens
    named = tokens.capital(last) and tokens.kind(last) == ""
    if words.before in ("and", "or", "hyphen"):
        return tokens.kind(first - 2) in ("month", "doubtful_month", "dot")
    if words.before in ("the", "a", "its"):
        # "The March vote", but "the May cabinet" may be a person's, and "the March on" is none.
        return tokens.words[first] != "may" and tokens.kind(last) not in ("on", "for", "of", "to")
    if words.before in ("by", "of", "for", "to", "from", "before", "after", "than"):
        return not named  # "by April Roe"
    return words.before in _SAYS_MONTH


def _chosen(candidates: list[Period], now: Period, words: Words) -> Period | None:
    """The last, the next, this year's, or the likeliest by the tense."""
    deictic = words.kind("deictic")
    if deictic == "last":
        return max((each for each in candidates if each.last < now.first), default=None)
    if deictic == "next":
        return min((each for each in candidates if each.first > now.last), default=None)
    if deictic == "this":
        return next((each for each in candidates if each.first.year == now.first.year), None)
    return nearest(candidates, words.context.today or now.first, words.tense)


def read_season(words: Words) -> Reading | None:
    """ "this summer", "the spring of 2019", "last fall"."""
    number = int(lexicon.load("times")["seasons"][words.part("season")[0]])
    last = words.match.last
    year = year_in(words, words.match.parts["season"][1], last)
    if year is not None:
        anchor: Anchor = "published" if words.has("relative") else "explicit"
        return dated(part_of(year, number), anchor)
    marked = last - words.match.first > 1 or words.before in _SAYS_SEASON
    # "The fall of the wall", "the Winter Olympics"
    if not marked or words.tokens.kind(last) in ("of", "to") or words.tokens.capital(last):
        return None
    now = words.context.now("month")
    if now is None:
        return Reading("date", f"XXXX-{number:02}", "published")
    around = parts(number, range(now.first.year - 1, now.first.year + 2))
    return dated(_chosen(around, words.context.now("day") or now, words), "published")


def read_this(words: Words) -> Reading | None:
    """ "last week", "this year", "the same day", "the end of the month", "the weekend"."""
    context = words.context
    if words.has("yearend"):
        year = context.now("year")
        return dated(year and month_of(year.first.year, 12), "published")
    unit = UNITS[words.kind("unit")]
    if words.tokens.capital(words.match.last - 1):
        return None  # a programme: "on This Week"
    if unit == "year" and words.tokens.kind(words.match.last) == "ended":
        return Reading("duration", "P1Y", "explicit")
    deictic = words.tokens.kind(words.match.parts["deictic"][1] - 1)
    if not _points(words, deictic):
        return None
    now, then = context.now(unit), context.then(unit)
    shift = _SHIFTS.get(deictic, 0)
    if deictic in _OF_TEXT or (deictic == "next" and unit in _NEXT_IN_TEXT and _is_definite(words)):
        return dated(then and then.shifted(shift), "previous")
    near = words.match.first < words.match.parts["deictic"][0]
    if near and words.kind("deictic") == "the" and unit in _GO_ON:
        there = _there(words, unit)
        if there is not None:
            return dated(there, "previous")
    if deictic == "the" and unit == "weekend":
        return dated(_weekend(words, now), "published")
    return dated(now and now.shifted(shift), "published")


def _there(words: Words, unit: Unit) -> Period | None:
    """The month or year that "the end of the month" goes back to: that of the same paragraph.

    None where what is told lies ahead: the end that is yet to come is that of now.
    """
    return None if words.tense > 0 else words.context.in_block(unit)


_GO_ON = ("week", "month", "year")
_OF_TEXT = frozenset({"previous", "following", "that", "same"})
_SHIFTS = {"last": -1, "latest": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def _points(words: Words, deictic: str) -> bool:
    """Not "the last day", "the last year of the war", "player of the year"."""
    tokens, first, last = words.tokens, words.match.first, words.match.last
    if deictic in ("last", "next") and tokens.kind(first) == "the":
        last_day = deictic == "last" and words.kind("unit") == "uday"
        return tokens.kind(last) != "of" and not last_day
    bare = deictic == "the" and first == words.match.parts["deictic"][0]
    if bare and words.kind("unit") == "uyear" and words.before == "of":
        return tokens.kind(first - 2) != ""
    return True


def _is_definite(words: Words) -> bool:
    """ "the next day" is that after the last one spoken of, "next week" that after now."""
    return words.tokens.kind(words.match.first) == "the"


def _weekend(words: Words, now: Period | None) -> Period | None:
    """The last weekend, or the next where the verb looks ahead."""
    today = words.context.today
    if now and today and today < now.first and words.tense <= 0:
        return now.shifted(-1)
    return now


HANDLERS: dict[str, Handler] = {
    "month": read_month,
    "season": read_season,
    "this": read_this,
}
"""The rules that are read here."""
