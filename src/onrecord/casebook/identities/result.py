"""What gathering gives: identities with their members and reasons, and what waits for review."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.casebook.identities.evidence import Reason
from onrecord.casebook.identities.known import Ref
from onrecord.record import EntityType


@dataclass(frozen=True, slots=True)
class Member:
    """An entity in an identity, why it is in it, and how surely; the first one has no reasons."""

    ref: Ref
    reasons: tuple[Reason, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Identity:
    """Who or what entities of several documents are; `members` in the order of their refs."""

    name: str
    type: EntityType
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair that may be one and was not joined: an entity each of two identities."""

    first: Ref
    second: Ref
    reasons: tuple[Reason, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Identities:
    """All identities, and the pairs that wait for review.

    Identities stand in the order of their first members, pairs the likeliest first.
    """

    clusters: tuple[Identity, ...]
    review: tuple[Doubt, ...]
