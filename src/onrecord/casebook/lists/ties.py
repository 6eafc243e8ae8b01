"""Who cites whom: the people, bodies and outlets of a casebook, and what ties one to another."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.casebook import rows
from onrecord.casebook.identify import NEWEST
from onrecord.casebook.rows import Place

TieKind = Literal["speaks of", "relays", "belongs to", "cites"]
"""Who speaks of whom; who tells what another said; who has a role in what, or is a part of it;
which outlet cites whom."""
EndType = Literal["person", "organization", "group", "outlet"]

KINDS: tuple[TieKind, ...] = ("speaks of", "relays", "belongs to")
TYPES: tuple[EndType, ...] = ("person", "organization", "group")
"""What is asked for if nothing else is: not the outlets, which cite everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Somebody, or an outlet, at the end of ties.

    `id` names it among ends: its identity's number with "i" before it, or "o" and the outlet.
    `statements` counts what its ties rest on, `documents` where that stands.
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

    `total` is how many ends there are, with those that were left out.
    """

    ends: tuple[End, ...]
    ties: tuple[Tie, ...]
    total: int


_Where = tuple[int, str]
"""A version, and the id of a statement or relation in it."""
_Found = tuple[str, str, _Where]
_Key = tuple[str, str, TieKind]


def ties(
    connection: sqlite3.Connection,
    *,
    kinds: Collection[TieKind] = KINDS,
    types: Collection[EndType] = TYPES,
    around: Sequence[int] | None = None,
    limit: int | None = None,
) -> Ties:
    """The ends of some types, and their ties of some kinds.

    `around`: these identities, first of all, and whoever is tied to any of them; `limit` is of
    ends.
    """
    index = _Index(connection, types)
    found = defaultdict[_Key, list[_Where]](list)
    for kind in ("speaks of", "relays", "belongs to", "cites"):
        if kind in kinds:
            for start, end, where in index.of(kind):
                if start != end:
                    found[start, end, kind].append(where)
    middle = {f"i{number}" for number in around or ()}
    if around is not None:
        near = {one for key in found if middle.intersection(key[:2]) for one in key[:2]}
        found = defaultdict(
            list, {key: one for key, one in found.items() if near.issuperset(key[:2])}
        )
    statements = Counter[str]()
    documents = defaultdict[str, set[int]](set)
    for (start, end, _), places in found.items():
        for one in (start, end):
            statements[one] += len(places)
            documents[one].update(version_id for version_id, _ in places)
    ranked = sorted(
        statements,
        key=lambda one: (one not in middle, -statements[one], -len(documents[one]), one),
    )
    kept = set(ranked[:limit])
    strongest = sorted(
        (key for key in found if kept.issuperset(key[:2])), key=lambda key: (-len(found[key]), key)
    )
    return Ties(
        ends=tuple(index.end(one, statements[one], len(documents[one])) for one in ranked[:limit]),
        ties=tuple(
            Tie(
                start=start,
                end=end,
                kind=kind,
                statements=len(found[start, end, kind]),
                documents=len({version_id for version_id, _ in found[start, end, kind]}),
                place=_place(connection, kind, min(found[start, end, kind], key=_in_order)),
            )
            for start, end, kind in strongest
        ),
        total=len(ranked),
    )


class _Index:
    """Who says what, whom it is about, and who they are; joined here, which SQLite does slowly."""

    def __init__(self, connection: sqlite3.Connection, types: Collection[EndType]) -> None:
        self._connection = connection
        self._outlets = "outlet" in types
        self._names: dict[int, tuple[str, EndType]] = {
            id: (name, type)
            for id, name, type in connection.execute("SELECT id, name, type FROM identity")
            if type in types and type in TYPES
        }
        self._whose: dict[_Where, str] = {
            (version_id, entity): f"i{identity}"
            for identity, version_id, entity in connection.execute(
                f"""SELECT identity_id, version_id, entity_id FROM identity_member m
                JOIN version v ON v.id = m.version_id WHERE {NEWEST}"""  # noqa: S608
            )
            if identity in self._names
        }
        self._speakers = defaultdict[_Where, list[str]](list)
        for version_id, statement, entity in connection.execute(
            "SELECT version_id, statement, entity FROM speaker"
        ):
            if (version_id, entity) in self._whose:
                self._speakers[version_id, statement].append(self._whose[version_id, entity])

    def end(self, id: str, statements: int, documents: int) -> End:
        """An end by its id."""
        identity = int(id[1:]) if id[0] == "i" else None
        name, type = self._names[identity] if identity is not None else (id[1:], "outlet")
        return End(
            id=id,
            identity=identity,
            name=name,
            type=type,
            statements=statements,
            documents=documents,
        )

    def of(self, kind: TieKind) -> Iterator[_Found]:
        """Who stands so to whom, and where that is said."""
        if kind == "speaks of":
            for version_id, entity, statement in self._rows(
                "version_id, entity, statement", "about"
            ):
                yield from self._said(version_id, statement, self._whose.get((version_id, entity)))
        elif kind == "relays":
            for version_id, outer, inner in self._rows(
                "version_id, inside, id", "statement WHERE inside IS NOT NULL"
            ):
                for whom in self._speakers.get((version_id, inner), ()):
                    for who, _, _ in self._said(version_id, outer, whom):
                        yield who, whom, (version_id, inner)
        elif kind == "belongs to":
            for version_id, subject, object, id in self._rows(
                "version_id, subject, object, id", "relation WHERE object IS NOT NULL"
            ):
                one, other = self._whose.get((version_id, subject)), (version_id, object)
                if one and other in self._whose:
                    yield one, self._whose[other], (version_id, id)
        elif self._outlets:
            outlets = dict(self._rows("version_id, outlet", "frame WHERE outlet IS NOT NULL"))
            for where, speakers in self._speakers.items():
                if where[0] in outlets:
                    yield from ((f"o{outlets[where[0]]}", who, where) for who in speakers)

    def _said(self, version_id: int, statement: str, whom: str | None) -> Iterator[_Found]:
        if whom:
            where = version_id, statement
            yield from ((who, whom, where) for who in self._speakers.get(where, ()))

    def _rows(self, columns: str, table: str) -> sqlite3.Cursor:
        return self._connection.execute(f"SELECT {columns} FROM {table}")  # noqa: S608


def _in_order(where: _Where) -> tuple[int, int, str]:
    """Ids count upwards in the order of the text."""
    return where[0], len(where[1]), where[1]


def _place(connection: sqlite3.Connection, kind: TieKind, where: _Where) -> Place:
    table = "relation" if kind == "belongs to" else "passage"
    which = "g.id = ?" if kind == "belongs to" else "g.kind = 'statement' AND g.ref = ?"
    row = connection.execute(
        f"""SELECT {rows.PLACE}, g."start", g."end", g.line, g.page FROM {table} g
        {rows.DOCUMENT.format("g")} WHERE g.version_id = ? AND {which}""",  # noqa: S608
        where,
    ).fetchone()
    return rows.place(row)
