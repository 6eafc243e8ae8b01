"""What stands beside a name: its descriptions, its party, the body that it is part of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.annotate.people import noun
from onrecord.annotate.relations import roles
from onrecord.annotate.relations.found import Found, Said
from onrecord.annotate.relations.holding import settled
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage

_PARTY = re.compile(
    r"\s?(?:\((Dem|Rep|D|R)\.?(?:[,–-]? ?[A-Z][\w. ]{0,20})?\)"
    r"|, (D|R)(?:\.,? |[-–])[A-Z][a-z]*\.?(?: ?[A-Z][a-z]*\.?)?)"
)

_FURTHEST = 14
"""How far a title of several people reaches, in words and marks."""


def read(p: Passage) -> Iterator[Found]:
    """The relations told beside names in a passage."""
    for at, low, high in p.described:
        id = p.named(at)
        if id is None:
            continue
        start, end = p.offsets(min(at, low), max(at + 1, high))
        dead = p.lower(p.opens.get(at, at) - 1) == "late"
        rule = "title" if high <= at else "apposition"
        first, last = min(at, low), max(at + 1, high)
        for said in roles.read(p, low, high, id, "former" if dead else "current"):
            told = "part" if said.type == "part_of" else rule
            by = _by_pronoun(p, low, high, said)
            unsure = by is not None and p.is_open(by)
            each = Found(id, said, start, end, told, referred=by is not None, unsure=unsure)
            yield settled(p, first, last, each)
            if said.type == "role" and said.object is None and low < at:
                yield from _elected_from(p, at, said, start)
    for at, unit in enumerate(p.units):
        if unit.name == "person":
            yield from _of_person(p, at)
        elif unit.name in ("organization", "group", "facility"):
            yield from _of_body(p, at)


def _by_pronoun(p: Passage, low: int, high: int, said: Said) -> int | None:
    """Where "its" or "the group's" stands in a description, if the object is whom that means."""
    owners = (at for at in range(low, high) if p.is_owner(at) and p.units[at].name is None)
    return next((at for at in owners if said.object and p.owner(at) == said.object), None)


def _elected_from(p: Passage, at: int, said: Said, start: int) -> Iterator[Found]:
    """ "Senator Ada Venn of Tarn": the senator of Tarn."""
    noun = (said.role or "").rsplit(" ", 1)[-1]
    if noun not in lists().elected or p.lower(at + 1) not in ("of", "from"):
        return
    place, id = p.named(at + 2), p.named(at)
    if place and id and p.type(place) == "place":
        yield Found(id, said._replace(object=place), start, p.units[at + 2].end, "elected")


def _of_person(p: Passage, at: int) -> Iterator[Found]:
    unit, id = p.units[at], p.named(at)
    if id is None:
        return
    before = at - 1 - (p.lower(at - 1) == ".")
    title = lists().plural_titles.get(p.lower(before))
    if title:
        said = Said("role", None, title, "current")
        each = Found(id, said, p.units[before].start, unit.end, "title")
        yield settled(p, before, at + 1, each)
    party = _PARTY.match(p.text, unit.end)
    if party:
        label = lists().letters[(party.group(1) or party.group(2)).lower()]
        yield Found(id, roles.member(p, label, "current"), unit.start, party.end(), "party")
    if unit.possessive or noun(unit.lower.rsplit(" ", 1)[-1]).type is not None:
        return  # "Trustees of the Norr Fund"
    # "Ada Venn of the Tarn Front"; "the Tarn Front's Ada Venn".
    other = at + 2 + (p.lower(at + 2) == "the")
    body = p.named(other) if p.lower(at + 1) == "of" else None
    if body and p.type(body) == "organization" and not p.units[other].possessive:
        said = Said("member_of", body, None, "current")
        yield Found(id, said, unit.start, p.units[other].end, "of")
    body = p.named(at - 1)
    owner = p.units[at - 1].possessive and p.ends_phrase(at)
    if body and owner and p.type(body) == "organization":
        said = Said("member_of", body, None, "current")
        yield Found(id, said, p.units[at - 1].start, unit.end, "owned")
    yield from _at_home(p, at, id)


def _at_home(p: Passage, at: int, id: str) -> Iterator[Found]:
    """ "Ada Venn, 41, of Tarn,"."""
    titles = lists().plural_titles
    if any(p.lower(k) in titles for k in range(max(at - _FURTHEST, 0), at)):
        return  # "Sens. Roe, of Norr, and Venn, of Tarn,"
    low = at + 1
    if p.lower(low) == "," and p.lower(low + 1).isdigit():
        low += 2
    if p.lower(low) == "," and p.lower(low + 1) == "of":
        place = p.named(low + 2)
        if place and p.type(place) == "place" and not p.units[low + 2].possessive:
            start, end = p.offsets(at, low + 3)
            yield Found(id, Said("based_in", place, None, "current"), start, end, "of place")


def _of_body(p: Passage, at: int) -> Iterator[Found]:
    """ "Norr Guard Unit 12", "the Guard's 3rd Brigade", "Unit 12 of the Norr Guard"."""
    unit, id = p.units[at], p.named(at)
    if id is None:
        return
    words = unit.lower.split()
    kinds = [word for word in (words[-1], words[0]) if word in lists().unit_names]
    if kinds or unit.lower[0].isdigit():
        whole = _whole(p, at, words[-1])
        other = p.named(whole) if whole is not None else None
        if whole is not None and other and other != id:
            start, end = p.offsets(min(at, whole), max(at, whole) + 1)
            body = p.who.lands.get(other, other)
            said = Said("part_of", body, kinds[0] if kinds else None, "current")
            yield Found(id, said, start, end, "unit")
    if p.lower(at - 1) == "based" and p.is_glued(at - 2):
        other = p.named(at - 3)
        if other and p.type(other) == "place":
            start, end = p.offsets(at - 3, at + 1)
            yield Found(id, Said("based_in", other, None, "current"), start, end, "glued")


def _whole(p: Passage, at: int, last: str) -> int | None:
    """The position of the name of what a body is part of; `last`: its own last word."""
    before = p.named(at - 1)
    if before and p.name(at - 1) == "organization":
        return at - 1
    land = p.who.lands.get(before, before) if before else None
    if land and p.type(land) == "place" and last in lists().state_parts:
        owned = p.units[at - 1].possessive or p.name(at - 1) == "group"
        return at - 1 if owned else None
    if p.lower(at - 1) == ")" and p.name(at - 2) == "organization" and p.lower(at - 3) == "(":
        return at - 2
    if p.lower(at + 1) == "of" and not p.units[at].possessive:
        other = at + 2 + (p.lower(at + 2) == "the")
        if p.name(other) == "organization" and not p.units[other].possessive:
            return other
    return None
