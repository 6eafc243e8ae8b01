"""Whether two profiles of people are one person's.

The names say how near they are (`_names`), the surroundings speak for or against it (`context`).
A full name carries far; a surname alone joins nobody unless its surroundings are strong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.annotate import forms, names, people
from onrecord.annotate.forms import PersonForm
from onrecord.annotate.same_person import same_person
from onrecord.casebook.identities import context, lists, romanised
from onrecord.casebook.identities.context import Weigh
from onrecord.casebook.identities.evidence import Reason, Verdict, barred, verdict
from onrecord.casebook.identities.profile import Profile

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TOLD_APART = frozenset({"jr", "sr"})
_SURNAME_ALONE, _SINGLE = "surname alone", "same single name"
_ONE_TERM = 4
"""Years in which an office and a surname mean one holder."""
_MOST_COMPARED = 6
"""How many full names of a profile are compared with how many of another."""


def compare(first: Profile, second: Profile, weigh: Weigh) -> Verdict:
    """What speaks for and against two profiles being one person's."""
    parted = _parted(first, second)
    if parted:
        return barred(parted)
    named = _names(first, second)
    if named is None:
        return barred(Reason("names do not fit", -6.0))
    reasons = [named, *_common(named), *context.of_persons(first, second, weigh)]
    if named.weight < 0:
        reasons += _same_office(first, second)
    return verdict(reasons)


def is_alone(profile: Profile) -> bool:
    """Whether a person is named by one word alone."""
    return profile.is_person and not any(form.full for form in profile.persons.values())


def is_name_alone(reason: Reason) -> bool:
    """Whether a name tells little because it is one word alone."""
    return reason.what in (_SURNAME_ALONE, _SINGLE)


def _fulls(profile: Profile) -> list[PersonForm]:
    full = [form for form in profile.persons.values() if form.full]
    return sorted(full, key=lambda form: (-len(form.words), form.words))[:_MOST_COMPARED]


def _singles(profile: Profile) -> list[str]:
    return [form.core[0] for form in profile.persons.values() if not form.full]


def _parted(first: Profile, second: Profile) -> Reason | None:
    """What makes two people of any two names: a suffix, a gender."""
    suffixes = [_suffixes(profile) for profile in (first, second)]
    if suffixes[0] and suffixes[1] and suffixes[0].isdisjoint(suffixes[1]):
        return Reason("another suffix", -6.0, (*sorted(suffixes[0]), *sorted(suffixes[1])))
    for one, other in ((first, second), (second, first)):
        if _goes_by_suffix(one) and not _suffixes(other):
            return Reason("one is told from another by a suffix", -6.0, (*sorted(_suffixes(one)),))
    genders = [_genders(profile) for profile in (first, second)]
    if len(genders[0]) == len(genders[1]) == 1 and genders[0] != genders[1]:
        return Reason("another gender", -6.0)
    return None


def _suffixes(profile: Profile) -> frozenset[str]:
    return _GENERATIONS.intersection(
        suffix for form in profile.persons.values() for suffix in form.suffixes
    )


def _goes_by_suffix(profile: Profile) -> bool:
    """Whether somebody is never called without Jr. or Sr., or so by the surname ("Venn Jr.")."""
    told = [bool(form.suffixes & _TOLD_APART) for form in profile.persons.values()]
    alone = [
        bool(form.suffixes & _TOLD_APART) for form in profile.persons.values() if not form.full
    ]
    return all(told) or any(alone)


def _genders(profile: Profile) -> set[str]:
    told = (
        people.gender_of_name(" ".join((*form.titles, form.text)))
        for form in profile.persons.values()
        if form.full or form.titles
    )
    return {gender for gender in told if gender}


def _names(first: Profile, second: Profile) -> Reason | None:
    """The strongest likeness of two people's names; None where they do not fit."""
    mine, yours = _fulls(first), _fulls(second)
    if mine and yours:
        found = [reason for one in mine for other in yours if (reason := _alike_full(one, other))]
        best = max(found, key=lambda reason: reason.weight, default=None)
        if best and any(_initials_differ(one, other) for one in mine for other in yours):
            return Reason("other second names", best.weight - 5.0, best.words)
        if best and not all(map(_is_main, (first, second), (mine, yours), (best, best))):
            return Reason("one's name beside another", best.weight - 3.0, best.words)
        return best
    return _alone(first, second, mine or yours)


def _is_main(profile: Profile, fulls: Sequence[PersonForm], reason: Reason) -> bool:
    """Whether a name is that of which a profile has most, or may be the same person's.

    A document's reading may have mixed two people up.
    """
    if len(fulls) == 1:
        return True
    most = max(profile.printed[form.words] for form in fulls)
    return any(
        main.words == form.words or same_person(main, form)
        for main in fulls
        if profile.printed[main.words] == most
        for form in map(forms.person, reason.words)
    )


