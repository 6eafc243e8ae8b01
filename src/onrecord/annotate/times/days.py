"""Days and times of day: "Monday", "June 29", "9 a.m. Tuesday", "last night", "Christmas"."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from onrecord import lexicon
from onrecord.annotate.times import clock
from onrecord.annotate.times.anchor import Context, day_of_year, nearest, weekday_near
from onrecord.annotate.times.edtf import UNKNOWN, Period, moved
from onrecord.annotate.times.grammar import year_behind
from onrecord.annotate.times.numbers import ordinal
from onrecord.annotate.times.reading import NOTHING, Handler, Reading, Words, dated
from onrecord.annotate.times.tense import Direction
from onrecord.record import Anchor

_MONTHS = ("month", "doubtful_month", "short_month")
_WEEKDAYS = ("weekday", "short_weekday", "weekdays")
_NUMBERS = ("small", "zero_led", "ordinal", "second", "number")
_AT = frozenset({"at", "by", "from", "to", "before", "after"})
_QUOTES = ('"', "“", "”", "'", "‘", "’")
_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1}


class Day(NamedTuple):
    """A day: its value, the period if it is known, and what it is relative to."""

    value: str
    period: Period | None
    anchor: Anchor

    @property
    def date(self) -> date | None:
        """The day on the calendar, if it is known."""
        return self.period.first if self.period and self.period.unit == "day" else None


def read_day(words: Words, name: str = "day") -> Day | None:
    """The day that a part of a rule names; None where the calendar has none such."""
    first, last = words.match.parts[name]
    tokens, context = words.tokens, words.context
    kinds = [tokens.kind(index) for index in range(first, last)]
    if kinds[-1] in _RELATIVE:
        shift = _RELATIVE[kinds[-1]] * (1 if len(kinds) == 1 else 2)
        today = context.today
        period = today and Period("day", moved(today, shift, "D"))
        return Day(period.value if period else UNKNOWN, period or None, "published")
    month = next(
        (month_number(tokens.words[first + i]) for i, k in enumerate(kinds) if k in _MONTHS), None
    )
    if month is None and "weekday" not in kinds and "short_weekday" not in kinds:
        return _numeric([word for word in tokens.words[first:last] if word.isdecimal()], context)
    deictic = next(
        (k for k in kinds if k in ("last", "next", "this", "previous", "following", "coming")), ""
    )
    weekday = next(
        (weekday_number(tokens.words[first + i]) for i, k in enumerate(kinds) if k in _WEEKDAYS),
        None,
    )
    if month is None:
        assert weekday is not None
        of_another = tokens.kind(last) == "apostrophe" and tokens.kind(last + 1) == "s"
        tense: Direction = 0 if of_another else words.tense
        return _weekday(weekday, deictic, "uweek" in kinds, tense, context)
    year = year_in(words, first, last)
    if year is None and last == words.match.last:
        year = shared_year(words)
    number = ordinal([
        tokens.words[first + i] for i, k in enumerate(kinds)
        if k in _NUMBERS and not (i and kinds[i - 1] == "apostrophe")
    ][: 2 if "ordinal" in kinds or "second" in kinds else 1])  # fmt: skip
    if number is None:
        return None
    if deictic in ("last", "next") and year is None and context.today:
        day = _beyond(month, number, deictic, context.today)
        return Day(day.value, day, "published") if day else None
    day = _day(month, number, year, weekday, words.tense, context)
    return day._replace(anchor="published") if day and "uyear" in kinds else day


def _beyond(month: int, number: int, deictic: str, today: date) -> Period | None:
    """The last or the next day of the year that isn't today's."""
    days = day_of_year(month, number, range(today.year - 1, today.year + 2))
    if deictic == "last":
        return max((day for day in days if day.first < today), default=None)
    return min((day for day in days if day.first > today), default=None)


def _day(
    month: int,
    number: int,
    year: int | None,
    weekday: int | None,
    tense: Direction,
    context: Context,
) -> Day | None:
    if year is not None:
        return next(
            (Day(day.value, day, "explicit") for day in day_of_year(month, number, [year])), None
        )
    if (today := context.today) is not None:
        candidates = day_of_year(month, number, range(today.year - 1, today.year + 2))
        named = [day for day in candidates if weekday in (None, day.first.weekday())]
        found = nearest(named or candidates, today, tense)
        return Day(found.value, found, "published") if found else None
    around = context.now("year") or context.then("year")
    anchor: Anchor = "published" if context.now("year") else "previous"
    if around and (days := day_of_year(month, number, [around.first.year])):
        return Day(days[0].value, days[0], anchor)
    if not day_of_year(month, number, [2000]):
        return None
    return Day(f"XXXX-{month:02}-{number:02}", None, "published")


def _weekday(weekday: int, deictic: str, of_week: bool, tense: Direction, context: Context) -> Day:
    then = context.then("day") if deictic in ("previous", "following") else None
    today = then.first if then else context.today
    anchor: Anchor = "previous" if then else "published"
    if today is None:
        return Day(UNKNOWN, None, anchor)
    if deictic in ("last", "previous") and not of_week:
        day = weekday_near(weekday, moved(today, -1, "D"), -1)
    elif deictic in ("next", "following") and not of_week:
        day = weekday_near(weekday, moved(today, 1, "D"), 1)
    elif of_week:
        shift = {"last": -1, "next": 1}.get(deictic, 0)
        day = moved(Period.around("week", today).shifted(shift).first, weekday, "D")
    else:
        day = weekday_near(weekday, today, 1 if deictic in ("this", "coming") else tense)
    period = Period("day", day)
    return Day(period.value, period, anchor)


def _numeric(digits: list[str], context: Context) -> Day | None:
    """A date in numbers; where day and month can't be told apart, only its year is known."""
    numbers = [int(each) for each in digits]
    if len(numbers) != 3:
        return None
    if len(digits[0]) == 4:
        found = day_of_year(numbers[1], numbers[2], [numbers[0]])
    else:
        year = numbers[2] if len(digits[2]) == 4 else full_year(numbers[2], context)
        found = day_of_year(numbers[0], numbers[1], [year])
        found += [day for day in day_of_year(numbers[1], numbers[0], [year]) if day not in found]
        if len(found) > 1:
            whole = Period.around("year", found[0].first)
            return Day(whole.value, whole, "explicit")
    return Day(found[0].value, found[0], "explicit") if found else None


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
            return full_year(int(tokens.words[index]), context)
    return None


