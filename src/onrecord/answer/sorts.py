"""Whether a sentence has what a question asks for: a time, a place, a number, somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from onrecord.answer.question import Asks
from onrecord.answer.telling import Telling
from onrecord.record import EntityType, Mention, Sentence, TimeExpression

LACKING: dict[Asks, str] = {
    "when": "No passage says when; these are about it.",
    "where": "No passage says where; these are about it.",
    "who": "No passage names a person or body for it; these are about it.",
    "number": "No passage has a number; these are about it.",
}
"""What is said where no passage has it."""

_TYPES: dict[Asks, tuple[EntityType, ...]] = {
    "who": ("person", "organization", "group"),
    "where": ("place", "facility"),
}


def has(asks: Asks, telling: Telling, sentence: Sentence) -> bool:
    """Whether a sentence has a time, a number, a name of the sort; of other questions, always."""
    record = telling.record

    def stands(spans: Iterable[Mention | TimeExpression]) -> bool:
        return any(sentence.start <= each.start and each.end <= sentence.end for each in spans)

    if asks == "when":
        return stands(record.times)
    if asks == "number":
        text = record.document.text[sentence.start : sentence.end]
        lasting = (each for each in record.times if each.type == "duration")
        return any(map(str.isdigit, text)) or stands(lasting)
    if asks in _TYPES:
        return any(
            entity.type in _TYPES[asks] and stands(entity.mentions) for entity in record.entities
        )
    return True


class Described(NamedTuple):
    """That a sentence says what somebody is, and in which statement it does; None: in the outlet's
    own voice."""

    authority: str | None


def described(
    telling: Telling, sentence: Sentence, asked: Iterable[Collection[tuple[str, str]]]
) -> Described | None:
    """Whether a sentence says what one of some entities is: a role, a description."""
    ids = {id for entities in asked for key, id in entities if key == telling.key}
    found = [
        (each.start, each.end, each.authority)
        for entity in telling.record.entities
        if entity.id in ids
        for each in entity.descriptions
    ] + [
        (each.evidence.start, each.evidence.end, each.authority)
        for each in telling.record.relations
        if each.subject in ids
    ]
    inside = (
        Described(authority)
        for start, end, authority in found
        if sentence.start <= start and end <= sentence.end
    )
    return next(inside, None)
