"""Who is one in the casebook's documents: identities gathered, stored with reasons, kept current.

The judging is done by the pure functions of `identities`. Here they are given the entities of the
newest versions, a batch of documents at a time, beside the stored identities that those may belong
to; of each of these so many members as the judging asks for. What is stored is never taken apart
by what comes later; it is forgotten, and gathered anew, where a document of it is replaced or
removed or a person decides about it.

The machine's joins and people's are kept apart: what the machine joined is one `part`, kept from
what people decided to be another; an identity is a part, or several that people merged.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.casebook import documents
from onrecord.casebook.custody import canonical
from onrecord.casebook.database import transaction
from onrecord.casebook.facts import folded
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.casebook.identities import (
        Decisions,
        Doubt,
        Gathering,
        Identities,
        Identity,
        Known,
        Ref,
    )
    from onrecord.casebook.identities.evidence import Reason

BATCH = 500
"""Documents whose entities are gathered together; within a batch their order does not matter."""
SEEDS = 20
"""Members of a stored identity that are put back (the judging asks for no larger number)."""
TELLING = 8
"""Of these, those whose documents' words new entities are compared with."""

NEWEST = "v.number = (SELECT max(number) FROM version WHERE document_id = v.document_id)"
"""Whether a version `v` is its document's newest."""

_PENDING = f"""FROM version v JOIN document d ON d.id = v.document_id
    WHERE {NEWEST} AND NOT EXISTS (SELECT 1 FROM identified WHERE version_id = v.id)"""  # noqa: S608
_REPLACED = f"""FROM identified i JOIN version v ON v.id = i.version_id WHERE NOT {NEWEST}"""

_GATHERED = {
    "identity": "id",
    "identity_member": "version_id, entity_id",
    "identity_form": "folded, identity_id",
    "identity_key": "key, identity_id",
    "identity_doubt": "first_version, first_entity, second_version, second_entity",
}
"""The tables of what was gathered, and the order of their rows."""

Decided = Callable[[], "Decisions"]
_Member = tuple[int, str]


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether every document and decision has been gathered."""
    return not (
        connection.execute(f"SELECT 1 {_PENDING} LIMIT 1").fetchone()
        or connection.execute(f"SELECT 1 {_REPLACED} LIMIT 1").fetchone()
        or _decided(connection) != _gathered(connection)[0]
    )


def update(connection: sqlite3.Connection, decided: Decided) -> int:
    """Gather what is new, each batch in a transaction of its own; how many documents it was.

    `decided` gives what people decided about who is one.
    """
    if is_current(connection):
        return 0
    decisions = decided()
    with transaction(connection):
        _forget(connection, _out_of_date(connection, decisions))
        connection.execute(f"DELETE FROM identified WHERE version_id IN (SELECT v.id {_REPLACED})")  # noqa: S608
        connection.execute(
            """INSERT OR REPLACE INTO identity_basis (id, decided, decisions, sha256)
            VALUES (1, ?, ?, NULL)""",
            (_decided(connection), _written(decisions)),
        )
    total = 0
    while True:
        with transaction(connection):
            count = _Batch(connection, decisions).store()
        total += count
        if not count:
            break
    with transaction(connection):
        _merge_as_decided(connection, decisions)
        connection.execute("UPDATE identity_basis SET sha256 = ?", (_digest(connection),))
    return total


def altered(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Whether identities are not as they were gathered: what was altered, and how."""
    (held,) = connection.execute("SELECT max(sha256) FROM identity_basis").fetchone()
    if held is not None and held != _digest(connection):
        yield "identities", "they were altered; `onrecord reindex` gathers them anew"


def forget(connection: sqlite3.Connection, key: str) -> None:
    """Take apart every identity that a document is in, before it goes, within a transaction."""
    _forget(
        connection,
        _ids(
            connection,
            """SELECT DISTINCT m.identity_id FROM identity_member m
            JOIN version v ON v.id = m.version_id JOIN document d ON d.id = v.document_id
            WHERE d.key = ?""",
            (key,),
        ),
    )


