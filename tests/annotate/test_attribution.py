"""Attributions as spans of a document."""

from onrecord import model
from onrecord.annotate.attribution import in_reading_order, spans
from onrecord.annotate.spans import AttributionSpans
from onrecord.ingest import from_text
from onrecord.record import Document

TEXT = (
    "Weir repairs postponed\n\n"
    "The weir will wait another year, the mayor, Ruda Hesk, said on Monday.\n\n"
    "“We were promised diggers,” Ms Hesk told reporters. “We got a letter.”\n\n"
    "Related: Ten weirs to see, the ministry said"
)


def find(document: Document) -> list[AttributionSpans]:
    return spans(model.read(document.text, [(b.start, b.end) for b in document.story]))


def test_plain_statements_are_found_with_source_cue_and_content() -> None:
    found = find(from_text(TEXT))
    said = {TEXT[slice(*span.cue[0])]: span for span in found}
    quote = said["told"] if "told" in said else said["told reporters"]
    assert "Ms Hesk" in TEXT[slice(*(quote.source or (0, 0)))]
    assert [TEXT[s:e] for s, e in quote.content] == [
        "“We were promised diggers,”",
        "“We got a letter.”",
    ]


def test_a_related_line_is_not_read() -> None:
    document = from_text(TEXT)
    (related,) = [block for block in document.blocks if block.kind == "related"]
    pieces = [piece for span in find(document) for piece in (*span.cue, *span.content)]
    assert all(end <= related.start for _, end in pieces)


def test_nothing_is_found_in_nothing() -> None:
    assert find(from_text("§ § §")) == []


def test_reading_order_keeps_what_stands_inside_what() -> None:
    def span(at: int, inside: int | None = None) -> AttributionSpans:
        return AttributionSpans(
            source=None,
            cue=((at, at + 1),),
            content=((at + 2, at + 3),),
            inside=inside,
            confidence=0.5,
        )

    late, early, inner = span(50), span(10), span(52, inside=0)
    ordered = in_reading_order([late, early, inner])
    assert [s.start for s in ordered] == [10, 50, 52]
    assert ordered[2].inside == 1
