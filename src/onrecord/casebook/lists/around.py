"""The words of the article around a place: what a reading is held against."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from onrecord.casebook import packing
from onrecord.casebook.rows import Place
from onrecord.errors import OnrecordError

Part = Literal["source", "cue", "content", "here"]

MOST = 1500
"""How many code points are shown at most."""
_BESIDE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that matter, by their part in a statement; "here": the place that was asked for.

    `start` and `end` count in the document's text.
    """

    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the document prints from `start` on, whole sentences where there are any, and which
    words of it matter, in order and without one within another. `before` and `after` say whether
    the article goes on there."""

    text: str
    start: int
    marks: tuple[Mark, ...]
    before: bool
    after: bool


def around(connection: sqlite3.Connection, place: Place, statement: str | None = None) -> Around:
    """The sentences at a place, one before and one after unless something else is printed between
    (a caption, the foot of a page); `statement`: the id of the statement that stands there, as the
    machine read it, whose parts are marked.

    Raises OnrecordError C008 where there is no such document or version, C007 where it was
    altered.
    """
    row = connection.execute(
        """SELECT v.id, v.text, v.record FROM version v JOIN document d ON d.id = v.document_id
        WHERE d.key = ? AND v.number = ?""",
        (place.document, place.version),
    ).fetchone()
    if row is None:
        raise OnrecordError("C008", detail=place.document)
    version_id, text, reading = row
    try:
        marks = _marks(packing.pieces(reading, statement) if statement else {}, place, len(text))
    except ValueError as reason:
        raise OnrecordError("C007", detail=f"the record of {place.document}") from reason
    start, end = _extent(connection, version_id, marks[0].start, marks[-1].end, text)
    return Around(
        text=text[start:end],
        start=start,
        marks=tuple(mark for mark in marks if mark.end <= end),
        before=bool(text[:start].strip()),
        after=bool(text[end:].strip()),
    )


def _marks(pieces: dict[str, list[tuple[int, int]]], place: Place, length: int) -> list[Mark]:
    """The parts in order; where one reaches into another, the one that begins first has it."""
    parts: dict[Part, list[tuple[int, int]]] = {
        "source": pieces.get("source", []),
        "cue": pieces.get("cue", []),
        "content": pieces.get("content", []),
    }
    listed = sorted((start, end, part) for part, spans in parts.items() for start, end in spans)
    found: list[Mark] = []
    for start, end, part in listed:
        start = max(start, found[-1].end) if found else start
        if start < end <= length:
            found.append(Mark(start=start, end=end, part=part))
    return found or [Mark(start=min(place.start, length), end=min(place.end, length), part="here")]


def _extent(
    connection: sqlite3.Connection, version_id: int, start: int, end: int, text: str
) -> tuple[int, int]:
    first = connection.execute(
        """SELECT "start", "end" FROM passage WHERE version_id = ?
        AND kind = 'sentence' AND "start" <= ? ORDER BY "start" DESC LIMIT 2""",
        (version_id, start),
    ).fetchall()
    last = connection.execute(
        """SELECT "start", "end" FROM passage WHERE version_id = ?
        AND kind = 'sentence' AND "end" >= ? ORDER BY "end" LIMIT 2""",
        (version_id, end),
    ).fetchall()
    begin = first[_together(text, first[::-1])][0] if first else start - _BESIDE
    finish = last[_together(text, last)][1] if last else end + _BESIDE
    begin = max(0, begin, start - MOST // 3)
    return begin, min(len(text), finish, max(begin + MOST, start + 1))


def _together(text: str, sentences: list[tuple[int, int]]) -> int:
    """How many more of one or two sentences belong to it: the other, if nothing stands between."""
    if len(sentences) == 1:
        return 0
    (_, end), (start, _) = sentences
    return int(not text[end:start].strip())
