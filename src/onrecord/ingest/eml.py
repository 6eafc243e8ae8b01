"""A mail message (.eml) → Draft: its text, or the page in it where that says much more.

A page that a browser saved as MHTML is such a message too, and is read as a page. The
standard library's older policy is used: it parses headers only where asked, and takes any.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from onrecord.errors import OnrecordError
from onrecord.ingest import html
from onrecord.ingest.draft import Draft, DraftBuilder, note
from onrecord.ingest.encoding import decode
from onrecord.ingest.limits import (
    MAX_CHARS,
    MAX_MAIL_CONTAINERS,
    MAX_MAIL_DEPTH,
    MAX_MAIL_HEADER,
    MAX_MAIL_LINES,
    MAX_MAIL_PARTS,
    printed,
)
from onrecord.ingest.text import split_blocks
from onrecord.record import BlockKind, Link, Note

MEDIA_TYPE = "message/rfc822"
RICHER = 2
"""How many times as long as the plain text a page must be to be read in its stead."""

_CONTAINER = re.compile(rb"^content-type:\s{0,9}(?:multipart|message)/", re.I | re.M)
_NEXT_IN_MAILBOX = re.compile(rb"\n\r?\nFrom \S{1,200} [^\n]{0,100}\d{4}\r?\n")
_WROTE = re.compile(r"(?:on|am|le) .{5,300}(?:wrote|schrieb|a écrit)\s*:$", re.I | re.DOTALL)
_FORWARDED = re.compile(r"-{2,}\s*(?:original|forwarded) message\s*-{2,}", re.IGNORECASE)
_QUOTE_MARKS = re.compile(r"^(?:[ \t]*>)+[ \t]?", re.MULTILINE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def read(data: bytes) -> Draft:
    """The text of a message; its subject is the headline, its date the publication date.

    Attachments are named in a note. Raises OnrecordError R060 for a message without text,
    R061 for one nested too deeply or in too many parts, R030 for one of too many lines,
    and for a saved page what `html.read` raises.
    """
    data = data.lstrip(b"\r\n\t ")
    if data.count(b"\n") + data.count(b"\r") > 2 * MAX_MAIL_LINES:
        raise OnrecordError("R030", detail=f"more than {MAX_MAIL_LINES:,} lines")
    containers = sum(1 for _ in _CONTAINER.finditer(data))
    if containers > MAX_MAIL_CONTAINERS:
        raise OnrecordError("R061", detail=f"{containers:,} of them hold others")
    following = _NEXT_IN_MAILBOX.search(data) if data.startswith(b"From ") else None
    if following is not None:
        data = data[: following.start()]
    message = email.message_from_bytes(data)
    contents = _contents(message)
    draft = _page(contents) if _is_saved_page(message) else _mail(contents)
    if following is not None:
        draft.notes.append(note("R064"))
    return draft


@dataclass(slots=True)
class _Contents:
    """What a message holds, taken apart."""

    message: Message
    plain: list[Message] = field(default_factory=list)
    pages: list[Message] = field(default_factory=list)
    inner: list[Message] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)


def _contents(message: Message, *, depth: int = 0) -> _Contents:
    """The parts of a message by what they are for; those of one forwarded whole where the
    outer message says nothing itself."""
    contents = _Contents(message)
    count = 0
    waiting = [(message, depth)]
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if depth > MAX_MAIL_DEPTH:
            raise OnrecordError("R061", detail=f"more than {MAX_MAIL_DEPTH} levels")
        if count > MAX_MAIL_PARTS:
            raise OnrecordError("R061", detail=f"more than {MAX_MAIL_PARTS} parts")
        contents.defects.extend(type(defect).__name__ for defect in part.defects)
        kind = part.get_content_type()
        payload = part.get_payload()
        if isinstance(payload, list):
            if kind == "message/rfc822" and part is not message:
                contents.inner.extend(inner for inner in payload if isinstance(inner, Message))
            else:
                inside = [(inner, depth + 1) for inner in payload if isinstance(inner, Message)]
                waiting.extend(reversed(inside))
        elif part.get_content_maintype() == "multipart":  # whose parts were never found
            contents.plain.append(part)
        elif part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            name = part.get_filename()
            if name or part.get_content_disposition() == "attachment":
                contents.attachments.append(_decoded(name) if name else kind)
        elif kind == "text/html":
            contents.pages.append(part)
        else:
            contents.plain.append(part)
    if contents.inner and not any(_has_words(part) for part in contents.plain + contents.pages):
        return _contents(contents.inner[0], depth=depth + 1)
    contents.attachments.extend(
        f"the message “{_header(inner, 'Subject') or 'without a subject'}”"
        for inner in contents.inner
    )
    return contents


def _has_words(part: Message) -> bool:
    return bool(_bytes(part).strip())


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> tuple[str, list[Note]]:
    """A part's text in the encoding it names."""
    data = _bytes(part)
    if not data.strip():
        return "", []
    declared = part.get_content_charset()
    if declared is None and part.get_content_type() == "text/html":
        declared = html.declared_encoding(data)
    text, notes = decode(data, declared=declared)
    if len(text) > MAX_CHARS:
        notes = [*notes, note("R065")]
    return text[:MAX_CHARS], notes


