"""What to look at: who may be one, decisions that lost their words, unsure readings.

Of names of which every two may be one there is one entry with all of them, so that whoever looks at
three does not look three times.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, combinations, islice
from typing import TYPE_CHECKING, Literal, NamedTuple

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

    "identity": `names` may be one, two or more of which every two may be; `identities` are their
    numbers, `entities` one of each as decisions name it (the document's key and the id in its
    record), `place` and `others` where they stand, `reasons` what speaks for and against it,
    `against` those of them that are against; `confidence` is that of the likeliest two.
    "statement": `said` is less sure than even. "decision": the journal's entry
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
    others: tuple[Place, ...] = ()


_Made = Callable[[], Review]


class _Pair(NamedTuple):
    """Two identities that may be one, each by an entity, and why."""

    first_version: int
    first_entity: str
    second_version: int
    second_entity: str
    reason: str
    confidence: float
    first: int
    second: int
    first_name: str
    second_name: str
    first_key: str
    second_key: str


def review(
    connection: sqlite3.Connection,
    *,
    kind: Kind | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Review]:
    """Decisions that lost their words; names that may be one, the likeliest first; statements
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
    return {
        "decision": sum(each.state == "orphaned" for each in standings),
        "identity": len(_groups(_pairs(connection))),
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
    return [_group(connection, [pair]) for pair in _pairs(connection, identity)]


def _identities(connection: sqlite3.Connection) -> Iterator[_Made]:
    for pairs in _groups(_pairs(connection)):
        yield partial(_group, connection, pairs)


def _pairs(connection: sqlite3.Connection, identity: int | None = None) -> list[_Pair]:
    """The pairs that may be one (of which `identity` is one), the likeliest first."""
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
    return [_Pair._make(row) for row in found]


def _groups(pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    """The pairs, those together of which every two identities are a pair; each pair once."""
    left: dict[frozenset[int], _Pair] = {}
    beside: dict[int, dict[int, None]] = {}
    for pair in pairs:
        left.setdefault(frozenset((pair.first, pair.second)), pair)
        beside.setdefault(pair.first, {})[pair.second] = None
        beside.setdefault(pair.second, {})[pair.first] = None
    groups = []
    for pair in pairs:
        if frozenset((pair.first, pair.second)) not in left:
            continue
        group = [pair.first, pair.second]
        for more in beside[pair.first]:
            if more not in group and all(frozenset((one, more)) in left for one in group):
                group.append(more)
        groups.append([left.pop(frozenset(two)) for two in combinations(group, 2)])
    return groups


def _group(connection: sqlite3.Connection, pairs: Sequence[_Pair]) -> Review:
    ends: dict[int, tuple[str, str, int, str]] = {}
    for each in pairs:
        first = (each.first_name, each.first_key, each.first_version, each.first_entity)
        second = (each.second_name, each.second_key, each.second_version, each.second_entity)
        ends.setdefault(each.first, first)
        ends.setdefault(each.second, second)
    places = [rows.entity_place(connection, *end[2:]) for end in ends.values()]
    told = {text: None for each in pairs for text in reasons(each.reason)}
    against = {text: None for each in pairs for text in reasons(each.reason, against=True)}
    return Review(
        kind="identity",
        names=tuple(name for name, *_ in ends.values()),
        identities=tuple(ends),
        entities=tuple((key, entity) for _, key, _, entity in ends.values()),
        reasons=tuple(told),
        against=tuple(against),
        confidence=max(each.confidence for each in pairs),
        place=places[0],
        others=tuple(place for place in places[1:] if place),
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
