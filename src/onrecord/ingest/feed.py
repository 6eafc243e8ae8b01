"""A feed (RSS 0.9 to 2.0, RSS 1.0, Atom) to its entries: address, title, date, text if given.

The XML may declare no entities, and is read as a stream of events, so that no tree is built
(RFC 4287; the RSS 2.0 specification; RSS 1.0 with its content module).
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from onrecord.errors import OnrecordError
from onrecord.ingest.dates import parse_date
from onrecord.ingest.limits import (
    MAX_FEED_BYTES,
    MAX_FEED_ELEMENTS,
    MAX_FEED_ENTRIES,
    MAX_XML_DEPTH,
    printed,
)

_HEAD = 4096
_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XHTML = "http://www.w3.org/1999/xhtml"
_RSS = ("", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")
_ROOTS = {"rss", f"{{{_RDF}}}RDF", f"{{{_ATOM}}}feed"}
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_DATES = ("pubDate", "published", "issued", "date")  # of publication; the best first
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_VOID = frozenset({"br", "hr", "img", "wbr", "col", "area", "source"})


@dataclass(slots=True, kw_only=True)
class Entry:
    """One entry. `content` is HTML, where the feed gives the article's whole text; `published`
    is ISO 8601, as exact as it was given."""

    address: str | None = None
    title: str | None = None
    published: str | None = None
    content: str | None = None


@dataclass(slots=True, kw_only=True)
class Feed:
    """A feed's title and entries; `error` says why some were left out (F030, F033)."""

    title: str | None = None
    entries: list[Entry] = field(default_factory=list)
    error: OnrecordError | None = None


def is_feed(data: bytes) -> bool:
    """Whether bytes are a feed, by the first element of their XML."""
    try:
        root = next(_events(data[:_HEAD], ("start",)), None)
    except OnrecordError:
        return False
    return root is not None and root[1].tag in _ROOTS


def read(data: bytes, address: str | None = None) -> Feed:
    """The entries of a feed, in its order; `address`: where it is, for addresses in it.

    A feed that is damaged half way gives the entries before. Raises OnrecordError F008 (too
    large), F030 (no feed, damaged, or hostile) and F031 (no entries).
    """
    if len(data) > MAX_FEED_BYTES:
        raise OnrecordError("F008", detail=f"at most {MAX_FEED_BYTES / 1e6:.0f} MB are read")
    reader = _Reader(address or "")
    try:
        for event, element in _events(data, ("start", "end")):
            if event == "start":
                reader.start(element)
            else:
                reader.end(element)
            if len(reader.feed.entries) > MAX_FEED_ENTRIES:
                reader.feed.entries.pop()
                detail = f"at most {MAX_FEED_ENTRIES:,}"
                reader.feed.error = OnrecordError("F033", detail=detail)
                break
    except OnrecordError as error:
        if not reader.feed.entries:
            raise
        reader.feed.error = error
    if not reader.feed.entries:
        raise OnrecordError("F031")
    return reader.feed


def page(entry: Entry) -> bytes:
    """An HTML page of an entry's own content, in UTF-8, with its title and date."""
    title = html.escape(entry.title or "", quote=True)
    meta = '<meta charset="utf-8">'
    if entry.published:
        date = html.escape(entry.published, quote=True)
        meta += f'<meta property="article:published_time" content="{date}">'
    head = f"<h1>{title}</h1>" if title else ""
    return (
        f"<!DOCTYPE html>\n<html><head>{meta}<title>{title}</title></head>\n"
        f"<body><article>{head}\n{entry.content or ''}\n</article></body></html>\n"
    ).encode()


