"""A record with people's decisions applied; what the machine read is left as it is.

What was rejected is taken out, and with it what rested on it: a relation that stood in a rejected
attribution must not become the outlet's own word. Every decision that was applied is in
the record's `decisions`, with who made it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, cast

from onrecord.casebook.attributed import NOBODY, NOT_READ, in_one_block, meant
from onrecord.casebook.journal.entry import Correction, Entry, Place
from onrecord.casebook.journal.places import Lost, Text
from onrecord.casebook.journal.reading import MENTION_AT
from onrecord.record import Attribution, Decision, Document, Record, Ruling, Span

_REJECTED = "a person decided that the words do not mean who was read"


class Located(NamedTuple):
    """A decision and the ids, in one record, of what it is about."""

    entry: Entry
    ids: tuple[str, ...]


class Decided(NamedTuple):
    """The record with decisions applied; the ids of entries that later ones overrule, and of
    those that can't be applied, each with the reason."""

    record: Record
    overruled: frozenset[str]
    lost: dict[str, str]


class _Corrected(NamedTuple):
    """Corrections of one attribution: each field's entry and who speaks."""

    entries: dict[str, Entry]
    places: dict[str, tuple[Place, ...]]
    entities: list[str]


def apply(record: Record, located: Iterable[Located], text: Text) -> Decided:
    """Apply decisions in their order, so that of those on one thing the last one holds.

    `text` is the record's; only accept, reject, correct and note are applied. What people
    attributed must be in the record (see `attributed.put`), and is marked alone.
    """
    made: dict[str, Entry] = {}
    judged: dict[str, Entry] = {}
    corrected: dict[str, _Corrected] = {}
    noted: list[Located] = []
    lost: dict[str, str] = {}
    seen: list[Located] = []
    for each in located:
        entry, on = each.entry, each.ids[0]
        if entry.action in ("accept", "reject"):
            judged[on] = entry
        elif entry.action == "attribute":
            made[on] = entry
            corrected.pop(on, None)  # it says all that there is to say
        elif entry.action == "note":
            noted.append(each)
        elif entry.correction is not None:
            try:
                _correct(record.document, corrected, each, entry.correction, text)
            except Lost as reason:
                lost[entry.id] = str(reason)
                continue
        else:
            continue
        seen.append(each)
    rejected = {on for on, entry in judged.items() if entry.action == "reject"}
    fields = _fields(corrected)
    holds = {entry.id for on, entry in made.items() if on not in rejected}
    holds |= {entry.id for entry in judged.values()} | fields.keys()
    holds |= {each.entry.id for each in noted}
    marks = [_mark(each, fields) for each in seen if each.entry.id in holds]
    left = _without(_with(record, corrected), rejected)
    return Decided(
        replace(left, decisions=marks),
        frozenset(each.entry.id for each in seen) - holds,
        lost,
    )


def _mark(located: Located, fields: dict[str, list[str]]) -> Decision:
    entry = located.entry
    # The actions that are applied are the rulings.
    action = cast("Ruling", entry.action)
    return Decision(
        id=entry.id,
        on=located.ids[0],
        action=action,
        fields=fields.get(entry.id, []),
        by=entry.by,
        at=entry.at,
        why=entry.why,
    )


def _fields(corrected: dict[str, _Corrected]) -> dict[str, list[str]]:
    """The fields that each correction gives in the end; those of an overruled one are none."""
    found: dict[str, list[str]] = {}
    for each in corrected.values():
        for name, entry in each.entries.items():
            found.setdefault(entry.id, []).append(name)
    return found


def _correct(
    document: Document,
    corrected: dict[str, _Corrected],
    located: Located,
    correction: Correction,
    text: Text,
) -> None:
    """Note what a correction gives; raises Lost where it does not fit the text."""
    entry, on = located.entry, located.ids[0]
    moved = text.find(entry.targets[0])
    places = {
        name: tuple(map(moved, given))
        for name in ("source", "cue", "content")
        if (given := getattr(correction, name)) is not None
    }
    for each in places.values():
        if not all(in_one_block(document, place) for place in each):
            raise Lost("a corrected place lies in no one block of the text")
    before = corrected.get(on, _Corrected({}, {}, []))
    entries = dict(before.entries)
    for name in correction.to_dict():
        entries.pop(name, None)
        entries[name] = entry
    entities = before.entities
    if correction.entities is not None:
        entities = list(dict.fromkeys(located.ids[number] for number in correction.entities))
    corrected[on] = _Corrected(entries, before.places | places, entities)


