"""Records in the forms that people and other programs read: one file a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from onrecord.record import Record


class Format(NamedTuple):
    """A format's module in this package, and the ending of its files."""

    module: str
    suffix: str


FORMATS: dict[str, Format] = {
    "text": Format("terminal", ".txt"),
    "json": Format("json_", ".json"),
    "jsonl": Format("jsonl", ".jsonl"),
    "html": Format("html", ".html"),
    "md": Format("markdown", ".md"),
    "csv": Format("csv_", ".csv"),
}
"""The formats by the name that `onrecord read --format` takes."""


CSV_TABLES = ("attributions", "times", "places", "relations", "events", "stances")
"""What a CSV can hold, a row each: by the name that `onrecord read --table` takes."""


def writer(format: str, table: str | None = None) -> Callable[[Record], str]:
    """The function that turns one record into that format; its module is loaded here.

    `table`: of csv, which one (see `CSV_TABLES`).
    """
    write: Callable[..., str] = import_module(f"onrecord.export.{FORMATS[format].module}").write
    return partial(write, table=table) if table else write


def stream_writer(
    format: str, table: str | None = None
) -> Callable[[Iterable[Record]], Iterator[str]]:
    """The same for many records in one file: json, jsonl, md and csv have one."""
    write_many: Callable[..., Iterator[str]] = import_module(
        f"onrecord.export.{FORMATS[format].module}"
    ).write_many
    return partial(write_many, table=table) if table else write_many
