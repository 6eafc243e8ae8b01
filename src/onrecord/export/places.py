"""Where in a document something stands, and the words around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from onrecord.export.visible import one_line
from onrecord.record import Block, Document, Mention, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: `line` of the text from 1, and `page` of the original if paged."""

    line: int
    page: int | None
    block: Block


class Places:
    """Tells where offsets of a document stand."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._breaks = [at for at, sign in enumerate(document.text) if sign == "\n"]
        self._starts = [block.start for block in document.blocks]

    def place(self, start: int) -> Place:
        """The place of what starts there."""
        block = self._document.blocks[bisect_right(self._starts, start) - 1]
        line = bisect_left(self._breaks, start) + 1
        return Place(line=line, page=block.page, block=block)

    def around(
        self, mention: Span | Mention, room: int, within: Span | None = None
    ) -> tuple[str, str]:
        """The words before and after some words, at most `room` characters together.

        They are those of the block, or of `within`.
        """
        block, text = within or self.place(mention.start).block, self._document.text
        before, after = mention.start - block.start, block.end - mention.end
        before = min(before, max(room // 2, room - after))
        first, last = mention.start - before, min(block.end, mention.end + room - before)
        left, right = text[first : mention.start], text[mention.end : last]
        # A word that is cut is left out whole.
        if first > block.start:
            whole = text[first - 1].isspace() or not left[:1].strip()
            left = "…" + (left.lstrip() if whole else left.partition(" ")[2])
        if last < block.end:
            whole = text[last].isspace() or not right[-1:].strip()
            right = (right.rstrip() if whole else right.rpartition(" ")[0]) + "…"
        return _on_a_line(left), _on_a_line(right)


def _on_a_line(text: str) -> str:
    """Text on one line that keeps the blank at either end."""
    words = one_line(text)
    return f"{' ' * text[:1].isspace()}{words}{' ' * (bool(words) and text[-1:].isspace())}"
