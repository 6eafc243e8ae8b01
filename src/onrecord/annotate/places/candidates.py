"""Toponyms of a text and the places that each could be.

What is printed around a name is read here, once: what kind of place it is called, which larger
place it is said to lie in ("Norr, Tarn"), and whether it is itself named as that larger place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from onrecord import lexicon
from onrecord.annotate.places.keys import key
from onrecord.annotate.places.world import Entry, Kind, Naming, World

LEXICONS = ("geography",)

_BEFORE, _AFTER = 50, 60
"""Code points beside a name that are read."""
_NAME = r"[^\W\d_a-z][\w.’'-]*(?:\s(?:of\s)?[^\W\d_a-z][\w.’'-]*){0,3}"
_CONTAINER_BEHIND = re.compile(rf"\s?[,(]\s?(?:(?:in|near)\s)?(?:the\s)?({_NAME})")
_IN_CONTAINER = re.compile(rf"\s(?:in|of)\s(?:(?:the|[a-z]+ern|central|rural)\s){{0,2}}({_NAME})")
_CONTAINER_AHEAD = re.compile(
    r"((?:[^\W\d_a-z][\w.-]*\s){0,2}[^\W\d_a-z][\w.-]*?)(?:['’]s?)?\s((?:[a-z-]+\s){0,4})\Z"
)
_WORD_BEHIND = re.compile(r"\s([A-Za-z]+)")
_WORD_AHEAD = re.compile(r"([A-Za-z-]+)\s(?:of\s)?(?:the\s|called\s|named\s)?\Z")
_COMMA_AHEAD = re.compile(r"[^\W\d_]\.?,\s(?:the\s)?\Z")
_LARGER = frozenset({Kind.COUNTRY, Kind.FIRST, Kind.SECOND, Kind.REGIONS, Kind.ISLANDS})
"""Kinds of places that others are said to lie in."""


class Toponym(NamedTuple):
    """One name in the text and what is printed around it.

    `keys` are tried in order: the name, then less of it. `longer`: with the word behind it that
    says what it is. `kinds`: what it is called ("the city of"). `containers`: keys of a larger
    place behind it, longest first; `lands`: of one in front ("the Norrian city of"). `contains`:
    it stands where a larger place does, behind a comma.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    longer: str
    kinds: frozenset[int]
    containers: tuple[str, ...]
    lands: tuple[str, ...]
    contains: bool


class Choice(NamedTuple):
    """A toponym, the places that bear its name, and the larger places said to hold it."""

    toponym: Toponym
    entries: list[Entry]
    containers: list[Entry]
    lands: list[Entry]


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `geography.yaml`; `kinds` by generic word, `between` with all of them."""

    kinds: dict[str, frozenset[int]]
    parts: frozenset[str]
    between: frozenset[str]
    buildings: frozenset[str]


@cache
def words() -> Words:
    """The lists, read once."""
    lists = dict(lexicon.load("geography"))
    parts, between = frozenset(lists.pop("parts")), frozenset(lists.pop("between"))
    buildings = frozenset(lists.pop("buildings"))
    kinds: dict[str, set[int]] = {}
    for name, generic in lists.items():
        for word in generic:
            kinds.setdefault(word, set()).add(int(Kind[name.upper()]))
    found = {word: frozenset(each) for word, each in kinds.items()}
    return Words(found, parts, parts | between | found.keys(), buildings)


def toponym(text: str, start: int, end: int) -> Toponym:
    """The name at these offsets, read with its surroundings."""
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    after = text[end : end + _AFTER].partition("\n")[0]
    name, _, inner = text[start:end].partition(",")
    keys = _keys(name)
    kinds = _called(keys[0])
    longer = ""
    behind = _WORD_BEHIND.match(after)
    if behind and (generic := behind.group(1).lower()) in words().kinds:
        kinds |= words().kinds[generic]
        longer = f"{keys[0]} {generic}"
    ahead = _WORD_AHEAD.search(before)
    if ahead:
        kinds |= words().kinds.get(ahead.group(1).lower(), frozenset())
    holder = _CONTAINER_BEHIND.match(after) or _IN_CONTAINER.match(after)
    return Toponym(
        start,
        end,
        tuple(dict.fromkeys(each for each in keys if each)),
        longer,
        kinds,
        (*_shortened(inner), *_shortened(holder.group(1) if holder else "")),
        _lands(before),
        _COMMA_AHEAD.search(before) is not None,
    )


def choices(world: World, toponyms: Sequence[Toponym]) -> list[Choice]:
    """What each toponym could be; one question to the gazetteer for all."""
    asked = {
        each
        for name in toponyms
        for each in (*name.keys, name.longer, *name.containers, *name.lands)
        if each
    }
    found = world.find(asked)
    return [
        Choice(
            name,
            _named(found, name),
            _larger(found, name.containers),
            _larger(found, name.lands, peoples=True),
        )
        for name in toponyms
    ]


def _named(found: dict[str, list[Entry]], name: Toponym) -> list[Entry]:
    """The places of the longest key that has any, and those of the longer name."""
    held = next((found[each] for each in name.keys if each in found), [])
    longer = found.get(name.longer, [])
    taken = {entry.id for entry in longer}
    return longer + [entry for entry in held if entry.id not in taken] if longer else held


def _keys(name: str) -> list[str]:
    """The keys of a name: whole, then without what it is called, "northern", or what it holds."""
    whole = key(name)
    parts = whole.split()
    kinds = words().kinds
    found = [whole]
    if "of" in parts[1:-1]:  # "norr province of tarn", "the norrian island of tarn"
        at = parts.index("of", 1)
        found.append(" ".join(parts[:at] if at > 1 and parts[at - 1] in kinds else parts[at + 1 :]))
        found.append(" ".join(parts[at + 1 :]))
    for size in (3, 2, 1):
        if len(parts) > size and " ".join(parts[-size:]) in kinds:
            found.append(" ".join(parts[:-size]))
        if len(parts) > size and " ".join(parts[:size]) in words().parts:
            found.append(" ".join(parts[size:]))
        if len(parts) > size and " ".join(parts[-size:]) in words().buildings:
            found.append(" ".join(parts[:-size]))
    return found


def _called(whole: str) -> frozenset[int]:
    """The kinds that a name's own words tell: "norr county", "lake norr", "city of norr"."""
    parts = whole.split()
    if len(parts) < 2:
        return frozenset()
    kinds = words().kinds
    return kinds.get(parts[-1], frozenset()) | kinds.get(parts[0], frozenset())


def _lands(before: str) -> tuple[str, ...]:
    """Keys of the larger place in front of a name, longest first ("Norr's northern")."""
    match = _CONTAINER_AHEAD.search(before)
    if not match or not all(each in words().between for each in match.group(2).split()):
        return ()
    printed = match.group(1).split()
    if printed[-1].endswith(".") and printed[-1].count(".") == 1:
        return ()  # the end of a sentence
    return tuple(key(" ".join(printed[at:])) for at in range(len(printed)))


def _shortened(printed: str) -> tuple[str, ...]:
    """Keys of the words that may name a larger place: all of them, then fewer."""
    parts = printed.split()
    return tuple(key(" ".join(parts[:size])) for size in range(min(4, len(parts)), 0, -1))


def _larger(
    found: dict[str, list[Entry]], keys: Iterable[str], *, peoples: bool = False
) -> list[Entry]:
    """The larger places of the longest key that names any."""
    for each in keys:
        held = [
            entry
            for entry in found.get(each, ())
            if entry.kind in _LARGER and (peoples or entry.naming != Naming.PEOPLE)
        ]
        if held:
            return held
    return []