def shared_year(words: Words) -> int | None:
    """The year that stands with the second of two dates only."""
    found = year_behind(words.tokens.classes, words.match.last)
    return year_in(words, *found) if found else None


def relative_year(deictic: str, context: Context) -> int | None:
    """The year of "last year", "the following year", "the year"."""
    if deictic in ("previous", "following", "same"):
        base = context.then("year") or context.now("year")
    else:
        base = context.now("year")
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(deictic, 0)
    return base.first.year + shift if base else None


def full_year(short: int, context: Context) -> int:
    """The year of "'98": the latest that is at most twenty years ahead of publication."""
    now = context.now("year")
    latest = (now.first.year if now else 2000) + 20
    return latest - (latest - short) % 100


def month_number(word: str) -> int:
    """ "february", "feb" is 2."""
    return _month_numbers()[word]


@cache
def _month_numbers() -> dict[str, int]:
    listed = lexicon.load("dates")["months"]
    return {name: number for number, names in enumerate(listed, start=1) for name in names}


def weekday_number(word: str) -> int:
    """ "monday", "mondays", "mon" is 0."""
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(word[:3])


def read_one_day(words: Words) -> Reading | None:
    """ "June 29", "on Monday", "yesterday". A date on no calendar ("31 February") is nothing."""
    if words.tokens.kind(words.match.last - 1) in _RELATIVE and _is_title(words):
        return None
    day = read_day(words)
    if day is None:
        return NOTHING
    if words.kind("day") == "short_weekday" and words.match.last - words.match.first < 2:
        return None
    return Reading("date", day.value, day.anchor, day.period)


def _is_title(words: Words) -> bool:
    """Whether it is the name of a programme or a paper: "VOA Today", "the “Today” show"."""
    tokens, first, last = words.tokens, words.match.first, words.match.last
    if tokens.capital(last - 1):
        return True
    around = tokens.words[first - 1 : first] + tokens.words[last : last + 1]
    return len(around) == 2 and all(word in _QUOTES for word in around)


def read_days(words: Words) -> Reading | None:
    """ "May 2-5", "2 to 5 May 2019": the interval."""
    month = month_number(words.part("month")[0])
    year = None
    if words.has("year"):
        year = year_in(words, *words.match.parts["year"])
    tense = words.tense
    ends = [
        _day(month, ordinal(words.part(name)[:1]) or 0, year, None, tense, words.context)
        for name in ("from", "to")
    ]
    if ends[0] is None or ends[1] is None or ends[0].value >= ends[1].value:
        return None
    first, last = ends[0], ends[1]
    if first.period is None or last.period is None:
        return None
    return Reading("date", f"{first.value}/{last.value}", last.anchor, last.period)


