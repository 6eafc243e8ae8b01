"""What a decision is about, found in a record: anchored to its words, and found by them again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.casebook.custody import digest
from onrecord.casebook.journal.entry import MOST_WORDS, Place, Target, What
from onrecord.casebook.journal.places import Lost, Text, quoted
from onrecord.record import Attribution, Entity, Event, Mention, Record, Relation, Span

MENTION_AT = "@"
"""Stands between an entity's id and where one of its mentions begins: "e3@120"."""

_CORE: dict[What, str] = {
    "attribution": "cue",
    "relation": "evidence",
    "event": "trigger",
    "mention": "mention",
}
"""The part whose words tell a thing from others of its kind."""
_NAMES = frozenset({"entities", "entity", "subject", "object"})


class Read(NamedTuple):
    """One thing that was read: its id in the record, its words by part, and what else was read."""

    id: str
    pieces: Mapping[str, tuple[Place, ...]]
    read: Mapping[str, str | bool | None]


def target(record: Record, document: str, id: str | None, also: Iterable[Place] = ()) -> Target:
    """What a decision about a thing of the record is about; None: about the whole document.

    `id` is that of an attribution, a relation, an event or an entity, or of a mention: its
    entity's, "@" and where it begins. `also` are more places that the quotation is to cover. Raises
    Lost where there is no such thing, or it has no words.
    """
    if id is None:
        sha256 = digest(record.document.text)
        return Target(document=document, what="document", text_sha256=sha256)
    what, thing = _thing(record, id)
    text = Text(record.document.text)
    places = [place for part in thing.pieces.values() for place in part] + list(also)
    if not places:
        raise Lost("it has no words in the text")
    start, end = min(start for start, _ in places), max(end for _, end in places)
    return replace(
        _quotation(text, document, start, end), what=what, pieces=thing.pieces, read=thing.read
    )


def passage(record: Record, document: str, places: Sequence[Place]) -> Target:
    """What an attribution is about that a person makes of words of the record's text.

    Raises Lost where they stand too far apart.
    """
    start, end = min(start for start, _ in places), max(end for _, end in places)
    return _quotation(Text(record.document.text), document, start, end)


def _quotation(text: Text, document: str, start: int, end: int) -> Target:
    """A passage that is quoted from a text. Raises Lost where it is too long."""
    if end - start > MOST_WORDS:
        raise Lost("its words stand too far apart")
    return Target(
        document=document,
        what="passage",
        text_sha256=text.sha256,
        start=start,
        end=end,
        pieces={},
        read={},
        **quoted(text.text, start, end),
    )


def find(record: Record, text: Text, target: Target, *, exact: bool) -> str:
    """The id in the record of what a target is about; `text` is the record's.

    `exact`: it must be read just as it was, word for word. Else it is enough that what makes it
    (its cue, its trigger …) and its content have words in common with what is read there now.
    Raises Lost where it is not there.
    """
    if target.what == "document":
        return record.document.id
    if target.what == "entity":
        return _entity(record, text, target)
    moved = text.find(target)
    pieces = {part: tuple(map(moved, places)) for part, places in target.pieces.items()}
    core = _CORE[target.what]
    near = [
        each
        for each in _READERS[target.what](record)
        if _overlap(each.pieces[core], pieces[core])
        and _overlap(each.pieces.get("content", ()), pieces.get("content", ()))
    ]
    same = [each for each in near if each.pieces == pieces and not _other(each, target)]
    if len(same) == 1:
        return same[0].id
    near = [each for each in near if each.pieces[core] == pieces[core]] or near
    if not near:
        raise Lost(f"no {target.what} is read there any more")
    if exact:
        raise Lost(f"it is read otherwise now: {_otherwise(near[0], pieces, target)}")
    if len(near) > 1:
        raise Lost(f"it is read as {len(near)} now")
    return near[0].id


def places(record: Record, target: Target, given: Iterable[str | Place]) -> tuple[Place, ...]:
    """Where words are printed, of several places the nearest to a target; or places as they are.

    Raises Lost where they are not in the text.
    """
    return tuple(
        _nearest(record.document.text, target, each)
        if isinstance(each, str)
        else _place(record, each)
        for each in given
    )


def only(record: Record, given: str | Place) -> Place:
    """Where words are printed that are printed once; or a place as it is.

    Raises Lost where they are not in the text, or in several places.
    """
    if not isinstance(given, str):
        return _place(record, given)
    found = _printed(record.document.text, given)
    if len(found) > 1:
        raise Lost(f"the text has “{given}” in {len(found)} places: give one as START:END")
    return found[0]


