"""The subjects of verbs, and what else a clause names before them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate.relations.found import Found, Said
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage
from onrecord.record import EntityType

BODIES: frozenset[EntityType] = frozenset({"organization", "group", "facility", "vehicle"})
_FURTHEST = 7
_LONGEST_CLAUSE = 16
_STOPS = frozenset(".?!;:,")


def subject(p: Passage, verb: int) -> int | None:
    """The last word of a verb's subject, if it means an entity; None where that is not plain."""
    own, at, relative = lists(), verb - 1, False
    for _ in range(_FURTHEST):
        word = p.lower(at)
        if word in p.lists.relatives:
            if word not in ("who", "which"):
                return None
            relative = True
        elif not (word in own.between or word.endswith("ly")):
            break
        at -= 1
    if p.lower(at) in p.lists.ands and not relative:
        return one_before(p, at, "person")  # "Venn lives in Tarn and heads the Tarn Front"
    if p.lower(at) == "," and not relative:
        at = _before_relative(p, at)
    at = p.closes.get(at + 1, p.closes.get(at, at))
    if p.lower(at) == "," and (relative or at - 1 in p.opens):
        at -= 1
        at -= 2 if p.lower(at - 1) == "," and p.lower(at)[1:2] == "-" else 0  # "Venn, D-Norr., who"
    id = p.means(at)
    if id is None or p.units[at].possessive or p.units[at].start in p.who.doubtful:
        return None
    if p.named(at) is None and p.unless_kin(at, id) is None:
        return None
    if p.is_described(at) and p.type(id) == "person":
        return None
    if p.lower(p.opens.get(at, at) - 1) in own.unsure:
        return None
    return at if relative or at in p.apposed or p.begins_clause(at) else None


def _before_relative(p: Passage, comma: int) -> int:
    """The name before a relative clause that a comma ends: "Venn, who had left, is"."""
    for at in range(comma - 1, max(comma - _LONGEST_CLAUSE, 1), -1):
        word = p.lower(at)
        if word in _STOPS:
            break
        if word in ("who", "which") and p.lower(at - 1) == ",":
            return at - 2 if p.named(at - 2) else comma
    return comma


def one_before(p: Passage, high: int, *types: EntityType) -> int | None:
    """The one entity of these types that a clause names before a position; None for several."""
    found = None
    for at in range(high - 1, max(high - _LONGEST_CLAUSE, -1), -1):
        if p.lower(at) in _STOPS:
            break
        id = p.means(at)
        if id is not None and p.type(id) in types:
            if found is not None and p.means(found) != id:
                return None
            found = at
    return found


def is_person(p: Passage, at: int | None) -> bool:
    """Whether a position means a person."""
    id = p.means(at) if at is not None else None
    return id is not None and p.type(id) == "person"


def found(p: Passage, who: int, low: int, high: int, said: Said, rule: str) -> Iterator[Found]:
    """A relation of the entity at a position; its evidence takes in units `low` to `high`."""
    id = p.means(who)
    if id is not None and id != said.object:
        start, end = p.offsets(min(who, low), max(who + 1, high))
        referred = p.named(who) is None
        unsure = referred and p.is_open(who)
        yield Found(id, said, start, end, rule, referred=referred, unsure=unsure)
