"""What relative times are relative to: when the article was published, and what was read last."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from onrecord.annotate.times.tense import AHEAD, BEHIND, PLANNED, UNKNOWN, WAS_TO_BE, Direction
from onrecord.edtf import Period, Unit, month_of, parse, part_of

_AGAINST_TENSE = 12
"""How many times as far a date on the wrong side of its verb's tense seems."""
_BEHIND_PLANNED = 5
"""How many times as far one behind seems where something is to be."""
_AHEAD_UNTOLD = 1.5
"""How many times as far one ahead seems where no verb tells: news is of what was."""

_REMEMBERED = 8

_FINER: dict[Unit, int] = {
    "day": 0, "weekend": 1, "week": 1, "month": 2, "quarter": 3, "season": 3, "half": 4,
    "year": 5, "decade": 6, "century": 7,
}  # fmt: skip


@dataclass(slots=True)
class Context:
    """Where the reader of an article stands.

    `published` is the day, month or year of publication, `part` the last quarter or half of a
    year that was read, `here` the last day of the sentence, `clock` the day and hour of the last
    time of day, each None where there is none; `block` is the paragraph that is read and `fresh`
    how many of the last periods were read in it; `last` is the last expression of the sentence that
    has a period: its tokens and that;
    `seen` holds the last periods that were read, the latest first.
    """

    published: Period | None = None
    part: Period | None = None
    here: Period | None = None
    clock: tuple[date, int] | None = None
    seen: deque[Period] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    block: int = -1
    fresh: int = 0
    last: tuple[int, int, Period] | None = None

    def enter(self, block: int) -> None:
        """Go on to a sentence, of the block with that index."""
        self.here = self.last = None
        if block != self.block:
            self.block, self.fresh = block, 0

    @classmethod
    def of(cls, published: str | None) -> Context:
        """At the beginning of an article; `published` is ISO 8601, as exact as it was printed."""
        return cls(parse(published[: len("2020-06-29")]) if published else None)

    @property
    def today(self) -> date | None:
        """The day of publication, if it is known to the day."""
        period = self.published
        return period.first if period and period.unit == "day" else None

    def saw(self, period: Period) -> None:
        """Go on after a period was read."""
        self.seen.appendleft(period)
        self.fresh = min(self.fresh + 1, _REMEMBERED)
        if period.unit == "day":
            self.here = period
        if period.unit in ("quarter", "half"):
            self.part = period

    @property
    def previous(self) -> Period | None:
        """The period that was read last."""
        return self.seen[0] if self.seen else None

    def now(self, unit: Unit) -> Period | None:
        """The month, year … of publication; None where that isn't known so exactly."""
        return widened(self.published, unit)

    def then(self, unit: Unit) -> Period | None:
        """The month, year … that was last spoken of."""
        return next((found for each in self.seen if (found := widened(each, unit))), None)

    def in_block(self, unit: Unit) -> Period | None:
        """The same, as far as it was spoken of in the paragraph that is read."""
        fresh = islice(self.seen, self.fresh)
        return next((found for each in fresh if (found := widened(each, unit))), None)


def widened(period: Period | None, unit: Unit) -> Period | None:
    """The unit that holds a period; None where the period is no finer than the unit."""
    if period is None or _FINER[period.unit] > _FINER[unit]:
        return None
    return period if period.unit == unit else Period.around(unit, period.first)


def nearest(
    candidates: Iterable[Period], today: date, tense: Direction, *, against: float = _AGAINST_TENSE
) -> Period | None:
    """The period that is likeliest meant: the nearest on the side that the tense tells of.

    What holds today is on both sides. `against`: how many times as far one seems on the other.
    """

    def distance(period: Period) -> float:
        ahead, behind = (period.first - today).days, (today - period.last).days
        if ahead <= 0 and behind <= 0:
            return 0
        far = max(ahead, behind)
        if tense == WAS_TO_BE:
            return far
        if tense == UNKNOWN:
            return far * (_AHEAD_UNTOLD if ahead > 0 else 1)
        if tense == PLANNED:
            return far * (_BEHIND_PLANNED if behind > 0 else 1)
        wrong = tense == (AHEAD if behind > 0 else BEHIND)
        return far * (against if wrong else 1)

    return min(candidates, key=distance, default=None)


def day_of_year(month: int, day: int, years: Iterable[int]) -> list[Period]:
    """A day of the year in several years, as far as the calendar has it there."""
    found = []
    for year in years:
        try:
            found.append(Period("day", date(year, month, day)))
        except ValueError:
            continue
    return found


def months(month: int, years: Iterable[int]) -> list[Period]:
    """A month in several years."""
    return [month_of(year, month) for year in years if 1 <= year <= 9999]


def parts(number: int, years: Iterable[int]) -> list[Period]:
    """A season, quarter or half, by its EDTF number, in several years."""
    return [part_of(year, number) for year in years if 1 <= year <= 9999]


def weekday_near(weekday: int, today: date, tense: Direction) -> date:
    """The next day with that name (Monday is 0) where the tense looks ahead, else the last.

    Today's own name means today. What was to be is as likely on either side: the nearer.
    """
    if tense == WAS_TO_BE:
        ahead = (weekday - today.weekday()) % 7
        tense = AHEAD if ahead <= 3 else BEHIND
    try:
        if tense > 0:
            return today + timedelta(days=(weekday - today.weekday()) % 7)
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    except OverflowError:
        return today
