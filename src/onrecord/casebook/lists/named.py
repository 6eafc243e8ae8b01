"""Everybody and everything that has a name in the casebook, as they were joined into identities."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.casebook import people, rows
from onrecord.casebook.rows import Place
from onrecord.record import EntityType

_ROWS = """
SELECT i.id, i.name, i.type, count(DISTINCT m.version_id) AS documents,
    count(DISTINCT e.name) AS names, min(m.version_id)
FROM identity i JOIN identity_member m ON m.identity_id = i.id
JOIN entity e ON e.version_id = m.version_id AND e.id = m.entity_id
WHERE {}
GROUP BY i.id ORDER BY documents DESC, i.name, i.id LIMIT ? OFFSET ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An identity: its number, in how many documents it is, and under how many names.

    `place` is where the first of its documents names it.
    """

    identity: int
    name: str
    type: EntityType
    documents: int
    names: int
    place: Place | None


def identities(
    connection: sqlite3.Connection,
    *,
    type: EntityType | None = None,
    name: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Named]:
    """The identities, those in most documents first; `type`: persons alone, say; `name`: those
    that go by it, or by a name that begins with its words."""
    where, values = _which(type, name)
    found = connection.execute(
        _ROWS.format(where), (*values, -1 if limit is None else limit, offset)
    ).fetchall()
    return [
        Named(
            identity=id,
            name=name,
            type=of,
            documents=documents,
            names=names,
            place=_place(connection, id, first),
        )
        for id, name, of, documents, names, first in found
    ]


def count_identities(
    connection: sqlite3.Connection, *, type: EntityType | None = None, name: str | None = None
) -> int:
    """How many identities there are in all."""
    where, values = _which(type, name)
    row = connection.execute(f"SELECT count(*) FROM identity i WHERE {where}", values).fetchone()  # noqa: S608
    return int(row[0])


def _which(type: EntityType | None, name: str | None) -> tuple[str, tuple[object, ...]]:
    conditions, values = ["TRUE"], list[object]()
    if type is not None:
        conditions.append("i.type = ?")
        values.append(type)
    if name is not None:
        condition, words = people.called(name)
        conditions.append(condition)
        values += words
    return " AND ".join(conditions), tuple(values)


def _place(connection: sqlite3.Connection, id: int, version_id: int) -> Place | None:
    (entity,) = connection.execute(
        "SELECT min(entity_id) FROM identity_member WHERE identity_id = ? AND version_id = ?",
        (id, version_id),
    ).fetchone()
    return rows.entity_place(connection, version_id, entity)
