"""What lists and searches are made of: places in documents, and statements with whose they are."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.casebook.identify import NEWEST
from onrecord.errors import OnrecordError
from onrecord.export.sourcing import Standing
from onrecord.record import CueAttitude, Kind, Mode, SourceKind

PLACE = "d.key, v.number, v.headline, f.outlet, v.published"
"""The columns of the document that a place is in; see `place`."""
DOCUMENT = f"""JOIN version v ON v.id = {{0}}.version_id AND {NEWEST}
    JOIN document d ON d.id = v.document_id JOIN frame f ON f.version_id = v.id"""
"""What joins them to the rows of a table, newest versions alone."""

_FOLDERS = re.compile(r".*[/\\](?=.)", re.DOTALL)

_SAID = f"""SELECT s.id, s.source_text, s.cue_text, s.content_text, s.kind, s.mode, s.source_kind,
    s.cue_attitude, s.said_on, s.inside, s.negated, s.confidence, o.standing,
    (SELECT json_group_array(e.name) FROM speaker p JOIN entity e
        ON e.version_id = p.version_id AND e.id = p.entity
        WHERE p.version_id = s.version_id AND p.statement = s.id),
    {PLACE}, s."start", s."end", g.line, g.page
    FROM statement s {DOCUMENT.format("s")}
    JOIN source o ON o.version_id = s.version_id AND o.statement = s.id
    JOIN passage g ON g.version_id = s.version_id AND g.kind = 'statement' AND g.ref = s.id"""  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: code points of a document's version, its line from 1, its page.

    `document` is the document's key, `outlet` the publisher or else the host of its address.
    """

    document: str
    version: int
    headline: str | None
    outlet: str | None
    published: str | None
    start: int
    end: int
    line: int
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement: whose it is, its words, what kind it is, and where it stands.

    `speakers` are the names of those who make it (empty where nobody can be named), `source`
    the words that the article has for them. Fields as in `Attribution`; several pieces of
    words are joined by ` … `.
    """

    id: str
    speakers: tuple[str, ...]
    source: str | None
    cue: str
    content: str
    kind: Kind
    mode: Mode
    source_kind: SourceKind
    standing: Standing
    cue_attitude: CueAttitude
    said_on: str | None
    inside: str | None
    negated: bool
    confidence: float
    place: Place

    @property
    def holder(self) -> str | None:
        """Who makes it: the names, else the words for the source; None where none is stated."""
        return "; ".join(self.speakers) or (self.source and " ".join(self.source.split()))


def called(outlet: str | None, headline: str | None, key: str) -> str:
    """What a document is called: by its outlet, its headline, or its key without the folders."""
    return outlet or headline or _FOLDERS.sub("", key) or key


def called_at(place: Place) -> str:
    """What the document of a place is called; see `called`."""
    return called(place.outlet, place.headline, place.document)


def place(row: Iterable[Any]) -> Place:
    """The place of a row: the columns of `PLACE`, then start, end, line and page."""
    key, number, headline, outlet, published, start, end, line, page = row
    return Place(
        document=key,
        version=number,
        headline=headline,
        outlet=outlet,
        published=published,
        start=start,
        end=end,
        line=line,
        page=page,
    )


def day(date: str, of: Callable[[str], int | None]) -> int:
    """The day that a date given by the user begins or ends with. Raises OnrecordError C033."""
    found = of(date.strip())
    if found is None:
        raise OnrecordError("C033", detail=f"“{date}”")
    return found


def said(
    connection: sqlite3.Connection, where: str, values: tuple[object, ...], order: str = ""
) -> Iterator[Said]:
    """The statements `s` of which an SQL condition holds (see `_SAID` for what it may name)."""
    for row in connection.execute(f"{_SAID} WHERE {where} {order}", values):
        yield _said(row)


def statement(connection: sqlite3.Connection, version_id: int, id: str | None) -> Said | None:
    """One statement of a version; None for None, and where there is none."""
    if id is None:
        return None
    return next(said(connection, "s.version_id = ? AND s.id = ?", (version_id, id)), None)


def _said(row: tuple[Any, ...]) -> Said:
    (id, source, cue, content, kind, mode, source_kind, attitude, on, inside, negated) = row[:11]
    return Said(
        id=id,
        speakers=tuple(json.loads(row[13])),
        source=source,
        cue=cue,
        content=content,
        kind=kind,
        mode=mode,
        source_kind=source_kind,
        standing=row[12],
        cue_attitude=attitude,
        said_on=on,
        inside=inside,
        negated=bool(negated),
        confidence=row[11],
        place=place(row[14:]),
    )


def entity_place(connection: sqlite3.Connection, version_id: int, entity: str) -> Place | None:
    """Where a document first names an entity."""
    row = connection.execute(
        f"""SELECT v.text, {PLACE}, m."start", m."end",
        (SELECT page FROM passage WHERE version_id = m.version_id AND "start" <= m."start"
            ORDER BY "start" DESC LIMIT 1)
        FROM mention m {DOCUMENT.format("m")} WHERE m.version_id = ? AND m.entity = ?
        ORDER BY m.kind <> 'name', m."start" LIMIT 1""",  # noqa: S608
        (version_id, entity),
    ).fetchone()
    if row is None:
        return None
    text, *document, start, end, page = row
    return place((*document, start, end, text.count("\n", 0, start) + 1, page))
