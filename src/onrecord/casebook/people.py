"""A name as a user types it → the identities that go by it."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from onrecord.casebook.facts import folded
from onrecord.errors import OnrecordError
from onrecord.record import EntityType

_NUMBER = re.compile(r"#(\d{1,18})")
_AHEAD = 3
"""How many times as many documents as the next one the likeliest must have to be meant."""
_SHORTEST = 3
_LISTED = 6
_MOST_WORDS = 8
_ESCAPED = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An identity that goes by a name, by its number in the casebook."""

    number: int
    name: str
    type: EntityType
    documents: int


def named(connection: sqlite3.Connection, name: str) -> list[Candidate]:
    """The identities that go by a name, those in most documents first.

    By its number ("#12"), else by a form that its documents print, a surname, or all words of a
    form, in any case; empty where there are none.
    """
    number = _NUMBER.fullmatch(name.strip())
    if number:
        return _candidates(connection, "i.id = ?", (int(number[1]),))
    wanted = folded(_encodable(name))
    if not wanted:
        return []
    of_form = "i.id IN (SELECT identity_id FROM identity_form WHERE {})"
    found = _candidates(
        connection,
        of_form.format("folded = ?1 OR folded LIKE ?2 ESCAPE '\\'"),
        (wanted, f"% {_like(wanted)}"),
    )
    if not found and len(wanted) >= _SHORTEST:
        found = _candidates(connection, *called(name))
    return found


def in_document(connection: sqlite3.Connection, key: str) -> dict[str, int]:
    """The numbers of the identities that the entities of a document's newest record are in, by
    the entities' ids; those not gathered yet are left out."""
    rows = connection.execute(
        """SELECT m.entity_id, m.identity_id FROM identity_member m
        JOIN version v ON v.id = m.version_id JOIN document d ON d.id = v.document_id
        WHERE d.key = ?1 AND v.number = (SELECT max(number) FROM version
            WHERE document_id = d.id)""",
        (key,),
    )
    return dict(rows.fetchall())


def of_entity(connection: sqlite3.Connection, document: str, entity: str) -> Candidate | None:
    """The identity that an entity of a document's newest version is in, by the document's key."""
    found = _candidates(
        connection,
        """i.id = (SELECT m.identity_id FROM identity_member m
        JOIN version v ON v.id = m.version_id JOIN document d ON d.id = v.document_id
        WHERE d.key = ? AND m.entity_id = ? ORDER BY v.number DESC LIMIT 1)""",
        (document, entity),
    )
    return found[0] if found else None


def called(name: str) -> tuple[str, tuple[object, ...]]:
    """The SQL condition that an identity `i` has a form with all words of a name in it, each
    perhaps cut short, with its values; or that it has its number ("#12")."""
    number = _NUMBER.fullmatch(name.strip())
    if number:
        return "i.id = ?", (int(number[1]),)
    parts = [f"% {_like(word)}%" for word in folded(_encodable(name)).split()[:_MOST_WORDS]]
    if not parts:
        return "FALSE", ()
    each = " AND ".join(["' ' || folded LIKE ? ESCAPE '\\'"] * len(parts))
    return f"i.id IN (SELECT identity_id FROM identity_form WHERE {each})", tuple(parts)  # noqa: S608


def meant(connection: sqlite3.Connection, name: str) -> tuple[Candidate, list[Candidate]]:
    """The identity that a name means, and the others that go by it.

    It is the only one, or far ahead of the next in documents. Raises OnrecordError C031 where
    nobody goes by the name, C032 where several do.
    """
    found = named(connection, name)
    if not found:
        raise OnrecordError("C031", detail=f"“{' '.join(name.split())}”")
    first, *others = found
    if others and first.documents < _AHEAD * others[0].documents:
        listed = ", ".join(
            f"#{each.number} {each.name} ({each.type}, {each.documents} documents)"
            for each in found[:_LISTED]
        )
        more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise OnrecordError("C032", detail=f"“{' '.join(name.split())}”: {listed}{more}")
    return first, others


def _candidates(
    connection: sqlite3.Connection, where: str, values: tuple[object, ...]
) -> list[Candidate]:
    rows = connection.execute(
        f"""SELECT i.id, i.name, i.type,
        (SELECT count(DISTINCT version_id) FROM identity_member WHERE identity_id = i.id) AS many
        FROM identity i WHERE {where} ORDER BY many DESC, i.id""",  # noqa: S608
        values,
    )
    return [
        Candidate(number=id, name=name, type=type, documents=many) for id, name, type, many in rows
    ]


def _encodable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def _like(words: str) -> str:
    return words.translate(_ESCAPED)
