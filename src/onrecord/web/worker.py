"""The process that reads what was handed in: `python -m onrecord.web.worker`, started by `adding`.

It is told on its standard input, as JSON, the casebook's path and the things to add. An upload
is known for good by its name and its digest, so that the same file is never added twice.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from onrecord import batch
from onrecord.casebook import Casebook, Outcome, intake, outside
from onrecord.casebook.intake import Container, Item, Unreadable
from onrecord.errors import OnrecordError

Found = Item | Container | Unreadable
LINES = (".jsonl", ".ndjson")
_DIGITS = 12
_NICENESS = 10  # reading gives way to pages


def main() -> int:
    """Add what standard input says, and tell standard output how it goes."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_NICENESS)
    order = json.loads(sys.stdin.buffer.read())
    try:
        _add(Path(order["casebook"]), order["things"], claims=order.get("claims", True))
    except Exception as reason:  # no traceback reaches a user
        error = batch.as_error(reason)
        _tell(error=f"{error.code}: {error.message}")
        return 1
    return 0


def _add(casebook: Path, things: list[dict[str, Any]], *, claims: bool) -> None:
    known = all(_is_one(thing) for thing in things)
    _tell(total=len(things) if known else None)
    with Casebook.open(casebook, create=True, catch_up=False) as opened:
        opened.add_items(
            _chained(things),
            intake.reader(),
            starting=lambda name: _tell(reading=name),
            done=_came,
        )
        _tell(state="joining", reading=None)
        try:
            opened.catch_up(claims=claims)
        except OnrecordError as error:  # what was read is safe, and it is tried again
            _tell(error=f"{error.code}: {error.message}")


def _chained(things: Iterable[dict[str, Any]]) -> Iterator[Found]:
    for thing in things:
        yield from items_of(thing)


def items_of(thing: dict[str, Any]) -> Iterator[Found]:
    """The documents in one thing (see `adding.Thing`)."""
    name, given = str(thing["name"]), dict(thing.get("given") or {})
    if thing.get("address"):
        published = {key: value for key, value in given.items() if key == "published"}
        yield from outside.of_address(thing["address"], outside.Web(), published)
    elif thing.get("text"):
        data = str(thing["text"]).encode("utf-8", "replace")
        yield Item(key=key_of(name, data), name=name, data=data, form="text", given=given)
    else:
        path = str(thing["path"])
        for found in _of_upload(path, name, given):
            yield _renamed(found, path, name)


def key_of(name: str, data: bytes) -> str:
    """How an upload is known: by its name and its digest."""
    return intake.written(f"{name} ({hashlib.sha256(data).hexdigest()[:_DIGITS]})")


def _of_upload(path: str, name: str, given: dict[str, str]) -> Iterator[Found]:
    from onrecord.ingest import limits

    if name.lower().endswith(LINES):
        yield from intake.of_lines([path])
        return
    if outside.is_archive(path):
        yield from outside.of_archive(path, given)
        return
    try:
        data = limits.read_file(Path(path))
    except (OSError, ValueError, MemoryError, OnrecordError) as reason:
        yield Unreadable(key=None, name=name, error=batch.as_error(reason))
        return
    item = Item(key=key_of(name, data), name=name, data=data, location=name, given=given)
    if outside.is_feed(item):
        yield from outside.of_feed_file(item, given)
    else:
        yield item


def _renamed(found: Found, path: str, name: str) -> Found:
    """What was read from a file of ours, under the name that its user gave it."""
    changed: dict[str, Any] = {"name": found.name.replace(path, name)}
    if found.key:
        changed["key"] = found.key.replace(path, name)
    if isinstance(found, Unreadable) and found.error.where:
        where = found.error.where.replace(path, name)
        changed["error"] = OnrecordError(found.error.code, detail=found.error.detail, where=where)
    if isinstance(found, Item) and found.origin:
        changed["origin"] = {
            key: value.replace(path, name) if isinstance(value, str) else value
            for key, value in found.origin.items()
        }
    return replace(found, **changed)


def _is_one(thing: dict[str, Any]) -> bool:
    """Whether a thing is surely one document."""
    if thing.get("address"):
        return False
    name = str(thing["name"]).lower()
    several = (*LINES, *intake.ARCHIVES, ".xml", ".rss", ".atom")
    return bool(thing.get("text")) or not name.endswith(several)


def _came(outcome: Outcome) -> None:
    error = outcome.error
    came = {
        "name": outcome.name,
        "status": outcome.status,
        "key": None if outcome.status == "failed" else outcome.key,
        "code": error.code if error else None,
        "error": error.message if error else None,
    }
    _tell(came=came)


def _tell(out: TextIO | None = None, **told: Any) -> None:
    print(json.dumps(told), file=out or sys.stdout, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
