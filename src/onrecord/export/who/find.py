"""A name as a user types it → the entity of a record that goes by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import NoReturn

from onrecord.annotate import names
from onrecord.errors import OnrecordError
from onrecord.export.visible import one_line
from onrecord.export.wording import is_english
from onrecord.record import Entity, Record

_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_LISTED = 6
_LONGEST = 60
_CLOSE = 0.6
_SHORTEST = 3
"""Letters of a part of a name that are enough to go by."""


def find(record: Record, name: str) -> Entity:
    """The entity that goes by a name, in any case.

    The id or the full name goes first; then a form that the article uses, or a surname; then
    a part of a name. Raises OnrecordError U007 where nobody goes by it, with the nearest
    names, and U008 where several do.
    """
    wanted = _plain(name)
    return _found(record, wanted) or _found(record, _bare(wanted)) or _unknown(record, name)


def _found(record: Record, wanted: str) -> Entity | None:
    by: list[Callable[[Entity], bool]] = [
        lambda entity: wanted == entity.id.casefold(),
        lambda entity: wanted == _plain(entity.name),
        lambda entity: wanted in _forms(entity) or wanted in _surnames(entity),
        lambda entity: (
            len(wanted) >= _SHORTEST and any(_is_part(wanted, form) for form in _forms(entity))
        ),
    ]
    for matches in by:
        found = [entity for entity in record.entities if matches(entity)]
        if len(found) == 1:
            return found[0]
        if found:
            raise OnrecordError("U008", detail=f"“{_short(wanted)}”: {_candidates(found)}")
    return None


def _unknown(record: Record, name: str) -> NoReturn:
    raise OnrecordError("U007", detail=f"“{_short(name)}”{_nearest(record, _plain(name))}")


def _bare(wanted: str) -> str:
    """A name without article, titles and possessive: "the Mr Roe's" is "roe"."""
    lists = names.words()
    words = wanted.removesuffix("'s").split()
    while len(words) > 1 and words[0].rstrip(".") in {"the", *lists.titles}:
        words = words[1:]
    return " ".join(words)


def _forms(entity: Entity) -> Iterator[str]:
    """All that an entity is called, pronouns aside."""
    yield _plain(entity.name)
    for mention in entity.mentions:
        if mention.kind != "pronoun":
            yield _plain(mention.text)


def _surnames(entity: Entity) -> set[str]:
    if entity.type != "person":
        return set()
    names = [entity.name, *(one.text for one in entity.mentions if one.kind == "name")]
    return {words[-1] for name in names if (words := _plain(name).split())}


def _is_part(wanted: str, form: str) -> bool:
    """Whether all words that are wanted are words of a form, the last one perhaps cut short."""
    *whole, begun = _WORD.findall(wanted) or [wanted]
    words = _WORD.findall(form)
    return set(whole) <= set(words) and any(word.startswith(begun) for word in words)


def _candidates(found: list[Entity]) -> str:
    shown = [
        f"{_short(entity.name)} ({entity.type}, {_short(entity.id)})"
        for entity in _most_mentioned(found)[:_LISTED]
    ]
    more = len(found) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _nearest(record: Record, wanted: str) -> str:
    """The names nearest to what was wanted; else those that are mentioned most."""
    if not is_english(record.document):
        return ": it is not in English, and was not read"
    if not record.entities:
        return ": no name was found in it"
    called: dict[str, Entity] = {}
    for entity in record.entities:
        for form in _forms(entity):
            for words in (form, *form.split()):
                called.setdefault(words[:_LONGEST], entity)
    close = get_close_matches(wanted[:_LONGEST], called, n=_LISTED, cutoff=_CLOSE)
    if close:
        return f"; nearest: {_listed(called[form].name for form in close)}"
    names = _listed(entity.name for entity in _most_mentioned(record.entities))
    return f"; mentioned most: {names}"


def _most_mentioned(entities: Iterable[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: -len(entity.mentions))


def _listed(names: Iterable[str]) -> str:
    return ", ".join([_short(name) for name in dict.fromkeys(names)][:_LISTED])


def _short(name: str) -> str:
    words = one_line(name)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _plain(name: str) -> str:
    return " ".join(name.translate(_APOSTROPHES).split()).casefold()
