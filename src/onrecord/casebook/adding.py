"""Documents into a casebook, one after another, each in a transaction of its own.

A document is read before its transaction begins and is in the casebook, whole and with its
entry of the custody log, when the transaction ends; so a process that is killed leaves
nothing half done, and the same call made again passes over what is there already.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from onrecord import batch
from onrecord.casebook import documents
from onrecord.casebook.database import transaction
from onrecord.casebook.intake import Container, Item, Reader, Unreadable
from onrecord.casebook.journal import shown
from onrecord.errors import OnrecordError
from onrecord.record import Record

Status = Literal["added", "changed", "unchanged", "read again", "failed"]
_HOPELESS = frozenset({"M001"})
"""Errors that would meet every document alike, so that going on is of no use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one document.

    `version` is the number of the version it now has; `error` says why it was left out.
    """

    key: str | None
    name: str
    status: Status
    version: int | None = None
    error: OnrecordError | None = None
    seconds: float = 0.0


@dataclass(slots=True)
class Batch:
    """What came of many: how many of each status, and those that were left out."""

    counts: dict[Status, int] = field(default_factory=dict)
    failed: list[Outcome] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Take one more into account."""
        self.counts[outcome.status] = self.counts.get(outcome.status, 0) + 1
        if outcome.error:
            self.failed.append(outcome)


def add(
    connection: sqlite3.Connection,
    items: Iterable[Item | Container | Unreadable],
    read: Reader,
    clock: Callable[[], str],
    *,
    restore: bool = False,
    starting: Callable[[str], None] = lambda name: None,
) -> Iterator[Outcome]:
    """Add each item; `starting` is told its name before it is read.

    One that can't be read is noted in the casebook and does not stop the others. Raises
    OnrecordError M001, and sqlite3.Error where the casebook itself can't be written; what
    was added before is safe then.
    """
    for item in items:
        starting(item.name)
        if isinstance(item, Item):
            yield _add(connection, item, read, clock, restore)
        elif isinstance(item, Container):
            _contain(connection, item.key, clock)
        else:
            yield _fail(connection, item.key, item.name, item.error, clock)


def read_again(
    connection: sqlite3.Connection,
    version_ids: Iterable[int],
    read: Reader,
    made_by: str,
    clock: Callable[[], str],
    *,
    keep: bool = True,
    starting: Callable[[str], None] = lambda name: None,
) -> Iterator[Outcome]:
    """Read versions anew from the bytes that are kept, those that `made_by` made aside.

    `keep`: the reading before stays beside the new one. Errors as in `add`.
    """
    for version_id in version_ids:
        version = documents.stored(connection, version_id)
        starting(version.key)
        if version.made_by == made_by:
            yield _outcome(version.key, "unchanged", version.number)
            continue
        started = time.perf_counter()
        try:
            record = read(version.item())
        except Exception as reason:
            yield _fail(connection, version.key, version.key, _survivable(reason), clock)
            continue
        with transaction(connection):
            there = documents.made_by(connection, version_id) == version.made_by
            if there:  # no other process removed it or read it anew meanwhile
                documents.read_again(connection, version, record, clock(), keep=keep)
                shown.arrived(connection, version.key, version.text_sha256)
        status: Status = "read again" if there else "unchanged"
        yield _outcome(version.key, status, version.number, since=started)


def _add(
    connection: sqlite3.Connection,
    item: Item,
    read: Reader,
    clock: Callable[[], str],
    restore: bool,
) -> Outcome:
    started = time.perf_counter()
    left = _left_as_it_is(connection, item, restore)
    if left:
        _note_seen(connection, item, clock)
        return left
    try:
        record = read(item)
    except Exception as reason:
        return _fail(connection, item.key, item.name, _survivable(reason), clock)
    with transaction(connection):
        # Another process may have added it meanwhile.
        left = _left_as_it_is(connection, item, restore) or _says_the_same(connection, item, record)
        if left is None:
            number = documents.add_version(connection, item, record, clock())
            shown.arrived(connection, item.key)
    if left:
        return left
    return _outcome(
        item.key, "added" if number == 1 else "changed", number, name=item.name, since=started
    )


def _left_as_it_is(connection: sqlite3.Connection, item: Item, restore: bool) -> Outcome | None:
    known = _known(connection, item)
    if known is None:
        return None
    if known.status == "removed" and not restore:
        error = OnrecordError("C010", where=item.name)
        return Outcome(key=item.key, name=item.name, status="failed", error=error)
    if known.same(item):
        return _outcome(item.key, "unchanged", known.number, name=item.name)
    return None


def _says_the_same(connection: sqlite3.Connection, item: Item, record: Record) -> Outcome | None:
    """Of the web: pages differ each time in what is not the article, such as advertisements."""
    known = _known(connection, item) if item.origin else None
    if known and known.says(record):
        return _outcome(item.key, "unchanged", known.number, name=item.name)
    return None


def _known(connection: sqlite3.Connection, item: Item) -> documents.Known | None:
    """What the casebook has of the document; of a page of the past, as it was then."""
    known = documents.find(connection, item.key)
    if known and known.status == "read" and item.captured_at:
        return documents.in_force(connection, item.key, item.captured_at) or known
    return known


def _contain(connection: sqlite3.Connection, key: str, clock: Callable[[], str]) -> None:
    """What failed before as if it were a document is none: its entries are."""
    known = documents.find(connection, key)
    if known and known.status == "failed":
        with transaction(connection):
            documents.remove(connection, key, "it holds documents and is none itself", clock())


def _note_seen(connection: sqlite3.Connection, item: Item, clock: Callable[[], str]) -> None:
    """Where the last attempt to read a document failed, note that it is as it was again."""
    known = documents.find(connection, item.key)
    if known and known.reason and known.status == "read":
        with transaction(connection):
            documents.set_seen(connection, known, item.key, clock())


def _fail(
    connection: sqlite3.Connection,
    key: str | None,
    name: str,
    error: OnrecordError,
    clock: Callable[[], str],
) -> Outcome:
    if key is not None:
        with transaction(connection):
            documents.set_failed(connection, key, error, clock())
    return Outcome(key=key, name=name, status="failed", error=error)


def _survivable(reason: Exception) -> OnrecordError:
    error = batch.as_error(reason)
    if error.code in _HOPELESS:
        raise error from reason
    return error


def _outcome(
    key: str,
    status: Status,
    version: int | None,
    *,
    name: str | None = None,
    since: float | None = None,
) -> Outcome:
    seconds = time.perf_counter() - since if since is not None else 0.0
    return Outcome(key=key, name=name or key, status=status, version=version, seconds=seconds)
