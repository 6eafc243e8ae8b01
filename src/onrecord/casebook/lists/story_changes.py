"""Who says otherwise later, and what hardens on its way, over all documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from onrecord.casebook import lineage, rows
from onrecord.casebook.claims.claim import Change, Member
from onrecord.casebook.lineage.moments import moment
from onrecord.casebook.lists.claims import claim as one_claim
from onrecord.casebook.lists.claims import claims
from onrecord.casebook.lists.who import statements

_OFTEN = """SELECT i.identity_id FROM identity_member i JOIN identity n ON n.id = i.identity_id
    JOIN speaker t ON t.version_id = i.version_id AND t.entity = i.entity_id
    WHERE n.type IN ('person', 'organization', 'group') AND (?1 IS NULL OR i.identity_id = ?1)
    GROUP BY i.identity_id HAVING count(DISTINCT i.version_id) > 1 ORDER BY i.identity_id"""
_SAID = """(s.version_id, s.id) IN (SELECT t.version_id, t.statement FROM identity_member i
    JOIN speaker t ON t.version_id = i.version_id AND t.entity = i.entity_id
    WHERE i.identity_id = ?)
    AND s.kind IN ('statement', 'accusation', 'belief', 'denial') AND NOT s.negated"""


def story_changes(
    connection: sqlite3.Connection, *, claim: str | None = None, identity: int | None = None
) -> list[Change]:
    """The changes of all claims, and of all who give other numbers or are quoted otherwise later,
    in order of time.

    `claim`: of one claim alone, by its id; `identity`: of what this one says. Raises
    OnrecordError C040 where there is no such claim.
    """
    if claim is not None:
        found = [one_claim(connection, claim)]
    else:
        found = claims(connection, identity=identity)
    changes = []
    for each in found:
        documents = {member.place.document for member in each.members}
        changes += lineage.changes([each], lineage.known(connection, documents))
    if claim is None:
        changes += _by_speaker(connection, identity, {_told(each) for each in changes})
    if identity is not None:
        said = statements(connection, identity)
        changes = [each for each in changes if each.is_by(said)]
    return sorted(changes, key=_order)


_Told = tuple[object, ...]


def _by_speaker(
    connection: sqlite3.Connection, identity: int | None, told: set[_Told]
) -> Iterator[Change]:
    """What is otherwise later in what those say who speak in several documents, but for what is
    `told`."""
    for (number,) in connection.execute(_OFTEN, (identity,)).fetchall():
        said = sorted(_members(connection, number), key=_time)
        for change in (*lineage.revised(said), *lineage.requoted(said)):
            if _told(change) not in told:  # two who say it together say it once
                told.add(_told(change))
                yield change


def _told(change: Change) -> _Told:
    """What tells a change from others; one quotation is told of once, beside whichever it is."""
    one, other = ((each.place.document, each.ref) for each in (change.before, change.after))
    if change.kind in ("quotation altered", "quotation cut"):
        return "quotation", other
    return change.kind, one, other


def _members(connection: sqlite3.Connection, identity: int) -> Iterator[Member]:
    for said in rows.said(connection, _SAID, (identity,)):
        if said.content:
            yield Member(
                ref=said.id,
                text=said.content,
                said=said,
                stand="same",
                confidence=said.confidence,
                reason="it is by the same source",
                place=said.place,
            )


def _time(member: Member) -> tuple[bool, int, str, int]:
    minute, _ = moment(member.place.published)
    return minute is None, minute or 0, member.place.document, member.place.start


def _order(change: Change) -> tuple[bool, int, str, int, str]:
    return (*_time(change.after), change.kind)
