"""Roles that verbs tell: "Venn is mayor of Tarn", "named Venn head", "who heads the Tarn Front"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate.noun_phrases import LONGEST, LONGEST_HEAD
from onrecord.annotate.relations import objects, role_phrase, roles
from onrecord.annotate.relations.found import Found, Said
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage
from onrecord.annotate.relations.subjects import BODIES, found, is_person, one_before, subject
from onrecord.record import EntityType, Status

_FURTHEST = 7
_SINCE = frozenset({"after", "before", "since", "upon", "until"})


def copula(p: Passage, at: int) -> Iterator[Found]:
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


def as_(p: Passage, at: int) -> Iterator[Found]:
    """ "Serves as mayor", "appointed Venn as mayor", "by Venn as mayor", "As mayor, Venn …"."""
    own, last = lists(), _before_time(p, at - 1)
    verb = last - (p.lower(last) in ("down", "aside"))
    status = own.as_verbs.get(p.lower(last))
    if status is not None:
        if p.lower(verb - 1) in ("has", "have") and status == "former":
            status = "unknown"  # "has served as mayor since spring"
        who = subject(p, verb)
        if who is None:
            who = _subject_of_sentence(p, verb)
        if is_person(p, who) and who is not None:
            yield from _described(p, who, at + 1, status, "as")
    elif is_person(p, at - 1) and _succeeds(p, at - 1):
        yield from _succession(p, p.opens.get(at - 1, at - 1) - 1, at)
    elif is_person(p, at - 1) and _appoints(p, at - 1):
        yield from _described(p, at - 1, at + 1, "unknown", "as")
    elif is_person(p, at - 1) and p.lower(by := p.opens.get(at - 1, at - 1) - 1) == "by":
        gone = p.lower(by - 1) in own.succeeding
        who = subject(p, by - 1) if gone or p.lower(by - 1) in own.appointing else None
        if gone:
            yield from _described(p, at - 1, at + 1, "unknown", "as")
        if who is not None and is_person(p, who):
            yield from _described(p, who, at + 1, "former" if gone else "unknown", "as")
    elif p.begins_sentence(at):
        phrase = p.phrase(at + 1, "person")
        if phrase and p.lower(phrase.high) == "," and is_person(p, phrase.high + 1):
            yield from _described(p, phrase.high + 1, at + 1, "unknown", "as")


def appointing(p: Passage, at: int) -> Iterator[Found]:
    """ "Named Venn head of the Tarn Front", "nominated Venn to be mayor of Tarn"."""
    for who in range(at + 1, min(at + _FURTHEST, len(p.units))):
        if p.units[who].is_mark or p.lower(who) in p.lists.prepositions:
            return
        if is_person(p, who):
            low = who + 1
            if p.lower(low) == "to" and p.lower(low + 1) in ("be", "become", "serve"):
                low += 2
            if p.lower(low) == "as":
                low += 1
            if low < len(p.units) and not p.units[low].is_mark and _appoints(p, who):
                yield from _described(p, who, low, "unknown", "appointed")
            return


def heading(p: Passage, at: int) -> Iterator[Found]:
    """ "Who heads the Tarn Front", "the Tarn Front, led by Venn"."""
    own = lists()
    role = own.heading[p.lower(at)]
    if p.lower(at + 1) == "by":
        yield from _headed(p, at, role)
        return
    perfect = p.lower(at - 1) in ("has", "have")  # "has run"
    who = subject(p, at) if perfect or p.lower(at) not in own.passive else None
    if who is None or not is_person(p, who):
        return
    stop = objects.stop(p, at + 1, len(p.units))
    body = objects.single(p, at + 1, stop)
    if body is not None and p.type(body) in BODIES:
        lasts = p.lower(at).endswith("s") or role in own.founding
        lasts |= perfect and p.lower(stop) in ("since", "for")
        status: Status = "current" if lasts else "unknown"
        if any(p.lower(k) in own.former for k in range(who + 1, at)):
            status = "former"  # "formerly led"
        said = Said("role", body, role, status)
        yield from found(p, who, at, stop, said, "heads")


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
            yield from found(p, who, low, high, said, rule)


def _is_predicate(p: Passage, low: int, head: int, type: EntityType) -> bool:
    """Whether a noun phrase is what a subject of a type may be."""
    words = p.lists
    fits = p.is_person(head) if type == "person" else p.lower(head) in lists().parts
    opens = p.is_owner(low) or bool(p.units[low].name) or p.is_person(low)
    opens |= p.lower(low) in words.articles | words.modifiers | words.one_of
    between = [p.lower(at) for at in range(low, head)]
    verbal = any(each.endswith("ed") and each not in words.modifiers for each in between)
    return fits and opens and not verbal and lists().opinions.isdisjoint(between)


def _appoints(p: Passage, who: int) -> bool:
    """Whether a person is the object of a verb such as "appointed"."""
    low = p.opens.get(who, who) - 1
    for at in range(low, max(low - 3, -1), -1):
        if p.lower(at) in lists().appointing:
            return p.lower(at - 1) not in ("was", "were", "been", "being", "by")
        if p.lower(at) and p.lower(at) not in p.lists.honours | p.lists.ranks | p.lists.articles:
            return False
    return False


def _before_time(p: Passage, at: int) -> int:
    """The verb of "resigned [on Friday] as", the position itself where it is another word."""
    low = at
    while at - low < _FURTHEST and (p.lower(low) in lists().when or p.lower(low).isdigit()):
        low -= 1
    left = lists().as_verbs.get(p.lower(low)) == "former"
    return low if left else at


def _succeeds(p: Passage, who: int) -> bool:
    return p.lower(p.opens.get(who, who) - 1) in lists().succeeding


def _succession(p: Passage, verb: int, at: int) -> Iterator[Found]:
    """ "Venn succeeded Roe as mayor": hers now, once Roe's."""
    who = subject(p, verb)
    if who is not None and is_person(p, who):
        yield from _described(p, who, at + 1, lists().succeeding[p.lower(verb)], "as")
        yield from _described(p, at - 1, at + 1, "former", "as")


