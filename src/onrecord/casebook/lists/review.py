"""What to look at: who may be one, decisions that lost their words, unsure readings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal

from onrecord.casebook import rows
from onrecord.casebook.lists.who import reasons
from onrecord.casebook.rows import Place, Said
from onrecord.export.sourcing import DOUBTFUL_BELOW

if TYPE_CHECKING:
    from onrecord.casebook.journal import Standing

Kind = Literal["decision", "identity", "statement"]
KINDS: tuple[Kind, ...] = ("decision", "identity", "statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One thing to look at.

    "identity": `names` may be one, `identities` are their numbers, `place` and `other` where
    they stand, `reasons` what speaks for and against it. "statement": `said` is less sure than
    even. "decision": the journal's entry `decision` does not hold any more, `reasons` say why.
    """

    kind: Kind
    names: tuple[str, ...] = ()
    identities: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    confidence: float | None = None
    said: Said | None = None
    decision: str | None = None
    place: Place | None = None
    other: Place | None = None


def review(
    connection: sqlite3.Connection,
    *,
    kind: Kind | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Review]:
    """Decisions that lost their words; pairs that may be one, the likeliest first; statements
    that are more likely wrong than right and that nobody judged, the least sure first."""
    from onrecord.casebook.journal import standing

    standings = standing.standings(connection)
    of: dict[Kind, Iterable[Review]] = {
        "decision": _decisions(standings),
        "identity": _identities(connection),
        "statement": _statements(connection, standings),
    }
    listed = chain.from_iterable(of[each] for each in KINDS if kind in (None, each))
    return list(islice(listed, offset, None if limit is None else offset + limit))


def _decisions(standings: Iterable[Standing]) -> Iterator[Review]:
    for each in standings:
        if each.state == "orphaned":
            yield Review(
                kind="decision",
                names=tuple(target.words() for target in each.entry.targets),
                reasons=(f"{each.entry.action}: {each.reason}",),
                decision=each.entry.id,
            )


def _identities(connection: sqlite3.Connection) -> Iterator[Review]:
    found = connection.execute(
        """SELECT q.first_version, q.first_entity, q.second_version, q.second_entity, q.reason,
        q.confidence, a.identity_id, b.identity_id, e.name, f.name
        FROM identity_doubt q
        JOIN identity_member a ON a.version_id = q.first_version AND a.entity_id = q.first_entity
        JOIN identity_member b ON b.version_id = q.second_version AND b.entity_id = q.second_entity
        JOIN identity e ON e.id = a.identity_id JOIN identity f ON f.id = b.identity_id
        WHERE a.identity_id <> b.identity_id
        ORDER BY q.confidence DESC, q.first_version, q.first_entity, q.second_version,
        q.second_entity"""
    )
    for one, entity, two, other, reason, confidence, first, second, name, another in found:
        yield Review(
            kind="identity",
            names=(name, another),
            identities=(first, second),
            reasons=reasons(reason),
            confidence=confidence,
            place=rows.entity_place(connection, one, entity),
            other=rows.entity_place(connection, two, other),
        )


def _statements(connection: sqlite3.Connection, standings: Iterable[Standing]) -> Iterator[Review]:
    judged = {
        ref
        for each in standings
        if each.state == "holds" and each.entry.action in ("accept", "correct")
        for ref in each.on
    }
    for said in rows.said(
        connection,
        "s.confidence < ?",
        (DOUBTFUL_BELOW,),
        'ORDER BY s.confidence, s.version_id, s."start", s.id',
    ):
        if (said.place.document, said.id) in judged:
            continue
        yield Review(
            kind="statement",
            reasons=(f"{said.confidence:.0%} sure",),
            confidence=said.confidence,
            said=said,
            place=said.place,
        )
