"""Whom a noun phrase means that a preposition or a verb leads: "of [the Tarn Front]"."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.annotate.noun_phrases import QUOTES
from onrecord.annotate.people import noun
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage

_LONGEST = 16
"""Words of a noun phrase, at most."""


class Objects(NamedTuple):
    """Entities, and whether the phrase means them ("the Tarn Front") or what is theirs
    ("Tarn's forces")."""

    ids: list[str]
    whole: bool


NOBODY = Objects([], True)


def stop(p: Passage, low: int, high: int) -> int:
    """Where the noun phrase that begins at a unit ends (exclusive), `_LONGEST` units at most."""
    at, words = low, p.lists
    high = min(high, low + _LONGEST)
    while at < high:
        word = p.lower(at)
        if p.is_glued(at):
            at += 2
            continue
        if p.units[at].is_mark and not (word in QUOTES and at == low):
            break
        if word in words.prepositions or word in words.relatives or word in words.clauses:
            break
        if at > low and (word in words.participles or word in words.finite or word.endswith("ed")):
            break
        if word in lists().ends and (at == low or p.lower(at - 1) not in words.articles):
            break
        after = p.lower(at + 1)
        new = after in words.articles or after.endswith("ed") or after in words.prepositions
        if word in words.ands and (new or p.begins_role(at + 1)):
            break
        at += 1
    at = min(at, high)
    return at - 1 if at > low and p.lower(at - 1) in words.ands else at  # "Venn and won"


def read(p: Passage, low: int, high: int) -> Objects:
    """The entities that a noun phrase (units) means or, failing that, those it is of."""
    known = p.whole(low, high) if low < high else None
    if known:
        return Objects([known], True)
    while low < high and (p.lower(low) in p.lists.articles or p.lower(low) in QUOTES):
        low += 1
    if low >= high:
        return NOBODY
    last = high - 1
    if p.units[last].name:
        return NOBODY if p.units[last].possessive else Objects(_named(p, low, last), True)
    if p.is_person(last) or p.lower(last) in p.lists.ands:
        return NOBODY
    theirs = p.lower(last) in lists().bodies
    sort = "organization" if theirs else noun(p.lower(last)).type
    if sort in ("event", "work"):
        return NOBODY
    if sort in ("organization", "group") and not theirs and last == low + 1 and _is_body(p, low):
        return Objects(_named(p, low, low), True)  # "the Venn Steel company"
    owned = any(p.is_owner(at) for at in range(low, high))
    if sort not in ("organization", "group", "place", "facility") and not owned:
        return NOBODY
    owners = [p.owner(at) for at in range(low, high) if p.is_owner(at)]
    ids = owners or [p.named(at) for at in range(low, high)]
    return Objects([p.who.lands.get(id, id) for id in dict.fromkeys(ids) if id][:2], False)


def _is_body(p: Passage, at: int) -> bool:
    return p.name(at) == "organization" and not p.units[at].possessive


def single(p: Passage, low: int, high: int) -> str | None:
    """The one entity that a noun phrase means as a whole."""
    found = read(p, low, high)
    return found.ids[0] if found.whole and len(found.ids) == 1 else None


def _named(p: Passage, low: int, last: int) -> list[str]:
    """The name at a position, and one that an "and" joins to it."""
    ids = [p.surely_named(last)]
    if last - 2 >= low and p.lower(last - 1) in p.lists.ands:
        ids.insert(0, p.surely_named(last - 2))
    return [p.who.lands.get(id, id) for id in ids if id]
