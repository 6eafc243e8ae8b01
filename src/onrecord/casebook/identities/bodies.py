"""Whether two profiles of bodies, groups, works and other things are one's.

Equal names are one, unless they are of nothing but words that every land has ("the Defence
Ministry"): then the land has to be the same. Acronyms, legal endings and names cut short are held
against what was printed of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from onrecord.annotate import forms, names
from onrecord.annotate.forms import BodyForm
from onrecord.annotate.groups import is_place
from onrecord.casebook.identities import context, lists
from onrecord.casebook.identities.context import Weigh
from onrecord.casebook.identities.evidence import Reason, Verdict, barred, verdict
from onrecord.casebook.identities.profile import Profile
from onrecord.record import EntityType

_ALIKE: tuple[frozenset[EntityType], ...] = (
    frozenset({"organization", "group", "other"}),
    frozenset({"place", "facility"}),
    frozenset({"facility", "organization"}),
    frozenset({"facility", "work", "event", "weapon", "vehicle", "other"}),
)
_MODEL = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z\d]{2,}")
_LETTERS_OF_LANDS = frozenset({"us", "usa", "uk", "uae", "dprk"})
_ONE_LAND, _ONE_LAND_LOCAL = 2.4, 0.6
_MANY_HAVE = "same name, which many have"
_SHORTEST_ACRONYM = 3
_REMEMBERED = 65_536
_MOST_COMPARED = 8


def compare(first: Profile, second: Profile, weigh: Weigh) -> Verdict:
    """What speaks for and against two profiles being one body's."""
    named = _names(first, second)
    if named is None:
        return barred(Reason("names do not fit", -6.0))
    reasons = [named, *_types(first, second), *_lands(first, second, named)]
    return verdict((*reasons, *context.of_bodies(first, second, weigh)))


def compared_as(body: BodyForm) -> tuple[str, ...]:
    """The words of a name in one spelling, without small ones; "US" is as "United States"."""
    return _compared(body.words)


@lru_cache(maxsize=_REMEMBERED)
def _compared(words: tuple[str, ...]) -> tuple[str, ...]:
    small = names.words().small_words
    return tuple(part for word in words if word not in small for part in _spelt(word)) or words


def _spelt(word: str) -> tuple[str, ...]:
    own = forms.words()
    if word in _LETTERS_OF_LANDS:
        return tuple(own.places[word].split())
    if word.endswith("s") and _MODEL.fullmatch(word):
        return (word[:-1],)
    return (own.spellings.get(word, word),)


