"""The pages of web archives: what a server once gave for an address, and when.

What is no article is passed over: pictures, scripts and the like, redirects and errors,
requests and metadata. What could be one and can't be read is said, with its number.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from onrecord.errors import OnrecordError
from onrecord.ingest import media
from onrecord.ingest.limits import MAX_BYTES, MAX_WARC_HEAD, MAX_WARC_PAGES, printed
from onrecord.ingest.warc import message
from onrecord.ingest.warc.digests import fits
from onrecord.ingest.warc.records import Broken, Record, records
from onrecord.ingest.warc.source import Readable, Source

KEPT_HEADERS = ("content-type", "content-language", "date", "last-modified", "etag")
_ADDRESSES = ("http://", "https://")
_FOR_CRAWLERS = re.compile(r"https?://[^/]+/robots\.txt(?![^?#])", re.IGNORECASE)
_LONGEST = 300
# A date of W3C's profile of ISO 8601, in UTC, as exact as the crawler knew it (WARC 1.1, 5.4).
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A page as an archive holds it.

    `data` is the content with its codings undone; `captured_at` is UTC in ISO 8601; `record`
    is the id of the record; `headers` are those of `KEPT_HEADERS` that there were.
    """

    address: str
    data: bytes
    media_type: str | None
    captured_at: str | None
    record: str | None
    status: int | None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What could not be read: a page, or with `address` None a part of the archive."""

    address: str | None
    error: OnrecordError


class Pages:
    """Reads the files of one archive; remembers what was seen, for records that refer to it.

    `only`: the addresses that are pages, where the archive says so.
    """

    def __init__(self, only: Container[str] | None = None) -> None:
        self._only = only
        self._seen: dict[bytes, str | None] = {}
        self.found = 0

    def of(self, stream: Readable) -> Iterator[Archived | Unread]:
        """The pages of one WARC file, packed or not, in its order."""
        for page in records(Source(stream), self._page):
            if isinstance(page, Broken):
                yield Unread(address=None, error=OnrecordError("F020", detail=page.what))
            elif page:
                self.found += 1
                yield page

    def _page(self, record: Record) -> Archived | Unread | None:
        address = record.address
        if not address.lower().startswith(_ADDRESSES):
            return None
        if _FOR_CRAWLERS.match(address):
            return None
        if self._only is not None and without_fragment(address) not in self._only:
            return None
        match record.kind:
            case "response":
                return self._response(record)
            case "resource" if record.headers.get("content-type"):
                return self._resource(record)
            case "revisit":
                return self._revisit(record)
        return None

    def _response(self, record: Record) -> Archived | Unread | None:
        begin = record.read(MAX_WARC_HEAD)
        head = message.head(begin)
        if head is None or head.status != 200:
            return None
        kind = media.media_type(head.headers.get("content-type"))
        if not media.may_be_article(kind):
            return None
        if record.size - head.size > MAX_BYTES:
            return _too_large(record)
        block = begin + record.read(record.size)
        body = block[head.size :]
        try:
            data = message.content(body, head.headers)
        except OnrecordError as error:
            return _unread(record, error.code, error.detail)
        if not _intact(record, block, (body, message.unchunked(body, head.headers), data)):
            return _unread(record, "F021")
        return self._archived(record, data, kind, head)

    def _resource(self, record: Record) -> Archived | Unread | None:
        kind = media.media_type(record.headers["content-type"])
        if not media.may_be_article(kind):
            return None
        if record.size > MAX_BYTES:
            return _too_large(record)
        data = record.read(record.size)
        if not _intact(record, data, (data,)):
            return _unread(record, "F021")
        return self._archived(record, data, kind, None)

    def _revisit(self, record: Record) -> Unread | None:
        """Nothing where the page is the same as when it was last seen here."""
        key = _key(record.address)
        digest = record.headers.get("warc-payload-digest")
        if key in self._seen and digest and self._seen[key] in (None, digest):
            return None
        head = message.head(record.read(MAX_WARC_HEAD))
        if head and not (
            head.status == 200
            and media.may_be_article(media.media_type(head.headers.get("content-type")))
        ):
            return None
        at = record.headers.get("warc-refers-to-date") or "another time"
        there = record.headers.get("warc-refers-to-target-uri") or record.address
        error = OnrecordError("F022", detail=_shown(f"{there} at {at}"), where=record.address)
        return Unread(address=None if key in self._seen else record.address, error=error)

    def _archived(
        self, record: Record, data: bytes, kind: str | None, head: message.Head | None
    ) -> Archived:
        if len(self._seen) < MAX_WARC_PAGES:
            digest = record.headers.get("warc-payload-digest")
            self._seen[_key(record.address)] = digest
        headers = head.headers if head else {}
        return Archived(
            address=record.address,
            data=data,
            media_type=kind,
            captured_at=_date(record.headers.get("warc-date", "")),
            record=record.headers.get("warc-record-id"),
            status=head.status if head else None,
            headers={name: _shown(headers[name]) for name in KEPT_HEADERS if headers.get(name)},
        )


def without_fragment(address: str) -> str:
    """An address without what stands after "#"."""
    return address.partition("#")[0]


def _intact(record: Record, block: bytes, payloads: tuple[bytes, ...]) -> bool:
    """Whether the record is as its digests say.

    That of the block is plain. Of the payload programs take it with or without its codings,
    so it counts only where there is none of the block.
    """
    whole = fits(record.headers.get("warc-block-digest"), (block,))
    if whole is not None:
        return whole
    return fits(record.headers.get("warc-payload-digest"), payloads) is not False


def _too_large(record: Record) -> Unread:
    return _unread(record, "F008", f"{record.size / 1e6:.0f} MB")


def _unread(record: Record, code: str, detail: str = "") -> Unread:
    error = OnrecordError(code, detail=detail, where=record.address)
    return Unread(address=record.address, error=error)


def _key(address: str) -> bytes:
    return hashlib.blake2b(without_fragment(address).encode("utf-8"), digest_size=16).digest()


def _date(stated: str) -> str | None:
    return stated if _DATE.fullmatch(stated) else None


def _shown(text: str) -> str:
    return " ".join(printed(text).split())[:_LONGEST]