def forget_all(connection: sqlite3.Connection) -> None:
    """Take all identities apart, within a transaction."""
    for table in ("identity_doubt", "identity", "identified", "identity_basis"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608


class _New(NamedTuple):
    version_id: int
    key: str


class _Stored(NamedTuple):
    part: int
    identity: int


class _Batch:
    """Documents whose entities are gathered together, and what is stored that they may be."""

    def __init__(self, connection: sqlite3.Connection, decisions: Decisions) -> None:
        self._connection = connection
        self._decisions = decisions
        self._versions: dict[str, int] = {}
        self._known_of: dict[Ref, Known] = {}
        self._stored: dict[Ref, _Stored] = {}
        self._doubted: set[frozenset[int]] = set()
        self._of_version = lru_cache(maxsize=BATCH)(self._told)

    def store(self) -> int:
        """Gather the next documents and write what came of it; how many there were."""
        rows = self._connection.execute(
            f"SELECT v.id, d.key {_PENDING} ORDER BY v.id LIMIT {BATCH}"
        ).fetchall()
        if rows:
            new = self._new([_New(*row) for row in rows])
            self._write(self._gathered(new).identities())
        return len(rows)

    def _new(self, rows: Iterable[_New]) -> list[Known]:
        """The entities that are in no identity yet; what all tell is kept for those to come."""
        from onrecord.casebook import identities

        found = []
        for row in rows:
            knowns = self._read(row.version_id, row.key)
            self._connection.execute(
                "INSERT INTO identified VALUES (?, ?)", (row.version_id, identities.pack(knowns))
            )
            self._versions[row.key] = row.version_id
            placed = set(
                _ids(
                    self._connection,
                    "SELECT entity_id FROM identity_member WHERE version_id = ?",
                    (row.version_id,),
                )
            )
            found += [known for known in knowns if known.ref.entity not in placed]
        return found

    def _read(self, version_id: int, key: str) -> list[Known]:
        """What a document's record tells of its entities."""
        from onrecord.casebook import identities
        from onrecord.casebook.journal import shown

        record = documents.stored(self._connection, version_id).unpacked()
        record = shown.decided(self._connection, key, record)
        return identities.of_record(record, key)

    def _told(self, version_id: int, key: str) -> dict[str, Known]:
        """The same by its entity, as it was kept when the document was gathered."""
        from onrecord.casebook import identities

        row = self._connection.execute(
            "SELECT knowns FROM identified WHERE version_id = ?", (version_id,)
        ).fetchone()
        try:
            knowns = identities.unpack(row[0], key) if row else self._read(version_id, key)
        except ValueError as reason:
            raise OnrecordError("C007", detail="identities; `onrecord reindex` helps") from reason
        return {known.ref.entity: known for known in knowns}

    def _gathered(self, new: list[Known]) -> Gathering:
        """All that the new entities may be, gathered: what is stored first."""
        from onrecord.casebook.identities import Decisions, Gathering

        self._known_of = {known.ref: known for known in new}
        apart = tuple(each for each in self._decisions.pairs if each.outcome == "two")
        gathering = Gathering(Decisions(apart))
        parts: dict[_Stored, Ref] = {}
        for identity in self._candidates(new):
            for part, knowns, others in self._parts(identity):
                if not knowns:
                    continue
                gathering.restore(knowns, others)
                stored = _Stored(part, identity)
                refs = [*(known.ref for known in knowns), *others]
                parts[stored] = refs[0]
                self._stored.update(dict.fromkeys(refs, stored))
        self._restore_doubts(gathering, parts)
        gathering.add(new)
        return gathering

    def _restore_doubts(self, gathering: Gathering, parts: dict[_Stored, Ref]) -> None:
        for first, part, second, other, reason in self._connection.execute(
            """SELECT a.identity_id, a.part, b.identity_id, b.part, q.reason FROM identity_doubt q
            JOIN identity_member a
                ON a.version_id = q.first_version AND a.entity_id = q.first_entity
            JOIN identity_member b
                ON b.version_id = q.second_version AND b.entity_id = q.second_entity
            WHERE a.identity_id <> b.identity_id ORDER BY q.confidence DESC, q.first_version,
            q.first_entity, q.second_version, q.second_entity"""
        ):
            one, another = _Stored(part, first), _Stored(other, second)
            if one in parts and another in parts:
                gathering.restore_doubt(parts[one], parts[another], _read_reasons(reason))
                self._doubted.add(frozenset((first, second)))

    def _candidates(self, new: Iterable[Known]) -> list[int]:
        """The stored identities that new entities have a key in common with."""
        from onrecord.annotate.groups import MOST_CANDIDATES

        found: set[int] = set()
        for key in sorted({key for known in new for key in _keys(known)}):
            found.update(
                _ids(
                    self._connection,
                    "SELECT identity_id FROM identity_key WHERE key = ? LIMIT ?",
                    (key, MOST_CANDIDATES),
                )
            )
        return sorted(found)

    def _parts(self, identity: int) -> Iterator[tuple[int, list[Known], list[Ref]]]:
        """Members of each part of an identity: what some tell, and more of them."""
        from onrecord.casebook.identities import Ref

        part = -1
        while True:
            (part,) = self._connection.execute(
                "SELECT min(part) FROM identity_member WHERE identity_id = ? AND part > ?",
                (identity, part),
            ).fetchone()
            if part is None:
                return
            found = self._connection.execute(
                """SELECT m.version_id, d.key, m.entity_id FROM (
                    SELECT version_id, entity_id FROM identity_member
                    WHERE identity_id = ? AND part = ? ORDER BY version_id, entity_id LIMIT ?) m
                JOIN version v ON v.id = m.version_id JOIN document d ON d.id = v.document_id
                ORDER BY m.version_id, m.entity_id""",
                (identity, part, SEEDS),
            ).fetchall()
            self._versions.update((key, id) for id, key, _ in found)
            told = (self._of_version(id, key).get(entity) for id, key, entity in found[:TELLING])
            others = [Ref(key, entity) for _, key, entity in found[TELLING:]]
            yield part, [known for known in told if known], others  # all, unless altered

    def _write(self, found: Identities) -> None:
        for identity in found.clusters:
            self._write_identity(identity)
        self._connection.executemany(
            "INSERT OR REPLACE INTO identity_doubt VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    *self._place(doubt.first),
                    *self._place(doubt.second),
                    _reasons(doubt.reasons),
                    doubt.confidence,
                )
                for doubt in found.review
                if self._is_new(doubt)
            ),
        )

    def _is_new(self, doubt: Doubt) -> bool:
        """Whether the two were not known before to be perhaps one."""
        stored = (self._stored.get(doubt.first), self._stored.get(doubt.second))
        return frozenset(each.identity for each in stored if each) not in self._doubted

    def _write_identity(self, identity: Identity) -> None:
        there = sorted({self._stored[m.ref] for m in identity.members if m.ref in self._stored})
        new = [member for member in identity.members if member.ref not in self._stored]
        if not new and len(there) < 2:
            return
        (part, id), *others = there or [self._make(identity)]
        for other in others:
            _join(self._connection, id, other.identity)
            self._connection.execute(
                "UPDATE identity_member SET part = ? WHERE identity_id = ? AND part = ?",
                (part, id, other.part),
            )
        self._connection.executemany(
            """INSERT INTO identity_member
            (identity_id, part, version_id, entity_id, reason, confidence)
            VALUES (?, ?, ?, ?, ?, ?)""",
            (
                (id, part, *self._place(member.ref), _reasons(member.reasons), member.confidence)
                for member in new
            ),
        )
        self._list(id, [self._known_of[member.ref] for member in new])
        if there and self._count(id) <= SEEDS:  # else its name rests on more than was read here
            self._connection.execute(
                "UPDATE identity SET name = ?, type = ? WHERE id = ?",
                (identity.name, identity.type, id),
            )

    def _make(self, identity: Identity) -> _Stored:
        id = self._connection.execute(
            "INSERT INTO identity (name, type) VALUES (?, ?)", (identity.name, identity.type)
        ).lastrowid
        assert id is not None  # noqa: S101 (of an INSERT it never is)
        return _Stored(id, id)

    def _list(self, id: int, knowns: Sequence[Known]) -> None:
        forms = {folded(form) for known in knowns for form in (known.name, *known.forms)}
        (name,) = self._connection.execute(
            "SELECT name FROM identity WHERE id = ?", (id,)
        ).fetchone()
        self._connection.executemany(
            "INSERT OR IGNORE INTO identity_form VALUES (?, ?)",
            ((id, form) for form in sorted(forms | {folded(name)})),
        )
        listed = {key for known in knowns for key in _keys(known)}
        self._connection.executemany(
            "INSERT OR IGNORE INTO identity_key VALUES (?, ?)",
            ((id, key) for key in sorted(listed)),
        )

    def _count(self, id: int) -> int:
        """How many members an identity has, at most one more than is asked for."""
        (count,) = self._connection.execute(
            """SELECT count(*) FROM (
                SELECT 1 FROM identity_member WHERE identity_id = ? LIMIT ?)""",
            (id, SEEDS + 1),
        ).fetchone()
        return int(count)

    def _place(self, ref: Ref) -> _Member:
        return self._versions[ref.document], ref.entity


