"""The rows of the index that searches and lists are made of, from one record.

What a list shows stands in its row, so that no list opens a record.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from onrecord.export import dates, sourcing
from onrecord.export.places import Places
from onrecord.record import Attribution, Document, Record

Row = tuple[str | int | float | None, ...]

COLUMNS: dict[str, tuple[str, ...]] = {
    "frame": ("outlet", "first", "last"),
    "passage": ("kind", "ref", "start", "end", "line", "page"),
    "source": ("statement", "standing", "folded"),
    "about": ("entity", "statement"),
    "description": ("entity", "start", "end", "text", "authority", "line", "page"),
    "relation": (
        "id",
        "subject",
        "type",
        "object",
        "role",
        "status",
        "start",
        "end",
        "text",
        "authority",
        "confidence",
        "line",
        "page",
    ),
    "event": (
        "id",
        "told_with",
        "text",
        "start",
        "end",
        "modality",
        "authority",
        "confidence",
        "line",
        "page",
    ),
    "event_part": ("event", "entity", "part"),
    "moment": ("kind", "ref", "earliest", "latest", "first", "last", "printed"),
    "location": ("entity", "name", "kind", "country", "latitude", "longitude", "gazetteer_id"),
}
"""The tables, those that others point at first, with their columns but `version_id`."""


def rows(record: Record) -> dict[str, list[Row]]:
    """What the tables hold of a record."""
    places = _Lines(record.document)
    together = _together(record)
    return {
        "frame": [_frame(record.document)],
        "passage": [*_passages(record, places)],
        "source": [_source(said) for said in record.attributions],
        "about": sorted(_about(record)),
        "description": [*_descriptions(record, places)],
        "relation": [
            (
                each.id,
                each.subject,
                each.type,
                each.object,
                each.role,
                each.status,
                each.evidence.start,
                each.evidence.end,
                each.evidence.text,
                each.authority,
                round(each.confidence, 3),
                *places.of(each.evidence.start),
            )
            for each in record.relations
        ],
        "event": [
            (
                each.id,
                together[each.id],
                each.trigger.text,
                each.trigger.start,
                each.trigger.end,
                each.modality,
                each.authority,
                round(each.confidence, 3),
                *places.of(each.trigger.start),
            )
            for each in record.events
        ],
        "event_part": sorted(
            {(each.id, id, "participant") for each in record.events for id in each.participants}
            | {(each.id, id, "place") for each in record.events for id in each.places}
        ),
        "moment": [*_moments(record, together)],
        "location": [
            (
                each.entity,
                each.name,
                each.kind,
                each.country,
                each.latitude,
                each.longitude,
                each.gazetteer_id,
            )
            for each in {one.entity: one for one in record.places}.values()
        ],
    }


def outlet(publisher: str | None, location: str | None) -> str | None:
    """Whose article it is: the publisher that it names, else the host of its address."""
    if publisher and publisher.strip():
        return " ".join(publisher.split())
    try:
        host = urlsplit(location or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


class _Lines:
    """Where offsets stand, as (line, page)."""

    def __init__(self, document: Document) -> None:
        self._places = Places(document)

    def of(self, start: int) -> tuple[int, int | None]:
        place = self._places.place(start)
        return place.line, place.page


def _frame(document: Document) -> Row:
    published = document.published
    return (
        outlet(document.publisher, document.location),
        dates.first_day(published),
        dates.last_day(published),
    )


def _passages(record: Record, places: _Lines) -> Iterator[Row]:
    for sentence in record.sentences:
        at = places.of(sentence.start)
        yield ("sentence", sentence.id, sentence.start, sentence.end, *at)
    for said in record.attributions:
        start, end = extent(said)
        yield ("statement", said.id, start, end, *places.of(start))


def extent(said: Attribution) -> tuple[int, int]:
    """Where the first of a statement's words begins and its last one ends."""
    pieces = [*said.content, *said.cue, *([said.source] if said.source else [])]
    return min(span.start for span in pieces), max(span.end for span in pieces)


def _source(said: Attribution) -> Row:
    words = folded(sourcing.short(said.source.text)) if said.source else None
    return (said.id, sourcing.standing(said), words)


def folded(name: str) -> str:
    """A name as it is compared: on one line, any case, without an article or quotation marks."""
    words = name.translate(_PLAIN).casefold().strip(" ,;:").split()
    return " ".join(words[1:] if words[1:] and words[0] in ("the", "a", "an") else words)


_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "“": None, "”": None, '"': None})


def _descriptions(record: Record, places: _Lines) -> Iterator[Row]:
    for entity in record.entities:
        for each in {(one.start, one.end): one for one in entity.descriptions}.values():
            at = places.of(each.start)
            yield (entity.id, each.start, each.end, each.text, each.authority, *at)


def _about(record: Record) -> Iterator[Row]:
    """(entity, statement) where a statement's content mentions whom it is not by."""
    mentions = sorted(
        (mention.start, mention.end, entity.id)
        for entity in record.entities
        for mention in entity.mentions
    )
    starts = [start for start, _, _ in mentions]
    found: set[Row] = set()
    for said in record.attributions:
        for span in said.content:
            first, last = bisect_left(starts, span.start), bisect_right(starts, span.end)
            for _, end, entity in mentions[first:last]:
                if end <= span.end and entity not in said.entities:
                    found.add((entity, said.id))
    yield from found


def _together(record: Record) -> dict[str, str]:
    """The events by their ids, and the first that the same sentence tells of the same time, with as
    much truth, on the same word: what is one entry of a timeline."""
    times = {time.id: (time.earliest, time.latest) for time in record.times}
    starts = sorted(sentence.start for sentence in record.sentences)
    first: dict[tuple[object, ...], str] = {}
    found = {}
    for event in sorted(record.events, key=lambda each: each.trigger.start):
        sentence = bisect_right(starts, event.trigger.start)
        when = times.get(event.time or "")
        alike = (sentence, when, event.modality, event.authority)
        found[event.id] = first.setdefault(alike, event.id) if when else event.id
    return found


def _moments(record: Record, together: Mapping[str, str]) -> Iterator[Row]:
    by_id = {time.id: time for time in record.times}
    printed = {time.value: time.text for time in reversed(record.times)}
    for event in record.events:
        time = by_id.get(event.time or "")
        if time and together[event.id] == event.id:
            yield from _moment("event", event.id, time.earliest, time.latest, time.text)
    for said in record.attributions:
        if said.said_on:
            bounds = dates.bounds(said.said_on)
            yield from _moment("statement", said.id, *bounds, printed.get(said.said_on))


def _moment(
    kind: str, ref: str, earliest: str | None, latest: str | None, printed: str | None
) -> Iterable[Row]:
    first, last = dates.first_day(earliest), dates.last_day(latest)
    if first is None and last is None:
        return []
    # Of an open end the other one is all that is known.
    start, end = (last if first is None else first), (first if last is None else last)
    return [(kind, ref, earliest, latest, start, end, " ".join((printed or "").split()) or None)]
