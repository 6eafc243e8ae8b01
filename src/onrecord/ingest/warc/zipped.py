"""Files in a zip that nobody vouches for: read as a stream, its figures not believed."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from contextlib import AbstractContextManager, nullcontext
from typing import IO, cast

from onrecord.errors import OnrecordError
from onrecord.ingest.limits import MAX_ZIP_DIRECTORY, MAX_ZIP_ENTRIES, MAX_ZIP_RATIO
from onrecord.ingest.warc.source import Readable

DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    ValueError,
    NotImplementedError,
    EOFError,
    RuntimeError,
)
"""What zipfile raises on a damaged zip, and what is raised here."""

_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NAME_SIZES = slice(26, 30)  # in the head of an entry, which ends with them
_LOCKED = 1
_FREE = 1_000_000  # bytes that may come of few
_PIECE = 1 << 16


def opened(stream: IO[bytes]) -> zipfile.ZipFile:
    """A zip. Raises OnrecordError F024 where it has far more in it than a web archive, what
    is in `DAMAGES` where it is none."""
    size = stream.seek(0, os.SEEK_END)
    archive = zipfile.ZipFile(cast("IO[bytes]", _Guarded(stream)))
    entries = archive.infolist()
    if len(entries) > MAX_ZIP_ENTRIES:
        raise OnrecordError("F024", detail=f"{len(entries):,} entries")
    if sum(info.compress_size for info in entries) > size:
        raise OnrecordError("F024", detail="its entries lie over one another")
    return archive


def check(info: zipfile.ZipInfo) -> None:
    """Raise OnrecordError F024 where a file is said to unpack to far more than others do."""
    if info.file_size > max(_FREE, MAX_ZIP_RATIO * info.compress_size):
        raise OnrecordError("F024", detail=info.filename[:100])


def entry(
    archive: zipfile.ZipFile, stream: IO[bytes], info: zipfile.ZipInfo
) -> AbstractContextManager[Readable]:
    """A file in the zip of `stream`. One that is not packed, as WACZ wants it, is read as it
    stands: zipfile gives nothing of its last piece where a byte of it is altered."""
    if info.compress_type not in _PACKINGS:
        raise ValueError("packed in an uncommon way")
    if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & _LOCKED:
        return archive.open(info)
    stream.seek(info.header_offset + _NAME_SIZES.start)
    name, extra = struct.unpack("<HH", stream.read(4))
    start = info.header_offset + _NAME_SIZES.stop + name + extra
    return nullcontext(_Part(stream, start, min(info.file_size, info.compress_size)))


def content(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """What a file in the zip begins with, at most about `limit` bytes; nothing if it is not
    there or damaged."""
    data = bytearray()
    try:
        info = archive.getinfo(name)
        if info.compress_type in _PACKINGS:
            with archive.open(info) as stream:
                while len(data) < limit and (piece := stream.read(_PIECE)):
                    data += piece
    except (KeyError, *DAMAGES):
        return b""
    return bytes(data)


class _Guarded:
    """A file for zipfile, which reads the table of contents at once, however long it is said
    to be: nothing is read at once that is longer than any such table."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        if size > MAX_ZIP_DIRECTORY:
            raise OnrecordError("F024", detail="its table of contents is too long")
        return self._stream.read(size if size >= 0 else MAX_ZIP_DIRECTORY)


class _Part:
    """A part of a file, to be read."""

    def __init__(self, stream: IO[bytes], start: int, size: int) -> None:
        self._stream = stream
        self._at = start
        self._end = start + size

    def read(self, size: int, /) -> bytes:
        self._stream.seek(self._at)
        piece = self._stream.read(min(size, self._end - self._at))
        self._at += len(piece)
        return piece
