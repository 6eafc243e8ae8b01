"""Whether two profiles of places are one place's: by gazetteer, by name and land."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate import forms
from onrecord.annotate.forms import BodyForm
from onrecord.casebook.identities import bodies, context, lists
from onrecord.casebook.identities.context import Weigh
from onrecord.casebook.identities.evidence import Reason, Verdict, barred, verdict
from onrecord.casebook.identities.profile import Profile

PLACES = frozenset({"place", "facility"})


def compare(first: Profile, second: Profile, weigh: Weigh) -> Verdict:
    """What speaks for and against two profiles being one place's."""
    if first.entries and second.entries:
        if first.entries.isdisjoint(second.entries):
            return barred(Reason("two places of the gazetteer", -6.0))
        return verdict((_of_one_entry(first, second), *context.of_bodies(first, second, weigh)))
    named = _names(first, second)
    if named is None:
        return barred(Reason("names do not fit", -6.0))
    reasons = [named, *_types(first, second), *_lands(first, second)]
    return verdict((*reasons, *context.of_bodies(first, second, weigh)))


def usual(body: BodyForm) -> str:
    """The name that a place is compared by: its usual one, without "city of"."""
    own, words = forms.words(), bodies.compared_as(body)
    joined = " ".join(body.words)
    if joined in own.places:
        return own.places[joined]
    if len(body.words) > 2 and body.words[1] == "of" and body.words[0] in own.states:
        words = words[1:]
    return own.places.get(" ".join(words), "".join(words))


def _of_one_entry(first: Profile, second: Profile) -> Reason:
    """How surely two are one of which the gazetteer says so: it takes parts for the whole."""
    mine, yours = (
        {bodies.compared_as(body): body.text for body in profile.bodies.values()}
        for profile in (first, second)
    )
    words = (first.name, second.name)
    if _names(first, second) or any(_is_short(a, b) for a in mine for b in yours):
        return Reason("same place of the gazetteer", 6.0, words)
    parts = forms.words().compass | lists.words().parts
    if any(set(a) ^ set(b) and set(a) ^ set(b) <= parts for a in mine for b in yours):
        return Reason("a part of it", -2.0, words)
    return Reason("same entry of the gazetteer, other name", 1.0, words)


def _is_short(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one is the other's letters in their order ("Fla.", "Conn.", "DC")."""
    short, long = sorted(("".join(first), "".join(second)), key=len)
    rest = iter(long)
    return len(short) < 5 and short[0] == long[0] and all(letter in rest for letter in short)


def _names(first: Profile, second: Profile) -> Reason | None:
    mine = {usual(body): body for body in first.bodies.values()}
    yours = {usual(body): body for body in second.bodies.values()}
    if _qualified(first, second):
        return None
    shared = sorted(mine.keys() & yours.keys(), key=lambda key: (-len(key), key))
    if shared:
        key = shared[0]
        words = tuple(dict.fromkeys((mine[key].text, yours[key].text)))
        if bodies.is_generic(bodies.compared_as(mine[key])):
            return Reason("same name, which many have", -0.4, words)
        if bool(mine[key].qualifier) != bool(yours[key].qualifier):
            return Reason("same name, of one land not told", 2.0, words)
        return Reason("same name", 3.6, words)
    if {first.type, second.type} & {"facility"}:
        return None
    heard = {forms.sound(key): key for key in mine if len(key) > 4}
    alike = sorted(key for key in yours if heard.get(forms.sound(key)))
    if alike:
        return Reason("names that sound alike", 0.8, (heard[forms.sound(alike[0])], alike[0]))
    return None


def _qualified(first: Profile, second: Profile) -> bool:
    """Whether what is printed after a comma is another ("Norr, Norria", "Norr, Roe")."""
    mine, yours = (
        {body.qualifier for body in profile.bodies.values() if body.qualifier}
        for profile in (first, second)
    )
    return bool(mine and yours) and not any(
        a == b or _is_short(a, b) or set(a) & set(b) for a in mine for b in yours
    )


def _types(first: Profile, second: Profile) -> Iterator[Reason]:
    if first.type != second.type:
        yield Reason("read as two types", -0.3, tuple(sorted((first.type, second.type))))


def _lands(first: Profile, second: Profile) -> Iterator[Reason]:
    own = [frozenset(profile.lands) | _in_qualifiers(profile) for profile in (first, second)]
    if own[0] and own[1]:
        shared = own[0] & own[1]
        if shared:
            yield Reason("same land", 1.0, tuple(sorted(shared)))
        else:
            yield Reason("in two lands", -4.0, (*sorted(own[0])[:2], *sorted(own[1])[:2]))


def _in_qualifiers(profile: Profile) -> frozenset[str]:
    return frozenset(
        land for body in profile.bodies.values() if (land := lists.land(" ".join(body.qualifier)))
    )