def _subject_of_sentence(p: Passage, verb: int) -> int | None:
    """The one person of the clause before "after stepping down as", "before resigning as"."""
    low = next((k for k in range(verb - 1, max(verb - 3, -1), -1) if p.lower(k) in _SINCE), None)
    return one_before(p, low, "person") if low is not None else None


def _headed(p: Passage, at: int, role: str) -> Iterator[Found]:
    own = lists()
    low, apart = at - 1, False
    while p.lower(low) in own.between or p.lower(low) == "," or p.lower(low).endswith("ly"):
        apart = p.lower(low) == ","
        low -= 1
    low = p.within.get(low, low)
    body = p.means(low)
    if body is None or p.type(body) not in BODIES or p.units[low].possessive:
        return
    if apart and not p.begins_clause(low):
        return  # "an inquiry at Tarn Hospital, led by Venn"
    who = _doer(p, at + 2, bodies=role == "owner")
    if who is not None:
        past = p.lower(at - 1) == "was" and role not in own.founding
        said = Said("role", body, role, "former" if past else "current")
        yield from found(p, who, low, who + 1, said, "headed by")


def _doer(p: Passage, low: int, *, bodies: bool) -> int | None:
    """The person, or also the body, that a noun phrase behind "by" ends with."""
    for at in range(low, min(low + _FURTHEST, len(p.units))):
        if p.units[at].is_mark or p.lower(at) in p.lists.prepositions or p.is_owner(at):
            return None
        id = p.named(at)
        if id and (p.type(id) == "person" or (bodies and p.type(id) == "organization")):
            return at if p.ends_phrase(at) else None
    return None
