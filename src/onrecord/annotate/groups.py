"""Names of one spelling as groups, and sets of groups that grow together.

A name is read as a person's or as a body's (organisation, place and all else) by the type it
came with; where an article's types contradict each other for one spelling, they are settled here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

from onrecord.annotate import forms, names, people
from onrecord.annotate.forms import BodyForm, PersonForm
from onrecord.annotate.spans import MentionSpan
from onrecord.lexicon.given_names import NameGender
from onrecord.record import EntityType

MOST_CANDIDATES = 40
"""How many groups one is compared with, so that cost stays linear in the names."""

_ALL_TYPES: frozenset[EntityType] = frozenset(get_args(EntityType))
_NO_TYPES: frozenset[EntityType] = frozenset()
_BEFORE = 60
_WORD_OR_MARK = re.compile(r"[\w’'-]+|[^\w\s]")
_POSSESSIVES = ("'s", "’s", "s'", "s’")


@dataclass(slots=True)
class Group:
    """Names of one spelling and one entry: a person's where `person` is given, else a body's.

    `printed` are the forms, without titles, article, qualifier and line breaks; `mentions` indices
    of names, in order; `relative`: named as somebody's relative; `gender`: what titles and given
    names tell.
    """

    person: PersonForm | None
    body: BodyForm
    mentions: list[int] = field(default_factory=list)
    votes: dict[EntityType, float] = field(default_factory=lambda: defaultdict(float))
    printed: dict[str, None] = field(default_factory=dict)
    entry: str | None = None
    relative: bool = False
    gender: NameGender | None = None

    @property
    def type(self) -> EntityType:
        """Person, or the type of most of the names."""
        return "person" if self.person else most(self.votes)

    @property
    def words(self) -> tuple[str, ...]:
        """The form's words."""
        return self.person.words if self.person else self.body.words

    @property
    def suffixes(self) -> frozenset[str]:
        """A person's suffixes."""
        return self.person.suffixes if self.person else frozenset()


class Joined:
    """Groups as sets that grow together; a set is known by its earliest group."""

    def __init__(self, entries: Sequence[str | None]) -> None:
        """`entries` are the gazetteer's for each group; groups of one entry are joined."""
        self._above = list(range(len(entries)))
        self._entry = list(entries)
        first: dict[str, int] = {}
        for group, entry in enumerate(entries):
            if entry:
                self.join(first.setdefault(entry, group), group)

    def find(self, group: int) -> int:
        """The set that a group is in."""
        while self._above[group] != group:
            self._above[group] = self._above[self._above[group]]
            group = self._above[group]
        return group

    def join(self, first: int, second: int) -> None:
        """Make one of two sets, unless the gazetteer says that they are two entities."""
        one, other = sorted((self.find(first), self.find(second)))
        entries = {self._entry[one], self._entry[other]} - {None}
        if one != other and len(entries) < 2:
            self._above[other] = one
            self._entry[one] = next(iter(entries), None)


def most(votes: dict[EntityType, float]) -> EntityType:
    """The type with most votes; of several the last in the alphabet."""
    return max(votes, key=lambda type: (votes[type], type))


def grouped(text: str, found: Sequence[MentionSpan]) -> tuple[list[Group], list[int]]:
    """Groups of names of one spelling, and the group of each name."""
    bodies = [forms.body(text[span.start : span.end], place=span.type == "place") for span in found]
    persons = [
        forms.person(text[span.start : span.end]) if span.type == "person" else None
        for span in found
    ]
    mixed = _mixed(found, persons, bodies)
    groups: dict[tuple[object, ...], Group] = {}
    keys: list[tuple[object, ...]] = []
    for span, person, body in zip(found, persons, bodies, strict=True):
        if person and not person.titles and span.type in mixed.get(person.words, _NO_TYPES):
            person = None
        elif not person and span.type not in mixed.get(body.words, _ALL_TYPES):
            person = forms.person(text[span.start : span.end])
        before = _before(text, span) if person else []
        title = before[-1] if before and before[-1] in names.words().courtesy else ""
        key: tuple[object, ...] = ("body", span.entry, body.words, body.qualifier)
        gender = None
        if person:
            if person.full or person.titles or title:
                gender = people.gender_of_name(" ".join((title, *person.titles, person.text)))
            # "Mr. Roe" and "Mrs. Roe" are two; what the given name tells parts nobody.
            own = None if person.full else gender
            key = ("person", span.entry, person.words, person.suffixes, own)
        group = groups.setdefault(key, Group(person, body, gender=gender, entry=span.entry))
        group.mentions.append(len(keys))
        group.votes[span.type] += span.confidence
        group.printed[" ".join((person or body).text.split())] = None
        if person:
            group.relative |= _is_relative(before)
        keys.append(key)
    order = {key: number for number, key in enumerate(groups)}
    return list(groups.values()), [order[key] for key in keys]


def _mixed(
    found: Sequence[MentionSpan],
    persons: Sequence[PersonForm | None],
    bodies: Sequence[BodyForm],
) -> dict[tuple[str, ...], frozenset[EntityType]]:
    """For names that are several types: the types that are a body's after all.

    A few of the types will be wrong, so it is the more frequent reading; but where both are at
    home in the article (Washington the man, Washington the city) each mention keeps its own.
    """
    votes: dict[tuple[str, ...], dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for span, person, body in zip(found, persons, bodies, strict=True):
        weight = span.confidence * (2 if person and person.titles else 1)
        votes[person.words if person else body.words][span.type] += weight
    alone = {words[-1] for words, types in votes.items() if types["person"] and len(words) == 1}
    mixed: dict[tuple[str, ...], frozenset[EntityType]] = {}
    of_people: set[str] = set()
    of_bodies: set[str] = set()
    for words, types in votes.items():
        if len(words) > 1:
            # "Orla Venn" may be typed as a body, where "Venn" is a person's.
            given = words[0] in names.words().given and words[-1] in alone
            is_person = 2 * types["person"] >= sum(types.values()) or given
            mixed[words] = _NO_TYPES if is_person else _ALL_TYPES
            (of_people if is_person else of_bodies).update((words[0], words[-1]))
    for words, types in votes.items():
        if len(words) > 1 or types["person"] in (0, sum(types.values())):
            continue
        if words[0] in of_people:
            stay: set[EntityType] = {"organization"} if words[0] in of_bodies else set()
            if is_place(words) or types["place"] >= types["person"]:
                stay.add("place")
            mixed[words] = frozenset(stay)
        else:
            is_person = 2 * types["person"] >= sum(types.values())
            mixed[words] = _NO_TYPES if is_person else _ALL_TYPES
    return mixed


def is_place(words: Sequence[str]) -> bool:
    """Whether folded words are a known place's name."""
    joined = " ".join(words)
    return joined in forms.words().places or names.words().whole_names.get(joined) == "place"


def _before(text: str, span: MentionSpan) -> list[str]:
    """The words and marks before a name, lower case, without the stop or comma right before it."""
    before = _WORD_OR_MARK.findall(text, max(0, span.start - _BEFORE), span.start)
    while before and before[-1] in (".", ","):
        before.pop()
    return [word.lower() for word in before]


def _is_relative(before: Sequence[str]) -> bool:
    """Whether words before a name say that it is somebody's relative ("his younger sister")."""
    own = forms.words()
    if not before or before[-1] not in own.relatives:
        return False
    return any(word in own.owners or word.endswith(_POSSESSIVES) for word in before[-4:-1])
