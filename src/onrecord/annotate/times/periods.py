"""Months, seasons, quarters, years, decades, centuries: "in February", "the third quarter of 1990"."""

from __future__ import annotations

from datetime import date

from onrecord.annotate.times.anchor import months, nearest, parts
from onrecord.annotate.times.days import (
    full_year,
    month_number,
    relative_year,
    shared_year,
    year_in,
)
from onrecord.annotate.times.edtf import Period, Unit, month_of, part_of
from onrecord.annotate.times.numbers import amount, ordinal, spoken_year
from onrecord.annotate.times.reading import UNITS, Handler, Reading, Words, dated
from onrecord import lexicon
from onrecord.record import Anchor

_SAYS_TIME = frozenset({
    "in", "of", "by", "to", "from", "and", "before", "after", "early", "end", "for", "or", "ago", "last",
    "next", "this", "past", "than", "every", "month", "doubtful_month", "hyphen", "coming", "earlier", "later",
})  # fmt: skip
_AGAINST = 2
"""Reports speak of quarters in all tenses, of the nearest mostly."""
_SAYS_SEASON = frozenset({"in", "of", "by", "early", "last", "next", "this", "past", "every"})
_YEARS = range(1900, 2060)
"""A bare number between these is a year unless something says otherwise."""
_NO_YEAR_AFTER = frozenset({"money", "noun_number", "colon"})
_SAYS_YEAR = frozenset({"in", "of", "by", "from", "before", "after", "early", "end", "month"})
"""What has to stand before a number beyond those."""
_OPENING = "(\"“‘[`'—–/-"


def read_month(words: Words) -> Reading | None:
    """ "February", "early March 2019", "last May", "June last year"."""
    first, last = words.match.parts["month"]
    number = month_number(words.tokens.words[first])
    year = year_in(words, last, words.match.last)
    if year is not None:
        return dated(_month(year, number), "explicit" if words.has("year") else "published")
    year = shared_year(words)
    if year is not None:
        return dated(_month(year, number), "explicit")
    kind, deictic = words.tokens.kind(first), words.kind("deictic")
    if kind == "short_month" and words.tokens.kind(last - 1) != "dot":
        return None
    marked = first > words.match.first or words.before in _SAYS_TIME
    if kind != "month" and not marked:
        return None
    if words.has("relative"):
        return Reading("date", f"XXXX-{number:02}", "published")
    now = words.context.now("month")
    if now is None:
        around = words.context.now("year") or words.context.then("year")
        if around is None:
            return Reading("date", f"XXXX-{number:02}", "published")
        anchor: Anchor = "published" if words.context.now("year") else "previous"
        return dated(_month(around.first.year, number), anchor)
    candidates = months(number, range(now.first.year - 1, now.first.year + 2))
    return dated(_chosen(candidates, now, deictic, words), "published")


def _chosen(candidates: list[Period], now: Period, deictic: str, words: Words) -> Period | None:
    """The last, the next, this year's, or the likeliest by the tense."""
    if deictic == "last":
        return max((each for each in candidates if each.last < now.first), default=None)
    if deictic == "next":
        return min((each for each in candidates if each.first > now.last), default=None)
    if deictic == "this":
        return next((each for each in candidates if each.first.year == now.first.year), None)
    return nearest(candidates, words.context.today or now.first, words.tense)


def _month(year: int, number: int) -> Period | None:
    return month_of(year, number) if 1 <= year <= 9999 else None


def read_season(words: Words) -> Reading | None:
    """ "this summer", "the spring of 2019", "last fall"."""
    word = words.part("season")[0]
    number = int(lexicon.load("times")["seasons"][word])
    year = year_in(words, words.match.parts["season"][1], words.match.last)
    if year is None and words.has("year"):
        year = spoken_year(words.part("year"))
    if year is not None:
        return dated(part_of(year, number), "explicit" if words.has("year") else "published")
    deictic = words.kind("deictic")
    next_kind = words.tokens.kind(words.match.last)
    marked = words.match.last - words.match.first > 1 or words.before in _SAYS_SEASON
    if not marked or next_kind in ("of", "to") or words.tokens.capital(words.match.last):
        return None
    now = words.context.now("day") or words.context.now("month")
    if now is None:
        return Reading("date", f"XXXX-{number:02}", "published")
    candidates = parts(number, range(now.first.year - 1, now.first.year + 2))
    return dated(_chosen(candidates, now, deictic, words), "published")


