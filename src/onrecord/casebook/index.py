"""The index: tables that repeat what stands in the records, to be searched and listed.

The records are the truth. Whatever is here can be made from them again, and `verify` does
so to see whether somebody altered it. A new table for a new list: make it in a migration, add
it to `COLUMNS` and to `rows`; casebooks that are there already are indexed anew when the
migration runs on them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from onrecord.casebook import facts, words
from onrecord.casebook.facts import Row
from onrecord.record import Attribution, Record, Span

COLUMNS: dict[str, tuple[str, ...]] = {
    "statement": (
        "id",
        "source_text",
        "cue_text",
        "content_text",
        "kind",
        "mode",
        "source_kind",
        "cue_attitude",
        "confidence",
        "said_on",
        "inside",
        "negated",
        "start",
        "end",
    ),
    "entity": ("id", "name", "type"),
    "speaker": ("statement", "entity"),
    "mention": ("entity", "start", "end", "text", "kind"),
    **facts.COLUMNS,
}
"""The index's tables, those that others point at first, with their columns but `version_id`."""

_POINTED_AT = {"statement", "entity", "event"}


def rows(record: Record) -> dict[str, list[Row]]:
    """What the tables hold of a record."""
    return {
        "statement": [_statement(attribution) for attribution in record.attributions],
        "entity": [(entity.id, entity.name, entity.type) for entity in record.entities],
        "speaker": sorted(
            {(said.id, entity) for said in record.attributions for entity in said.entities}
        ),
        "mention": [
            (entity.id, mention.start, mention.end, mention.text, mention.kind)
            for entity in record.entities
            for mention in entity.mentions
        ],
        **facts.rows(record),
    }


def write(connection: sqlite3.Connection, version_id: int, record: Record) -> None:
    """Make the tables hold of a version what its record says, within a transaction.

    Those that do already are left alone, and so is what points at their rows.
    """
    found = rows(record)
    stale = _altered(connection, version_id, found)
    if _POINTED_AT.intersection(stale):
        stale = list(COLUMNS)
        # Who its entities are in other documents is to be told anew.
        connection.execute("DELETE FROM identified WHERE version_id = ?", (version_id,))
        connection.execute("UPDATE identity_basis SET sha256 = NULL")
    if stale:
        # So is what its passages say alike with others' (see claimed.py).
        connection.execute("DELETE FROM claimed WHERE version_id = ?", (version_id,))
    if "passage" in stale:
        words.erase(connection, version_id, record.document.text)
    for table in reversed(stale):
        connection.execute(f"DELETE FROM {table} WHERE version_id = ?", (version_id,))  # noqa: S608
    for table in stale:
        marks = ", ".join("?" * (len(COLUMNS[table]) + 1))
        connection.executemany(
            f"INSERT OR IGNORE INTO {table} (version_id, {_names(table)}) VALUES ({marks})",  # noqa: S608
            ((version_id, *row) for row in found[table]),
        )
    if "passage" in stale:
        words.fill(connection, version_id, record.document.text)


def forget(connection: sqlite3.Connection, document_id: int) -> None:
    """Take the words of a document out, before its versions go; nothing of them is left."""
    for version_id, text in connection.execute(
        "SELECT id, text FROM version WHERE document_id = ?", (document_id,)
    ).fetchall():
        words.erase(connection, version_id, text)
    words.compact(connection)


def forget_all(connection: sqlite3.Connection) -> None:
    """Take all words out, so that they are listed anew whatever was altered."""
    words.erase_all(connection)
    connection.execute("DELETE FROM passage")


def altered(connection: sqlite3.Connection, version_id: int, record: Record) -> list[str]:
    """The tables that don't hold of a version what its record says."""
    return _altered(connection, version_id, rows(record))


def _altered(
    connection: sqlite3.Connection, version_id: int, expected: dict[str, list[Row]]
) -> list[str]:
    return [
        table
        for table in COLUMNS
        if set(
            connection.execute(
                f"SELECT {_names(table)} FROM {table} WHERE version_id = ?",  # noqa: S608
                (version_id,),
            )
        )
        != set(expected[table])
    ]


def _statement(said: Attribution) -> Row:
    pieces = sorted(
        (span.start, span.end) for span in (*said.content, *said.cue, said.source) if span
    )
    return (
        said.id,
        said.source.text if said.source else None,
        _words(said.cue),
        _words(said.content),
        said.kind,
        said.mode,
        said.source_kind,
        said.cue_attitude,
        round(said.confidence, 3),
        said.said_on,
        said.inside,
        int(said.negated),
        pieces[0][0],
        max(end for _, end in pieces),
    )


def _words(spans: Iterable[Span]) -> str:
    """The words of several pieces, with a sign where some between are left out."""
    return " … ".join(span.text for span in spans)


def _names(table: str) -> str:
    return ", ".join(f'"{column}"' for column in COLUMNS[table])
