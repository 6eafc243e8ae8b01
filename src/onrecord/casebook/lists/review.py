"""What to look at: who may be one, decisions that lost their words, unsure readings."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
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
_DOUBTS = """identity_doubt q
    JOIN identity_member a ON a.version_id = q.first_version AND a.entity_id = q.first_entity
    JOIN identity_member b ON b.version_id = q.second_version AND b.entity_id = q.second_entity"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One thing to look at.

    "identity": `names` may be one, `identities` are their numbers, `entities` one of each as
    decisions name it (the document's key and the id in its record), `place` and `other` where
    they stand, `reasons` what speaks for and against it, `against` those of them that are
    against. "statement": `said` is less sure than even. "decision": the journal's entry
    `decision` does not hold any more, `reasons` say why.
    """

    kind: Kind
    names: tuple[str, ...] = ()
    identities: tuple[int, ...] = ()
    entities: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
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
    judged = _judged(standings)
    of: dict[Kind, Iterable[Review]] = {
        "decision": _decisions(standings),
        "identity": _identities(connection),
        "statement": _statements(connection, judged),
    }
    listed = chain.from_iterable(of[each] for each in KINDS if kind in (None, each))
    return list(islice(listed, offset, None if limit is None else offset + limit))


def review_counts(connection: sqlite3.Connection) -> dict[Kind, int]:
    """How many there are of each kind."""
    from onrecord.casebook.journal import standing

    standings = standing.standings(connection)
    judged = _judged(standings)
    (pairs,) = connection.execute(
        f"SELECT count(*) FROM {_DOUBTS} WHERE a.identity_id <> b.identity_id"  # noqa: S608
    ).fetchone()
    unsure = connection.execute(
        f"SELECT d.key, s.id FROM statement s {rows.DOCUMENT.format('s')} WHERE s.confidence < ?",  # noqa: S608
        (DOUBTFUL_BELOW,),
    ).fetchall()
    return {
        "decision": sum(each.state == "orphaned" for each in standings),
        "identity": pairs,
        "statement": sum(ref not in judged for ref in unsure),
    }


def _decisions(standings: Iterable[Standing]) -> Iterator[Review]:
    for each in standings:
        if each.state == "orphaned":
            yield Review(
                kind="decision",
                names=tuple(target.words() for target in each.entry.targets),
                reasons=(f"{each.entry.action}: {each.reason}",),
                decision=each.entry.id,
            )


def doubts(connection: sqlite3.Connection, identity: int) -> list[Review]:
    """The pairs that may be one of which an identity is one, the likeliest first."""
    return list(_identities(connection, identity))


def _identities(connection: sqlite3.Connection, identity: int | None = None) -> Iterator[Review]:
    found = connection.execute(
        f"""SELECT q.first_version, q.first_entity, q.second_version, q.second_entity, q.reason,
        q.confidence, a.identity_id, b.identity_id, e.name, f.name, d.key, g.key
        FROM {_DOUBTS}
        JOIN identity e ON e.id = a.identity_id JOIN identity f ON f.id = b.identity_id
        JOIN version v ON v.id = q.first_version JOIN document d ON d.id = v.document_id
        JOIN version w ON w.id = q.second_version JOIN document g ON g.id = w.document_id
        WHERE a.identity_id <> b.identity_id
        AND (?1 IS NULL OR a.identity_id = ?1 OR b.identity_id = ?1)
        ORDER BY q.confidence DESC, q.first_version, q.first_entity, q.second_version,
        q.second_entity""",  # noqa: S608
        (identity,),
    )
    for one, entity, two, other, reason, confidence, *of in found:
        first, second, name, another, key, its = of
        yield Review(
            kind="identity",
            names=(name, another),
            identities=(first, second),
            entities=((key, entity), (its, other)),
            reasons=reasons(reason),
            against=reasons(reason, against=True),
            confidence=confidence,
            place=rows.entity_place(connection, one, entity),
            other=rows.entity_place(connection, two, other),
        )


def _judged(standings: Iterable[Standing]) -> set[tuple[str, str] | None]:
    """The documents' keys and the ids of what people judged."""
    return {
        ref
        for each in standings
        if each.state == "holds" and each.entry.action in ("accept", "correct")
        for ref in each.on
    }


def _statements(
    connection: sqlite3.Connection, judged: Collection[tuple[str, str] | None]
) -> Iterator[Review]:
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
