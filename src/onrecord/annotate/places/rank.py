"""Which of the places that bear a name is meant: a linear model over the text's own hints.

Two readings. The first knows each name's surroundings, the lands that the text names, and how
large the places are. The second knows also where the other names were put: what a text names lies
close together, and one name means one place (Leidner 2007; Speriosu and Baldridge, ACL 2013).
The weights are of a conditional logit over a name's candidates (McFadden 1974), trained by
`gazetteer/train.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.annotate.places.candidates import Choice
from onrecord.annotate.places.lands import Named
from onrecord.annotate.places.world import Entry, Kind, Naming

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FILE = "ranker.json"
FIRST = (
    "city_size",
    "first_size",
    "second_size",
    "country_size",
    "country",
    "first",
    "second",
    "area",
    "other_name",
    "people",
    "largest",
    "share",
    "unsized",
    "capital",
    "capital_named",
    "beside_city",
    "beside_capital",
    "beside_larger",
    "in_container",
    "in_state",
    "in_land",
    "as_called",
    "contains",
    "country_named",
    "country_share",
    "admin1_named",
    "admin1_share",
)
"""What the first reading knows of a candidate."""
SECOND = (
    *FIRST,
    "near_50",
    "near_300",
    "around_200",
    "around_1000",
    "same_admin1",
    "same_country",
    "holds_others",
    "opens_admin1",
    "opens_country",
)
"""What the second reading knows of it."""

_NEIGHBOURS = 40
"""Other names that distances are taken to, at most: the text's first."""
_ROWS = 4096
"""Candidates whose distances are held at a time."""
_METROPOLIS = 500_000
"""People in a city after which a division of its name is called only in full."""
_PROMINENT = 1_000_000
"""People that an area without a count is held to be as well known as."""
_WITHIN = 50.0
"""Kilometres counted between an area and what lies in it."""
_EARTH = 6371.0
"""The Earth's mean radius in kilometres."""
_REACH = (8000, 10000)
"""Thousandths of a degree from a region's centre within which a place may lie in it."""


class Group(NamedTuple):
    """Mentions of one name that are read as one place; `members`: indices of choices."""

    choice: Choice
    members: list[int]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the first reading and of each further one."""

    first: Floats
    further: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The candidates of all groups as columns; `owner`: the group of each."""

    groups: list[Group]
    entries: list[Entry]
    owner: Ints
    kind: Ints
    country: Ints
    admin1: Ints
    id: Ints
    latitude: Floats
    longitude: Floats
    rows: Floats

    def start(self, row: int) -> int:
        """Where a candidate's name first stands in the text."""
        return self.groups[int(self.owner[row])].choice.toponym.start


def group(found: Sequence[Choice]) -> list[Group]:
    """Mentions that bear the same name in the same role, in the same larger place.

    A name that is once said to lie somewhere lies there all through the text.
    """
    holders: dict[str, Choice] = {}
    for choice in found:
        if choice.containers or choice.lands:
            holders.setdefault(choice.toponym.keys[0], choice)
    gathered: dict[tuple[object, ...], Group] = {}
    for index, choice in enumerate(found):
        if not choice.entries:
            continue
        name = choice.toponym
        if not (choice.containers or choice.lands or name.contains) and name.keys[0] in holders:
            holder = holders[name.keys[0]]
            choice = choice._replace(containers=holder.containers, lands=holder.lands)
        larger = [entry.id for entry in (*choice.containers, *choice.lands)][:1]
        same = (name.keys[0], name.kinds, name.contains, *larger)
        gathered.setdefault(same, Group(choice, [])).members.append(index)
    return list(gathered.values())


