"""Entities of many documents gathered into identities.

The entities of a batch are placed one after another, those that tell most about themselves first:
fuller names before shorter ones, more context before less. Each is compared with a bounded number
of identities, found by their keys, and joins the one that it surely is. Where two identities would
do, or where it is only likely, it stays apart and the pair waits for review.

`resolve` over all documents does not depend on their order. Adding them one by one is near it, and
cheaper: an identity once made is not taken apart by what comes later, so that two people of one
name may have become one before the document came that parts them. Names that waited are tried
anew when an identity that they may be grows.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.annotate.groups import MOST_CANDIDATES
from onrecord.casebook.identities import bodies, persons, places
from onrecord.casebook.identities import profile as profiles
from onrecord.casebook.identities.decisions import NONE, Decisions
from onrecord.casebook.identities.evidence import SAME_AT, UNSURE_AT, Reason, Verdict
from onrecord.casebook.identities.keys import keys
from onrecord.casebook.identities.known import Known, Ref
from onrecord.casebook.identities.profile import Profile
from onrecord.casebook.identities.result import Doubt, Identities, Identity, Member

MARGIN = 0.8
"""By how much the best identity has to be ahead of the next."""
_MOST_DOUBTS = 3
_AGAINST = -1.5
_MOST_PRIOR, _MOST_AS_ONLY = 2.3, 1.5
_DECIDED = Reason("decided by a person", 9.0)
_NEXT_TO_NOTHING = -0.01
"""The weight of why two were kept apart: it stands with what is against it, and turns nothing."""


@dataclass(slots=True)
class _Slot:
    """An identity in the making."""

    profile: Profile
    members: list[Member]
    keys: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Unit:
    """Entities that are placed together: one, or those that a person joined."""

    profile: Profile
    refs: list[Ref]
    keys: list[str]


class Gathering:
    """Identities that grow with each document; see the module's head for what order does."""

    def __init__(self, decisions: Decisions = NONE) -> None:
        """`decisions` may name entities that are not there (yet)."""
        self._decisions = decisions
        self._settled = decisions.settled()
        self._slots: dict[int, _Slot] = {}
        self._by_key: dict[str, dict[int, None]] = defaultdict(dict)
        self._of: dict[Ref, int] = {}
        self._seen: Counter[str] = Counter()
        self._counted: set[str] = set()
        self._doubts: dict[int, list[tuple[int, Verdict]]] = {}
        self._waiting: dict[int, dict[int, None]] = defaultdict(dict)
        self._next = 0

    def add(self, knowns: Iterable[Known]) -> None:
        """Add the entities of one document or of many; one that is there already is passed over."""
        units = self._units([known for known in knowns if known.ref not in self._of])
        grown: set[int] = set()
        for unit in sorted(units, key=_rank):
            grown.add(self._place(unit))
        self._try_anew(grown)

    def restore(self, knowns: Sequence[Known], others: Iterable[Ref] = ()) -> None:
        """Put an identity back that was gathered before, before anything is added.

        It is compared with none: what it was found to be stands. `knowns` tell what later ones
        are compared with; `others` are more of its members.
        """
        self._count(knowns)
        profile = profiles.of(knowns[0])
        for known in knowns[1:]:
            profile.absorb(profiles.of(known))
        refs = [known.ref for known in knowns]
        self._make(_Unit(profile, [*refs, *others], keys(profile)), ())

    def restore_doubt(self, first: Ref, second: Ref, reasons: Sequence[Reason]) -> None:
        """Put back that two restored identities may be one."""
        one, other = self._of[first], self._of[second]
        self._doubts.setdefault(one, []).append((other, Verdict(tuple(reasons))))
        self._waiting[other][one] = None

    def identities(self) -> Identities:
        """What the entities added so far make."""
        given = {
            self._of[ref]: name for ref, name in self._decisions.renames.items() if ref in self._of
        }
        clusters = sorted(
            (
                Identity(
                    given.get(number, slot.profile.name),
                    slot.profile.type,
                    tuple(sorted(slot.members, key=lambda member: member.ref)),
                )
                for number, slot in self._slots.items()
            ),
            key=lambda identity: identity.members[0].ref,
        )
        doubts = [
            Doubt(
                self._slots[one].members[0].ref,
                self._slots[other].members[0].ref,
                (*verdict.reasons, *self._kept_apart(one, other, verdict)),
                round(verdict.confidence, 3),
            )
            for one, listed in self._doubts.items()
            for other, verdict in listed
            if one in self._slots and other in self._slots
        ]
        doubts.sort(key=lambda doubt: (-doubt.confidence, doubt.first, doubt.second))
        return Identities(tuple(clusters), tuple(doubts))

    def weigh(self, name: str) -> float:
        """What it tells that two have this name beside them: little where many documents do."""
        documents = self._seen[name]
        return 1 / math.log2(documents) if documents > 1 else 1.0

    def _units(self, knowns: Sequence[Known]) -> list[_Unit]:
        """The entities as units, and their documents' names counted."""
        self._count(knowns)
        found: dict[Ref, _Unit] = {}
        for known in sorted(knowns, key=lambda known: known.ref):
            profile = profiles.of(known)
            first = self._settled.group(known.ref)[0]
            unit = found.get(first)
            if unit is None:
                found[first] = _Unit(profile, [known.ref], keys(profile))
            else:
                unit.profile.absorb(profile)
                unit.refs.append(known.ref)
                unit.keys = list(dict.fromkeys((*unit.keys, *keys(profile))))
        return list(found.values())

    def _count(self, knowns: Iterable[Known]) -> None:
        """Count the names of documents, once for each document."""
        for known in knowns:
            if known.ref.document not in self._counted:
                self._counted.add(known.ref.document)
                self._seen.update({profiles.name_key(name) for name in known.company})

    def _place(self, unit: _Unit) -> int:
        """Put a unit into the identity that it is, or make one of it."""
        decided = self._decided(unit)
        if decided is not None:
            return self._join(unit, decided, (_DECIDED,), 1.0)
        likely = self._likely(unit)
        if likely and likely[0][1].outcome == "same":
            best, verdict = likely[0]
            least = verdict.score + self._prior(best) - MARGIN
            rivals = [other for other, its in likely[1:] if its.score + self._prior(other) > least]
            held = {rival: self._held_against(best, rival) for rival in rivals}
            if not any(_are_two(each) for each in held.values()):
                for rival, its in held.items():
                    if its.score >= SAME_AT + MARGIN:
                        self._merge(best, rival, verdict)
                return self._join(unit, best, verdict.reasons, verdict.confidence)
        slot = self._make(unit)
        if likely:
            self._doubts[slot] = likely[:_MOST_DOUBTS]
            for other, _ in self._doubts[slot]:
                self._waiting[other][slot] = None
        return slot

    def _decided(self, unit: _Unit) -> int | None:
        """The identity that a person has put one of the unit's entities into."""
        for other in self._settled.group(unit.refs[0]):
            if other in self._of:
                return self._of[other]
        return None

    def _likely(self, unit: _Unit) -> list[tuple[int, Verdict]]:
        """The identities that a unit may be, the likeliest first."""
        found = []
        for number in self._candidates(unit.keys):
            slot = self._slots[number]
            if self._parted(unit, slot):
                continue
            verdict = compare(slot.profile, unit.profile, self.weigh)
            if not verdict.barred:
                found.append((number, verdict))
        if persons.is_alone(unit.profile):
            full = [each for each in found if not persons.is_alone(self._slots[each[0]].profile)]
            if len(full) == 1:
                number, verdict = full[0]
                found[found.index(full[0])] = number, verdict.with_(self._only_bearer(number))
        found = [each for each in found if each[1].score >= UNSURE_AT]
        found.sort(
            key=lambda each: (
                -each[1].score - self._prior(each[0]),
                self._slots[each[0]].members[0].ref,
            )
        )
        return found

    def _prior(self, number: int) -> float:
        """What an identity has for it before anything is compared: in how many documents it is."""
        return min(_MOST_PRIOR, math.log(len(self._slots[number].members)))

    def _only_bearer(self, number: int) -> Reason:
        """That nobody else has the name, which tells the more, the more documents he is in."""
        members = self._slots[number].members
        weight = round(min(_MOST_AS_ONLY, math.log(len(members)) / 2), 3)
        return Reason("nobody else of the name", weight, (str(len(members)),))

    def _candidates(self, listed: Iterable[str]) -> list[int]:
        found: dict[int, None] = {}
        for key in listed:
            for number in self._by_key.get(key, ()):
                found[number] = None
                if len(found) >= MOST_CANDIDATES:
                    return list(found)
        return list(found)

    def _parted(self, unit: _Unit, slot: _Slot) -> bool:
        """Whether a person parted them, or one document names both as two."""
        if self._settled.parts(unit.refs, (member.ref for member in slot.members)):
            return True
        if not any(document in slot.profile.documents for document in unit.profile.documents):
            return False
        return unit.profile.is_person or not _same_forms(unit.profile, slot.profile)

    def _held_against(self, first: int, second: int) -> Verdict:
        """What two identities, both of which something may be, are to each other."""
        one, other = self._slots[first], self._slots[second]
        if self._parted(_Unit(other.profile, [m.ref for m in other.members], []), one):
            return Verdict((), barred=True)
        return compare(one.profile, other.profile, self.weigh)

    def _kept_apart(self, number: int, other: int, verdict: Verdict) -> Iterator[Reason]:
        """Why one that waits was not joined with what it is likely enough to be."""
        if verdict.outcome != "same" or verdict.reasons[-1].weight == _NEXT_TO_NOTHING:
            return  # not likely enough, or put back with why
        waits, its = self._slots[number].profile, self._slots[other].profile
        rivals = [
            self._slots[n] for n, _ in self._doubts[number] if n != other and n in self._slots
        ]
        if not waits.documents.keys().isdisjoint(its.documents):
            yield Reason("not joined, since one article has both", _NEXT_TO_NOTHING)
        elif rivals:
            names = tuple(dict.fromkeys(rival.profile.name for rival in rivals))
            yield Reason("not joined, since it may be another as well", _NEXT_TO_NOTHING, names)

    def _merge(self, number: int, other: int, verdict: Verdict) -> None:
        """Make one identity of two; what was not yet said why says it by the verdict."""
        slot, gone = self._slots[number], self._slots[other]
        self._remove(other)
        slot.profile.absorb(gone.profile)
        for member in gone.members:
            self._of[member.ref] = number
            reasons = member.reasons or verdict.reasons
            confidence = min(member.confidence, round(verdict.confidence, 3))
            slot.members.append(Member(member.ref, reasons, confidence))
        self._list(number, gone.keys)

    def _join(
        self, unit: _Unit, number: int, reasons: tuple[Reason, ...], confidence: float
    ) -> int:
        slot = self._slots[number]
        slot.profile.absorb(unit.profile)
        for ref in unit.refs:
            slot.members.append(Member(ref, reasons, round(confidence, 3)))
            self._of[ref] = number
        self._list(number, unit.keys)
        return number

    def _make(self, unit: _Unit, why: tuple[Reason, ...] = (_DECIDED,)) -> int:
        number, self._next = self._next, self._next + 1
        first, *others = unit.refs
        members = [Member(first), *(Member(ref, why) for ref in others)]
        self._slots[number] = _Slot(unit.profile, members)
        for ref in unit.refs:
            self._of[ref] = number
        self._list(number, unit.keys)
        return number

    def _list(self, number: int, listed: Iterable[str]) -> None:
        slot = self._slots[number]
        for key in listed:
            slot.keys[key] = None
            self._by_key[key][number] = None

    def _try_anew(self, grown: set[int]) -> None:
        """Hold against each other again what waited and what it waited for, where either grew."""
        for number in sorted(grown & self._doubts.keys()):
            if number in self._slots and len(self._slots[number].members) > 1:
                self._merge_waited(number)
        waiting = {number for other in grown for number in self._waiting.get(other, ())}
        for number in sorted(waiting - grown):
            slot = self._slots.get(number)
            if slot is None or len(slot.members) > 1:
                continue
            self._remove(number)
            refs = [member.ref for member in slot.members]
            self._place(_Unit(slot.profile, refs, list(slot.keys)))

    def _merge_waited(self, number: int) -> None:
        """Merge an identity that grew with the one that it waited for, where that is one alone."""
        held = {
            other: self._held_against(other, number)
            for other, _ in self._doubts[number]
            if other in self._slots
        }
        sure = [other for other, its in held.items() if its.score >= SAME_AT + MARGIN]
        if len(sure) == 1 and not held[sure[0]].barred:
            self._merge(sure[0], number, held[sure[0]])

    def _remove(self, number: int) -> None:
        slot = self._slots.pop(number)
        for member in slot.members:
            del self._of[member.ref]
        for other, _ in self._doubts.pop(number, ()):
            self._waiting[other].pop(number, None)
        for key in slot.keys:
            del self._by_key[key][number]


