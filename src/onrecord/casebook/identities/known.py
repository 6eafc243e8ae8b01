"""What one document tells of one entity, to be held against what other documents tell."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.annotate import forms, names
from onrecord.casebook.identities import lists
from onrecord.record import Entity, EntityType, Record

MOST_COMPANY = 80
"""How many of a document's names are kept as the company of each."""

_AGE = re.compile(r"(?:,\s|\s\()(?:aged?\s)?(\d{1,3})(?=[,).;]|\syears?\sold)")
_AGED = re.compile(r"(\d{1,3})-year-old\b|\baged?\s(\d{1,3})\b")
_OLDEST = 110
_MOST_UNPACKED = 100_000_000


class Ref(NamedTuple):
    """An entity of a document: the document's key and the entity's id in its record."""

    document: str
    entity: str


class Related(NamedTuple):
    """What an entity stands to: as what ("envoy", or the relation's type), its name, its type."""

    role: str
    name: str
    type: EntityType


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a document tells of an entity.

    `forms` are the names printed, each with how often; `roles` what it is called besides, as
    printed ("mayor of Norr"); `related` what it stands to; `company` the
    names of the document's entities, itself included; `published` the document's date (ISO 8601,
    as exact as known); `lands` where it is said to be or belong, `setting` the lands that the
    document is about (`lists.land`: folded names); `entry` a gazetteer's id; `age` in years.
    """

    ref: Ref
    name: str
    type: EntityType
    forms: Mapping[str, int]
    roles: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    company: tuple[str, ...] = ()
    published: str | None = None
    lands: frozenset[str] = frozenset()
    setting: frozenset[str] = frozenset()
    entry: str | None = None
    age: int | None = None

    @property
    def year(self) -> int | None:
        """The year of publication."""
        head = (self.published or "")[:4]
        return int(head) if len(head) == 4 and head.isdecimal() else None


@dataclass(slots=True)
class _Beside:
    """What a record's relations and places say of one entity."""

    related: list[Related] = field(default_factory=list)
    lands: set[str] = field(default_factory=set)
    entry: str | None = None


def of_record(record: Record, document: str | None = None) -> list[Known]:
    """What a record tells of its entities, in its order; `document` is the key it goes by."""
    key = document or record.document.id
    beside = _beside(record)
    company = tuple(entity.name for entity in record.entities[:MOST_COMPANY])
    setting = _setting(record)
    return [
        _known(record, entity, key, beside[entity.id], company, setting)
        for entity in record.entities
    ]


def pack(knowns: Sequence[Known]) -> bytes:
    """What one document tells of its entities, to be kept; all of them, in its order."""
    first = knowns[0] if knowns else None
    told = [
        [k.ref.entity, k.name, k.type, k.forms, k.roles, k.related, sorted(k.lands), k.entry, k.age]
        for k in knowns
    ]
    document = [first.published, sorted(first.setting)] if first else [None, []]
    written = json.dumps([*document, told], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(written.encode("utf-8", "surrogatepass"), 9)


def unpack(packed: bytes, document: str) -> list[Known]:
    """What `pack` kept of a document. Raises ValueError where it was altered."""
    try:
        opener = zlib.decompressobj()
        written = opener.decompress(packed, _MOST_UNPACKED)
        published, setting, told = json.loads(written.decode("utf-8", "surrogatepass"))
        company = tuple(name for _, name, *_ in told[:MOST_COMPANY])
        return [
            Known(
                ref=Ref(document, entity),
                name=name,
                type=type,
                forms=forms,
                roles=tuple(roles),
                related=tuple(Related(*each) for each in related),
                company=company,
                published=published,
                lands=frozenset(lands),
                setting=frozenset(setting),
                entry=entry,
                age=age,
            )
            for entity, name, type, forms, roles, related, lands, entry, age in told
        ]
    except (zlib.error, TypeError, AttributeError) as reason:
        raise ValueError(str(reason)) from reason


def _known(
    record: Record,
    entity: Entity,
    key: str,
    beside: _Beside,
    company: tuple[str, ...],
    setting: frozenset[str],
) -> Known:
    named = [mention for mention in entity.mentions if mention.kind == "name"]
    printed = Counter(" ".join(mention.text.split()) for mention in named if not mention.metonym)
    roles = dict.fromkeys([each.text for each in entity.descriptions] + entity.roles)
    own = {land for role in roles for land in lists.lands_in(role)}
    return Known(
        ref=Ref(key, entity.id),
        name=entity.name,
        type=entity.type,
        forms=printed or {entity.name: 1},
        roles=tuple(roles),
        related=tuple(dict.fromkeys(beside.related)),
        company=company,
        published=record.document.published,
        lands=frozenset(own | beside.lands),
        setting=setting,
        entry=entity.entry or beside.entry,
        age=_age(record.document.text, entity) if entity.type == "person" else None,
    )


def _beside(record: Record) -> Mapping[str, _Beside]:
    found = {entity.id: _Beside() for entity in record.entities}
    entities = {entity.id: entity for entity in record.entities}
    for relation in record.relations:
        if relation.object is None:
            continue
        whose = entities[relation.object]
        found[relation.subject].related.append(
            Related(relation.role or relation.type, whose.name, whose.type)
        )
        if relation.type in ("part_of", "based_in", "role"):
            found[relation.subject].lands.update(lists.lands_in(whose.name))
    for place in record.places:
        found[place.entity].entry = place.gazetteer_id
        if place.country:
            found[place.entity].lands.add(lists.land_of_code(place.country))
    return found


def _setting(record: Record) -> frozenset[str]:
    """The lands that a document names most: those named at least half as often as the first.

    A land is named by itself, by its people, and by a place in it that was located.
    """
    within = {
        place.entity: frozenset({lists.land_of_code(place.country)})
        for place in record.places
        if place.country
    }
    counts: Counter[str] = Counter()
    for entity in record.entities:
        if entity.type in ("place", "group"):
            for land in within.get(entity.id) or lists.lands_in(entity.name):
                counts[land] += len(entity.mentions)
    most = max(counts.values(), default=0)
    return frozenset(land for land, count in counts.items() if 2 * count >= most)


def _age(text: str, entity: Entity) -> int | None:
    """The age printed right after a name ("Orla Venn, 34,") or in a description."""
    for found in _ages(text, entity):
        age = int(found)
        if 0 < age <= _OLDEST:
            return age
    return None


def _ages(text: str, entity: Entity) -> Iterator[str]:
    for mention in entity.mentions:
        after = _AGE.match(text, mention.end) if mention.kind == "name" else None
        if after:
            yield after[1]
    for each in entity.descriptions:
        inside = _AGED.search(each.text)
        if inside:
            yield inside[1] or inside[2]


def words_of(name: str) -> list[str]:
    """A name's folded words."""
    return [forms.fold(token.text) for token in names.tokens(name) if token.text[0].isalnum()]
