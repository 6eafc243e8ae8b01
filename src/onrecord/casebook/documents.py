"""Documents and their versions: how they are stored, found, read out and removed.

Everything that writes here is called within a transaction and writes its entry of the
custody log in the same one, so the two can't come apart.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.casebook import custody, index
from onrecord.casebook.custody import canonical, digest
from onrecord.casebook.intake import Item, absolute, normal, written
from onrecord.casebook.packing import compress, decompress, made_by_json, pack, unpack
from onrecord.errors import OnrecordError
from onrecord.record import Record


class Known(NamedTuple):
    """What the casebook knows of a document; without a version yet, the last fields are None."""

    id: int
    status: str
    reason: str | None
    version_id: int | None
    number: int | None
    sha256: str | None
    form: str | None
    given: str | None
    text_sha256: str | None
    headline: str | None
    published: str | None

    def same(self, item: Item) -> bool:
        """Whether the newest version was read from these bytes, in this way."""
        return (
            self.status == "read"
            and (self.sha256, self.form) == (digest(item.data), item.form)
            and self.given == canonical(item.given)
        )

    def says(self, record: Record) -> bool:
        """Whether the newest version has this text, headline and date, whatever its bytes."""
        document = record.document
        return self.status == "read" and (self.text_sha256, self.headline, self.published) == (
            digest(document.text),
            document.headline,
            document.published,
        )


class Listed(NamedTuple):
    """A document as it is listed: its newest version's frame, and how often it was read.

    `versions` is the number of the newest one. `status` is "read", "failed" or "removed".
    `reason` says why; of one that was read, why the last attempt to read it anew failed.
    `statements` counts the attributions.
    """

    key: str
    status: str
    reason: str | None
    added_at: str
    versions: int
    read_at: str | None
    media_type: str | None
    location: str | None
    headline: str | None
    publisher: str | None
    published: str | None
    language: str | None
    sha256: str | None
    statements: int


class Stored(NamedTuple):
    """A version as it is stored; `packed` and `reading` are its columns bytes and record."""

    id: int
    key: str
    number: int
    sha256: str
    text_sha256: str
    form: str
    given: str
    read_at: str
    media_type: str
    location: str | None
    headline: str | None
    publisher: str | None
    published: str | None
    language: str | None
    made_by: str
    added_seq: int
    origin: str | None
    text: str
    packed: bytes | None
    reading: bytes

    def data(self) -> bytes:
        """The bytes as they were read. Raises OnrecordError C007 where they were altered."""
        try:
            return self.text.encode("utf-8") if self.packed is None else decompress(self.packed)
        except ValueError as reason:
            raise self._damaged("bytes") from reason

    def unpacked(self) -> Record:
        """The record. Raises OnrecordError C007 where it was altered so that it is none."""
        try:
            return unpack(self.reading, self.text, self.made_by)
        except (ValueError, OnrecordError) as reason:
            raise self._damaged("record") from reason

    def item(self) -> Item:
        """The version as something to be read again."""
        given = json.loads(self.given)
        form: str = self.form
        return Item(
            key=self.key,
            name=self.key,
            data=self.data(),
            form="text" if form == "text" else "file",
            location=None if form == "text" else self.location,
            given=given,
            origin=json.loads(self.origin) if self.origin else {},
        )

    def _damaged(self, part: str) -> OnrecordError:
        return OnrecordError("C007", detail=f"the {part} of {self.key}, version {self.number}")


_KNOWN = (
    "d.id, d.status, d.reason, v.id, v.number, v.sha256, v.form, v.given, v.text_sha256, "
    "v.headline, v.published"
)
_COLUMNS = ", ".join(
    {"made_by": "maker.made_by", "packed": "bytes", "reading": "record"}.get(name, name)
    for name in Stored._fields[2:]
)


def find(connection: sqlite3.Connection, key: str) -> Known | None:
    """The document of that key with its newest version."""
    row = connection.execute(
        f"""SELECT {_KNOWN} FROM document d LEFT JOIN version v ON v.document_id = d.id
        WHERE d.key = ? ORDER BY v.number DESC LIMIT 1""",  # noqa: S608
        (key,),
    ).fetchone()
    return Known(*row) if row else None


def in_force(connection: sqlite3.Connection, key: str, moment: str) -> Known | None:
    """The document with the version that was in force at a moment (UTC, ISO 8601).

    Archives give pages of the past, in any order and again and again.
    """
    found = None
    for *row, read_at, origin in connection.execute(
        f"""SELECT {_KNOWN}, v.read_at, v.origin
        FROM document d JOIN version v ON v.document_id = d.id WHERE d.key = ? ORDER BY v.number""",  # noqa: S608
        (key,),
    ):
        had = (json.loads(origin).get("at") if origin else None) or read_at
        if had <= moment and (found is None or had >= found[0]):
            found = had, Known(*row)
    return found[1] if found else None


def resolve(connection: sqlite3.Connection, name: str) -> str:
    """The key of a document that is named by it, or by its path from here.

    Raises OnrecordError C008 where there is no such document.
    """
    for key in (written(name), written(absolute(name)), normal(name)):
        if find(connection, key):
            return key
    raise OnrecordError("C008", detail=name)


def add_version(connection: sqlite3.Connection, item: Item, record: Record, at: str) -> int:
    """Store what was read of an item as its document's newest version; the version's number."""
    known = find(connection, item.key)
    number = (known.number or 0) + 1 if known else 1
    document = record.document
    text = document.text.encode("utf-8")
    packed = None if item.data == text else compress(item.data)
    reading = pack(record)
    given = canonical(item.given)
    origin = canonical(item.origin) if item.origin else None
    seq = custody.append(
        connection,
        "added",
        at,
        document=item.key,
        version=number,
        location=document.location,
        form=item.form,
        size=len(item.data),
        sha256=digest(item.data),
        given_sha256=digest(given),
        origin_sha256=digest(origin) if origin else None,
        **_digests(record, packed, reading),
    )
    if known:
        connection.execute(
            "UPDATE document SET status = 'read', reason = NULL WHERE id = ?", (known.id,)
        )
    document_id = known.id if known else _new(connection, item.key, at, "read", None)
    version_id = connection.execute(
        """INSERT INTO version (document_id, number, sha256, text_sha256, form, given, read_at,
        media_type, location, headline, publisher, published, language, made_by, added_seq,
        origin, text, bytes, record)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            document_id,
            number,
            digest(item.data),
            digest(text),
            item.form,
            given,
            at,
            *frame(record),
            _maker(connection, record),
            seq,
            origin,
            document.text,
            packed,
            reading,
        ),
    ).lastrowid
    assert version_id is not None  # noqa: S101 (of an INSERT it never is)
    index.write(connection, version_id, record)
    return number


