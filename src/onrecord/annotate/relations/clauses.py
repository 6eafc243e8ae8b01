"""What a clause says of its subject: "Venn is the mayor of Tarn", "who heads the Tarn Front"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.annotate.relations import roles
from onrecord.annotate.relations.found import Found, Said
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage
from onrecord.record import Status

_FURTHEST = 7
_LONGEST_AWARD = 9
_BODIES = frozenset({"organization", "group", "facility"})


def read(p: Passage) -> Iterator[Found]:
    """The relations that verbs tell in a passage, in the order of the verbs."""
    verbs = _verbs()
    for at, unit in enumerate(p.units):
        if unit.name is None:
            rule = verbs.get(unit.lower)
            if rule:
                yield from rule(p, at)


def subject(p: Passage, verb: int) -> int | None:
    """The name or pronoun that is a verb's subject; None where that is not plain."""
    own = lists()
    at = verb - 1
    relative = False
    for _ in range(_FURTHEST):
        word = p.lower(at)
        if word in p.lists.relatives:
            if word not in ("who", "which"):
                return None
            relative = True
        elif not (word in own.between or word.endswith("ly") or (relative and word == ",")):
            break
        at -= 1
    if p.lower(at) in (",", ")") and not relative:
        opened = p.closes.get(at)
        if opened is None:
            return None
        at = opened
    if p.means(at) is None or p.units[at].possessive:
        return None
    if relative:
        return at
    return at if _begins_clause(p, at) else None


def _begins_clause(p: Passage, at: int) -> bool:
    """Whether a name, with what stands before it, is no object of a preposition."""
    low = p.opens.get(at, at)
    while low > 0:
        word, unit = p.lower(low - 1), p.units[low - 1]
        if unit.possessive or unit.name or word in p.lists.prepositions:
            return False
        title = unit.text[0].isupper() and not p.begins_sentence(low - 1)
        if not (word in p.lists.articles or word in p.lists.honours or title):
            return True
        low -= 1
    return True


def _found(p: Passage, who: int, low: int, high: int, said: Said, rule: str) -> Found:
    id = p.means(who)
    assert id is not None
    start, end = p.offsets(min(who, low), max(who + 1, high))
    return Found(id, said, start, end, rule)


def _phrase(p: Passage, who: int, low: int, status: Status, rule: str) -> Iterator[Found]:
    id = p.means(who)
    phrase = p.phrase(low, "person") if id and low < len(p.units) else None
    if phrase is None or id is None:
        return
    for said in roles.read(p, phrase.low, phrase.high, id, status):
        if said.object is not None:
            yield _found(p, who, phrase.low, phrase.high, said, rule)


def _person(p: Passage, at: int | None) -> bool:
    id = p.means(at) if at is not None else None
    return id is not None and p.type(id) == "person"


def _copula(p: Passage, at: int) -> Iterator[Found]:
    who = subject(p, at)
    if who is None:
        return
    id = p.means(who)
    status = lists().copulas[p.lower(at)]
    low = at + 1
    while p.lower(low) in ("also", "now", "then", "currently", "still", "once", "formerly"):
        low += 1
    if _person(p, who):
        yield from _phrase(p, who, low, status, "copula")
    elif id and p.type(id) in _BODIES:
        phrase = p.phrase(low, "organization")
        if phrase:
            for said in roles.read(p, phrase.low, phrase.high, id, status):
                yield _found(p, who, phrase.low, phrase.high, said, "copula")


def _as(p: Passage, at: int) -> Iterator[Found]:
    own = lists()
    word = p.lower(at - 1)
    status = own.as_verbs.get(word)
    if status is None:
        return
    who = subject(p, at - 2 if word == "down" else at - 1)
    if who is not None and _person(p, who):
        yield from _phrase(p, who, at + 1, status, "as")
    elif who is None:
        # "said in 2018 after stepping down as": the subject of the sentence.
        first = _first_name(p, at, word)
        if first is not None:
            yield from _phrase(p, first, at + 1, status, "as")


def _first_name(p: Passage, at: int, word: str) -> int | None:
    """The one person of the clause before "after stepping down as", "before resigning as"."""
    low = at
    while low and p.lower(low) not in ("after", "before", "since"):
        if at - low > 4:
            return None
        low -= 1
    found = None
    for k in range(low - 1, max(low - 14, -1), -1):
        if p.lower(k) in (".", ",", ";", "?", "!"):
            break
        if _person(p, k):
            if found is not None and p.means(found) != p.means(k):
                return None
            found = k
    return found


def _bare(p: Passage, at: int) -> Iterator[Found]:
    """ "Was elected mayor"."""
    if p.lower(at - 1) not in ("was", "been", "is") or p.lower(at + 1) == "as":
        return
    who = subject(p, at)
    if who is not None and _person(p, who):
        yield from _phrase(p, who, at + 1, "unknown", "appointed")


def _heading(p: Passage, at: int) -> Iterator[Found]:
    own, word = lists(), p.lower(at)
    role = own.heading[word]
    if p.lower(at + 1) == "by":
        yield from _headed_by(p, at, role)
        return
    who = subject(p, at)
    if who is None or not _person(p, who):
        return
    stop = roles._stop(p, at + 1, len(p.units))
    objects, whole = roles._targets(p, at + 1, stop)
    if len(objects) != 1 or not whole or p.type(objects[0]) not in _BODIES:
        return
    status: Status = "current" if word.endswith("s") or role in own.founding else "unknown"
    yield _found(p, who, at, stop, Said("role", objects[0], role, status), "heads")