def _keys(known: Known) -> Iterator[int]:
    """An entity's keys as numbers, which are shorter and no words of a document."""
    from onrecord.casebook.identities import profile
    from onrecord.casebook.identities.keys import keys

    for key in keys(profile.of(known)):
        yield int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=6).digest())


def _join(connection: sqlite3.Connection, id: int, other: int) -> None:
    """Bring all of another identity into one."""
    if id == other:
        return
    for table in ("identity_member", "identity_form", "identity_key"):
        connection.execute(
            f"UPDATE OR IGNORE {table} SET identity_id = ? WHERE identity_id = ?",  # noqa: S608
            (id, other),
        )
    connection.execute("DELETE FROM identity WHERE id = ?", (other,))


def _merge_as_decided(connection: sqlite3.Connection, decisions: Decisions) -> None:
    """Merge what people merged, unless they parted some of it, and name it as they did."""
    settled = decisions.settled()
    for decision in decisions.pairs:
        if decision.outcome == "one" and decision.second in settled.group(decision.first):
            one, other = (_identity(connection, ref) for ref in (decision.first, decision.second))
            if one is None or other is None or one == other:
                continue
            parted = (
                {one, other} == {_identity(connection, ref), _identity(connection, each)}
                for ref, others in settled.apart.items()
                for each in others
            )
            if not any(parted):
                _join(connection, min(one, other), max(one, other))
                _note_decided(connection, decision.second)
    for ref, name in decisions.renames.items():
        id = _identity(connection, ref)
        connection.execute("UPDATE identity SET name = ? WHERE id = ?", (name, id))
        if id is not None:
            connection.execute(
                "INSERT OR IGNORE INTO identity_form (identity_id, folded) VALUES (?, ?)",
                (id, folded(name)),
            )


