"""Times of day: "9 a.m. EDT Tuesday", "15:00 GMT", "Friday morning", "last night", "tonight"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from onrecord import lexicon
from onrecord.annotate.times.days import Day, read_day
from onrecord.annotate.times.grammar import day_behind
from onrecord.annotate.times.numbers import amount
from onrecord.annotate.times.reading import NOTHING, Handler, Reading, Words
from onrecord.annotate.times.tense import UNKNOWN as UNTOLD
from onrecord.annotate.times.tense import direction
from onrecord.edtf import UNKNOWN, Period, moved
from onrecord.ingest.dates import summer_time
from onrecord.record import Anchor

Clock = tuple[int, int, int]
"""Hour, minute and second."""

_SHIFTS = {"last": -1, "previous": -1, "next": 1, "following": 1}
_MORNING = 6
"""The hour that the small hours end at."""
_ABOUT = 14
"""Days from publication within which a clock goes with a day that was read before the last one,
or with the last where no verb tells."""
_SAYS_TIME = frozenset({"at", "by", "from", "to", "before", "after"})


def read_clock(words: Words) -> Reading | None:
    """A clock, with the day and the zone that stand with it; else on the sentence's last day."""
    part = words.part("part")
    clock = clock_of(words.part("clock"), part[0] if part else None)
    if clock is None or not _is_time(words):
        return None
    behind = None if words.has("day") else day_behind(words.tokens.classes, words.match.last)
    if behind:
        words = words.with_part("day", behind)
    if words.has("day"):
        day = read_day(words)
        if day is None:
            return None
    else:
        day = _day_spoken_of(words)
    on = day.date
    if on and words.part("clock")[0] == "midnight":
        on = moved(on, 1, "D")  # "midnight Friday" is the end of Friday
    hour, minute, second = clock
    if on and words.has("then") and _is_next_day(words, on, hour):
        on = moved(on, 1, "D")
    words.context.clock = (on, hour) if on else None
    offset = offset_of(words.part("zone"), on)
    day_value = on.isoformat() if on else UNKNOWN
    value = f"{day_value}T{hour:02}:{minute:02}:{second:02}{offset}"
    return Reading("time", value, day.anchor, day.period)


def _day_spoken_of(words: Words) -> Day:
    """The day of a clock that stands alone: the last that was read, else that of publication."""
    context = words.context
    if words.has("then"):
        base = context.here or context.then("day")
        shift = _SHIFTS.get(words.kind("then"), 0)
        return Day.of(base and base.shifted(shift), "previous")
    here = context.here or (None if _is_heading(words) else _last_day(words))
    return Day.of(here or context.now("day"), "previous" if here else "published")


def _is_heading(words: Words) -> bool:
    """Whether it stands over what was reported at that time, as in a page that is added to."""
    tokens, match = words.tokens, words.match
    return match.first == 0 and (
        match.last == len(tokens.words) or tokens.kind(match.last) in ("colon", "dot")
    )


def _last_day(words: Words) -> Period | None:
    """The last day read that the tense allows; where no verb tells, one of about publication."""
    context, first, last = words.context, words.match.first, words.match.last
    days = [period for period in context.seen if period.unit == "day"]
    if (today := context.today) is None:
        return days[0] if days else None
    # "It was shut until 9 p.m." tells of what was.
    tense = direction(words.tokens, first - (words.before == "to"), last)
    for day in days:
        ahead = (day.first - today).days
        near = abs(ahead) <= _ABOUT
        if tense == UNTOLD:
            return day if near else None
        allowed = ahead >= 0 if tense > 0 else ahead <= 0
        if allowed and (near or day is days[0]):
            return day
    return None


def _is_next_day(words: Words, day: date, hour: int) -> bool:
    """Whether "2 a.m. that night" is past the midnight after the time that was read last."""
    if words.part("part") != ["night"] or hour >= _MORNING:
        return False
    earlier = words.context.clock
    return earlier is None or earlier[0] != day or earlier[1] >= _MORNING


def _is_time(words: Words) -> bool:
    """Whether figures alone mean a time of day: not "won 2:10", "the 1500 hours"."""
    clock = words.part("clock")
    military = words.has("military")
    if military and (clock[-1] != "hours" or len(clock[0]) != 4):
        return False
    if not military and any(word.isalpha() for word in clock):
        return True
    return words.has("zone") or words.has("day") or words.before in _SAYS_TIME


def clock_of(words: Sequence[str], part: str | None = None) -> Clock | None:
    """Hour, minute and second of the tokens of a clock; `part`: "in the afternoon".

    None where it is no time ("25:00", "13 p.m.").
    """
    noon = lexicon.load("times")["clock_words"].get(words[0])
    if noon is not None:
        return int(noon), 0, 0
    numbers = [int(word) for word in words if word.isdecimal()]
    if not numbers:
        spoken = amount(words[:1])
        if spoken is None:
            return None
        numbers = [int(spoken)]
    if len(numbers) > 1 and len(words[2]) != 2:
        return None
    if len(words[0]) == 4 and words[0].isdecimal():
        numbers = [*divmod(numbers[0], 100)]
    hour, minute, second = (*numbers, 0, 0)[:3]
    half = _half("".join(word for word in words if word.isalpha()), part)
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _half(letters: str, part: str | None) -> int | None:
    """0 before noon, 12 after, None where neither is said."""
    if letters.endswith("pm"):
        return 12
    if letters.endswith("am"):
        return 0
    if part is None:
        return None
    return 12 if _hours(part)[0] >= 12 else 0


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
    first, last = _hours(part)
    start = datetime.combine(day, time(first)).isoformat()
    if last <= 24 or day == date.max:
        return f"{start}/{day.isoformat()}T{min(last, 24):02}:00:00"
    end = datetime.combine(day, time(last - 24)) + timedelta(days=1)
    return f"{start}/{end.isoformat()}"


def _hours(part: str) -> tuple[int, int]:
    first, last = lexicon.load("times")["parts"][part]
    return int(first), int(last)


def read_part_of_day(words: Words) -> Reading | None:
    """ "Friday morning", "the night of July 4", "the early hours of Monday"."""
    last = words.match.last
    if words.tokens.capital(last - 1) and words.tokens.capital(last):
        return NOTHING  # a programme: "Saturday Night Show"
    day = read_day(words)
    if day is None:
        return None
    if words.has("hours"):
        return _part("small hours", day) if words.part("hours") == ["hours"] else None
    return _part(words.part("part")[0], day)


def read_this_part(words: Words) -> Reading | None:
    """ "this morning", "last night", "tonight", "the following evening"."""
    part, deictic = words.part("part")[0], words.kind("deictic")
    if deictic == "the":
        here = words.context.here
        return _part(part, Day.of(here, "previous")) if here else None
    relative = deictic in ("that", "same", "previous", "following", "next")
    shift = _SHIFTS.get(deictic, 0)
    base = words.context.then("day") if relative else words.context.now("day")
    anchor: Anchor = "previous" if relative else "published"
    day = Day.of(base.shifted(shift) if base else None, anchor)
    return _part("night" if part == "tonight" else part, day)


def _part(part: str, day: Day) -> Reading:
    value = part_of_day(day.date, part) if day.date else UNKNOWN
    return Reading("time", value, day.anchor, day.period)


HANDLERS: dict[str, Handler] = {
    "clock": read_clock,
    "day_clock": read_clock,
    "part_of_day": read_part_of_day,
    "this_part": read_this_part,
}
"""The rules that are read here."""
