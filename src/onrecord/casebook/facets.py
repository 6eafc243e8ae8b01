"""What a search could be narrowed to: by kind, source, outlet and day, each with its count.

A count says how many passages there would be if that alone were chosen of its facet, all else
that was asked for left as it is.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar

from onrecord.casebook import words
from onrecord.casebook.search import Filters, Passages, passages
from onrecord.casebook.words import Query

LISTED = 12
"""How many sources and outlets are listed, those with most first."""

_BEFORE_YEAR_1 = 305
"""What a day's number, counted from 1 March of the year 0, is ahead of its proleptic ordinal."""
_DAYS_BY_DAY, _DAYS_BY_MONTH = 62, 3 * 366
_Days = tuple[int | None, int | None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One thing to choose: the value that a filter takes, what it is called, and how many."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What there is to choose, and how many passages were found in all.

    The values are those of `Filters`: kinds of statement; "yes" or "no" for `named`; numbers of
    identities; outlets in full; years, months or days (ISO 8601) of publication. `undated` are
    passages whose article has no date.
    """

    total: int
    kinds: tuple[Count, ...]
    named: tuple[Count, ...]
    sources: tuple[Count, ...]
    outlets: tuple[Count, ...]
    dates: tuple[Count, ...]
    undated: int


def facets(connection: sqlite3.Connection, looked_for: str, filters: Filters) -> Facets:
    """The facets of a search; with neither words nor filters those of all passages.

    Kinds and sources are counted among statements, whether sentences or statements are found.
    Raises OnrecordError C030 and C033 as `search` does.
    """
    counted = _Counted(connection, words.parse(looked_for), filters)
    days = counted.days()
    return Facets(
        total=sum(days.values()),
        kinds=counted.kinds(),
        named=counted.named(),
        sources=counted.sources(),
        outlets=counted.outlets(),
        dates=tuple(_dates(days)),
        undated=days[None, None],
    )


class _Counted:
    """The counts of one search; passages that two facets have in common are counted once."""

    def __init__(self, connection: sqlite3.Connection, query: Query, filters: Filters) -> None:
        self._connection = connection
        self._query = query
        # As tuples, since what was counted is remembered by them.
        self._filters = replace(
            filters,
            kinds=tuple(filters.kinds),
            identities=tuple(filters.identities),
            outlets=tuple(filters.outlets),
        )
        self._statements: dict[Filters, Counter[tuple[str, str]]] = {}
        self._frames: dict[Filters, Counter[tuple[str | None, _Days]]] = {}

    def kinds(self) -> tuple[Count, ...]:
        counts: Counter[str] = Counter()
        for (kind, _), many in self._by_statement(replace(self._filters, kinds=())).items():
            counts[kind] += many
        return tuple(
            Count(value=kind, name=kind, count=counts[kind]) for kind in _most_first(counts)
        )

    def named(self) -> tuple[Count, ...]:
        counts: Counter[str] = Counter()
        for (_, standing), many in self._by_statement(replace(self._filters, named=None)).items():
            counts["yes" if standing == "named" else "no"] += many
        return tuple(
            Count(value=value, name=name, count=counts[value])
            for value, name in (("yes", "named"), ("no", "not named"))
            if counts[value]
        )

    def outlets(self) -> tuple[Count, ...]:
        counts: Counter[str] = Counter()
        for (outlet, _), many in self._by_frame(replace(self._filters, outlets=())).items():
            if outlet is not None:
                counts[outlet] += many
        listed = _with_chosen(_most_first(counts), self._filters.outlets)
        return tuple(
            Count(value=outlet, name=outlet, count=counts[outlet])
            for outlet in listed
            if counts[outlet]
        )

    def days(self) -> Counter[_Days]:
        """How many passages are of articles that were published within days, None: not known."""
        counts: Counter[_Days] = Counter()
        for (_, days), many in self._by_frame(self._filters).items():
            counts[days] += many
        return counts

    def sources(self) -> tuple[Count, ...]:
        """Those with most statements, and those that are chosen whatever they have."""
        chosen = self._filters.identities
        among = self._among(replace(self._filters, identities=()), "statement")
        return _sources(self._connection, among, chosen)

    def _among(self, filters: Filters, kind: Literal["sentence", "statement"] | None) -> Passages:
        return passages(self._connection, self._query, filters, kind)

    def _by_statement(self, filters: Filters) -> Counter[tuple[str, str]]:
        """How many statements there are of each kind, and by how their source stands."""
        if filters not in self._statements:
            among = self._among(filters, "statement")
            found = self._connection.execute(
                f"""SELECT s.kind, o.standing, count(*) FROM {among.source}
                CROSS JOIN statement s ON s.version_id = p.version_id AND s.id = p.ref
                CROSS JOIN source o ON o.version_id = p.version_id AND o.statement = p.ref
                WHERE {among.where} GROUP BY s.kind, o.standing""",  # noqa: S608
                among.values,
            )
            counts = Counter({(kind, standing): many for kind, standing, many in found})
            self._statements[filters] = counts
        return self._statements[filters]

    def _by_frame(self, filters: Filters) -> Counter[tuple[str | None, _Days]]:
        """How many passages there are of each outlet and day."""
        if filters not in self._frames:
            kind: Literal["sentence", "statement"] = (
                "statement" if self._filters.of_statements else "sentence"
            )
            among = self._among(filters, kind)
            found = self._connection.execute(
                f"""SELECT t.outlet, t.first, t.last, count(*) FROM {among.source}
                CROSS JOIN frame t ON t.version_id = p.version_id
                WHERE {among.where} GROUP BY t.outlet, t.first, t.last""",  # noqa: S608
                among.values,
            )
            self._frames[filters] = Counter(
                {(outlet, (first, last)): many for outlet, first, last, many in found}
            )
        return self._frames[filters]


def _sources(
    connection: sqlite3.Connection, among: Passages, chosen: Iterable[int]
) -> tuple[Count, ...]:
    """Those with most statements, and those that are chosen whatever they have."""
    found = connection.execute(
        f"""SELECT of.identity_id, i.name, of.many FROM (
            SELECT m.identity_id, count(DISTINCT k.version_id || ' ' || k.statement) AS many
            FROM speaker k CROSS JOIN identity_member m
            ON m.version_id = k.version_id AND m.entity_id = k.entity
            WHERE (k.version_id, k.statement) IN (
                SELECT p.version_id, p.ref FROM {among.source} WHERE {among.where})
            GROUP BY m.identity_id) of
        CROSS JOIN identity i ON i.id = of.identity_id
        ORDER BY of.many DESC, i.name, of.identity_id""",  # noqa: S608
        among.values,
    ).fetchall()
    listed = _with_chosen([row[0] for row in found], chosen)
    counts = {id: (name, many) for id, name, many in found}
    return tuple(
        Count(value=str(id), name=counts[id][0], count=counts[id][1])
        for id in listed
        if id in counts
    )


def _most_first(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))


def _with_chosen(listed: list[T], chosen: Iterable[T]) -> list[T]:
    return list(dict.fromkeys([*listed[:LISTED], *chosen]))


def _dates(days: Counter[_Days]) -> Iterable[Count]:
    """The years, months or days that they are of, as fine as their span allows."""
    known = [
        (date.fromordinal(first - _BEFORE_YEAR_1), date.fromordinal(last - _BEFORE_YEAR_1), many)
        for (first, last), many in days.items()
        if first is not None and last is not None and first > _BEFORE_YEAR_1
    ]
    if not known:
        return
    span = (max(last for _, last, _ in known) - min(first for first, _, _ in known)).days
    length = 10 if span <= _DAYS_BY_DAY else 7 if span <= _DAYS_BY_MONTH else 4
    ends = [
        (first.isoformat()[:length], last.isoformat()[:length], many) for first, last, many in known
    ]
    # A date known by its year alone is of every month that another one is of.
    for value in sorted({end for first, last, _ in ends for end in (first, last)}):
        many = sum(many for first, last, many in ends if first <= value <= last)
        yield Count(value=value, name=value, count=many)
