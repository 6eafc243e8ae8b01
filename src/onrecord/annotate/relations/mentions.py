"""Whom the names, pronouns and possessives of a block mean, and where that is not plain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.annotate.noun_phrases import Phrases, Unit
from onrecord.annotate.people import gender_of_name
from onrecord.annotate.relations.who import Who
from onrecord.record import EntityType

PARTY = re.compile("[DRI]-[A-Z]")
"""What is no name but a party and a state."""
_GENDERS = {"his": "masculine", "he": "masculine", "her": "feminine", "she": "feminine"}
_LONGEST_SENTENCE = 60


class Mentions(Phrases):
    """A block's units and whom they mean.

    `opens`: for a unit that is a name, where the description before it begins. `within`: for a
    unit of a description behind a name, that name.
    """

    def __init__(self, units: Sequence[Unit], who: Who, *, titled: bool) -> None:
        super().__init__(units, titled=titled)
        self.who = who
        self.opens: dict[int, int] = {}
        self.within: dict[int, int] = {}

    def named(self, at: int) -> str | None:
        """The entity whose name stands at a position."""
        named = 0 <= at < len(self.units) and self.units[at].name
        if named and not PARTY.match(self.units[at].text):
            return self.who.at_start.get(self.units[at].start)
        return None

    def means(self, at: int) -> str | None:
        """The entity that a name, a pronoun or a description ending there means."""
        if not 0 <= at < len(self.units):
            return None
        unit = self.units[at]
        if unit.name:
            return self.who.at_start.get(unit.start)
        return self.who.pronouns.get(unit.start) or self.who.nominal_ends.get(unit.end)

    def is_described(self, at: int) -> bool:
        """Whether a word is the last of a description, neither name nor pronoun."""
        unit = self.units[at]
        return unit.name is None and unit.start not in self.who.pronouns

    def type(self, id: str) -> EntityType:
        """An entity's type."""
        return self.who.types[id]

    def owner(self, at: int) -> str | None:
        """The entity that possesses what follows: "Venn's", "the group's", "its"."""
        unit = self.units[at]
        if unit.name:
            return self.surely_named(at) if unit.possessive else None
        if unit.possessive:
            known = self.who.known_as.get(unit.lower) if self.lower(at - 1) == "the" else None
            return self.who.nominal_ends.get(unit.end) or known
        if unit.lower not in self.lists.possessives:
            return None
        id = self.who.pronouns.get(unit.start)
        return self.unless_kin(at, id) if id else self._said_before(at)

    def surely_named(self, at: int) -> str | None:
        """The entity whose name stands there, but for a surname that several people bear."""
        id = self.named(at)
        return id if id and self.units[at].start not in self.who.doubtful else None

    def unless_kin(self, at: int, id: str) -> str | None:
        """Whom a pronoun means; None where that is [Marta] of a "her sister Marta" just before.

        Who is told of there is rather whose sister that is.
        """
        if self.type(id) != "person":
            return id
        before = self._people_before(at)
        kin = [low for low in before if self.named(low) == id]
        # "Her husband, Tom. His" is Tom's, since "her" is another.
        gender = _GENDERS.get(self.lower(at))
        owners = {_GENDERS.get(self.lower(self.opens.get(low, low))) for low in kin}
        introduced = gender is not None and owners == {gender}
        return None if introduced else id

    def is_open(self, at: int) -> bool:
        """Whether a pronoun may mean several people of its sentence and of the one before."""
        wanted = _GENDERS.get(self.lower(at))
        if wanted is None or self.lower(at - 1) in self.lists.ands:
            return False
        beside = self.named(self.within.get(at, -1))
        people = {
            id
            for low in self._people_before(at)
            if not self._is_kin_of_pronoun(low)
            and (id := self.named(low)) is not None
            and id != beside
            and gender_of_name(self.who.names[id]) in (None, wanted)
        }
        return len(people) > 1

    def _people_before(self, at: int) -> list[int]:
        """Where people are named in a word's sentence before it, and in the sentence before."""
        found: list[int] = []
        sentences = int(self.begins_sentence(at))
        for low in range(at - 1, max(at - _LONGEST_SENTENCE, -1), -1):
            id = self.named(low)
            if id and self.type(id) == "person":
                found.append(low)
            sentences += self.begins_sentence(low)
            if sentences == 2:
                break
        return found

    def _is_kin_of_pronoun(self, at: int) -> bool:
        """Whether a name is introduced as somebody's: "[her sister] Marta"."""
        return self.lower(self.opens.get(at, at)) in self.lists.possessives

    def _said_before(self, at: int) -> str | None:
        """Whom "Venn and [his]" means, where the pronoun is no mention of anybody."""
        word = self.lower(at)
        if word in ("his", "her"):
            if self.lower(at - 1) in self.lists.ands:
                id = self.named(at - 2)
                return id if id and self.type(id) == "person" else None
            return self._person_before(at, "masculine" if word == "his" else "feminine")
        return self._body_before(at) if word == "its" else None

    def _person_before(self, at: int, gender: str) -> str | None:
        """The one person of the sentence so far, but for one that "his" stands beside."""
        people: set[str] = set()
        beside = self.within.get(at)
        for low in range(at - 1, max(at - _LONGEST_SENTENCE, -1), -1):
            id = self.means(low)
            if id and self.type(id) == "person" and low != beside and id != self.named(at - 2):
                people.add(id)
            if self.begins_sentence(low):
                break
        one = people.pop() if len(people) == 1 else None
        known = gender_of_name(self.who.names[one]) if one else None
        return one if known in (None, gender) else None

    def _body_before(self, at: int) -> str | None:
        """The one body of the sentence before: "… Unit 12. But [its] commander".

        Of several, the one that the sentence begins with.
        """
        bodies: set[str] = set()
        first, ended = None, self.begins_sentence(at)
        for low in range(at - 1, max(at - _LONGEST_SENTENCE, -1), -1):
            id = self.named(low)
            if id and not ended:
                return None
            if id and self.type(id) == "organization":
                bodies.add(id)
                opens = low - (self.lower(low - 1) == "the")
                first = id if ended and self.begins_sentence(opens) else first
            if low < at - 1 and self.begins_sentence(low + 1):
                if ended:
                    break
                ended = True
        return bodies.pop() if len(bodies) == 1 else first
