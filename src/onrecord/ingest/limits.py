"""How much of a file is read, in one place, each bound with its reason.

A file from outside is hostile until read: every reader is bounded in time and memory by
these figures, and says with a numbered error or note where one was met.
"""

from __future__ import annotations

import os
import re
import select
import stat
from pathlib import Path
from typing import IO, BinaryIO

from onrecord.errors import OnrecordError

MAX_BYTES = 50_000_000
"""One file of any format: a book-length PDF with pictures fits, a disk image does not."""

MAX_TEXT_BYTES = 20_000_000
"""One file of plain text or mark-up: some ten novels; no article comes near it."""

MAX_CHARS = 10_000_000
"""Code points of text in one document, whatever it was unpacked from."""

PIPE_WAIT = 2.0
"""Seconds that a named pipe without a writer is waited on; with one, as long as it takes."""

MAX_HTML_ELEMENTS = 30_000
"""Elements of a page: three times a heavy front page. trafilatura's cost grows with their
square where they stand side by side."""

MAX_HTML_ATTRIBUTES = 2_000
"""Attributes of one element: a hundred times what pages have. The parser's cost grows with
their square."""

MAX_HTML_CHARS = 2_000_000
"""Characters that a page prints: two novels."""

MAX_JSON_LD = 1_000_000
"""Characters of one block of JSON-LD metadata; a long article's own is a tenth of this."""

MAX_JSON_NODES = 10_000
"""Objects looked at in a page's JSON-LD."""

MAX_PDF_PAGES = 2_000
"""Pages of a PDF: the longest public reports have under a thousand."""

MAX_PDF_PAGE_CHARS = 200_000
"""Characters on one PDF page: a full broadsheet page has under 50,000."""

MAX_PDF_STREAM = 20_000_000
"""Bytes of one unpacked stream of a PDF, pictures aside. PDFium takes some 25 times as much
memory for a page's drawing orders; those of a detailed map are 10 MB."""

MAX_PDF_UNPACKED = 200_000_000
"""Bytes of all such streams of a PDF."""

MAX_ZIP_DIRECTORY = 1_000_000
"""Bytes of a DOCX's table of contents: some ten thousand entries."""

MAX_ZIP_ENTRIES = 5_000
"""Entries of a DOCX: its parts and pictures."""

MAX_ZIP_ENTRY = 60_000_000
"""Bytes of one unpacked part of a DOCX: the mark-up of a book."""

MAX_ZIP_SIDE_PART = 2_000_000
"""Bytes of a DOCX's styles, links or properties; Word's largest are a tenth of this."""

MAX_ZIP_RATIO = 200
"""Unpacked to packed size of a part over a megabyte; Word's own mark-up packs 10 to 60 fold."""

MAX_XML_DEPTH = 200
"""Levels of nested elements in a DOCX; tables in tables in text boxes reach 60."""

MAX_MAIL_PARTS = 500
"""Parts of a message, its attachments included."""

MAX_MAIL_LINES = 1_000_000
"""Lines of a message: three times those of the largest attachment that servers let through."""

MAX_MAIL_CONTAINERS = 100
"""Multiparts and messages in a message; Python's parser takes a step inward for each."""

MAX_MAIL_HEADER = 5_000
"""Characters of one header that is read."""

MAX_MAIL_DEPTH = 20
"""Levels of messages in messages and of multiparts in multiparts."""

MAX_GAZETTEER_BYTES = 5_000_000
"""The user's own list of names: a thousand people and bodies take 0.1 MB."""

MAX_GAZETTEER_NAMES = 100_000
"""Names and aliases in it; they are held in memory, at about a kilobyte each."""

MAX_REDIRECTS = 5
"""Times that one address may lead to another; sites need one or two."""

FETCH_SECONDS = 60.0
"""Seconds for one page in all, redirects included; names are looked up as the system does."""

FETCH_PAUSE = 15.0
"""Seconds that a server may keep silent."""

MAX_ADDRESS = 4_000
"""Characters of an address; servers refuse those over 8,000."""

MAX_HTTP_FRAME = 1_000_000
"""Bytes of an HTTP answer beside its content: headers and the marks of its pieces."""

MAX_WARC_HEAD = 100_000
"""Bytes of the head of one record of a web archive, and of the HTTP head in it."""

MAX_WARC_PAGES = 1_000_000
"""Addresses of a web archive that are kept in mind, to tell which pages were seen before."""

MAX_WARC_DAMAGES = 1_000
"""Places of a web archive at which reading begins anew after damage."""

MAX_WACZ_LIST = 50_000_000
"""Bytes of the list of pages in a packed web archive."""

MAX_FEED_BYTES = 10_000_000
"""A feed: five hundred long articles."""

MAX_FEED_ELEMENTS = 100_000
"""Elements of a feed: an entry has ten, and the mark-up of its article is mostly plain text."""

MAX_FEED_ENTRIES = 1_000
"""Entries of a feed; most have ten to a hundred."""


def too_large(size: int, limit: int = MAX_BYTES, *, where: str | None = None) -> OnrecordError:
    """The error for `size` bytes where at most `limit` are read (R030)."""
    detail = f"{size / 1e6:.0f} MB; at most {limit / 1e6:.0f} MB are read"
    return OnrecordError("R030", detail=detail, where=where)


def read_file(path: Path, limit: int = MAX_BYTES) -> bytes:
    """A file's bytes, at most `limit`.

    Raises OnrecordError R030 for a larger one, without reading it, and what `open_file`
    raises.
    """
    size = path.stat().st_size
    if size > limit:
        raise too_large(size, limit, where=str(path))
    with open_file(path) as stream:  # bounded again: a pipe or a growing file has no true size
        return read_stream(stream, limit, where=str(path))


def open_file(path: Path) -> BinaryIO:
    """A file's bytes to read.

    Raises OnrecordError R016 for a terminal, or a pipe that nobody writes to, which would
    be waited for without end, and OSError as `open` does.
    """
    at_once = getattr(os, "O_NONBLOCK", 0)  # not on Windows, where pipes are no files
    stream = os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | at_once), "rb")
    if stream.isatty():
        hindrance = "a terminal; `-` is standard input"
    elif stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode) and not _is_written(stream.fileno()):
        hindrance = "a pipe that nobody writes to"
    else:
        if at_once:
            os.set_blocking(stream.fileno(), True)
        return stream
    stream.close()
    raise OnrecordError("R016", detail=hindrance, where=str(path))


def _is_written(pipe: int) -> bool:
    """Whether a pipe, opened without waiting, has a writer, or gets one within `PIPE_WAIT`."""
    if select.select([pipe], [], [], PIPE_WAIT)[0]:
        return True
    try:
        return os.read(pipe, 1) != b""  # nothing to lose: nothing was there
    except BlockingIOError:  # there is one, who writes nothing yet
        return True


def read_stream(
    stream: BinaryIO | IO[bytes], limit: int = MAX_BYTES, *, where: str | None = None
) -> bytes:
    """All bytes of an open stream, at most `limit`; raises OnrecordError R030 if there are more."""
    pieces: list[bytes] = []
    left = limit + 1
    while left and (piece := stream.read(min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    if not left:
        detail = f"more than {limit / 1e6:.0f} MB"
        raise OnrecordError("R030", detail=detail, where=where)
    return b"".join(pieces)


_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


def printed(text: str) -> str:
    """The text without what no page shows: control characters, soft hyphens, lone surrogates.

    For formats that are unpacked; plain text is kept character for character.
    """
    return _INVISIBLE.sub("", text)
