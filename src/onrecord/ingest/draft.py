"""What a format reader hands on: text, blocks and links, before the frame is found.

A reader either knows its text already (plain text) and makes a `Draft` itself, or puts
the text together block by block with a `DraftBuilder`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.errors import ERRORS
from onrecord.record import Block, BlockKind, Link, Note

BLOCK_BREAK = "\n\n"
"""What stands between two blocks that a `DraftBuilder` joined."""


def note(code: str, detail: str = "") -> Note:
    """A note of that code (a key of `errors.ERRORS`): what happened, and the particulars."""
    what = ERRORS[code].what
    return Note(code=code, message=f"{what} ({detail})" if detail else what)


@dataclass(slots=True, kw_only=True)
class Draft:
    """A document in the making.

    `blocks` stand in order, apart, and cover all of `text` but white space; offsets are
    code points. A reader that cannot tell a block's kind says "paragraph":
    `frame.find_frame` refines those, and fills the frame where it is still empty, so
    what the format itself says (a `<meta>` tag, a mail header) goes before what the words
    look like. `published` is ISO 8601; `byline` holds names without "By". `running_heads`
    are the lines at the top or foot of page after page, each once.
    """

    media_type: str
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    language: str | None = None
    headline: str | None = None
    byline: list[str] = field(default_factory=list)
    dateline: str | None = None
    publisher: str | None = None
    published: str | None = None
    running_heads: list[str] = field(default_factory=list)


class DraftBuilder:
    """Puts a `Draft` together from blocks; a blank line goes between two of them."""

    def __init__(self, media_type: str) -> None:
        self._draft = Draft(media_type=media_type)
        self._pieces: list[str] = []
        self._length = 0

    def add(
        self,
        text: str,
        kind: BlockKind = "paragraph",
        *,
        links: Iterable[Link] = (),
        page: int | None = None,
        path: str | None = None,
    ) -> None:
        """Append a block; `links` have offsets into this `text`.

        White space around the text is left out, links are moved and cut to what remains;
        a block of white space alone is none.
        """
        words = text.strip()
        if not words:
            return
        if self._pieces:
            self._pieces.append(BLOCK_BREAK)
            self._length += len(BLOCK_BREAK)
        start, end = self._length, self._length + len(words)
        shift = start - (len(text) - len(text.lstrip()))
        for link in links:
            link_start, link_end = max(link.start + shift, start), min(link.end + shift, end)
            if link_start < link_end:
                self._draft.links.append(Link(start=link_start, end=link_end, href=link.href))
        self._draft.blocks.append(Block(kind=kind, start=start, end=end, page=page, path=path))
        self._pieces.append(words)
        self._length = end

    def note(self, code: str, detail: str = "") -> None:
        """Append a note."""
        self._draft.notes.append(note(code, detail))

    def build(self) -> Draft:
        """The draft; its frame is still empty and may be filled by the reader."""
        self._draft.text = "".join(self._pieces)
        return self._draft
