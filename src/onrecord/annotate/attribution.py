"""The heart: who says what, as spans, read by the packaged model."""

from __future__ import annotations

from onrecord.annotate.spans import AttributionSpans, Offsets
from onrecord.model import Seen
from onrecord.model.decode import Link, Piece
from onrecord.model.words import Words


def spans(seen: Seen) -> list[AttributionSpans]:
    """The attributions that the model sees, in reading order.

    `inside` is set on those that stand in another one's content.
    """
    words = seen.words
    if words is None:
        return []
    outer = [(link, sure) for link, sure in seen.links if link.layer == 0]
    inner = [(link, sure) for link, sure in seen.links if link.layer == 1]
    holder: dict[int, int] = {}
    for number, (link, _) in enumerate(outer):
        for piece in link.content:
            holder.update(dict.fromkeys(range(piece.low, piece.high), number))
    result = [_spans(link, sure, words, None) for link, sure in outer]
    result += [_spans(link, sure, words, holder.get(link.cue.low)) for link, sure in inner]
    return in_reading_order(result)


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
