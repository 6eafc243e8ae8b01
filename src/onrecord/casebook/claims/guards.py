"""What keeps two passages apart whatever their words: other people, other numbers, other days.

It costs nothing beside a model, and a model is easily misled where only a name or a number differs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from onrecord.annotate import forms
from onrecord.casebook.claims.amounts import counted
from onrecord.casebook.claims.passages import Name, Passage, Sort

_SORTS: dict[Sort, str] = {"person": "people", "body": "bodies", "place": "places"}
_REMEMBERED = 1 << 16
_TELLING = 3
"""The least number that tells something: "two" stands in everything."""


def apart(first: Passage, second: Passage) -> str | None:
    """Why two passages tell of different things; None: nothing speaks against their being one.

    What one of them leaves out keeps nothing apart: each must have something that the other has
    in another way.
    """
    if first.numbers - second.numbers and second.numbers - first.numbers:
        return "other numbers"
    if _one_beside_more(first.words, second.words):
        return "other numbers"
    if first.days and second.days and not _meet(first.days, second.days):
        return "other days"
    for sort, called in _SORTS.items():
        mine = [name for name in first.names if name.sort == sort]
        theirs = [name for name in second.names if name.sort == sort]
        if _lacks(mine, theirs) and _lacks(theirs, mine):
            return f"other {called}"
    return None


def _one_beside_more(first: str, second: str) -> bool:
    """Whether one text counts one of what the other counts more of, and neither has both."""
    mine, theirs = _counted(first), _counted(second)
    return any(
        {1.0} in (mine[noun], theirs[noun]) and mine[noun].isdisjoint(theirs[noun])
        for noun in mine.keys() & theirs.keys()
    )


@lru_cache(maxsize=_REMEMBERED)
def _counted(text: str) -> dict[str, set[float]]:
    found: dict[str, set[float]] = {}
    for noun, number in counted(text):
        found.setdefault(noun, set()).add(number)
    return found


def specific(first: Passage, second: Passage) -> bool:
    """Whether two passages name one and the same, with the same number, and nothing keeps them
    apart: in one story few that do so tell of two things."""
    common = {number for number in first.numbers & second.numbers if number >= _TELLING}
    named = common and any(
        may_be_one(name, other)
        for name in first.names
        for other in second.names
        if name.sort == other.sort
    )
    return bool(named) and apart(first, second) is None


def may_be_one(name: Name, other: Name) -> bool:
    """Whether two names are of one identity, or one has all the words of the other."""
    if name.identity is not None and name.identity == other.identity:
        return True
    one, two = _words(name.name), _words(other.name)
    return one <= two or two <= one or _initials(one, other.name) or _initials(two, name.name)


def _lacks(names: Iterable[Name], others: Iterable[Name]) -> bool:
    """Whether a name is none of the others."""
    listed = [*others]
    return any(not any(may_be_one(name, other) for other in listed) for name in names)


def _initials(words: frozenset[str], name: str) -> bool:
    """Whether the words are the first letters of a name ("N.H.B.", "Norr Harbour Board")."""
    return len(words) == 1 and any(words == {each} for each in forms.initials(_listed(name)))


@lru_cache(maxsize=_REMEMBERED)
def _words(name: str) -> frozenset[str]:
    return frozenset(_listed(name))


def _listed(name: str) -> tuple[str, ...]:
    return tuple(forms.fold(name).split())


def _meet(first: Iterable[tuple[int, int]], second: Iterable[tuple[int, int]]) -> bool:
    others = [*second]
    return any(begin <= last and start <= end for begin, end in first for start, last in others)
