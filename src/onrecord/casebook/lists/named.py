"""Everybody and everything that has a name in the casebook, as they were joined into identities."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.casebook import rows
from onrecord.casebook.rows import Place
from onrecord.record import EntityType

_ROWS = """
SELECT i.id, i.name, i.type, count(DISTINCT m.version_id) AS documents,
    count(DISTINCT e.name) AS names, min(m.version_id)
FROM identity i JOIN identity_member m ON m.identity_id = i.id
JOIN entity e ON e.version_id = m.version_id AND e.id = m.entity_id
WHERE ?1 IS NULL OR i.type = ?1
GROUP BY i.id ORDER BY documents DESC, i.name, i.id LIMIT ?2 OFFSET ?3"""


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
    limit: int | None = None,
    offset: int = 0,
) -> list[Named]:
    """The identities, those in most documents first; `type`: persons alone, say."""
    found = connection.execute(_ROWS, (type, -1 if limit is None else limit, offset)).fetchall()
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


def _place(connection: sqlite3.Connection, id: int, version_id: int) -> Place | None:
    (entity,) = connection.execute(
        "SELECT min(entity_id) FROM identity_member WHERE identity_id = ? AND version_id = ?",
        (id, version_id),
    ).fetchone()
    return rows.entity_place(connection, version_id, entity)
