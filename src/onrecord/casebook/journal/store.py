"""The journal's table: entries are written once, and forgotten only with what they quote."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from onrecord.casebook import custody
from onrecord.casebook.journal import entry as entries_
from onrecord.casebook.journal.entry import Entry, Target
from onrecord.errors import OnrecordError


def entries(connection: sqlite3.Connection) -> list[Entry]:
    """Every entry but the forgotten ones, in order. Raises OnrecordError C007 where one is none."""
    rows = connection.execute("SELECT id, entry FROM decision WHERE entry IS NOT NULL")
    return sorted((_entry(id, text) for id, text in rows), key=lambda entry: entry.order)


def last(connection: sqlite3.Connection) -> tuple[int, str]:
    """The largest counter and the latest moment of all entries; 0 and "" where there are none."""
    counter, moment = connection.execute(
        """SELECT coalesce(max(json_extract(entry, '$.n')), 0),
        coalesce(max(json_extract(entry, '$.at')), '') FROM decision"""
    ).fetchone()
    return int(counter), str(moment)


def forgotten(connection: sqlite3.Connection) -> list[str]:
    """The ids of the entries whose words are gone, in the order they were made or loaded."""
    rows = connection.execute("SELECT id FROM decision WHERE entry IS NULL ORDER BY seq")
    return [id for (id,) in rows]


def append(connection: sqlite3.Connection, entry: Entry, at: str) -> bool:
    """Write an entry, within a transaction; False where it is there, or was, already."""
    if connection.execute("SELECT 1 FROM decision WHERE id = ?", (entry.id,)).fetchone():
        return False
    # Of what was decided the log has the digest alone: it must hold no word of an article.
    seq = custody.append(connection, "decided", at, decision=entry.id)
    connection.execute(
        "INSERT INTO decision (id, seq, entry) VALUES (?, ?, ?)", (entry.id, seq, entry.to_json())
    )
    connection.executemany(
        "INSERT INTO decision_target VALUES (?, ?, ?)",
        dict.fromkeys((entry.id, each.document, each.text_sha256) for each in entry.targets),
    )
    return True


def find(connection: sqlite3.Connection, id: str) -> Entry | None:
    """The entry of that id; None where there is none, or it was forgotten."""
    row = connection.execute("SELECT entry FROM decision WHERE id = ?", (id,)).fetchone()
    return _entry(id, row[0]) if row and row[0] is not None else None


def about(connection: sqlite3.Connection, key: str, *texts: str) -> list[Entry]:
    """The entries about a document of that key, or about any of its texts or of those given."""
    known = {*texts, *texts_of(connection, key)}
    rows = connection.execute(
        f"""SELECT id, entry FROM decision WHERE entry IS NOT NULL AND id IN (
            SELECT decision FROM decision_target
            WHERE document = ? OR text_sha256 IN ({", ".join("?" * len(known))}))""",  # noqa: S608
        (key, *known),
    )
    return sorted((_entry(id, text) for id, text in rows), key=lambda entry: entry.order)


def undos(connection: sqlite3.Connection) -> list[Entry]:
    """The entries that undo others."""
    rows = connection.execute(
        "SELECT id, entry FROM decision WHERE json_extract(entry, '$.action') = 'undo'"
    )
    return [_entry(id, text) for id, text in rows]


def texts_of(connection: sqlite3.Connection, key: str) -> set[str]:
    """The digests of a document's texts, of all versions."""
    rows = connection.execute(
        """SELECT v.text_sha256 FROM version v JOIN document d ON d.id = v.document_id
        WHERE d.key = ?""",
        (key,),
    )
    return {sha256 for (sha256,) in rows}


def forget(connection: sqlite3.Connection, key: str, at: str) -> None:
    """Delete the words of every entry that quotes a document, before the document goes."""
    for entry in about(connection, key):
        if any(_quotes(connection, target, key) for target in entry.targets):
            custody.append(connection, "decision forgotten", at, decision=entry.id)
            connection.execute("DELETE FROM decision_target WHERE decision = ?", (entry.id,))
            connection.execute("UPDATE decision SET entry = NULL WHERE id = ?", (entry.id,))


def _quotes(connection: sqlite3.Connection, target: Target, key: str) -> bool:
    """Whether a target's words are a document's, and not those of its own with the same text."""
    if target.document == key:
        return True
    own = connection.execute("SELECT 1 FROM document WHERE key = ?", (target.document,))
    return target.text_sha256 in texts_of(connection, key) and not own.fetchone()


def removed_texts(connection: sqlite3.Connection) -> set[str]:
    """The digests of the texts of documents that were removed for good."""
    rows = connection.execute("SELECT key FROM document WHERE status = 'removed'")
    gone = {key for (key,) in rows}
    if not gone:
        return set()
    found = {
        str(detail.get("text_sha256"))
        for entry in custody.entries(connection)
        if (detail := entry.details()).get("document") in gone
    }
    rows = connection.execute("SELECT text_sha256 FROM version")
    return found - {sha256 for (sha256,) in rows}


def altered(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """What of the journal is not as the custody log says: which entry, and what is wrong."""
    decided: dict[str, int] = {}
    gone: set[str] = set()
    for logged in custody.entries(connection):
        id = logged.details().get("decision")
        if isinstance(id, str) and logged.action == "decided":
            decided[id] = logged.seq
        elif isinstance(id, str) and logged.action == "decision forgotten":
            gone.add(id)
    seen = set()
    targets = defaultdict(set)
    for id, *target in connection.execute("SELECT * FROM decision_target"):
        targets[id].add(tuple(target))
    for id, seq, text in connection.execute("SELECT id, seq, entry FROM decision ORDER BY seq"):
        seen.add(id)
        if decided.get(id) != seq:
            yield f"decision {id}", "the log does not know it"
        elif text is None and id not in gone:
            yield f"decision {id}", "its words are gone"
        elif text is not None:
            try:
                entry = _entry(id, text)
            except OnrecordError:
                yield f"decision {id}", "it was altered"
                continue
            if targets[id] != {(each.document, each.text_sha256) for each in entry.targets}:
                yield f"decision {id}", "the documents that it is listed for were altered"
    for id in sorted(decided.keys() - seen):
        yield f"decision {id}", "it is missing"


def parse(line: str) -> Entry:
    """The entry of one line of JSON. Raises ValueError where it is none, or was altered."""
    try:
        return entries_.parse(json.loads(line))
    except (KeyError, TypeError) as reason:
        raise ValueError(f"it lacks {reason}") from reason
    except RecursionError as reason:
        raise ValueError("it is too deep") from reason


@lru_cache(maxsize=4_000)
def _entry(id: str, text: str) -> Entry:
    try:
        entry = parse(text)
    except ValueError as reason:
        raise OnrecordError("C007", detail=f"decision {id}: {reason}") from reason
    if entry.id != id:
        raise OnrecordError("C007", detail=f"decision {id} has another's words")
    return entry
