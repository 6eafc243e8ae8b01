"""Passages that hold words: sentences, or the statements of some source, kind or standing.

Without a filter on statements every sentence is searched, and each is given with the statements
that stand in it, so that no words come without whose they are. With one, the statements
themselves are searched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.casebook import people, rows, words
from onrecord.casebook.facts import folded
from onrecord.casebook.rows import Place, Said
from onrecord.casebook.words import Query
from onrecord.errors import OnrecordError
from onrecord.export import dates
from onrecord.record import Kind

LIMIT = 20
_MOST_IDENTITIES = 200
# Once for all passages, by an index alone.
_NEWEST = """p.version_id NOT IN (SELECT v.id FROM version v JOIN version later
    ON later.document_id = v.document_id AND later.number > v.number)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a passage must be, besides holding the words; None and (): anything.

    `source` is a name, or words that the source is called by; `named` True: a source that is
    named, False: one that is not. `since` and `until` are of the day of publication (ISO 8601,
    a month or a year will do), `outlet` a part of the outlet's name or address, `document` a key.
    Where names are not enough, `identities` are the numbers of sources, any of them, and
    `outlets` the names of outlets in full, any of them.
    """

    source: str | None = None
    kinds: Sequence[Kind] = ()
    named: bool | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    document: str | None = None
    identities: Sequence[int] = ()
    outlets: Sequence[str] = ()

    @property
    def of_statements(self) -> bool:
        """Whether anything of it can be true of statements alone."""
        return bool(self.source or self.kinds or self.named is not None or self.identities)


class Passages(NamedTuple):
    """The passages that are looked for, as SQL: `FROM source WHERE where`, with its values.

    A passage is `p`; it is `kind`, and comes in `order`.
    """

    kind: Literal["sentence", "statement"]
    source: str
    where: str
    values: tuple[object, ...]
    order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that was found: its words, and where in them (start, end) a match stands.

    `kind` says whether it is a sentence or a statement. `said`: the statements that stand in
    the sentence, or the one that it is; none: the outlet's own voice.
    """

    kind: Literal["sentence", "statement"]
    place: Place
    text: str
    lit: tuple[tuple[int, int], ...]
    said: tuple[Said, ...]


def search(
    connection: sqlite3.Connection,
    looked_for: str,
    filters: Filters,
    *,
    limit: int | None = LIMIT,
    offset: int = 0,
) -> list[Hit]:
    """The passages of newest versions that hold what is looked for (`words.parse`), best first.

    Ordered by BM25, and alike ones as they were added; without words as they were published.
    Raises OnrecordError C030 where there are neither words nor a filter, C033 for no date.
    """
    query = words.parse(looked_for)
    if not looked_for.strip() and filters == Filters():
        raise OnrecordError("C030", detail="neither words nor a filter were given")
    kind, source, listed, values, order = passages(connection, query, filters)
    # The places of the page alone are read out, not those of every match.
    found = connection.execute(
        f"""SELECT p.version_id, p.ref, {rows.PLACE}, p."start", p."end", p.line, p.page,
        substr(v.text, p."start" + 1, p."end" - p."start") FROM (
            SELECT row_number() OVER () AS at, id FROM (
                SELECT p.id FROM {source} WHERE {listed}
                ORDER BY {order} LIMIT ? OFFSET ?)) page
        JOIN passage p ON p.id = page.id JOIN version v ON v.id = p.version_id
        JOIN document d ON d.id = v.document_id JOIN frame f ON f.version_id = v.id
        ORDER BY page.at""",  # noqa: S608
        (*values, -1 if limit is None else limit, offset),
    ).fetchall()
    marked = words.lit([row[-1] for row in found], query)
    return [
        Hit(
            kind=kind,
            place=rows.place(row[2:-1]),
            text=row[-1],
            lit=tuple(places),
            said=tuple(_said(connection, kind, row)),
        )
        for row, places in zip(found, marked, strict=True)
    ]


