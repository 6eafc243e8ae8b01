"""A packed web archive (WACZ 1.1): a zip of WARC files and lists of the pages in them.

Nothing is unpacked to the disk, so the names in it lead nowhere; its own figures are checked
before they are believed.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import IO

from onrecord.errors import OnrecordError
from onrecord.ingest.limits import (
    MAX_WACZ_LIST,
    MAX_WARC_PAGES,
    MAX_ZIP_DIRECTORY,
    MAX_ZIP_ENTRIES,
    MAX_ZIP_RATIO,
)
from onrecord.ingest.warc.pages import Archived, Pages, Unread, without_fragment
from onrecord.ingest.warc.source import Readable

_WARCS = (".warc", ".warc.gz")
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_PACKAGE = "datapackage.json"
_SHA256 = "sha256:"
_END = b"PK\x05\x06"
_LOCATOR_64 = b"PK\x06\x07"
_NAME_SIZES = slice(26, 30)  # in the head of an entry, which ends with them
_LOCKED = 1
_FREE = 1_000_000
_DAMAGES = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    NotImplementedError,
    EOFError,
    RuntimeError,
    struct.error,
)


def holds_warcs(stream: IO[bytes]) -> bool:
    """Whether a file is a zip with WARC files where a WACZ has them."""
    try:
        _check_directory(stream)
        with zipfile.ZipFile(stream) as archive:
            return bool(_warcs(archive))
    except (OnrecordError, *_DAMAGES):
        return False


def read(stream: IO[bytes]) -> Iterator[Archived | Unread]:
    """The pages of a packed archive; where it lists its pages, those alone.

    Raises OnrecordError F020 where it is no zip any more, F024 where its figures are those
    of a bomb.
    """
    try:
        size = _check_directory(stream)
        archive = zipfile.ZipFile(stream)
        warcs = _checked(archive, size)
    except _DAMAGES as reason:
        raise OnrecordError("F020", detail=str(reason)[:100]) from reason
    with archive:
        pages = Pages(_listed(archive))
        digests = _digests(archive)
        for info in warcs:
            try:
                with _opened(archive, stream, info) as warc:
                    hashed = _Hashed(warc)
                    yield from pages.of(hashed)
                if hashed.size == info.file_size and not hashed.fits(digests.get(info.filename)):
                    detail = f"{info.filename[:100]} is not as its digest in {_PACKAGE} says"
                    yield Unread(address=None, error=OnrecordError("F020", detail=detail))
            except _DAMAGES as reason:
                error = OnrecordError("F020", detail=f"{info.filename[:100]}: {reason}"[:200])
                yield Unread(address=None, error=error)
        if not pages.found:
            yield Unread(address=None, error=OnrecordError("F023"))


def _warcs(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return sorted(
        (
            info
            for info in archive.infolist()
            if info.filename.startswith("archive/") and info.filename.lower().endswith(_WARCS)
        ),
        key=lambda info: info.filename,
    )


def _checked(archive: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """The WARC files in it. Raises OnrecordError F024."""
    entries = archive.infolist()
    if len(entries) > MAX_ZIP_ENTRIES:
        raise OnrecordError("F024", detail=f"{len(entries):,} entries")
    if sum(info.compress_size for info in entries) > size:
        raise OnrecordError("F024", detail="its entries lie over one another")
    found = _warcs(archive)
    for info in found:
        if info.file_size > max(_FREE, MAX_ZIP_RATIO * info.compress_size):
            raise OnrecordError("F024", detail=info.filename[:100])
    return found


def _opened(
    archive: zipfile.ZipFile, stream: IO[bytes], info: zipfile.ZipInfo
) -> AbstractContextManager[Readable]:
    """A file in the zip. One that is not packed, as the standard wants it, is read as it
    stands: zipfile would give nothing of its last piece where a byte of it is altered."""
    if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & _LOCKED:
        return archive.open(info)
    stream.seek(info.header_offset + _NAME_SIZES.start)
    name, extra = struct.unpack("<HH", stream.read(4))
    start = info.header_offset + _NAME_SIZES.stop + name + extra
    return nullcontext(_Part(stream, start, info.file_size))


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


class _Hashed:
    """What is read, and its digest."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int, /) -> bytes:
        piece = self._stream.read(size)
        self._digest.update(piece)
        self.size += len(piece)
        return piece

    def fits(self, expected: str | None) -> bool:
        return expected in (None, self._digest.hexdigest())


def _digests(archive: zipfile.ZipFile) -> dict[str, str]:
    """The SHA-256 digests of its files, as far as the archive says them (WACZ 1.1, 5.2)."""
    try:
        with archive.open(_PACKAGE) as stream:
            package = json.loads(stream.read(MAX_ZIP_DIRECTORY))
    except (KeyError, RecursionError, *_DAMAGES):
        return {}
    resources = package.get("resources") if isinstance(package, dict) else None
    found = {}
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, dict):
            continue
        path, label = resource.get("path"), resource.get("hash")
        if isinstance(path, str) and isinstance(label, str) and label.startswith(_SHA256):
            found[path] = label.removeprefix(_SHA256).lower()
    return found


def _listed(archive: zipfile.ZipFile) -> frozenset[str] | None:
    """The addresses of its pages; None where it lists none."""
    found: set[str] = set()
    for name in _LISTS:
        try:
            with archive.open(name) as stream:
                data = stream.read(MAX_WACZ_LIST)
        except (KeyError, *_DAMAGES):
            continue
        for line in data.splitlines():
            address = _address(line)
            if address and len(found) < MAX_WARC_PAGES:
                found.add(without_fragment(address))
    return frozenset(found) or None


def _address(line: bytes) -> str | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    address = entry.get("url") if isinstance(entry, dict) else None
    return address if isinstance(address, str) else None


def _check_directory(stream: IO[bytes]) -> int:
    """The size of the file. Raises OnrecordError F024 where its table of contents alone would
    take long to read, ValueError where there is none."""
    size = stream.seek(0, os.SEEK_END)
    start = max(0, size - 65_557 - 20)
    stream.seek(start)
    tail = stream.read(65_557 + 20)
    end = tail.rfind(_END)
    if end < 0:
        raise ValueError("the end is missing")
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    locator = tail[max(0, end - 20) : end]
    if locator.startswith(_LOCATOR_64):
        stream.seek(int.from_bytes(locator[8:16], "little"))
        directory = int.from_bytes(stream.read(56)[40:48], "little")
    stream.seek(0)
    if directory > MAX_ZIP_DIRECTORY:
        raise OnrecordError("F024", detail="its table of contents is too long")
    return size
