"""Who cites whom: the people, bodies and outlets of a casebook, and what ties one to another."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.casebook import rows
from onrecord.casebook.identify import NEWEST
from onrecord.casebook.rows import Place

TieKind = Literal["speaks of", "relays", "belongs to", "cites", "holds", "denies"]
"""Who speaks of whom; who tells what another said; who has a role in what, or is a part of it;
which outlet cites whom; who holds and who denies (or doubts) which claim."""
EndType = Literal["person", "organization", "group", "outlet", "claim"]

KINDS: tuple[TieKind, ...] = get_args(TieKind)
TYPES: tuple[EndType, ...] = get_args(EndType)
_PEOPLE = frozenset({"person", "organization", "group"})
_MEMBERS = """SELECT m.claim, m.stand, p.version_id, p.ref FROM claim_member m
    JOIN claim_passage p ON p.id = m.passage AND p.kind = 'statement'"""
_CORE = """SELECT coalesce(s.content_text,
        (SELECT substr(v.text, g."start" + 1, g."end" - g."start") FROM passage g
            JOIN version v ON v.id = g.version_id
            WHERE g.version_id = p.version_id AND g.kind = p.kind AND g.ref = p.ref))
    FROM claim c JOIN claim_passage p ON p.id = c.core
    LEFT JOIN statement s ON p.kind = 'statement' AND s.version_id = p.version_id AND s.id = p.ref
    WHERE c.id = ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Somebody, an outlet or a claim, at the end of ties.

    `id` names it among ends: its identity's number with "i" before it, "o" and the outlet, or the
    claim's id; `name` is the name, or the claim's words. `statements` counts what its ties rest on,
    `documents` where that stands.
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
    """Ends, those with most statements first, claims last; the ties between them, strongest first.

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
    claims: int | None = None,
) -> Ties:
    """The ends of some types, and their ties of some kinds.

    `around`: these identities, first of all, and whatever is tied to any of them. `limit` is of
    the ends that are no claims; of claims, at most `claims`, of those that any of these is tied to.
    """
    index = _Index(connection, types)
    found = defaultdict[_Key, list[_Where]](list)
    for kind in KINDS:
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
    kept = _chosen(ranked, found, limit, claims)
    strongest = sorted(
        (key for key in found if key[0] in kept and key[1] in kept),
        key=lambda key: (-len(found[key]), key),
    )
    return Ties(
        ends=tuple(index.end(one, statements[one], len(documents[one])) for one in kept),
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


def _chosen(
    ranked: Sequence[str], found: Collection[_Key], limit: int | None, claims: int | None
) -> dict[str, None]:
    """The first ends, then the first claims that are tied to any of them; in order."""
    kept = dict.fromkeys([one for one in ranked if one[0] != "c"][:limit])
    tied = {end for start, end, _ in found if start in kept}
    return kept | dict.fromkeys([one for one in ranked if one[0] == "c" and one in tied][:claims])


class _Index:
    """Who says what, whom it is about, and who they are; joined here, which SQLite does slowly."""

    def __init__(self, connection: sqlite3.Connection, types: Collection[EndType]) -> None:
        self._connection = connection
        self._types = types
        self._names: dict[int, tuple[str, EndType]] = {
            id: (name, type)
            for id, name, type in connection.execute("SELECT id, name, type FROM identity")
            if type in types and type in _PEOPLE
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
        name: str
        type: EndType
        if identity is not None:
            name, type = self._names[identity]
        elif id[0] == "o":
            name, type = id[1:], "outlet"
        else:
            name, type = claim_words(self._connection, id), "claim"
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
        elif kind == "cites" and "outlet" in self._types:
            outlets = dict(self._rows("version_id, outlet", "frame WHERE outlet IS NOT NULL"))
            for where, speakers in self._speakers.items():
                if where[0] in outlets:
                    yield from ((f"o{outlets[where[0]]}", who, where) for who in speakers)

        elif kind in ("holds", "denies") and "claim" in self._types:
            for claim, stand, version_id, statement in self._connection.execute(_MEMBERS):
                if (stand in ("denies", "doubts")) == (kind == "denies"):
                    yield from self._said(version_id, statement, claim)

    def _said(self, version_id: int, statement: str, whom: str | None) -> Iterator[_Found]:
        if whom:
            where = version_id, statement
            yield from ((who, whom, where) for who in self._speakers.get(where, ()))

    def _rows(self, columns: str, table: str) -> sqlite3.Cursor:
        return self._connection.execute(f"SELECT {columns} FROM {table}")  # noqa: S608


def claim_words(connection: sqlite3.Connection, id: str) -> str:
    """The words of the passage that stands for a claim, in one line, as a claim has them; "" for
    none."""
    row = connection.execute(_CORE, (id,)).fetchone()
    return " ".join((row[0] if row else "").split()).removeprefix("that ")


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
