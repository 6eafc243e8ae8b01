"""Two identities held against each other: what speaks for and against their being one."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.casebook.identities.profile import Profile

_MOST_MEMBERS = 20
"""Of each identity so many members are compared, as where identities are gathered."""

_TOLD = """SELECT i.knowns, d.key, m.entity_id FROM identity_member m
    JOIN identified i ON i.version_id = m.version_id JOIN version v ON v.id = m.version_id
    JOIN document d ON d.id = v.document_id
    WHERE m.identity_id = ? ORDER BY m.version_id, m.entity_id LIMIT ?"""
_BESIDE = """SELECT count(DISTINCT m.version_id) FROM identity_form f
    JOIN identity_member m ON m.identity_id = f.identity_id WHERE f.folded = ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the machine makes of two identities: `reasons` for and against, `against` those of
    them that are against, and how likely they are one; 0 where something rules it out."""

    reasons: tuple[str, ...]
    against: tuple[str, ...]
    confidence: float


def compared(connection: sqlite3.Connection, first: int, second: int) -> Compared:
    """What speaks for and against two identities being one, by what their documents tell.

    Raises OnrecordError C007 where that was altered.
    """
    from onrecord.casebook.identities.gathering import compare

    one, other = (_profile(connection, number) for number in (first, second))
    if one is None or other is None:
        return Compared(reasons=(), against=(), confidence=0.0)

    def weigh(name: str) -> float:
        (documents,) = connection.execute(_BESIDE, (name,)).fetchone()
        return 1 / math.log2(documents) if documents > 1 else 1.0

    verdict = compare(one, other, weigh)
    return Compared(
        reasons=tuple(map(str, verdict.reasons)),
        against=tuple(str(each) for each in verdict.reasons if each.weight < 0),
        confidence=round(verdict.confidence, 3),
    )


def _profile(connection: sqlite3.Connection, number: int) -> Profile | None:
    from onrecord.casebook import identities
    from onrecord.casebook.identities import profile

    whole: Profile | None = None
    for packed, key, entity in connection.execute(_TOLD, (number, _MOST_MEMBERS)):
        try:
            knowns = identities.unpack(packed, key)
        except ValueError as reason:
            raise OnrecordError("C007", detail="identities; `onrecord reindex` helps") from reason
        for known in knowns:
            if known.ref.entity == entity:
                of = profile.of(known)
                if whole is None:
                    whole = of
                else:
                    whole.absorb(of)
    return whole
