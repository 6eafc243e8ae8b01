"""A noun phrase that says what somebody is, taken apart.

The noun at its head ("minister"), the words and names before it ("former Norrian foreign"), whose
it is ("Venn's"), and what is behind a preposition ("of the Tarn Front").
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from onrecord.annotate.names import singular
from onrecord.annotate.people import noun
from onrecord.annotate.relations import objects
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage
from onrecord.annotate.relations.who import Name
from onrecord.record import Status

_LINKS = frozenset({"of", "for", "at", "with", "to", "in", "from", "within", "inside", "on"})
_EXTENDING = frozenset({"of", "for", "to", "at"})
"""After these, words without a name are part of a role: "secretary of state"."""
_LONGEST_ROLE = 10
_WINNING = "-winning"


class Prize(NamedTuple):
    """An award: its entity, if it is one, and its words."""

    id: str | None
    text: str


@dataclass(slots=True)
class Front:
    """What stands before a head: names, the parties among them by their labels.

    `shared`: owner and names stand before another head, to which an "and" joins this one.
    """

    owner: str | None = None
    shared: bool = False
    names: list[Name] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    based: list[str] = field(default_factory=list)
    prizes: list[Prize] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    status: Status | None = None


@dataclass(slots=True)
class Behind:
    """What stands behind a head: by `link`, of whom; `end`: where the role's own words end.

    `direct`: nothing stands between the head and the link. `past`: it ends with "at the time".
    `stop`: where it ends itself.
    """

    end: int
    stop: int = 0
    link: str = ""
    objects: list[str] = field(default_factory=list)
    whole: bool = True
    direct: bool = True
    past: bool = False
    another: int | None = None


@dataclass(slots=True)
class RolePhrase:
    """One role: its head, the noun there in full and in the singular, and the role's words."""

    head: int
    noun: str
    role: str
    front: Front
    behind: Behind


def read(p: Passage, low: int, high: int) -> list[RolePhrase]:
    """The roles that units state, in order: "founder and head of the Tarn Front" is two."""
    heads = _heads(p, low, high)
    if not heads:
        return []
    last = heads[-1][1]
    behind = _behind(p, last + 1, high)
    found: list[RolePhrase] = []
    for begin, head in heads:
        front = _front(p, begin, head)
        mine = behind
        if head != last:
            # "Founder and head of the Tarn Front" is both; "a tax lawyer and head of" is not.
            bare = begin == head or (begin + 1 == head and p.lower(begin) in p.lists.articles)
            mine = replace(behind, end=head + 1) if bare else Behind(end=head + 1)
        if found and p.lower(begin - 1) in p.lists.ands:
            _share(front, found[-1].front)
        found.append(_made(p, head, front, mine))
    return found + (read(p, behind.another, high) if behind.another is not None else [])


def _share(front: Front, before: Front) -> None:
    """What stands before the first of two roles holds of the second too."""
    if not (front.names or front.owner):
        front.owner, front.names, front.shared = before.owner, before.names, True
    if front.status is None and before.status is not None:
        front.status = before.status if not before.words else "unknown"


def _heads(p: Passage, low: int, high: int) -> list[tuple[int, int]]:
    """Where the roles before a preposition begin, and their heads."""
    heads: list[tuple[int, int]] = []
    at = low
    while at < high:
        if p.lower(at) in p.lists.one_of and p.lower(at + 1) == "of":
            at += 2
        head = p.head(at, high)
        if head < at or (heads and not p.is_person(head)):
            break
        split = _second_title(p, at, head)
        if split is None:
            heads.append((at, head))
        else:
            heads += [(at, split - 1), (split, head)]
        if p.lower(head + 1) not in p.lists.ands:
            break
        at = head + 2
    return heads


def _second_title(p: Passage, low: int, head: int) -> int | None:
    """Where a second title begins: "candidate [Congressman]", "candidate [former mayor]".

    Also behind what is no part of a title: "army spokesman [Brigadier General]".
    """
    own = lists()
    titled = p.lower(head) in own.own_titles
    for at in range(head, low, -1):
        word = p.lower(at)
        begins = titled and (at == head or p.units[at].name)
        begins = begins or _begins_title(p, at)
        if (begins or word in own.former or word in own.current) and _is_office(p, at - 1):
            return at
    return None


def _begins_title(p: Passage, at: int) -> bool:
    """Whether a title of its own begins: "the spokesman [Major]", "a party leader [Senator]"."""
    own, before = lists(), p.units[at - 1]
    if not (p.units[at].text[0].isupper() and p.is_person(at)) or p.units[at].name or p.titled:
        return False
    small = before.text.islower() and before.lower not in own.before_titles
    return small or before.lower in own.ending_titles


def _is_office(p: Passage, at: int) -> bool:
    word = p.lower(at)
    free = word not in p.lists.modifiers and not p.units[at].possessive
    return free and singular(word) in lists().offices


def _made(p: Passage, head: int, front: Front, behind: Behind) -> RolePhrase:
    own, word = lists(), p.units[head].lower
    word = _without_prefix(front, word)
    word = own.written_out.get(word, word)
    known = word in own.offices or bool(p.units[head].name)
    one = word if known else singular(word)
    role = " ".join([*front.words, one])
    if behind.past:
        front.status = "former"
    if behind.end > head + 1:
        longer = f"{role} {p.words(head + 1, behind.end)}"
        role = longer if len(longer.split()) <= _LONGEST_ROLE else role
    return RolePhrase(head, one, role, front, behind)


