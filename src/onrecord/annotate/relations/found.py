"""A relation as the rules find it, before it has an id and an authority."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.record import RelationType, Status


class Said(NamedTuple):
    """What words say of somebody: a relation without its subject. `object` is an entity's id."""

    type: RelationType
    object: str | None
    role: str | None
    status: Status


class Found(NamedTuple):
    """A relation with the offsets of its evidence and the rule that found it."""

    subject: str
    said: Said
    start: int
    end: int
    rule: str
