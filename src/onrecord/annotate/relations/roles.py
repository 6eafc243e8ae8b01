"""What a noun phrase says of whom it stands beside: role, kin, party, seat, award, part.

The noun at the head tells the kind of relation; a name is what it is of.
"""

from __future__ import annotations

from onrecord.annotate.relations import role_phrase
from onrecord.annotate.relations.found import Said
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage
from onrecord.annotate.relations.role_phrase import Prize, RolePhrase
from onrecord.record import EntityType, Status

_BODIES: frozenset[EntityType] = frozenset({"organization", "group", "facility", "place"})
_HELD_OF: frozenset[EntityType] = frozenset(
    {"organization", "group", "facility", "place", "person", "work", "other"}
)
"""What a role may be of."""


def read(p: Passage, low: int, high: int, subject: str, status: Status = "current") -> list[Said]:
    """What units say of a subject; `status` holds where they say nothing of time."""
    found: list[Said] = []
    for phrase in role_phrase.read(p, low, high):
        when = phrase.front.status or status
        if p.type(subject) == "person":
            found += _of_person(p, phrase, when)
        elif p.type(subject) in ("organization", "facility", "group"):
            found += _of_body(p, phrase, when)
        found += [
            Said("based_in", id, None, "current")
            for id in phrase.front.based
            if p.type(id) == "place"
        ]
    return [said for said in dict.fromkeys(found) if said.object != subject]


def member(p: Passage, label: str, status: Status) -> Said:
    """That somebody is of a party; the role is what its members are called, if there is a word."""
    party = p.who.parties.get(label)
    role = None if party and label in lists().no_nouns else label
    return Said("member_of", party, role, status)


def _of_person(p: Passage, phrase: RolePhrase, when: Status) -> list[Said]:
    own, noun = lists(), phrase.noun
    still: Status = "unknown" if when == "former" else "current"
    parties = phrase.front.parties if noun not in own.hired else []
    said = [member(p, label, still) for label in parties]
    said += _prizes(p, phrase)
    label = p.party(phrase.head)
    if label and (p.units[phrase.head].name or noun in own.partisan):
        return [*said, member(p, label, when)]
    if noun in own.kin:
        return said + _kin(p, phrase, when)
    if noun == "member":
        return said + _member(p, phrase, when)
    if noun in own.no_roles or not p.is_person(phrase.head):
        return said
    return said + _role(p, phrase, when)


def _kin(p: Passage, phrase: RolePhrase, when: Status) -> list[Said]:
    front, behind = phrase.front, phrase.behind
    owner = front.owner or _said_before(p, phrase)
    others = [owner] if owner else []
    if not others and behind.link == "of" and behind.whole:
        others = [*behind.objects]
    role = " ".join([*front.words, phrase.noun])
    return [Said("family", id, role, when) for id in others if p.type(id) == "person"]


def _said_before(p: Passage, phrase: RolePhrase) -> str | None:
    """Whose kin a bare noun means: "Venn and [wife Ada]"."""
    low = phrase.head - 1
    return p.means(low - 1) if p.lower(low) in p.lists.ands else None


def _member(p: Passage, phrase: RolePhrase, when: Status) -> list[Said]:
    front, behind = phrase.front, phrase.behind
    others = [*behind.objects]
    if not others and front.owner:
        others = [front.owner]
    if not others and front.names and front.names[-1].sort == "organization":
        others = [front.names[-1].id]
    return [Said("member_of", id, phrase.role, when) for id in others if p.type(id) in _BODIES]


def _prizes(p: Passage, phrase: RolePhrase) -> list[Said]:
    """Awards: "Norr Prize-winning author", "Norr Prize laureate", "winner of the Norr Prize"."""
    own, front, behind = lists(), phrase.front, phrase.behind
    prizes = [*front.prizes]
    if phrase.noun in own.award_holders:
        prizes += [Prize(name.id, name.text) for name in front.names]
        if not prizes and p.units[phrase.head - 1].text[0].isupper():
            prizes.append(Prize(None, " ".join(front.words)))
        if behind.link == "of" and behind.whole:
            prizes += [Prize(id, p.who.names[id].lower()) for id in behind.objects]
        elif p.lower(phrase.head + 1) == "of":
            low = phrase.head + 2 + (p.lower(phrase.head + 2) in p.lists.articles)
            if low < behind.end and p.units[low].text[0].isupper():
                prizes.append(Prize(None, p.words(low, behind.end)))
    return [
        Said("awarded", prize.id, prize.text, "current")
        for prize in prizes
        if not own.awards.isdisjoint(prize.text.split())
    ]


