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
    """A relation with the offsets of its evidence and the rule that found it.

    `referred`: its subject or its object is named there by a pronoun or a description only.
    `unsure`: that pronoun may mean another.
    `ended`: the sentence says that it no longer holds, so that it holds nowhere in the article.
    """

    subject: str
    said: Said
    start: int
    end: int
    rule: str
    referred: bool = False
    unsure: bool = False
    ended: bool = False
