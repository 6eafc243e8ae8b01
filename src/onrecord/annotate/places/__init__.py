"""Where the places of a document lie, from an offline gazetteer and the text around their names.

`resolve` takes names by their offsets, `locate` the entities of a document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord import lexicon
from onrecord.annotate.places import candidates, lands, rank
from onrecord.annotate.places.world import Entry, Kind, Naming, digest, world
from onrecord.annotate.spans import Offsets
from onrecord.record import Document, Entity, Mention, Place

LEXICONS = candidates.LEXICONS
LOCATED = frozenset({"place", "facility"})
"""Types of entities that lie somewhere."""
SURE = 0.4
"""The least probability with which a place is put into the record."""
_WITHIN = frozenset({" in ", ", in "})
"""What stands between a place and the larger one that holds it."""
_MOST = 5_000
"""Names that are looked up in one document, at most: its first."""
_BESIDE = 1_000
"""Thousandths of a degree within which two candidates are as good as one."""
_POINTS = frozenset({Kind.CITY, Kind.HEIGHTS, Kind.LANDMARKS})


class Candidate(NamedTuple):
    """The place that a name was read as, with its probability among those of that name."""

    entry: Entry
    probability: float


def version() -> str:
    """The versions of gazetteer, weights and lexicons."""
    return f"gazetteer {digest()}, ranker {rank.digest()}, lexicons {lexicon.digest(*LEXICONS)}"


def tabulate(text: str, names: Iterable[Offsets]) -> rank.Table | None:
    """The candidates of names; None where none has any."""
    read = [candidates.toponym(text, start, end) for start, end in names]
    groups = rank.group(candidates.choices(world(), read))
    if not groups:
        return None
    return rank.tabulate(groups, lands.named(text, lands.known(world())))


def resolve(
    text: str, names: Iterable[Offsets], *, weights: rank.Weights | None = None
) -> list[Candidate | None]:
    """The likeliest place of each name, in their order; None where no place bears it.

    Names are read together, so give all that the text has. Only the first 5,000 are looked up.
    """
    asked = list(names)
    resolved: list[Candidate | None] = [None] * len(asked)
    table = tabulate(text, asked[:_MOST])
    if not table:
        return resolved
    likely = rank.probabilities(table, weights or rank.shipped())
    groups = table.groups
    at = 0
    for group, row in zip(groups, rank.winners(table, likely), strict=True):
        entries = group.choice.entries
        shares = likely[at : at + len(entries)].tolist()
        best = _settled(group.choice, row - at, shares)
        at += len(entries)
        for index in group.members:
            resolved[index] = best
    return resolved


def _settled(choice: candidates.Choice, winner: int, shares: Sequence[float]) -> Candidate:
    """The winner of a name, or the town of that name in it; its probability and its neighbours'.

    A town, its district and its province often share a name and a place on the map: the town is
    taken, unless the text calls it something else.
    """
    best = choice.entries[winner]
    beside = [
        (entry, share)
        for entry, share in zip(choice.entries, shares, strict=True)
        if abs(entry.latitude - best.latitude) <= _BESIDE
        and abs(entry.longitude - best.longitude) <= _BESIDE
    ]
    name = choice.toponym
    if best.kind in (Kind.FIRST, Kind.SECOND) and not (name.contains or best.kind in name.kinds):
        towns = [
            (share, entry)
            for entry, share in beside
            if entry.kind == Kind.CITY and best.id in (entry.admin1, entry.admin2)
        ]
        best = max(towns, key=lambda town: (town[0], -town[1].id))[1] if towns else best
    return Candidate(best, min(1.0, sum(share for _, share in beside)))


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
    denied = _elsewhere(document.text, [mention for _, mention in named], found)
    votes: dict[str, dict[Entry, float]] = defaultdict(lambda: defaultdict(float))
    for index, ((entity, mention), candidate) in enumerate(zip(named, found, strict=True)):
        if (
            candidate
            and index not in denied
            and candidate.probability >= SURE
            and candidate.entry.naming != Naming.PEOPLE
            and not mention.metonym
        ):
            votes[entity.id][candidate.entry] += candidate.probability
    return [
        _place(entity, max(votes[entity.id], key=lambda entry: votes[entity.id][entry]))
        for entity in entities
        if entity.id in votes
    ]


def _elsewhere(
    text: str, mentions: Sequence[Mention], found: Sequence[Candidate | None]
) -> set[int]:
    """Indices of names that were put in another land than the one printed: "Norr, in Norria"."""
    denied = set()
    for index, (one, other) in enumerate(pairwise(zip(mentions, found, strict=True))):
        inner, outer = one[1], other[1]
        if inner and outer and outer.entry.kind not in _POINTS:
            lands = inner.entry.country, outer.entry.country
            between = text[one[0].end : other[0].start]
            if all(lands) and lands[0] != lands[1] and between in _WITHIN:
                denied.add(index)
    return denied


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
