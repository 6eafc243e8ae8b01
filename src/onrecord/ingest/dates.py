"""A printed date → ISO 8601, as exact as it was printed.

"June 29, 2020 at 3:52 p.m. PDT" is 2020-06-29T15:52:00-07:00, "3 March 2021" is
2021-03-03, "March 2021" is 2021-03. A time without a zone has no offset. A numeric date
that could be read day first or month first is found, but has no value.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onrecord.errors import OnrecordError
from onrecord.lexicon import load

LONGEST = 400
"""Characters of a text that are looked at for a date line: printed dates are short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """A date found in a text: code-point offsets, and its ISO 8601 value.

    `value` is None where the date could be read in two ways or is on no calendar.
    """

    start: int
    end: int
    value: str | None


def find_dates(text: str) -> Iterator[PrintedDate]:
    """The dates printed in the first `LONGEST` characters of `text`, in order."""
    for match in _pattern().finditer(text[:LONGEST]):
        day = _day(match)
        value = day if day is None else day + _time(match, day)
        yield PrintedDate(start=match.start(), end=match.end(), value=value)


def parse_date(text: str) -> str | None:
    """The ISO 8601 value of a text that is one date and nothing else, or None."""
    words = text.strip()
    if re.fullmatch(r"[1-9]\d{3}(?:-(?:0[1-9]|1[0-2]))?", words, re.ASCII):
        return words
    for found in find_dates(words):
        if (found.start, found.end) == (0, len(words)):
            return found.value
    return None


def check_date(text: str) -> None:
    """Raises OnrecordError C033 where a text is not one date and nothing else."""
    if parse_date(text) is None:
        raise OnrecordError("C033", detail=f"“{text.strip()}”")


@cache
def _pattern() -> re.Pattern[str]:
    lexicon = load("dates")
    month = "|".join(sorted(_months(), key=_by_length))
    weekday = "|".join(sorted(lexicon["weekdays"], key=_by_length))
    zones = [*lexicon["zones"], *lexicon["seasonal_zones"], *lexicon["zone_names"]]
    zone = "|".join(re.escape(name) for name in sorted(zones, key=_by_length))
    offset = r"(?:GMT|UTC)?\s?[+\-−]\d{1,2}(?::?\d{2})?"
    # A zone that is not in the lexicon is taken into the span but gives no offset.
    clock = (
        r"(?:(?P<{p}hour>\d{{1,2}})(?:[:.h](?P<{p}minute>\d{{2}})(?::(?P<{p}second>\d{{2}})"
        r"(?:\.\d{{1,6}})?)?)?\s?(?P<{p}half>[ap]\.?\s?m\b\.?)"
        r"|(?P<{p}hour24>\d{{1,2}})(?::|h|\.(?=\d\d\s?(?:{zone})\b))(?P<{p}minute24>\d{{2}})(?::(?P<{p}second24>\d{{2}})"
        r"(?:[.,]\d{{1,9}})?)?(?:\s?h(?:rs|ours)?\b)?"
        r"|(?P<{p}military>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:hours\b|hrs\b|h\b|(?:{zone})\b))"
        r"(?:\s?(?:hours|hrs|h)\b)?)"
        r"(?:\s?\(?(?P<{p}zone>{offset}|(?:{zone})\b)\)?"
        r"|\s\(?(?:local\s+time\b|(?-i:[A-Z]{{1,2}}[SD]?T)\b)\)?)?"
    )
    before = clock.format(p="b_", zone=zone, offset=offset)
    after = clock.format(p="a_", zone=zone, offset=offset)
    year = r"(?P<{p}>(?:1[6-9]|20|21)\d{{2}})(?!\d)"
    return re.compile(
        rf"(?<![\w.:/\-])(?:{before}(?:\s?[,|•·\-–—]\s?|\s(?:on\s)?))?"
        rf"(?:(?:{weekday})\b\.?,?\s+)?"
        r"(?:"
        rf"(?P<m1>{month})\b\.?,?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?,?\s+{year.format(p='y1')}"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s\-](?P<m2>{month})\b\.?,?[\s\-]"
        rf"{year.format(p='y2')}"
        rf"|{year.format(p='y3')}(?P<s3>[\-/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})(?!\d)"
        rf"|(?P<n4>\d{{1,2}})(?P<s4>[\-/.])(?P<o4>\d{{1,2}})(?P=s4){year.format(p='y4')}"
        rf"|(?P<m5>{month})\b\.?,?\s+{year.format(p='y5')}"
        r")"
        rf"(?:(?:\s?[,;|•·\-–—@]\s?|\s(?:at\s)?|T){after}|Z\b)?",
        re.IGNORECASE,
    )


