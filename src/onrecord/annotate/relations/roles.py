"""What a noun phrase says of whom it stands beside: role, kin, party, seat.

The noun at the head tells the kind of relation, the words before it the role and its time, and a
name is what it is of: a possessive ("Venn's envoy"), a name before the head ("Tarn mayor") or one
behind "of", "at", "with" … ("head of the Tarn Front").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.annotate.names import singular
from onrecord.annotate.noun_phrases import QUOTES
from onrecord.annotate.people import noun
from onrecord.annotate.relations.found import Said
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage
from onrecord.record import Status

_LINKS = frozenset({"of", "for", "at", "with", "to", "in", "from", "within", "inside", "on"})
_KEPT = frozenset({"general", "elect", "emeritus", "designate"})
_LONGEST_ROLE = 12
_NAMED_BODIES = frozenset({"organization", "group", "facility", "place", "other"})


@dataclass(slots=True)
class _Front:
    """What stands before a head. `names` and `based` are positions and entities of names."""

    owner: str | None = None
    names: list[int] = field(default_factory=list)
    based: list[str] = field(default_factory=list)
    awards: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    status: Status | None = None


@dataclass(slots=True)
class _Behind:
    """What stands behind a head, up to `end`: what it is of, where, and where another begins."""

    end: int
    link: str = ""
    objects: list[str] = field(default_factory=list)
    apart: bool = True
    another: int | None = None


def read(p: Passage, low: int, high: int, subject: str, status: Status = "current") -> list[Said]:
    """What units say of a subject beside them; `status`: where they say nothing of time."""
    heads, low = [], _opened(p, low, high)
    at = low
    while at < high:
        head = _head(p, at, high)
        if head < at:
            break
        heads.append((at, head))
        if p.lower(head + 1) not in p.lists.ands or head + 2 >= high:
            break
        at = _opened(p, head + 2, high)
        if not _leads_to_person(p, at, high):
            break
    if not heads:
        return []
    last = heads[-1][1]
    behind = _behind(p, last + 1, high, p.lower(last))
    front, found = _Front(), []
    for low, head in heads:
        mine = _front(p, low, head)
        if low != heads[0][0] and not (mine.names or mine.owner):
            mine.owner, mine.names = front.owner, front.names
            mine.status = mine.status or front.status
        front = mine
        found += _said(p, mine, head, behind if head == last else None, behind, subject, status)
    if behind.another is not None:
        found += read(p, behind.another, high, subject, status)
    return found


def _opened(p: Passage, low: int, high: int) -> int:
    """Where a phrase begins after "one of"."""
    if p.lower(low) in p.lists.one_of and p.lower(low + 1) == "of":
        low += 2
    return low


def _head(p: Passage, low: int, high: int) -> int:
    lists_ = p.lists
    at = low
    while at < high:
        if p.is_glued(at):
            at += 2
            continue
        word = p.lower(at)
        if p.units[at].is_mark:
            break
        ends = word in lists_.prepositions or word in lists_.relatives or word in lists_.clauses
        ends |= (
            word in lists_.participles and word not in _KEPT and at > low and p.is_person(at - 1)
        )
        if ends or (word in lists_.ands and (p.is_person(at - 1) or at == low)):
            break
        at += 1
    return min(at, high) - 1


def _leads_to_person(p: Passage, low: int, high: int) -> bool:
    head = _head(p, low, high)
    return head >= low and p.is_person(head)


def _front(p: Passage, low: int, head: int) -> _Front:
    front, own = _Front(), lists()
    at = low
    while at <= head:
        unit, word = p.units[at], p.lower(at)
        if at < head and (unit.possessive or (word in p.lists.possessives)):
            front = _Front(owner=p.owner(at))
        elif unit.name and at < head and p.is_glued(at + 1):
            after, id = p.lower(at + 2), p.named(at)
            if after in own.based and id:
                front.based.append(id)
            elif after.startswith("winn"):
                front.awards.append(at)
            at += 3
            continue
        elif unit.name:
            if at < head:
                front.names.append(at)
        elif not unit.is_mark and at < head:
            _word(front, word)
        at += 1
    return front


def _word(front: _Front, word: str) -> None:
    own = lists()
    if word in own.former:
        front.status = "former"
    elif word in own.current:
        front.status = front.status or "current"
    elif word not in own.not_of_role and not word[:1].isdigit():
        prefix, _, rest = word.partition("-")
        if rest and prefix in own.former_prefixes:
            front.status, word = "former", rest
        front.words.append(own.written_out.get(word, word))


def _behind(p: Passage, at: int, high: int, head: str) -> _Behind:
    behind = _Behind(end=at)
    while at < high:
        word = p.lower(at)
        if word in p.lists.ands:
            begin = _opened(p, at + 1, high)
            if _leads_to_person(p, begin, high):
                behind.another = begin
            break
        if word not in _LINKS:
            break
        stop = _stop(p, at + 1, high)
        if stop == at + 1:
            break
        objects, whole = _targets(p, at + 1, stop)
        if objects and word != "on":
            behind.link, behind.objects, behind.apart = word, objects, whole
            at = stop if not whole else at
            behind.end = max(behind.end, at)
            if whole and stop < high and p.lower(stop) in p.lists.ands:
                begin = _opened(p, stop + 1, high)
                if _leads_to_person(p, begin, high):
                    behind.another = begin
            break
        if any(p.units[k].name for k in range(at + 1, stop)) or p.lower(at + 1)[:1].isdigit():
            behind.link = "about"
            if word != "from":
                behind.end = stop
            break
        behind.end = at = stop
    return behind


def _stop(p: Passage, low: int, high: int) -> int:
    """Where the noun phrase behind a preposition ends."""
    at, lists_ = low, p.lists
    while at < high:
        unit, word = p.units[at], p.lower(at)
        if p.is_glued(at):
            at += 2
            continue
        if unit.is_mark and not (word in QUOTES and at == low):
            break
        if word in lists_.prepositions or word in lists_.relatives or word in lists_.clauses:
            break
        if word in lists_.participles and at > low:
            break
        if word in lists_.ands:
            nxt = at + 1
            if p.lower(nxt) in lists_.articles or _leads_to_person(p, nxt, high):
                break
        at += 1
    return min(at, high)


def _targets(p: Passage, low: int, high: int) -> tuple[list[str], bool]:
    """Whom a noun phrase means, and whether all of it does; else whose it is."""
    known = p.whole(low, high)
    if known:
        return [known], True
    while low < high and (p.lower(low) in p.lists.articles or p.lower(low) in QUOTES):
        low += 1
    if low >= high:
        return [], True
    last = high - 1
    if p.units[last].name:
        if p.units[last].possessive:
            return [], True
        found = [p.named(last)]
        if p.lower(last - 1) in p.lists.ands and last - 2 >= low:
            found.insert(0, p.named(last - 2))
        return [p.who.lands.get(id, id) for id in found if id], True
    if p.is_person(last) or p.lower(last) in p.lists.ands:
        return [], True
    if noun(p.lower(last)).type in ("person", None) and singular(p.lower(last)) == p.lower(last):
        pass
    owners = [p.owner(k) for k in range(low, high) if p.units[k].possessive]
    pronouns = [p.owner(k) for k in range(low, high) if p.lower(k) in p.lists.possessives]
    names = owners or pronouns or [p.named(k) for k in range(low, high)]
    return [p.who.lands.get(id, id) for id in dict.fromkeys(names) if id][:2], False


def _said(
    p: Passage,
    front: _Front,
    head: int,
    mine: _Behind | None,
    behind: _Behind,
    subject: str,
    status: Status,
) -> list[Said]:
    own, word = lists(), p.units[head].lower
    prefix, _, rest = word.partition("-")
    if rest and prefix in own.former_prefixes and word not in own.kin:
        front.status, word = "former", rest
    word = own.written_out.get(word, word)
    noun_ = word if word in own.offices else singular(word)
    when = front.status or status
    kind = p.type(subject)
    based = [Said("based_in", id, None, "current") for id in front.based if p.type(id) == "place"]
    if kind != "person":
        return based + (_of_body(p, front, noun_, behind, when, kind))
    said = based
    for at in front.names:
        label = p.party(at)
        if label:
            said.append(Said("member_of", p.who.parties.get(label), label, when))
    if p.units[head].name:
        label = p.party(head)
        return [*said, Said("member_of", p.who.parties.get(label), label, when)] if label else said
    if own.parties.get(word) and word not in ("conservative", "green"):
        label = own.parties[word]
        return [*said, Said("member_of", p.who.parties.get(label), label, when)]
    role = " ".join([*front.words, noun_])
    if noun_ in own.kin:
        return said + _kin(p, front, role, behind, when, subject)
    if noun_ == "member":
        return said + _member(p, front, role, behind, when)
    if noun_ in own.award_holders:
        return said + _holder(p, front, head, behind, when)
    if noun_ in own.no_roles or not (noun_ == p.lower(head) or p.is_person(head)):
        return said
    if not p.is_person(head) and noun_ not in own.offices:
        return said
    if mine and mine.end > head + 1:
        long = f"{role} {p.words(head + 1, mine.end)}"
        role = long if len(long.split()) <= _LONGEST_ROLE else role
    return said + _role(p, front, noun_, role, head, behind, when, subject)


def _role(
    p: Passage,
    front: _Front,
    noun_: str,
    role: str,
    head: int,
    behind: _Behind,
    when: Status,
    subject: str,
) -> list[Said]:
    own = lists()
    office = noun_ in own.offices
    objects: list[str] = []
    said: list[Said] = []
    names = [at for at in front.names if not p.party(at)]
    body = False
    if names:
        id, type = p.named(names[-1]), p.name(names[-1])
        text = p.units[names[-1]].lower.replace(".", "")
        land = type == "group" or text in own.countries or text in ("us", "uk")
        body = type == "organization"
        if id and land:
            id = p.who.lands.get(id) or (id if type == "place" else None)
            objects += [id] if id and office else []
        elif id and type == "place" and not office:
            said.append(Said("based_in", id, None, "current"))
        elif id and type in ("place", "organization", "person", "facility"):
            objects.append(id)
    if front.owner and not (body and p.type(front.owner) != "person"):
        objects.append(front.owner)
    for id in behind.objects:
        type = p.type(id)
        if behind.link in ("in", "from") and behind.apart:
            if behind.link == "from" and noun_ not in own.elected:
                continue
            if behind.link == "in" and type == "place" and noun_ not in own.posted and not office:
                said.append(Said("based_in", id, None, "current"))
                continue
        if type in ("event", "weapon", "vehicle") or id == subject:
            continue
        if objects and noun_ in own.sent and behind.link in ("to", "in"):
            name = f"{role} {behind.link} {_name(p, head, behind, id)}"
            said.append(Said("role", id, name, when))
        else:
            said.append(Said("role", id, role, when))
    said = [Said("role", id, role, when) for id in objects if id != subject] + said
    if not any(each.type == "role" for each in said):
        said.append(Said("role", None, role, when))
    return said


def _name(p: Passage, head: int, behind: _Behind, id: str) -> str:
    """The words of a role's place, lower case."""
    for at in range(head, min(head + _LONGEST_ROLE, len(p.units))):
        named = p.named(at)
        if named and p.who.lands.get(named, named) == id:
            return p.units[at].lower
    return ""