def read_again(
    connection: sqlite3.Connection, version: Stored, record: Record, at: str, *, keep: bool
) -> None:
    """Put a new reading in the place of a version's; `keep`: the old one stays beside it."""
    reading = pack(record)
    data = version.data()
    text = record.document.text.encode("utf-8")
    packed = None if data == text else compress(data)
    past = pack(version.unpacked(), whole=True) if keep else None
    seq = custody.append(
        connection,
        "read again",
        at,
        document=version.key,
        version=version.number,
        past_sha256=digest(past) if past else None,
        **_digests(record, packed, reading),
    )
    if past:
        connection.execute(
            "INSERT INTO past_reading (version_id, seq, record) VALUES (?, ?, ?)",
            (version.id, seq, past),
        )
    connection.execute(
        """UPDATE version SET text_sha256 = ?, read_at = ?, media_type = ?, location = ?,
        headline = ?, publisher = ?, published = ?, language = ?, made_by = ?, added_seq = ?,
        text = ?, bytes = ?, record = ? WHERE id = ?""",
        (
            digest(text),
            at,
            *frame(record),
            _maker(connection, record),
            seq,
            record.document.text,
            packed,
            reading,
            version.id,
        ),
    )
    index.write(connection, version.id, record)


def set_seen(connection: sqlite3.Connection, known: Known, key: str, at: str) -> None:
    """Note that a document whose last reading failed was met again as it was read before."""
    custody.append(connection, "seen again", at, document=key)
    connection.execute("UPDATE document SET reason = NULL WHERE id = ?", (known.id,))


def set_failed(connection: sqlite3.Connection, key: str, error: OnrecordError, at: str) -> None:
    """Note that a document could not be read; a version read before stands."""
    known = find(connection, key)
    reason = written(f"{error.code}: {error.message}")
    if known and (known.reason == reason or known.status == "removed"):
        return
    custody.append(connection, "failed", at, document=key, reason=reason)
    if known:
        connection.execute("UPDATE document SET reason = ? WHERE id = ?", (reason, known.id))
    else:
        _new(connection, key, at, "failed", reason)


def remove(connection: sqlite3.Connection, key: str, why: str, at: str) -> bool:
    """Delete all that was read of a document, its key and the log's entries stay; whether
    there was something."""
    known = find(connection, key)
    if known is None or known.status == "removed":
        return False
    why = written(why)
    custody.append(connection, "removed", at, document=key, reason=why)
    index.forget(connection, known.id)
    connection.execute("DELETE FROM version WHERE document_id = ?", (known.id,))
    connection.execute(
        "UPDATE document SET status = 'removed', reason = ? WHERE id = ?", (why, known.id)
    )
    connection.execute(
        "DELETE FROM identity WHERE id NOT IN (SELECT identity_id FROM identity_member)"
    )
    return True


