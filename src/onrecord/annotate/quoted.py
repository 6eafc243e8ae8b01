"""The story's quotations, each with the attribution that it is the content of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.spans import AttributionSpans, Offsets
from onrecord.model.quotes import Quotation, quotations
from onrecord.record import Block, Document

LEAST_SHARE = 0.5
"""Of a quotation, as much must be content of the attribution at least."""
_OPENS = "\"“„«'‘"
_CLOSES = re.compile(r"(?<=\S)[\"”»]")


@dataclass(frozen=True, slots=True)
class Quoting:
    """A block's quotations, in order of their opening marks, an outer one before an inner.

    `goes_on`: the end of the last block's quotation, where its closing mark stands here.
    """

    block: Block
    goes_on: Offsets | None
    quotations: list[tuple[Quotation, AttributionSpans | None]]


def find_quoting(document: Document, found: Sequence[AttributionSpans]) -> list[Quoting]:
    """The quotations of each block of the story. `found`: attributions in any order."""
    blocks: list[tuple[Block, Offsets | None, list[Quotation]]] = []
    is_open = False
    for block in document.story:
        goes_on, begin = None, block.start
        if is_open and document.text[block.start] not in _OPENS:
            closing = _CLOSES.search(document.text, block.start, block.end)
            if closing:
                goes_on, begin = (block.start, closing.end()), closing.end()
        marked = quotations(document.text, begin, block.end)
        outer = [each for each in marked if each.depth == 1]
        is_open = bool(outer) and not outer[-1].closed
        blocks.append((block, goes_on, marked))
    of = _attributed([each for _, _, marked in blocks for each in marked], found)
    return [
        Quoting(block, goes_on, [(each, of.get(each)) for each in marked])
        for block, goes_on, marked in blocks
    ]


def _attributed(
    marked: Sequence[Quotation], found: Sequence[AttributionSpans]
) -> dict[Quotation, AttributionSpans]:
    """For each quotation the attribution with the least content whose content it is.

    One that is itself said within the quotation does not count.
    """
    starts = [each.start for each in marked]
    around = _around(marked)
    best: dict[Quotation, tuple[int, AttributionSpans]] = {}
    for spans in found:
        shares: dict[int, int] = {}
        for start, end in spans.content:
            index = bisect_right(starts, start) - 1
            while index >= 0:
                shares[index] = shares.get(index, 0) + _shared(marked[index], start, end)
                index = around[index]
            index = bisect_right(starts, start)
            while index < len(marked) and marked[index].start < end:
                shares[index] = shares.get(index, 0) + _shared(marked[index], start, end)
                index += 1
        size = sum(end - start for start, end in spans.content)
        for index, shared in shares.items():
            quotation = marked[index]
            if shared < LEAST_SHARE * (quotation.end - quotation.start):
                continue
            known = best.get(quotation)
            if not _is_said_in(spans, quotation) and (known is None or size < known[0]):
                best[quotation] = size, spans
    return {quotation: spans for quotation, (_, spans) in best.items()}


def _around(marked: Sequence[Quotation]) -> list[int]:
    """For each quotation the index of the one that it stands in, or that ended before; -1: none."""
    found, last = [], {0: -1}
    for index, each in enumerate(marked):
        found.append(last.get(each.depth - 1, -1))
        last[each.depth] = index
    return found


def _shared(quotation: Quotation, start: int, end: int) -> int:
    return max(0, min(end, quotation.end) - max(start, quotation.start))


def _is_said_in(spans: AttributionSpans, quotation: Quotation) -> bool:
    """Whether an attribution's cue or source stands within a quotation."""
    parts = (*spans.cue, *((spans.source,) if spans.source else ()))
    return any(quotation.start <= start and end <= quotation.end for start, end in parts)
