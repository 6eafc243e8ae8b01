"""Days: "Monday", "June 29", "29/6/2020", "yesterday", "May 2-5", "June 1 and 2"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from onrecord import lexicon
from onrecord.annotate.times.anchor import Context, day_of_year, nearest, weekday_near
from onrecord.annotate.times.numbers import ordinal
from onrecord.annotate.times.reading import NOTHING, Handler, Reading, Words, dated
from onrecord.annotate.times.tense import AHEAD, BEHIND, Direction
from onrecord.annotate.times.years import (
    MONTHS,
    month_number,
    shared_year,
    year_in,
    year_of_two_digits,
)
from onrecord.edtf import UNKNOWN, Period, moved
from onrecord.record import Anchor

_WEEKDAYS = ("weekday", "short_weekday")
_NUMBERS = ("small", "zero_led", "ordinal", "second", "number")
_DEICTICS = ("last", "next", "this", "previous", "following", "coming", "recent")
_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NEAR = 10
"""Days from now within which the beginning of a range tells its last weekday."""
_BEFORE_ONE = ("on", "then", "until", "and", "but", ",", '"', "“")
_QUOTES = ('"', "“", "”", "'", "‘", "’")


class Day(NamedTuple):
    """A day: its value, the period if it is known, and what it is relative to."""

    value: str
    period: Period | None
    anchor: Anchor

    @classmethod
    def of(cls, period: Period | None, anchor: Anchor) -> Day:
        """The day that a period is; an unknown one where there is none."""
        return cls(period.value if period else UNKNOWN, period, anchor)

    @property
    def date(self) -> date | None:
        """The day on the calendar, if it is known."""
        return self.period.first if self.period and self.period.unit == "day" else None


def read_day(words: Words) -> Day | None:
    """The day that the part `day` of a rule names; None where the calendar has none such."""
    first, last = words.match.parts["day"]
    tokens, context = words.tokens, words.context
    kinds = [tokens.kind(index) for index in range(first, last)]
    if kinds[-1] in _RELATIVE:
        # "the day after tomorrow" lies twice as far as "tomorrow".
        shift = _RELATIVE[kinds[-1]] * (1 if len(kinds) == 1 else 2)
        today = context.now("day")
        return Day.of(today and today.shifted(shift), "published")
    month, weekday = _place(kinds, MONTHS), _place(kinds, _WEEKDAYS)
    if month is None and weekday is None:
        return _numeric(tokens.words[first:last], context)
    deictic = next((kind for kind in kinds if kind in _DEICTICS), "")
    of_week = None if weekday is None else weekday_number(tokens.words[first + weekday])
    if month is None:
        assert of_week is not None  # noqa: S101 (one of the two is there)
        return _weekday(words, of_week, deictic, in_week="uweek" in kinds)
    number = _number(tokens.words[first:last], kinds)
    if number is None:
        return None
    of_year = month_number(tokens.words[first + month])
    year, told_by = year_in(words, first, last), _told_by(kinds)
    if year is None and last == words.match.last and (shared := shared_year(words, of_year)):
        year, told_by = shared
    if year is not None:
        found = day_of_year(of_year, number, [year])
        return Day.of(found[0], told_by) if found else None
    return _without_year(words, of_year, number, of_week, deictic)


def _told_by(kinds: Sequence[str]) -> Anchor:
    return "published" if "uyear" in kinds else "explicit"


def _place(kinds: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((index for index, kind in enumerate(kinds) if kind in wanted), None)


def _number(words: Sequence[str], kinds: Sequence[str]) -> int | None:
    """The day of the month: the first number that is no short year ("'98")."""
    numbers = [
        word
        for index, (word, kind) in enumerate(zip(words, kinds, strict=True))
        if kind in _NUMBERS and not (index and kinds[index - 1] == "apostrophe")
    ]
    return ordinal(numbers[: 2 if "ordinal" in kinds or "second" in kinds else 1])


def _without_year(
    words: Words, month: int, number: int, weekday: int | None, deictic: str
) -> Day | None:
    """A day of the year: the likeliest by its weekday and by the tense."""
    context = words.context
    if (begun := words.begun) is not None and begun.unit in ("day", "month"):
        years = range(begun.first.year, begun.first.year + 2)
        days = [day for day in day_of_year(month, number, years) if day.first >= begun.first]
        if days:
            return Day.of(days[0], "published")
    if (today := context.today) is not None:
        days = day_of_year(month, number, range(today.year - 1, today.year + 2))
        if deictic == "last":
            days = [day for day in days if day.first < today][-1:]
        elif deictic == "next":
            days = [day for day in days if day.first > today][:1]
        fitting = [day for day in days if weekday in (None, day.first.weekday())]
        found = nearest(fitting or days, today, words.tense)
        return Day.of(found, "published") if found else None
    if not day_of_year(month, number, [2000]):
        return None
    for year, anchor in ((context.now("year"), "published"), (context.then("year"), "previous")):
        if year and (days := day_of_year(month, number, [year.first.year])):
            return Day.of(days[0], "previous" if anchor == "previous" else "published")
    return Day(f"XXXX-{month:02}-{number:02}", None, "published")


def _weekday(words: Words, weekday: int, deictic: str, *, in_week: bool) -> Day:
    """ "Monday", "last Monday", "Monday this week"."""
    context = words.context
    if deictic == "recent" or _is_some_day(words):
        return Day.of(None, "published")
    then = context.then("day") if deictic in ("previous", "following") else None
    base = then or context.now("day")
    anchor: Anchor = "previous" if then else "published"
    if base is None:
        return Day.of(None, anchor)
    if in_week:
        shift = {"last": -1, "next": 1}.get(deictic, 0)
        monday = Period.around("week", base.first).shifted(shift).first
        return Day.of(Period("day", moved(monday, weekday, "D")), anchor)
    if deictic in ("last", "previous"):
        day = weekday_near(weekday, base.shifted(-1).first, BEHIND)
    elif deictic in ("next", "following"):
        day = weekday_near(weekday, base.shifted(1).first, AHEAD)
    elif deictic:
        day = weekday_near(weekday, base.first, AHEAD)
    elif (begun := words.begun) is not None and abs((base.first - begun.first).days) <= _NEAR:
        # "9 a.m. to 5 p.m. Tuesday" is one day, "Tuesday to Tuesday" is not.
        on = begun if words.match.rule == "clock" else begun.shifted(1)
        day = weekday_near(weekday, on.first, AHEAD)
    else:
        day = weekday_near(weekday, base.first, _tense(words))
    return Day.of(Period("day", day), anchor)


def _is_some_day(words: Words) -> bool:
    """Whether it is a day that isn't told which: "one Tuesday", "on a Tuesday in May"."""
    tokens, first = words.tokens, words.match.parts["day"][0]
    before = tokens.words[first - 1] if first else ""
    if before == "one":  # "a blast killed one Tuesday" tells the day
        return first < 2 or tokens.words[first - 2] in _BEFORE_ONE
    # "On a Tuesday" is some day; "on a Tuesday flight" is as exact as "Tuesday's flight".
    after = tokens.kind(words.match.last)
    ends = words.match.last == len(tokens.words) or after in ("in", "dot", "comma", "of")
    return before == "a" and ends


