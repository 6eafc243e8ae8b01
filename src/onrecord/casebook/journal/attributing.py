"""An attribution that a person makes: its words found in the article, the rest as it was told."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.casebook.journal import reading
from onrecord.casebook.journal.entry import Correction, Place
from onrecord.casebook.journal.places import Lost
from onrecord.record import Kind, Record, SourceKind

_OF_TYPE: dict[str, SourceKind] = {"person": "named_person", "group": "group"}


def made(
    record: Record,
    *,
    content: Sequence[str | Place],
    source: str | Place | None,
    cue: Sequence[str | Place],
    kind: Kind,
    source_kind: SourceKind | None,
    entities: Sequence[str] | None,
) -> Correction:
    """All that it says; see `Journal.attribute` for what is given.

    Raises Lost where words are not in the text, or where its content has an attribution already.
    """
    from onrecord.annotate.mode import Quoted

    if not content:
        raise Lost("an attribution has a content")
    first = reading.only(record, content[0])
    near = reading.passage(record, "", [first])
    said = tuple(sorted({first, *reading.places(record, near, content[1:])}))
    for one in record.attributions:
        if tuple((span.start, span.end) for span in one.content) == said:
            raise Lost(f"{one.id} has that content already: correct it")
    given = () if source is None else reading.places(record, near, [source])
    return Correction(
        source=given,
        cue=tuple(sorted(set(reading.places(record, near, cue)))),
        content=said,
        kind=kind,
        source_kind=source_kind or _kind_of(record, given, entities or ()),
        mode=Quoted(record.document.text).mode(said),
        entities=None if entities is None else tuple(range(1, len(entities) + 1)),
    )


def _kind_of(record: Record, source: Sequence[Place], entities: Sequence[str]) -> SourceKind:
    """What kind of source it is: by its words, else by who speaks."""
    from onrecord.annotate.source_kind import read_source

    if source:
        ((start, end),) = source
        return read_source(record.document.text[start:end]).kind
    types = [each.type for each in record.entities if each.id in entities]
    return _OF_TYPE.get(types[0], "organization") if types else "unstated"
