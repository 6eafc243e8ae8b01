"""The proof that nothing was altered: the casebook held against its own custody log.

The log is replayed into what the tables must hold: which documents, which versions, with
which digests. Then every version is unpacked and compared, and the index is made anew from
its record in memory and compared too.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from onrecord.casebook import custody, database, documents, identify, index, words
from onrecord.casebook.custody import digest
from onrecord.casebook.documents import Stored
from onrecord.casebook.journal import shown, store
from onrecord.errors import OnrecordError


class Alteration(NamedTuple):
    """Something that is not as the log says: where it is, and what is wrong."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was proved. `head` is the digest of the log's last entry, to be written down.

    `documents` counts those that were read and are there, `not_read` those that could not be,
    `removed` those that are gone.
    """

    head: str
    entries: int
    documents: int
    not_read: int
    removed: int
    versions: int
    alterations: list[Alteration]

    @property
    def ok(self) -> bool:
        """Whether nothing was altered."""
        return not self.alterations


@dataclass(slots=True)
class _Version:
    """What the log says of a version: when it was last read, and all entries of its readings."""

    at: str
    seqs: list[int]


@dataclass(slots=True)
class _Document:
    added_at: str
    status: str = "failed"
    reason: str | None = None
    versions: dict[int, _Version] = field(default_factory=dict)


def verify(connection: sqlite3.Connection, *, head: str | None = None) -> Verification:
    """Hold a casebook against its log; `head`: a digest written down earlier that must be in it.

    Reads one consistent state, however long another process writes meanwhile. Alterations
    are listed, not raised.
    """
    from onrecord.casebook import claimed, lineage

    found: list[Alteration] = []
    last, entries = "", 0
    expected: dict[str, _Document] = {}
    with _one_state(connection):
        try:
            found += _file(connection)
            before: custody.Entry | None = None
            held = False
            for entry in custody.entries(connection):
                for broken in custody.broken(entry, before):
                    found.append(Alteration(f"custody log, entry {broken.seq}", broken.what))
                _replay(entry, expected)
                held = held or entry.digest == head
                before, entries, last = entry, entries + 1, entry.digest
            if not entries:
                found.append(Alteration("custody log", "it is empty"))
            if head and not held:
                found.append(Alteration("custody log", f"it does not hold the digest {head}"))
            found += _documents(connection, expected)
            found += _versions(connection, expected)
            found += map(Alteration._make, store.altered(connection))
            found += map(Alteration._make, words.altered(connection))
            found += map(Alteration._make, identify.altered(connection))
            found += map(Alteration._make, claimed.altered(connection))
            found += map(Alteration._make, lineage.altered(connection))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as reason:
            found.append(Alteration("file", f"it is damaged: {reason}"))
    statuses = Counter(document.status for document in expected.values())
    return Verification(
        head=last,
        entries=entries,
        documents=statuses["read"],
        not_read=statuses["failed"],
        removed=statuses["removed"],
        versions=sum(len(document.versions) for document in expected.values()),
        alterations=list(dict.fromkeys(found)),
    )


@contextmanager
def _one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """One state of the whole file; letters that are no UTF-8 are replaced, not raised."""
    factory = connection.text_factory
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.text_factory = factory


def _file(connection: sqlite3.Connection) -> Iterator[Alteration]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Alteration("file", line)
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield Alteration(f"table {table}", "a row points at what is not there")
    now, then = database.schema(connection), database.expected_schema()
    for name in sorted(now.keys() | then.keys()):
        if now.get(name) != then.get(name):
            yield Alteration(f"schema, {name}", "it was altered")


def _replay(entry: custody.Entry, expected: dict[str, _Document]) -> None:
    """Carry out an entry of the log on what is expected."""
    detail = entry.details()
    key = detail.get("document")
    if not isinstance(key, str):
        return
    document = expected.setdefault(key, _Document(entry.at))
    number = detail.get("version")
    match entry.action:
        case "added" if isinstance(number, int):
            document.status, document.reason = "read", None
            document.versions[number] = _Version(entry.at, [entry.seq])
        case "read again" if number in document.versions:
            document.versions[number].at = entry.at
            document.versions[number].seqs.append(entry.seq)
        case "failed":
            document.reason = detail.get("reason")
        case "seen again":
            document.reason = None
        case "removed":
            document.status, document.reason = "removed", detail.get("reason")
            document.versions = {}


def _documents(
    connection: sqlite3.Connection, expected: dict[str, _Document]
) -> Iterator[Alteration]:
    seen = set()
    for key, added_at, status, reason in connection.execute(
        "SELECT key, added_at, status, reason FROM document"
    ):
        seen.add(key)
        document = expected.get(key)
        if document is None:
            yield Alteration(key, "the log does not know this document")
        elif (added_at, status, reason) != (document.added_at, document.status, document.reason):
            yield Alteration(key, "when it was added, its status or its reason was altered")
    for key in sorted(expected.keys() - seen):
        yield Alteration(key, "the document is missing")


def _versions(
    connection: sqlite3.Connection, expected: dict[str, _Document]
) -> Iterator[Alteration]:
    seen: set[tuple[str, int]] = set()
    for version_id in documents.version_ids(connection):
        where = f"row {version_id} of table version"
        try:
            version = documents.stored(connection, version_id)
            where = f"{version.key}, version {version.number}"
            seen.add((version.key, version.number))
            document = expected.get(version.key)
            said = document.versions.get(version.number) if document else None
            if said is None:
                yield Alteration(where, "the log does not know this version")
                continue
            for what in _version(connection, version, said):
                yield Alteration(where, what)
        except (OnrecordError, TypeError, AttributeError, ValueError):
            # In a damaged file a column may hold what its table does not allow.
            yield Alteration(where, "it can't be read")
    for key, document in expected.items():
        for number in document.versions:
            if (key, number) not in seen:
                yield Alteration(f"{key}, version {number}", "the version is missing")


def _version(connection: sqlite3.Connection, version: Stored, said: _Version) -> Iterator[str]:
    """What of a version is not as the log says."""
    proof: dict[str, Any] = {}
    expected_past = {}
    for seq in said.seqs:
        details = custody.entry(connection, seq).details()
        if details.get("past_sha256"):
            expected_past[seq] = details["past_sha256"]
        proof |= details
    if digest(version.text) != proof.get("text_sha256"):
        yield "the text was altered"
    elif not _same_bytes(version, proof):
        yield "the bytes were altered"
    if digest(version.reading) != proof.get("packed_record_sha256"):
        yield "the record was altered"
    columns = (version.sha256, version.text_sha256, version.form, version.read_at)
    known = (proof.get("sha256"), proof.get("text_sha256"), proof.get("form"), said.at)
    if columns != known or version.added_seq != said.seqs[-1]:
        yield "its digests, its form or when it was read were altered"
    if digest(version.given) != proof.get("given_sha256"):
        yield "what was given with it was altered"
    if (digest(version.origin) if version.origin else None) != proof.get("origin_sha256"):
        yield "where it came from was altered"
    past = dict(
        connection.execute(
            "SELECT seq, record FROM past_reading WHERE version_id = ?", (version.id,)
        )
    )
    if {seq: digest(record) for seq, record in past.items()} != expected_past:
        yield "an earlier reading was altered"
    try:
        record = version.unpacked()
    except OnrecordError:
        yield "the record can't be read"
        return
    if digest(record.to_json()) != proof.get("record_sha256"):
        yield "the record, or who made it, was altered"
    row = (version.media_type, version.location, version.headline, version.publisher)
    if (*row, version.published, version.language) != documents.frame(record):
        yield "its frame (headline, date …) was altered"
    try:
        record = shown.decided(connection, version.key, record)
    except OnrecordError:  # what was decided on it was altered, which is named by itself
        return
    for table in index.altered(connection, version.id, record):
        yield f"the index table {table} was altered; `onrecord reindex` makes it anew"


def _same_bytes(version: Stored, proof: dict[str, Any]) -> bool:
    packed = digest(version.packed) if version.packed is not None else None
    try:
        same = digest(version.data()) == proof.get("sha256")
    except OnrecordError:
        return False
    return same and packed == proof.get("packed_bytes_sha256")
