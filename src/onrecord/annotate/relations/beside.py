"""What stands beside a name: its descriptions, its party, the body that it is part of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.annotate.relations import roles
from onrecord.annotate.relations.found import Found, Said
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage

_PARTY = re.compile(r"\s?(?:\(|, )(Dem|Rep|D|R)(?:\.,? |[-–])(?=[A-Z])")


def read(p: Passage) -> Iterator[Found]:
    """The relations told beside names in a passage."""
    for at, low, high in p.described:
        id = p.named(at)
        if id:
            start, end = p.offsets(min(at, low), max(at + 1, high))
            for said in roles.read(p, low, high, id):
                yield Found(id, said, start, end, "beside")
    for at, unit in enumerate(p.units):
        if unit.name:
            yield from _at_name(p, at)


def _at_name(p: Passage, at: int) -> Iterator[Found]:
    unit, id = p.units[at], p.named(at)
    if id is None:
        return
    if unit.name == "person":
        party = _PARTY.match(p.text, unit.end)
        if party:
            label = lists().letters[party.group(1).lower()]
            close = p.text.find(")", unit.end, unit.end + 30) + 1 or party.end()
            said = Said("member_of", p.who.parties.get(label), label, "current")
            yield Found(id, said, unit.start, close, "party")
    elif unit.name in ("organization", "group", "facility"):
        yield from _of_body(p, at, id)


def _of_body(p: Passage, at: int, id: str) -> Iterator[Found]:
    """ "Norr Guard Unit 12", "the Guard's 3rd Brigade", "Unit 12 of the Norr Guard"."""
    unit = p.units[at]
    words = unit.lower.split()
    if not lists().unit_names.isdisjoint((words[0], words[-1])) or unit.lower[0].isdigit():
        whole = _whole(p, at)
        if whole is not None:
            other = p.named(whole)
            if other and other != id and p.type(other) in ("organization",):
                low, high = min(at, whole), max(at, whole) + 1
                start, end = p.offsets(low, high)
                yield Found(id, Said("part_of", other, None, "current"), start, end, "unit")
    if p.lower(at - 1) == "based" and p.is_glued(at - 2):
        other = p.named(at - 3)
        if other and p.type(other) == "place":
            start, end = p.offsets(at - 3, at + 1)
            yield Found(id, Said("based_in", other, None, "current"), start, end, "glued")


def _whole(p: Passage, at: int) -> int | None:
    """The name of what a unit is part of."""
    if p.name(at - 1) == "organization":
        return at - 1
    if p.lower(at - 1) == ")" and p.name(at - 2) == "organization" and p.lower(at - 3) == "(":
        return at - 2
    if p.lower(at + 1) == "of" and not p.units[at].possessive:
        other = at + 2 + (p.lower(at + 2) == "the")
        if p.name(other) == "organization" and not p.units[other].possessive:
            return other
    return None
