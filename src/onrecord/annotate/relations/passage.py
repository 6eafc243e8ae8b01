"""A block's words and marks, and whom each of them means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.annotate.names import singular
from onrecord.annotate.noun_phrases import QUOTES, Phrases, Unit, read_units, words
from onrecord.annotate.people import gender_of_name, noun
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.who import Name, Who
from onrecord.annotate.spans import Offsets
from onrecord.record import Document, Entity, EntityType

_KEPT = frozenset({"general", "elect", "emeritus", "designate"})
"""Words that look like what is said of a role and are part of it."""
_LONGEST_ROLE = 9
_LONGEST_UNMARKED = 3
_LONGEST_SENTENCE = 60
_PARTY = re.compile("[DRI]-[A-Z]")
"""What is no name but a party and a state."""
_GENDERS = {"his": "masculine", "he": "masculine", "her": "feminine", "she": "feminine"}
_WORDS_TO_NAME = 6
"""How far from its name a description stands: "(a mark, an age, a party)", in words and marks."""


class Passage(Phrases):
    """A block's units with the entities that they mean.

    `described`: for a unit that is a name, the descriptions beside it (units, end exclusive).
    `bygone`: where the article's times of long before it stand in the text, in order.
    """

    def __init__(
        self,
        text: str,
        units: Sequence[Unit],
        who: Who,
        described: Sequence[tuple[Offsets, str]],
        bygone: Sequence[Offsets] = (),
        *,
        titled: bool,
    ) -> None:
        super().__init__(units, titled=titled)
        self.text = text
        self.who = who
        self.bygone = bygone
        self._starts = [unit.start for unit in units]
        self.described: list[tuple[int, int, int]] = []
        self.closes: dict[int, int] = {}
        self.opens: dict[int, int] = {}
        self.within: dict[int, int] = {}
        self.apposed: set[int] = set()
        for (start, end), id in described:
            self._place(start, end, id)

    def _place(self, start: int, end: int, id: str) -> None:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        at = self._name_after(high)
        if at is None or self.named(at) != id:
            behind = range(low - 1, max(low - 2 * _WORDS_TO_NAME, -1), -1)
            party = _PARTY.match(self.who.names[id])  # "Venn, D-Norr., head of …"
            at = next((k for k in behind if self.named(k) == id or (party and self.named(k))), None)
            id = (self.named(at) or id) if at is not None else id
            if at is None:
                return
            self.closes[high] = at
            self.apposed.add(at)
            self.within.update(dict.fromkeys(range(low, high + 1), at))
            if self.type(id) == "person" and self.name(high) == "person":
                return  # "Roe, former minister Ada Venn": hers
        else:
            low -= self._has_land(low) or self._has_acronym(low)
            self.opens[at] = min(low, self.opens.get(at, low))
        if self.lower(low - 1) == "(" or self._is_anothers(low, high):
            return
        self.described.append((at, low, high))

    def _name_after(self, high: int) -> int | None:
        """The name that a description before it belongs to: "its chief, Maj. Gen. [Ada Venn]"."""
        titles, between = _before_names()
        for at in range(high, min(high + _WORDS_TO_NAME, len(self.units))):
            if self.units[at].name:
                return at
            word = self.lower(at)
            abbreviated = word == "." and self.lower(at - 1) in titles
            if not (word in between or abbreviated or self.units[at].text[0].isupper()):
                return None
        return None

    def _is_anothers(self, low: int, high: int) -> bool:
        """Whether a description runs into the next name: "Roe, [former head of State Bo Venn]"."""
        at = high - 2
        if at <= low or self.name(high - 1) != "person":
            return False
        titles = self.lists.honours | self.lists.ranks
        capital = self.units[at].text[0].isupper() and self.lower(at) not in titles
        return bool(self.name(at)) or (capital and not self.is_person(at))

    def _has_acronym(self, low: int) -> int:
        """How many units a body with its acronym takes: "Norr Guard (NG) | chief"."""
        marks = (self.lower(low - 1), self.lower(low - 3))
        bodies = {self.name(low - 2), self.name(low - 4)}
        return 4 if marks == (")", "(") and bodies == {"organization"} else 0

    def _has_land(self, low: int) -> bool:
        """Whether a land right before a description is part of it: "U.S. | secretary of state"."""
        name = self.name_at(low - 1, low) if low else None
        if name is None or self.units[low - 1].possessive:
            return False
        return name.is_country and self.lower(low - 2) not in self.lists.places_follow

    def named(self, at: int) -> str | None:
        """The entity whose name stands at a position."""
        named = 0 <= at < len(self.units) and self.units[at].name
        if named and not _PARTY.match(self.units[at].text):
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
            return self.who.nominal_ends.get(unit.end)
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

    def whole(self, low: int, high: int) -> str | None:
        """The entity that units mean as a description of it ("the group")."""
        return self.who.nominals.get((self.units[low].start, self.units[high - 1].end))

    def party(self, at: int) -> str | None:
        """The party whose members the word or name at a position calls so."""
        return lists().parties.get(self.units[at].lower)

    def is_owner(self, at: int) -> bool:
        """Whether a unit is a possessive."""
        return self.units[at].possessive or self.lower(at) in self.lists.possessives

    def name_at(self, at: int, high: int) -> Name | None:
        """The name that begins at a position: one that is marked, or spelt like one that is."""
        id, unit = self.surely_named(at), self.units[at]
        if id:
            return self._name(id, unit.lower, at + 1)
        if unit.name or not unit.text[0].isupper() or self.titled or self.lower(at - 1) == "state":
            return None
        for end in range(min(at + _LONGEST_UNMARKED, high), at, -1):
            words = self.words(at, end)
            known = self.who.spelt.get(words.replace(".", ""))
            if known and (words in lists().chambers or words not in self.lists.modifiers):
                return self._name(known, words, end)
        return None

    def _name(self, id: str, words: str, end: int) -> Name:
        """A name; a body by its last word, whatever type it came with."""
        body = words.rsplit(" ", 1)[-1] in lists().unit_names
        return Name(id, "organization" if body else self.type(id), words, end)

    def is_person(self, at: int) -> bool:
        """Whether a word says who a person is."""
        word = self.lower(at)
        if not word:
            return False
        known = word in lists().offices or word in self.lists.heads or word in self.lists.ranks
        return known or noun(word).type == "person" or noun(singular(word)).type == "person"

    def head(self, low: int, high: int) -> int:
        """The last word of a noun phrase before what is behind it; `low` - 1 where it has none."""
        words, at = self.lists, low
        while at < high:
            word = self.lower(at)
            if self.is_glued(at):
                at += 2
                continue
            if (word == "(" and self.name(at + 1)) or (word == ")" and self.name(at - 1)):
                at += 1
                continue
            if self.units[at].is_mark or word in words.relatives or word in words.clauses:
                break
            if at > low and word in words.finite and word not in words.modifiers:
                break
            after = at > low and self.is_person(at - 1)
            if word in words.prepositions or (word in words.ands and (after or at == low)):
                break
            turned = word in words.participles and word not in _KEPT
            if turned and after and not self.is_person(at + 1):
                break
            at += 1
        return min(at, high) - 1

    def begins_clause(self, at: int) -> bool:
        """Whether a name, with what stands before it, is no object of a preposition."""
        low = first = self.opens.get(at, at)
        while low > 0 and first - low < _LONGEST_ROLE:
            word, unit = self.lower(low - 1), self.units[low - 1]
            if unit.possessive or unit.name or word in self.lists.prepositions:
                return False
            title = unit.text[0].isupper() and not self.begins_sentence(low - 1)
            if not (word in self.lists.articles or word in self.lists.honours or title):
                return True
            low -= 1
        return True

    def ends_phrase(self, at: int) -> bool:
        """Whether a name is the last word of its noun phrase (not "the Ada Venn [inquiry]")."""
        if at + 1 >= len(self.units) or self.units[at + 1].is_mark:
            return True
        word, words = self.lower(at + 1), self.lists
        verb = word in words.verbs or word.endswith("ed") or word in words.clauses
        small = word in words.prepositions or word in words.relatives or word in words.ands
        return verb or small or word.endswith("ly")

    def begins_role(self, low: int) -> bool:
        """Whether a noun phrase that says who a person is begins at a position."""
        head = self.head(low, min(low + _LONGEST_ROLE, len(self.units)))
        return head >= low and self.is_person(head)

    def words(self, low: int, high: int) -> str:
        """The words of units, lower case, a space between them."""
        start, end = self.offsets(low, high)
        return " ".join(self.text[start:end].lower().split())

    def offsets(self, low: int, high: int) -> Offsets:
        """Where units begin and end (exclusive) in the text."""
        return self.units[low].start, self.units[high - 1].end


def passages(
    document: Document, entities: Sequence[Entity], bygone: Sequence[Offsets] = ()
) -> Iterator[Passage]:
    """The blocks of the story that hold names; `bygone` as in `Passage`."""
    who = Who.of(entities)
    starts, told = [mark.start for mark in who.marks], [start for (start, _), _ in who.described]
    for block in document.story:
        inside = range(bisect_left(starts, block.start), bisect_left(starts, block.end))
        whole = [index for index in inside if who.marks[index].end <= block.end]
        if not whole:
            continue
        units, _ = read_units(document.text, block.start, block.end, who.marks, whole)
        beside = who.described[bisect_left(told, block.start) : bisect_left(told, block.end)]
        titled = block.kind in ("headline", "heading")
        kept = _without_stops(units)
        yield Passage(document.text, kept, who, beside, bygone, titled=titled)


@cache
def _before_names() -> tuple[frozenset[str], frozenset[str]]:
    """Titles, and all words that may stand between a description and its name."""
    lists = words()
    titles = lists.honours | lists.ranks
    between = titles | lists.articles | lists.naming | lists.modifiers | QUOTES | {",", "of"}
    return titles, between


def _without_stops(units: Sequence[Unit]) -> list[Unit]:
    """The units without the full stops of abbreviated names: "U.S" is marked, "." is not."""
    kept: list[Unit] = []
    for unit in units:
        last = kept[-1] if kept else None
        if unit.text == "." and last and last.name and last.end == unit.start and "." in last.text:
            continue
        kept.append(unit)
    return kept
