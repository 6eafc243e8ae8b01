"""From an attribution's spans to the `Attribution`: each of its qualities by its own module."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

from onrecord.annotate import basis, hedges, kind, said_on, source_kind
from onrecord.annotate.entities import Named
from onrecord.annotate.known import learn
from onrecord.annotate.mode import Quoted
from onrecord.annotate.names import NOTHING_KNOWN, Known
from onrecord.annotate.source_kind import SourceReading, read_source
from onrecord.annotate.spans import AttributionSpans, Offsets
from onrecord.record import (
    Attribution,
    Document,
    EntityType,
    Sentence,
    SourceKind,
    Span,
    TimeExpression,
)

LEXICONS = tuple(
    sorted(
        {
            *kind.LEXICONS,
            *source_kind.LEXICONS,
            *hedges.LEXICONS,
            *basis.LEXICONS,
            *said_on.LEXICONS,
        }
    )
)
_WINDOW = 1000
"""Code points around source and cue that are looked at, however long their sentence is."""
_CONTEXT = 40
_OF_TYPE: dict[EntityType, SourceKind] = {
    "person": "named_person",
    "organization": "organization",
    "place": "organization",
    "group": "group",
    "work": "document",
}
_NAME_BEFORE = 120
_CUE_BREAK = '"“”‘«».,;:()\n'


def read_sources(
    document: Document,
    found: Sequence[AttributionSpans],
    *,
    turns: Collection[AttributionSpans] = (),
) -> list[SourceReading | None]:
    """The source of each attribution as mentioned; None where it has none."""

    def read(spans: AttributionSpans, known: Known) -> SourceReading | None:
        if spans.source is None:
            return None
        start, end = spans.source
        words = document.text[start:end]
        if source_kind.is_expletive(words, cue=document.text[end : end + _CONTEXT]):
            return SourceReading("unstated", (), source_kind.NO_SOURCE)
        before = document.text[max(0, start - _NAME_BEFORE) : start]
        return read_source(words, before=before, label=spans in turns, known=known)

    first = [read(spans, NOTHING_KNOWN) for spans in found]
    known = learn(document, [reading for reading in first if reading])
    return [read(spans, known) for spans in found] if known != NOTHING_KNOWN else first


def qualify(
    document: Document,
    sentences: Sequence[Sentence],
    found: Sequence[AttributionSpans],
    readings: Sequence[SourceReading | None],
    named: Named,
    *,
    turns: Collection[AttributionSpans] = (),
    times: Sequence[TimeExpression] = (),
) -> list[Attribution]:
    """The attributions with their qualities; `times` tell when something was said.

    `found` stands in reading order, and so do the ids `a1`, `a2` …, the sources' `readings` and
    who they are (`named`); `turns` are those of `found` that are turns of a transcript, whose
    contents are direct without marks.
    """
    quoted = Quoted(document.text)
    starts = [sentence.start for sentence in sentences]
    return [
        _qualified(
            document, sentences, starts, found, index, readings[index], named, quoted, turns, times
        )
        for index in range(len(found))
    ]


def _qualified(
    document: Document,
    sentences: Sequence[Sentence],
    starts: Sequence[int],
    found: Sequence[AttributionSpans],
    index: int,
    reading: SourceReading | None,
    named: Named,
    quoted: Quoted,
    turns: Collection[AttributionSpans],
    times: Sequence[TimeExpression],
) -> Attribution:
    text, spans = document.text, found[index]
    sentence = _sentence(sentences, starts, spans)
    cue = _cue_reading(text, spans)
    source = _source_kind(reading, named.types[index])
    anonymity = None
    if source not in ("named_person", "unstated"):
        anonymity = basis.find_anonymity(
            text, _nearest(sentence, spans, found, index), spans.content
        )
    ground = basis.find_basis(
        text, sentence, spans.source, spans.cue, spans.content, named=source == "named_person"
    )

    def span(offsets: Offsets | None) -> Span | None:
        return document.span(*offsets) if offsets and offsets[0] < offsets[1] else None

    return Attribution(
        id=f"a{index + 1}",
        source=span(spans.source),
        entities=named.of_attribution[index],
        unresolved=named.unresolved[index],
        cue=[document.span(*piece) for piece in spans.cue],
        content=[document.span(*piece) for piece in spans.content],
        mode="direct" if spans in turns else quoted.mode(spans.content),
        # A document holds no beliefs: it states what it rates, expects or assumes.
        kind="statement" if (source, cue.kind) == ("document", "belief") else cue.kind,
        cue_attitude=cue.attitude,
        source_kind=source,
        anonymity=span(anonymity),
        basis=span(ground),
        said_on=said_on.find_said_on(
            text, sentence, spans.source, spans.cue, spans.content, times, spoken=cue.spoken
        ),
        inside=None if spans.inside is None else f"a{spans.inside + 1}",
        negated=cue.negated,
        hedges=[
            document.span(*piece)
            for piece in hedges.find_hedges(text, (*spans.cue, *spans.content))
        ],
        confidence=spans.confidence,
    )


def _source_kind(reading: SourceReading | None, type: EntityType | None) -> SourceKind:
    """The kind of a source; `type` is that of the name it is, which word lists may not know."""
    if reading is None:
        return "unstated"
    if reading.names or type is None or reading.kind in ("outlet", "document"):
        return reading.kind
    return _OF_TYPE.get(type, reading.kind)


def _cue_reading(text: str, spans: AttributionSpans) -> kind.CueReading:
    if not spans.cue:
        return kind.CueReading("statement", "neutral", False)
    start, end = spans.cue[0][0], spans.cue[-1][1]
    before = text[max(0, start - _CONTEXT) : start]
    after = text[end : end + _CONTEXT]
    return kind.read_cue(
        " ".join(text[slice(*piece)] for piece in spans.cue),
        before=before[1 + max(before.rfind(mark) for mark in _CUE_BREAK) :],
        after=after[
            : min((at for mark in _CUE_BREAK if (at := after.find(mark)) >= 0), default=None)
        ],
    )


def _sentence(
    sentences: Sequence[Sentence], starts: Sequence[int], spans: AttributionSpans
) -> Offsets:
    """The sentence that the cue (else the source, else the content) stands in, at most a window."""
    anchor = (spans.cue or ((spans.source,) if spans.source else spans.content))[0]
    index = bisect_right(starts, anchor[0]) - 1
    if index < 0 or sentences[index].end < anchor[1]:
        return anchor
    sentence = sentences[index]
    return max(sentence.start, anchor[0] - _WINDOW), min(sentence.end, anchor[1] + _WINDOW)


def _nearest(
    sentence: Offsets, spans: AttributionSpans, found: Sequence[AttributionSpans], index: int
) -> Offsets:
    """The stretch of the sentence from this source to the next attribution's."""
    start, end = sentence
    mine = spans.source[0] if spans.source else start
    for other in found[index + 1 : index + 4]:
        if other.source and spans.source and other.source[0] >= spans.source[1]:
            end = min(end, max(other.source[0], mine))
            break
    return max(start, mine), end
