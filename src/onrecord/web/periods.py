"""When things are dated to, in not too many pieces: months, years, decades or centuries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.casebook import Month
from onrecord.export import dates

MOST = 24
"""Pieces that are shown beside one another."""
_LENGTHS = (1, 12, 120, 1200, 12000)
"""Months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A month, year, decade or more, from its first to its last month ("2031-03"), and how much
    is dated to begin in it. `share` is of the fullest one, from 0 to 1.
    """

    name: str
    since: str
    until: str
    events: int
    statements: int
    share: float


def periods(months: Iterable[Month]) -> list[Period]:
    """The shortest pieces, from the first to the last, of which there are no more than `MOST`."""
    counted = [(number, each) for each in months if (number := _number(each.month)) is not None]
    if not counted:
        return []
    numbers = [number for number, _ in counted]
    start, end = min(numbers), max(numbers)
    length = next((one for one in _LENGTHS if end // one - start // one < MOST), _LENGTHS[-1])
    found: dict[int, list[Month]] = {
        number: [] for number in range(start // length, end // length + 1)
    }
    for number, each in counted:
        found[number // length].append(each)
    fullest = max(1, *(_total(each) for each in found.values()))
    return [_period(number * length, length, held, fullest) for number, held in found.items()]


def _period(first: int, length: int, held: list[Month], fullest: int) -> Period:
    since, until = _month(first), _month(first + length - 1)
    return Period(
        name=_month_name(since) if length == 1 else _years(first, length),
        since=since,
        until=until,
        events=sum(each.events for each in held),
        statements=sum(each.statements for each in held),
        share=round(_total(held) / fullest, 3),
    )


def _month_name(month: str) -> str:
    """ "Mar 2031"."""
    name, year = dates.in_words(month).split(" ", 1)
    return f"{name[:3]} {year}"


def _years(first: int, length: int) -> str:
    year = first // 12
    if length == 12:
        return dates.in_words(_month(first)[:-3])
    if length == 120 and year > 0:
        return f"{year}s"
    last = year + length // 12 - 1
    return f"{dates.in_words(_month(first)[:-3])} – {dates.in_words(_month(last * 12)[:-3])}"


def _total(held: Iterable[Month]) -> int:
    return sum(each.events + each.statements for each in held)


def _number(month: str) -> int | None:
    """A month counted from January of the year 0; a year alone is its first month."""
    date = dates.parse(month)
    return None if date is None else date.year * 12 + (date.month or 1) - 1


def _month(number: int) -> str:
    year, of_year = divmod(number, 12)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{of_year + 1:02d}"
