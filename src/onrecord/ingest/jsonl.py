"""JSON lines: one article a line, `{"id", "text"}` with optional `date`, `title`, `url`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from onrecord.errors import OnrecordError
from onrecord.ingest.document import from_text
from onrecord.ingest.limits import MAX_TEXT_BYTES
from onrecord.record import Document

MAX_LINE = 2 * MAX_TEXT_BYTES
"""Bytes of one line: a text's own bound, doubled since JSON may write a letter as six bytes."""

_ID = re.compile(rb'"id"\s{0,9}:\s{0,9}("(?:[^"\\]|\\.){0,1000}")')
_ID_HEAD = 64 * 1024
_OPTIONAL = ("date", "title", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLine:
    """One line: either a document or the error it gave.

    `id` is the line's own where it could be read, else the line's number, from 1.
    """

    id: str
    document: Document | None = None
    error: OnrecordError | None = None


def read_jsonl(lines: Iterable[bytes]) -> Iterator[JsonLine]:
    """The documents of JSON lines, in order; blank lines are skipped.

    A line that cannot be read gives its error and the next one is read: R010 (no JSON
    object), R011 (a field missing or of the wrong type), R012 (an id given before), R013
    (too long), R014 (no UTF-8), R001 (an empty text), R009 (half a character). Give the
    lines of an untrusted file through `bounded_lines`, so that none fills the memory.
    """
    seen: set[str] = set()
    for number, raw in enumerate(lines, start=1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if not line[:1000].strip() and not line.strip():
            continue
        try:
            document = _document(line)
        except OnrecordError as error:
            yield _failed(error, _id_in(line) or str(number), number)
            continue
        if document.id in seen:
            yield _failed(OnrecordError("R012"), document.id, number)
            continue
        seen.add(document.id)
        yield JsonLine(id=document.id, document=document)


def bounded_lines(stream: BinaryIO | IO[bytes], limit: int = MAX_LINE) -> Iterator[bytes]:
    """The lines of a stream; of a line longer than `limit` bytes only the first `limit + 1`.

    That is what `read_jsonl` needs to refuse it, whatever the line's length, in the
    memory of one line of the limit.
    """
    while line := stream.readline(limit + 1):
        yield line
        piece = line
        while len(piece) > 0 and not piece.endswith(b"\n") and len(line) > limit:
            piece = stream.readline(1 << 20)


def _failed(error: OnrecordError, id: str, number: int) -> JsonLine:
    where = OnrecordError(error.code, detail=error.detail, where=f"line {number}")
    return JsonLine(id=id, error=where)


def _document(line: bytes) -> Document:
    if len(line) > MAX_LINE:
        raise OnrecordError("R013", detail=f"at most {MAX_LINE / 1e6:.0f} MB are read")
    try:
        data: Any = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as reason:
        raise OnrecordError("R014", detail=f"byte {reason.start + 1}") from reason
    except ValueError as reason:
        raise OnrecordError("R010", detail=str(reason)[:100]) from reason
    except RecursionError as reason:
        raise OnrecordError("R010", detail="nested too deeply") from reason
    if not isinstance(data, dict):
        raise OnrecordError("R010")
    for field in ("id", "text"):
        if not isinstance(data.get(field), str):
            raise OnrecordError("R011", detail=f"`{field}` is no string")
    if not data["id"]:
        raise OnrecordError("R011", detail="`id` is empty")
    for field in _OPTIONAL:
        if not isinstance(data.get(field), str | None):
            raise OnrecordError("R011", detail=f"`{field}` is no string")
    date, title, url = (data.get(field) or None for field in _OPTIONAL)
    return from_text(data["text"], id=data["id"], title=title, published=date, url=url)


def _id_in(line: bytes) -> str | None:
    """The id of a line that could not be read whole, as far as it can be seen."""
    match = _ID.search(line[:_ID_HEAD]) or _ID.search(line[-_ID_HEAD:])
    if match is None:
        return None
    try:
        found = json.loads(match[1])
        found.encode("utf-8")
    except ValueError:
        return None
    return str(found) or None