def _role(p: Passage, phrase: RolePhrase, when: Status) -> list[Said]:
    if phrase.noun in lists().award_holders:
        return []
    said = [
        *_before(p, phrase, when),
        *(
            each
            for id in phrase.behind.objects
            if _is_held_of(p, phrase, id)
            for each in _after(p, phrase, id, when)
        ),
    ]
    if not any(each.type == "role" for each in said):
        said.append(Said("role", None, phrase.role, when))
    return said


def _is_held_of(p: Passage, phrase: RolePhrase, id: str) -> bool:
    """Whether a role may be of an entity: those elected are of places and chambers."""
    type = p.type(id)
    if phrase.noun in lists().representing and type == "organization":
        words = set(p.who.names[id].lower().split())
        return bool(words & lists().chambers) and words <= lists().chambers | lists().of_chambers
    return type in _HELD_OF or (type == "event" and phrase.behind.link != "in")


def _before(p: Passage, phrase: RolePhrase, when: Status) -> list[Said]:
    """By the name before a head, and by whose it is."""
    own, front = lists(), phrase.front
    office = phrase.noun in own.offices
    said: list[Said] = []
    body = False
    if front.names and not _says_where(p, phrase):
        name = front.names[-1]
        id: str | None = name.id
        body = name.sort == "organization"
        land = name.sort == "group" or name.is_country
        if land:
            id = p.who.lands.get(name.id) or (name.id if name.is_country else None)
            if name.sort == "group" and phrase.behind.objects and phrase.noun not in own.sent:
                id = None  # "the Norrian commander of the Tarn Front" is from there
        if id and name.sort == "place" and not (land or office):
            if when == "former" or front.shared:
                return said
            said.append(Said("based_in", id, None, "current"))
        elif id and _is_held_of(p, phrase, id) and (office or not land):
            said.append(Said("role", id, phrase.role, when))
    elif front.parties and phrase.noun in own.party_posts:
        party = p.who.parties.get(front.parties[-1])
        said += [Said("role", party, phrase.role, when)] if party else []
    if front.owner and (not body or p.type(front.owner) == "person"):
        said.append(Said("role", front.owner, phrase.role, when))
    return said


def _says_where(p: Passage, phrase: RolePhrase) -> bool:
    """Whether the name before a head says only where in its owner: "the Front's Senate leader"."""
    own, name, owner = lists(), phrase.front.names[-1], phrase.front.owner
    if owner is None or p.type(owner) not in ("organization", "group"):
        return False
    place = name.sort == "place" and phrase.noun in own.offices
    return place or name.text in own.chambers or name.text in own.parliaments


def _after(p: Passage, phrase: RolePhrase, id: str, when: Status) -> list[Said]:
    """By a name behind a preposition."""
    own, behind, noun = lists(), phrase.behind, phrase.noun
    place = p.type(id) == "place"
    if behind.link == "in" and place and (not behind.whole or noun in own.national):
        return []  # "a teacher in the Tarn suburbs", "when Venn was president in spring"
    if behind.link == "from" and noun not in own.elected:
        return []
    if behind.link == "in" and place and noun not in own.offices and noun not in own.posted:
        here = behind.direct and when == "current"
        return [Said("based_in", id, None, "current")] if here else []
    if behind.link == "in" and p.type(id) == "group":
        return []  # "an instructor in English"
    if behind.link == "with" and p.type(id) == "person":
        return []
    role = phrase.role
    if noun in own.sent and behind.link in ("to", "in") and behind.whole:
        role = f"{role} {behind.link} {p.who.names[id].lower()}"
    return [Said("role", id, role, when)]


def _of_body(p: Passage, phrase: RolePhrase, when: Status) -> list[Said]:
    """What a phrase says of a body: whose part it is."""
    own, front, behind = lists(), phrase.front, phrase.behind
    if phrase.noun in own.seated and front.names:
        land = p.who.lands.get(front.names[0].id, front.names[0].id)
        if p.type(land) == "place" and not front.owner:
            return [Said("based_in", land, None, "current")]
    others = [front.owner] if front.owner else []
    if phrase.noun in own.parents or not own.parents.isdisjoint(front.words):
        return [Said("role", id, phrase.role, when) for id in others or behind.objects]
    if phrase.noun not in own.parts:
        return []
    if not others and front.names:
        others = [p.who.lands.get(front.names[-1].id, front.names[-1].id)]
    if not others and behind.link in ("of", "within") and behind.direct:
        others = [*behind.objects]
    state = phrase.noun in own.state_parts and own.no_state_parts.isdisjoint(front.words)
    sure = phrase.noun in own.sure_parts
    return [
        Said("part_of", id, " ".join([*front.words, phrase.noun]), when)
        for id in others
        if (p.type(id) == "organization" and (sure or state)) or (p.type(id) == "place" and state)
    ]