def _note_decided(connection: sqlite3.Connection, ref: Ref) -> None:
    """Say of a member that a person put it where it is, before what the machine found."""
    connection.execute(
        f"""UPDATE identity_member SET confidence = 1.0,
        reason = json_insert(reason, '$[#]', json(?)) WHERE entity_id = ? AND version_id =
        (SELECT v.id FROM version v JOIN document d ON d.id = v.document_id
        WHERE d.key = ? AND {NEWEST})""",  # noqa: S608
        (canonical(["decided by a person", 9.0]), ref.entity, ref.document),
    )


def _identity(connection: sqlite3.Connection, ref: Ref) -> int | None:
    row = connection.execute(
        f"""SELECT m.identity_id FROM identity_member m JOIN version v ON v.id = m.version_id
        JOIN document d ON d.id = v.document_id
        WHERE d.key = ? AND m.entity_id = ? AND {NEWEST}""",  # noqa: S608
        (ref.document, ref.entity),
    ).fetchone()
    return row[0] if row else None


def _out_of_date(connection: sqlite3.Connection, decisions: Decisions) -> set[int]:
    """The identities that hold replaced versions, or what a decision that changed is about."""
    from onrecord.casebook.identities import Ref

    found = set(
        _ids(
            connection,
            f"""SELECT DISTINCT identity_id FROM identity_member
            WHERE version_id IN (SELECT v.id {_REPLACED})""",  # noqa: S608
        )
    )
    for document, entity in about_changed(_gathered(connection)[1], _written(decisions)):
        id = _identity(connection, Ref(document, entity))
        found.update({id} if id is not None else ())
    return found


