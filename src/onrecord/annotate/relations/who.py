"""Whom an article's mentions mean, by where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.annotate import forms
from onrecord.annotate.people import pronoun
from onrecord.annotate.relations.lands import lands
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.spans import MentionSpan, Offsets
from onrecord.record import Entity, EntityType, Mention

_ADJECTIVE = re.compile(r"(?<=\w{3})(?:n|ns|i|is|ese|ian|ians)\Z")


@dataclass(slots=True)
class Who:
    """Whom mentions mean, by where they stand.

    `lands` has the land of a people's name, `parties` the party of a label, `spelt` the bodies and
    places by the words of their names. `marks` are all names, `described` the descriptions.
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
            for mention in entity.mentions:
                who._add(entity, mention)
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
            return own.adjectives.get(name, _ADJECTIVE.sub("", name)) in countries
        return name in countries or own.places.get(name) in countries
