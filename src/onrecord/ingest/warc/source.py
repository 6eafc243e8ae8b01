"""The unpacked bytes of a WARC file, as a stream that can go on after damage.

A packed one is a row of gzip members, mostly one a record (WARC 1.1, annex D). Memory is flat:
no more than a piece of it is held at once.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Protocol

from onrecord.ingest.limits import MAX_WARC_DAMAGES, MAX_ZIP_RATIO

GZIP = b"\x1f\x8b"
RECORD = b"WARC/"

_MEMBER = b"\x1f\x8b\x08"
_MEMBER_WINDOW = 31
_PACKED = 1 << 14  # small, since zlib copies what it leaves
_UNPACKED = 1 << 16
_FREE = 1_000_000  # bytes of a member that may come of few
_LINE = 100_000


class Damage(Exception):
    """Something that is not as it should be, at a place of the file."""


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size`; none at the end."""


class Source:
    """Bytes of a file that is packed or not; each method may raise `Damage`."""

    def __init__(self, raw: Readable) -> None:
        self._raw = raw
        self._read = 0  # bytes of the file
        self._ready = b""
        self._at = 0
        self._packed = b""
        self._packed_at = 0
        self._gzip: bool | None = None
        self._inflater: zlib._Decompress | None = None
        self._member = (0, 0)  # bytes of the current member so far: packed, unpacked
        self._tries = 0

    @property
    def place(self) -> str:
        """Where in the file reading is, for people."""
        return f"near byte {self._read - len(self._packed) + self._packed_at:,}"

    def ended(self) -> bool:
        """Whether nothing comes any more."""
        return self._at == len(self._ready) and not self._fill()

    def read(self, size: int) -> bytes:
        """The next `size` bytes, or as many as there are."""
        pieces = []
        while size and not self.ended():
            piece = self._ready[self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def skip(self, size: int) -> int:
        """Pass over the next `size` bytes; how many there were."""
        left = size
        while left and not self.ended():
            step = min(left, len(self._ready) - self._at)
            self._at += step
            left -= step
        return size - left

    def line(self) -> bytes:
        """The next line with its end; a very long one in parts; nothing at the end."""
        pieces: list[bytes] = []
        size = 0
        while size < _LINE and not self.ended():
            end = self._ready.find(b"\n", self._at) + 1
            piece = self._ready[self._at : end or len(self._ready)]
            self._at += len(piece)
            size += len(piece)
            pieces.append(piece)
            if end:
                break
        return b"".join(pieces)

    @property
    def given_up(self) -> bool:
        """Whether there was so much damage that the rest is left."""
        return self._tries >= MAX_WARC_DAMAGES

    def seek_record(self) -> bytes:
        """After damage: the first line of the next record, or nothing if there is none."""
        while not self.given_up:
            self._tries += 1
            try:
                while line := self.line():
                    if line.startswith(RECORD):
                        return line
                return b""
            except Damage:
                continue
        return b""

    def _fill(self) -> bool:
        """Get more ready; False at the end."""
        self._ready, self._at = b"", 0
        while not self._ready:
            if self._packed_at == len(self._packed) and not self._fetch():
                if self._inflater:
                    self._inflater = None
                    raise Damage("it is cut short")
                return False
            if self._gzip is None:
                self._gzip = self._packed.startswith(GZIP)
            if self._gzip:
                self._unpack()
            else:
                self._ready, self._packed_at = self._packed, len(self._packed)
        return True

    def _fetch(self) -> bool:
        try:
            self._packed, self._packed_at = self._raw.read(_PACKED), 0
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as reason:
            self._raw, self._packed, self._packed_at, self._inflater = io.BytesIO(), b"", 0, None
            raise Damage(str(reason)[:100]) from reason
        self._read += len(self._packed)
        return bool(self._packed)

    def _unpack(self) -> None:
        start, began = self._packed_at, self._inflater is None
        if self._inflater is None:
            self._inflater = zlib.decompressobj(_MEMBER_WINDOW)
            self._member = (0, 0)
        inflater = self._inflater
        try:
            self._ready = inflater.decompress(memoryview(self._packed)[start:], _UNPACKED)
        except zlib.error as reason:
            self._to_member(start + began)
            raise Damage("it can't be unpacked") from reason
        rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
        packed = self._member[0] + len(self._packed) - start - len(rest)
        unpacked = self._member[1] + len(self._ready)
        self._packed, self._packed_at, self._member = rest, 0, (packed, unpacked)
        if inflater.eof:
            self._inflater = None
        elif unpacked > _FREE and unpacked > MAX_ZIP_RATIO * packed:
            self._ready = b""
            self._to_member(0)
            raise Damage("it unpacks to far more than a page would")

    def _to_member(self, start: int) -> None:
        """Go to where the next member seems to begin."""
        self._inflater = None
        kept = self._packed[start:]
        while (found := kept.find(_MEMBER)) < 0:
            tail = kept[-len(_MEMBER) + 1 :]
            if not self._fetch():
                kept, found = b"", 0
                break
            kept = tail + self._packed
        self._packed, self._packed_at = kept, found
