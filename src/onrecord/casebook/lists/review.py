"""What to look at: who may be one, decisions that lost their words, unsure readings."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal

from onrecord.casebook import rows
from onrecord.casebook.identify import NEWEST
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


_Made = Callable[[], Review]


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
    of: dict[Kind, Iterable[_Made]] = {
        "decision": _decisions(standings),
        "identity": _identities(connection),
        "statement": _statements(connection, judged),
    }
    listed = chain.from_iterable(of[each] for each in KINDS if kind in (None, each))
    # What is left out is not made.
    return [make() for make in islice(listed, offset, None if limit is None else offset + limit)]


def review_counts(connection: sqlite3.Connection) -> dict[Kind, int]:
    """How many there are of each kind."""
    from onrecord.casebook.journal import standing

    standings = standing.standings(connection)
    judged = _judged(standings)
    (pairs,) = connection.execute(
        f"SELECT count(*) FROM {_DOUBTS} WHERE a.identity_id <> b.identity_id"  # noqa: S608
    ).fetchone()
    return {
        "decision": sum(each.state == "orphaned" for each in standings),
        "identity": pairs,
        "statement": sum((key, id) not in judged for key, _, id in _unsure(connection)),
    }


def _decisions(standings: Iterable[Standing]) -> Iterator[_Made]:
    for each in standings:
        if each.state == "orphaned":
            yield partial(_decision, each)


def _decision(lost: Standing) -> Review:
    return Review(
        kind="decision",
        names=tuple(target.words() for target in lost.entry.targets),
        reasons=(f"{lost.entry.action}: {lost.reason}",),
        decision=lost.entry.id,
    )


def doubts(connection: sqlite3.Connection, identity: int) -> list[Review]:
    """The pairs that may be one of which an identity is one, the likeliest first."""
    return [make() for make in _identities(connection, identity)]


def _identities(connection: sqlite3.Connection, identity: int | None = None) -> Iterator[_Made]:
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
    for row in found.fetchall():
        yield partial(_pair, connection, row)


def _pair(connection: sqlite3.Connection, row: tuple[Any, ...]) -> Review:
    one, entity, two, other, reason, confidence, *of = row
    first, second, name, another, key, its = of
    return Review(
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
) -> Iterator[_Made]:
    for key, version_id, id in _unsure(connection):
        if (key, id) not in judged:
            yield partial(_statement, connection, version_id, id)


def _unsure(connection: sqlite3.Connection) -> list[tuple[str, int, str]]:
    """The statements that are less sure than even, the least sure first: the document's key,
    the version, the id."""
    return connection.execute(
        f"""SELECT d.key, s.version_id, s.id FROM statement s
        JOIN version v ON v.id = s.version_id AND {NEWEST} JOIN document d ON d.id = v.document_id
        WHERE s.confidence < ? ORDER BY s.confidence, s.version_id, s."start", s.id""",  # noqa: S608
        (DOUBTFUL_BELOW,),
    ).fetchall()


def _statement(connection: sqlite3.Connection, version_id: int, id: str) -> Review:
    (said,) = rows.said(connection, "s.version_id = ? AND s.id = ?", (version_id, id))
    return Review(
        kind="statement",
        reasons=(f"{said.confidence:.0%} sure",),
        confidence=said.confidence,
        said=said,
        place=said.place,
    )
