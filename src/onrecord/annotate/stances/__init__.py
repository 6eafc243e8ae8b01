"""Which attribution denies, doubts or supports which, within one article."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.stances.lists import LEXICONS
from onrecord.annotate.stances.taken import How, Taken, read_taken
from onrecord.annotate.stances.targets import Statements
from onrecord.annotate.stances.words import read
from onrecord.record import Attribution, Document, Entity, Sentence, Stance

__all__ = ["LEXICONS", "compare"]

_LEAST: dict[How, float] = {
    "claim": 0.7,
    "cue": 0.9,
    "predicate": 0.8,
    "phrase": 1.2,
    "negation": 2.2,
}


def compare(
    document: Document,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
) -> list[Stance]:
    said = read(document, sentences, entities, attributions)
    statements = Statements(said)
    found: list[Stance] = []
    for each in said:
        taken = read_taken(each)
        if taken is None:
            continue
        target = statements.target(each, taken)
        if target is None or target[1] < _LEAST[taken.how]:
            continue
        found.append(
            Stance(
                from_=each.attribution.id,
                to=target[0].attribution.id,
                stance=taken.stance,
                evidence=document.span(*taken.evidence),
                confidence=0.8,
            )
        )
    return found
