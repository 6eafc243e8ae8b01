"""What stands against a passage: what its own article sets against it, and what claims do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord import lexicon
from onrecord.annotate.stances.words import stem
from onrecord.answer.question import terms_of
from onrecord.answer.shelf import Shelf
from onrecord.answer.telling import Passage, Telling
from onrecord.casebook import Casebook
from onrecord.casebook.facts import folded
from onrecord.export.disputes import DOES, DONE_BY
from onrecord.export.visible import pieces
from onrecord.record import Attribution, Stance

_STANDS = ("denies", "doubts")
MOST = 6
"""Passages that are given as against one."""


class Opposed(NamedTuple):
    """A passage that stands against another: whether it denies or doubts the other (`does`), or is
    itself denied or doubted by it; in words why; and the claim that tells so, None: its article."""

    passage: Passage
    does: bool
    why: str
    claim: str | None = None


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
        if stance.stance not in _STANDS or _is_no_opponent(telling, stance):
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
            yield Opposed(
                other, True, f"this {each.stand} it, in the claim {each.claim}", each.claim
            )
        elif other:
            why = f"this says what is denied or doubted, in the claim {each.claim}"
            yield Opposed(other, False, why, each.claim)


def _is_no_opponent(telling: Telling, stance: Stance) -> bool:
    """Whether who was read to deny or doubt a statement is its own source, or takes its side.

    "Every lock held," says a minister who denies that one failed, and the "no lock failed" of
    another denies with him.
    """
    by = telling.told.attribution(stance.from_)
    of = telling.told.attribution(stance.to)
    if by is None or of is None or stance.from_ == of.inside or stance.to == by.inside:
        return False  # who tells of a statement as wrong is no source of it
    if _are_one(telling, by, of) or _are_one(telling, of, by):
        return True
    denied = [
        each
        for each in telling.record.attributions
        if each.kind == "denial"
        and not each.negated
        and each not in (by, of)
        and (_are_one(telling, each, of) or _are_one(telling, of, each))
    ]
    if not denied:
        return False
    words = _stems(by)
    shared = max(len(words & _stems(each)) for each in denied)
    with_it = len(words & _stems(of))
    too = not _words("too").isdisjoint(folded(pieces(by.cue)).split())
    return shared > with_it or (too and shared == with_it)


def _are_one(telling: Telling, one: Attribution, other: Attribution) -> bool:
    """Whether two have one source: the same entity, or bare words for what the other's is called
    ("Minister", where that is "the transport minister")."""
    if one.entities:
        return not set(one.entities).isdisjoint(other.entities)
    if one.source is None or not other.entities:
        return False
    said = set(folded(one.source.text).split()) - _words("article")
    called = (
        set(folded(each.text).split())
        for entity in telling.record.entities
        if entity.id in other.entities
        for each in entity.descriptions
    )
    return bool(said) and any(said <= each for each in called)


def _stems(said: Attribution) -> set[str]:
    """The words with meaning of what is said, without their endings."""
    return {stem(term.word) for term in terms_of(pieces(said.content))}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("answers")[name])


def refs(passage: Passage) -> list[str]:
    """The ids by which a passage is meant: the sentence, and the statement told first."""
    return [passage.ref, *(chain[-1].statement for chain in passage.chains[:1])]
