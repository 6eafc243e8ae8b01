"""Whom an article's mentions mean, by where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.annotate import forms
from onrecord.annotate.people import noun, pronoun
from onrecord.annotate.relations.lands import lands
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.spans import MentionSpan, Offsets
from onrecord.record import Entity, EntityType, Mention

_ENDINGS = ("n", "ns", "i", "is", "ese", "ian", "ians")
"""Of adjectives, behind the name of a land or what is left of it."""
_SUFFIX = re.compile(r",? (?:jr|sr|ii|iii)\.?\Z", re.IGNORECASE)
_BEHIND = re.compile(r",| (?:of|for|at|in|with|from|to|on|and|who)\b")
"""What ends a description's own words."""
_MANY, _TIMES = 4, 3
"""Of two people with one surname it means who is named so often, and so many times as often."""


@dataclass(slots=True)
class Who:
    """Whom mentions mean, by where they stand.

    `lands` has the land of a people's name, `parties` the party of a label, `spelt` the bodies and
    places by the words of their names. `marks` are all names, `described` the descriptions.
    `known_as` has the one person who is described by a noun ("the owner"), None for several.
    `doubtful` are bare surnames that several people of the article bear.
    """

    types: dict[str, EntityType] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    lands: dict[str, str] = field(default_factory=dict)
    at_start: dict[int, str] = field(default_factory=dict)
    pronouns: dict[int, str] = field(default_factory=dict)
    nominals: dict[Offsets, str] = field(default_factory=dict)
    nominal_ends: dict[int, str] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    spelt: dict[str, str] = field(default_factory=dict)
    marks: list[MentionSpan] = field(default_factory=list)
    described: list[tuple[Offsets, str]] = field(default_factory=list)
    known_as: dict[str, str | None] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, entities: Sequence[Entity]) -> Who:
        """Those of a record's entities; one that is named by a pronoun is nobody."""
        who, parties = cls(lands=lands(entities)), lists().parties
        for entity in entities:
            if pronoun(entity.name):
                continue
            who.types[entity.id], who.names[entity.id] = entity.type, entity.name
            party = parties.get(entity.name.lower())
            if party:
                who.parties.setdefault(party, entity.id)
            who.described += [((d.start, d.end), entity.id) for d in entity.descriptions]
            if entity.type == "person":
                for head in {_head(d.text) for d in entity.descriptions}:
                    who.known_as[head] = None if head in who.known_as else entity.id
            for mention in entity.mentions:
                who._add(entity, mention)
        who.doubtful = _doubtful(entities)
        who.marks.sort(key=lambda mark: (mark.start, -mark.end))
        who.described.sort()
        return who

    def _add(self, entity: Entity, mention: Mention) -> None:
        start, end = mention.start, mention.end
        if mention.kind == "pronoun":
            self.pronouns[start] = entity.id
        elif mention.kind == "nominal":
            self.nominals[start, end] = self.nominal_ends[end] = entity.id
        else:
            self.at_start.setdefault(start, entity.id)
            if entity.type in ("organization", "place"):
                self.spelt.setdefault(mention.text.lower().replace(".", ""), entity.id)
            mark = MentionSpan(
                start=start, end=end, kind="name", type=entity.type, confidence=mention.confidence
            )
            self.marks.append(mark)


def _head(description: str) -> str:
    """The noun of people in a description: "owner" of "a former owner of the mill"; else ""."""
    words = _BEHIND.split(description.lower(), maxsplit=1)[0].split()
    head = words[-1] if words else ""
    return head if head in lists().offices or noun(head).type == "person" else ""


def _doubtful(entities: Sequence[Entity]) -> set[int]:
    """Where a surname stands alone that two people bear who were named before in full.

    None of one who is far more often named than the others.
    """
    bearers: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        _, _, surname = _SUFFIX.sub("", entity.name).rpartition(" ")
        if entity.type == "person" and surname != entity.name:
            bearers[surname.lower()].append(entity)
    found: set[int] = set()
    for surname, people in bearers.items():
        if len(people) < 2:
            continue
        named = [[each for each in one.mentions if each.kind == "name"] for one in people]
        in_full = sorted(
            min((each.start for each in mine if " " in each.text), default=0) for mine in named
        )
        often = sorted((len(mine) for mine in named), reverse=True)
        main = often[0] if often[0] >= max(_MANY, _TIMES * often[1]) else None
        for mine in named:
            if len(mine) == main:
                continue
            bare = (each.start for each in mine if each.text.lower() == surname)
            found.update(start for start in bare if start > in_full[1])
    return found


class Name(NamedTuple):
    """A name before a head: its entity, what sort that is, its words, and where it ends."""

    id: str
    sort: EntityType
    text: str
    end: int

    @property
    def is_country(self) -> bool:
        """Whether it is a country's, or its adjective."""
        name, countries, own = self.text.replace(".", ""), lists().countries, forms.words()
        if self.sort == "group":
            land = own.adjectives.get(name)
            stems = (name.removesuffix(each) for each in _ENDINGS)
            return land in countries if land else any(stem in countries for stem in stems)
        return name in countries or own.places.get(name) in countries
