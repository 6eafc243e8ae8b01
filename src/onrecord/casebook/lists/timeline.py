"""What happened and what was said when, in all documents, the earliest first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.casebook import rows
from onrecord.casebook.rows import Place, Said
from onrecord.export import dates
from onrecord.record import EntityType, Modality

DatedKind = Literal["event", "statement"]

_OWN = """x.version_id = m.version_id AND m.kind = 'event' AND x.told_with = m.ref"""
"""Whether an event `x` is one of those that a moment `m` tells."""
_NAMES = f"""(SELECT json_group_array(name) FROM (SELECT DISTINCT e.name FROM event x
    JOIN event_part t ON t.version_id = x.version_id AND t.event = x.id
    JOIN entity e ON e.version_id = t.version_id AND e.id = t.entity
    WHERE {_OWN} AND t.part = '{{}}'))"""  # noqa: S608
_ALSO = f"""(SELECT json_group_array(json_array(id, text, "start")) FROM (
    SELECT x.id, x.text, x."start" FROM event x WHERE {_OWN} AND x.id <> m.ref
    ORDER BY x."start"))"""  # noqa: S608
_LEAST = f"(SELECT min(x.confidence) FROM event x WHERE {_OWN})"  # noqa: S608
_WHOSE = f"""(SELECT json_group_array(json_array(i.id, i.name, i.type)) FROM (
        SELECT t.entity FROM event x
            JOIN event_part t ON t.version_id = x.version_id AND t.event = x.id WHERE {_OWN}
        UNION SELECT p.entity FROM speaker p
            WHERE m.kind = 'statement' AND p.version_id = m.version_id AND p.statement = m.ref) w
    JOIN identity_member y ON y.version_id = m.version_id AND y.entity_id = w.entity
    JOIN identity i ON i.id = y.identity_id)"""  # noqa: S608
_CLAIMS = """(SELECT json_group_array(c.claim) FROM claim_passage p
    JOIN claim_member c ON c.passage = p.id
    WHERE p.version_id = m.version_id AND (p.kind, p.ref) IN (SELECT m.kind, m.ref
        UNION SELECT n.kind, n.ref WHERE m.kind = 'event'))"""
_FROM = f"""FROM moment m {rows.DOCUMENT.format("m")}
LEFT JOIN event e ON m.kind = 'event' AND e.version_id = m.version_id AND e.id = m.ref"""
# What is asked for is found first, so that nothing is worked out for what is left out.
_ROWS = f"""
WITH picked AS MATERIALIZED (SELECT m.*
    {_FROM}
    LEFT JOIN statement s ON m.kind = 'statement' AND s.version_id = m.version_id AND s.id = m.ref
    WHERE {{}}
    ORDER BY m.first, m.last, v.document_id, coalesce(e."start", s."start"), m.kind, m.ref
    LIMIT ? OFFSET ?)
SELECT m.version_id, m.kind, m.ref, m.earliest, m.latest, m.printed, e.text, e.modality,
    e.authority, coalesce({_LEAST}, s.confidence), {_NAMES.format("participant")},
    {_NAMES.format("place")}, {_WHOSE}, {_CLAIMS}, {_ALSO},
    {rows.PLACE}, coalesce(e."start", g."start"),
    coalesce(e."end", g."end"), coalesce(e.line, g.line), coalesce(e.page, g.page),
    n."start", n."end", substr(v.text, n."start" + 1, n."end" - n."start")
{_FROM.replace("moment", "picked", 1)}
LEFT JOIN statement s ON m.kind = 'statement' AND s.version_id = m.version_id AND s.id = m.ref
LEFT JOIN passage g
    ON m.kind = 'statement' AND g.version_id = m.version_id AND g.kind = m.kind AND g.ref = m.ref
LEFT JOIN passage n ON n.id = (SELECT id FROM passage WHERE version_id = m.version_id
    AND kind = 'sentence' AND "start" <= coalesce(e."start", g."start")
    ORDER BY "start" DESC LIMIT 1)
