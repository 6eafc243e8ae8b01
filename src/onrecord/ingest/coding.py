"""The codings of HTTP content undone, with a bound on what comes out (RFC 9110, 8.4)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from onrecord.errors import OnrecordError

CODINGS = ("gzip", "deflate")
"""Those that are undone, as a request may name them."""

_MAX_CODINGS = 2
_PIECE = 1 << 16
_HEAD = 2  # bytes that tell zlib's format
_GZIP_OR_ZLIB = 47
_RAW_DEFLATE = -15  # what some servers send as "deflate", against the standard
_NAMES = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}


def decoded(pieces: Iterable[bytes], codings: str | None, limit: int) -> bytes:
    """The content of `pieces` without its codings (the value of Content-Encoding).

    Raises OnrecordError F008 where more than `limit` bytes come out of any of them, F010
    where it is damaged or cut short, F011 on another coding (such as "br").
    """
    for coding in reversed(_known(codings)):
        pieces = _inflated(pieces, coding, limit)
    return joined(pieces, limit)


def joined(pieces: Iterable[bytes], limit: int) -> bytes:
    """All pieces. Raises OnrecordError F008 where they are more than `limit` bytes."""
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > limit:
            raise too_much(limit)
    return bytes(content)


def too_much(limit: int) -> OnrecordError:
    """The error for content of more than `limit` bytes (F008)."""
    return OnrecordError("F008", detail=f"at most {limit / 1e6:.0f} MB are read")


def _known(codings: str | None) -> list[str]:
    names = [name.strip().lower() for name in (codings or "").split(",")]
    names = [name for name in names if name and name != "identity"]
    for name in names:
        if name not in _NAMES:
            raise OnrecordError("F011", detail=name[:20])
    if len(names) > _MAX_CODINGS:
        raise OnrecordError("F011", detail=f"{len(names)} times")
    return [_NAMES[name] for name in names]


def _inflated(pieces: Iterable[bytes], coding: str, limit: int) -> Iterable[bytes]:
    inflater = None
    head = b""
    size = 0
    try:
        for piece in pieces:
            if inflater is None:
                head += piece
                if len(head) < _HEAD:
                    continue
                inflater, piece = zlib.decompressobj(_window(head, coding)), head
            while piece and not inflater.eof:
                unpacked = inflater.decompress(piece, _PIECE)
                size += len(unpacked)
                if size > limit:
                    raise too_much(limit)
                yield unpacked
                piece = inflater.unconsumed_tail
        if inflater and not inflater.eof:
            yield inflater.flush()  # at most one match more: all that came in is used up
    except zlib.error as reason:
        raise OnrecordError("F010", detail=f"{coding} is damaged") from reason
    if head and not (inflater and inflater.eof):
        raise OnrecordError("F010", detail=f"{coding} is cut short")


def _window(head: bytes, coding: str) -> int:
    """How zlib has to read what begins so (RFC 1950, 2.2: the first bytes of zlib's format)."""
    zlib_like = head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return _RAW_DEFLATE if coding == "deflate" and not zlib_like else _GZIP_OR_ZLIB