def read_quarter(words: Words) -> Reading | None:
    """ "the third quarter of 1990", "first-quarter", "Q3 2019", "the second half of last year"."""
    context = words.context
    if not words.has("number"):
        number, half = int(words.tokens.words[words.match.first + 1]), False
    else:
        half = words.kind("unit") == "half"
        found = 2 if words.kind("number") in ("last", "latter") else ordinal(words.part("number"))
        number = found if found and (half or words.kind("number") != "last") else 0
    if not 1 <= number <= (2 if half else 4):
        return None
    code = (39 if half else 32) + number
    year = None
    if words.has("year"):
        year = year_in(words, *words.match.parts["year"])
    elif words.has("relative"):
        year = relative_year(words.kind("relative"), context)
    elif half and words.tokens.kind(words.match.parts["unit"][0] - 1) != "hyphen":
        return None
    if year is not None:
        return dated(part_of(year, code), "explicit" if words.has("year") else "published")
    now = context.now("day") or context.now("month")
    if now is None:
        return Reading("date", f"XXXX-{code}", "published")
    candidates = parts(code, range(now.first.year - 1, now.first.year + 2))
    chosen = nearest(candidates, now.first, words.tense, against=_AGAINST)
    if chosen and words.has("back"):
        return dated(chosen.years_on(-1), "previous", aside=True)
    return dated(chosen, "published")


def read_year_back(words: Words) -> Reading | None:
    """ "the year-earlier quarter", "a year-ago period": the same part, a year before."""
    context = words.context
    if words.kind("unit") == "uyear":
        base = context.part or context.previous
        if base is not None:
            return dated(base.years_on(-1), "previous", aside=True)
        now = context.now("year")
        return dated(now and now.shifted(-1), "published", aside=True)
    unit = UNITS[words.kind("unit")]
    base = context.then(unit) or context.now(unit)
    return dated(base and base.shifted(-1), "previous", aside=True)


def read_period(words: Words) -> Reading | None:
    """ "the latest quarter", "the 1988 period", "the quarter"."""
    context, deictic = words.context, words.kind("deictic")
    if words.has("year"):
        year = year_in(words, *words.match.parts["year"])
        if year is None:
            return None
        part = context.part
        if part is None:
            return dated(Period.around("year", date(year, 1, 1)), "explicit")
        return dated(part.years_on(year - part.first.year), "explicit", aside=True)
    now = context.now("quarter")
    if deictic == "current":
        return dated(now, "published")
    if context.part is not None:
        return dated(
            context.part.shifted(-1) if deictic == "previous" else context.part, "previous"
        )
    return dated(now and now.shifted(-1), "published")


def read_decade(words: Words) -> Reading | None:
    """ "the 1980s", "the mid-'90s", "the sixties"."""
    if words.has("year"):
        year = int(words.part("year")[0])
        s = words.match.parts["year"][1]
        if year % 10 or not words.tokens.glued(s):
            return None
        return dated(Period.around("decade", date(year, 1, 1)), "explicit")
    if words.has("short"):
        at = words.match.parts["short"][0]
        short = int(words.part("short")[0])
        marked = words.tokens.kind(at - 1) == "apostrophe" or at > words.match.first
        if short % 10 or not marked or not words.tokens.glued(words.match.last - 1):
            return None
    else:
        short = (int(amount([_SINGULAR[words.part("word")[0]]]) or 0)) % 100
        if words.match.last - words.match.first == 1:
            return None
    year = full_year(short, words.context)
    now = words.context.now("year")
    if now and year > now.first.year:
        year -= 100
    return dated(Period.around("decade", date(year, 1, 1)), "explicit")


_SINGULAR = {
    "noughties": "zero", "twenties": "twenty", "thirties": "thirty", "forties": "forty", "fifties": "fifty",
    "sixties": "sixty", "seventies": "seventy", "eighties": "eighty", "nineties": "ninety",
}  # fmt: skip


