"""Where dates stand on the page's small timeline.

News tells yesterday by the day and the last century by the decade. So the distance from the
day of publication is drawn on a logarithmic scale: the nearer to it, the more room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import copysign, log10

Days = tuple[int | None, int | None]
"""The first and the last day, counted as `export.dates` does; None for an open end."""

_LEFT, _RIGHT = 3.0, 97.0
_DOT = 2.4  # per cent of the width that a dot takes
_LANES = 8
_APART = 15.0  # per cent between two ticks that can both be labelled
_STEPS = (
    (1, "1 day"),
    (7, "1 week"),
    (30, "1 month"),
    (365, "1 year"),
    (3652, "10 years"),
    (36525, "100 years"),
    (365250, "1,000 years"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A dot (`width` 0) or a bar, in per cent of the width; `lane` from 0, at the bottom."""

    x: float
    width: float
    lane: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the axis and what stands there."""

    x: float
    label: str


class Axis:
    """The scale of some dates, about the day of publication or else the last day of them."""

    def __init__(self, spans: Sequence[Days], published: int | None) -> None:
        known = [day for span in spans for day in span if day is not None]
        self._middle = published if published is not None else max(known, default=0)
        self._label = "published" if published is not None else "last date"
        scaled = [self._scale(day) for day in known] + [0.0]
        self._low, self._high = min(scaled), max(scaled)

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
        """The day of publication, and distances before and after it that fall on the axis."""
        found = [Tick(x=round(self._at(self._middle), 1), label=self._label)]
        for side in (-1, 1):
            last = found[0].x
            for days, label in _STEPS:
                scaled = self._scale(self._middle + side * days)
                x = round(self._place(scaled), 1)
                if self._low <= scaled <= self._high and abs(x - last) >= _APART:
                    found.append(Tick(x=x, label=label))
                    last = x
        return sorted(found, key=lambda tick: tick.x)

    def _extent(self, span: Days) -> tuple[float, float]:
        first, last = span
        return (
            0.0 if first is None else self._at(first),
            100.0 if last is None else self._at(last),
        )

    def _scale(self, day: int) -> float:
        away = day - self._middle
        return copysign(log10(1 + abs(away)), away)

    def _place(self, scaled: float) -> float:
        if self._high == self._low:
            return (_LEFT + _RIGHT) / 2
        share = (scaled - self._low) / (self._high - self._low)
        return _LEFT + share * (_RIGHT - _LEFT)

    def _at(self, day: int) -> float:
        return self._place(self._scale(day))
