"""All that the casebook has on one person, body or place, across its documents."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from onrecord.casebook import people, rows
from onrecord.casebook.people import Candidate
from onrecord.casebook.rows import Place, Said
from onrecord.record import EntityType, MentionKind

_IN_TIME = """ORDER BY coalesce((SELECT first FROM moment t WHERE t.version_id = s.version_id
    AND t.kind = 'statement' AND t.ref = s.id), f.first, 9999999), v.id, s."start", s.id
    LIMIT ? OFFSET ?"""
_OF = """(s.version_id, s.id) IN (SELECT t.version_id, t.statement FROM identity_member i
    JOIN {} t ON t.version_id = i.version_id AND t.entity = i.entity_id WHERE i.identity_id = ?)"""
_DESCRIBED = f"""
SELECT t.text, 'description', NULL, NULL, 0, t.authority, t.version_id, {rows.PLACE}, t."start",
    t."end", t.line, t.page, coalesce(f.first, 9999999)
FROM identity_member i JOIN description t ON t.version_id = i.version_id AND t.entity = i.entity_id
{rows.DOCUMENT.format("t")} WHERE i.identity_id = ?1"""  # noqa: S608
_RELATED = f"""
SELECT t.text, t.type, t.role, e.name, {{of_other}}, t.authority, t.version_id, {rows.PLACE},
    t."start", t."end", t.line, t.page, coalesce(f.first, 9999999)
