"""No report grows faster than what it reports, however an article is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sample_records import Draft, make_empty_record

from onrecord.export import csv_, html, markdown, terminal
from onrecord.record import (
    Attribution,
    Entity,
    Event,
    Mention,
    Record,
    Relation,
    Stance,
    TimeExpression,
)

WRITERS: dict[str, Callable[[Record], str]] = {
    "terminal": terminal.write,
    "markdown": markdown.write,
    "html": lambda record: html.write(record).split("<body>")[1].split("<script>")[0],
    "events": lambda record: csv_.write(record, "events"),
    "stances": lambda record: csv_.write(record, "stances"),
}


def one_sentence(number: int) -> Record:
    """So many events, relations and denials in one sentence, and every denial of all of it."""
    draft = Draft([("paragraph", "Ona Brill said " + "that on Monday it sank and " * number)])
    names = draft.span(0, "Ona Brill")
    start, whole = draft.text.index("that"), len(draft.text.rstrip())
    spans = [
        (draft.document().span(at + 8, at + 14), draft.document().span(at + 18, at + 22))
        for at in range(start, start + 27 * number, 27)
    ]

    def attribution(id: str, first: int, last: int) -> Attribution:
        return Attribution(
            id=id,
            source=names,
            entities=["e1"],
            cue=[draft.span(0, "said")],
            content=[draft.document().span(first, last)],
            mode="indirect",
            kind="denial",
            source_kind="named_person",
            confidence=0.9,
        )

    denials = [attribution(f"a{n}", sank.start, whole) for n, (_, sank) in enumerate(spans, 1)]
    mention = Mention(start=0, end=9, text=names.text, kind="name", confidence=1.0)
    return replace(
        make_empty_record(),
        document=draft.document(),
        sentences=draft.sentences(),
        entities=[Entity(id="e1", name="Ona Brill", type="person", mentions=[mention])],
        attributions=[attribution("a0", start, whole), *denials],
        times=[
            TimeExpression(
                id=f"t{n}",
                start=day.start,
                end=day.end,
                text=day.text,
                type="date",
                value="2031-03-10",
                earliest="2031-03-10",
                latest="2031-03-10",
                anchor="published",
            )
            for n, (day, _) in enumerate(spans)
        ],
        events=[
            Event(
                id=f"v{n}",
                trigger=sank,
                time=f"t{n}",
                participants=["e1"],
                places=[],
                modality="actual",
                authority="a0",
                confidence=0.8,
            )
            for n, (_, sank) in enumerate(spans)
        ],
        relations=[
            Relation(
                id=f"r{n}",
                subject="e1",
                type="role",
                object=None,
                role="clerk",
                status="unknown",
                evidence=sank,
                authority="a0",
                confidence=0.8,
            )
            for n, (_, sank) in enumerate(spans)
        ],
        stances=[
            Stance(from_=one.id, to="a0", stance="denies", evidence=None, confidence=0.8)
            for one in denials
        ],
    )


# What is said is shown with each attribution, so here it is made short for the two that show it.
def shown(format: str, number: int) -> int:
    record = one_sentence(number)
    if format in ("terminal", "markdown", "html"):
        short = [replace(one, content=[]) for one in record.attributions[1:]]
        record = replace(record, attributions=[record.attributions[0], *short])
    return len(WRITERS[format](record))


@pytest.mark.parametrize("format", WRITERS)
def test_it_grows_no_faster_than_what_is_in_it(format: str) -> None:
    small, large = shown(format, 100), shown(format, 400)
    assert large / small < 4.6
