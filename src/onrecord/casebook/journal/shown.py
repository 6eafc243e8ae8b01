"""What is searched and listed: records with decisions applied, kept so as decisions come and go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from onrecord.casebook import documents, index
from onrecord.casebook.journal import standing, store
from onrecord.casebook.journal.entry import Entry
from onrecord.record import Record


def decided(connection: sqlite3.Connection, key: str, record: Record) -> Record:
    """A record of that document with the decisions on it applied."""
    entries = standing.on(connection, key)
    return standing.apply(record, entries)[0].record if entries else record


def attributed(connection: sqlite3.Connection, key: str, record: Record) -> Record:
    """A record of that document as the machine read it, with what people attributed in it."""
    entries = standing.on(connection, key)
    return standing.find(record, entries).record if entries else record


def arrived(connection: sqlite3.Connection, key: str, *texts: str) -> None:
    """Show decisions on a document that came or was read anew, within its transaction.

    `texts` are digests of those it had before.
    """
    refresh(connection, store.about(connection, key, *texts))


def refresh(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Index anew every document that entries may be about, within a transaction."""
    keys: dict[str, None] = {}
    for entry in entries:
        decision = _undone_by(connection, entry)
        if decision is None or decision.action in standing.NOT_READ:
            continue
        for target in decision.targets:
            rows = connection.execute(
                """SELECT d.key FROM version v JOIN document d ON d.id = v.document_id
                WHERE d.key = ?1 OR v.text_sha256 = ?2 ORDER BY d.id""",
                (target.document, target.text_sha256),
            )
            keys.update((key, None) for (key,) in rows)
    for key in keys:
        for version_id in documents.version_ids(connection, key):
            record = documents.stored(connection, version_id).unpacked()
            index.write(connection, version_id, decided(connection, key, record))


def _undone_by(connection: sqlite3.Connection, entry: Entry) -> Entry | None:
    """The decision at the end of a chain of undos; an entry that is no undo is its own."""
    found: Entry | None = entry
    while found and found.of is not None:
        found = store.find(connection, found.of)
    return found