def tabulate(groups: list[Group], named: Named) -> Table:
    """The candidates of every group with what the first reading knows of them."""
    entries = [entry for each in groups for entry in each.choice.entries]
    sizes = np.array([len(each.choice.entries) for each in groups], dtype=np.int64)
    owner = np.repeat(np.arange(len(groups)), sizes)
    codes = {
        code: at for at, code in enumerate(sorted({entry.country for entry in entries} - {""}))
    }
    columns = np.array(
        [
            (e.kind, codes.get(e.country, -1), e.admin1, e.id, e.latitude, e.longitude,
             e.population, e.naming, e.capital)
            for e in entries
        ],
        dtype=np.int64,
    ).reshape(-1, 9)  # fmt: skip
    kind, country, admin1, id, latitude, longitude, population, naming, capital = columns.T
    size = np.log10(population + 1.0) / 7
    weight = np.where(kind >= Kind.REGIONS, np.maximum(population, _PROMINENT), population)
    largest = np.zeros(len(groups), dtype=np.int64)
    np.maximum.at(largest, owner, weight)
    total = np.maximum(np.bincount(owner, population, len(groups)), 1.0)
    contains = np.array([each.choice.toponym.contains for each in groups], dtype=bool)
    beside_city = np.zeros(len(groups), dtype=bool)
    np.logical_or.at(beside_city, owner, (kind == Kind.CITY) & (population >= _METROPOLIS))
    beside_capital = np.zeros(len(groups), dtype=bool)
    np.logical_or.at(beside_capital, owner, capital == 1)
    by_lands = _lands(groups, entries, named)
    rows = np.column_stack(
        [
            size * (kind == Kind.CITY),
            size * (kind == Kind.FIRST),
            size * (kind == Kind.SECOND),
            size * (kind == Kind.COUNTRY),
            kind == Kind.COUNTRY,
            kind == Kind.FIRST,
            kind == Kind.SECOND,
            kind >= Kind.REGIONS,
            naming == Naming.OTHER,
            naming == Naming.PEOPLE,
            weight == largest[owner],
            population / total[owner],
            population == 0,
            capital,
            capital * by_lands[0],
            (kind == Kind.FIRST) & beside_city[owner] & ~contains[owner],
            (kind == Kind.FIRST) & beside_capital[owner] & ~contains[owner],
            np.log10((weight + 1) / (largest[owner] + 1)) / 7,
            *_printed(groups, entries),
            contains[owner] * np.where(kind <= Kind.FIRST, 1.0, -1.0),
            *by_lands,
        ]
    )
    return Table(
        groups,
        entries,
        owner,
        kind,
        country,
        admin1,
        id,
        np.radians(latitude / 1000),
        np.radians(longitude / 1000),
        rows,
    )


def _printed(groups: Sequence[Group], entries: Sequence[Entry]) -> list[list[bool]]:
    """Whether a candidate lies in a place printed behind, in a state or country printed there, in
    one in front, and whether it is what it is called."""
    found = [
        (
            any(_holds(larger, entry) for larger in each.choice.containers),
            any(
                _holds(larger, entry)
                for larger in each.choice.containers
                if larger.kind <= Kind.FIRST
            ),
            any(_holds(larger, entry) for larger in each.choice.lands),
            entry.kind in each.choice.toponym.kinds,
        )
        for each in groups
        for entry in each.choice.entries
    ]
    return [list(column) for column in zip(*found, strict=True)] if entries else [[]] * 4


def _holds(larger: Entry, entry: Entry) -> bool:
    """Whether a country, division or region is where a place lies."""
    if larger.id == entry.id:
        return False
    if larger.kind == Kind.COUNTRY:
        return larger.country == entry.country
    if larger.kind in (Kind.FIRST, Kind.SECOND):
        return larger.id in (entry.admin1, entry.admin2)
    return (
        abs(larger.latitude - entry.latitude) < _REACH[0]
        and abs(larger.longitude - entry.longitude) < _REACH[1]
    )


def _lands(groups: Sequence[Group], entries: Sequence[Entry], named: Named) -> Floats:
    """How often the text names each candidate's country and first-level division otherwise."""
    countries, divisions = named.totals()
    every, every_division = sum(countries.values()), sum(divisions.values())
    found = []
    for each in groups:
        own, own_divisions = named.of(each.choice.toponym.keys)
        for entry in each.choice.entries:
            there = countries[entry.country] - own[entry.country]
            nearer = divisions[entry.admin1] - own_divisions[entry.admin1]
            found.append((there, there / (every or 1.0), nearer, nearer / (every_division or 1.0)))
    columns = np.array(found, dtype=float).reshape(-1, 4).T
    columns[[0, 2]] = np.log1p(np.maximum(columns[[0, 2]], 0.0))
    return columns


