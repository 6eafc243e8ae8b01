"""Who somebody is, as printed: the role before a name and the apposition beside it.

Precision first: where a list of names, an address or another clause is as likely, nothing is
described. What a relative or a verb says of somebody ("who heads it", "is its head") is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.annotate import noun_phrases
from onrecord.annotate.noun_phrases import (
    DASHES,
    LONGEST,
    LONGEST_HEAD,
    QUOTES,
    Phrase,
    Phrases,
    read_units,
)
from onrecord.annotate.people import noun
from onrecord.annotate.spans import MentionSpan, Offsets
from onrecord.record import Document, EntityType

LEXICONS = noun_phrases.LEXICONS

_LONGEST_OFFICE = 14
_LONGEST_BRACKET = 5
_LONGEST_FRONT = 14
_ASIDES = 4
_AGE = re.compile(r"\d{1,3}\Z")
_PARTY = re.compile(r"(?:[dri]|dem|rep|ind)-\w")


def describe(document: Document, mentions: Sequence[MentionSpan]) -> list[list[Offsets]]:
    """The descriptions beside each name, in the order of the text; none touches its name.

    `mentions` are all the article's names, in the order of the text: what one of them says of
    another ("Norrian", "the Lantern's") is part of the description.
    """
    found: list[list[Offsets]] = [[] for _ in mentions]
    starts = [block.start for block in document.blocks]
    blocks: dict[int, list[int]] = {}
    for index, mention in enumerate(mentions):
        at = bisect_right(starts, mention.start) - 1
        if at >= 0 and mention.end <= document.blocks[at].end:
            blocks.setdefault(at, []).append(index)
    for at, inside in blocks.items():
        block = document.blocks[at]
        units, where = read_units(document.text, block.start, block.end, mentions, inside)
        reader = _Describer(units, titled=block.kind in ("headline", "heading"))
        for index, position in where.items():
            found[index] = reader.read(position)
    return found


class _Describer(Phrases):
    """A block's units, read for descriptions."""

    def read(self, at: int) -> list[Offsets]:
        """The descriptions beside the name at a position."""
        found = []
        high = self._before_honours(at)
        low = self._role(high, self._type(at))
        if low is None and self._type(at) == "person":
            low = self._office(high)
        if low is not None and self.lower(high) == "the" and not self.is_owned(low, high):
            low = None  # "told the agency the Tarn Front had won"
        before = self._apposed_before(at, high if low is None else low)
        if before:
            found.append(self._offsets(*before))
        if low is not None:
            apart = self.lower(high - 1) in self.lists.naming or self.lower(high - 1) == "of"
            found.append(self._offsets(low, high - apart))
        after = self._after(at)
        if after:
            found.append(self._offsets(*after))
        return found

    def _offsets(self, low: int, high: int) -> Offsets:
        return self.units[low].start, self.units[high - 1].end

    def _type(self, at: int) -> EntityType:
        return self.name(at) or "other"

    # The role before a name

    def _before_honours(self, at: int) -> int:
        """Where a name begins with its article or the titles that say nothing of it."""
        if self._type(at) != "person" and self.lower(at - 1) == "the":
            return at - 1
        while self.lower(at - 1) in self.lists.honours:
            at -= 1
        return at

    def _role(self, high: int, type: EntityType) -> int | None:
        """Where the role that ends before `high` begins; None where there is none."""
        lists = self.lists
        head = high - 1
        if self.lower(head) in lists.naming or (type == "place" and self.lower(head) == "of"):
            head -= 1
        if head < 0 or not self.is_close_head(head, type, apart=head < high - 1):
            return None
        low = sure = head
        opened = False
        while low and head - low < LONGEST_HEAD:
            unit = self.units[low - 1]
            if unit.lower in lists.ands and self._is_paired(low - 1, type):
                low -= 2
                sure = low
                continue
            if unit.name is None and unit.lower in lists.articles:
                opened = True
                break
            if unit.name is None and unit.lower in lists.possessives:
                low -= 1
                opened = True
                break
            if not self._may_lead(low - 1, type):
                break
            low -= 1
            if sure == low + 1 and self._belongs(low):
                sure = low
        if self.lower(head).endswith("ly") and not opened:
            return None  # "a daily test"
        if low == head and self.lower(head - 1) in lists.to and self.lower(head) in lists.verbal:
            return None  # "to witness Venn being honoured"
        if (
            type == "place"
            and self.name(head - 1) == "place"
            and not self.units[head - 1].possessive
        ):
            return None  # "the Tarn district of Norria"
        low = low if opened else sure
        # "In Tarn Mayor Venn said so": where it was said, not what Venn is mayor of.
        apart = self.name(low) == "place" and self.lower(low - 1) in lists.places_follow
        return low + 1 if apart and low < head and not self.units[low].possessive else low

    def _office(self, high: int) -> int | None:
        """Where an office with what it is of begins ("Minister of Works [Ada Venn]")."""
        lists = self.lists
        low = high - 1
        while low > 0 and high - low < _LONGEST_OFFICE:
            unit, word = self.units[low], self.lower(low)
            of = word in ("of", "for")
            if of and low + 1 < high and self.units[low - 1].text[0].isupper():
                office = self._role(low, "person")
                if office is not None:
                    return office
            small = of or word in lists.ands or word in lists.articles
            capital = bool(unit.name) or unit.text[0].isupper()
            if not (capital or (small and low < high - 1)):
                return None
            low -= 1
        return None

    def _is_paired(self, at: int, type: EntityType) -> bool:
        """Whether an "and" stands between two roles of one ("the lawyer and poet Ada Venn")."""
        units = self.units
        return (
            at > 0
            and self.lower(at - 2) not in self.lists.prepositions  # "ran for mayor and lawyer …"
            and units[at - 1].text.islower()
            and units[at + 1].text.islower()
            and self.is_close_head(at - 1, type, apart=False)
        )

    def _may_lead(self, at: int, type: EntityType) -> bool:
        """Whether a unit may stand within a role, before its last word."""
        unit, lists = self.units[at], self.lists
        if unit.name or self.is_glued(at) or self.is_glued(at - 1):
            return True
        word = unit.lower
        if word in lists.leads and self.begins_sentence(at):
            return False
        if word in lists.modifiers or word in lists.ranks:
            return True
        if unit.is_mark or self.counts_things(at):
            return False
        if word in lists.role_ends:
            return False
        verbal = word.endswith("ed") or (word.endswith("ing") and type == "person")
        return not verbal or noun(word).type is not None

    def _belongs(self, at: int) -> bool:
        """Whether a unit before a role surely belongs to it, with no article in front."""
        unit = self.units[at]
        if unit.name or self.is_glued(at) or self.is_glued(at - 1):
            return True
        word = unit.lower
        if unit.possessive or word in self.lists.modifiers or word in self.lists.ranks:
            return True
        if self.titled:
            return noun(word).type == "person"
        if "-" in word or noun(word).type is not None:
            return True
        return unit.text[0].isupper() and not self.begins_sentence(at)

    # The apposition

    def _after(self, at: int) -> Offsets | None:
        """The apposition after a name (units)."""
        type = self._type(at)
        if self.units[at].possessive or (type != "person" and self.lower(at - 1) in ("a", "an")):
            return None
        position = at + 1
        for _ in range(_ASIDES):
            beyond = self._aside(position, type)
            if beyond is None:
                break
            position = beyond
        opened = self.lower(position)
        if opened == "(":
            phrase = self.phrase(position + 1, type)
            return phrase[:3:2] if phrase and phrase.closing == "bracket" else None
        if opened != "," and opened not in DASHES:
            return None
        if opened in DASHES and (type not in ("person", "organization") or self.is_glued(position)):
            return None
        while self.lower(position + 1) in DASHES:
            position += 1
        phrase = self.phrase(position + 1, type)
        if phrase is None or phrase.closing == "bracket":
            return None
        apart = type == "person" and phrase.closing in ("comma", "dash")
        if phrase.opening != "a" and not apart and self._fronted(at):
            return None
        if type != "person" and phrase.opening != "a" and self._is_listed(at, phrase):
            return None
        if opened in DASHES and phrase.closing == "comma":
            return None
        return phrase.low, phrase.high

    def _aside(self, at: int, type: EntityType) -> int | None:
        """Where what stands between a name and its apposition ends: an age, a party, "of Tarn"."""
        lists = self.lists
        if self.lower(at) == "(":
            for stop in range(at + 1, min(at + 1 + _LONGEST_BRACKET, len(self.units))):
                if self.lower(stop) == ")":
                    phrase = self.phrase(at + 1, type)
                    return None if phrase and phrase.closing == "bracket" else stop + 1
            return None
        if self.lower(at) in ("of", "from") and type == "person":
            stop = at + 1 + (self.lower(at + 1) in lists.articles)
            return stop + 1 if self.name(stop) and self.lower(stop + 1) in (",", "(") else None
        if self.lower(at) != ",":
            return None
        word = self.lower(at + 1)
        if _AGE.match(word) or _PARTY.match(word) or word in lists.suffixes:
            return at + 2 if self.lower(at + 2) == "," else None
        if word in ("of", "from") and self.name(at + 2):
            stop = at + 3
            if self.lower(stop) == "," and self.name(stop + 1) == "place":
                stop += 2
            return stop if self.lower(stop) == "," else None
        return None

    def _fronted(self, at: int) -> bool:
        """Whether a name ends what stands before a sentence's subject ("According to Venn, …")."""
        before = self._before_honours(at)
        while before and (
            self.units[before - 1].name or self.lower(before - 1) in self.lists.articles
        ):
            before -= 1
        if self.lower(before - 1) not in self.lists.prepositions | self.lists.fronting:
            return False
        for position in range(before - 1, max(before - 1 - _LONGEST_FRONT, -1), -1):
            word = self.lower(position)
            if word in self.lists.verbs or word.endswith("ed"):
                return False
            if self.begins_sentence(position):
                return True
        return False

    def _is_listed(self, at: int, phrase: Phrase) -> bool:
        """Whether a phrase may be an item of a list that the name stands in."""
        before = at - 1 - (self.lower(at - 1) in self.lists.articles)
        listed = self.lower(before) in (",", *self.lists.ands) and bool(self.name(before - 1))
        comma = phrase.closing == "comma"
        return listed or (comma and self.lower(phrase.high + 1) in self.lists.ands)

    def _apposed_before(self, at: int, high: int) -> Offsets | None:
        """What a name is in apposition to ("[the group's leader], Ada Venn,") (units)."""
        type, lists = self._type(at), self.lists
        if high < at and self.lower(high - 1) == "the":
            high -= 1  # "his father, the Rev. Ada Venn"
        if self.lower(high - 1) != "," or type not in ("person", "organization", "place"):
            return None
        if type == "place" and self.name(high - 2):
            return None  # an address
        if self.name(high - 2) == "person" and self.name(high - 3):
            return None  # a list: "… in Tarn Bo Roe, Ada Venn"
        found: list[Phrase] = []
        for low in range(high - 2, max(high - 2 - LONGEST, -1), -1):
            unit = self.units[low]
            opens = unit.name is None and (
                unit.lower in lists.articles or unit.lower in lists.possessives
            )
            owner = unit.possessive and self.lower(low - 1) not in lists.articles
            if unit.is_mark and unit.lower not in "()":
                break
            if opens or owner or self.begins_sentence(low):
                phrase = self.phrase(low, type)
                if phrase and phrase.high == high - 1 and (phrase.opening == "bare") != opens:
                    if not (opens or owner):
                        found = []
                    found.append(phrase)
                    if self.lower(low - 1) in lists.ands:
                        break
        if len(found) != 1 or not self._stands_apposed(at, high, found[0]):
            return None
        return found[0].low, found[0].high

    def _stands_apposed(self, at: int, high: int, phrase: Phrase) -> bool:
        """Whether a phrase before a name and a comma is no item of a list, no subject …"""
        before, after = phrase.low - 1, self.lower(at + 1)
        if self.lower(before) == "," and (
            self.name(before - 1) == "person" or _AGE.match(self.lower(before - 1))
        ):
            return False
        led = before > 0 and self.lower(before) in self.lists.prepositions
        if led and self.is_close_head(before - 1, "person", apart=False):
            return False  # "adviser to the president, Ada Venn"
        if self.units[at].possessive:
            return False
        if phrase.opening == "a" and self.begins_sentence(phrase.low):
            return after not in ("said", "says")
        own = self.is_owned(phrase.low, phrase.head)
        short = " " not in self.units[at].text and high == at and not own
        if short or not after or not self.units[at + 1].is_mark or after in QUOTES:
            return False
        follows = at + 2 + (self.lower(at + 2) in self.lists.ands)
        follows += self.lower(follows) == "the"
        return not (after == "," and self.name(follows) == self.name(at))