def read_other_day(words: Words) -> Reading | None:
    """The second day of "June 1 and 2"."""
    here = words.context.here
    tokens, first = words.tokens, words.match.first
    if here is None or tokens.kind(first - 3) not in _MONTHS + ("dot",):
        return None
    if int(tokens.words[first - 2]) != here.first.day:
        return None
    days = day_of_year(here.first.month, int(tokens.words[first]), [here.first.year])
    return dated(days[0], "previous") if days else None


def read_clock(words: Words) -> Reading | None:
    """ "9 a.m. EDT Tuesday", "Tuesday at 9", "noon"."""
    part = words.part("part")
    first, last = words.match.parts["clock"]
    plain = all(not word.isalpha() for word in words.tokens.words[first:last])
    military = words.has("military")
    if military and (words.part("military")[-1] != "hours" or len(words.tokens.words[first]) != 4):
        return None
    if (
        (plain or military)
        and not (words.has("zone") or words.has("day"))
        and words.before not in _AT
    ):
        return None  # "won 2:1" and "the 1500 hours" are no times of day
    read = clock.read_clock(words.tokens.words[first:last], part[0].rstrip("s") if part else None)
    if read is None:
        return None
    if words.has("day"):
        day = read_day(words)
        if day is None:
            return None
    else:
        here, now = words.context.here, words.context.now("day")
        period = here or now
        day = Day(period.value if period else UNKNOWN, period, "previous" if here else "published")
    on = day.date
    if on and words.tokens.words[first] == "midnight":
        on = moved(on, 1, "D")
    offset = clock.offset_of(words.part("zone"), on)
    value = clock.instant(on.isoformat() if on else UNKNOWN, read, offset)
    return Reading("time", value, day.anchor, day.period)


def read_part_of_day(words: Words) -> Reading | None:
    """ "Friday morning", "the night of July 4"."""
    day = read_day(words)
    if words.has("hours"):
        return _part("small hours", day) if day and words.part("hours") == ["hours"] else None
    return _part(words.part("part")[0], day) if day else None


def read_this_part(words: Words) -> Reading | None:
    """ "this morning", "last night", "tonight", "the following evening"."""
    part = words.part("part")[0]
    deictic = words.kind("deictic")
    context = words.context
    shift = 0
    if part == "tonight":
        part = "night"
    elif deictic == "last":
        shift = -1
    elif deictic in ("next", "following"):
        shift = 1
    elif deictic == "previous":
        shift = -1
    relative = deictic in ("that", "same", "previous", "following", "next")
    base = context.then("day") if relative else context.now("day")
    anchor: Anchor = "previous" if relative else "published"
    period = base.shifted(shift) if base else None
    return _part(part, Day(period.value if period else UNKNOWN, period, anchor))


def _part(part: str, day: Day) -> Reading:
    if day.date is None:
        return Reading("time", UNKNOWN, day.anchor)
    return Reading("time", clock.part_of_day(day.date, part), day.anchor, day.period)


def read_holiday(words: Words) -> Reading | None:
    """ "Christmas Eve", "last Thanksgiving", "Easter 2019"."""
    rule = lexicon.load("times")["holidays"][words.part("holiday")[0]]
    context, deictic = words.context, words.kind("deictic")
    if words.has("year"):
        year = year_in(words, *words.match.parts["year"])
        return dated(holiday(rule, year), "explicit") if year else None
    today = context.today
    if today is None:
        return Reading("date", UNKNOWN, "published")
    candidates = [
        day for year in range(today.year - 1, today.year + 2) if (day := holiday(rule, year))
    ]
    if deictic == "last":
        return dated(max(day for day in candidates if day.first < today), "published")
    if deictic == "next":
        return dated(min(day for day in candidates if day.first > today), "published")
    return dated(nearest(candidates, today, words.tense), "published")


def holiday(rule: list[str], year: int) -> Period | None:
    """The day of a holiday in a year, by its rule in lexicon/times.yaml."""
    if not 1 < year < 9999:
        return None
    if rule[0] == "easter":
        return Period("day", easter(year) + timedelta(days=int(rule[1])))
    month = int(rule[0])
    if len(rule) == 2:
        return Period("day", date(year, month, int(rule[1])))
    weekday, which = int(rule[1]) - 1, int(rule[2])
    if which > 0:
        first = date(year, month, 1)
        return Period(
            "day", first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
        )
    last = date(year, month + 1, 1) - timedelta(days=1)
    return Period("day", last - timedelta(days=(last.weekday() - weekday) % 7))


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher's method)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


HANDLERS: dict[str, Handler] = {
    "day": read_one_day,
    "days": read_days,
    "other_day": read_other_day,
    "clock": read_clock,
    "day_clock": read_clock,
    "part_of_day": read_part_of_day,
    "this_part": read_this_part,
    "holiday": read_holiday,
}
"""The rules that are read here."""
