"""Whom a person means who decides: an entity by its document and id, or an identity's by a name."""

from __future__ import annotations

import sqlite3

from onrecord.casebook import documents, people
from onrecord.casebook.facts import folded
from onrecord.casebook.journal.standing import EntityOf
from onrecord.errors import OnrecordError

ENTITY_OF = "#"
"""Stands between a document's key and the id of an entity: "letter.txt#e3"."""

MOST_ENTITIES = 200
"""How many of an identity's entities a decision is about at most."""

_MOST_NAMED = 6


def entities(connection: sqlite3.Connection, name: str) -> list[EntityOf]:
    """The entity of that document and id, or all of the identity that goes by a name.

    Identities are named as `people.named` has it, but only one may go by the name, or bear it
    in full. Raises OnrecordError C031 where none does, C032 where several do.
    """
    document, _, id = name.rpartition(ENTITY_OF)
    if document and (found := _of_document(connection, document, id)):
        return [found]
    candidates = people.named(connection, name)
    full = [each for each in candidates if folded(each.name) == folded(name)]
    likely = full if len(full) == 1 else candidates
    if len(likely) > 1:
        listed = ", ".join(f"#{each.number} {each.name}" for each in likely[:_MOST_NAMED])
        raise OnrecordError("C032", detail=f"{name}: {listed}")
    members = _members(connection, likely[0].number) if likely else []
    if not members:
        raise OnrecordError("C031", detail=name)
    return members


def _of_document(connection: sqlite3.Connection, document: str, id: str) -> EntityOf | None:
    try:
        key = documents.resolve(connection, document)
        version = documents.version_id(connection, key, None)
    except OnrecordError:  # a name may have the sign in it
        return None
    there = connection.execute(
        "SELECT 1 FROM entity WHERE version_id = ? AND id = ?", (version, id)
    ).fetchone()
    return (key, id) if there else None


def _members(connection: sqlite3.Connection, identity: int) -> list[EntityOf]:
    return connection.execute(
        """SELECT d.key, m.entity_id FROM identity_member m
        JOIN version v ON v.id = m.version_id JOIN document d ON d.id = v.document_id
        WHERE m.identity_id = ?
        AND v.number = (SELECT max(number) FROM version WHERE document_id = d.id)
        ORDER BY d.id, m.entity_id LIMIT ?""",
        (identity, MOST_ENTITIES),
    ).fetchall()
