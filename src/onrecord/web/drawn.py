"""What pages that draw share: how days are counted for scripts, and lists cut into lanes.

A drawing is made by a script out of the page's own JSON twin, so it can show nothing that the
list beside it has not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeVar

from onrecord.export import dates

_EPOCH = 719_468
"""1 January 1970, counted as `export.dates` does."""

Key = TypeVar("Key", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane of the timeline: what it is of, and how many rows are in it. "" has the others."""

    id: str
    name: str
    count: int
    href: str | None = None


def has(library: str) -> bool:
    """Whether a library was put beside our own files when onrecord was built."""
    return (files("onrecord.web") / "static" / "vendor" / library).is_file()


def first_day(value: str | None) -> int | None:
    """The day that a date begins with, counted from 1 January 1970; None for no date."""
    found = dates.first_day(value)
    return None if found is None else found - _EPOCH


def last_day(value: str | None) -> int | None:
    """The day that a date ends with, counted likewise."""
    found = dates.last_day(value)
    return None if found is None else found - _EPOCH


def most(keys: Iterable[Sequence[Key]], limit: int) -> list[tuple[Key, int]]:
    """The keys that most rows have, with how many do; of equal ones the first met comes first."""
    return Counter(one for each in keys for one in dict.fromkeys(each)).most_common(limit)