def neighbours(table: Table, probability: Floats) -> Floats:
    """The columns that SECOND has beyond FIRST, given how likely each candidate is so far."""
    first = sorted(winners(table, probability), key=table.start)[:_NEIGHBOURS]
    near = np.array(first, dtype=np.int64)
    blocks = range(0, len(table.entries), _ROWS)
    return np.vstack(
        [_beside(table, slice(at, at + _ROWS), near, probability[near]) for at in blocks]
    )


def further_rows(table: Table, probability: Floats) -> Floats:
    """The columns of SECOND."""
    return np.hstack([table.rows, neighbours(table, probability)])


def winners(table: Table, probability: Floats) -> list[int]:
    """The row of the likeliest candidate of each group, in the groups' order."""
    order = np.lexsort((-probability, table.owner))
    best: list[int] = order[np.unique(table.owner[order], return_index=True)[1]].tolist()
    return best


def _beside(table: Table, rows: slice, winners: Ints, certain: Floats) -> Floats:
    names = [each.choice.toponym.keys[0] for each in table.groups]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    of_group = np.array([numbers[name] for name in names])
    other = of_group[table.owner[rows]][:, None] != of_group[table.owner[winners]]
    weight = certain * other
    total = np.maximum(weight.sum(1), 1.0)
    kind = table.kind[winners]
    exact = weight * np.select([kind == Kind.COUNTRY, kind == Kind.FIRST], [0.0, 0.3], 1.0)
    admin1 = table.admin1[rows][:, None]
    same_admin1 = (admin1 == table.admin1[winners]) & (admin1 != 0)
    country = table.country[rows][:, None]
    same_country = (country == table.country[winners]) & (country >= 0)
    holds = (table.id[rows][:, None] == table.admin1[winners]) & (kind != Kind.FIRST)
    large = (table.kind[rows][:, None] == Kind.COUNTRY) & same_country
    distance = _distance(table, rows, winners)
    distance = np.where(holds | large, np.minimum(distance, _WITHIN), distance)
    return np.column_stack(
        [
            (np.exp(-distance / 50) * exact).max(1),
            (np.exp(-distance / 300) * exact).max(1),
            (np.exp(-distance / 200) * exact).sum(1) / total,
            (np.exp(-distance / 1000) * weight).sum(1) / total,
            (same_admin1 * weight).sum(1) / total,
            (same_country * weight).sum(1) / total,
            (holds * weight).sum(1) / total,
            (same_admin1 & other)[:, 0],
            (same_country & other)[:, 0],
        ]
    )


def _distance(table: Table, rows: slice, others: Ints) -> Floats:
    """Great-circle distances in kilometres (the haversine formula)."""
    latitude, longitude = table.latitude[rows][:, None], table.longitude[rows][:, None]
    there = table.latitude[others]
    half = (
        np.sin((latitude - there) / 2) ** 2
        + np.cos(latitude) * np.cos(there) * np.sin((longitude - table.longitude[others]) / 2) ** 2
    )
    distance: Floats = 2 * _EARTH * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance


def softmax(scores: Floats, owner: Ints, size: int) -> Floats:
    """Probabilities within each group."""
    top = np.full(size, -np.inf)
    np.maximum.at(top, owner, scores)
    raised = np.exp(scores - top[owner])
    shares: Floats = raised / np.bincount(owner, raised, size)[owner]
    return shares


def probabilities(table: Table, weights: Weights) -> Floats:
    """How likely each candidate is among those of its group."""
    size = len(table.groups)
    found = softmax(table.rows @ weights.first, table.owner, size)
    for each in weights.further:
        found = softmax(further_rows(table, found) @ each, table.owner, size)
    return found


@cache
def shipped() -> Weights:
    """The packaged weights."""
    text = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    return parse(text)


@cache
def digest() -> str:
    """Twelve hexadecimal digits that change when the packaged weights do."""
    data = resources.files(__package__).joinpath(FILE).read_bytes()
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:12]


def parse(text: str) -> Weights:
    """Weights from JSON: `first` and each of `further` name every feature.

    Raises KeyError where one is missing.
    """
    data = json.loads(text)
    return Weights(
        np.array([data["first"][name] for name in FIRST]),
        tuple(np.array([each[name] for name in SECOND]) for each in data["further"]),
    )