def read_century(words: Words) -> Reading | None:
    """ "the 19th century"."""
    number = ordinal(words.part("number"))
    if number is None or not 2 <= number <= 30:
        return None
    return dated(Period("century", date((number - 1) * 100, 1, 1)), "explicit")


def read_years(words: Words) -> Reading | None:
    """ "2015-16", "1995–1998": the interval."""
    first, last = int(words.part("from")[0]), words.part("to")[0]
    if len(last) == 4:
        end = int(last)
    else:
        if len(last) != 2:
            return None
        end = first // 100 * 100 + int(last)
    if not (first < end < first + 200 and first in _YEARS) or words.before in _NO_YEAR_AFTER:
        return None
    start, stop = (Period.around("year", date(year, 1, 1)) for year in (first, end))
    return Reading("date", f"{start.value}/{stop.value}", "explicit", stop)


def read_year(words: Words) -> Reading | None:
    """ "2015", "late 1998", "fiscal 1989", "'98", "nineteen ninety-one"."""
    if words.has("spoken"):
        year = spoken_year(words.part("spoken"))
    else:
        first, last = words.match.parts["year"]
        short = words.part("year")[-1]
        year = int(short) if len(short) == 4 else full_year(int(short), words.context)
        apostrophe = last - first > 1
        if apostrophe and (words.tokens.glued(first) or not words.tokens.glued(last - 1)):
            return None
        if words.match.last - words.match.first == 1 and not _is_bare_year(words, year):
            return None
    if year is None or year < 1:
        return None
    return dated(Period.around("year", date(year, 1, 1)), "explicit")


def _is_bare_year(words: Words, year: int) -> bool:
    """Whether a number that stands alone is a year by what is before it."""
    before, at = words.before, words.match.first
    if before in _NO_YEAR_AFTER or (
        words.tokens.glued(at) and words.tokens.words[at - 1] not in _OPENING
    ):
        return False
    return year in _YEARS or before in _SAYS_YEAR


def read_this(words: Words) -> Reading | None:
    """ "last week", "this year", "the past decade", "the same day", "the end of the month"."""
    context = words.context
    if words.has("yearend"):
        now = context.now("year")
        return dated(now and _month(now.first.year, 12), "published")
    unit, deictic = UNITS[words.kind("unit")], _deictic(words)
    if words.tokens.capital(words.match.last - 1):
        return None
    if unit == "year" and words.tokens.kind(words.match.last) == "ended":
        return Reading("duration", "P1Y", "explicit")
    definite = words.tokens.kind(words.match.first) == "the" or words.before == "the"
    now, then = context.now(unit), context.then(unit)
    if deictic in ("previous", "following", "that", "same"):
        shift = {"previous": -1, "following": 1}.get(deictic, 0)
        return dated(then.shifted(shift) if then else None, "previous")
    if deictic == "next" and definite and unit in ("day", "week", "month"):
        return dated(then.shifted(1) if then else None, "previous")
    if deictic in ("last", "latest"):
        return dated(now and now.shifted(-1), "published")
    if deictic in ("next", "coming"):
        return dated(now and now.shifted(1), "published")
    if deictic in ("the", "its"):
        return _the(unit, words)
    return dated(now, "published")


def _deictic(words: Words) -> str:
    first, last = words.match.parts["deictic"]
    return words.tokens.kind(last - 1)


def _the(unit: Unit, words: Words) -> Reading | None:
    """ "the year", "the weekend", "the end of the month"."""
    context = words.context
    now = context.now(unit)
    if unit == "weekend":
        today = context.today
        if now and today and words.tense <= 0 and today < now.first:
            now = now.shifted(-1)
        return dated(now, "published")
    return dated(now, "published")


HANDLERS: dict[str, Handler] = {
    "month": read_month,
    "season": read_season,
    "quarter": read_quarter,
    "year_back": read_year_back,
    "period": read_period,
    "decade": read_decade,
    "century": read_century,
    "years": read_years,
    "year": read_year,
    "this": read_this,
}
"""The rules that are read here."""
