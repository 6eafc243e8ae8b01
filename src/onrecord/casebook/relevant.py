"""Sentences that may answer: those that hold any of some words, or in which somebody has a part.

A search asks for all words; a question is met by some of them. What is found here is a first,
generous choice, that the answer's own measure then sifts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.casebook import words
from onrecord.casebook.facts import folded
from onrecord.casebook.identify import NEWEST


class Against(NamedTuple):
    """A passage that stands on the other side of a claim: its document's key, the version's number,
    its id in the record; how it stands to the claim; and the claim's id."""

    document: str
    version: int
    ref: str
    stand: str
    claim: str


_COLUMNS = """d.key, v.number, p.ref, substr(v.text, p."start" + 1, p."end" - p."start"),
    coalesce(v.headline, '')"""
_NEWEST_PASSAGE = f"""JOIN version v ON v.id = p.version_id AND {NEWEST}
    JOIN document d ON d.id = v.document_id"""


class Relevant(NamedTuple):
    """A sentence by its document's key, the version's number and its id in the record, with its
    words and the document's headline."""

    document: str
    version: int
    ref: str
    text: str
    headline: str


def holding(connection: sqlite3.Connection, terms: Sequence[str], *, limit: int) -> list[Relevant]:
    """The sentences that hold any of the terms, best first (BM25)."""
    query = _any(terms)
    if not query:
        return []
    rows = connection.execute(
        f"""SELECT {_COLUMNS} FROM search CROSS JOIN passage p ON p.id = search.rowid
        {_NEWEST_PASSAGE} WHERE search MATCH ? ORDER BY search.rank, p.id LIMIT ?""",  # noqa: S608
        (f"sentence : ({query})", limit),
    )
    return [Relevant(*row) for row in rows]


def spoken(
    connection: sqlite3.Connection, identities: Sequence[int], terms: Sequence[str], *, limit: int
) -> list[Relevant]:
    """The sentences of what identities said, those with any of the terms first."""
    query = _any(terms)
    matches = "p.id IN (SELECT rowid FROM search WHERE search MATCH ?)" if query else "0"
    rows = connection.execute(
        f"""SELECT DISTINCT {_COLUMNS}, p.id, {matches} AS met
        FROM identity_member m
        JOIN speaker s ON s.version_id = m.version_id AND s.entity = m.entity_id
        JOIN statement t ON t.version_id = s.version_id AND t.id = s.statement
        JOIN passage p ON p.version_id = t.version_id AND p.kind = 'sentence'
            AND p."start" < t."end" AND p."end" > t."start" {_NEWEST_PASSAGE}
        WHERE m.identity_id IN ({_marks(identities)})
        ORDER BY met DESC, p.id LIMIT ?""",  # noqa: S608
        (*([f"sentence : ({query})"] if query else ()), *identities, limit),
    )
    return [Relevant(*row[:5]) for row in rows]


def mentioning(
    connection: sqlite3.Connection, identities: Sequence[int], *, limit: int
) -> list[Relevant]:
    """The sentences that mention identities by a name, a description or a pronoun."""
    rows = connection.execute(
        f"""SELECT DISTINCT {_COLUMNS}, p.id FROM identity_member i
        JOIN mention m ON m.version_id = i.version_id AND m.entity = i.entity_id
        JOIN passage p ON p.version_id = m.version_id AND p.kind = 'sentence'
            AND p."start" <= m."start" AND p."end" >= m."end" {_NEWEST_PASSAGE}
        WHERE i.identity_id IN ({_marks(identities)}) ORDER BY p.id LIMIT ?""",  # noqa: S608
        (*identities, limit),
    )
    return [Relevant(*row[:5]) for row in rows]


def frequencies(connection: sqlite3.Connection, terms: Iterable[str]) -> tuple[dict[str, int], int]:
    """In how many sentences each term stands, and how many sentences there are."""
    found = {}
    for term in terms:
        query = _any([term])
        (found[term],) = (
            connection.execute(
                "SELECT count(*) FROM search WHERE search MATCH ?", (f"sentence : ({query})",)
            ).fetchone()
            if query
            else (0,)
        )
    (total,) = connection.execute("SELECT count(*) FROM passage WHERE kind = 'sentence'").fetchone()
    return found, int(total)


def members(connection: sqlite3.Connection, identities: Sequence[int]) -> set[tuple[str, str]]:
    """The entities that identities are, by their document's key and their id."""
    rows = connection.execute(
        f"""SELECT d.key, m.entity_id FROM identity_member m
        JOIN version v ON v.id = m.version_id AND {NEWEST} JOIN document d ON d.id = v.document_id
        WHERE m.identity_id IN ({_marks(identities)})""",  # noqa: S608
        tuple(identities),
    )
    return {(key, id) for key, id in rows}


def called(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The identities that go by each name as it is, in any case; names that nobody has left out."""
    found = {}
    for name in names:
        rows = connection.execute(
            "SELECT identity_id FROM identity_form WHERE folded = ? ORDER BY identity_id",
            (folded(name),),
        )
        if numbers := tuple(number for (number,) in rows):
            found[name] = numbers
    return found


def against(
    connection: sqlite3.Connection, document: str, version: int, refs: Sequence[str]
) -> list[Against]:
    """What stands against passages of a document in the claims that were gathered, whichever of
    the two says it; statements and sentences by their ids, the earliest first."""
    rows = connection.execute(
        f"""SELECT DISTINCT d.key, v.number, q.ref, o.stand, o.claim, o.place
        FROM version w JOIN document e ON e.id = w.document_id
        JOIN claim_passage p ON p.version_id = w.id AND p.ref IN ({_marks(refs)})
        JOIN claim_member m ON m.passage = p.id
        JOIN claim_member o ON o.claim = m.claim AND o.passage <> m.passage
            AND (m.stand IN ('same', 'supports')) <> (o.stand IN ('same', 'supports'))
        JOIN claim_passage q ON q.id = o.passage
        JOIN version v ON v.id = q.version_id AND {NEWEST} JOIN document d ON d.id = v.document_id
        WHERE e.key = ? AND w.number = ? ORDER BY o.claim, o.place""",  # noqa: S608
        (*refs, document, version),
    )
    return [Against(*row[:5]) for row in rows]


def claims_of(
    connection: sqlite3.Connection, document: str, version: int, refs: Sequence[str]
) -> list[str]:
    """The ids of the claims that passages of a document hold, as far as they were gathered."""
    rows = connection.execute(
        f"""SELECT DISTINCT m.claim FROM version v JOIN document d ON d.id = v.document_id
        JOIN claim_passage p ON p.version_id = v.id AND p.ref IN ({_marks(refs)})
        JOIN claim_member m ON m.passage = p.id AND m.stand IN ('same', 'supports')
        WHERE d.key = ? AND v.number = ? ORDER BY m.claim""",  # noqa: S608
        (*refs, document, version),
    )
    return [id for (id,) in rows]


def _any(terms: Iterable[str]) -> str:
    return " OR ".join(phrase(term) for term in terms if any(map(str.isalnum, term)))


def phrase(term: str) -> str:
    """A word or several that stand together, as FTS5 takes it."""
    plain = term.replace('"', " ")
    return words.parse(f'"{plain}"').wanted


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
