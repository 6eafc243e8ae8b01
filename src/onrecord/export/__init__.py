"""Records in the forms that people and other programs read: one file a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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


def writer(format: str) -> Callable[[Record], str]:
    """The function that turns one record into that format; its module is loaded here."""
    write: Callable[[Record], str] = import_module(
        f"onrecord.export.{FORMATS[format].module}"
    ).write
    return write


def stream_writer(format: str) -> Callable[[Iterable[Record]], Iterator[str]]:
    """The same for many records in one file: json, jsonl, md and csv have one."""
    write_many: Callable[[Iterable[Record]], Iterator[str]] = import_module(
        f"onrecord.export.{FORMATS[format].module}"
    ).write_many
    return write_many