class _Reader:
    """Gathers the entries from the events of the parser."""

    def __init__(self, address: str) -> None:
        self.feed = Feed()
        self._bases = [address]
        self._path: list[Any] = []
        self._elements = 0
        self._open: Any = None  # the element of the entry that is read
        self._entry = Entry()
        self._links: dict[str, str] = {}
        self._dates: dict[str, str] = {}

    def start(self, element: Any) -> None:
        self._elements += 1
        if len(self._path) >= MAX_XML_DEPTH or self._elements > MAX_FEED_ELEMENTS:
            raise OnrecordError("F030", detail="it has too many elements or nests them too deeply")
        if not self._path and element.tag not in _ROOTS:
            raise OnrecordError("F030", detail="no RSS or Atom")
        base = self._bases[-1]
        self._bases.append(_joined(base, element.get(_BASE)) or base)
        self._path.append(element)
        if self._open is None and _name(element) in ("item", "entry"):
            self._open, self._entry, self._links, self._dates = element, Entry(), {}, {}

    def end(self, element: Any) -> None:
        self._path.pop()
        base = self._bases.pop()
        parent = self._path[-1] if self._path else None
        if element is self._open:
            self._close(element)
        elif parent is not None and parent is self._open:
            self._field(element, base, self._entry)
        elif self._open is None and _name(element) == "title" and len(self._path) <= 2:
            self.feed.title = self.feed.title or _text(element)
        if self._open is None and parent is not None:
            parent.remove(element)

    def _field(self, element: Any, base: str, entry: Entry) -> None:
        match _name(element):
            case "title" if not entry.title:
                entry.title = _TAG.sub("", _text(element) or "").strip() or None
            case "link":
                relation = element.get("rel") or "alternate"
                found = _joined(base, element.get("href") or _text(element))
                if found:
                    self._links.setdefault(relation, found)
            case "guid" if element.get("isPermaLink", "true").strip().lower() == "true":
                self._links.setdefault("guid", _joined(base, _text(element)) or "")
            case name if name in _DATES and (found := _date(_text(element))):
                self._dates.setdefault(name, found)
            case "encoded":
                entry.content = _text(element, raw=True) or entry.content
            case "content" if element.get("src") is None:
                entry.content = _content(element) or entry.content

    def _close(self, element: Any) -> None:
        about = element.get(f"{{{_RDF}}}about")
        entry, links = self._entry, self._links
        entry.address = links.get("alternate") or links.get("guid") or about or None
        entry.published = next((self._dates[name] for name in _DATES if name in self._dates), None)
        self.feed.entries.append(entry)
        self._open = None


def _events(data: bytes, wanted: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """The parser's events. Raises OnrecordError F030."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    try:
        yield from iterparse(io.BytesIO(data.lstrip()), wanted, forbid_dtd=False)
    except DefusedXmlException as reason:
        raise OnrecordError("F030", detail="it declares entities, as a bomb does") from reason
    except (ParseError, ValueError, LookupError) as reason:
        raise OnrecordError("F030", detail=str(reason)[:100]) from reason


def _name(element: Any) -> str:
    """The local name of an element in one of the vocabularies of feeds, else nothing."""
    space, _, name = element.tag.rpartition("}")
    space = space.removeprefix("{")
    return name if space in (*_RSS, _ATOM, _CONTENT, _DUBLIN) else ""


def _text(element: Any, *, raw: bool = False) -> str | None:
    words = "".join(element.itertext())
    if not raw:
        words = " ".join(html.unescape(printed(words)).split())
    return words if words.strip() else None


def _content(element: Any) -> str | None:
    """Atom's content as HTML (RFC 4287, 4.1.3); other media than text have none."""
    match element.get("type", "text").strip().lower():
        case "html" | "text/html":
            return _text(element, raw=True)
        case "text" | "text/plain":
            words = _text(element, raw=True)
            parts = [part for part in (words or "").split("\n\n") if part.strip()]
            return "".join(f"<p>{html.escape(part)}</p>\n" for part in parts) or None
        case "xhtml" | "application/xhtml+xml":
            return "".join(_markup(element)) if _text(element) else None
    return None


def _markup(element: Any) -> Iterator[str]:
    """What stands in an element as HTML; its depth is bounded by `MAX_XML_DEPTH`."""
    yield html.escape(element.text or "", quote=False)
    for child in element:
        tag = child.tag.removeprefix(f"{{{_XHTML}}}")
        known = tag.isalnum()
        if known:
            href = child.get("href")
            yield f'<{tag} href="{html.escape(href)}">' if href else f"<{tag}>"
        yield from _markup(child)
        if known and tag not in _VOID:
            yield f"</{tag}>"
        yield html.escape(child.tail or "", quote=False)


def _joined(base: str, address: str | None) -> str | None:
    try:
        return urljoin(base, address.strip()) if address and address.strip() else None
    except ValueError:
        return None


def _date(words: str | None) -> str | None:
    """A date of RFC 822 (RSS) or ISO 8601 (Atom, Dublin Core) as ISO 8601."""
    if not words:
        return None
    found = parse_date(words[:100])
    if found:
        return found
    try:
        return parsedate_to_datetime(words[:100]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
