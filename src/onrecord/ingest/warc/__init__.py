"""Web archives: WARC files, packed or not, and WACZ, to the pages in them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO

from onrecord.errors import OnrecordError
from onrecord.ingest.warc import wacz
from onrecord.ingest.warc.pages import Archived, Pages, Unread
from onrecord.ingest.warc.source import GZIP, RECORD

__all__ = ["Archived", "Unread", "is_archive", "read"]

_HEAD = 4096
_ENDINGS = (".warc", ".warc.gz", ".wacz")
_ZIP = b"PK\x03\x04"


def is_archive(stream: IO[bytes], name: str = "") -> bool:
    """Whether a file is a web archive, by its name's ending or its bytes.

    The stream can seek, and is left at its beginning.
    """
    if name.lower().endswith(_ENDINGS):
        return True
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith(_ZIP):
        found = wacz.holds_warcs(stream)
        stream.seek(0)
        return found
    return _unpacked(head).startswith(RECORD)


def read(stream: IO[bytes]) -> Iterator[Archived | Unread]:
    """The pages of a web archive in its order, and what of it could not be read.

    The stream can seek; memory is flat however large it is. Never raises on what is in it.
    """
    stream.seek(0)
    zipped = stream.read(len(_ZIP)) == _ZIP
    stream.seek(0)
    if not zipped:
        pages = Pages()
        yield from pages.of(stream)
        if not pages.found:
            yield Unread(address=None, error=OnrecordError("F023"))
        return
    try:
        yield from wacz.read(stream)
    except OnrecordError as error:
        yield Unread(address=None, error=error)


def _unpacked(head: bytes) -> bytes:
    if not head.startswith(GZIP):
        return head
    try:
        return zlib.decompressobj(31).decompress(head, len(RECORD))
    except zlib.error:
        return b""
