"""An HTTP answer as a web archive holds it: head, transfer coding, content coding."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.ingest import coding
from onrecord.ingest.limits import MAX_BYTES

_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(r"(?:HTTP|ICY)/?[\d.]*\s+(\d{3})\b", re.IGNORECASE)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers (names in lower case), and how many bytes they take."""

    status: int
    headers: dict[str, str]
    size: int


def head(block: bytes) -> Head | None:
    """The head of an answer, of which `block` is the beginning; None where it is none."""
    end = _END.search(block)
    lines = (block[: end.start()] if end else block).decode("utf-8", "replace").splitlines()
    status = _STATUS.match(lines[0]) if lines else None
    if status is None:
        return None
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        name, value = name.strip().lower(), value.strip()
        if colon:
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Head(int(status[1]), headers, end.end() if end else len(block))


def content(body: bytes, headers: dict[str, str]) -> bytes:
    """The page itself. Many archives keep the headers of a coding that they have undone.

    Raises OnrecordError F008, F010, F011 as `coding.decoded` does.
    """
    body = unchunked(body, headers)
    codings = headers.get("content-encoding", "")
    if "gzip" in codings.lower() and not body.startswith(_GZIP):
        codings = ""
    return coding.decoded([body], codings, MAX_BYTES)


def unchunked(body: bytes, headers: dict[str, str]) -> bytes:
    """The body without the chunked transfer coding (RFC 9112, 7.1), if it is so at all."""
    if "chunked" not in headers.get("transfer-encoding", "").lower():
        return body
    pieces: list[bytes] = []
    at = 0
    while size := _CHUNK.match(body, at):
        length = int(size[1], 16)
        if not length:
            return b"".join(pieces)
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        if body[at : at + 2] == b"\r\n":
            at += 2
        elif body[at : at + 1] == b"\n":
            at += 1
    # One that ends before its last chunk was cut short, which its digest or reader will tell.
    return b"".join(pieces) if pieces else body
