"""What each CSV table holds: its columns, named as in the record, and the rows of a record.

Every row begins with the same five columns on its document. Pieces of one content are joined
by ` […] `, several names by `; `. What ends in `_at` is `start..end` (code points of the
document's text, which the JSON holds), several with a space between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from onrecord.export.decided import marks
from onrecord.export.places import Places
from onrecord.export.told import Told
from onrecord.export.visible import GAP
from onrecord.record import Attribution, Record, Span

Row = dict[str, str | None]


class Table(NamedTuple):
    """A table's columns, in order, which are part of the contract; and a record's rows."""

    columns: tuple[str, ...]
    rows: Callable[[Record], Iterable[Row]]


_AROUND = 400
_DOCUMENT = ("document", "location", "headline", "publisher", "published")


def _attributions(record: Record) -> Iterator[Row]:
    told = Told(record)
    for one in record.attributions:
        source = [one.source] if one.source else []
        yield _document(record) | {
            "id": one.id,
            "inside": one.inside,
            "source": _words(source),
            "entities": told.listed(one.entities),
            "source_kind": one.source_kind,
            "cue": _words(one.cue),
            "content": _words(one.content),
            "kind": one.kind,
            "mode": one.mode,
            "cue_attitude": one.cue_attitude,
            "negated": "true" if one.negated else "false",
            "hedges": "; ".join(hedge.text for hedge in one.hedges),
            "anonymity": one.anonymity.text if one.anonymity else None,
            "basis": one.basis.text if one.basis else None,
            "said_on": one.said_on,
            "unresolved": one.unresolved,
            "confidence": f"{one.confidence:.3f}",
            "source_at": _at(source),
            "cue_at": _at(one.cue),
            "content_at": _at(one.content),
            "decided": _decided(record, one.id),
        }


def _times(record: Record) -> Iterator[Row]:
    for time in record.times:
        yield _document(record) | {
            "id": time.id,
            "text": time.text,
            "type": time.type,
            "value": time.value,
            "earliest": time.earliest,
            "latest": time.latest,
            "anchor": time.anchor,
            "text_at": f"{time.start}..{time.end}",
        }


def _places(record: Record) -> Iterator[Row]:
    entities = {entity.id: entity for entity in record.entities}
    for place in record.places:
        yield _document(record) | {
            "entity": place.entity,
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "latitude": _number(place.latitude),
            "longitude": _number(place.longitude),
            "gazetteer_id": place.gazetteer_id,
            "mentions_at": _at(
                Span(one.start, one.end, one.text) for one in entities[place.entity].mentions
            ),
        }


def _relations(record: Record) -> Iterator[Row]:
    told = Told(record)
    for one in record.relations:
        yield _document(record) | {
            "id": one.id,
            "subject": told.listed([one.subject]),
            "type": one.type,
            "role": one.role,
            "object": told.listed([one.object] if one.object else []),
            "status": one.status,
            **_authority(one.authority, told),
            "confidence": f"{one.confidence:.3f}",
            "evidence": one.evidence.text,
            "evidence_at": _at([one.evidence]),
            "decided": _decided(record, one.id),
        }


def _events(record: Record) -> Iterator[Row]:
    told, places = Told(record), Places(record.document)
    times = {time.id: time for time in record.times}
    for one in record.events:
        time = times.get(one.time or "")
        yield _document(record) | {
            "id": one.id,
            "trigger": one.trigger.text,
            "context": one.trigger.text.join(
                places.around(one.trigger, _AROUND, told.sentence(one.trigger))
            ),
            "time": time.text if time else None,
            "value": time.value if time else None,
            "earliest": time.earliest if time else None,
            "latest": time.latest if time else None,
            "participants": told.listed(one.participants),
            "places": told.listed(one.places),
            "modality": one.modality,
            **_authority(one.authority, told),
            "confidence": f"{one.confidence:.3f}",
            "trigger_at": _at([one.trigger]),
            "decided": _decided(record, one.id),
        }


def _stances(record: Record) -> Iterator[Row]:
    told = Told(record)
    for one in record.stances:
        evidence = [one.evidence] if one.evidence else []
        yield _document(record) | {
            "from": one.from_,
            "from_source": _holder(told.attribution(one.from_), told),
            "from_words": told.said(one.from_),
            "stance": one.stance,
            "to": one.to,
            "to_source": _holder(told.attribution(one.to), told),
            "to_words": told.said(one.to),
            "confidence": f"{one.confidence:.3f}",
            "evidence": _words(evidence),
            "evidence_at": _at(evidence),
        }


def _document(record: Record) -> Row:
    document = record.document
    return {
        "document": document.id,
        "location": document.location,
        "headline": document.headline,
        "publisher": document.publisher,
        "published": document.published,
    }


def _authority(id: str | None, told: Told) -> Row:
    """Whose words it stands in; both empty where they are the outlet's own."""
    return {"authority": id, "authority_source": _holder(told.attribution(id), told)}


def _holder(attribution: Attribution | None, told: Told) -> str | None:
    """The names of a source, else its words; None where there is none."""
    if attribution is None:
        return None
    source = [attribution.source] if attribution.source else []
    return told.listed(attribution.entities) or _words(source)


def _words(spans: Iterable[Span]) -> str:
    return GAP.join(span.text for span in spans)


def _decided(record: Record, id: str) -> str | None:
    """What people decided about it, and who."""
    if not record.decisions:
        return None
    return "; ".join(" ".join(mark) for mark in marks(record).get(id, ())) or None


def _at(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}..{span.end}" for span in spans)


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.5f}".rstrip("0").rstrip(".")


def _table(rows: Callable[[Record], Iterable[Row]], columns: str) -> Table:
    return Table((*_DOCUMENT, *columns.split()), rows)


TABLES = {
    "attributions": _table(
        _attributions,
        "id inside source entities source_kind cue content kind mode cue_attitude negated hedges "
        "anonymity basis said_on unresolved confidence source_at cue_at content_at decided",
    ),
    "times": _table(_times, "id text type value earliest latest anchor text_at"),
    "places": _table(
        _places, "entity name kind country latitude longitude gazetteer_id mentions_at"
    ),
    "relations": _table(
        _relations,
        "id subject type role object status authority authority_source confidence evidence "
        "evidence_at decided",
    ),
    "events": _table(
        _events,
        "id trigger context time value earliest latest participants places modality authority "
        "authority_source confidence trigger_at decided",
    ),
    "stances": _table(
        _stances,
        "from from_source from_words stance to to_source to_words confidence evidence evidence_at",
    ),
}
"""The tables by the name that `onrecord read --table` takes."""
