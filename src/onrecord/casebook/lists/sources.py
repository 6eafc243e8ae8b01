"""Who is heard: every source of the casebook, and how often, where and when."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.casebook import rows
from onrecord.casebook.identify import NEWEST
from onrecord.casebook.rows import Place
from onrecord.export import sourcing
from onrecord.export.sourcing import Standing

# A source is whoever identities, names and words say, so that all statements are gone through: with
# documents first, in the order in which they lie.
_ROWS = f"""
WITH newest AS MATERIALIZED (
    SELECT v.id, v.published, f.outlet FROM version v JOIN frame f ON f.version_id = v.id
    WHERE {NEWEST}
), heard AS (
    SELECT DISTINCT (o.version_id << 32) + s."start" AS at, s.id, o.version_id, o.standing, s.kind,
    n.outlet, n.published, coalesce(m.identity_id, 0) AS identity,
    CASE WHEN m.identity_id IS NOT NULL THEN NULL
        ELSE coalesce(e.name, s.source_text) END AS name,
    CASE WHEN m.identity_id IS NOT NULL OR o.standing = 'unstated' THEN NULL
        WHEN o.standing = 'unresolved' THEN '' ELSE coalesce(e.name, o.folded) END AS folded
    FROM newest n CROSS JOIN source o ON o.version_id = n.id
    JOIN statement s ON s.version_id = o.version_id AND s.id = o.statement
    LEFT JOIN speaker p ON p.version_id = o.version_id AND p.statement = o.statement
    LEFT JOIN identity_member m ON m.version_id = p.version_id AND m.entity_id = p.entity
    LEFT JOIN entity e ON m.identity_id IS NULL AND e.version_id = p.version_id AND e.id = p.entity
    WHERE ?1 IS NULL OR (o.standing = 'named') = ?1
)
SELECT heard.identity, coalesce(i.name, min(heard.name)), i.type, heard.standing,
    count(*) AS said, count(DISTINCT heard.version_id) AS documents,
    count(DISTINCT heard.outlet), sum(heard.kind = 'denial'),
    min(heard.published), max(heard.published), min(heard.at)
FROM heard LEFT JOIN identity i ON i.id = heard.identity
GROUP BY heard.standing, heard.identity, heard.folded
ORDER BY heard.standing = 'unstated', heard.standing = 'unresolved', said DESC, documents DESC,
    coalesce(i.name, min(heard.name)), heard.identity
LIMIT ?2 OFFSET ?3"""  # noqa: S608
_FIRST = (1 << 32) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A source and how much rests on it.

    `identity` is its number where it is somebody with a name. One without a name stands for
    all that are called alike, which need not be one person; what points back to somebody and
    was not followed there is one row without a name, and so is what has no stated source.
    `place` is the first statement.
    """

    identity: int | None
    name: str | None
    type: str | None
    standing: Standing
    statements: int
    documents: int
    outlets: int
    denials: int
    first: str | None
    last: str | None
    place: Place


def sources(
    connection: sqlite3.Connection,
    *,
    named: bool | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Heard]:
    """The sources, the most heard first; what is unresolved or has no stated source last.

    `named` True: those with a name alone, False: the others.
    """
    found = connection.execute(_ROWS, (named, -1 if limit is None else limit, offset)).fetchall()
    return [
        Heard(
            identity=row[0] or None,
            name=_name(row[1]) if row[3] in ("named", "unnamed") else None,
            type=row[2],
            standing=row[3],
            statements=row[4],
            documents=row[5],
            outlets=row[6],
            denials=row[7],
            first=row[8],
            last=row[9],
            place=_place(connection, row[10]),
        )
        for row in found
    ]


def _name(words: str) -> str:
    name = sourcing.short(words)
    return name[:1].upper() + name[1:]


def _place(connection: sqlite3.Connection, first: int) -> Place:
    """The place of a source's first statement: the version's number, then where it begins."""
    row = connection.execute(
        f"""SELECT {rows.PLACE}, g."start", g."end", g.line, g.page FROM passage g
        {rows.DOCUMENT.format("g")}
        WHERE g.version_id = ? AND g.kind = 'statement' AND g."start" = ? ORDER BY g.id""",  # noqa: S608
        (first >> 32, first & _FIRST),
    ).fetchone()
    return rows.place(row)
