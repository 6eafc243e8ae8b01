"""Who a name means, among the identities and entities of a casebook."""

from __future__ import annotations

import sqlite3

from onrecord.casebook import documents
from onrecord.casebook.intake import written
from onrecord.casebook.journal.standing import EntityOf
from onrecord.errors import OnrecordError

ENTITY_OF = "#"
"""Stands between a document's key and the id of an entity: "letter.txt#e3"."""

_MOST_NAMED = 5


def entity(connection: sqlite3.Connection, name: str) -> EntityOf:
    """The entity that a name means, or that is named by its document and its id.

    Of an identity it is the first entity. Raises OnrecordError C020 where nobody bears the name,
    C021 where several do.
    """
    document, mark, id = name.rpartition(ENTITY_OF)
    if mark and (found := _of_document(connection, document, id)):
        return found
    bearers: dict[object, EntityOf] = {}
    for key, entity_id, identity in connection.execute(
        """SELECT d.key, e.id, m.identity_id
        FROM entity e JOIN version v ON v.id = e.version_id JOIN document d ON d.id = v.document_id
        LEFT JOIN identity_member m ON m.version_id = e.version_id AND m.entity_id = e.id
        LEFT JOIN identity i ON i.id = m.identity_id
        WHERE (e.name = ?1 COLLATE NOCASE OR i.name = ?1 COLLATE NOCASE)
        AND v.number = (SELECT max(number) FROM version WHERE document_id = d.id)
        ORDER BY d.id, e.id""",
        (written(name),),
    ):
        bearers.setdefault(identity or (key, entity_id), (key, entity_id))
    if not bearers:
        raise OnrecordError("C020", detail=written(name))
    if len(bearers) > 1:
        several = [ENTITY_OF.join(each) for each in bearers.values()]
        more = f" and {len(several) - _MOST_NAMED} more" if len(several) > _MOST_NAMED else ""
        detail = f"{name}: {', '.join(several[:_MOST_NAMED])}{more}"
        raise OnrecordError("C021", detail=written(detail))
    return next(iter(bearers.values()))


def _of_document(connection: sqlite3.Connection, document: str, id: str) -> EntityOf | None:
    try:
        key = documents.resolve(connection, document)
        version = documents.version_id(connection, key, None)
    except OnrecordError:  # a name may have the mark in it
        return None
    there = connection.execute(
        "SELECT 1 FROM entity WHERE version_id = ? AND id = ?", (version, id)
    ).fetchone()
    return (key, id) if there else None
