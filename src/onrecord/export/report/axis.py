"""Where dates stand on the page's small timeline.

News tells yesterday by the day and the last century by the decade. So the distance from the
day of publication is drawn on a logarithmic scale: the nearer to it, the more room. A story of
days long past would stand in one heap there, and gets an even scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import copysign, log10
from typing import Literal

from onrecord.export import dates

Days = tuple[int | None, int | None]
"""The first and the last day, counted as `export.dates` does; None for an open end."""

_LEFT, _RIGHT = 3.0, 97.0
_DOT = 2.4  # per cent of the width that a dot takes
_LETTER = 1.7  # and a letter of a label
_LANES = 8
_MOST_TICKS = 5
_DISTANCES = (
    (1, "1 day"),
    (7, "1 week"),
    (30, "1 month"),
    (365, "1 year"),
    (3652, "10 years"),
    (36525, "100 years"),
    (365250, "1,000 years"),
)
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 60000, 120000)
"""How far apart the ticks of an even scale may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A dot (`width` 0) or a bar, in per cent of the width; `lane` from 0, at the bottom."""

    x: float
    width: float
    lane: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the axis and what stands there; `anchor` is SVG's text-anchor."""

    x: float
    label: str
    anchor: Literal["start", "middle", "end"]


class Axis:
    """The scale of some dates, about the day of publication or else the last day of them.

    `even`: the scale is even, and leaves the day of publication out.
    """

    def __init__(self, spans: Sequence[Days], published: int | None) -> None:
        known = [day for span in spans for day in span if day is not None]
        self._middle = published if published is not None else max(known, default=0)
        self._label = "published" if published is not None else "last date"
        self.even = False
        apart = self._fit([*known, self._middle], known)
        self.even = True
        if self._fit(known, known) <= apart:
            self.even = False
            self._fit([*known, self._middle], known)

    def shapes(self, spans: Iterable[Days]) -> list[Shape]:
        """One for each span, in lanes, so that no two overlap while there are lanes left."""
        drawn = [self._extent(span) for span in spans]
        free = [float("-inf")] * _LANES
        lanes: dict[int, int] = {}
        for index in sorted(range(len(drawn)), key=lambda index: drawn[index]):
            start, end = drawn[index]
            lane = next((at for at, until in enumerate(free) if until < start - _DOT / 2), None)
            lane = _LANES - 1 if lane is None else lane
            free[lane] = max(free[lane], end + _DOT / 2)
            lanes[index] = lane
        return [
            Shape(x=round(start, 1), width=round(max(0.0, end - start), 1), lane=lanes[index])
            for index, (start, end) in enumerate(drawn)
        ]

    def ticks(self) -> list[Tick]:
        """What is marked on the axis, from left to right, no label over another."""
        found: list[Tick] = []
        taken: list[tuple[float, float]] = []
        for day, label in self._calendar() if self.even else self._distances():
            if not self._low <= self._scale(day) <= self._high:
                continue
            x, wide = round(self._at(day), 1), len(label) * _LETTER
            anchor: Literal["start", "middle", "end"] = "middle"
            left = x - wide / 2
            if left < 0:
                anchor, left = "start", x
            elif left + wide > 100:
                anchor, left = "end", x - wide
            if all(left > end or left + wide < start for start, end in taken):
                found.append(Tick(x=x, label=label, anchor=anchor))
                taken.append((left - _LETTER, left + wide + _LETTER))
        return sorted(found, key=lambda tick: tick.x)

    def _distances(self) -> Iterator[tuple[int, str]]:
        yield self._middle, self._label
        for days, label in _DISTANCES:
            yield self._middle - days, label
            yield self._middle + days, label

    def _calendar(self) -> Iterator[tuple[int, str]]:
        """The beginnings of years, or of months of a short time."""
        # Near enough to begin with: what lies off the axis is left out.
        first, last = (int(day / 30.436875) for day in (self._low, self._high))
        step = next((step for step in _MONTHS if (last - first) // step < _MOST_TICKS), _MONTHS[-1])
        for month in range(first // step * step, last + 3, step):
            year, of_year = divmod(month, 12)
            value = f"{'-' if year < 0 else ''}{abs(year):04d}-{of_year + 1:02d}"
            day = dates.first_day(value)
            if day is not None:
                yield day, dates.in_words(value[:-3] if step >= 12 else value)

    def _fit(self, days: Sequence[int], known: Sequence[int]) -> int:
        """Fit the scale to some days, and count how many of those known stand apart then."""
        scaled = [self._scale(day) for day in days] or [0.0]
        self._low, self._high = min(scaled), max(scaled)
        return len({int(self._at(day) / _DOT) for day in known})

    def _extent(self, span: Days) -> tuple[float, float]:
        first, last = span
        return (
            0.0 if first is None else self._at(first),
            100.0 if last is None else self._at(last),
        )

    def _scale(self, day: int) -> float:
        if self.even:
            return day
        away = day - self._middle
        return copysign(log10(1 + abs(away)), away)

    def _at(self, day: int) -> float:
        if self._high == self._low:
            return (_LEFT + _RIGHT) / 2
        share = (self._scale(day) - self._low) / (self._high - self._low)
        return _LEFT + share * (_RIGHT - _LEFT)
