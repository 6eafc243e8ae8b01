"""What lineage needs of a casebook: read out of new versions once, and given as a `Context`.

What rests on the words of a version alone is kept in tables of its own (schema/0006.sql); whatever
people's decisions may alter is read out of the index when it is asked for.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from onrecord.casebook import documents
from onrecord.casebook.database import transaction
from onrecord.casebook.facts import folded
from onrecord.casebook.identify import NEWEST
from onrecord.casebook.lineage import credits, outlets, sources, wording
from onrecord.casebook.lineage.known import (
    Article,
    Context,
    Copy,
    Credit,
    Hyperlink,
    Line,
    Named,
    Party,
    Speech,
)
from onrecord.casebook.lineage.moments import moment
from onrecord.record import EntityType, Record

BATCH = 200
"""Versions that are read in one transaction."""
EARLIEST = 16
"""Articles that are kept of each fingerprint: the earliest, which others have it from."""
LEAST_SHARE = 0.2
"""How much of an article's wording another must hold for the two to be told of."""
_MOST_LINKS = 1000
_AT_ONCE = 500
_TABLES = ("fingerprint", "credit", "hyperlink", "address")

_PENDING = f"""FROM version v WHERE {NEWEST} AND NOT EXISTS (
    SELECT 1 FROM traced t WHERE t.version_id = v.id AND t.text_sha256 = v.text_sha256)"""  # noqa: S608


def update(connection: sqlite3.Connection) -> int:
    """Read newest versions that were not read yet, so many in a transaction; how many it was."""
    total = 0
    while ids := [id for (id,) in connection.execute(f"SELECT v.id {_PENDING} LIMIT {BATCH}")]:
        with transaction(connection):
            for id in ids:
                _read(connection, id)
        total += len(ids)
    return total


def forget_all(connection: sqlite3.Connection) -> None:
    """Forget all that was read, so that it is read anew, within a transaction."""
    connection.execute("DELETE FROM traced")


