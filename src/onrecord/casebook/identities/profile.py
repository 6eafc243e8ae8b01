"""What is known of one identity from all its documents, bounded however many they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.annotate import forms, names
from onrecord.annotate.forms import BodyForm, PersonForm
from onrecord.casebook.identities import lists
from onrecord.casebook.identities.known import Known, words_of
from onrecord.record import EntityType

_MOST_FORMS, _MOST_WORDS, _MOST_COMPANY = 40, 60, 120
_REMEMBERED = 65_536
_BEFORE_ROLE = re.compile(r"\A(?:then|ex|former|now)-")


@dataclass(slots=True)
class Profile:
    """The sum of what documents tell of an entity.

    `persons` and `bodies` are its names, read, by their words; `printed` counts them by
    their words, `named` what its documents call it, `types` what they take it for; `roles` and
    `bodies_of` are words of its roles and keys of the bodies that it stands to (`name_key`),
    `offices` the places for each office that one person holds at a time; `company` the keys of
    names beside it; `years` the first and last of publication, `born` the first and last year that
    its ages allow; `documents` its entities by document.
    """

    is_person: bool
    persons: dict[tuple[object, ...], PersonForm] = field(default_factory=dict)
    bodies: dict[tuple[object, ...], BodyForm] = field(default_factory=dict)
    printed: Counter[tuple[str, ...]] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    types: Counter[EntityType] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    bodies_of: Counter[str] = field(default_factory=Counter)
    offices: dict[str, set[str]] = field(default_factory=dict)
    company: Counter[str] = field(default_factory=Counter)
    lands: Counter[str] = field(default_factory=Counter)
    setting: Counter[str] = field(default_factory=Counter)
    years: tuple[int, int] | None = None
    born: tuple[int, int] | None = None
    entries: set[str] = field(default_factory=set)
    documents: dict[str, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What most documents call it; of several the longest, then the first in the alphabet."""
        return min(self.named, key=lambda name: (-self.named[name], -len(name), name))

    @property
    def type(self) -> EntityType:
        """What most documents take it for; of several the first in the alphabet."""
        return min(self.types, key=lambda type: (-self.types[type], type))

    @property
    def fields(self) -> frozenset[str]:
        """The fields of its roles."""
        known = lists.words().fields
        return frozenset(each for role in self.roles for each in known.get(role, ()))

    def absorb(self, other: Profile) -> None:
        """Add what another profile tells; what is kept of it stays bounded."""
        for key, person in list(other.persons.items())[: _MOST_FORMS - len(self.persons)]:
            self.persons.setdefault(key, person)
        for key, body in list(other.bodies.items())[: _MOST_FORMS - len(self.bodies)]:
            self.bodies.setdefault(key, body)
        self.types.update(other.types)
        self.printed.update(
            {
                words: n
                for words, n in other.printed.items()
                if (words in self.printed) or len(self.printed) < _MOST_FORMS
            }
        )
        for mine, more, most in (
            (self.named, other.named, _MOST_FORMS),
            (self.roles, other.roles, _MOST_WORDS),
            (self.bodies_of, other.bodies_of, _MOST_WORDS),
            (self.lands, other.lands, _MOST_WORDS),
            (self.setting, other.setting, _MOST_WORDS),
            (self.company, other.company, _MOST_COMPANY),
        ):
            _add(mine, more, most)
        for role, whose in other.offices.items():
            self.offices.setdefault(role, set()).update(whose)
        self.years = _spanning(self.years, other.years)
        self.born = _within(self.born, other.born)
        self.entries |= other.entries
        for document, entities in other.documents.items():
            self.documents.setdefault(document, []).extend(entities)


