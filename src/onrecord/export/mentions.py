"""Whom the words of a source mean where they don't hold the name: "he" is Ada Venn.

Such a reading is a machine's, so what it rests on stays beside it: the nearest words before
it that do name the entity.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record import Attribution, Entity, Mention, Record, Span

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "the"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """An entity that a source means without naming it, and the name this rests on.

    `named` is None where the story prints no name of it.
    """

    entity: Entity
    named: Mention | None


class Resolver:
    """Tells how the sources of one record were resolved."""

    def __init__(self, record: Record) -> None:
        self._entities = {entity.id: entity for entity in record.entities}
        self._mentions = {entity.id: in_order(entity.mentions) for entity in record.entities}
        self._names = {
            id: [mention for mention in mentions if mention.kind == "name"]
            for id, mentions in self._mentions.items()
        }

    def resolutions(self, attribution: Attribution) -> list[Resolution]:
        """One for each entity of an attribution's source that its own words don't name."""
        source = attribution.source
        if source is None:
            return []
        return [
            Resolution(entity=self._entities[id], named=self._rests_on(id, source))
            for id in dict.fromkeys(attribution.entities)
            if not self._is_named(id, source)
        ]

    def _is_named(self, id: str, source: Span) -> bool:
        mentions = self._mentions[id]
        first = bisect_left(mentions, source.start, key=_start)
        last = bisect_left(mentions, source.end, key=_start)
        inside = mentions[first:last]
        # A record made elsewhere may hold no mentions: there the words must tell.
        called = [one.text for one in inside if one.kind == "name"] if mentions else [source.text]
        name = _words(self._entities[id].name)
        return any(name & _words(words) for words in called)

    def _rests_on(self, id: str, source: Span) -> Mention | None:
        names = self._names[id]
        before = bisect_left(names, source.start, key=_start)
        return names[max(0, before - 1)] if names else None


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in reading order."""
    return sorted(mentions, key=lambda mention: (mention.start, mention.end))


def _start(mention: Mention) -> int:
    return mention.start


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _SMALL
