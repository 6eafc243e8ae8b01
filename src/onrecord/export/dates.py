"""Dates for people: "12 January 1998", "February 2031", "the 1960s"; and as days, to draw them.

What comes in are the dates that a record holds: ISO 8601 calendar dates, as exact as they are
known, with a time of day where one is given. Anything else is shown as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord import edtf

_MONTHS = ["January", "February", "March", "April", "May", "June"]
_MONTHS += ["July", "August", "September", "October", "November", "December"]
_DATE = re.compile(
    r"(?P<year>-?\d{4,6})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?:T(?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:\d\d)?)?"
)
_PARTS = ("year", "month", "day")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NO_DATE = "no date"


class Date(NamedTuple):
    """A date as exact as it is known; `clock` is the time of day in words, or empty."""

    year: int
    month: int | None = None
    day: int | None = None
    clock: str = ""


def parse(value: str | None) -> Date | None:
    """The date that a value of the record is; None for what is no calendar date."""
    found = _DATE.fullmatch(value or "")
    if not found:
        return None
    year, month, day = (int(found[part]) if found[part] else None for part in _PARTS)
    if year is None or (month is not None and not 1 <= month <= 12):
        return None
    if month is not None and day is not None and not 1 <= day <= _length(year, month):
        return None
    zone = {None: "", "Z": " UTC"}.get(found["zone"], f" {found['zone']}")
    return Date(year, month, day, f"{found['clock']}{zone}" if found["clock"] else "")


def in_words(value: str) -> str:
    """One date in words; what is no calendar date as it is."""
    date = parse(value)
    return _words(date) if date else value


def period(earliest: str | None, latest: str | None) -> str:
    """What lies between two dates, in the fewest words; an end that is None is open."""
    if earliest is None and latest is None:
        return NO_DATE
    if earliest is None or latest is None:
        return f"from {in_words(earliest)}" if earliest else f"until {in_words(latest or '')}"
    first, last = parse(earliest), parse(latest)
    if earliest == latest or first is None or last is None:
        return in_words(earliest) if earliest == latest else f"{earliest} – {latest}"
    return _whole(first, last) or _between(first, last)


def bounds(value: str) -> edtf.Bounds:
    """The first and the last day of an EDTF value; what is no date comes back twice."""
    try:
        found = edtf.bounds(value)
    except ValueError:
        return value, value
    return found if any(found) else (value, value)


def on(value: str) -> str:
    """ "on 14 March 2031", "in 2028": a value with the word before it."""
    earliest, latest = bounds(value)
    return f"{'on' if earliest == latest else 'in'} {period(earliest, latest)}"


def first_day(value: str | None) -> int | None:
    """The day that a date begins with, counted from 1 March of the year 0; None for no date."""
    date = parse(value)
    return _days(date.year, date.month or 1, date.day or 1) if date else None


def is_after(value: str | None, other: str | None) -> bool:
    """Whether a date begins after another has ended; no where either is unknown."""
    first, last = first_day(value), last_day(other)
    return first is not None and last is not None and first > last


def last_day(value: str | None) -> int | None:
    """The day that a date ends with, counted likewise."""
    date = parse(value)
    if date is None:
        return None
    month = date.month or 12
    return _days(date.year, month, date.day or _length(date.year, month))


def _whole(first: Date, last: Date) -> str:
    """A month, a year or a decade that two days are the ends of; else nothing."""
    if (first.day, last.day) != (1, _length(last.year, last.month or 12)):
        return ""
    if first[:2] == last[:2]:
        return _words(Date(first.year, first.month))
    if (first.month, last.month) == (1, 12):
        years = last.year - first.year + 1
        if years == 1:
            return _year(first.year)
        if years == 10 and first.year % 10 == 0 and first.year > 0:
            return f"the {first.year}s"
        return f"{_year(first.year)} – {_year(last.year)}"
    return f"{_words(Date(first.year, first.month), same=last)} – {_words(last[:2])}"


def _between(first: Date, last: Date) -> str:
    if first[:3] == last[:3]:
        return f"{_words(Date(*first[:3]))}, {first.clock} – {last.clock}"
    if first[:2] == last[:2] and first.day and last.day and not (first.clock or last.clock):
        return f"{first.day} – {_words(last)}"
    return f"{_words(first, same=last)} – {_words(last)}"


def _words(date: Date | tuple[int, int | None], *, same: Date | None = None) -> str:
    """A date in words, without its year where that is the same one's."""
    date = Date(*date)
    year = "" if same and date.month and same.year == date.year else _year(date.year)
    month = _MONTHS[date.month - 1] if date.month else ""
    day = str(date.day) if date.day else ""
    words = " ".join(part for part in (day, month, year) if part)
    return f"{words}, {date.clock}" if date.clock else words


def _year(year: int) -> str:
    # There is no year 0: ISO 8601 calls 1 BC so.
    return str(year) if year > 0 else f"{1 - year} BC"


def _length(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + leap


def _days(year: int, month: int, day: int) -> int:
    """The days from 1 March of the year 0 (Howard Hinnant, chrono-compatible date algorithms)."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year
