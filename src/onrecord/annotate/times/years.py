"""Years, decades and centuries: "2015", "'98", "2015-16", "the 1980s", "the 19th century"."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date
from functools import cache

from onrecord import lexicon
from onrecord.annotate.times.anchor import Context
from onrecord.annotate.times.grammar import year_behind
from onrecord.annotate.times.numbers import ordinal, spoken_year
from onrecord.annotate.times.reading import NOTHING, Handler, Reading, Words, dated
from onrecord.edtf import Period
from onrecord.record import Anchor

MONTHS = ("month", "doubtful_month", "short_month")
_PLAIN = range(1900, 2060)
"""A bare number between these is a year unless something says otherwise."""
_SAYS_YEAR = frozenset(
    {"in", "of", "by", "from", "before", "after", "early", "end", "month", "doubtful_month"}
)
"""What has to stand before a number beyond those."""
_SAYS_NUMBER = frozenset({"money", "noun_number", "colon"})
_MAY_TOUCH = "(\"“‘[`'—–/-"
_AHEAD = 20


def year_of(number: int) -> Period:
    """A year as a period."""
    return Period("year", date(number, 1, 1))


def year_in(words: Words, first: int, last: int) -> int | None:
    """The year that the tokens from `first` to `last` name, in figures or as "last year"."""
    tokens, context = words.tokens, words.context
    for index in range(last - 1, first - 1, -1):
        kind = tokens.kind(index)
        if kind == "year":
            return int(tokens.words[index])
        if kind == "uyear" and index > first:
            return relative_year(tokens.kind(index - 1), context)
        if kind in ("small", "zero_led") and tokens.kind(index - 1) == "apostrophe":
            return year_of_two_digits(int(tokens.words[index]), context)
        if kind == "number":
            return spoken_year(tokens.words[first:last])
    return None


def shared_year(words: Words, month: int) -> tuple[int, Anchor] | None:
    """The year that stands with the second of two dates only: "2 May to 5 June 2019".

    That of "November to March 2019" begins in the year before; `month` is the first one's.
    """
    tokens, last = words.tokens, words.match.last
    found = year_behind(tokens.classes, last)
    year = year_in(words, *found) if found else None
    if found is None or year is None:
        return None
    between = (tokens.words[i] for i in range(last, found[0]) if tokens.kind(i) in MONTHS)
    turns = any(month_number(word) < month for word in between)
    relative = tokens.kind(found[1] - 1) == "uyear"
    return max(MINYEAR, year - turns), "published" if relative else "explicit"


def month_number(word: str) -> int:
    """ "february", "feb" is 2."""
    return _month_numbers()[word]


@cache
def _month_numbers() -> dict[str, int]:
    listed = lexicon.load("dates")["months"]
    return {name: number for number, names in enumerate(listed, start=1) for name in names}


def relative_year(deictic: str, context: Context) -> int | None:
    """The year of "last year", "the following year", "the year"."""
    base = context.now("year")
    if deictic in ("previous", "following", "same"):
        base = context.then("year") or base
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(deictic, 0)
    year = base.first.year + shift if base else 0
    return year if MINYEAR <= year <= MAXYEAR else None


def year_of_two_digits(short: int, context: Context) -> int:
    """The year of "'98": the latest that is at most twenty years ahead of publication."""
    now = context.now("year")
    latest = (now.first.year if now else 2000) + _AHEAD
    year = latest - (latest - short) % 100
    if year < MINYEAR:
        return year + 100
    return year - 100 if year > MAXYEAR else year


def read_year(words: Words) -> Reading | None:
    """ "2015", "late 1998", "fiscal 1989", "'98", "nineteen ninety-one"."""
    tokens = words.tokens
    if words.has("spoken"):
        year = spoken_year(words.part("spoken"))
    else:
        first, last = words.match.parts["year"]
        digits = words.part("year")[-1]
        year = int(digits) if len(digits) == 4 else year_of_two_digits(int(digits), words.context)
        apart = tokens.glued(first) or not tokens.glued(last - 1)
        if last - first == 2 and apart:
            return None
        if words.match.last - words.match.first == 1:
            if _is_of_name(words):
                return NOTHING
            if not _is_bare_year(words, year):
                return None
    return dated(year_of(year), "explicit") if year else None


def _is_bare_year(words: Words, year: int) -> bool:
    """Whether a number that stands alone is a year by what is before it."""
    at = words.match.first
    if words.tokens.glued(at) and words.tokens.words[at - 1] not in _MAY_TOUCH:
        return False
    if words.before in _SAYS_NUMBER:
        return False
    return year in _PLAIN or words.before in _SAYS_YEAR


def _is_of_name(words: Words) -> bool:
    """Whether the year is part of a name that tells no time: "the 1922 Committee", "Project 2025".

    That of an event does: "the 2012 Games".
    """
    tokens, at, after = words.tokens, words.match.first, words.match.last
    names = lexicon.load("times")
    if tokens.capital(after) and tokens.words[after] in names["bodies"]:
        return True
    return at > 0 and tokens.upper(at - 1) and tokens.words[at - 1] in names["named_by_year"]


def read_years(words: Words) -> Reading | None:
    """ "2015-16", "1995-1998": the interval."""
    first, digits = int(words.part("from")[0]), words.part("to")[0]
    if words.before in _SAYS_NUMBER or len(digits) not in (2, 4):
        return None
    last = int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)
    if not (first in _PLAIN and first < last < first + 200):
        return None
    start, stop = year_of(first), year_of(last)
    return Reading("date", f"{start.value}/{stop.value}", "explicit", stop)


def read_decade(words: Words) -> Reading | None:
    """ "the 1980s", "the mid-'90s", "the sixties"."""
    tokens, match = words.tokens, words.match
    if words.has("year"):
        year = int(words.part("year")[0])
        if year % 10 or not tokens.glued(match.parts["year"][1]):
            return None
        return dated(Period.around("decade", date(year, 1, 1)), "explicit")
    if words.has("word"):
        # "Fifties" alone may be anything; "the fifties" is the decade.
        short = int(lexicon.load("times")["decades"][words.part("word")[0]])
        marked = match.last - match.first > 1
    else:
        at = match.parts["short"][0]
        short = int(tokens.words[at])
        marked = tokens.kind(at - 1) == "apostrophe" or at > match.first
        marked = marked and short % 10 == 0 and tokens.glued(match.last - 1)
    if not marked:
        return None
    year = year_of_two_digits(short, words.context)
    now = words.context.now("year")
    if now and year > now.first.year and year > 100:
        year -= 100
    return dated(Period.around("decade", date(year, 1, 1)), "explicit")


def read_century(words: Words) -> Reading | None:
    """ "the 19th century"."""
    number, last = ordinal(words.part("number")), words.match.last
    if words.tokens.capital(last - 1) and words.tokens.capital(last):
        return None  # of a firm: "19th Century Mills"
    if number is None or not 2 <= number <= 30:
        return None
    return dated(Period("century", date((number - 1) * 100, 1, 1)), "explicit")


HANDLERS: dict[str, Handler] = {
    "year": read_year,
    "years": read_years,
    "decade": read_decade,
    "century": read_century,
}
"""The rules that are read here."""
