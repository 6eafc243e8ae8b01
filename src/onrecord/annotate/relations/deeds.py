"""What else verbs tell: seats, awards, parts, members."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate.relations import objects
from onrecord.annotate.relations.found import Found, Said
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage
from onrecord.annotate.relations.subjects import BODIES, found, one_before, subject
from onrecord.record import Status

_LONGEST_AWARD = 9


def based(p: Passage, at: int) -> Iterator[Found]:
    """ "Venn Steel, based in Tarn", "Venn is based in Tarn"."""
    if p.lower(at - 1) == "-" or p.lower(at + 1) not in ("in", "at", "near"):
        return
    low = at - 1
    while p.lower(low) in ("is", "are", "was", "who", "which", "now", "also", ","):
        low -= 1
    low = p.within.get(low, low)
    id = p.means(low)
    if id is None or p.type(id) not in ("person", "organization") or p.units[low].possessive:
        return
    stop = objects.stop(p, at + 2, len(p.units))
    place = objects.single(p, at + 2, stop)
    if place and p.type(place) == "place":
        status: Status = "former" if p.lower(at - 1) == "was" else "current"
        yield from found(p, low, at, stop, Said("based_in", place, None, status), "based")


def awarded(p: Passage, at: int) -> Iterator[Found]:
    """ "Was awarded the Norr Medal", "won a Norr Prize"."""
    who = subject(p, at)
    if who is None:
        return
    low = at + 1
    while p.lower(low) in p.lists.articles or p.lower(low) in p.lists.possessives:
        low += 1
    last = _award(p, low, given=p.lower(at) == "awarded")
    if last is not None and any(unit.text[0].isupper() for unit in p.units[low : last + 1]):
        said = Said("awarded", p.named(last), p.words(low, last + 1), "current")
        yield from found(p, who, at, last + 1, said, "awarded")


def part(p: Passage, at: int) -> Iterator[Found]:
    """ "Unit 12, part of the Norr Guard", "which is part of", "flew as part of"."""
    if p.lower(at + 1) != "of":
        return
    before = at - 1 - (p.lower(at - 1) == "a")
    low: int | None
    if p.lower(before) == "as":
        low = one_before(p, before, "organization", "group", "vehicle")
        low = low if low is not None and p.begins_clause(low) else None
    elif p.lower(before) in ("is", "was", "are"):
        low = subject(p, before)
    else:
        low = before - 1 if p.lower(before) == "," else None
    id = p.means(low) if low is not None else None
    if low is None or id is None or p.type(id) not in BODIES or p.units[low].possessive:
        return
    stop = objects.stop(p, at + 2, len(p.units))
    body = objects.single(p, at + 2, stop)
    if body and p.type(body) in ("organization", "group"):
        status: Status = "former" if p.lower(before) == "was" else "current"
        yield from found(p, low, at, stop, Said("part_of", body, "part", status), "part of")


def joined(p: Passage, at: int) -> Iterator[Found]:
    """ "Joined the Norr Guard", "belongs to the Norr Guard"."""
    low = at + 1
    if p.lower(at).startswith("belong"):
        if p.lower(low) != "to":
            return
        low += 1
    who = subject(p, at)
    stop = objects.stop(p, low, len(p.units))
    body = objects.single(p, low, stop)
    company = p.lower(stop) == "in" and p.lower(stop + 1).endswith("ing")
    if who is not None and body and p.type(body) in ("organization", "group") and not company:
        said = Said("member_of", body, "member", lists().membership[p.lower(at)])
        yield from found(p, who, at, stop, said, "joined")


def _award(p: Passage, low: int, *, given: bool) -> int | None:
    """Where the name of an award that begins at a position ends; `given`: it is sure to be one."""
    own, last = lists(), None
    nouns = own.awards if given else own.sure_awards
    for at in range(low, min(low + _LONGEST_AWARD, len(p.units))):
        unit = p.units[at]
        if unit.name:
            last = last if own.awards.isdisjoint(unit.lower.split()) else at
        elif unit.lower in nouns:
            last = at
        elif (
            unit.is_mark
            or last is not None
            or unit.lower in p.lists.finite
            or (unit.lower in p.lists.prepositions and unit.lower not in ("of", "for"))
        ):
            break
    return last
