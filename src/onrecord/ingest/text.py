"""Plain text → blocks.

The text of a file is kept character for character, line ends included, but for a byte
order mark and inline mark-up (`<u>…</u>`, `<a href=…>`), which is taken out with its
place kept in `links`. `from_text` is for text that must not be altered at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.ingest.draft import Draft
from onrecord.ingest.encoding import decode
from onrecord.ingest.markup import find_elements, links_of, take_out
from onrecord.record import Block, BlockKind

MEDIA_TYPE = "text/plain"

WRAPPED = 120
"""No line of a hard-wrapped text is longer than this, but for a few web addresses."""

BULLET = re.compile(r"[ \t]{0,12}(?:[*+•‣▪▫◦●○■–-]|\(?\d{1,2}[.)])[ \t]+\S")
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with words in it; offsets leave the white space around them out."""

    start: int
    end: int
    indent: int
    words: str
    after_blank: bool

    @property
    def is_bullet(self) -> bool:
        return BULLET.match(self.words) is not None

    @property
    def is_quoted(self) -> bool:
        return self.words.startswith(">")


def read(data: bytes) -> Draft:
    """A plain-text file as a draft; its frame is not yet found.

    Raises OnrecordError R001 on an empty file, R034 on binary data.
    """
    decoded, notes = decode(data)
    text, links = take_out(decoded)
    blocks = split_blocks(text)
    return Draft(media_type=MEDIA_TYPE, text=text, blocks=blocks, links=links, notes=notes)


def from_text(text: str) -> Draft:
    """Text as a draft, never altered: tags stay in it, and `links` show what they mark."""
    links = links_of(find_elements(text)) if "<" in text else []
    return Draft(media_type=MEDIA_TYPE, text=text, blocks=split_blocks(text), links=links)


def split_blocks(text: str) -> list[Block]:
    """Blocks that stand in order, apart, and cover all of any text but its white space.

    A blank line ends a block. Within a group of lines each line is a block of its own,
    unless the text is hard-wrapped at some 60 to 120 columns: then the lines that fill
    the measure are one block. Lines that begin with ">" are quotes; every other kind is
    "paragraph" until `frame.find_frame` has looked at it.
    """
    lines = list(_lines(text))
    measure = _measure(lines)
    blocks: list[Block] = []
    group: list[_Line] = []
    for line in lines:
        if group and (line.after_blank or not _runs_on(group[-1], line, measure)):
            blocks.append(_block(group))
            group = []
        group.append(line)
    if group:
        blocks.append(_block(group))
    return blocks


def _lines(text: str) -> Iterator[_Line]:
    position, after_blank, after_page = 0, False, False
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        page_ends = raw.endswith("\f")
        if words:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            yield _Line(start, start + len(words), indent, words, after_blank)
            after_blank = False
        elif not page_ends and not after_page:
            after_blank = True  # the end of a page is none: its paragraph may go on
        after_page = page_ends
        position += len(raw)


def _measure(lines: list[_Line]) -> int | None:
    """The columns at which a text is hard-wrapped, or None where it is not."""
    long = sum(len(line.words) > WRAPPED for line in lines)
    if long > 0.02 * len(lines):
        return None
    widths = sorted(line.indent + len(line.words) for line in lines if len(line.words) <= WRAPPED)
    measure = widths[int(0.98 * (len(widths) - 1))] if widths else 0
    followed = [(first, second) for first, second in pairwise(lines) if not second.after_blank]
    full = sum(_is_full(first, second, measure) for first, second in followed)
    open_ended = sum(_ENDED.search(first.words) is None for first, _ in followed)
    wrapped = measure >= 40 and full >= 0.5 * len(followed) and open_ended >= 0.5 * len(followed)
    return measure if followed and wrapped else None


def _is_full(line: _Line, following: _Line, measure: int) -> bool:
    """Whether the next line's first word would not have fitted."""
    first_word = following.words.split(maxsplit=1)[0]
    return line.indent + len(line.words) + 1 + len(first_word) > 0.85 * measure


def _runs_on(line: _Line, following: _Line, measure: int | None) -> bool:
    if line.is_quoted or following.is_quoted:
        return line.is_quoted and following.is_quoted
    if measure is None or following.is_bullet:
        return False
    if following.indent > line.indent and not line.is_bullet:
        return False  # the first line of a paragraph is set in
    return _is_full(line, following, measure) or (
        following.words[0].islower() and _ENDED.search(line.words) is None
    )


def _block(group: list[_Line]) -> Block:
    kind: BlockKind = "quote" if group[0].is_quoted else "paragraph"
    return Block(kind=kind, start=group[0].start, end=group[-1].end)