def _kin(
    p: Passage, front: _Front, role: str, behind: _Behind, when: Status, subject: str
) -> list[Said]:
    others = [front.owner] if front.owner else []
    if not others and behind.link == "of" and behind.apart:
        others = list(behind.objects)
    if not others and front.names:
        others = [p.named(front.names[-1])] if len(front.names) == 1 else []
    return [
        Said("family", id, role, when)
        for id in others
        if id and id != subject and p.type(id) == "person"
    ]


def _member(p: Passage, front: _Front, role: str, behind: _Behind, when: Status) -> list[Said]:
    objects = list(behind.objects) if behind.link in ("of", "in", "with", "for", "at") else []
    if not objects and front.owner:
        objects = [front.owner]
    names = [at for at in front.names if not p.party(at)]
    if not objects and names:
        id = p.named(names[-1])
        objects = [id] if id and p.name(names[-1]) == "organization" else []
    found = [Said("member_of", id, role, when) for id in objects if p.type(id) in _NAMED_BODIES]
    return found


def _holder(p: Passage, front: _Front, head: int, behind: _Behind, when: Status) -> list[Said]:
    own = lists()
    names = [p.named(at) for at in front.names[-1:]]
    words = " ".join([*(p.units[at].lower for at in front.names[-1:]), *front.words])
    if not own.sure_awards.isdisjoint(words.split()):
        return [Said("awarded", names[0] if names else None, words, "current")]
    if behind.link == "of" and behind.objects:
        id = behind.objects[0]
        at = next((k for k in range(head, len(p.units)) if p.named(k) == id), None)
        if at is not None and not own.sure_awards.isdisjoint(p.units[at].lower.split()):
            return [Said("awarded", id, p.units[at].lower, "current")]
    return []


def _of_body(
    p: Passage, front: _Front, noun_: str, behind: _Behind, when: Status, kind: str
) -> list[Said]:
    """What a phrase says of a body: whose part it is."""
    own = lists()
    if kind not in ("organization", "facility", "group") or noun_ not in own.parts:
        return []
    role = " ".join([*front.words, noun_])
    sure = noun_ in own.sure_parts
    objects = [front.owner] if front.owner else []
    names = [at for at in front.names if not p.party(at)]
    if not objects and names:
        id = p.named(names[-1])
        if id:
            objects = [p.who.lands.get(id, id)]
    if not objects and behind.link in ("of", "within") and behind.objects:
        objects = list(behind.objects)
    found = []
    for id in objects:
        type = p.type(id)
        state = noun_ in own.state_parts and own.no_state_parts.isdisjoint(front.words)
        if type == "organization" and (sure or state):
            found.append(Said("part_of", id, role, when))
        elif type == "place" and (state and not own.countries.isdisjoint([])):
            found.append(Said("part_of", id, role, when))
        elif type == "place" and state:
            found.append(Said("part_of", id, role, when))
        elif type == "person" and noun_ in ("campaign",):
            found.append(Said("part_of", id, role, when))
    return found
