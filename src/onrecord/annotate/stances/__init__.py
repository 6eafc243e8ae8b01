"""Which attribution denies, doubts or supports which, within one article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.annotate.stances.lists import LEXICONS
from onrecord.annotate.stances.taken import Taken, read_taken
from onrecord.annotate.stances.targets import Statements, Target
from onrecord.annotate.stances.words import Said, read
from onrecord.record import Attribution, Document, Entity, Sentence, Stance

__all__ = ["LEXICONS", "compare"]

LEAST = 0.4
"""The probability that a target needs."""
_FOLLOWS = 3
"""Sentences in which "it" goes on to mean what the same source denied before."""


def compare(
    document: Document,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
) -> list[Stance]:
    """The stances of a document's attributions to one another, in the order of their takers."""
    said = read(document, sentences, entities, attributions)
    stances = [read_taken(each) for each in said]
    statements = Statements(said, stances, entities)
    found: dict[int, tuple[Taken, Target]] = {}
    for taker, taken in zip(said, stances, strict=True):
        if taken is None:
            continue
        target = _again(taker, taken, found, said) or statements.target(taker, taken)
        if target is None or target.confidence < LEAST or _is_told(taker, taken, target, found):
            continue
        statements.remember(target.said)
        found[taker.index] = taken, target
    return [
        Stance(
            from_=attributions[index].id,
            to=target.said.attribution.id,
            stance=taken.stance,
            evidence=document.span(*taken.evidence),
            confidence=round(target.confidence, 3),
        )
        for index, (taken, target) in found.items()
    ]


def _again(
    taker: Said, taken: Taken, found: dict[int, tuple[Taken, Target]], said: Sequence[Said]
) -> Target | None:
    """What "it" means to a source that has just denied something: the same."""
    if not taken.points or taken.claim or not found or not taker.people:
        return None
    last = next(reversed(found))
    before = said[last]
    if taker.place - before.place > _FOLLOWS or taker.people != before.people:
        return None
    return found[last][1]


def _is_told(
    taker: Said, taken: Taken, target: Target, found: Mapping[int, tuple[Taken, Target]]
) -> bool:
    """Whether an attribution around the taker has that stance already."""
    return any(
        outer in found
        and found[outer][1].said is target.said
        and found[outer][0].stance == taken.stance
        for outer in taker.around
    )
