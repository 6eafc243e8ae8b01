"""The word lists that identities are told by (`identities.yaml`), and lands by their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord import lexicon
from onrecord.annotate import forms, names

LEXICONS = ("identities", "country_names", *forms.LEXICONS)

_REMEMBERED = 16_384


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of `identities.yaml`; `fields` has the fields of a role's word."""

    generic: frozenset[str]
    local: frozenset[str]
    parts: frozenset[str]
    exclusive: frozenset[str]
    vague: frozenset[str]
    roles: dict[str, str]
    fields: dict[str, frozenset[str]]
    apart: frozenset[frozenset[str]]
    common_given: frozenset[str]
    common_surnames: frozenset[str]
    given: dict[str, frozenset[int]]


@cache
def words() -> Lists:
    """The lists, read once."""
    data = lexicon.load("identities")
    fields: dict[str, set[str]] = {}
    for name, listed in data["fields"].items():
        for word in listed:
            fields.setdefault(word, set()).add(name)
    given: dict[str, set[int]] = {}
    sets = [*data["arabic_given"], *data["cyrillic_given"], *lexicon.load("linking")["given"]]
    for number, listed in enumerate(sets):
        for word in listed:
            given.setdefault(forms.fold(word), set()).add(number)
    plain = ("generic", "local", "parts", "exclusive", "vague", "common_given", "common_surnames")
    return Lists(
        **{key: frozenset(data[key]) for key in plain},
        roles=data["roles"],
        fields={word: frozenset(found) for word, found in fields.items()},
        apart=frozenset(frozenset(pair) for pair in data["apart"]),
        given={name: frozenset(numbers) for name, numbers in given.items()},
    )


@cache
def _lands() -> dict[str, str]:
    """Folded names, adjectives and peoples of lands, and the name that the land is compared by."""
    own = forms.words()
    listed = {
        " ".join(forms.body(name, place=False).words): name
        for name in lexicon.load("country_names")["names"].values()
    }
    found = {folded: own.places.get(folded, folded) for folded in listed}
    countries = set(found.values())
    found.update({name: land for name, land in own.places.items() if land in countries})
    found.update({name: land for name, land in own.adjectives.items() if land in countries})
    return found


@lru_cache(maxsize=_REMEMBERED)
def land(name: str) -> str | None:
    """The land that a folded name, adjective or people means; None for anything else."""
    lands = _lands()
    if name in lands:
        return lands[name]
    one = names.singular(name)
    for form in (one, *_stems(one)):
        if form in lands:
            return lands[form]
    return None


def _stems(word: str) -> Iterator[str]:
    """What may stand before the ending of an adjective ("Norrian": Norria, Norr)."""
    for ending, instead in (
        ("n", ""),
        ("an", ""),
        ("ian", ""),
        ("ian", "y"),
        ("i", ""),
        ("ese", ""),
    ):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            yield word[: -len(ending)] + instead


@lru_cache(maxsize=_REMEMBERED)
def lands_in(text: str) -> frozenset[str]:
    """The lands that a name or role has within it ("the Norrian envoy to Roe")."""
    read = [
        forms.fold(token.text)
        for token in names.tokens(text)
        if token.is_capital and token.text[0].isalnum()
    ]
    found: set[str] = set()
    at = 0
    while at < len(read):
        for size in (3, 2, 1):
            meant = land(" ".join(read[at : at + size]))
            if meant:
                found.add(meant)
                break
        at += size
    return frozenset(found)


@cache
def land_of_code(code: str) -> str:
    """A country's code as the name that its land is compared by; the code where it is not known."""
    name = lexicon.load("country_names")["names"].get(code)
    if name is None:
        return code.lower()
    folded = " ".join(forms.body(name).words)
    return _lands().get(folded, folded)
