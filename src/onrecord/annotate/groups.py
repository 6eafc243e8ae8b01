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
from onrecord.annotate.people import NameGender
from onrecord.annotate.spans import MentionSpan
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
    """Names of one spelling: a person's where `person` is given, else a body's.

    `mentions` are indices of names, in order; `relative`: named as somebody's relative; `titled`:
    with Mr., Mrs. and the like; `genders`: what titles and given names tell.
    """

    person: PersonForm | None
    body: BodyForm
    mentions: list[int] = field(default_factory=list)
    votes: dict[EntityType, float] = field(default_factory=lambda: defaultdict(float))
    relative: bool = False
    titled: bool = False
    genders: set[NameGender] = field(default_factory=set)

    @property
    def type(self) -> EntityType:
        """The type of most of the names."""
        return most(self.votes)

    @property
    def words(self) -> tuple[str, ...]:
        """The form's words."""
        return self.person.words if self.person else self.body.words

    @property
    def suffixes(self) -> frozenset[str]:
        """A person's suffixes."""
        return self.person.suffixes if self.person else frozenset()

    @property
    def printed(self) -> str:
        """The name as printed, without titles, article, qualifier and line breaks."""
        text = self.person.text if self.person else self.body.text
        if not self.person and self.type == "place":
            text = text.split(",")[0]
        return " ".join(text.split())


class Joined:
    """Groups as sets that grow together; a set is known by its earliest group."""

    def __init__(self, entries: Sequence[str | None]) -> None:
        """`entries` are the gazetteer's, for each group."""
        self._above = list(range(len(entries)))
        self._entry = list(entries)

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
    bodies = [forms.body(text[span.start : span.end]) for span in found]
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
        key: tuple[object, ...] = ("body", body.words, body.qualifier)
        if person:
            key = ("person", person.words, person.suffixes)
        group = groups.setdefault(key, Group(person, body))
        group.mentions.append(len(keys))
        group.votes[span.type] += span.confidence
        if person:
            _note_person(group, text, span, person)
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


def _note_person(group: Group, text: str, span: MentionSpan, person: PersonForm) -> None:
    """What the words of and before a person's name say of her."""
    before = _WORD_OR_MARK.findall(text, max(0, span.start - _BEFORE), span.start)
    while before and before[-1] in (".", ","):
        before.pop()
    title = before[-1].lower() if before else ""
    courtesy = names.words().courtesy
    if not courtesy.isdisjoint((*person.titles, title)):
        group.titled = True
    if group.relative or _is_relative(before):
        group.relative = True
    if person.full or person.titles or title in courtesy:
        led = f"{title} " if title in courtesy else ""
        printed = " ".join(text[span.start : span.end].split())
        gender = people.gender_of_name(led + printed)
        if gender:
            group.genders.add(gender)


def _is_relative(before: Sequence[str]) -> bool:
    """Whether words before a name say that it is somebody's relative ("his younger sister")."""
    own = forms.words()
    if not before or before[-1].lower() not in own.relatives:
        return False
    return any(
        word.lower() in own.owners or word.lower().endswith(_POSSESSIVES) for word in before[-4:-1]
    )
