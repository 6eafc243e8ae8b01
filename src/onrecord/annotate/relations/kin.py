"""Kin that verbs tell: marriages, their ends, children."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate.relations import objects
from onrecord.annotate.relations.found import Found, Said
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage
from onrecord.annotate.relations.subjects import found, is_person, subject

_LONGEST_SENTENCE = 60
_LONGEST_LIST = 20


def married(p: Passage, at: int) -> Iterator[Found]:
    """ "Venn is married to Ada Roe", "Venn, who married Ada Roe"."""
    passive = p.lower(at + 1) == "to"
    low = at + 1 + passive
    who = subject(p, at)
    stop = objects.stop(p, low, len(p.units))
    other = objects.single(p, low, stop)
    if who is None or not is_person(p, who) or other is None or p.type(other) != "person":
        return
    now = p.lower(at - 1) in ("is", "been", "am") and passive
    said = Said("family", other, "spouse", "current" if now else "unknown")
    yield from found(p, who, at, stop, said, "married")


def divorced(p: Passage, at: int) -> Iterator[Found]:
    """ "Venn divorced Roe", "Venn and Roe divorced"."""
    stop = objects.stop(p, at + 1, len(p.units))
    other = objects.single(p, at + 1, stop)
    if other and p.type(other) == "person":
        who = subject(p, at)
        if who is not None and is_person(p, who):
            yield from found(p, who, at, stop, Said("family", other, "spouse", "former"), "married")
        return
    both = (at - 3, at - 1)
    if p.lower(at - 2) in p.lists.ands and all(p.named(k) and is_person(p, k) for k in both):
        other = p.surely_named(at - 1)
        if other and p.surely_named(at - 3) and p.begins_clause(at - 3):
            said = Said("family", other, "spouse", "former")
            yield from found(p, at - 3, at - 1, at + 1, said, "married")


def children(p: Passage, at: int) -> Iterator[Found]:
    """ "Venn has a son, Bo", "They have two daughters, Una and Ida"."""
    own, low = lists(), at + 1
    while p.lower(low) in own.counts or p.lower(low).isdigit():
        low += 1
    role = own.children.get(p.lower(low))
    if role is None or low == at + 1:
        return
    names = _names(p, low + 1)
    parents = _parents(p, at) if names else []
    for name in names:
        for parent in parents:
            said = Said("family", parent, role, "current")
            for each in found(p, name, at - 1, name + 1, said, "kin"):
                yield each._replace(referred=p.named(at - 1) is None)


def _names(p: Passage, low: int) -> list[int]:
    """The people that a list names, without their ages; none where it names others too."""
    names: list[int] = []
    for at in range(low, min(low + _LONGEST_LIST, len(p.units))):
        if p.units[at].name:
            if not is_person(p, at) or p.units[at].possessive:
                return []
            names.append(at)
        elif not (p.lower(at) == "," or p.lower(at) in p.lists.ands or p.lower(at).isdigit()):
            return names if p.lower(at) in (".", ";") else []
    return names


def _parents(p: Passage, verb: int) -> list[str]:
    """Whose children: the subject's, or those of the couple that "they" means."""
    if p.lower(verb - 1) != "they" or not p.begins_sentence(verb - 1):
        who = subject(p, verb)
        id = p.means(who) if who is not None else None
        return [id] if id and p.type(id) == "person" else []
    couple: dict[str, None] = {}
    married = False
    for at in range(verb - 2, max(verb - _LONGEST_SENTENCE, -1), -1):
        id = p.means(at)
        if id and p.type(id) == "person" and not p.is_described(at):
            if p.named(at) is None and p.unless_kin(at, id) is None:
                return []
            couple[id] = None
        married = married or p.lower(at) in lists().spouses
        if p.begins_sentence(at):
            break
    return sorted(couple) if married and len(couple) == 2 else []