@lru_cache(maxsize=_REMEMBERED)
def without_land(words: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """A name's words without a land at its beginning or end, and that land."""
    for size in (3, 2, 1):
        if len(words) > size:
            for part, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
                land = lists.land(" ".join(part))
                if land:
                    return tuple(rest), frozenset((land,))
    return tuple(words), frozenset()


@lru_cache(maxsize=_REMEMBERED)
def in_any_order(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words, lands as one with their adjectives and many as one, sorted."""
    return tuple(sorted(lists.land(word) or names.singular(word) for word in words))


@lru_cache(maxsize=_REMEMBERED)
def is_generic(words: tuple[str, ...]) -> bool:
    """Whether a name is of nothing but words that every land or town has."""
    generic, outlets = lists.words().generic, names.words().outlet_nouns
    return all(
        word in generic or word in outlets or names.singular(word) in generic for word in words
    )


@lru_cache(maxsize=_REMEMBERED)
def model(words: tuple[str, ...]) -> str:
    """The word of letters and figures by which a make is called (A380), or ""."""
    found = [word for word in words if _MODEL.fullmatch(word)]
    return found[-1] if len(found) == 1 and words[-1] == found[0] else ""


def people_of(words: Sequence[str]) -> str:
    """What a people or party is compared by: its land, else its singular."""
    joined = " ".join(words)
    return lists.land(joined) or names.singular(joined)


def _forms(profile: Profile) -> list[BodyForm]:
    listed = sorted(profile.bodies.values(), key=lambda body: (-len(body.words), body.words))
    return listed[:_MOST_COMPARED]


def _names(first: Profile, second: Profile) -> Reason | None:
    """The strongest likeness of two bodies' names; None where they do not fit."""
    mine, yours = _forms(first), _forms(second)
    found = [
        (reason.weight, -number, reason, one, other)
        for number, (one, other) in enumerate(product(mine, yours))
        if (reason := _alike(one, other, group="group" in (first.type, second.type)))
    ]
    if {first.type, second.type} == {"group"}:
        groups = [{people_of(body.words) for body in listed} for listed in (mine, yours)]
        shared = sorted(groups[0] & groups[1])
        if shared:
            return Reason("same people", 3.4, (shared[0],))
    if not found:
        return None
    _, _, best, one, other = max(found)
    if best.what == "same name" and len(compared_as(one)) > 1:
        return best
    return _unless_longer_differ(best, (first, one), (second, other))


def _alike(one: BodyForm, other: BodyForm, *, group: bool) -> Reason | None:
    """How near two printed names are; of a group only the whole name counts."""
    mine, yours = compared_as(one), compared_as(other)
    words = tuple(dict.fromkeys((one.text, other.text)))
    if one.qualifier and other.qualifier and one.qualifier != other.qualifier:
        return None
    if "".join(mine) == "".join(yours):
        return _equal(one, mine, words)
    letters = one.acronym or other.acronym
    if bool(one.acronym) != bool(other.acronym):
        long = other if one.acronym else one
        if letters in forms.initials(long.words) | forms.initials(long.words + long.legal):
            return Reason("initials", -0.5 if len(letters) > 2 else -2.0, words)
    if model(mine) and model(mine) == model(yours):
        return Reason("same model", 2.6, words)
    if len(mine) == len(yours) > 2 and in_any_order(mine) == in_any_order(yours):
        return Reason("same words", 2.6, words)
    if group:
        return None
    bare, land = without_land(mine)
    other_bare, other_land = without_land(yours)
    if bare == other_bare and (not land or not other_land or land == other_land):
        return Reason("same name but for the land", 0.8 if is_generic(bare) else 1.6, words)
    return _shorter(mine, yours, words)


def _equal(one: BodyForm, compared: Sequence[str], words: tuple[str, ...]) -> Reason:
    known = " ".join(one.words) in names.words().whole_names
    if one.acronym:
        long = len(one.acronym) >= _SHORTEST_ACRONYM
        return Reason("same acronym", 3.0 if known else 1.9 if long else 0.8, words)
    if is_generic(without_land(tuple(compared))[0]):
        return Reason(_MANY_HAVE, 0.8 if known else -0.4, words)
    return Reason("same name", 3.6 if len(compared) > 1 else 3.0, words)


def _shorter(mine: Sequence[str], yours: Sequence[str], words: tuple[str, ...]) -> Reason | None:
    """One name cut short, at its beginning or its end."""
    short, long = sorted((tuple(mine), tuple(yours)), key=len)
    if len(short) == len(long) or is_generic(short):
        return None
    if long[: len(short)] == short:
        after = long[len(short) :]
        if all(word in forms.words().sorts for word in after):
            return Reason("same name cut short", 2.4, words)
        companies = names.words().company_words | forms.words().tails
        return Reason("name cut short", 0.4 if all(w in companies for w in after) else -0.6, words)
    if long[-len(short) :] == short:
        front = long[: -len(short)]
        if is_place(front) or lists.land(" ".join(front)):
            return Reason("name without its place", 0.6, words)
        if len(short) > 1:
            return Reason("name without its beginning", -0.4, words)
    return None


def _unless_longer_differ(
    best: Reason, first: tuple[Profile, BodyForm], second: tuple[Profile, BodyForm]
) -> Reason:
    """Less where a short form is shared, and both have longer ones that are not each other's."""
    mine, yours = _fullest(*first), _fullest(*second)
    short, long = sorted((compared_as(mine), compared_as(yours)), key=len)
    if "".join(short) == "".join(long) or in_any_order(short) == in_any_order(long):
        return best
    if best.what == _MANY_HAVE and not _as_much(short, long):
        return Reason("only a short name shared", best.weight - 2.5, best.words)
    rest = long[len(short) :] if long[: len(short)] == short else ()
    added = set(long) - set(short) if set(short) < set(long) else ()
    if any(any(letter.isdigit() for letter in word) for word in added):
        return Reason("one of several makes", best.weight - 3.5, best.words)
    if rest and all(word in forms.words().sorts for word in rest):
        return best
    if len(short) < 2 or rest or long[-len(short) :] == short or set(short) <= set(long):
        often = any(
            profile.printed[_fullest(profile, body).words] >= profile.printed[body.words]
            for profile, body in (first, second)
            if _fullest(profile, body) is not body
        )
        return Reason("same short name", best.weight - 0.8, best.words) if often else best
    return Reason("only a short name shared", best.weight - 3.5, best.words)


def _as_much(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a longer name says no more of whose body it is than a short one, its land apart."""
    bare, other = (without_land(words)[0] for words in (short, long))
    if bare == other or (*bare, "party") == other:
        return True
    known = names.words().whole_names
    return all(" ".join(words) in known for words in (("house",), other)) and bare == ("house",)


def _fullest(profile: Profile, body: BodyForm) -> BodyForm:
    """The longest of a profile's names that has a name within it."""
    short = set(compared_as(body))
    return next((form for form in _forms(profile) if short <= set(compared_as(form))), body)


def _types(first: Profile, second: Profile) -> Iterator[Reason]:
    types = frozenset((first.type, second.type))
    if len(types) > 1:
        alike = any(types <= listed for listed in _ALIKE)
        yield Reason("read as two types", -0.3 if alike else -1.5, tuple(sorted(types)))


def _lands(first: Profile, second: Profile, named: Reason) -> Iterator[Reason]:
    """Whose body it is, which a name that many have needs."""
    generic = named.what in (_MANY_HAVE, "same name but for the land")
    local = generic and not lists.words().local.isdisjoint(forms.body(named.words[0]).words)
    own = [_own_lands(profile) for profile in (first, second)]
    if own[0] and own[1]:
        shared = own[0] & own[1]
        if shared:
            weight = (1.0 if local else 3.0) if generic else 0.5
            yield Reason("same land", weight, tuple(sorted(shared)))
        else:
            words = (*sorted(own[0])[:2], *sorted(own[1])[:2])
            yield Reason("of two lands", -5.0 if generic else -1.0, words)
    elif generic:
        around = [
            lands or frozenset(profile.setting)
            for lands, profile in zip(own, (first, second), strict=True)
        ]
        shared = around[0] & around[1]
        if shared:
            weight = _ONE_LAND_LOCAL if local else _ONE_LAND
            yield Reason("in articles about one land", weight, tuple(sorted(shared))[:3])
        elif around[0] and around[1]:
            yield Reason("in articles about two lands", -2.5)


def _own_lands(profile: Profile) -> frozenset[str]:
    """The lands in its names, else those that it is said to be of."""
    named = {
        land for body in profile.bodies.values() for land in without_land(compared_as(body))[1]
    }
    return frozenset(named or profile.lands)
