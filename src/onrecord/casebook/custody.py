"""The custody log: what was done to the casebook, in a chain that shows every alteration.

Each entry carries the digest of the one before, so none can be altered, put in or taken out
without breaking every later one (Haber and Stornetta, "How to time-stamp a digital document",
1991). Whoever can write to the file can make the whole chain anew; so the head, the digest of
the last entry, can be written down elsewhere and held against the log later.

    digest = SHA-256 of the JSON array [seq, at, action, tool, detail, previous] in UTF-8,
             written without spaces and with letters beyond ASCII as they are

`detail` is JSON text itself. The first entry's `previous` is "".
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """One entry of the log. `at` is UTC in ISO 8601; `detail` says what is particular to it."""

    seq: int
    at: str
    action: str
    tool: str
    detail: str
    previous: str
    digest: str

    def expected_digest(self) -> str:
        """The digest that an unaltered entry has."""
        return digest(canonical(list(self[:-1])))

    def details(self) -> dict[str, Any]:
        """`detail` unpacked; nothing where it is no JSON object."""
        try:
            found = json.loads(self.detail)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class Broken(NamedTuple):
    """Where the chain doesn't hold: the entry's number and what is wrong with it."""

    seq: int
    what: str


def append(connection: sqlite3.Connection, action: str, at: str, **detail: object) -> int:
    """Write an entry at the log's end, within a transaction; its number."""
    last = connection.execute(
        "SELECT seq, digest FROM custody ORDER BY seq DESC LIMIT 1"
    ).fetchone() or (0, "")
    entry = Entry(last[0] + 1, at, action, tool(), canonical(detail), last[1], "")
    connection.execute(
        "INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?, ?)",
        entry._replace(digest=entry.expected_digest()),
    )
    return entry.seq


def entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """The log from its first entry to its last."""
    # By rowid, as SQLite finds it: an entry whose number was altered shows as out of order.
    return map(Entry._make, connection.execute("SELECT * FROM custody ORDER BY seq"))


def entry(connection: sqlite3.Connection, seq: int) -> Entry:
    """The entry of that number, which must be there."""
    return Entry._make(connection.execute("SELECT * FROM custody WHERE seq = ?", (seq,)).fetchone())


def head(connection: sqlite3.Connection) -> str:
    """The digest of the last entry."""
    found = connection.execute("SELECT digest FROM custody ORDER BY seq DESC LIMIT 1").fetchone()
    return str(found[0]) if found else ""


def broken(entry: Entry, before: Entry | None) -> Iterator[Broken]:
    """What is wrong with an entry by itself and after the one before it."""
    if entry.seq != (before.seq + 1 if before else 1):
        yield Broken(entry.seq, "an entry before it is missing")
    elif entry.previous != (before.digest if before else ""):
        yield Broken(entry.seq, "it does not follow from the entry before it")
    if entry.digest != entry.expected_digest():
        yield Broken(entry.seq, "it was altered")


def tool() -> str:
    """What writes the log now, with its version."""
    from onrecord import __version__

    return f"onrecord {__version__}"


def digest(data: bytes | str) -> str:
    """The SHA-256 of bytes, or of text in UTF-8."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def canonical(value: object) -> str:
    """JSON without spaces, in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