def _forget(connection: sqlite3.Connection, identities: Iterable[int]) -> None:
    """Delete identities; the documents that they were in are to be gathered again."""
    connection.execute("UPDATE identity_basis SET sha256 = NULL")
    for id in sorted(identities):
        connection.execute(
            """DELETE FROM identified WHERE version_id IN
            (SELECT version_id FROM identity_member WHERE identity_id = ?)""",
            (id,),
        )
        for side in ("first", "second"):
            connection.execute(
                f"""DELETE FROM identity_doubt WHERE ({side}_version, {side}_entity) IN
                (SELECT version_id, entity_id FROM identity_member WHERE identity_id = ?)""",  # noqa: S608
                (id,),
            )
        connection.execute("DELETE FROM identity WHERE id = ?", (id,))


def _digest(connection: sqlite3.Connection) -> str:
    """The digest of all that was gathered."""
    gathered = sha256()
    for table, order in _GATHERED.items():
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):  # noqa: S608
            gathered.update(repr(row).encode("utf-8", "replace"))
    for version_id, knowns in connection.execute("SELECT * FROM identified ORDER BY version_id"):
        gathered.update(f"{version_id} {sha256(knowns).hexdigest()}".encode())
    return gathered.hexdigest()


def _decided(connection: sqlite3.Connection) -> int:
    """The custody log's number of the last decision; 0 for none."""
    (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM decision").fetchone()
    return int(last)


def _gathered(connection: sqlite3.Connection) -> tuple[int, str]:
    row = connection.execute("SELECT decided, decisions FROM identity_basis").fetchone()
    return (row[0], row[1]) if row else (0, "[]")


def _written(decisions: Decisions) -> str:
    """Decisions as JSON: of each what was decided, and the entities that it is about."""
    listed: list[list[object]] = [
        [each.outcome, each.first, each.second] for each in decisions.pairs
    ]
    return canonical(listed + [[name, ref] for ref, name in decisions.renames.items()])


def about_changed(before: str, now: str) -> set[tuple[str, str]]:
    """The entities that decisions which stand in one of two lists alone are about."""
    try:
        old, new = ({canonical(each) for each in json.loads(side)} for side in (before, now))
        changed = [json.loads(each) for each in old ^ new]
        return {(str(key), str(id)) for _, *about in changed for key, id in about}
    except (ValueError, TypeError):  # it was altered
        return set()


def _reasons(reasons: Iterable[Reason]) -> str:
    return canonical([[each.what, each.weight, *each.words] for each in reasons])


def _read_reasons(written: str) -> list[Reason]:
    """The reasons that were stored; none where they were altered."""
    from onrecord.casebook.identities import Reason

    try:
        return [
            Reason(str(what), float(weight), tuple(words))
            for what, weight, *words in json.loads(written)
        ]
    except (ValueError, TypeError):
        return []


def _ids(connection: sqlite3.Connection, query: str, values: tuple[object, ...] = ()) -> list[Any]:
    return [id for (id,) in connection.execute(query, values)]