def _headed_by(p: Passage, at: int, role: str) -> Iterator[Found]:
    """ "The Tarn Front, led by Venn"."""
    k = at - 1
    while p.lower(k) in lists().between or p.lower(k) == ",":
        k -= 1
    body = p.means(k) if k >= 0 else None
    if body is None or p.type(body) not in _BODIES or p.units[k].possessive:
        return
    who = at + 2
    while who < len(p.units) and who < at + 2 + _FURTHEST and not p.units[who].name:
        if p.units[who].is_mark or p.lower(who) in p.lists.prepositions:
            return
        who += 1
    if who < len(p.units) and _person(p, who) and not p.units[who].possessive:
        status: Status = (
            "former" if p.lower(at - 1) == "was" and role not in lists().founding else "current"
        )
        yield _found(p, who, k, at + 1, Said("role", body, role, status), "headed by")


def _based(p: Passage, at: int) -> Iterator[Found]:
    if p.is_glued(at - 1) or p.lower(at + 1) not in ("in", "at", "near"):
        return
    k = at - 1
    while p.lower(k) in ("is", "are", "was", "who", "which", "now", "also", ","):
        k -= 1
    if k in p.closes.values():
        pass
    id = p.means(k) if k >= 0 else None
    if id is None or p.type(id) not in ("person", "organization") or p.units[k].possessive:
        return
    stop = roles._stop(p, at + 2, len(p.units))
    objects, whole = roles._targets(p, at + 2, stop)
    if len(objects) == 1 and whole and p.type(objects[0]) == "place":
        status: Status = "former" if p.lower(at - 1) == "was" else "current"
        yield _found(p, k, at, stop, Said("based_in", objects[0], None, status), "based")


def _awarded(p: Passage, at: int) -> Iterator[Found]:
    own = lists()
    who = subject(p, at)
    if who is None:
        return
    low = at + 1
    if p.lower(low) in p.lists.articles or p.lower(low) in p.lists.possessives:
        low += 1
    last, object = None, None
    for k in range(low, min(low + _LONGEST_AWARD, len(p.units))):
        unit = p.units[k]
        if unit.name:
            words = unit.lower.split()
            if not own.awards.isdisjoint(words):
                object = p.named(k)
                last = k
        elif unit.is_mark or unit.lower in own.between or unit.lower in p.lists.ands:
            break
        elif unit.lower in own.sure_awards:
            last = k
            break
        elif unit.lower in p.lists.prepositions and not (
            unit.lower in ("of", "for") and last is None
        ):
            break
    if last is None:
        return
    role = p.words(low, last + 1)
    if own.sure_awards.isdisjoint(role.replace("’", "'").split()) and object is None:
        return
    if any(unit.text.islower() and unit.lower in p.lists.verbs for unit in p.units[low:last]):
        return
    yield _found(p, who, at, last + 1, Said("awarded", object, role, "current"), "awarded")


def _part(p: Passage, at: int) -> Iterator[Found]:
    """ "Unit 12, [part] of the Norr Guard", "which is part of"."""
    if p.lower(at + 1) != "of":
        return
    k = at - 1
    while p.lower(k) in ("a", "is", "was", "which", "that", "also", "now", ",", "are"):
        k -= 1
    id = p.means(k) if 0 <= k < at - 1 else None
    if id is None or p.type(id) not in _BODIES or p.units[k].possessive:
        return
    stop = roles._stop(p, at + 2, len(p.units))
    objects, whole = roles._targets(p, at + 2, stop)
    if len(objects) == 1 and whole and p.type(objects[0]) in ("organization", "group", "place"):
        status: Status = "former" if p.lower(at - 1) == "was" else "current"
        if objects[0] != id:
            yield _found(p, k, at, stop, Said("part_of", objects[0], "part", status), "part of")


def _joined(p: Passage, at: int) -> Iterator[Found]:
    who = subject(p, at)
    if who is None or not _person(p, who):
        return
    low = at + 1
    if p.lower(at).startswith("belong"):
        if p.lower(low) != "to":
            return
        low += 1
    stop = roles._stop(p, low, len(p.units))
    objects, whole = roles._targets(p, low, stop)
    if len(objects) == 1 and whole and p.type(objects[0]) in ("organization", "group"):
        yield _found(p, who, at, stop, Said("member_of", objects[0], "member", "unknown"), "joined")


_Rule = Callable[[Passage, int], Iterator[Found]]
_CACHE: dict[str, _Rule] = {}


def _verbs() -> dict[str, _Rule]:
    if not _CACHE:
        own = lists()
        _CACHE.update(
            {
                **dict.fromkeys(own.copulas, _copula),
                **dict.fromkeys(own.heading, _heading),
                **dict.fromkeys(own.bare_verbs, _bare),
                **dict.fromkeys(own.based, _based),
                **dict.fromkeys(own.awarding, _awarded),
                **dict.fromkeys(own.membership, _joined),
                "as": _as,
                "part": _part,
            }
        )
    return _CACHE