def _initials_differ(one: PersonForm, other: PersonForm) -> bool:
    """Whether two names are alike but for their second names (George W., George H. W.)."""
    inner = [[word[0] for word in form.core[1:-1]] for form in (one, other)]
    if not inner[0] or not inner[1]:
        return False
    if one.core[-1] != other.core[-1] or not forms.same_given(one.core[0], other.core[0]):
        return False
    short, long = sorted(inner, key=len)
    rest = iter(long)
    return not all(letter in rest for letter in short)


def _alike_full(one: PersonForm, other: PersonForm) -> Reason | None:
    words = (one.text, other.text)
    if one.words == other.words:
        return Reason("same full name", 4.0 if len(one.core) > 2 else 3.4, (one.text,))
    romanised_alike = _romanised(one, other)
    if romanised_alike:
        return romanised_alike
    if one.words == (*other.words[1:], other.words[0]):
        return Reason("same name, surname first", 2.4, words)
    if not same_person(one, other):
        return None
    short, long = sorted((one.core, other.core), key=len)
    if _stands_in(short, long):
        if any(len(word) == 1 for word in (short[0], long[0])):
            return Reason("initials of the same name", 1.0, words)
        return Reason("same name with more names", 2.8, words)
    if short[-1] == long[-1]:
        if lists.words().given.get(short[0], frozenset()) & lists.words().given.get(
            long[0], frozenset()
        ):
            return Reason("variants of one given name", 2.0, words)
        if any(name in (short[0], long[0]) for name in (*one.nicknames, *other.nicknames)):
            return Reason("printed nickname", 3.0, words)
    if long[-len(short) :] == short:
        return Reason("same name after other words", 1.8, words)
    if all(forms.sound(a) == forms.sound(b) for a, b in zip(short, long, strict=False)):
        return Reason("names that sound alike", 1.2, words)
    return Reason("spelt nearly alike", 0.4, words)


def _stands_in(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a name is another with names left out or cut to initials, first and last kept."""
    if short[-1] != long[-1] or (short[0] != long[0] and 1 not in (len(short[0]), len(long[0]))):
        return False
    if short[0][0] != long[0][0]:
        return False
    rest = iter(long[1:-1])
    return all(any(word[0] == other[0] for other in rest) for word in short[1:-1])


def _romanised(one: PersonForm, other: PersonForm) -> Reason | None:
    """Whether two names are one, written in Latin letters in two ways."""
    written = romanised.script(one.words) or romanised.script(other.words)
    if written is None:
        return None
    mine, yours = (romanised.without_article(form.words) for form in (one, other))
    if len(mine) != len(yours):
        if "".join(mine) != "".join(yours):
            return None
    elif not all(
        a == b
        or romanised.reduced(a, written) == romanised.reduced(b, written)
        or lists.words().given.get(a, frozenset()) & lists.words().given.get(b, frozenset())
        for a, b in zip(mine, yours, strict=True)
    ):
        return None
    return Reason("transliterations of one name", 2.8, (one.text, other.text))


def _alone(first: Profile, second: Profile, fulls: Sequence[PersonForm]) -> Reason | None:
    """What a name of one word is to the other's names."""
    mine, yours = _singles(first), _singles(second)
    if not fulls:
        shared = sorted(set(mine) & set(yours))
        if not shared:
            return None
        weight = -1.2 if shared[0] not in names.words().given else -2.5
        return Reason(_SINGLE, weight, (shared[0],))
    singles = mine or yours
    last = {form.words[-1] for form in fulls}
    shared = sorted(last & set(singles))
    if shared:
        return Reason(_SURNAME_ALONE, -1.5, (shared[0],))
    near = sorted(word for word in singles for other in last if forms.near(word, other))
    if near:
        return Reason("nearly the surname alone", -3.0, (near[0],))
    firsts = {form.core[0] for form in fulls}
    shared = sorted(firsts & set(singles))
    return Reason("given name alone", -4.0, (shared[0],)) if shared else None


def _same_office(first: Profile, second: Profile) -> Iterator[Reason]:
    """One office and one surname, at one time: "President Venn"."""
    shared = sorted(lists.words().exclusive & first.roles.keys() & second.roles.keys())
    gap = context.years_between(first, second)
    if shared and (gap is None or gap <= _ONE_TERM):
        yield Reason("same office", 0.6 if gap is None else 1.2, (shared[0],))


def _common(named: Reason) -> Iterator[Reason]:
    """A frequent name tells less."""
    if named.weight <= 0:
        return
    own = lists.words()
    for form in map(forms.person, named.words):
        given, surname = form.core[0] in own.common_given, form.core[-1] in own.common_surnames
        if len(form.core) == 2 and given and surname:
            yield Reason("a frequent name", -2.0, (form.text,))
            return
