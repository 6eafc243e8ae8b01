"""Web archives of invented pages, made as crawlers make them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zipfile

DATE = "2031-03-14T18:05:00Z"


def record(
    kind: str, block: bytes, *, packed: bool = False, digest: bool = True, **headers: str | None
) -> bytes:
    """A WARC record; `headers` are added or, where None, left out. `packed`: as gzip."""
    lines: dict[str, str | None] = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:8a1f8a1c-6f0f-4a63-9a41-3d3f0f5f7c11>",
        "WARC-Date": DATE,
        "WARC-Block-Digest": sha1(block) if digest else None,
        "Content-Length": str(len(block)),
    }
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
    data = b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"
    return gzip.compress(data, mtime=0) if packed else data


def http(
    body: bytes = b"", *, kind: str = "text/html", status: str = "200 OK", **headers: str
) -> bytes:
    """An HTTP answer as it stands in a record."""
    lines = {"Content-Type": kind, **{key.replace("_", "-"): it for key, it in headers.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def response(
    address: str,
    body: bytes = b"",
    *,
    date: str = DATE,
    packed: bool = False,
    kind: str = "text/html",
    status: str = "200 OK",
    **headers: str,
) -> bytes:
    """A record of a page; `headers` are of the HTTP answer."""
    return record(
        "response",
        http(body, kind=kind, status=status, **headers),
        packed=packed,
        WARC_Target_URI=address,
        WARC_Date=date,
        WARC_Payload_Digest=sha1(body),
        Content_Type="application/http;msgtype=response",
    )


def wacz(entries: dict[str, bytes], *, compression: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of `entries`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return stream.getvalue()


def sha1(data: bytes) -> str:
    digest = hashlib.sha1(data, usedforsecurity=False).digest()
    return "sha1:" + base64.b32encode(digest).decode()