def compare(first: Profile, second: Profile, weigh: Callable[[str], float]) -> Verdict:
    """What speaks for and against two profiles being one's."""
    if first.is_person != second.is_person:
        return Verdict((), barred=True)
    if first.is_person:
        return persons.compare(first, second, weigh)
    if {first.type, second.type} <= places.PLACES:
        return places.compare(first, second, weigh)
    return bodies.compare(first, second, weigh)


def _are_two(verdict: Verdict) -> bool:
    """Whether something speaks against two being one, beyond that little speaks for it."""
    if verdict.barred:
        return True
    named, *others = verdict.reasons
    unlike = named.weight < 0 and not persons.is_name_alone(named)
    return unlike or any(reason.weight <= _AGAINST for reason in others)


def resolve(knowns: Iterable[Known], decisions: Decisions = NONE) -> Identities:
    """The identities that entities make, whatever their order."""
    gathering = Gathering(decisions)
    gathering.add(knowns)
    return gathering.identities()


def _rank(unit: _Unit) -> tuple[object, ...]:
    """What tells more comes first; equal ones in the order of their refs."""
    profile = unit.profile
    if profile.is_person:
        full = max((len(form.core) for form in profile.persons.values()), default=0)
    else:
        full = max((len(body.words) for body in profile.bodies.values()), default=0)
    forms_, context = len(profile.persons) + len(profile.bodies), len(profile.roles)
    return (
        -len(unit.refs) if len(unit.refs) > 1 else 0,
        not profile.entries,
        -min(full, 2),
        -forms_,
        -context - len(profile.bodies_of),
        unit.refs[0],
    )


def _same_forms(first: Profile, second: Profile) -> bool:
    return not {words for words, _ in first.bodies}.isdisjoint(
        {words for words, _ in second.bodies}
    )
