"""Which forms of people's names are one person's.

Full names are compared with each other; a word alone is the person with that surname, else with
that first name. What may be several people is handed back, for the whole article to decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.annotate import forms, names
from onrecord.annotate.forms import PersonForm
from onrecord.annotate.groups import MOST_CANDIDATES, Group, Joined

Place = Literal["first", "last", "other"]
"""Where a word stands in a name."""


@dataclass(slots=True)
class _Index:
    """Words of names, to be found by words that are spelt nearly alike."""

    listed: dict[str, list[tuple[str, Place, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, word: str, place: Place, group: int) -> None:
        for key in forms.keys(word):
            self.listed[key].append((word, place, group))

    def add_full(self, form: PersonForm, group: int) -> None:
        last = len(form.words) - 1
        for position, word in enumerate(form.words):
            place: Place = "last" if position == last else "other" if position else "first"
            if len(word) > 1 and (place != "other" or word not in names.words().particles):
                self.add(word, place, group)
        for word in form.nicknames:
            self.add(word, "first", group)

    def find(self, words: Iterable[str]) -> Iterator[tuple[Place, int]]:
        for word in dict.fromkeys(words):
            for key in forms.keys(word):
                for other, place, group in self.listed.get(key, ())[-MOST_CANDIDATES:]:
                    if forms.near(word, other):
                        yield place, group


def join(groups: Sequence[Group], joined: Joined) -> dict[int, list[int]]:
    """Join forms of one person; for each group that may be several people's, theirs."""
    people = {number: group.person for number, group in enumerate(groups) if group.person}
    index, ambiguous = _Index(), dict[int, list[int]]()
    full = [number for number, form in people.items() if form.full]
    full.sort(key=lambda number: (-len(people[number].words), groups[number].mentions[0]))
    for number in full:
        mine = people[number]
        alike = {
            joined.find(other)
            for place, other in index.find((mine.words[-1], mine.words[0]))
            if place != "other" and same_person(people[other], mine)
        }
        _settle(number, alike, groups, joined, ambiguous)
        index.add_full(mine, number)
    titled: dict[str, set[int]] = defaultdict(set)
    for number, form in people.items():
        for title in form.titles:
            titled[title].add(number)
    alone = _Index()
    bare = [number for number, form in people.items() if not form.full]
    for number in sorted(bare, key=lambda number: _vagueness(groups[number])):
        group = groups[number]
        word = people[number].core[0]
        if forms.is_title(word) and word in titled:
            candidates = {joined.find(other) for other in titled[word]}
        else:
            candidates = _bearers(groups, index, joined, number)
        if not candidates:
            candidates = {
                joined.find(other)
                for _, other in alone.find((word,))
                if _may_be_one(group, groups[other])
            }
            alone.add(word, "last", number)
        elif group.relative and len(candidates) == 1:
            groups[next(iter(candidates))].relative = True
        _settle(number, candidates, groups, joined, ambiguous)
    return ambiguous


def _vagueness(group: Group) -> tuple[bool, bool]:
    """What says more comes first: "his son Ivo", then "Orla II" and "Mrs. Roe", then the rest."""
    return not group.relative, not (group.suffixes or group.gender)


def _may_be_one(mine: Group, other: Group) -> bool:
    """Whether neither number nor gender speaks against a word alone being the other's."""
    genders = {mine.gender, other.gender} - {None}
    return mine.suffixes in (frozenset(), other.suffixes) and len(genders) < 2


def _settle(
    number: int,
    candidates: set[int],
    groups: Sequence[Group],
    joined: Joined,
    ambiguous: dict[int, list[int]],
) -> None:
    if len(candidates) == 1:
        joined.join(candidates.pop(), number)
    elif candidates and not groups[number].entry:
        ambiguous[number] = sorted(candidates)


def _bearers(groups: Sequence[Group], index: _Index, joined: Joined, number: int) -> set[int]:
    """The people whom a word alone may mean: by surname, else by first name, else by another."""
    mine = groups[number]
    assert mine.person is not None  # noqa: S101 - only people's groups are asked for
    found: dict[Place, set[int]] = defaultdict(set)
    for place, other in index.find(mine.person.core):
        if _may_be_one(mine, groups[other]):
            found[place].add(joined.find(other))
    if found["last"]:
        # "Venn and his son Ivo Venn": the son, named later, is not the Venn of before.
        return {
            other
            for other in found["last"]
            if not (groups[other].relative and groups[other].mentions[0] > mine.mentions[0])
        }
    return found["first"] or found["other"]


def same_person(first: PersonForm, second: PersonForm) -> bool:
    """Whether two full names may be one person's."""
    if first.suffixes and second.suffixes and first.suffixes.isdisjoint(second.suffixes):
        return False
    short, long = sorted((first, second), key=lambda form: len(form.words))
    if not forms.near(short.words[-1], long.words[-1]):
        if len(short.words) == len(long.words):
            # Printed with the surname first.
            turned = [(*words[1:], words[0]) for words in (short.words, long.words)]
            return short.words == turned[1] or long.words == turned[0]
        return short.words == long.words[: len(short.words)]
    given, longer = short.words[:-1], long.words[:-1]
    if len(given) > 1 and len(longer) > 1 and len(given[1]) == 1 and given[1] != longer[1][0]:
        return False  # George W. and George H. W.
    if any(forms.same_given(given[0], name) for name in (longer[0], *long.nicknames)):
        return _in_order(given[1:], longer[1:])
    if any(forms.same_given(longer[0], name) for name in short.nicknames):
        return True
    return len(given[0]) > 1 and given[0] in longer and _in_order(given, longer)


def _in_order(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all of one name's words stand in the other, in their order."""
    rest = iter(long)
    return all(any(forms.same_given(word, other) for other in rest) for word in short)
