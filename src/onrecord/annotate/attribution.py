"""The heart: who says what, as spans, read by the packaged model."""

from __future__ import annotations

from onrecord.annotate.spans import AttributionSpans, Offsets
from onrecord.model import read_links
from onrecord.model.decode import Link, Piece
from onrecord.model.words import Words
from onrecord.record import Document


def find(document: Document) -> list[AttributionSpans]:
    """The attributions of a document's story, in reading order.

    `inside` is set on those that stand in another one's content. Raises OnrecordError
    M001 where the packaged model can't be opened.
    """
    paragraphs = [(block.start, block.end) for block in document.story]
    words, found = read_links(document.text, paragraphs)
    outer = [(link, sure) for link, sure in found if link.layer == 0]
    inner = [(link, sure) for link, sure in found if link.layer == 1]
    holder: dict[int, int] = {}
    for number, (link, _) in enumerate(outer):
        for piece in link.content:
            holder.update(dict.fromkeys(range(piece.low, piece.high), number))
    spans = [_spans(link, sure, words, None) for link, sure in outer]
    spans += [_spans(link, sure, words, holder.get(link.cue.low)) for link, sure in inner]
    return in_reading_order(spans)


def in_reading_order(spans: list[AttributionSpans]) -> list[AttributionSpans]:
    """Sorted by their first words, an outer one before what stands inside it."""
    order = sorted(range(len(spans)), key=lambda i: (spans[i].start, spans[i].inside is not None))
    place = {old: new for new, old in enumerate(order)}
    return [
        AttributionSpans(
            source=span.source,
            cue=span.cue,
            content=span.content,
            inside=None if span.inside is None else place[span.inside],
            confidence=span.confidence,
        )
        for span in (spans[i] for i in order)
    ]


def _spans(link: Link, sure: float, words: Words, inside: int | None) -> AttributionSpans:
    def offsets(piece: Piece) -> Offsets:
        return int(words.start[piece.low]), int(words.end[piece.high - 1])

    return AttributionSpans(
        source=offsets(link.source) if link.source else None,
        cue=(offsets(link.cue),),
        content=tuple(offsets(piece) for piece in link.content),
        inside=inside,
        confidence=sure,
    )
