"""Whether a casebook's file was written to, by any process."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from pathlib import Path


class Watch:
    """A connection that stays open and is only asked whether others wrote.

    While it is open SQLite keeps the log beside the file, so that opening the casebook for a
    page is cheap. It holds no lock. Safe to use from several threads.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._file = 0

    def state(self) -> object:
        """What is the same as before as long as nothing was written."""
        with self._lock:
            try:
                file = self._path.stat().st_ino
                if self._connection is None or file != self._file:  # another file in its place
                    self._reopen(file)
                assert self._connection is not None  # noqa: S101
                (version,) = self._connection.execute("PRAGMA data_version").fetchone()
                return id(self._connection), file, version
            except (OSError, sqlite3.Error):
                return object()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection:
                self._connection.close()
                self._connection = None

    def _reopen(self, file: int) -> None:
        if self._connection:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None
        address = f"{self._path.absolute().as_uri()}?mode=ro"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._file = file
        # A first question opens the file and the log.
        self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