def passages(
    connection: sqlite3.Connection,
    query: Query,
    filters: Filters,
    kind: Literal["sentence", "statement"] | None = None,
) -> Passages:
    """The passages of newest versions that hold what is looked for and are as the filters say.

    `kind` None: statements where the filters are of statements, else sentences. Raises
    OnrecordError C033 for what is no date.
    """
    if kind is None:
        kind = "statement" if filters.of_statements else "sentence"
    conditions, values = _conditions(connection, filters)
    if query.wanted:
        # The matches first, whatever the planner thinks of the conditions.
        source = "search CROSS JOIN passage p ON p.id = search.rowid"
        conditions.append("search MATCH ?")
        values.append(_match(kind, query))
        order = "search.rank, p.id"
    else:
        source = "passage p JOIN frame f ON f.version_id = p.version_id"
        conditions.append("p.kind = ?")
        values.append(kind)
        if query.unwanted:
            conditions.append("p.id NOT IN (SELECT rowid FROM search WHERE search MATCH ?)")
            values.append(f"{kind} : ({query.unwanted})")
        order = "f.first IS NULL, f.first, p.id"
    return Passages(kind, source, " AND ".join([_NEWEST, *conditions]), tuple(values), order)


def _match(kind: str, query: Query) -> str:
    without = f" NOT ({query.unwanted})" if query.unwanted else ""
    return f"{kind} : (({query.wanted}){without})"


def _said(connection: sqlite3.Connection, kind: str, row: tuple[object, ...]) -> Iterator[Said]:
    version_id, ref, *_, start, end, _line, _page, _text = row
    if kind == "statement":
        return rows.said(connection, "s.version_id = ? AND s.id = ?", (version_id, ref))
    return rows.said(
        connection,
        's.version_id = ? AND s."start" < ? AND s."end" > ?',
        (version_id, end, start),
        'ORDER BY s."start", s."end" DESC, s.id',
    )


def _conditions(connection: sqlite3.Connection, filters: Filters) -> tuple[list[str], list[object]]:
    """SQL conditions on a passage `p`, and their values."""
    conditions: list[str] = []
    values: list[object] = []

    def require(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    def require_frame(condition: str, given: object) -> None:
        require(f"p.version_id IN (SELECT version_id FROM frame WHERE {condition})", given)  # noqa: S608

    if filters.outlet:
        require_frame("instr(lower(outlet), lower(?)) > 0", filters.outlet)
    if filters.document:
        require(
            """p.version_id IN (SELECT v.id FROM version v
            JOIN document d ON d.id = v.document_id WHERE d.key = ?)""",
            filters.document,
        )
    if filters.since:
        require_frame("last >= ?", rows.day(filters.since, dates.first_day))
    if filters.until:
        require_frame("first <= ?", rows.day(filters.until, dates.last_day))
    if filters.kinds:
        marks = ", ".join("?" * len(filters.kinds))
        require(
            f"""EXISTS (SELECT 1 FROM statement s WHERE s.version_id = p.version_id
            AND s.id = p.ref AND s.kind IN ({marks}))""",  # noqa: S608
            *filters.kinds,
        )
    if filters.named is not None:
        require(
            f"""EXISTS (SELECT 1 FROM source o WHERE o.version_id = p.version_id
            AND o.statement = p.ref AND o.standing {"=" if filters.named else "<>"} 'named')"""  # noqa: S608
        )
    if filters.source:
        _require_source(connection, filters.source, require)
    if filters.identities:
        marks = ", ".join("?" * len(filters.identities))
        require(
            f"""(p.version_id, p.ref) IN (SELECT s.version_id, s.statement
            FROM identity_member m JOIN speaker s
            ON s.version_id = m.version_id AND s.entity = m.entity_id
            WHERE m.identity_id IN ({marks}))""",  # noqa: S608
            *filters.identities,
        )
    if filters.outlets:
        marks = ", ".join("?" * len(filters.outlets))
        require(
            f"p.version_id IN (SELECT version_id FROM frame WHERE outlet IN ({marks}))",  # noqa: S608
            *filters.outlets,
        )
    return conditions, values


def _require_source(
    connection: sqlite3.Connection, name: str, require: Callable[..., None]
) -> None:
    known = [each.number for each in people.named(connection, name)[:_MOST_IDENTITIES]]
    marks = ", ".join("?" * len(known))
    require(
        f"""(p.version_id, p.ref) IN (
            SELECT s.version_id, s.statement FROM identity_member m
            JOIN speaker s ON s.version_id = m.version_id AND s.entity = m.entity_id
            WHERE m.identity_id IN ({marks})
            UNION SELECT version_id, statement FROM source
            WHERE instr(' ' || folded || ' ', ?) > 0)""",  # noqa: S608
        *known,
        f" {folded(name)} ",
    )
