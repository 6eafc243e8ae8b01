"""A hearing printed without labels: who has the floor, and who asks, by how they are addressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.annotate import address
from onrecord.annotate.dialogue import Part, outside_quotes
from onrecord.annotate.spans import Offsets

LEXICONS = address.LEXICONS

_FEW_WORDS = 3
"""Words of a reply that leaves the other one the floor ("Sure.")."""


class Heard(NamedTuple):
    """A part of a hearing: who speaks and to whom, None where nothing shows it."""

    part: Part
    speaker: Offsets | None
    addressee: Offsets | None
    introduced: bool


def hear(text: str, parts: Sequence[Part]) -> list[Heard]:
    """Who speaks in each part of a hearing.

    Those who answer are called by name, or give their own. Who asks is known by how the answer
    addresses them, and stays while replies are mere words or are cut short.
    """
    words = [outside_quotes(text, part.start, part.end) for part in parts]
    asking = _asking(parts, words)
    floor: Offsets | None = None
    found = []
    for part, said, asks in zip(parts, words, asking, strict=True):
        mine = _at(part, address.own_name(said))
        if part.asks:
            called = address.spoken_to(said)
            floor = _at(part, called[-1] if called else None) or floor
            found.append(Heard(part, mine or asks, floor, mine is not None))
        else:
            floor = mine or floor
            bench = _at(part, address.bench(said, one=False))
            found.append(Heard(part, floor, bench or asks, mine is not None))
    return found


def _asking(parts: Sequence[Part], words: Sequence[str]) -> list[Offsets | None]:
    """For each part who asks in it, or whom it answers."""
    found: list[Offsets | None] = []
    begin = 0
    for end in (*_exchanges(parts), len(parts)):
        named = (
            _at(part, address.bench(said, one=True))
            for part, said in zip(parts[begin:end], words[begin:end], strict=True)
            if not part.asks
        )
        found += [next((each for each in named if each), None)] * (end - begin)
        begin = end
    return found


def _exchanges(parts: Sequence[Part]) -> list[int]:
    """Where somebody else may begin to ask: at each question but those after a mere word."""
    found = []
    for index, part in enumerate(parts):
        before = parts[index - 1] if index else None
        if before is None or not part.asks:
            continue
        if before.asks or not (before.cut or before.words <= _FEW_WORDS):
            found.append(index)
    return found


def _at(part: Part, within: Offsets | None) -> Offsets | None:
    return (part.start + within[0], part.start + within[1]) if within else None