def of(known: Known) -> Profile:
    """The profile of one document's entity."""
    found = Profile(is_person=known.type == "person")
    for form, times in known.forms.items():
        if found.is_person:
            person = _person(form)
            found.persons[person.words, person.suffixes] = person
            found.printed[person.words] += times
        else:
            body = _body(form, known.type in ("place", "facility"))
            found.bodies[body.words, body.qualifier] = body
            found.printed[body.words] += times
    found.named[known.name] = 1
    found.types[known.type] = 1
    for role in known.roles:
        _add_role(found, *_read_role(role))
        _add_offices(found, _read_role(role)[0], lists.lands_in(role))
    for each in known.related:
        _add_role(found, _read_role(each.role)[0], (name_key(each.name),))
        if each.type == "place":
            _add_offices(found, _read_role(each.role)[0], (name_key(each.name),))
    if found.is_person:
        for person in found.persons.values():
            _add_role(found, _read_role(" ".join(person.titles))[0], ())
    mine = {name_key(form) for form in (*known.forms, known.name)}
    found.company.update({name_key(name) for name in known.company} - mine - {""})
    found.lands.update(known.lands)
    found.setting.update(known.setting)
    if known.year is not None:
        found.years = (known.year, known.year)
        if known.age is not None:
            found.born = (known.year - known.age - 1, known.year - known.age)
    if known.entry:
        found.entries.add(known.entry)
    found.documents[known.ref.document] = [known.ref.entity]
    return found


@lru_cache(maxsize=_REMEMBERED)
def _person(form: str) -> PersonForm:
    return forms.person(form)


@lru_cache(maxsize=_REMEMBERED)
def _body(form: str, place: bool) -> BodyForm:
    return forms.body(form, place=place)


def _add_role(profile: Profile, words: Iterable[str], whose: Iterable[str]) -> None:
    profile.roles.update(dict.fromkeys(words, 1))
    profile.bodies_of.update(dict.fromkeys((key for key in whose if key), 1))


def _add_offices(profile: Profile, words: Iterable[str], places: Iterable[str]) -> None:
    for word in lists.words().exclusive.intersection(words):
        profile.offices.setdefault(word, set()).update(places)


@lru_cache(maxsize=_REMEMBERED)
def name_key(name: str) -> str:
    """A name as it is compared in company: its folded words without titles and small ones."""
    small = names.words().small_words
    words = [word for word in words_of(name) if word not in small]
    return lists.land(" ".join(words)) or " ".join(words)


@lru_cache(maxsize=_REMEMBERED)
def _read_role(role: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a role as printed, as compared, and the keys of the names within it."""
    no_words = names.words().determiners | names.words().small_words
    roles: list[str] = []
    bodies: list[str] = []
    run: list[str] = []
    for token in names.tokens(role):
        word = _BEFORE_ROLE.sub("", forms.fold(token.text))
        if _is_role(word) or not token.is_capital:
            bodies += _key_of(run)
            run = []
            if word.isalpha() and word not in no_words:
                roles.append(word)
        elif token.text[0].isalpha():
            run.append(token.text)
    bodies += _key_of(run)
    return tuple(_as_compared(roles)), tuple(bodies)


def _key_of(run: list[str]) -> list[str]:
    return [name_key(" ".join(run))] if run else []


def _is_role(word: str) -> bool:
    own, listed = lists.words(), names.words()
    return (
        word in own.fields
        or word in own.roles
        or word in own.vague
        or word in listed.titles
        or word in listed.person_nouns
    )


def _as_compared(words: list[str]) -> Iterator[str]:
    """Words of a role in one way of printing, "prime minister" as one."""
    own, at = lists.words(), 0
    while at < len(words):
        pair = " ".join(words[at : at + 2])
        word = own.roles.get(words[at], words[at])
        if pair in own.fields or pair in own.exclusive or pair in own.roles:
            word = own.roles.get(pair, pair)
            at += 1
        yield word
        at += 1


def _add(mine: Counter[str], more: Counter[str], most: int) -> None:
    mine.update(more)
    if len(mine) > 2 * most:
        kept = sorted(mine, key=lambda key: (-mine[key], key))[:most]
        for key in mine.keys() - set(kept):
            del mine[key]


def _spanning(
    first: tuple[int, int] | None, second: tuple[int, int] | None
) -> tuple[int, int] | None:
    if first is None or second is None:
        return first or second
    return min(first[0], second[0]), max(first[1], second[1])


def _within(
    first: tuple[int, int] | None, second: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The years that both allow; where they allow none, the first's."""
    if first is None or second is None:
        return first or second
    both = max(first[0], second[0]), min(first[1], second[1])
    return both if both[0] <= both[1] else first
