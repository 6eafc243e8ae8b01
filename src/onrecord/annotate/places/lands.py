"""The lands that a text names: countries, their peoples and large divisions, with how often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from onrecord.annotate.places.world import World

_CAPITALISED = re.compile(r"[^\W\d_a-z][\w.]*(?:-[^\W\d_a-z]\w*)?")


class Land(NamedTuple):
    """A country, or a first-level division in one (`admin1`, else 0)."""

    country: str
    admin1: int


Totals = tuple[Counter[str], Counter[int]]
"""How often countries and first-level divisions are named; a name of two counts half for each."""


@dataclass(frozen=True, slots=True)
class Named:
    """How often each key is printed, and what it may mean."""

    counts: Mapping[str, int]
    lands: Mapping[str, tuple[Land, ...]]

    def of(self, keys: Iterable[str]) -> Totals:
        """What the first of these keys that is counted adds to the totals."""
        countries: Counter[str] = Counter()
        divisions: Counter[int] = Counter()
        for each in keys:
            if each in self.counts:
                share = self.counts[each] / len(self.lands[each])
                for land in self.lands[each]:
                    countries[land.country] += share  # type: ignore[assignment]
                    divisions[land.admin1] += share if land.admin1 else 0  # type: ignore[assignment]
                break
        return countries, divisions

    def totals(self) -> Totals:
        """Over all keys."""
        countries: Counter[str] = Counter()
        divisions: Counter[int] = Counter()
        for each in self.counts:
            own, own_divisions = self.of([each])
            countries.update(own)
            divisions.update(own_divisions)
        return countries, divisions


def named(text: str, lands: Mapping[str, tuple[Land, ...]]) -> Named:
    """The lands named in a text, in one pass over its capitalised words, alone and in pairs."""
    counted: Counter[str] = Counter()
    last, end = "", -2
    for match in _CAPITALISED.finditer(text):
        word = match.group().lower().replace(".", "")
        joined = f"{last} {word}"
        if match.start() == end + 1 and joined in lands:
            counted[last] -= last in lands
            word = joined
        if word in lands:
            counted[word] += 1
        last, end = word, match.end()
    return Named({each: number for each, number in counted.items() if number > 0}, lands)


@cache
def known(world: World) -> dict[str, tuple[Land, ...]]:
    """The gazetteer's lands by key."""
    found: dict[str, tuple[Land, ...]] = {}
    for each, country, admin1 in world.lands():
        found[each] = (*found.get(each, ()), Land(country, admin1))
    return found
