"""The record as JSON, the contract of `onrecord/record/1`: one an object, several an array."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.visible import UNSAFE
from onrecord.record import Record


def write(record: Record) -> str:
    """One record, indented."""
    return dumps(record.to_dict(), indent=2) + "\n"


def write_many(records: Iterable[Record]) -> Iterator[str]:
    """An array of records, one at a time."""
    before = "[\n"
    for record in records:
        yield before + dumps(record.to_dict(), indent=2)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def dumps(value: Any, *, indent: int | None = None) -> str:
    """JSON text that reads the same but is safe to print: controls are always escaped."""
    return UNSAFE.sub(_escape, json.dumps(value, ensure_ascii=False, indent=indent))


def _escape(match: re.Match[str]) -> str:
    # Outside strings JSON text holds no such character, so an escape is always in place.
    return json.dumps(match[0])[1:-1] if match[0] != "\x7f" else "\\u007f"