def _tense(words: Words) -> Direction:
    """The tense; what is called after its day ("Monday's vote") has mostly been."""
    after = words.match.parts["day"][1]
    tokens = words.tokens
    if (tokens.kind(after), tokens.kind(after + 1)) == ("apostrophe", "s"):
        return BEHIND
    return words.tense


def _numeric(words: Sequence[str], context: Context) -> Day | None:
    """A date in numbers; where day and month can't be told apart, only its year is known."""
    digits = [word for word in words if word.isdecimal()]
    first, second, third = (int(word) for word in digits)
    if len(digits[2]) == 1 and len(digits[0]) < 4:
        return None
    if len(digits[0]) == 4:
        found = day_of_year(second, third, [first])
    elif "." in words:
        found = day_of_year(second, first, [third])
    else:
        year = third if len(digits[2]) == 4 else year_of_two_digits(third, context)
        found = day_of_year(first, second, [year])
        if first != second:
            found += day_of_year(second, first, [year])
    if len(found) == 2:
        return Day.of(Period.around("year", found[0].first), "explicit")
    return Day.of(found[0], "explicit") if found else None


def weekday_number(word: str) -> int:
    """ "monday", "mon" is 0."""
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(word[:3])


def read_one_day(words: Words) -> Reading | None:
    """ "June 29", "on Monday", "yesterday". A date on no calendar ("31 February") is nothing."""
    if words.has("attacks"):
        # Of all days in figures without a year this one alone goes by them everywhere.
        known = words.part("attacks") == ["9", "/", "11"]
        return dated(Period("day", date(2001, 9, 11)), "explicit") if known else None
    if words.tokens.kind(words.match.last - 1) in _RELATIVE and _is_title(words):
        return None
    after = words.match.last
    if words.tokens.capital(after) and words.tokens.words[after] in _papers():
        return NOTHING
    if _is_paper_on_sunday(words):
        return NOTHING
    day = read_day(words)
    if day is None:
        return NOTHING
    if words.kind("day") == "short_weekday" and words.match.last - words.match.first < 2:
        return None
    return Reading("date", day.value, day.anchor, day.period)


