"""Whom a person means who grades: a source by its name as casebooks have it, for the journal."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from onrecord.casebook import people
from onrecord.casebook.facts import folded
from onrecord.casebook.identify import NEWEST
from onrecord.casebook.journal.standing import EntityOf
from onrecord.errors import OnrecordError


class Meant(NamedTuple):
    """A source's name, and one of its entities where others of the casebook bear the name too."""

    name: str
    entity: EntityOf | None


def meant(connection: sqlite3.Connection, name: str, *, ahead: bool = False) -> Meant:
    """The source that goes by a name, an outlet's address or an identity's number ("#12").

    `ahead`: it need not be in the casebook yet. Raises OnrecordError C031 where nobody goes by
    it, C032 where several do.
    """
    if published := outlet(connection, name):
        return Meant(published, None)
    found = people.named(connection, name)
    if not found and ahead and folded(name):
        return Meant(" ".join(name.split()), None)
    one = _one(connection, name, found)
    (same,) = connection.execute(
        "SELECT count(DISTINCT identity_id) FROM identity_form WHERE folded = ?",
        (folded(one.name),),
    ).fetchone()
    return Meant(one.name, _entity(connection, one.number) if same > 1 else None)


def _one(
    connection: sqlite3.Connection, name: str, found: list[people.Candidate]
) -> people.Candidate:
    """Who is likeliest meant; where several are as likely, the one who bears the name in full."""
    try:
        return people.meant(connection, name)[0]
    except OnrecordError:
        bearing = [each for each in found if folded(each.name) == folded(name)]
        if len(bearing) != 1:
            raise
        return bearing[0]


def outlet(connection: sqlite3.Connection, name: str) -> str | None:
    """The outlet of that name, as the documents have it; None where there is none."""
    found = connection.execute(
        f"""SELECT f.outlet FROM frame f JOIN version v ON v.id = f.version_id AND {NEWEST}
        WHERE lower(f.outlet) = lower(?) ORDER BY v.id LIMIT 1""",  # noqa: S608
        (" ".join(name.split()),),
    ).fetchone()
    return found[0] if found else None


def _entity(connection: sqlite3.Connection, identity: int) -> EntityOf:
    key, id = connection.execute(
        f"""SELECT d.key, m.entity_id FROM identity_member m
        JOIN version v ON v.id = m.version_id AND {NEWEST}
        JOIN document d ON d.id = v.document_id
        WHERE m.identity_id = ? ORDER BY v.id, m.entity_id LIMIT 1""",  # noqa: S608
        (identity,),
    ).fetchone()
    return key, id