def _without_prefix(front: Front, word: str) -> str:
    """A noun without the "ex-" that says that it is past."""
    prefix, _, rest = word.partition("-")
    if not rest or prefix not in lists().former_prefixes:
        return word
    front.status = "former"
    return rest


def _front(p: Passage, low: int, head: int) -> Front:
    front = Front()
    titled = p.units[head].text[0].isupper() and not p.titled and not p.units[head].name
    at = low
    while at < head:
        name = p.name_at(at, head)
        if p.is_owner(at):
            front = Front(owner=p.owner(at))
        elif name and p.is_glued(name.end):
            _glued(p, front, name)
            at = name.end + 1
        elif name:
            if p.is_glued(at - 1) and p.lower(at - 2) in lists().for_or_against:
                front.words = front.words[:-1]  # "pro-Norria"
            else:
                _name(p, front, name, head)
            at = name.end - 1
        elif _is_others(p, at, head):
            front = Front()
        elif not titled or _goes_with_title(p, at):
            _word(p, front, at)
        at += 1
    return front


def _name(p: Passage, front: Front, name: Name, head: int) -> None:
    if name.text.startswith(("ex-", "former ")):
        front.status = "former"
    own = lists()
    label = own.parties.get(name.text)
    if label and name.text in own.no_party and not _is_of_party(p, head):
        front.words.append(name.text)  # "labor activist"
    elif label:
        front.parties.append(label)
    else:
        front.names.append(name)
        # "Will fight Venn Steel leader": what is no modifier is no part of the role.
        front.words = [word for word in front.words if word in p.lists.modifiers]


def _is_of_party(p: Passage, head: int) -> bool:
    """Whether a noun is one of those that stand for a party."""
    own, noun = lists(), singular(p.lower(head))
    stands = own.elected | own.party_posts | own.of_party
    return not stands.isdisjoint({p.lower(head), noun})


def _glued(p: Passage, front: Front, name: Name) -> None:
    """A name with a hyphen behind it: "Tarn-based", "Norr Prize-winning"."""
    after = p.lower(name.end + 1)
    if after in lists().based:
        front.based.append(name.id)
    elif after == "winning":
        front.prizes.append(Prize(name.id, name.text))


def _is_others(p: Passage, at: int, head: int) -> bool:
    """Whether a word before a title ends what stands before that: "helped refugees President"."""
    plain = p.units[at].text.islower() and p.units[head].text[0].isupper()
    reading = noun(p.lower(at)) if plain else None
    return reading is not None and reading.number == "plural" and reading.animate is True


def _goes_with_title(p: Passage, at: int) -> bool:
    """Whether a word before a title is part of it (not "will interview Col. Venn")."""
    word = p.lower(at)
    listed = word in p.lists.modifiers or word in p.lists.ranks or word in lists().offices
    capital = p.units[at].text[0].isupper()
    return listed or capital or word in lists().partisan or "-" in word


def _word(p: Passage, front: Front, at: int) -> None:
    if p.units[at].is_mark or p.units[at].name:
        return
    own, word = lists(), _without_prefix(front, p.lower(at))
    if word in own.former:
        front.status = "former"
    elif word in own.current:
        front.status = front.status or "current"
    elif word in own.partisan:
        front.parties.append(own.parties[word])
    elif word.endswith(_WINNING) and p.units[at].text[0].isupper():
        _prize(front, word.removesuffix(_WINNING))
    elif word not in own.not_of_role and word not in p.lists.ands and not word[:1].isdigit():
        front.words.append(own.written_out.get(word, word))


def _prize(front: Front, word: str) -> None:
    """An award whose last word has "-winning" behind it: "Norr Prize-winning"."""
    name = front.names.pop() if front.names and not front.words else None
    words = [name.text] if name else front.words
    front.prizes.append(Prize(name.id if name else None, " ".join([*words, word])))
    front.words = []


def _behind(p: Passage, at: int, high: int) -> Behind:
    behind, begin = Behind(end=at), at
    while at < high and p.lower(at) in _LINKS:
        if p.lower(at) == "in" and p.lower(at + 1) == "charge" and p.lower(at + 2) == "of":
            at += 2
            behind.end = at  # "special agent in charge"
        link, stop = p.lower(at), objects.stop(p, at + 1, high)
        if stop == at + 1 or (stop == at + 2 and p.lower(at + 1) in p.lists.articles):
            break
        if _is_then(p, at):
            break
        if link == "to" and (at != begin or p.lower(at + 1) in p.lists.verbs):
            break  # "the coalition to defeat Venn", "the second to be fired"
        found = objects.read(p, at + 1, stop)
        if found.ids and link != "on":
            behind.link, behind.objects, behind.whole = link, found.ids, found.whole
            behind.direct = at == begin
            if not found.whole:
                behind.end = stop
            at = stop
            break
        named = any(unit.name for unit in p.units[at + 1 : stop])
        topic = link == "on" and p.lower(begin - 1) in lists().topical
        if p.lower(at + 1)[:1].isdigit() or not (link in _EXTENDING or topic):
            break
        if p.lower(stop - 1) not in p.lists.places_of or p.lower(stop) != "of":
            behind.end = stop  # else "mayor of the port city of Tarn"
        at = stop
        if named and not topic:
            break
    behind.past = _is_then(p, at)
    behind.stop = at + 3 * behind.past
    if p.lower(at) in p.lists.ands and at + 1 < high and p.begins_role(at + 1):
        behind.another = at + 1
    return behind


def _is_then(p: Passage, at: int) -> bool:
    """Whether "at the time" stands at a position."""
    return p.lower(at) == "at" and p.lower(at + 1) == "the" and p.lower(at + 2) == "time"
