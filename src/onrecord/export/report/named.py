"""Everybody who is named in the article: each mention's place on the page, and whom it means."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.export.mentions import in_order
from onrecord.export.sourcing import described_as
from onrecord.export.wording import count, from_gazetteer, mention_kinds, metonym, stands_for
from onrecord.record import Entity, Mention, Record


@dataclass(frozen=True, slots=True, eq=False)
class Meant:
    """A mention on the page: its own key, the key of whom it means, and what a reader is told."""

    key: str
    whom: str
    mention: Mention
    said: str

    @property
    def start(self) -> int:
        return self.mention.start

    @property
    def end(self) -> int:
        return self.mention.end


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """An entity and its mentions in reading order.

    `what` is its type; `known` who it is: as described in the outlet's own voice, as the
    user's gazetteer has it, or what its name stands for. `kinds`: "2 names, 1 pronoun", if
    there are several.
    """

    key: str
    name: str
    what: str
    known: list[str]
    count: str
    kinds: str
    mentions: list[Meant]


def named(record: Record) -> dict[str, EntityView]:
    """The entities of a record by id, in its order."""
    return {entity.id: _view(number, entity) for number, entity in enumerate(record.entities, 1)}


def _view(number: int, entity: Entity) -> EntityView:
    key, described = f"who-{number}", described_as(entity)
    kinds = {mention.kind for mention in entity.mentions}
    return EntityView(
        key=key,
        name=entity.name,
        what=entity.type,
        known=[*([described] if described else []), *metonym(entity), *from_gazetteer(entity)],
        count=count(len(entity.mentions), "mention"),
        kinds=mention_kinds(entity.mentions) if len(kinds) > 1 else "",
        mentions=[
            Meant(f"m{number}-{at}", key, mention, _said(entity, mention))
            for at, mention in enumerate(in_order(entity.mentions), start=1)
        ],
    )


def _said(entity: Entity, mention: Mention) -> str:
    """What is told of a mention whose own words don't say it; may be empty."""
    if mention.metonym:
        return f"{entity.name}: here {stands_for(entity)}"
    return "" if mention.text == entity.name else entity.name