def altered(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """What was read and is not as the versions say: what was altered, and how."""
    for id, key in connection.execute(
        """SELECT v.id, d.key FROM traced t JOIN version v ON v.id = t.version_id
        JOIN document d ON d.id = v.document_id
        WHERE t.text_sha256 = v.text_sha256 ORDER BY v.id"""
    ).fetchall():
        expected = _rows(documents.stored(connection, id).unpacked())
        if any(_held(connection, table, id) != set(expected[table]) for table in _TABLES):
            yield key, "what its lineage rests on was altered; `onrecord reindex` makes it anew"


def known(
    connection: sqlite3.Connection, keys: Iterable[str], called: outlets.Outlets | None = None
) -> Context:
    """The newest versions of documents by their keys, and of those that they link to.

    `called`: the outlets that names may mean; None: those of these documents.
    """
    wanted = sorted(set(keys))
    versions = _versions(connection, "d.key", wanted)
    linked = _linked(connection, [version[0] for version in versions])
    versions += _versions(connection, "v.id", sorted(linked - {version[0] for version in versions}))
    return Context(articles=_Gatherer(connection, versions, called).articles())


def all_outlets(connection: sqlite3.Connection) -> outlets.Outlets:
    """The outlets of all newest versions."""
    return outlets.Outlets(
        outlet
        for (outlet,) in connection.execute(
            f"""SELECT DISTINCT f.outlet FROM frame f JOIN version v ON v.id = f.version_id
            WHERE f.outlet NOT NULL AND {NEWEST}"""  # noqa: S608
        )
    )


def at_address(connection: sqlite3.Connection, address: str) -> list[int]:
    """The newest versions at a web address (see `outlets.address`)."""
    return [
        id
        for (id,) in connection.execute(
            f"""SELECT a.version_id FROM address a JOIN version v ON v.id = a.version_id
            WHERE a.address = ? AND {NEWEST} ORDER BY a.version_id""",  # noqa: S608
            (address,),
        )
    ]


_Version = tuple[int, str, int, str, str | None, str | None, str | None, str | None]


def _read(connection: sqlite3.Connection, id: int) -> None:
    version = documents.stored(connection, id)
    rows = _rows(version.unpacked())
    connection.execute("DELETE FROM traced WHERE version_id = ?", (id,))
    connection.execute("INSERT INTO traced VALUES (?, ?)", (id, version.text_sha256))
    for table in _TABLES:
        if rows[table]:
            marks = ", ".join("?" * (len(rows[table][0]) + 1))
            connection.executemany(
                f"INSERT OR IGNORE INTO {table} VALUES ({marks})",  # noqa: S608
                ((id, *row) for row in rows[table]),
            )


def _rows(record: Record) -> dict[str, list[tuple[str | int, ...]]]:
    """What the tables hold of a version, its own words alone."""
    document = record.document
    story = "\n".join(document.text[block.start : block.end] for block in document.story)
    links = {
        (link.start, link.end): address
        for link in document.links[:_MOST_LINKS]
        if (address := outlets.address(link.href))
    }
    own = outlets.address(document.location)
    around = {(each.start, each.end): each for each in reversed(credits.around(document))}
    return {
        "fingerprint": [(number,) for number in sorted(wording.fingerprints(story))],
        "credit": [(*place, each.kind, each.name) for place, each in sorted(around.items())],
        "hyperlink": [(*place, address) for place, address in sorted(links.items())],
        "address": [(own,)] if own else [],
    }


def _held(connection: sqlite3.Connection, table: str, id: int) -> set[tuple[str | int, ...]]:
    return {
        tuple(row[1:])
        for row in connection.execute(f"SELECT * FROM {table} WHERE version_id = ?", (id,))  # noqa: S608
    }


def _versions(
    connection: sqlite3.Connection, column: str, wanted: Sequence[str | int]
) -> list[_Version]:
    return [
        row
        for marks, values in _batches(wanted)
        for row in connection.execute(
            f"""SELECT v.id, d.key, v.number, v.text, f.outlet, v.location, v.headline, v.published
            FROM version v JOIN document d ON d.id = v.document_id
            JOIN frame f ON f.version_id = v.id
            WHERE {NEWEST} AND {column} IN ({marks}) ORDER BY v.id""",  # noqa: S608
            values,
        )
    ]


def _linked(connection: sqlite3.Connection, ids: Sequence[int]) -> set[int]:
    """The versions that these link to, by their web addresses."""
    return {
        id
        for marks, values in _batches(ids)
        for (id,) in connection.execute(
            f"""SELECT DISTINCT a.version_id FROM hyperlink h
            JOIN address a ON a.address = h.address WHERE h.version_id IN ({marks})""",  # noqa: S608
            values,
        )
    }


def _batches(values: Sequence[str | int]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for at in range(0, len(values), _AT_ONCE):
        part = tuple(values[at : at + _AT_ONCE])
        yield ", ".join("?" * len(part)), part


class _Gatherer:
    """Articles out of the rows of many versions, each table asked a few times for all."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        versions: Sequence[_Version],
        called: outlets.Outlets | None,
    ) -> None:
        self._connection = connection
        self._versions = versions
        self._called = called or outlets.Outlets(each[4] for each in versions if each[4])
        self._ids = [version[0] for version in versions]
        self._text = {version[0]: version[3] for version in versions}

    def articles(self) -> dict[str, Article]:
        lines = self._lines()
        speeches = self._speeches()
        within, named = self._within(lines, speeches)
        around = self._around()
        links = self._links()
        copies = self._copies()
        found = {}
        for id, key, number, text, outlet, location, headline, published in self._versions:
            minute, exact = moment(published)
            found[key] = Article(
                key=key,
                version=number,
                text=text,
                outlet=outlet,
                location=location,
                headline=headline,
                published=published,
                minute=minute,
                exact=exact,
                credits=(*around.get(id, ()), *within.get(id, ())),
                links=tuple(links.get(id, ())),
                copies=copies.get(id, ()),
                named=tuple(named.get(id, ())),
                speeches=speeches.get(id, {}),
                sentences=tuple(lines.get(id, ())),
            )
        return found

    def _rows(self, query: str) -> Iterator[tuple]:  # type: ignore[type-arg]
        for marks, values in _batches(self._ids):
            yield from self._connection.execute(query.format(marks=marks), values)

    def _lines(self) -> dict[int, list[Line]]:
        found: defaultdict[int, list[Line]] = defaultdict(list)
        for id, *line in self._rows(
            """SELECT version_id, "start", "end", line, page FROM passage
            WHERE version_id IN ({marks}) AND kind = 'sentence' ORDER BY version_id, "start" """
        ):
            found[id].append(Line(*line))
        return found

    def _speeches(self) -> dict[int, dict[str, Speech]]:
        parties = self._speaking()
        found: defaultdict[int, dict[str, Speech]] = defaultdict(dict)
        for id, ref, cue, kind, mode, source, source_kind, inside, start, end in self._rows(
            """SELECT version_id, id, cue_text, kind, mode, source_text, source_kind, inside,
            "start", "end"
            FROM statement WHERE version_id IN ({marks}) ORDER BY version_id, "start", id"""
        ):
            found[id][ref] = Speech(
                ref=ref,
                cue=cue,
                kind=kind,
                mode=mode,
                source=source,
                source_kind=source_kind,
                parties=tuple(parties.get((id, ref), ())),
                inside=inside,
                start=start,
                end=end,
            )
        return found

    def _speaking(self) -> dict[tuple[int, str], list[Party]]:
        """Who makes each statement."""
        found: defaultdict[tuple[int, str], list[Party]] = defaultdict(list)
        for id, statement, entity, name, type, number, joined in self._rows(
            """SELECT s.version_id, s.statement, s.entity, e.name, e.type, m.identity_id, i.name
            FROM speaker s JOIN entity e ON e.version_id = s.version_id AND e.id = s.entity
            LEFT JOIN identity_member m ON m.version_id = s.version_id AND m.entity_id = s.entity
            LEFT JOIN identity i ON i.id = m.identity_id
            WHERE s.version_id IN ({marks}) ORDER BY s.version_id, s.statement, s.entity"""
        ):
            found[id, statement].append(self._party(id, entity, number, joined or name, type))
        return found

    def _party(
        self, id: int, entity: str, number: int | None, name: str, type: EntityType
    ) -> Party:
        roles, bodies = self._roles
        who = f"#{number}" if number is not None else f"{id}|{entity}"
        return Party(
            number=number,
            name=name,
            type=type,
            roles=tuple(sorted(roles.get(who, ()))),
            voices=frozenset(body for voice, body in bodies.get(who, ()) if voice),
            bodies=frozenset(body for voice, body in bodies.get(who, ()) if not voice),
        )

    @cached_property
    def _roles(self) -> tuple[dict[str, set[str]], dict[str, set[tuple[bool, str]]]]:
        """By who it is: the roles that articles print, and the bodies these are in."""
        roles: defaultdict[str, set[str]] = defaultdict(set)
        bodies: defaultdict[str, set[tuple[bool, str]]] = defaultdict(set)
        for id, subject, number, role, name, body in self._rows(
            """SELECT r.version_id, r.subject, m.identity_id, r.role, e.name, b.identity_id
            FROM relation r
            LEFT JOIN identity_member m ON m.version_id = r.version_id AND m.entity_id = r.subject
            LEFT JOIN entity e ON e.version_id = r.version_id AND e.id = r.object
            LEFT JOIN identity_member b ON b.version_id = r.version_id AND b.entity_id = r.object
            WHERE r.version_id IN ({marks}) AND r.type IN ('role', 'member_of', 'part_of')"""
        ):
            who = f"#{number}" if number is not None else f"{id}|{subject}"
            if role:
                roles[who].add(folded(role))
            if name:
                voice = bool(role) and sources.is_voice(folded(role))
                bodies[who].add((voice, folded(name)))
                if body is not None:
                    bodies[who].add((voice, f"#{body}"))
        return roles, bodies

    def _around(self) -> dict[int, list[Credit]]:
        found: defaultdict[int, list[Credit]] = defaultdict(list)
        for id, kind, name, start, end in self._rows(
            """SELECT version_id, kind, name, "start", "end" FROM credit
            WHERE version_id IN ({marks}) ORDER BY version_id, "start" """
        ):
            found[id].append(
                Credit(kind=kind, name=name, first=False, start=start, end=end, text=name)
            )
        return found

    def _within(
        self, lines: dict[int, list[Line]], speeches: dict[int, dict[str, Speech]]
    ) -> tuple[dict[int, list[Credit]], dict[int, list[Named]]]:
        """The credits within sentences: outlets' names, by how they are used; and the names that
        stand where sources are named."""
        called = self._called
        speaking = {
            (id, party.name)
            for id, those in speeches.items()
            for speech in those.values()
            if speech.source_kind == "outlet"
            for party in speech.parties
        }
        called_so: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
        named: defaultdict[int, list[Named]] = defaultdict(list)
        for id, start, end, entity, name, type, number, joined in self._rows(
            """SELECT m.version_id, m."start", m."end", m.entity, e.name, e.type, i.id, i.name
            FROM mention m JOIN entity e ON e.version_id = m.version_id AND e.id = m.entity
            LEFT JOIN identity_member j ON j.version_id = m.version_id AND j.entity_id = m.entity
            LEFT JOIN identity i ON i.id = j.identity_id
            WHERE m.version_id IN ({marks}) AND m.kind = 'name' AND e.type <> 'place'
            ORDER BY m.version_id, m."start" """
        ):
            whole = joined or name
            if type != "person" and (
                (id, whole) in speaking or called.knows(whole) or outlets.sounds_like_one(whole)
            ):
                called_so[id].append((start, end, whole))
            elif credits.names_a_source(self._text[id], start, end):
                party = self._party(id, entity, number, whole, type)
                named[id].append(Named(start=start, end=end, party=party))
        within = {
            id: credits.within(self._text[id], [line[:2] for line in lines.get(id, ())], those)
            for id, those in called_so.items()
        }
        return within, named

    def _links(self) -> dict[int, list[Hyperlink]]:
        found: defaultdict[int, list[Hyperlink]] = defaultdict(list)
        for id, start, end, address in self._rows(
            """SELECT version_id, "start", "end", address FROM hyperlink
            WHERE version_id IN ({marks}) ORDER BY version_id, "start" """
        ):
            text = self._text[id][start:end]
            found[id].append(Hyperlink(start=start, end=end, text=text, address=address))
        return found

    def _copies(self) -> dict[int, tuple[Copy, ...]]:
        """Articles among these that share wording, each with the earliest of them."""
        keys = {version[0]: version[1] for version in self._versions}
        when = {version[0]: (_order(version[7]), version[1]) for version in self._versions}
        size: Counter[int] = Counter()
        holding: defaultdict[int, list[int]] = defaultdict(list)
        for id, number in self._rows(
            "SELECT version_id, number FROM fingerprint WHERE version_id IN ({marks})"
        ):
            size[id] += 1
            holding[number].append(id)
        common: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for those in holding.values():
            if len(those) > 1:
                earliest = sorted(those, key=when.__getitem__)[:EARLIEST]
                for id in those:
                    common[id].update(other for other in earliest if other != id)
        found = {}
        for id, counts in common.items():
            shares = ((keys[other], count / size[id]) for other, count in counts.items())
            copies = [
                Copy(of=key, share=round(share, 3)) for key, share in shares if share >= LEAST_SHARE
            ]
            found[id] = tuple(sorted(copies, key=lambda copy: (-copy.share, copy.of)))
        return found


def _order(published: str | None) -> tuple[bool, int]:
    minute, _ = moment(published)
    return minute is None, minute or 0
