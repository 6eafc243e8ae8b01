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
from typing import TypeVar

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
    query = words.parse(looked_for)

    def statements(but: Filters) -> Passages:
        return passages(connection, query, but, "statement")

    days = _days(connection, passages(connection, query, filters))
    return Facets(
        total=sum(days.values()),
        kinds=_kinds(connection, statements(replace(filters, kinds=()))),
        named=_named(connection, statements(replace(filters, named=None))),
        sources=_sources(
            connection, statements(replace(filters, identities=())), filters.identities
        ),
        outlets=_outlets(connection, query, filters),
        dates=tuple(_dates(days)),
        undated=days[None, None],
    )


def _kinds(connection: sqlite3.Connection, among: Passages) -> tuple[Count, ...]:
    found = connection.execute(
        f"""SELECT s.kind, count(*) AS many FROM {among.source}
        CROSS JOIN statement s ON s.version_id = p.version_id AND s.id = p.ref
        WHERE {among.where} GROUP BY s.kind ORDER BY many DESC, s.kind""",  # noqa: S608
        among.values,
    )
    return tuple(Count(value=kind, name=kind, count=many) for kind, many in found)


def _named(connection: sqlite3.Connection, among: Passages) -> tuple[Count, ...]:
    found = connection.execute(
        f"""SELECT o.standing = 'named' AS is_named, count(*) FROM {among.source}
        CROSS JOIN source o ON o.version_id = p.version_id AND o.statement = p.ref
        WHERE {among.where} GROUP BY is_named ORDER BY is_named DESC""",  # noqa: S608
        among.values,
    )
    of = {1: ("yes", "named"), 0: ("no", "not named")}
    return tuple(
        Count(value=of[is_named][0], name=of[is_named][1], count=many) for is_named, many in found
    )


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


def _outlets(connection: sqlite3.Connection, query: Query, filters: Filters) -> tuple[Count, ...]:
    kind = "statement" if filters.of_statements else "sentence"
    among = passages(connection, query, replace(filters, outlets=()), kind)
    found = connection.execute(
        f"""SELECT t.outlet, count(*) AS many FROM {among.source}
        CROSS JOIN frame t ON t.version_id = p.version_id
        WHERE {among.where} AND t.outlet IS NOT NULL
        GROUP BY t.outlet ORDER BY many DESC, t.outlet""",  # noqa: S608
        among.values,
    )
    counts: dict[str, int] = dict(found.fetchall())
    return tuple(
        Count(value=outlet, name=outlet, count=counts[outlet])
        for outlet in _with_chosen([*counts], filters.outlets)
        if outlet in counts
    )


def _with_chosen(listed: list[T], chosen: Iterable[T]) -> list[T]:
    return list(dict.fromkeys([*listed[:LISTED], *chosen]))


def _days(connection: sqlite3.Connection, among: Passages) -> Counter[_Days]:
    """How many passages are of articles that were published within days, None: not known."""
    found = connection.execute(
        f"""SELECT t.first, t.last, count(*) FROM {among.source}
        CROSS JOIN frame t ON t.version_id = p.version_id
        WHERE {among.where} GROUP BY t.first, t.last""",  # noqa: S608
        among.values,
    )
    return Counter({(first, last): many for first, last, many in found})


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
