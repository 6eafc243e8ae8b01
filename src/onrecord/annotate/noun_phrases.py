"""Noun phrases that say who or what a name is, read without tags of parts of speech.

A phrase opens and closes with words and marks that the lists know and has a noun of people (of
bodies, of places …) at its head, or it is none. Names stand in it whole: what one of them says of
another ("Norrian", "the Lantern's") is part of the phrase.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from onrecord import lexicon
from onrecord.annotate import people
from onrecord.annotate.spans import MentionSpan
from onrecord.record import EntityType

LEXICONS = ("descriptions", "names", "people", "sources")

LONGEST = 25
"""Words of a phrase, at most."""
LONGEST_HEAD = 9
"""Words up to a phrase's head, and of a role before a name, at most."""
_LONGEST_QUOTE = 14

_WORD = re.compile(r"\d{1,3}(?:,\d{3})+|[^\W_]+(?:[-.&'’/][^\W_]+)*\.?|[^\w\s]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=[sxz])['’])(?!\w)", re.IGNORECASE)
_NO_STOP = re.compile(r"[,;:)]|\s+[a-z]")
_OLD = re.compile(r"\w+-years?-old\Z")
DASHES = frozenset("—–-")
QUOTES = frozenset('"“”«»')
_STOPS = frozenset(".?!;:…")

Opening = Literal["a", "the", "bare"]
Closing = Literal["comma", "stop", "dash", "bracket", "more"]


class Unit(NamedTuple):
    """A word or mark, or a whole name (`name` is its type); `text` is without a possessive."""

    start: int
    end: int
    text: str
    lower: str
    possessive: bool
    name: EntityType | None

    @property
    def is_mark(self) -> bool:
        return not (self.name or self.text[0].isalnum())


class Phrase(NamedTuple):
    """A noun phrase, units `low` to `high` (exclusive).

    `opening`: by "a" and the like; by "the", a possessive pronoun and the like; by neither.
    `closing`: the mark that follows, or that more is said ("who", an "and", a participle).
    """

    low: int
    head: int
    high: int
    opening: Opening
    closing: Closing


def read_units(
    text: str, start: int, end: int, mentions: Sequence[MentionSpan], inside: Sequence[int]
) -> tuple[list[Unit], dict[int, int]]:
    """A block's units, and the position of each name's (a name within a name has none)."""
    units: list[Unit] = []
    where: dict[int, int] = {}
    last = start
    for index in inside:
        mention = mentions[index]
        if mention.start < last:
            continue
        units.extend(_plain(text, last, mention.start))
        owner = _POSSESSIVE.match(text, mention.end, end)
        where[index] = len(units)
        words = text[mention.start : mention.end]
        units.append(
            Unit(mention.start, mention.end, words, words.lower(), bool(owner), mention.type)
        )
        last = owner.end() if owner else mention.end
    units.extend(_plain(text, last, end))
    return units, where