def _is_saved_page(message: Message) -> bool:
    return message.get_content_type() == "multipart/related" and (
        message["Snapshot-Content-Location"] is not None
        or str(message["From"] or "").lower().startswith("<saved by")
        or (message["From"] is None and message["To"] is None)
    )


def _page(contents: _Contents) -> Draft:
    page = next((part for part in contents.pages if _has_words(part)), None)
    if page is None:
        raise OnrecordError("R041", detail="the file holds no page")
    text, notes = _text(page)
    draft = html.read_text(text)
    draft.notes[:0] = notes
    return draft


def _mail(contents: _Contents) -> Draft:
    message = contents.message
    subject = _header(message, "Subject")
    body = _body(contents)
    builder = DraftBuilder(MEDIA_TYPE)
    if subject:
        builder.add(subject, "headline")
    for piece in body.pieces:
        builder.add(piece.text, piece.kind, links=piece.links, path=piece.path)
    if contents.attachments:
        builder.note("R062", _listed(contents.attachments))
    if contents.defects:
        builder.note("R063", _listed(sorted(set(contents.defects))))
    draft = builder.build()
    draft.notes[:0] = body.notes
    draft.headline = subject
    draft.byline, draft.publisher = _sender(message)
    draft.published = _date(message)
    return draft


@dataclass(slots=True)
class _Body:
    pieces: list[_Piece]
    notes: list[Note]

    @property
    def letters(self) -> int:
        return sum(len(word) for piece in self.pieces for word in _LETTERS.findall(piece.text))


@dataclass(slots=True)
class _Piece:
    text: str
    kind: BlockKind
    links: list[Link] = field(default_factory=list)
    path: str | None = None


def _body(contents: _Contents) -> _Body:
    """The plain text, or the page in the message where that is clearly richer."""
    plain = _Body([], [])
    for part in contents.plain:
        text, notes = _text(part)
        plain.pieces.extend(_pieces(text))
        plain.notes.extend(notes)
    page = _Body([], [])
    for part in contents.pages:
        text, notes = _text(part)
        if text:
            draft = html.read_all(text)
            page.pieces.extend(_of_page(draft))
            page.notes.extend(notes)
    body = page if page.letters > RICHER * plain.letters else plain
    if not body.letters:
        raise OnrecordError("R060", detail=_listed(contents.attachments))
    return body


def _of_page(draft: Draft) -> Iterator[_Piece]:
    places = iter(draft.links)
    link = next(places, None)
    for block in draft.blocks:
        piece = _Piece(draft.text[block.start : block.end], block.kind, path=block.path)
        while link is not None and link.start < block.end:
            start, end = link.start - block.start, link.end - block.start
            piece.links.append(Link(start=start, end=end, href=link.href))
            link = next(places, None)
        yield piece


def _pieces(text: str) -> Iterator[_Piece]:
    """Plain text in blocks: quoted lines without their marks, the signature as `other`."""
    text = printed(text).replace("\r\n", "\n").replace("\r", "\n")
    signature = text.rfind("\n-- \n")
    for block in split_blocks(text):
        words = text[block.start : block.end]
        kind: BlockKind = block.kind
        if 0 <= signature < block.start or _WROTE.match(words) or _FORWARDED.match(words):
            kind = "other"
        elif kind == "quote":
            words = _QUOTE_MARKS.sub("", words)
        yield _Piece(words, kind)


# Headers


def _header(message: Message, name: str) -> str | None:
    """A header in plain words; None where it is absent or too long to be one."""
    raw = message[name]
    if raw is None or len(str(raw)) > MAX_MAIL_HEADER:
        return None
    return _decoded(str(raw)) or None


def _decoded(raw: str) -> str:
    """A header's value without its RFC 2047 encoding."""
    try:
        words = str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError):  # an encoding that nobody knows
        words = raw
    return " ".join(printed(words).split())


def _sender(message: Message) -> tuple[list[str], str | None]:
    """The sender as byline or as publisher, where the address bears out which it is."""
    raw = message["From"]
    if raw is None or len(str(raw)) > MAX_MAIL_HEADER:
        return [], None
    encoded, address = parseaddr(str(raw))
    name = _decoded(encoded)
    person, _, domain = address.lower().rpartition("@")
    words = [word.lower() for word in _LETTERS.findall(name)]
    if len(words) >= 2 and words[-1] in person:
        return [name], None
    if any(len(word) > 3 and word in domain for word in words):
        return [], name
    return [], None


def _date(message: Message) -> str | None:
    """The date as ISO 8601, in the zone it was written in."""
    raw = message["Date"]
    try:
        return parsedate_to_datetime(str(raw)[:100]).isoformat(timespec="seconds")
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _listed(names: list[str]) -> str:
    shown = [printed(name)[:80] for name in names[:5]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
