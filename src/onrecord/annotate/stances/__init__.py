"""Which attribution denies, doubts or supports which, within one article.

First what an attribution's own words say (`taken`): that it denies, doubts or confirms something
said; then to whose words that is (`targets`), or that it is to none of the article's. Where that
is unclear no stance is given. Who tells of a statement as a false one denies it (`framed`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.annotate.stances.framed import framed
from onrecord.annotate.stances.lists import LEXICONS
from onrecord.annotate.stances.taken import How, Taken
from onrecord.annotate.stances.taking import read_taken
from onrecord.annotate.stances.targets import Statements, Target, is_same
from onrecord.annotate.stances.words import Said, read
from onrecord.record import Attribution, Document, Entity, Sentence, Stance

__all__ = ["LEXICONS", "compare"]

LEAST: dict[How, float] = {
    "claim": 0.35,
    "predicate": 0.35,
    "cue": 0.5,
    "phrase": 0.5,
    "negation": 0.5,
}
"""The probability that a target needs, by how the stance shows; from the folds of
training/stances.py: where a noun names the claim, less is enough."""
_FOLLOWS = 3
"""Sentences in which "it" goes on to mean what the same source denied before."""
_GOES_ON = 2
"""The same of a flat "not"."""
_AGAIN = 0.85
"""How sure that is, of 1."""

SUREST = 0.95
"""The most that is given: of those weighed above 0.9 so many were right (docs/decisions/0020)."""


def compare(
    document: Document,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
) -> list[Stance]:
    """The stances of a document's attributions to one another, in the order of their takers: first
    those of who tells of a statement as wrong (a sentence's, where the outlet does)."""
    told = framed(document, sentences, attributions)
    said = read(document, sentences, entities, attributions)
    stances = [read_taken(each) for each in said]
    if not any(stances):
        return told
    statements = Statements(said, stances, entities)
    found: dict[int, tuple[Taken, Target]] = {}
    elsewhere: dict[int, Target] = {}
    for taker, taken in zip(said, stances, strict=True):
        if taken is None or is_said_around(taker, taken, stances):
            continue
        target = _again(taker, taken, found, said) or statements.target(taker, taken)
        if target is None or target.confidence < LEAST[taken.how] or target.said is taker:
            continue
        if _is_told(taker, taken, target, found):
            continue
        again = statements.elsewhere(taker, taken, target)
        statements.remember((again or target).said)
        found[taker.index] = taken, target
        if again and again.confidence >= LEAST[taken.how]:
            elsewhere[taker.index] = again
    shown = [
        Stance(
            from_=attributions[index].id,
            to=each.said.attribution.id,
            stance=taken.stance,
            evidence=document.span(*taken.evidence),
            confidence=round(min(each.confidence, SUREST), 3),
        )
        for index, (taken, target) in found.items()
        for each in (target, elsewhere.get(index))
        if each
    ]
    known = {(each.from_, each.to) for each in told}
    return [*told, *(each for each in shown if (each.from_, each.to) not in known)]


def _again(
    taker: Said, taken: Taken, found: dict[int, tuple[Taken, Target]], said: Sequence[Said]
) -> Target | None:
    """What "it" or a flat "not" is to where the same source has just denied something: the same."""
    if not found or not (taken.flat or (taken.points and not taken.claim)):
        return None
    last = next(reversed(found))
    before, target = said[last], found[last][1]
    near = taker.place - before.place <= (_GOES_ON if taken.flat else _FOLLOWS)
    if not near or found[last][0].stance == "supports" or not is_same(taker, before):
        return None
    return target._replace(confidence=target.confidence * _AGAIN)


def is_said_around(taker: Said, taken: Taken, stances: Sequence[Taken | None]) -> bool:
    """Whether the words that show a stance show it of an attribution around the taker."""
    around = (stances[outer] for outer in taker.around)
    return any(each is not None and each.evidence == taken.evidence for each in around)


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
