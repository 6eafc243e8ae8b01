"""What stands against a passage: what its own article sets against it, and what claims do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.answer.shelf import Shelf
from onrecord.answer.telling import Passage
from onrecord.casebook import Casebook
from onrecord.export.disputes import DOES, DONE_BY

_STANDS = ("denies", "doubts")
MOST = 6
"""Passages that are given as against one."""


class Opposed(NamedTuple):
    """A passage that stands against another: whether it denies or doubts the other (`does`), or is
    itself denied or doubted by it; and in words why."""

    passage: Passage
    does: bool
    why: str


def against(casebook: Casebook, shelf: Shelf, passage: Passage) -> Iterator[Opposed]:
    """The passages against one."""
    seen = {(passage.place.document, passage.ref)}
    for other in (*_in_the_article(shelf, passage), *_in_claims(casebook, shelf, passage)):
        key = (other.passage.place.document, other.passage.ref)
        if key not in seen and len(seen) <= MOST:
            seen.add(key)
            yield other


def _in_the_article(shelf: Shelf, passage: Passage) -> Iterator[Opposed]:
    telling = shelf.telling(passage.place.document, passage.place.version)
    if telling is None:
        return
    own = refs(passage)
    for stance in telling.record.stances:
        if stance.stance not in _STANDS:
            continue
        if stance.to in own and (other := telling.passage_of(stance.from_)):
            by = telling.told.by(stance.to)
            does = DOES[stance.stance]
            yield Opposed(other, True, f"as the article has it, this {does} what is told by {by}")
        if stance.from_ in own and (other := telling.passage_of(stance.to)):
            by = telling.told.by(stance.from_)
            done = DONE_BY[stance.stance]
            yield Opposed(other, False, f"as the article has it, this is {done} {by}")


def _in_claims(casebook: Casebook, shelf: Shelf, passage: Passage) -> Iterator[Opposed]:
    place = passage.place
    for each in casebook.against(place.document, place.version, refs(passage)):
        telling = shelf.telling(each.document, each.version)
        other = telling and telling.passage_of(each.ref)
        if other and each.stand in _STANDS:
            yield Opposed(other, True, f"this {each.stand} it, in the claim {each.claim}")
        elif other:
            why = f"this says what is denied or doubted, in the claim {each.claim}"
            yield Opposed(other, False, why)


def refs(passage: Passage) -> list[str]:
    """The ids by which a passage is meant: the sentence, and the statement told first."""
    return [passage.ref, *(chain[-1].statement for chain in passage.chains[:1])]
