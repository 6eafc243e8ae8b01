"""Values of time expressions: periods of the calendar, their EDTF, and what EDTF spans.

EDTF is the profile of ISO 8601-2:2019 that the Library of Congress published first. The forms
that are written here, and read by `bounds`:

| value | means |
|---|---|
| `2020-06-29`, `2020-06`, `2020` | a day, a month, a year |
| `2020-06-29~` | about then: the present as an article speaks of it |
| `2020-21` … `-24`, `-33` … `-36`, `-40`, `-41` | a season, a quarter, a half of a year |
| `198X`, `19XX` | a decade, a century |
| `XXXX-02-05`, `XXXX-XX-XX` | a day of a year, or a day, that is not known |
| `2020-06-29/2020-07-05` | from one to the other, both included: a week, a weekend |
| `../2020-06-29`, `2020-06-29/..` | the past, the future |
| `2020-06-29T15:52:00-07:00` | an instant, with the offset from UTC if it is known |
| `2020-06-29T18:00:00/2020-06-29T24:00:00` | a part of a day |
| `P3D`, `PT5H30M`, `PXY` | a duration (ISO 8601-1), `X` for how many is not said |
| `R/P1W` | a set: again and again, once in that time |

Spring is March to May, and so on: winter ends in the February of the next year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

Unit = Literal[
    "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"
]
Bounds = tuple[str | None, str | None]
"""The earliest and the latest date or instant; None: open, or not known."""

UNKNOWN = "XXXX-XX-XX"
"""A day of which nothing is known."""

_MONTHS: dict[Unit, int] = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
}
_DAYS: dict[Unit, int] = {"day": 1, "weekend": 7, "week": 7}
_CLOCK = r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?|T24:00:00"
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_INSTANT = re.compile(rf"({_DAY.pattern})({_CLOCK})", re.ASCII)
_PART = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01]))?", re.ASCII)
_ROUND = re.compile(r"(\d{3})X|(\d{2})XX", re.ASCII)
_UNKNOWN = re.compile(
    r"X{4}(?:-(?:0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?"
    r"|-XX-XXT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)
_AMOUNT = r"(?:\d+(?:\.\d+)?|X)"
_DURATION = re.compile(
    rf"P(?=.)(?:{_AMOUNT}Y)?(?:{_AMOUNT}M)?(?:{_AMOUNT}W)?(?:{_AMOUNT}D)?"
    rf"(?:T(?=.)(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?",
    re.ASCII,
)


class Period(NamedTuple):
    """A unit of the calendar, by its first day."""

    unit: Unit
    first: date

    @classmethod
    def around(cls, unit: Unit, day: date) -> Period:
        """The one that holds a day. The season of January is the winter of the year before."""
        if unit == "day":
            return cls(unit, day)
        if unit == "week":
            return cls(unit, _moved(day, -day.weekday()))
        if unit == "weekend":
            return cls(unit, _moved(day, 5 - day.weekday()))
        if unit == "season":
            month = day.month // 3 * 3
            return cls(
                unit, date(day.year, month, 1) if month else date(max(1, day.year - 1), 12, 1)
            )
        if unit in ("month", "quarter", "half"):
            size = _MONTHS[unit]
            return cls(unit, date(day.year, (day.month - 1) // size * size + 1, 1))
        size = _MONTHS[unit] // 12
        return cls(unit, date(max(1, day.year // size * size), 1, 1))

    @property
    def last(self) -> date:
        """Its last day."""
        if self.unit == "weekend":
            return _moved(self.first, 1)
        if self.unit in _DAYS:
            return _moved(self.first, _DAYS[self.unit] - 1)
        return _moved(_months_on(self.first, _MONTHS[self.unit]), -1)

    def shifted(self, by: int) -> Period:
        """The one so many of its kind later. It stops at the ends of the calendar."""
        if self.unit in _DAYS:
            return Period(self.unit, _moved(self.first, by * _DAYS[self.unit]))
        return Period.around(self.unit, _months_on(self.first, by * _MONTHS[self.unit]))

    def years_on(self, by: int) -> Period:
        """The same part of another year; of a week, the week that holds the same day."""
        return Period.around(self.unit, _months_on(self.first, 12 * by))

    @property
    def value(self) -> str:
        """Its EDTF."""
        year, month = self.first.year, self.first.month
        match self.unit:
            case "day":
                return self.first.isoformat()
            case "week" | "weekend":
                return f"{self.first.isoformat()}/{self.last.isoformat()}"
            case "month":
                return f"{year:04}-{month:02}"
            case "quarter":
                return f"{year:04}-{33 + month // 3}"
            case "season":
                return f"{year:04}-{20 + month // 3}"
            case "half":
                return f"{year:04}-{40 + month // 7}"
            case "year":
                return f"{year:04}"
            case "decade":
                return f"{year // 10:03}X"
            case "century":
                return f"{year // 100:02}XX"


def month_of(year: int, month: int) -> Period:
    """A month. Raises ValueError where the calendar has none such."""
    return Period("month", date(year, month, 1))


def part_of(year: int, number: int) -> Period:
    """The season (21–24), quarter (33–36) or half (40, 41) of a year, by its EDTF number."""
    if number >= 40:
        return Period("half", date(year, 6 * (number - 40) + 1, 1))
    if number >= 33:
        return Period("quarter", date(year, 3 * (number - 33) + 1, 1))
    return Period("season", date(year, 3 * (number - 20), 1))


def parse(value: str) -> Period | None:
    """The period that a value of one day, month, quarter … stands for; None for all others."""
    try:
        if _DAY.fullmatch(value):
            return Period("day", date.fromisoformat(value))
        if match := _PART.fullmatch(value):
            year, part = int(match[1]), int(match[2] or 0)
            if not part:
                return Period("year", date(year, 1, 1))
            return month_of(year, part) if part <= 12 else part_of(year, part)
        if match := _ROUND.fullmatch(value):
            if match[1]:
                return Period("decade", date(max(1, int(match[1]) * 10), 1, 1))
            return Period("century", date(max(1, int(match[2]) * 100), 1, 1))
    except ValueError:
        return None
    return None


def valid(value: str) -> bool:
    """Whether a value is of one of the forms above and on the calendar."""
    if value.startswith("R/"):
        return value[2:].startswith("P") and valid(value[2:])
    if value.startswith("P"):
        return bool(_DURATION.fullmatch(value))
    if "/" in value:
        first, _, last = value.partition("/")
        if ".." in (first, last):
            return first != last and all(end == ".." or _is_moment(end) for end in (first, last))
        if not (_is_moment(first) and _is_moment(last)):
            return False
        earliest, latest = bounds(value)
        return earliest is not None and latest is not None and _order(earliest) <= _order(latest)
    return _is_moment(value) or bool(_UNKNOWN.fullmatch(value))


def bounds(value: str) -> Bounds:
    """The earliest and latest date of a value, instants where it is a time of day.

    An instant with an offset is given in UTC ("…Z"), one without as it is, in local time. Both
    are None for durations, sets and what is not known. Raises ValueError on a value of no form
    above.
    """
    if value.startswith(("P", "R/P")) or _UNKNOWN.fullmatch(value):
        return None, None
    if "/" in value:
        first, _, last = value.partition("/")
        return (
            None if first == ".." else bounds(first)[0],
            None if last == ".." else bounds(last)[1],
        )
    value = value.removesuffix("~")
    if period := parse(value):
        return period.first.isoformat(), period.last.isoformat()
    if match := _INSTANT.fullmatch(value):
        day = date.fromisoformat(match[1])
        if match[5] == "T24:00:00":
            midnight = f"{_moved(day, 1).isoformat()}T00:00:00"
            instant = midnight if day < date.max else f"{day.isoformat()}T23:59:59"
            return instant, instant
        instant = in_utc(value)
        return instant, instant
    raise ValueError(f"no value: {value!r}")


def in_utc(instant: str) -> str:
    """An instant with an offset as UTC, "…Z"; one without as it is."""
    moment = datetime.fromisoformat(instant)
    if moment.tzinfo is None:
        return instant
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        return instant
    return moment.replace(tzinfo=None).isoformat() + "Z"


def _is_moment(value: str) -> bool:
    if _UNKNOWN.fullmatch(value):
        return False
    try:
        bounds(value)
    except ValueError:
        return False
    return True


def _order(moment: str) -> str:
    """What sorts dates among instants of the same day."""
    return moment[: len("2020-06-29T15:52:00")]


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _months_on(day: date, months: int) -> date:
    """The same day so many months later, or that month's last."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if year < 1:
        return date.min
    if year > 9999:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moved(day: date, amount: int, designator: str) -> date:
    """A day so many units of ISO 8601 ("D", "W", "M", "Y") later; `amount` may be negative."""
    if designator in "DW":
        return _moved(day, amount * (7 if designator == "W" else 1))
    return _months_on(day, amount * (12 if designator == "Y" else 1))
