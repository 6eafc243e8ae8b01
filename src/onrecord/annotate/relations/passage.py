"""A block's words and marks, and whom each of them means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.annotate.names import singular
from onrecord.annotate.noun_phrases import QUOTES, Unit, read_units, words
from onrecord.annotate.people import noun
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.mentions import PARTY, Mentions
from onrecord.annotate.relations.who import Name, Who
from onrecord.annotate.spans import Offsets
from onrecord.record import Document, Entity

_KEPT = frozenset({"general", "elect", "emeritus", "designate"})
"""Words that look like what is said of a role and are part of it."""
_LONGEST_ROLE = 9
_LONGEST_UNMARKED = 3
_WORDS_TO_NAME = 6
"""How far from its name a description stands: "(a mark, an age, a party)", in words and marks."""


class Passage(Mentions):
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
        super().__init__(units, who, titled=titled)
        self.text = text
        self.bygone = bygone
        self._starts = [unit.start for unit in units]
        self.described: list[tuple[int, int, int]] = []
        self.closes: dict[int, int] = {}
        self.apposed: set[int] = set()
        for (start, end), id in described:
            self._place(start, end, id)

    def _place(self, start: int, end: int, id: str) -> None:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        at = self._name_after(high)
        if at is None or self.named(at) != id:
            behind = range(low - 1, max(low - 2 * _WORDS_TO_NAME, -1), -1)
            party = PARTY.match(self.who.names[id])  # "Venn, D-Norr., head of …"
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