FROM identity_member i JOIN relation t ON t.version_id = i.version_id AND t.{{mine}} = i.entity_id
LEFT JOIN entity e ON e.version_id = t.version_id AND e.id = t.{{other}}
{rows.DOCUMENT.format("t")} WHERE i.identity_id = ?1"""  # noqa: S608
_ALL_ROLES = (
    _DESCRIBED
    + " UNION ALL "
    + _RELATED.format(of_other=0, mine="subject", other="object")
    + " UNION ALL "
    + _RELATED.format(of_other=1, mine="object", other="subject")
)
# By the day of publication, the version, the place, and the type.
_ROLES = _ALL_ROLES + " ORDER BY 17, 7, 13, 14, 2 LIMIT ?2 OFFSET ?3"

Part = Literal["members", "roles", "said", "about"]
_STATEMENTS: dict[Part, str] = {"said": "speaker", "about": "about"}
_TAKES_PART = """SELECT DISTINCT t.version_id, t.statement FROM identity_member i
    JOIN {} t ON t.version_id = i.version_id AND t.entity = i.entity_id WHERE i.identity_id = ?"""
_COUNTED: dict[Part, str] = {
    "members": "SELECT 1 FROM identity_member WHERE identity_id = ?",
    "roles": _ALL_ROLES,
    "said": _TAKES_PART.format("speaker"),
    "about": _TAKES_PART.format("about"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Words that documents use for somebody, and how often in how many documents."""

    text: str
    kind: MentionKind
    count: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody is called, or how they stand to another, in the words that say so.

    `type` is "description" or the relation's type, `role` and `other` are the relation's.
    `of_other`: it is the other who has the role, and this one whose it is ("lawyer of" this one).
    `authority`: the statement that it stands in; None: the outlet's own voice.
    """

    text: str
    type: str
    role: str | None
    other: str | None
    of_other: bool
    authority: Said | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A document's entity that was taken for this identity, why, and how surely.

    `document` is the document's key and `entity` the entity's id in its record, as decisions
    name it. `reasons` are for and against, `against` those of them that are against.
    """

    document: str
    entity: str
    name: str
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    confidence: float
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How long the lists of a `Who` are without a limit."""

    members: int
    roles: int
    said: int
    about: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """One identity: its names and forms, its roles, what it said and what others say about it.

    `said` and `about` are in the order of time: the day on which it was said, else that of
    publication. `others` are those that go by the same name. `totals` counts what a limit left
    out as well.
    """

    number: int
    name: str
    type: EntityType
    documents: int
    forms: tuple[Form, ...]
    members: tuple[Member, ...]
    roles: tuple[Role, ...]
    said: tuple[Said, ...]
    about: tuple[Said, ...]
    others: tuple[Candidate, ...]
    totals: Totals


def who(
    connection: sqlite3.Connection,
    name: str,
    *,
    limit: int | None = None,
    offset: int = 0,
    part: Part | None = None,
) -> Who:
    """All on the identity that goes by a name; `limit` and `offset` are of each of its lists,
    or of one `part`, and the others are empty.

    Raises OnrecordError C031 where nobody does, C032 where several do.
    """
    found, others = people.meant(connection, name)
    number = found.number

    def most(of: Part) -> int:
        return 0 if part not in (None, of) else -1 if limit is None else limit

    said, about = (
        tuple(rows.said(connection, _OF.format(table), (number, most(of), offset), _IN_TIME))
        for of, table in _STATEMENTS.items()
    )
    return Who(
        number=number,
        name=found.name,
        type=found.type,
        documents=found.documents,
        forms=_forms(connection, number),
        members=_members(connection, number, most("members"), offset),
        roles=_roles(connection, number, most("roles"), offset),
        said=said,
        about=about,
        others=tuple(others),
        totals=_totals(connection, number),
    )


def _totals(connection: sqlite3.Connection, number: int) -> Totals:
    counts = {
        name: connection.execute(f"SELECT count(*) FROM ({query})", (number,)).fetchone()[0]  # noqa: S608
        for name, query in _COUNTED.items()
    }
    return Totals(**counts)


def _forms(connection: sqlite3.Connection, number: int) -> tuple[Form, ...]:
    counts: Counter[tuple[MentionKind, str]] = Counter()
    documents: dict[tuple[MentionKind, str], set[int]] = {}
    for text, kind, version_id, many in connection.execute(
        """SELECT m.text, m.kind, m.version_id, count(*) FROM identity_member i
        JOIN mention m ON m.version_id = i.version_id AND m.entity = i.entity_id
        WHERE i.identity_id = ? AND m.kind <> 'pronoun' GROUP BY m.text, m.kind, m.version_id""",
        (number,),
    ):
        key = kind, " ".join(text.split())
        counts[key] += many
        documents.setdefault(key, set()).add(version_id)
    listed = sorted(counts, key=lambda key: (key[0] != "name", -counts[key], key[1]))
    return tuple(
        Form(text=key[1], kind=key[0], count=counts[key], documents=len(documents[key]))
        for key in listed
    )


def _members(
    connection: sqlite3.Connection, number: int, limit: int, offset: int
) -> tuple[Member, ...]:
    found = connection.execute(
        """SELECT d.key, e.name, i.reason, i.confidence, i.version_id, i.entity_id
        FROM identity_member i
        JOIN entity e ON e.version_id = i.version_id AND e.id = i.entity_id
        JOIN version v ON v.id = i.version_id JOIN document d ON d.id = v.document_id
        WHERE i.identity_id = ? ORDER BY i.version_id, i.entity_id LIMIT ? OFFSET ?""",
        (number, limit, offset),
    ).fetchall()
    return tuple(
        Member(
            document=key,
            entity=entity,
            name=name,
            reasons=reasons(reason),
            against=reasons(reason, against=True),
            confidence=confidence,
            place=rows.entity_place(connection, version_id, entity),
        )
        for key, name, reason, confidence, version_id, entity in found
    )


def members(connection: sqlite3.Connection, number: int) -> list[tuple[str, str]]:
    """All entities of an identity as decisions name them: the document's key, the entity's id."""
    return connection.execute(
        """SELECT d.key, m.entity_id FROM identity_member m
        JOIN version v ON v.id = m.version_id JOIN document d ON d.id = v.document_id
        WHERE m.identity_id = ? ORDER BY m.version_id, m.entity_id""",
        (number,),
    ).fetchall()


def statements(connection: sqlite3.Connection, number: int) -> set[tuple[str, str]]:
    """What an identity said: each the document's key and the statement's id there."""
    return set(
        connection.execute(
            """SELECT d.key, t.statement FROM identity_member i
            JOIN speaker t ON t.version_id = i.version_id AND t.entity = i.entity_id
            JOIN version v ON v.id = i.version_id JOIN document d ON d.id = v.document_id
            WHERE i.identity_id = ?""",
            (number,),
        )
    )


def _roles(
    connection: sqlite3.Connection, number: int, limit: int, offset: int
) -> tuple[Role, ...]:
    found = connection.execute(_ROLES, (number, limit, offset)).fetchall()
    return tuple(
        Role(
            text=text,
            type=type,
            role=role,
            other=other,
            of_other=bool(of_other),
            authority=rows.statement(connection, version_id, authority),
            place=rows.place(place[:-1]),
        )
        for text, type, role, other, of_other, authority, version_id, *place in found
    )


def reasons(stored: str, *, against: bool = False) -> tuple[str, ...]:
    """Why an entity was taken for an identity, in words; `against`: what speaks against it
    alone; none where they were altered."""
    try:
        return tuple(
            f"{what}: {', '.join(words)}" if words else str(what)
            for what, weight, *words in json.loads(stored)
            if not against or weight < 0
        )
    except (ValueError, TypeError):
        return ()