def _printed(text: str, words: str) -> list[Place]:
    """All places where words are printed, line breaks and spaces aside. Raises Lost for none."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    if not found:
        raise Lost(f"the text has no “{words}”")
    return found


def _nearest(text: str, target: Target, words: str) -> Place:
    found = _printed(text, words)
    return min(found, key=lambda at: (max(target.start - at[1], at[0] - target.end, 0), at))


def _place(record: Record, place: Place) -> Place:
    start, end = place
    if not 0 <= start < end <= len(record.document.text):
        raise Lost(f"the text has no place {start}:{end}")
    return start, end


def mention_of(entity: Entity) -> Mention | None:
    """The mention that an entity is anchored to: its longest name, else its first mention."""
    names = [each for each in entity.mentions if each.kind == "name" and not each.metonym]
    if names:
        return max(names, key=lambda each: (each.end - each.start, -each.start))
    return entity.mentions[0] if entity.mentions else None


def _entity(record: Record, text: Text, target: Target) -> str:
    """The entity that a name means: the one of that place, else the only one so named."""
    reason, found = "nobody is read there any more", list[Entity]()
    try:
        (place,) = map(text.find(target, distinct=False), target.pieces["name"])
        found = _mentioned(record, lambda each: (each.start, each.end) == place)
        found = found or _mentioned(
            record, lambda each: each.kind == "name" and _overlap([(each.start, each.end)], [place])
        )
    except Lost as lost:
        reason = str(lost)
    words = target.words()
    found = found or _mentioned(
        record, lambda each: each.kind == "name" and " ".join(each.text.split()) == words
    )
    named = [entity for entity in found if entity.name == target.read.get("name")]
    found = named or found
    if len(found) > 1:
        raise Lost(f"its words mean {len(found)} now")
    if not found:
        raise Lost(reason)
    return found[0].id


def _mentioned(record: Record, so: Callable[[Mention], bool]) -> list[Entity]:
    """The entities that have such a mention."""
    return [entity for entity in record.entities if any(map(so, entity.mentions))]


def _thing(record: Record, id: str) -> tuple[What, Read]:
    if MENTION_AT in id:
        return "mention", _only(_mentions(record), id)
    for what, all_of in _READERS.items():
        for thing in all_of(record):
            if thing.id == id:
                return what, thing
    raise Lost(f"nothing in it has the id {id}")


def _only(things: Iterable[Read], id: str) -> Read:
    found = [thing for thing in things if thing.id == id]
    if len(found) != 1:
        raise Lost(f"{len(found) or 'no'} mention{'s' * (len(found) != 1)} {id}")
    return found[0]


def _attributions(record: Record) -> Iterator[Read]:
    names = _names(record)
    for said in record.attributions:
        yield Read(
            said.id,
            _said_at(said),
            {
                "kind": said.kind,
                "negated": said.negated,
                "source_kind": said.source_kind,
                "entities": "; ".join(sorted(names[id] for id in said.entities)),
            },
        )


def _said_at(said: Attribution) -> dict[str, tuple[Place, ...]]:
    return {
        "source": _places(said.source),
        "cue": _places(*said.cue),
        "content": _places(*said.content),
    }


def _relations(record: Record) -> Iterator[Read]:
    names = _names(record)
    for each in record.relations:
        yield Read(each.id, {"evidence": _places(each.evidence)}, _relation(each, names))


def _relation(each: Relation, names: Mapping[str, str]) -> dict[str, str | bool | None]:
    return {
        "type": each.type,
        "subject": names[each.subject],
        "object": names[each.object] if each.object else None,
        "role": each.role,
        "status": each.status,
    }


def _events(record: Record) -> Iterator[Read]:
    times = {time.id: time.value for time in record.times}
    for each in record.events:
        yield Read(each.id, {"trigger": _places(each.trigger)}, _event(each, times))


def _event(each: Event, times: Mapping[str, str]) -> dict[str, str | bool | None]:
    return {"time": times[each.time] if each.time else None, "modality": each.modality}


def _mentions(record: Record) -> Iterator[Read]:
    for entity in record.entities:
        for each in entity.mentions:
            id = f"{entity.id}{MENTION_AT}{each.start}"
            yield Read(id, {"mention": ((each.start, each.end),)}, {"entity": entity.name})


def _entities(record: Record) -> Iterator[Read]:
    for entity in record.entities:
        mention = mention_of(entity)
        places = ((mention.start, mention.end),) if mention else ()
        yield Read(entity.id, {"name": places}, {"name": entity.name, "type": entity.type})


_READERS: dict[What, Callable[[Record], Iterator[Read]]] = {
    "attribution": _attributions,
    "relation": _relations,
    "event": _events,
    "entity": _entities,
    "mention": _mentions,
}


def _names(record: Record) -> dict[str, str]:
    return {entity.id: entity.name for entity in record.entities}


def _places(*spans: Span | None) -> tuple[Place, ...]:
    return tuple((span.start, span.end) for span in spans if span)


def _overlap(first: Sequence[Place], second: Sequence[Place]) -> bool:
    """Whether places have words in common, or there are none on a side."""
    if not first or not second:
        return True
    return any(a < d and c < b for a, b in first for c, d in second)


def _otherwise(now: Read, pieces: Mapping[str, tuple[Place, ...]], target: Target) -> str:
    """What of a thing is not as it was."""
    words = [part for part in now.pieces if now.pieces[part] != pieces.get(part)]
    return ", ".join(words + _other(now, target)) or "there are several"


def _other(now: Read, target: Target) -> list[str]:
    """What besides its words is read otherwise; a name may have become a fuller one."""
    return [
        name
        for name, value in now.read.items()
        if value != target.read.get(name)
        and not (name in _NAMES and _fuller(value, target.read.get(name)))
    ]


def _fuller(one: object, other: object) -> bool:
    """Whether the words of one name are among those of the other."""
    first, second = (set(str(name or "").replace(";", " ").split()) for name in (one, other))
    return bool(first and second) and (first <= second or second <= first)
