"""Claims: what documents say alike, with who holds and denies it, and whence they have it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.casebook import lineage, people, rows, words
from onrecord.casebook.claims.claim import Claim, Member
from onrecord.casebook.rows import Said
from onrecord.errors import OnrecordError

FEWEST_LETTERS = 4
"""Letters of a claim's id that are enough where no other begins with them."""

_MEMBERS = f"""
SELECT m.stand, m.confidence, m.reason, p.kind, p.ref, p.version_id,
    substr(v.text, g."start" + 1, g."end" - g."start"),
    {rows.PLACE}, g."start", g."end", g.line, g.page
FROM claim_member m JOIN claim_passage p ON p.id = m.passage {rows.DOCUMENT.format("p")}
JOIN passage g ON g.version_id = p.version_id AND g.kind = p.kind AND g.ref = p.ref
WHERE m.claim = ? ORDER BY m.place"""  # noqa: S608
_ORDER = "c.documents DESC, coalesce(c.independent, 0) DESC, c.disputed DESC, c.id"
_NEWEST = """(SELECT max(p.version_id) FROM claim_member m
    JOIN claim_passage p ON p.id = m.passage WHERE m.claim = c.id) DESC"""
_ABOUT_WORDS = """c.id IN (SELECT m.claim FROM search JOIN passage g ON g.id = search.rowid
    JOIN claim_passage p ON p.version_id = g.version_id AND p.kind = g.kind AND p.ref = g.ref
    JOIN claim_member m ON m.passage = p.id WHERE search MATCH ?)"""
_ABOUT_WHO = """c.id IN (SELECT m.claim FROM identity_member i JOIN (
        SELECT version_id, entity, statement FROM about
        UNION ALL SELECT version_id, entity, statement FROM speaker
    ) t ON t.version_id = i.version_id AND t.entity = i.entity_id
    JOIN claim_passage p ON p.version_id = t.version_id AND p.kind = 'statement'
        AND p.ref = t.statement
    JOIN claim_member m ON m.passage = p.id WHERE i.identity_id IN ({}))"""

_BY_WHO = """c.id IN (SELECT m.claim FROM identity_member i
    JOIN speaker t ON t.version_id = i.version_id AND t.entity = i.entity_id
    JOIN claim_passage p ON p.version_id = t.version_id AND p.kind = 'statement'
        AND p.ref = t.statement
    JOIN claim_member m ON m.passage = p.id WHERE i.identity_id = ?)"""


def claims(
    connection: sqlite3.Connection,
    *,
    disputed: bool = False,
    single_sourced: bool = False,
    circular: bool = False,
    about: str | None = None,
    identity: int | None = None,
    newest: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Claim]:
    """The claims, those that most documents hold first, then those of most independent sources;
    `newest`: those that a document that was added last takes part in first.

    `disputed`: those that somebody denies; `single_sourced`: that may rest on one source;
    `circular`: for which outlets rest on one another; `about`: that hold these words, or are by
    or about somebody of that name; `identity`: that this one makes a statement of. Raises
    OnrecordError C030 where `about` holds no word.
    """
    conditions, values = ["TRUE"], list[object]()
    if disputed:
        conditions.append("c.disputed")
    if single_sourced:
        conditions.append("c.low <= 1")
    if circular:
        conditions.append("c.circular")
    if about is not None:
        condition, given = _about(connection, about)
        conditions.append(condition)
        values += given
    if identity is not None:
        conditions.append(_BY_WHO)
        values.append(identity)
    found = connection.execute(
        f"""SELECT c.id FROM claim c WHERE {" AND ".join(conditions)}
        ORDER BY {_NEWEST + "," if newest else ""} {_ORDER} LIMIT ? OFFSET ?""",  # noqa: S608
        (*values, -1 if limit is None else limit, offset),
    ).fetchall()
    return [*made(connection, [id for (id,) in found])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim as a list has it, without its members and its lineage."""

    id: str
    text: str
    documents: int
    disputed: bool


def told(connection: sqlite3.Connection, identity: int) -> list[Told]:
    """The claims that an identity makes a statement of, in the order of `claims`."""
    found = connection.execute(
        f"""SELECT c.id, c.documents, c.disputed FROM claim c WHERE {_BY_WHO}
        ORDER BY {_ORDER}""",  # noqa: S608
        (identity,),
    ).fetchall()
    return [
        Told(id=id, text=_text(connection, id), documents=documents, disputed=bool(disputed))
        for id, documents, disputed in found
    ]


def claim(connection: sqlite3.Connection, id: str) -> Claim:
    """A claim by its id, or the beginning of one. Raises OnrecordError C040 for none or several."""
    wanted = id.strip().lower()
    found = []
    if len(wanted) >= FEWEST_LETTERS and wanted.isalnum():
        found = connection.execute(
            "SELECT id FROM claim WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 2",
            (len(wanted), wanted),
        ).fetchall()
    if len(found) != 1:
        several = "several claims begin so" if found else "there is none"
        raise OnrecordError("C040", detail=f"“{id}”: {several}")
    (one,) = made(connection, found[0])
    return one


def made(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Claim]:
    """Claims by their ids, each with its lineage."""
    for id in ids:
        members = tuple(_members(connection, id))
        context = lineage.known(connection, {member.place.document for member in members})
        holding = {m.place.document for m in members if m.stand in ("same", "supports")}
        yield Claim(
            id=id,
            text=_text(connection, id),
            members=members,
            documents=len(holding),
            lineage=lineage.trace(members, context),
        )


def _members(connection: sqlite3.Connection, id: str) -> Iterator[Member]:
    for row in connection.execute(_MEMBERS, (id,)).fetchall():
        stand, confidence, reason, kind, ref, version_id, sentence, *place = row
        said = rows.statement(connection, version_id, ref if kind == "statement" else None)
        yield Member(
            ref=ref,
            text=_words(said) if said else sentence,
            said=said,
            stand=stand,
            confidence=confidence,
            reason=reason,
            place=rows.place(place),
        )


def _text(connection: sqlite3.Connection, id: str) -> str:
    """The words of the passage that stands for a claim, without a "that" before them."""
    row: tuple[Any, ...] = connection.execute(
        """SELECT p.version_id, p.kind, p.ref, substr(v.text, g."start" + 1, g."end" - g."start")
        FROM claim c JOIN claim_passage p ON p.id = c.core JOIN version v ON v.id = p.version_id
        JOIN passage g ON g.version_id = p.version_id AND g.kind = p.kind AND g.ref = p.ref
        WHERE c.id = ?""",
        (id,),
    ).fetchone()
    version_id, kind, ref, sentence = row
    said = rows.statement(connection, version_id, ref if kind == "statement" else None)
    return (_words(said) if said else str(sentence)).removeprefix("that ")


def _words(said: Said) -> str:
    return said.content or said.cue


def _about(connection: sqlite3.Connection, about: str) -> tuple[str, list[object]]:
    query = words.parse(about)
    if not query.wanted:
        raise OnrecordError("C030", detail="no word that is looked for")
    without = f" NOT ({query.unwanted})" if query.unwanted else ""
    named = [] if query.unwanted else [each.number for each in people.named(connection, about)]
    condition, values = _ABOUT_WORDS, list[object]([f"({query.wanted}){without}"])
    if named:
        condition = f"({condition} OR {_ABOUT_WHO.format(', '.join('?' * len(named)))})"
        values += named
    return condition, values