def _plain(text: str, start: int, end: int) -> Iterator[Unit]:
    """The words and marks between two offsets; a full stop of an abbreviation is its own."""
    for match in _WORD.finditer(text, start, end):
        begin, stop, word = match.start(), match.end(), match.group()
        if word == "." and _NO_STOP.match(text, stop):
            continue
        if word in "'’" and begin > start and _POSSESSIVE.match(text, begin):
            continue
        ended = len(word) > 1 and word.endswith(".")
        if ended:
            word, stop = word[:-1], stop - 1
        bare = _POSSESSIVE.sub("", word)
        possessive = bare != word or bool(_POSSESSIVE.match(text, stop))
        lower = bare.lower().replace("’", "'")
        abbreviated = ended and ("." in bare or len(bare) == 1 or lower in words().abbreviations)
        if abbreviated:
            stop, ended = stop + 1, False
        if bare:
            yield Unit(begin, begin + len(bare) + abbreviated, bare, lower, possessive, None)
        if ended and not _NO_STOP.match(text, stop + 1):
            yield Unit(stop, stop + 1, ".", ".", False, None)


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of `descriptions.yaml`, and those of others that are used beside them.

    `head_ends` end what stands before a head, `role_ends` what stands before a role; `finite`
    are verbs that end a phrase.
    """

    ranks: frozenset[str]
    honours: frozenset[str]
    heads: frozenset[str]
    close_heads: frozenset[str]
    bodies: frozenset[str]
    close_bodies: frozenset[str]
    places: frozenset[str]
    works: frozenset[str]
    close_works: frozenset[str]
    places_of: frozenset[str]
    modifiers: frozenset[str]
    adjectives: frozenset[str]
    leads: frozenset[str]
    one_of: frozenset[str]
    articles: frozenset[str]
    directions: frozenset[str]
    possessives: frozenset[str]
    relatives: frozenset[str]
    prepositions: frozenset[str]
    participles: frozenset[str]
    verbs: frozenset[str]
    ends: frozenset[str]
    to: frozenset[str]
    verbal: frozenset[str]
    clauses: frozenset[str]
    fronting: frozenset[str]
    ands: frozenset[str]
    suffixes: frozenset[str]
    abbreviations: frozenset[str]
    naming: frozenset[str]
    calendar: frozenset[str]
    places_follow: frozenset[str]
    agent_endings: tuple[str, ...]
    head_ends: frozenset[str]
    role_ends: frozenset[str]
    finite: frozenset[str]


@cache
def words() -> WordLists:
    """The lists, read once."""
    own, others, sources = (lexicon.load(each) for each in ("descriptions", "names", "sources"))
    lists = {key: frozenset(listed) for key, listed in own.items()}
    lists["honours"] |= frozenset(others["courtesy"])
    lists["abbreviations"] |= lists["ranks"].union(others["courtesy"], others["suffixes"])
    small = ("prepositions", "relatives", "clauses", "ands", "articles", "possessives")
    calendar = frozenset(others["calendar"])
    return WordLists(
        **lists,
        suffixes=frozenset(others["suffixes"]),
        naming=frozenset(sources["naming"]),
        calendar=calendar,
        places_follow=frozenset(others["places_follow"]) - {"from", "to", "of"},
        agent_endings=tuple(sources["agent_endings"]),
        head_ends=(lists["verbs"] - lists["modifiers"]).union(*(lists[key] for key in small)),
        role_ends=calendar.union(lists["ends"], lists["verbs"], lists["prepositions"]),
        finite=lists["verbs"] - lists["participles"],
    )


_COMPATIBLE: dict[EntityType, frozenset[str]] = {
    "organization": frozenset({"organization", "group", "facility"}),
    "group": frozenset({"organization", "group"}),
    "place": frozenset({"place", "facility"}),
    "facility": frozenset({"place", "facility", "organization"}),
}
"""Types of nouns that describe a name, beside its own type."""


def _fits(word: str, type: EntityType) -> bool:
    """Whether a noun says what a name of a type is, and one of it."""
    noun = people.noun(word)
    if noun.number == "plural":
        return False
    if type == "person":
        return noun.type == "person"
    return noun.type in _COMPATIBLE.get(type, (type,))


class Phrases:
    """A block's units and the phrases in them. `titled`: capitals say nothing in it."""

    def __init__(self, units: Sequence[Unit], *, titled: bool) -> None:
        self.units = units
        self.titled = titled
        self.lists = lists = words()
        self._things: dict[EntityType, frozenset[str]] = defaultdict(lambda: lists.works)
        self._things |= {
            "organization": lists.bodies,
            "group": lists.bodies,
            "place": lists.places,
            "facility": lists.places,
        }

    def lower(self, at: int) -> str:
        """The word at a position, lower case; "" outside the block, and for a name."""
        if not 0 <= at < len(self.units) or self.units[at].name:
            return ""
        return self.units[at].lower

    def name(self, at: int) -> EntityType | None:
        """The type of the name at a position; None: there is none."""
        return self.units[at].name if 0 <= at < len(self.units) else None

    def is_glued(self, at: int) -> bool:
        """Whether nothing stands between a mark and the word before it ("Norria-led")."""
        return at > 0 and self.lower(at) == "-" and self.units[at - 1].end == self.units[at].start

    def begins_sentence(self, at: int) -> bool:
        return at == 0 or self.lower(at - 1) in _STOPS | QUOTES

    def is_owned(self, low: int, high: int) -> bool:
        """Whether a possessive stands among these units."""
        return any(
            unit.possessive or (unit.lower in self.lists.possessives and not unit.name)
            for unit in self.units[low:high]
        )

    def counts_things(self, at: int) -> bool:
        """Whether a word is a number, but for an age ("19-year-old")."""
        word = self.lower(at)
        return word[:1].isdigit() and not _OLD.match(word)

    def is_close_head(self, at: int, type: EntityType, *, apart: bool) -> bool:
        """Whether a word right before a name says what it is."""
        unit, lists = self.units[at], self.lists
        if unit.name or unit.possessive or unit.is_mark or unit.lower in lists.ends:
            return False
        if type != "person":
            if apart or type in ("place", "group"):
                return apart and unit.lower in lists.places_of
            if self.titled or not unit.text.islower() or "-" in unit.text:
                return False
            if type != "organization":
                return unit.lower in lists.close_works
            body = people.noun(unit.lower)
            known = body.type == "organization" and body.number != "plural"
            return known or unit.lower in lists.close_bodies
        capital = unit.text[0].isupper()
        if not capital and unit.lower in lists.adjectives:
            return False
        if unit.lower in lists.close_heads or (capital and unit.lower in lists.ranks):
            return True
        noun = people.noun(unit.lower)
        return noun.type == "person" and noun.number != "plural"

    def phrase(self, low: int, type: EntityType) -> Phrase | None:
        """The noun phrase that begins at a unit and says what a name of a type is."""
        lists, position = self.lists, low
        while self.lower(position) in lists.leads:
            position += 1
        opening: Opening = "bare"
        if self.lower(position) in lists.one_of and self.lower(position + 1) == "of":
            opening = "the"
            position += 2
        if self.lower(position) in lists.articles:
            opening = "the" if self.lower(position) == "the" else "a"
            position += 1
        elif self.lower(position) in lists.possessives:
            opening = "the"
            position += 1
        head = self._head(position, type, opening)
        if head is None or (opening == "bare" and not self._is_bare(position, head, type)):
            return None
        return self._complement(low, head, type, opening)

    def _is_bare(self, low: int, head: int, type: EntityType) -> bool:
        """Whether a phrase without an article is one."""
        first = self.units[low]
        if first.name is None:
            word = first.lower
            ended = word in self.lists.ends or word in self.lists.verbs
            if word not in self.lists.modifiers and (ended or word.endswith("ed")):
                return False
            if self.counts_things(low):
                return False
        if type == "person":
            return True
        plain = self.units[head].text[0].islower()
        return self.is_owned(low, head) or (plain and self.lower(head + 1) in ("of", "to", "for"))

    def _head(self, low: int, type: EntityType, opening: Opening) -> int | None:
        lists = self.lists
        position = low
        while position < len(self.units) and position - low < LONGEST_HEAD:
            unit, word = self.units[position], self.lower(position)
            if self.is_glued(position) and position > low:
                position = min(position + 2, len(self.units))
                continue
            if unit.is_mark or word in lists.head_ends:
                break
            after = position > low and self._is_head(position - 1, type, opening)
            if after and (word in lists.participles or word.endswith("ing")):
                break
            position += 1
        head = position - 1
        return head if head >= low and self._is_head(head, type, opening) else None

    def _is_head(self, at: int, type: EntityType, opening: Opening) -> bool:
        unit, lists = self.units[at], self.lists
        if unit.possessive:
            return False
        if unit.name:
            # "a Norrian", "Democrat of Tarn"
            of = self.lower(at + 1) in ("of", "from")
            one = opening == "a" or (of if opening == "bare" else not unit.lower.endswith("s"))
            return type == "person" and unit.name == "group" and one
        word = unit.lower
        if word in lists.directions or self.counts_things(at):
            return False
        if _fits(word, type):
            return True
        if type != "person":
            return word in self._things[type]
        if word in lists.heads or _OLD.match(word):
            return True
        return (
            opening == "a"
            and people.noun(word).type is None
            and word not in lists.modifiers | lists.ends | lists.leads
            and word.endswith(lists.agent_endings)
        )

    def _complement(self, low: int, head: int, type: EntityType, opening: Opening) -> Phrase | None:
        """The phrase with all that follows its head; None where a clause goes on instead."""
        position = head + 1
        closing: Closing = "stop"
        while position < len(self.units):
            if position - low > LONGEST:
                return None
            mark = self.units[position].is_mark
            step = self._mark(position) if mark else self._word(position, head, type)
            if step is None:
                return None
            if not isinstance(step, int):
                closing = step
                break
            position = step
        else:
            if position - low > LONGEST_HEAD:
                return None  # without a full stop: a headline, a table
        while position > head + 1 and self.lower(position - 1) in self.lists.prepositions:
            position -= 1  # "a painter of | whom"
        return Phrase(low, head, position, opening, closing)

    def _mark(self, at: int) -> int | Closing | None:
        """What a mark after a head does: where the phrase goes on, what closes it, or neither."""
        word = self.lower(at)
        if word == ",":
            return at + 2 if self._goes_on(at) else "comma"
        if word in _STOPS:
            return "stop"
        if word in DASHES:
            return at + 1 if self.is_glued(at) else "dash"
        if word == ")":
            return "bracket"
        if word == "(":
            return at + 3 if self.lower(at + 2) == ")" else "more"
        return self._quoted(at) if word in QUOTES else None

    def _word(self, at: int, head: int, type: EntityType) -> int | Closing | None:
        """What a word after a head does, as `_mark` tells it."""
        lists, word, before = self.lists, self.lower(at), self.lower(at - 1)
        if before in QUOTES and self.lower(at - 2) == ",":
            return "comma"
        if word in lists.relatives:
            return "more"
        if word in lists.ands:
            beyond = self._coordinated(at, head, type)
            listed = self.name(at + 1) not in (None, "group") or self._counts(at + 1)
            return beyond or (None if listed else "more")
        if word in lists.clauses:
            return None
        plain = self.units[at].text.islower() or self.titled
        if plain and word in lists.finite and before != "to":
            return None
        if word == "on" and self.lower(at + 1) in lists.calendar:
            return "more"
        if at == head + 1:
            if word in lists.prepositions or word in lists.participles:
                return at + 1
            return "more" if word.endswith("ing") or word in lists.leads else None
        if word.endswith("ed") and word not in lists.participles | lists.modifiers:
            attributive = before in lists.prepositions | lists.articles | lists.ands
            if not attributive and self.lower(at + 1) not in lists.prepositions:
                return None
        return at + 1

    def _goes_on(self, at: int) -> bool:
        """Whether a comma stands within an address ("Tarn, Norria")."""
        after = self.lower(at + 2)
        closed = after in ("", ",", ")", *_STOPS) or after in self.lists.relatives
        return self.name(at - 1) == "place" and self.name(at + 1) == "place" and closed

    def _quoted(self, at: int) -> int | None:
        """Where words in quotation marks end that a preposition leads ("author of “Tarn”")."""
        if self.lower(at - 1) not in self.lists.prepositions | self.lists.participles:
            return None
        for stop in range(at + 1, min(at + 1 + _LONGEST_QUOTE, len(self.units))):
            if self.lower(stop) in QUOTES:
                return stop + 1
        return None

    def _coordinated(self, at: int, head: int, type: EntityType) -> int | None:
        """Where what an "and" adds ends: a second role, or more of what a preposition leads."""
        position = at + 1
        opening: Opening = "bare"
        if self.lower(position) in self.lists.articles:
            opening = "the" if self.lower(position) == "the" else "a"
            position += 1
        elif self.lower(position) in self.lists.possessives:
            position += 1
        second = self._head(position, type, opening)
        if second is not None:
            return second + 1
        return None if at == head + 1 else at + 1

    def _counts(self, at: int) -> bool:
        """Whether a word begins what an "and" adds to a list ("and three aides")."""
        word = self.lower(at)
        lists = self.lists
        return word in lists.ends or word in lists.possessives or word[:1].isdigit()
