"""The file of a casebook: opened safely, brought up to date, its errors put in words.

A casebook is an SQLite database with its own `application_id`; `user_version` is the number
of the last migration (`schema/NNNN.sql`) that was run on it. It is in WAL mode, so many read
while one writes, and every commit is on the disk before it counts (`synchronous=FULL`).
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path

from onrecord.errors import OnrecordError

APPLICATION_ID = 0x6F6E7263  # "onrc"
TIMEOUT = 10.0
"""Seconds that a write waits for another writer."""

_PAUSE = 0.01  # seconds between two tries
_OLDEST_SQLITE = (3, 37)  # STRICT tables
_SIDE_FILES = ("", "-wal", "-shm", "-journal")
_UNWRITABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
_NOT_NOW = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL)
_CODES = {
    sqlite3.SQLITE_BUSY: "C004",
    sqlite3.SQLITE_LOCKED: "C004",
    sqlite3.SQLITE_READONLY: "C005",
    sqlite3.SQLITE_PERM: "C005",
    sqlite3.SQLITE_FULL: "C006",
    sqlite3.SQLITE_CORRUPT: "C007",
    sqlite3.SQLITE_ERROR: "C007",  # a table or column that should be there is not
    sqlite3.SQLITE_IOERR: "C007",
    sqlite3.SQLITE_NOTADB: "C002",
    sqlite3.SQLITE_CANTOPEN: "C002",
}


@contextmanager
def polite(path: Path) -> Iterator[None]:
    """SQLite's errors as OnrecordError C002, C004–C007, C011, each with where and what."""
    try:
        yield
    except UnicodeDecodeError as reason:  # in SQLite's own words on what it found
        raise OnrecordError("C007", detail="letters that are none", where=str(path)) from reason
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):  # a defect of the caller
        raise
    except sqlite3.Error as reason:
        # The low byte is the primary code (sqlite.org/rescode.html). Without a code it is
        # Python that could not make sense of a column.
        primary = getattr(reason, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        code = "C011" if "no such module" in str(reason) else _CODES.get(primary)
        if code is None:
            raise
        raise OnrecordError(code, detail=str(reason), where=str(path)) from reason


def connect(path: Path, *, create: bool = False, timeout: float = TIMEOUT) -> sqlite3.Connection:
    """A connection to a casebook, or with `create` to an empty file that may become one.

    Where the file can't be written, it is opened to be read. Raises OnrecordError C001 (not
    there), U005 (no folder to make it in, or a read-only one), C002 (no casebook), C003 (a newer
    one), C011 (SQLite too old), and what `polite` gives. The caller migrates (see `migrate`).
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise OnrecordError("C011", detail=f"it is {sqlite3.sqlite_version}")
    if not create and not path.exists():
        raise OnrecordError("C001", where=str(path))
    if path.is_dir():
        raise OnrecordError("C002", detail="it is a folder", where=str(path))
    if create and not path.absolute().parent.is_dir():
        raise OnrecordError("U005", detail="there is no such folder", where=str(path))
    if create and not path.exists() and not os.access(path.absolute().parent, os.W_OK):
        raise OnrecordError("U005", detail="the folder is read-only", where=str(path))
    with polite(path):
        connection = _open(path, create, timeout)
        try:
            _check(connection, path, create)
            # A casebook may come from a stranger: nothing in its schema is trusted.
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            if create and is_empty(connection):
                _keep_a_log(connection, timeout)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, with the right to write from the start."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back on a full disk
            connection.execute("ROLLBACK")
        raise


def is_unwritable(reason: sqlite3.OperationalError) -> bool:
    """Whether nothing is wrong but that the file can't be written now: locked, full, read-only."""
    return reason.sqlite_errorcode & 0xFF in (*_UNWRITABLE, *_NOT_NOW)


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether the file holds nothing yet, as when its making was cut short."""
    return (
        not _version(connection)
        and not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    )


def holds_nothing(path: Path) -> bool:
    """Whether a file that is there is empty, or a database with nothing in it."""
    if not path.stat().st_size:
        return True
    try:
        connection = _open(path, False, TIMEOUT)
    except sqlite3.Error:
        return False
    try:
        return is_empty(connection)
    finally:
        connection.close()


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether every migration was run."""
    return _version(connection) == len(migrations())


def migrate(connection: sqlite3.Connection) -> int:
    """Run the migrations that are missing, within a transaction; how many there were."""
    done = _version(connection)
    for script in migrations()[done:]:
        for statement in _statements(script):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(migrations())}")
    return len(migrations()) - done


@cache
def migrations() -> tuple[str, ...]:
    """The scripts that make a casebook, in order."""
    folder = resources.files("onrecord.casebook").joinpath("schema")
    scripts = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".sql")),
        key=lambda item: item.name,
    )
    return tuple(script.read_text(encoding="utf-8") for script in scripts)


def schema(connection: sqlite3.Connection) -> dict[str, str | None]:
    """The SQL of every table, index and trigger by its name."""
    return dict(connection.execute("SELECT type || ' ' || name, sql FROM sqlite_schema"))


def expected_schema() -> dict[str, str | None]:
    """The schema of a casebook that nobody has altered."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection)
        return schema(connection)
    finally:
        connection.close()


def wipe(connection: sqlite3.Connection) -> None:
    """Leave nothing of what was deleted in the file or beside it.

    Raises sqlite3.OperationalError where another process keeps that from being done.
    """
    connection.execute("VACUUM")
    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise sqlite3.OperationalError("another process reads it")


def files(path: Path) -> list[Path]:
    """The files that a casebook consists of while it is open."""
    return [path.with_name(path.name + end) for end in _SIDE_FILES]


def _open(path: Path, create: bool, timeout: float) -> sqlite3.Connection:
    """A connection that was seen to read; on a medium that can't be written, without WAL."""
    address = path.absolute().as_uri()
    modes = ["mode=rwc"] if create else ["mode=rw", "mode=ro", "mode=ro&immutable=1"]
    wal = path.with_name(path.name + "-wal")
    if not create and wal.exists() and wal.stat().st_size:
        modes.pop()  # what stands in the WAL alone would be passed over
    for mode in modes:
        connection = None
        try:
            connection = sqlite3.connect(
                f"{address}?{mode}", uri=True, timeout=timeout, isolation_level=None
            )
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            return connection
        except sqlite3.OperationalError as reason:
            if connection:
                connection.close()
            if mode == modes[-1] or reason.sqlite_errorcode & 0xFF not in _UNWRITABLE:
                raise
    raise AssertionError("the last mode returns or raises")


def _keep_a_log(connection: sqlite3.Connection, timeout: float) -> None:
    """Write-ahead logging from now on; tried until `timeout`.

    SQLite does not wait for the lock by itself here, where two make the file at once.
    """
    deadline = time.monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as reason:
            busy = reason.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE)


def _check(connection: sqlite3.Connection, path: Path, create: bool) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID and not (create and is_empty(connection)):
        raise OnrecordError("C002", where=str(path))
    if _version(connection) > len(migrations()):
        detail = f"its schema is {_version(connection)}, this one knows {len(migrations())}"
        raise OnrecordError("C003", detail=detail, where=str(path))


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would commit before it runs them."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
