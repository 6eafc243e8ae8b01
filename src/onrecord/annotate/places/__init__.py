"""Where the places of a document lie, from an offline gazetteer and the text around their names.

`resolve` takes names by their offsets, `locate` the entities of a document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord import lexicon
from onrecord.annotate.places import candidates, lands, rank
from onrecord.annotate.places.world import Entry, Kind, Naming, digest, world
from onrecord.annotate.spans import Offsets
from onrecord.record import Document, Entity, Mention, Place

LEXICONS = candidates.LEXICONS
LOCATED = frozenset({"place", "facility"})
"""Types of entities that lie somewhere."""
SURE = 0.5
"""The least probability with which a place is put into the record."""
_MOST = 5_000
"""Names that are looked up in one document, at most: its first."""
_POINTS = frozenset({Kind.CITY, Kind.HEIGHTS, Kind.LANDMARKS})


class Candidate(NamedTuple):
    """The place that a name was read as, with its probability among those of that name."""

    entry: Entry
    probability: float


def version() -> str:
    """The versions of gazetteer, weights and lexicons."""
    return f"gazetteer {digest()}, ranker {rank.digest()}, lexicons {lexicon.digest(*LEXICONS)}"


def resolve(
    text: str, names: Iterable[Offsets], *, weights: rank.Weights | None = None
) -> list[Candidate | None]:
    """The likeliest place of each name, in their order; None where no place bears it.

    Names are read together, so give all that the text has. Only the first 5,000 are looked up.
    """
    asked = list(names)
    gazetteer = world()
    found = candidates.choices(
        gazetteer, [candidates.toponym(text, start, end) for start, end in asked[:_MOST]]
    )
    groups = rank.group(found)
    resolved: list[Candidate | None] = [None] * len(asked)
    if not groups:
        return resolved
    table = rank.tabulate(groups, lands.named(text, lands.known(gazetteer)))
    likely = rank.probabilities(table, weights or rank.shipped())
    for row in rank.winners(table, likely):
        best = Candidate(table.entries[row], float(likely[row]))
        for index in groups[table.owner[row]].members:
            resolved[index] = best
    return resolved


def locate(document: Document, entities: Sequence[Entity]) -> list[Place]:
    """One Place at most for each entity that is a place, in the entities' order.

    An entity lies where most of its names do that stand for the place itself; one whose names all
    stand for a government lies nowhere, nor does a people.
    """
    named = [
        (entity, mention)
        for entity in entities
        if entity.type in LOCATED
        for mention in entity.mentions
        if mention.kind == "name"
    ]
    named.sort(key=lambda each: each[1].start)
    found = resolve(document.text, [(mention.start, mention.end) for _, mention in named])
    votes: dict[str, dict[Entry, float]] = defaultdict(lambda: defaultdict(float))
    for (entity, mention), candidate in zip(named, found, strict=True):
        if candidate and not mention.metonym and _means(entity, mention, candidate):
            votes[entity.id][candidate.entry] += candidate.probability
    return [
        _place(entity, max(votes[entity.id], key=lambda entry: votes[entity.id][entry]))
        for entity in entities
        if entity.id in votes
    ]


def _means(entity: Entity, mention: Mention, candidate: Candidate) -> bool:
    """Whether a name is surely that of the place."""
    entry = candidate.entry
    if entry.naming == Naming.PEOPLE or candidate.probability < SURE:
        return False
    return entity.type == "place" or entry.kind == Kind.LANDMARKS


def _place(entity: Entity, entry: Entry) -> Place:
    return Place(
        entity=entity.id,
        name=entry.name,
        kind="point" if entry.kind in _POINTS else "area",
        country=entry.country or None,
        latitude=entry.latitude / 1000,
        longitude=entry.longitude / 1000,
        gazetteer_id=entry.gazetteer_id,
    )
