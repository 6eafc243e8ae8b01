"""An attribution that a person made, put into the record in which the machine had missed it.

It is one like all others there, with an id told by the decision. Where the machine has come to read
the same content by itself, what the person says of it takes the place of what was read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from onrecord.annotate.authority import Authorities
from onrecord.casebook.journal.entry import Correction, Entry, Place
from onrecord.casebook.journal.places import Lost, Moved
from onrecord.record import Attribution, Description, Document, Entity, Record, Span

NOBODY = "a person decided that nobody can be named"
NOT_READ = "a person gave the source, and nobody is read there"
OWN_VOICE = "a person decided that the outlet says it in its own voice"
_SURE = 1.0
_ID_LETTERS = 6
"""Letters of an id that are enough, unless another one in the record has the same."""

_Words = Span | Description


def put(
    record: Record, entry: Entry, moved: Moved, speakers: Sequence[str], gone: Collection[str]
) -> tuple[Record, str]:
    """The record with what an entry to attribute says, and the id of the attribution.

    `moved`: where its places are in the record's text; `speakers`: the ids of the entities that
    the entry names. `gone`: the attributions that were rejected before. Raises Lost where its
    words lie in no one block.
    """
    made = entry.correction
    assert made is not None  # noqa: S101 (an entry to attribute has one)
    spans = {
        "cue": _spans(record.document, moved, made.cue),
        "content": _spans(record.document, moved, made.content),
        "source": _spans(record.document, moved, made.source),
    }
    alike = next(
        (
            one
            for one in record.attributions
            if one.id not in gone and one.content == spans["content"]
        ),
        None,
    )
    said = _said(record.entities, made, spans, speakers, alike or _new(_id(record, entry), made))
    if alike:
        return _with(record, said), alike.id
    return _beside(record, said, gone), said.id


def in_one_block(document: Document, place: Place) -> bool:
    """Whether words stand in one block, as those of a span must."""
    return any(block.start <= place[0] and place[1] <= block.end for block in document.blocks)


def meant(entities: Iterable[Entity], source: Span | None) -> list[str]:
    """Who has a mention within a source."""
    if source is None:
        return []
    return [
        entity.id
        for entity in entities
        if any(source.start <= each.start and each.end <= source.end for each in entity.mentions)
    ]


def _spans(document: Document, moved: Moved, places: Iterable[Place] | None) -> list[Span]:
    found = [moved(place) for place in places or ()]
    if not all(in_one_block(document, place) for place in found):
        raise Lost("its words lie in no one block of the text")
    return [document.span(*place) for place in found]


def _id(record: Record, entry: Entry) -> str:
    """The id of what a person attributed: it is the entry's, however the machine reads the rest."""
    taken = {one.id for one in record.attributions}
    letters = range(_ID_LETTERS, len(entry.id) + 1)
    return next(id for many in letters if (id := f"p{entry.id[:many]}") not in taken)


def _new(id: str, made: Correction) -> Attribution:
    """What is said of an attribution before its words are put in."""
    return Attribution(
        id=id,
        source=None,
        mode=made.mode or "indirect",
        kind=made.kind or "statement",
        source_kind=made.source_kind or "unstated",
        confidence=_SURE,
    )


def _said(
    entities: Sequence[Entity],
    made: Correction,
    spans: dict[str, list[Span]],
    speakers: Sequence[str],
    before: Attribution,
) -> Attribution:
    source = next(iter(spans["source"]), None)
    named = meant(entities, source) if made.entities is None else list(speakers)
    own = source is None and made.source_kind == "outlet"
    nobody = OWN_VOICE if own else NOBODY if made.entities == () or not source else NOT_READ
    return replace(
        before,
        source=source,
        cue=spans["cue"],
        content=spans["content"],
        entities=named,
        unresolved=None if named else nobody,
        kind=made.kind or before.kind,
        mode=made.mode or before.mode,
        source_kind=made.source_kind or before.source_kind,
        confidence=_SURE,
    )


def _with(record: Record, said: Attribution) -> Record:
    """The record with an attribution in the place of the one with its id."""
    return replace(
        record, attributions=[said if one.id == said.id else one for one in record.attributions]
    )


def _beside(record: Record, said: Attribution, gone: Collection[str]) -> Record:
    """The record with a further attribution, inside of the one whose content its own stands in;
    what stands in its content stands on its authority from now on."""
    content = said.content[0]
    authorities = Authorities([one for one in record.attributions if one.id not in gone])
    around = authorities.of(content.start, content.end)
    said = replace(said, inside=around)
    taken_over = {around, *gone}

    def authority(before: str | None, *words: _Words) -> str | None:
        return said.id if before in taken_over and _holds(said, words) else before

    def inside(one: Attribution) -> str | None:
        words = [*one.cue, *one.content, *([one.source] if one.source else [])]
        return one.inside if one.id == around else authority(one.inside, *words)

    return replace(
        record,
        attributions=[*(replace(one, inside=inside(one)) for one in record.attributions), said],
        entities=[
            replace(
                entity,
                descriptions=[
                    replace(one, authority=authority(one.authority, one))
                    for one in entity.descriptions
                ],
            )
            for entity in record.entities
        ],
        relations=[
            replace(one, authority=authority(one.authority, one.evidence))
            for one in record.relations
        ],
        events=[
            replace(one, authority=authority(one.authority, one.trigger)) for one in record.events
        ],
    )


def _holds(said: Attribution, words: Iterable[_Words]) -> bool:
    """Whether all of some words stand in the content of an attribution."""
    return all(
        any(piece.start <= each.start and each.end <= piece.end for piece in said.content)
        for each in words
    )