def listing(connection: sqlite3.Connection, key: str | None = None) -> Iterator[Listed]:
    """Every document, or one, in the order they were first added."""
    last = 0
    while page := connection.execute(
        """SELECT d.id, d.key, d.status, d.reason, d.added_at, coalesce(v.number, 0), v.read_at,
        v.media_type, v.location, v.headline, v.publisher, v.published, v.language, v.sha256,
        (SELECT count(*) FROM statement s WHERE s.version_id = v.id)
        FROM document d LEFT JOIN version v ON v.document_id = d.id AND v.number =
        (SELECT max(number) FROM version WHERE document_id = d.id)
        WHERE d.id > ?1 AND (?2 IS NULL OR d.key = ?2) ORDER BY d.id LIMIT 500""",
        (last, key),
    ).fetchall():  # page by page: an open query would keep `wipe` from its work
        yield from (Listed(*row[1:]) for row in page)
        last = page[-1][0]


def version_ids(
    connection: sqlite3.Connection, key: str | None = None, *, several: bool = False
) -> list[int]:
    """The versions of a document (None: of all), document by document, the earliest first.

    `several`: only of documents that have more than one.
    """
    rows = connection.execute(
        """SELECT v.id FROM version v JOIN document d ON d.id = v.document_id
        WHERE (?1 IS NULL OR d.key = ?1) AND (NOT ?2 OR EXISTS (
            SELECT 1 FROM version WHERE document_id = d.id AND number <> v.number))
        ORDER BY d.id, v.number""",
        (key, several),
    )
    return [id for (id,) in rows]


def version_id(connection: sqlite3.Connection, key: str, number: int | None) -> int:
    """The version of that number, None: the newest. Raises OnrecordError C008."""
    row = connection.execute(
        """SELECT v.id FROM version v JOIN document d ON d.id = v.document_id
        WHERE d.key = ?1 AND (?2 IS NULL OR v.number = ?2) ORDER BY v.number DESC LIMIT 1""",
        (key, number),
    ).fetchone()
    if row is None:
        raise OnrecordError("C008", detail=f"{key}, version {number}" if number else key)
    found: int = row[0]
    return found


def stored(connection: sqlite3.Connection, version_id: int) -> Stored:
    """A version with its content. Raises OnrecordError C007 where there is none."""
    row = connection.execute(
        f"""SELECT version.id, key, {_COLUMNS} FROM version
        JOIN document ON document.id = document_id
        JOIN maker ON maker.id = version.made_by WHERE version.id = ?""",  # noqa: S608
        (version_id,),
    ).fetchone()
    if row is None:
        raise OnrecordError("C007", detail="a version is not where it should be")
    return Stored._make(row)


def made_by(connection: sqlite3.Connection, version_id: int) -> str | None:
    """Who made a version's reading (JSON); None where there is no such version."""
    row = connection.execute(
        """SELECT maker.made_by FROM version JOIN maker ON maker.id = version.made_by
        WHERE version.id = ?""",
        (version_id,),
    ).fetchone()
    return row[0] if row else None


def earlier(connection: sqlite3.Connection, version_id: int) -> list[Record]:
    """The readings of a version that were replaced, the first one first."""
    rows = connection.execute(
        "SELECT record FROM past_reading WHERE version_id = ? ORDER BY seq", (version_id,)
    )
    return [unpack(record) for (record,) in rows]


def frame(record: Record) -> tuple[str | None, ...]:
    """What a version repeats of its record: media type, location, headline, publisher, date,
    language."""
    document = record.document
    return (
        document.media_type,
        document.location,
        document.headline,
        document.publisher,
        document.published,
        document.language,
    )


def _digests(record: Record, packed: bytes | None, reading: bytes) -> dict[str, str | None]:
    """What proves a reading: of its content, and of the bytes that it is stored in."""
    return {
        "text_sha256": digest(record.document.text),
        "record_sha256": digest(record.to_json()),
        "packed_bytes_sha256": digest(packed) if packed is not None else None,
        "packed_record_sha256": digest(reading),
    }


def _maker(connection: sqlite3.Connection, record: Record) -> int:
    """The row that says who made a record."""
    made_by = made_by_json(record.made_by)
    connection.execute("INSERT OR IGNORE INTO maker (made_by) VALUES (?)", (made_by,))
    found = connection.execute("SELECT id FROM maker WHERE made_by = ?", (made_by,)).fetchone()
    id: int = found[0]
    return id


def _new(connection: sqlite3.Connection, key: str, at: str, status: str, reason: str | None) -> int:
    id = connection.execute(
        "INSERT INTO document (key, added_at, status, reason) VALUES (?, ?, ?, ?)",
        (key, at, status, reason),
    ).lastrowid
    assert id is not None  # noqa: S101 (of an INSERT it never is)
    return id
