"""What a clause says of its subject: "Venn is the mayor of Tarn", "who heads the Tarn Front"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from onrecord.annotate.noun_phrases import LONGEST, LONGEST_HEAD
from onrecord.annotate.relations import objects, role_phrase, roles
from onrecord.annotate.relations.found import Found, Said
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage
from onrecord.record import EntityType, Status

_FURTHEST = 7
_LONGEST_CLAUSE = 16
_LONGEST_AWARD = 9
_BODIES: frozenset[EntityType] = frozenset({"organization", "group", "facility", "vehicle"})
_STOPS = frozenset(".?!;:")
_SINCE = frozenset({"after", "before", "since", "upon", "until"})

Rule = Callable[[Passage, int], Iterator[Found]]
"""Reads the relations that the verb at a position tells."""


def read(p: Passage) -> Iterator[Found]:
    """The relations that verbs tell in a passage, in the order of the verbs."""
    verbs = _rules()
    for at, unit in enumerate(p.units):
        rule = verbs.get(unit.lower)
        if rule and unit.name is None:
            yield from rule(p, at)


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
        return _one_before(p, at, "person")  # "Venn lives in Tarn and heads the Tarn Front"
    at = p.closes.get(at + 1, p.closes.get(at, at))
    if p.lower(at) == "," and (relative or at - 1 in p.opens):
        at -= 1
        at -= 2 if p.lower(at - 1) == "," and p.lower(at)[1:2] == "-" else 0  # "Venn, D-Norr., who"
    id = p.means(at)
    if id is None or p.units[at].possessive:
        return None
    if p.is_described(at) and p.type(id) == "person":
        return None
    if p.lower(p.opens.get(at, at) - 1) in own.unsure:
        return None
    return at if relative or at in p.closes.values() or p.begins_clause(at) else None


def _found(p: Passage, who: int, low: int, high: int, said: Said, rule: str) -> Iterator[Found]:
    id = p.means(who)
    if id is not None and id != said.object:
        start, end = p.offsets(min(who, low), max(who + 1, high))
        yield Found(id, said, start, end, rule)


def _described(p: Passage, who: int, low: int, status: Status, rule: str) -> Iterator[Found]:
    """What a noun phrase after a verb says of its subject, where it names another."""
    id = p.means(who)
    if p.lower(low) in p.lists.one_of and p.lower(low + 1) == "of":
        low += 2
    head = p.head(low, min(low + LONGEST_HEAD, len(p.units)))
    if id is None or head < low or not _is_predicate(p, low, head, p.type(id)):
        return
    phrases = role_phrase.read(p, low, min(low + LONGEST, len(p.units)))
    high = max((phrase.behind.stop for phrase in phrases), default=low)
    for said in roles.read(p, low, high, id, status):
        if said.object is not None or said.type != "role":
            yield from _found(p, who, low, high, said, rule)


def _is_predicate(p: Passage, low: int, head: int, type: EntityType) -> bool:
    """Whether a noun phrase is what a subject of a type may be."""
    words = p.lists
    fits = p.is_person(head) if type == "person" else p.lower(head) in lists().parts
    opens = p.is_owner(low) or bool(p.units[low].name) or p.is_person(low)
    opens |= p.lower(low) in words.articles | words.modifiers | words.one_of
    between = [p.lower(at) for at in range(low, head)]
    verbal = any(each.endswith("ed") and each not in words.modifiers for each in between)
    return fits and opens and not verbal and lists().opinions.isdisjoint(between)


def _is_person(p: Passage, at: int | None) -> bool:
    id = p.means(at) if at is not None else None
    return id is not None and p.type(id) == "person"


def _copula(p: Passage, at: int) -> Iterator[Found]:
    """ "Venn is the mayor of Tarn", "was elected mayor"."""
    who = subject(p, at)
    if who is None:
        return
    low, own = at + 1, lists()
    while p.lower(low) in own.between and low <= at + _FURTHEST:
        low += 1
    if p.lower(low) in own.bare_verbs:
        yield from _described(p, who, low + 1, "unknown", "appointed")
    else:
        yield from _described(p, who, low, own.copulas[p.lower(at)], "copula")


def _as(p: Passage, at: int) -> Iterator[Found]:
    """ "Serves as mayor", "appointed Venn as mayor", "by Venn as mayor", "As mayor, Venn …"."""
    own, verb = lists(), at - 1 - (p.lower(at - 1) == "down")
    status = own.as_verbs.get(p.lower(at - 1))
    if status is not None:
        if p.lower(verb - 1) in ("has", "have") and status == "former":
            status = "unknown"  # "has served as mayor since spring"
        who = subject(p, verb)
        if who is None:
            who = _subject_of_sentence(p, verb)
        if _is_person(p, who) and who is not None:
            yield from _described(p, who, at + 1, status, "as")
    elif _is_person(p, at - 1) and _appoints(p, at - 1):
        yield from _described(p, at - 1, at + 1, "unknown", "as")
    elif _is_person(p, at - 1) and p.lower(by := p.opens.get(at - 1, at - 1) - 1) == "by":
        who = subject(p, by - 1) if p.lower(by - 1) in own.appointing else None
        if who is not None and _is_person(p, who):
            yield from _described(p, who, at + 1, "unknown", "as")
    elif p.begins_sentence(at):
        phrase = p.phrase(at + 1, "person")
        if phrase and p.lower(phrase.high) == "," and _is_person(p, phrase.high + 1):
            yield from _described(p, phrase.high + 1, at + 1, "unknown", "as")


def _appoints(p: Passage, who: int) -> bool:
    """Whether a person is the object of a verb such as "appointed"."""
    low = p.opens.get(who, who) - 1
    for at in range(low, max(low - 3, -1), -1):
        if p.lower(at) in lists().appointing:
            return p.lower(at - 1) not in ("was", "were", "been", "being", "by")
        if p.lower(at) and p.lower(at) not in p.lists.honours | p.lists.ranks | p.lists.articles:
            return False
    return False


def _appointing(p: Passage, at: int) -> Iterator[Found]:
    """ "Named Venn head of the Tarn Front", "nominated Venn to be mayor of Tarn"."""
    for who in range(at + 1, min(at + _FURTHEST, len(p.units))):
        if p.units[who].is_mark or p.lower(who) in p.lists.prepositions:
            return
        if _is_person(p, who):
            low = who + 1
            if p.lower(low) == "to" and p.lower(low + 1) in ("be", "become", "serve"):
                low += 2
            if p.lower(low) == "as":
                low += 1
            if low < len(p.units) and not p.units[low].is_mark and _appoints(p, who):
                yield from _described(p, who, low, "unknown", "appointed")
            return


def _subject_of_sentence(p: Passage, verb: int) -> int | None:
    """The one person of the clause before "after stepping down as", "before resigning as"."""
    low = next((k for k in range(verb - 1, max(verb - 3, -1), -1) if p.lower(k) in _SINCE), None)
    return _one_before(p, low, "person") if low is not None else None


def _one_before(p: Passage, high: int, *types: EntityType) -> int | None:
    """The one entity of these types that a clause names before a position; None for several."""
    found = None
    for at in range(high - 1, max(high - _LONGEST_CLAUSE, -1), -1):
        if p.lower(at) in _STOPS or p.lower(at) == ",":
            break
        id = p.means(at)
        if id is not None and p.type(id) in types:
            if found is not None and p.means(found) != id:
                return None
            found = at
    return found


def _heading(p: Passage, at: int) -> Iterator[Found]:
    """ "Who heads the Tarn Front", "the Tarn Front, led by Venn"."""
    own = lists()
    role = own.heading[p.lower(at)]
    if p.lower(at + 1) == "by":
        yield from _headed(p, at, role)
        return
    who = subject(p, at) if p.lower(at) not in own.passive else None
    if who is None or not _is_person(p, who):
        return
    stop = objects.stop(p, at + 1, len(p.units))
    body = objects.single(p, at + 1, stop)
    if body is not None and p.type(body) in _BODIES:
        lasts = p.lower(at).endswith("s") or role in own.founding
        status: Status = "current" if lasts else "unknown"
        if any(p.lower(k) in own.former for k in range(who + 1, at)):
            status = "former"  # "formerly led"
        said = Said("role", body, role, status)
        yield from _found(p, who, at, stop, said, "heads")


def _headed(p: Passage, at: int, role: str) -> Iterator[Found]:
    own = lists()
    low, apart = at - 1, False
    while p.lower(low) in own.between or p.lower(low) == "," or p.lower(low).endswith("ly"):
        apart = p.lower(low) == ","
        low -= 1
    low = p.within.get(low, low)
    body = p.means(low)
    if body is None or p.type(body) not in _BODIES or p.units[low].possessive:
        return
    if apart and not p.begins_clause(low):
        return  # "an inquiry at Tarn Hospital, led by Venn"
    who = _doer(p, at + 2, bodies=role == "owner")
    if who is not None:
        past = p.lower(at - 1) == "was" and role not in own.founding
        said = Said("role", body, role, "former" if past else "current")
        yield from _found(p, who, low, who + 1, said, "headed by")


def _doer(p: Passage, low: int, *, bodies: bool) -> int | None:
    """The person, or also the body, that a noun phrase behind "by" ends with."""
    for at in range(low, min(low + _FURTHEST, len(p.units))):
        if p.units[at].is_mark or p.lower(at) in p.lists.prepositions or p.is_owner(at):
            return None
        id = p.named(at)
        if id and (p.type(id) == "person" or (bodies and p.type(id) == "organization")):
            return at if p.ends_phrase(at) else None
    return None


def _based(p: Passage, at: int) -> Iterator[Found]:
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
        yield from _found(p, low, at, stop, Said("based_in", place, None, status), "based")


def _awarded(p: Passage, at: int) -> Iterator[Found]:
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
        yield from _found(p, who, at, last + 1, said, "awarded")


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


def _part(p: Passage, at: int) -> Iterator[Found]:
    """ "Unit 12, part of the Norr Guard", "which is part of", "flew as part of"."""
    if p.lower(at + 1) != "of":
        return
    before = at - 1 - (p.lower(at - 1) == "a")
    low: int | None
    if p.lower(before) == "as":
        low = _one_before(p, before, "organization", "group", "vehicle")
        low = low if low is not None and p.begins_clause(low) else None
    elif p.lower(before) in ("is", "was", "are"):
        low = subject(p, before)
    else:
        low = before - 1 if p.lower(before) == "," else None
    id = p.means(low) if low is not None else None
    if low is None or id is None or p.type(id) not in _BODIES or p.units[low].possessive:
        return
    stop = objects.stop(p, at + 2, len(p.units))
    body = objects.single(p, at + 2, stop)
    if body and p.type(body) in ("organization", "group"):
        status: Status = "former" if p.lower(before) == "was" else "current"
        yield from _found(p, low, at, stop, Said("part_of", body, "part", status), "part of")


def _joined(p: Passage, at: int) -> Iterator[Found]:
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
        yield from _found(p, who, at, stop, said, "joined")


def _married(p: Passage, at: int) -> Iterator[Found]:
    """ "Venn is married to Ada Roe", "Venn, who married Ada Roe"."""
    passive = p.lower(at + 1) == "to"
    low = at + 1 + passive
    who = subject(p, at)
    stop = objects.stop(p, low, len(p.units))
    other = objects.single(p, low, stop)
    if who is None or not _is_person(p, who) or other is None or p.type(other) != "person":
        return
    now = p.lower(at - 1) in ("is", "been", "am") and passive
    said = Said("family", other, "spouse", "current" if now else "unknown")
    yield from _found(p, who, at, stop, said, "married")


@cache
def _rules() -> dict[str, Rule]:
    own = lists()
    return {
        **dict.fromkeys(own.copulas, _copula),
        **dict.fromkeys(own.heading, _heading),
        **dict.fromkeys(own.appointing, _appointing),
        **dict.fromkeys(own.based, _based),
        **dict.fromkeys(own.awarding, _awarded),
        **dict.fromkeys(own.membership, _joined),
        "as": _as,
        "married": _married,
        "part": _part,
    }
