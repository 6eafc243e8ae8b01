"""JSON lines: one record a line, or what hindered it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.errors import OnrecordError
from onrecord.export.json_ import dumps
from onrecord.record import Record


def write(record: Record) -> str:
    """One record on one line."""
    return dumps(record.to_dict()) + "\n"


def write_many(records: Iterable[Record]) -> Iterator[str]:
    """A line for each record, in the given order."""
    return map(write, records)


def write_error(id: str | None, error: OnrecordError) -> str:
    """The line that stands in the place of a record that could not be made."""
    return dumps({"id": id, "error": {"code": error.code, "message": error.message}}) + "\n"
