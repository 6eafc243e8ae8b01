"""When things are dated to, in not too many pieces: months, years, decades or centuries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.casebook import Month
from onrecord.export import dates

MOST = 24
"""Pieces that are shown beside one another."""
_LENGTHS = (12, 120, 1200, 12000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A month, year, decade or more, from its first to its last month ("2031-03"), and how much
    is dated to begin in it. `share` is of the fullest one, from 0 to 1."""

    name: str
    since: str
    until: str
    events: int
    statements: int
    share: float


def periods(months: Iterable[Month]) -> list[Period]:
    """The shortest pieces of which there are no more than `MOST`; empty ones are left out."""
    counted = [(number, each) for each in months if (number := _number(each.month)) is not None]
    for length in (1, *_LENGTHS):
        found: dict[int, list[Month]] = {}
        for number, each in counted:
            found.setdefault(number // length, []).append(each)
        if len(found) <= MOST or length == _LENGTHS[-1]:
            break
    fullest = max((_total(each) for each in found.values()), default=1)
    return [_period(number * length, length, found[number], fullest) for number in sorted(found)]


def _period(first: int, length: int, held: list[Month], fullest: int) -> Period:
    since, until = _month(first), _month(first + length - 1)
    last = dates.last_day(until)
    return Period(
        name=dates.in_words(since) if length == 1 else _years(first, length),
        since=since,
        until=until if last is not None else since,
        events=sum(each.events for each in held),
        statements=sum(each.statements for each in held),
        share=round(_total(held) / fullest, 3),
    )


def _years(first: int, length: int) -> str:
    year = first // 12
    if length == 12:
        return dates.in_words(_month(first)[:-3])
    if length == 120 and year > 0:
        return f"the {year}s"
    last = year + length // 12 - 1
    return f"{dates.in_words(_month(first)[:-3])} – {dates.in_words(_month(last * 12)[:-3])}"


def _total(held: Month | list[Month]) -> int:
    rows = held if isinstance(held, list) else [held]
    return sum(each.events + each.statements for each in rows)


def _number(month: str) -> int | None:
    """A month counted from January of the year 0; a year alone is its first month."""
    date = dates.parse(month)
    return None if date is None else date.year * 12 + (date.month or 1) - 1


def _month(number: int) -> str:
    year, of_year = divmod(number, 12)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{of_year + 1:02d}"
