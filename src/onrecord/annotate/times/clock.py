"""Times of day: what is printed of a clock → hour, minute, second and offset."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from onrecord import lexicon
from onrecord.annotate.times.numbers import amount
from onrecord.ingest.dates import summer_time


def read_clock(words: Sequence[str], part: str | None) -> tuple[int, int, int] | None:
    """Hour, minute and second of the tokens of a clock; `part`: "in the afternoon".

    None where it is no time ("25:00", "13 p.m.").
    """
    noon = lexicon.load("times")["clock_words"].get(words[0])
    if noon is not None:
        return int(noon), 0, 0
    numbers = [int(word) for word in words if word.isdecimal() and word.isascii()]
    if not numbers:
        spoken = amount(words[:1])
        numbers = [int(spoken)] if spoken is not None else []
    if not numbers:
        return None
    if words[0].isdecimal() and len(words[0]) == 4:
        numbers = [numbers[0] // 100, numbers[0] % 100]
    if len(words) > 2 and words[1] in ":." and words[2].isdecimal() and len(words[2]) != 2:
        return None
    hour, minute, second = (*numbers, 0, 0)[:3]
    rest = "".join(word for word in words if word.isalpha())
    half = _half(rest, part)
    if half is not None:
        if hour > 12 or hour == 0:
            return None
        hour = hour % 12 + half
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour, minute, second


def _half(letters: str, part: str | None) -> int | None:
    """0 before noon, 12 after, None where neither is said."""
    if letters.endswith("pm"):
        return 12
    if letters.endswith("am"):
        return 0
    if part is None:
        return None
    return 12 if int(lexicon.load("times")["parts"][part][0]) >= 12 else 0


def instant(day: str, clock: tuple[int, int, int], offset: str) -> str:
    """The instant of a day ("2020-06-29", or "XXXX-XX-XX" where it isn't known)."""
    hour, minute, second = clock
    return f"{day}T{hour:02}:{minute:02}:{second:02}{offset}"


def offset_of(words: Sequence[str], day: date | None) -> str:
    """The offset of a zone ("-07:00", "Z"); "" where the zone or, for "ET", the day isn't known."""
    dates = lexicon.load("dates")
    name = " ".join(word for word in words if word.isalpha())
    name = dates["zone_names"].get(name, name)
    for known in (name, name.removesuffix(" time")):
        if known in dates["zones"]:
            offset = str(dates["zones"][known])
            return "Z" if offset == "+00:00" else offset
        if known in dates["seasonal_zones"] and day:
            hours = int(dates["seasonal_zones"][known][:3]) + summer_time(day)
            return f"{hours:+03}:00"
    return ""


def part_of_day(day: date, part: str) -> str:
    """A part of a day as the interval of its local times."""
    first, last = (int(hour) for hour in lexicon.load("times")["parts"][part])
    start = datetime.combine(day, time(first))
    if last == 24:
        return f"{start.isoformat()}/{day.isoformat()}T24:00:00"
    try:
        end = datetime.combine(day, time(0)) + timedelta(hours=last)
    except OverflowError:
        return f"{start.isoformat()}/{day.isoformat()}T24:00:00"
    return f"{start.isoformat()}/{end.isoformat()}"
