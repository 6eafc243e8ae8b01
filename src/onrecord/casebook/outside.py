"""Addresses, web archives and feeds, as what is to be added to a casebook.

A document from the web is known by its address, however it came here; so a page that was
fetched twice, or captured by several archives, has several versions if it changed. `origin`
keeps how its bytes were had:

    how      "fetched", "archived", or "feed" (its text stood in the feed itself)
    at       when the server gave them, UTC in ISO 8601; null where a file does not say
    path     of what was fetched: every address, from the one asked for to the one that answered
    status, server, headers   of the HTTP answer
    archive, record           the archive's file, and the id of the record in it
    feed     the address or the path of the feed that named it
    hints    the title and the date that the feed gives, for a page that has none
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord import batch
from onrecord.casebook import custody
from onrecord.casebook.intake import Container, Item, Unreadable, absolute, is_address, written
from onrecord.errors import OnrecordError
from onrecord.ingest import feed, media, warc
from onrecord.ingest.fetch import Fetched, fetch, shown, target

Given = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """What the user allows: `allow_private`, pages from private networks; `fetch_pages`, that
    the pages of a feed are fetched, rather than read as far as the feed holds them."""

    allow_private: bool = False
    fetch_pages: bool = True


def of_address(address: str, web: Web, given: Given) -> Iterator[Item | Container | Unreadable]:
    """The page at an address, or if a feed is there, its entries."""
    page = _fetched(address, web, given)
    if isinstance(page, Item) and _is_feed(page):
        yield Container(key=page.key, name=page.name)
        yield from _of_feed(page, web, given)
    else:
        yield page


def is_archive(file: str) -> bool:
    """Whether a file is a web archive; False for what is no file or can't be opened."""
    path = Path(file)
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return warc.is_archive(stream, path.name)
    except (OSError, ValueError):  # reading it will say so
        return False


def of_archive(file: str, given: Given) -> Iterator[Item | Unreadable]:
    """The pages of a web archive, one after another."""
    try:
        with Path(file).open("rb") as stream:
            for found in warc.read(stream):
                yield _of_page(found, file, given)
    except OSError as reason:
        yield Unreadable(key=None, name=file, error=batch.as_error(reason))


def of_feed_file(item: Item, given: Given) -> Iterator[Item | Unreadable]:
    """The entries of a feed that is a file. Nothing is fetched: the user gave no address."""
    yield from _of_feed(item, Web(fetch_pages=False), given)


def is_feed(item: Item) -> bool:
    """Whether what was read from a file is a feed."""
    return feed.is_feed(item.data)


def _fetched(
    address: str, web: Web, given: Given, origin: dict[str, Any] | None = None
) -> Item | Unreadable:
    name = shown(address)
    try:
        key = target(address).url
    except OnrecordError as error:
        return Unreadable(key=None, name=name, error=error)
    try:
        page = fetch(address, allow_private=web.allow_private)
    except OnrecordError as error:
        return Unreadable(key=key, name=name, error=error)
    return Item(
        key=key,
        name=name,
        data=page.data,
        location=page.address,
        given=given,
        origin=_origin(page) | (origin or {}),
    )


def _origin(page: Fetched) -> dict[str, Any]:
    return {
        "how": "fetched",
        "at": page.fetched_at,
        "path": list(page.path),
        "status": page.status,
        "server": page.server,
        "headers": page.headers,
    }


def _is_feed(item: Item) -> bool:
    kind = media.media_type(item.origin["headers"].get("content-type"))
    return kind in media.SURE_FEEDS or feed.is_feed(item.data)


def _of_feed(item: Item, web: Web, given: Given) -> Iterator[Item | Unreadable]:
    try:
        found = feed.read(item.data, item.location if item.origin else None)
    except OnrecordError as error:
        yield Unreadable(key=None, name=item.name, error=error)
        return
    for entry in found.entries:
        yield _of_entry(entry, item, web, given)
    if found.error:
        yield Unreadable(key=None, name=item.name, error=found.error)


def _of_entry(entry: feed.Entry, source: Item, web: Web, given: Given) -> Item | Unreadable:
    hints = {"title": entry.title, "published": entry.published}
    origin: dict[str, Any] = {
        "feed": source.key,
        "hints": {name: value for name, value in hints.items() if value},
    }
    address = entry.address
    if address and web.fetch_pages:
        return _fetched(address, web, given, origin)
    name = f"{source.name}: {shown(address) if address else entry.title or 'an entry'}"
    key = target(address).url if address and _is_sound(address) else None
    if entry.content is None:
        error = OnrecordError("F032" if address else "F034", where=name)
        return Unreadable(key=key, name=name, error=error)
    origin |= {"how": "feed", "at": source.origin.get("at")}
    data = feed.page(entry)
    key = key or f"{source.key}: {entry.title or custody.digest(data)}"
    return Item(key=key, name=name, data=data, location=key, given=given, origin=origin)


def _of_page(found: warc.Archived | warc.Unread, file: str, given: Given) -> Item | Unreadable:
    address = found.address
    name = f"{file}: {shown(address)}" if address else file
    key = target(address).url if address and _is_sound(address) else None
    if isinstance(found, warc.Unread) or key is None:
        error = found.error if isinstance(found, warc.Unread) else OnrecordError("F001", where=name)
        return Unreadable(key=key, name=name, error=error)
    origin = {
        "how": "archived",
        "at": found.captured_at,
        "archive": written(absolute(file)),
        "record": found.record,
        "status": found.status,
        "headers": found.headers,
    }
    return Item(key=key, name=name, data=found.data, location=key, given=given, origin=origin)


def _is_sound(address: str) -> bool:
    if not is_address(address):
        return False
    try:
        target(address)
    except OnrecordError:
        return False
    return True