@cache
def _papers() -> frozenset[str]:
    return frozenset(lexicon.load("times")["papers"])


def _is_paper_on_sunday(words: Words) -> bool:
    """Whether it ends the name of a paper: "the Mail on Sunday"."""
    tokens, first = words.tokens, words.match.first
    if first < 2 or tokens.words[first - 1] != "on" or tokens.words[first] != "sunday":
        return False
    name = tokens.words[first - 2]
    return name in lexicon.load("times")["papers_on_sunday"] and tokens.upper(first - 2)


def _is_title(words: Words) -> bool:
    """Whether it is the name of a programme or a paper: "Skarn Today", "the “Today” show"."""
    tokens, first, last = words.tokens, words.match.first, words.match.last
    if tokens.capital(last - 1):
        return True
    around = tokens.words[max(0, first - 1) : first] + tokens.words[last : last + 1]
    return len(around) == 2 and all(word in _QUOTES for word in around)


def read_days(words: Words) -> Reading | None:
    """ "May 2-5", "2 to 5 May 2019": the interval."""
    month = month_number(words.part("month")[0])
    year = year_in(words, *words.match.parts["year"]) if words.has("year") else None
    ends = []
    for part in ("from", "to"):
        number = int(words.part(part)[0])
        if year is not None:
            found = day_of_year(month, number, [year])
            ends.append(Day.of(found[0], "explicit") if found else None)
        else:
            ends.append(_without_year(words, month, number, None, ""))
    first, last = ends
    if first is None or last is None or first.period is None or last.period is None:
        return None
    if first.period.first >= last.period.first:
        return None
    return Reading("date", f"{first.value}/{last.value}", last.anchor, last.period)


def read_week_of(words: Words) -> Reading | None:
    """ "the week of July 6", "the week ending Friday"."""
    day = read_day(words)
    if day is None or day.date is None:
        return None
    return dated(Period.around("week", day.date), day.anchor)


def read_other_day(words: Words) -> Reading | None:
    """The second day of "June 1 and 2"."""
    here = words.context.here
    tokens, first = words.tokens, words.match.first
    if here is None or tokens.kind(first - 3) not in (*MONTHS, "dot"):
        return None
    if int(tokens.words[first - 2]) != here.first.day:
        return None
    days = day_of_year(here.first.month, int(tokens.words[first]), [here.first.year])
    return dated(days[0], "previous") if days else None


HANDLERS: dict[str, Handler] = {
    "day": read_one_day,
    "days": read_days,
    "week_of": read_week_of,
    "other_day": read_other_day,
}
"""The rules that are read here."""