def _by_length(name: str) -> tuple[int, str]:
    return (-len(name), name)


@cache
def _months() -> dict[str, int]:
    names: list[list[str]] = load("dates")["months"]
    return {name: number for number, each in enumerate(names, start=1) for name in each}


def _day(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["y5"]:
        return f"{part['y5']}-{_months()[part['m5'].lower()]:02}"
    for number in "12":
        if part[f"y{number}"]:
            month = _months()[part[f"m{number}"].lower()]
            return _iso(int(part[f"y{number}"]), month, int(part[f"d{number}"]))
    if part["y3"]:
        return _iso(int(part["y3"]), int(part["m3"]), int(part["d3"]))
    year, first, second = int(part["y4"]), int(part["n4"]), int(part["o4"])
    readings = {_iso(year, second, first), _iso(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _iso(year: int, month: int, day: int) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _time(match: re.Match[str], day: str) -> str:
    """ "T15:52:00-07:00", as far as it was printed; a month alone has no time."""
    if len(day) < len("2020-06-29"):
        return ""
    part = match.groupdict()
    for p in ("a_", "b_"):
        if part[f"{p}military"]:
            hour, minute, second = int(part[f"{p}military"][:2]), int(part[f"{p}military"][2:]), 0
        elif part[f"{p}hour24"]:
            hour, minute = int(part[f"{p}hour24"]), int(part[f"{p}minute24"])
            second = int(part[f"{p}second24"] or 0)
        elif part[f"{p}hour"]:
            hour, minute = int(part[f"{p}hour"]), int(part[f"{p}minute"] or 0)
            second = int(part[f"{p}second"] or 0)
            # "15:52 p.m." is printed too; it means what it says without "p.m.".
            if hour <= 12:
                hour = hour % 12 + (12 if part[f"{p}half"][0] in "pP" else 0)
        else:
            continue
        if hour > 23 or minute > 59 or second > 59:
            return ""
        return f"T{hour:02}:{minute:02}:{second:02}{_offset(part[f'{p}zone'], day)}"
    return ""


def _offset(zone: str | None, day: str) -> str:
    if not zone:
        return ""
    lexicon = load("dates")
    name = " ".join(zone.lower().split())
    name = lexicon["zone_names"].get(name, name)
    if name in lexicon["zones"]:
        return str(lexicon["zones"][name])
    if name in lexicon["seasonal_zones"]:
        standard = int(lexicon["seasonal_zones"][name][:3])
        return f"{standard + summer_time(date.fromisoformat(day)):+03}:00"
    digits = re.search(r"([+\-−])(\d{1,2}):?(\d{2})?$", name)
    if digits is None:
        return ""
    sign = "+" if digits[1] == "+" else "-"
    hours, minutes = int(digits[2]), int(digits[3] or 0)
    return f"{sign}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else ""


def summer_time(day: date) -> bool:
    """Whether North America keeps summer time on that day (the rules since 1987)."""
    if day.year >= 2007:
        start, end = _sunday(day.year, 3, 2), _sunday(day.year, 11, 1)
    else:
        start, end = _sunday(day.year, 4, 1), _sunday(day.year, 11, 1) - timedelta(days=7)
    return start <= day < end


def _sunday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))