ORDER BY m.first, m.last, v.document_id, coalesce(e."start", s."start"), m.kind, m.ref"""  # noqa: S608
_WITH = """(m.version_id, m.ref, m.kind) IN (
    SELECT t.version_id, x.told_with, 'event' FROM identity_member i JOIN event_part t
        ON t.version_id = i.version_id AND t.entity = i.entity_id
        JOIN event x ON x.version_id = t.version_id AND x.id = t.event
        WHERE i.identity_id IN ({0}) AND t.part IN ({1})
    UNION ALL SELECT p.version_id, p.statement, 'statement' FROM identity_member i JOIN speaker p
        ON p.version_id = i.version_id AND p.entity = i.entity_id
        WHERE i.identity_id IN ({0}) AND {2})"""


_MONTHS = f"""
SELECT substr(coalesce(m.earliest, m.latest), 1, 7), sum(m.kind = 'event'),
    sum(m.kind = 'statement')
{_FROM} WHERE {{}} GROUP BY 1 ORDER BY min(m.first), 1"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody or something, by its number among the identities."""

    identity: int
    name: str
    type: EntityType


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """How much is dated to begin in a month ("2031-03"; "2031" where no month is known)."""

    month: str
    events: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """A further event that a sentence tells of the same time: its id, its words, and where in the
    sentence they begin."""

    id: str
    words: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An event, or a statement by the day on which it was made.

    `earliest` and `latest` as in `TimeExpression`, `printed` the words that date it. `words`
    are the event's trigger, or what was said; `sentence` what they stand in, from `at` on.
    What one sentence tells of one time, in one way and on one authority, is one row: `also` are
    its further events, in order; participants and places are those of all, `confidence` that of
    the least sure. `authority` is the statement that an event is told in; None: the outlet's own
    voice. `said` is the statement that the row is. `whose` are the identities of those who take
    part, of its places, or of those who said it; `claims` are those in which the statement, or the
    event's sentence, has a part.
    """

    kind: DatedKind
    id: str
    earliest: str | None
    latest: str | None
    printed: str | None
    words: str
    sentence: str
    at: int
    participants: tuple[str, ...]
    places: tuple[str, ...]
    modality: Modality | None
    authority: Said | None
    said: Said | None
    confidence: float
    place: Place
    whose: tuple[Party, ...] = ()
    claims: tuple[str, ...] = ()
    also: tuple[Also, ...] = ()


def timeline(
    connection: sqlite3.Connection,
    *,
    identities: Sequence[int] | None = None,
    places: Sequence[int] | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: DatedKind | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Dated]:
    """What is dated, by when it began.

    `identities`: events that any of these has a part in or is the place of, and what they said;
    `places`: events at any of these; `kind`: events or statements alone. `since` and `until`
    leave out what lies wholly before or after. Raises OnrecordError C033 for what is no date.
    """
    where, values = _where(identities, places, since, until, kind)
    found = connection.execute(
        _ROWS.format(where), (*values, -1 if limit is None else limit, offset)
    ).fetchall()
    return [_dated(connection, row) for row in found]


def months(
    connection: sqlite3.Connection,
    *,
    identities: Sequence[int] | None = None,
    places: Sequence[int] | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: DatedKind | None = None,
) -> list[Month]:
    """How much `timeline` gives for each month, the earliest first; months of nothing left out."""
    where, values = _where(identities, places, since, until, kind)
    return [
        Month(month=month, events=events, statements=statements)
        for month, events, statements in connection.execute(_MONTHS.format(where), values)
    ]


def _where(
    identities: Sequence[int] | None,
    places: Sequence[int] | None,
    since: str | None,
    until: str | None,
    kind: DatedKind | None,
) -> tuple[str, list[object]]:
    conditions, values = ["TRUE"], list[object]()
    if identities is not None:
        marks = ", ".join("?" * len(identities))
        conditions.append(_WITH.format(marks, "'participant', 'place'", "TRUE"))
        values += [*identities, *identities]
    if places is not None:
        marks = ", ".join("?" * len(places))
        conditions.append(_WITH.format(marks, "'place'", "FALSE"))
        values += [*places, *places]
    if since:
        conditions.append("m.last >= ?")
        values.append(rows.day(since, dates.first_day))
    if until:
        conditions.append("m.first <= ?")
        values.append(rows.day(until, dates.last_day))
    if kind:
        conditions.append("m.kind = ?")
        values.append(kind)
    return " AND ".join(conditions), values


def _dated(connection: sqlite3.Connection, row: tuple[Any, ...]) -> Dated:
    version_id, kind, ref, earliest, latest, printed, trigger, modality, authority = row[:9]
    confidence, participants, at, whose, claims, also, *place, start, end, sentence = row[9:]
    said = rows.statement(connection, version_id, ref if kind == "statement" else None)
    stands = rows.place(place)
    inside = sentence and start <= stands.start and stands.end <= end
    words = said.content or said.cue if said else trigger
    return Dated(
        kind=kind,
        id=ref,
        earliest=earliest,
        latest=latest,
        printed=printed,
        words=words,
        sentence=sentence if inside else words,
        at=stands.start - start if inside else 0,
        participants=tuple(json.loads(participants)),
        places=tuple(json.loads(at)),
        modality=modality,
        authority=rows.statement(connection, version_id, authority),
        said=said,
        confidence=confidence,
        place=stands,
        whose=tuple(
            Party(identity=number, name=name, type=type)
            for number, name, type in sorted(json.loads(whose))
        ),
        claims=tuple(sorted(json.loads(claims))),
        also=tuple(
            Also(id=id, words=words, at=begin - start)
            for id, words, begin in json.loads(also)
            if inside
        ),
    )
