"""Who cites whom: the people, bodies and outlets of a casebook, and what ties one to another."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.casebook import rows
from onrecord.casebook.rows import Place
from onrecord.record import EntityType

TieKind = Literal["speaks of", "relays", "belongs to", "cites"]
"""Who speaks of whom; who tells what another said; who has a role in what; which outlet cites
whom."""
EndType = Literal["person", "organization", "group", "outlet"]
TYPES: tuple[EntityType, ...] = ("person", "organization", "group")

_NAMED = "i.type IN ('person', 'organization', 'group')"
_WHO = f"""identity_member {{0}} ON {{0}}.version_id = {{1}}.version_id
    AND {{0}}.entity_id = {{1}}.{{2}}
    JOIN identity {{3}} ON {{3}}.id = {{0}}.identity_id AND {_NAMED.replace("i.", "{3}.")}"""
_SPEAKS = f"""
SELECT m.identity_id, n.identity_id, p.version_id, p.statement, g."start"
FROM speaker p {rows.DOCUMENT.format("p")}
JOIN about a ON a.version_id = p.version_id AND a.statement = p.statement
JOIN {_WHO.format("m", "p", "entity", "i")} JOIN {_WHO.format("n", "a", "entity", "j")}
JOIN statement g ON g.version_id = p.version_id AND g.id = p.statement
WHERE m.identity_id <> n.identity_id"""  # noqa: S608
_RELAYS = f"""
SELECT m.identity_id, n.identity_id, p.version_id, s.id, s."start"
FROM statement s {rows.DOCUMENT.format("s")}
JOIN speaker p ON p.version_id = s.version_id AND p.statement = s.inside
JOIN speaker a ON a.version_id = s.version_id AND a.statement = s.id
JOIN {_WHO.format("m", "p", "entity", "i")} JOIN {_WHO.format("n", "a", "entity", "j")}
WHERE m.identity_id <> n.identity_id"""  # noqa: S608
_BELONGS = f"""
SELECT m.identity_id, n.identity_id, r.version_id, NULL, r."start"
FROM relation r {rows.DOCUMENT.format("r")}
JOIN {_WHO.format("m", "r", "subject", "i")} JOIN {_WHO.format("n", "r", "object", "j")}
WHERE m.identity_id <> n.identity_id"""  # noqa: S608
_CITES = f"""
SELECT f.outlet, m.identity_id, p.version_id, p.statement, g."start"
FROM speaker p {rows.DOCUMENT.format("p")}
JOIN {_WHO.format("m", "p", "entity", "i")}
JOIN statement g ON g.version_id = p.version_id AND g.id = p.statement
WHERE f.outlet IS NOT NULL"""  # noqa: S608
_QUERIES: dict[TieKind, str] = {
    "speaks of": _SPEAKS,
    "relays": _RELAYS,
    "belongs to": _BELONGS,
    "cites": _CITES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Somebody, or an outlet, at the end of ties.

    `id` names it among ends: its identity's number with "i" before it, or "o" and the outlet.
    `statements` are those that it makes or that are of it, each counted once for each tie;
    `documents` those that they stand in.
    """

    id: str
    identity: int | None
    name: str
    type: EndType
    statements: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """That one end stands to another so: how often, in how many documents, and where first."""

    start: str
    end: str
    kind: TieKind
    statements: int
    documents: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Ends, those with most statements first, and the ties between them, the strongest first.

    `total` is how many ends there are, those that were left out as well.
    """

    ends: tuple[End, ...]
    ties: tuple[Tie, ...]
    total: int


_End = tuple[EndType | None, Any]
_Key = tuple[_End, _End, TieKind]


def ties(
    connection: sqlite3.Connection,
    *,
    kinds: Sequence[TieKind] = ("speaks of", "relays", "belongs to"),
    types: Sequence[EndType] = TYPES,
    around: Sequence[int] | None = None,
    limit: int | None = None,
) -> Ties:
    """The ends of some types, and their ties of some kinds.

    `around`: these identities, and whoever is tied to any of them; `limit` is of ends.
    """
    known = {
        id: (name, type)
        for id, name, type in connection.execute("SELECT id, name, type FROM identity")
    }
    found = defaultdict[_Key, list[tuple[int, int]]](list)
    for kind in _QUERIES:
        if kind in kinds and (kind != "cites" or "outlet" in types):
            outlet: EndType | None = "outlet" if kind == "cites" else None
            for start, end, version_id, _, at in connection.execute(_QUERIES[kind]):
                if all(known[one][1] in types for one in ([end] if outlet else [start, end])):
                    found[((outlet, start), (None, end), kind)].append((version_id, at))
    if around is not None:
        near = {(None, number) for number in around}
        near |= {one for start, end, _ in found if near & {start, end} for one in (start, end)}
        found = defaultdict(
            list, {key: held for key, held in found.items() if near.issuperset(key[:2])}
        )
    weights = Counter[_End]()
    versions = defaultdict[_End, set[int]](set)
    for (start, end, _), held in found.items():
        for one in (start, end):
            weights[one] += len(held)
            versions[one].update(version_id for version_id, _ in held)
    first = {(None, number) for number in around or ()}
    ranked = sorted(
        weights, key=lambda one: (one not in first, -weights[one], -len(versions[one]), str(one[1]))
    )
    kept = set(ranked[:limit])
    strongest = sorted(
        (key for key in found if kept.issuperset(key[:2])),
        key=lambda key: (-len(found[key]), str(key)),
    )
    return Ties(
        ends=tuple(
            End(
                id=_id(one),
                identity=None if one[0] else one[1],
                name=one[1] if one[0] else known[one[1]][0],
                type=one[0] or known[one[1]][1],
                statements=weights[one],
                documents=len(versions[one]),
            )
            for one in ranked[:limit]
        ),
        ties=tuple(
            Tie(
                start=_id(start),
                end=_id(end),
                kind=kind,
                statements=len(found[start, end, kind]),
                documents=len({version_id for version_id, _ in found[start, end, kind]}),
                place=_place(connection, kind, *min(found[start, end, kind])),
            )
            for start, end, kind in strongest
        ),
        total=len(ranked),
    )


def _id(one: _End) -> str:
    return f"o{one[1]}" if one[0] else f"i{one[1]}"


def _place(connection: sqlite3.Connection, kind: TieKind, version_id: int, at: int) -> Place:
    table, column = ("relation", "id") if kind == "belongs to" else ("passage", "id")
    only = "" if kind == "belongs to" else "AND g.kind = 'statement'"
    row = connection.execute(
        f"""SELECT {rows.PLACE}, g."start", g."end", g.line, g.page FROM {table} g
        {rows.DOCUMENT.format("g")} WHERE g.version_id = ? AND g."start" = ? {only}
        ORDER BY g.{column} LIMIT 1""",  # noqa: S608
        (version_id, at),
    ).fetchone()
    return rows.place(row)
