"""The records of a WARC file, one after another (ISO 28500; WARC 1.0 and 1.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from onrecord.ingest.limits import MAX_WARC_HEAD
from onrecord.ingest.warc.source import RECORD, Damage, Source

T = TypeVar("T")


@dataclass(slots=True)
class Record:
    """The head of a record, and its block, which is read before the next record is asked for.

    `headers` have their names in lower case; `size` is that of the block in bytes.
    """

    headers: dict[str, str]
    size: int
    _source: Source
    _left: int

    @property
    def kind(self) -> str:
        """WARC-Type: response, revisit, resource, request …"""
        return self.headers.get("warc-type", "").lower()

    @property
    def address(self) -> str:
        """WARC-Target-URI; WARC 1.0 has it in angle brackets at times."""
        return self.headers.get("warc-target-uri", "").strip("<>")

    def read(self, size: int) -> bytes:
        """The next bytes of the block, at most `size`. Raises `Damage` where they are missing."""
        wanted = min(size, self._left)
        found = self._source.read(wanted)
        self._left -= len(found)
        if len(found) < wanted:
            raise Damage("it is cut short")
        return found

    def skip(self) -> None:
        """Pass over the rest of the block. Raises `Damage` where it is missing."""
        if self._source.skip(self._left) < self._left:
            raise Damage("it is cut short")
        self._left = 0


class Broken(NamedTuple):
    """Something in the file that is damaged: what, and where, in words."""

    what: str


def records(source: Source, visit: Callable[[Record], T]) -> Iterator[T | Broken]:
    """What `visit` makes of each record, in order; where one is damaged, that instead.

    After damage, reading goes on at the next record that can be found.
    """
    line: bytes | None = None
    while True:
        record = None
        try:
            if line is None:
                line = _first_line(source)
            if not line:
                return
            record = _head(source, line)
            line = None
            yield visit(record)
            record.skip()
        except Damage as damage:
            whose = f", in the record of {record.address[:200]}" if record else ""
            what = f"{damage}{whose}, {source.place}"
            line = source.seek_record()
            yield Broken(f"{what}; the rest was left" if source.given_up else what)


def _first_line(source: Source) -> bytes:
    while line := source.line():
        if line.strip():
            return line
    return b""


def _head(source: Source, line: bytes) -> Record:
    if not line.startswith(RECORD):
        raise Damage("no record begins where one should")
    headers: dict[str, str] = {}
    size, name = 0, ""
    while (line := source.line()).strip():
        size += len(line)
        if size > MAX_WARC_HEAD:
            raise Damage("the head of a record is too long")
        words = line.decode("utf-8", "replace")
        if words[0] in " \t" and name:
            headers[name] += " " + words.strip()
            continue
        name, _, value = words.partition(":")
        name = name.strip().lower()
        headers[name] = value.strip()
    length = headers.get("content-length", "")
    if not line or not (length.isascii() and length.isdigit() and len(length) < 16):
        raise Damage("the head of a record is damaged")
    return Record(headers, int(length), source, int(length))