def _with(record: Record, corrected: dict[str, _Corrected]) -> Record:
    """The record with attributions corrected."""
    return replace(
        record,
        attributions=[
            _corrected(record, said, corrected[said.id]) if said.id in corrected else said
            for said in record.attributions
        ],
    )


def _corrected(record: Record, said: Attribution, by: _Corrected) -> Attribution:
    spans = {
        name: [record.document.span(*place) for place in places]
        for name, places in by.places.items()
    }
    said = replace(said, cue=spans.get("cue", said.cue), content=spans.get("content", said.content))
    given = {name: entry.correction for name, entry in by.entries.items() if entry.correction}
    if "source" in spans:
        source = spans["source"][0] if spans["source"] else None
        entities = meant(record.entities, source)
        reason = NOBODY if source is None else None if entities else NOT_READ
        said = replace(said, source=source, entities=entities, unresolved=reason)
        if source is None:
            said = replace(said, source_kind="unstated")
    if "entities" in given:
        said = replace(said, entities=by.entities, unresolved=None if by.entities else NOBODY)
    if (kinds := given.get("kind")) and kinds.kind:
        said = replace(said, kind=kinds.kind)
    if (kinds := given.get("source_kind")) and kinds.source_kind:
        said = replace(said, source_kind=kinds.source_kind)
    return said


def _without(record: Record, rejected: set[str]) -> Record:
    """The record without what was rejected and what rested on it."""
    if not rejected:
        return record
    inside = {said.id: said.inside for said in record.attributions}

    def around(id: str | None) -> str | None:
        seen = set()
        while id in rejected and id not in seen:
            seen.add(id)
            id = inside[id]
        return None if id in rejected else id

    attributions = [
        replace(said, inside=around(said.inside))
        for said in record.attributions
        if said.id not in rejected
    ]
    made = replace(
        record,
        attributions=attributions,
        entities=[
            replace(
                entity,
                descriptions=[d for d in entity.descriptions if d.authority not in rejected],
            )
            for entity in record.entities
        ],
        relations=[r for r in record.relations if not rejected.intersection((r.id, r.authority))],
        events=[e for e in record.events if not rejected.intersection((e.id, e.authority))],
        stances=[s for s in record.stances if not rejected.intersection((s.from_, s.to))],
    )
    if any(MENTION_AT in id for id in rejected):
        made = _without_mentions(made, rejected)
    return made


def _without_mentions(record: Record, rejected: set[str]) -> Record:
    """The record without rejected mentions; who spoke by one alone is not named any more."""
    gone: dict[str, list[Place]] = {}
    entities = []
    for entity in record.entities:
        kept = []
        for each in entity.mentions:
            if f"{entity.id}{MENTION_AT}{each.start}" in rejected:
                gone.setdefault(entity.id, []).append((each.start, each.end))
            else:
                kept.append(each)
        entities.append(replace(entity, mentions=kept))
    left = {entity.id: entity for entity in entities}
    attributions = []
    for said in record.attributions:
        out = {
            id
            for id in said.entities
            if any(_within(place, said.source) for place in gone.get(id, ()))
            and not meant([left[id]], said.source)
        }
        if out:
            names = [id for id in said.entities if id not in out]
            said = replace(said, entities=names, unresolved=None if names else _REJECTED)
        attributions.append(said)
    used = {id for said in attributions for id in said.entities}
    used |= {id for each in record.relations for id in (each.subject, each.object) if id}
    used |= {id for each in record.events for id in (*each.participants, *each.places)}
    used |= {place.entity for place in record.places}
    entities = [
        each for each in entities if each.mentions or each.id not in gone or each.id in used
    ]
    return replace(record, attributions=attributions, entities=entities)


def _within(place: Place, source: Span | None) -> bool:
    return source is not None and source.start <= place[0] and place[1] <= source.end
