"""What a casebook answers, as JSON and CSV: a row a thing, each with where it stands."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from onrecord.casebook import Dated, Heard, Hit, Named, Place, Review, Said, Who
from onrecord.casebook.lists.who import Role
from onrecord.export import csv_

Cells = dict[str, Any]

PLACE = ("document", "version", "headline", "outlet", "published", "line", "page", "start", "end")
"""The columns that say where a row stands, in every table."""
_SAID = ("statements", "speakers", "sources", "statement_kinds", "confidence")


def as_json(found: object) -> Iterator[str]:
    """Rows, or one answer, with every field."""
    data = (
        dataclasses.asdict(found)
        if dataclasses.is_dataclass(found) and not isinstance(found, type)
        else [dataclasses.asdict(row) for row in found]  # type: ignore[attr-defined]
    )
    yield json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_csv(columns: Iterable[str], rows: Iterable[Cells]) -> Iterator[str]:
    """A table; several values of a cell are parted by `; `."""
    texts = ({key: _cell(value) for key, value in row.items()} for row in rows)
    return csv_.write_rows(tuple(columns), texts)


def hits(found: Iterable[Hit]) -> Iterator[str]:
    """The passages that a search found."""
    rows = (
        {"kind": hit.kind, "text": hit.text, "matches": _spans(hit.lit)}
        | _said(hit.said)
        | place_cells(hit.place)
        for hit in found
    )
    return as_csv(("kind", "text", "matches", *_SAID, *PLACE), rows)


def sources(found: Iterable[Heard]) -> Iterator[str]:
    """The sources."""
    columns = [field.name for field in dataclasses.fields(Heard) if field.name != "place"]
    rows = (
        {name: getattr(heard, name) for name in columns} | place_cells(heard.place)
        for heard in found
    )
    # The first and last day are the source's own; the place is that of its first statement.
    return as_csv((*columns, *PLACE), rows)


def identities(found: Iterable[Named]) -> Iterator[str]:
    """The identities."""
    columns = [field.name for field in dataclasses.fields(Named) if field.name != "place"]
    rows = (
        {name: getattr(each, name) for name in columns} | place_cells(each.place) for each in found
    )
    return as_csv((*columns, *PLACE), rows)


def timeline(found: Iterable[Dated]) -> Iterator[str]:
    """What is dated."""
    columns = (
        "kind",
        "id",
        "earliest",
        "latest",
        "printed",
        "words",
        "sentence",
        "participants",
        "places",
        "modality",
    )
    rows = (
        {name: getattr(dated, name) for name in columns}
        | {"authority": dated.authority.holder if dated.authority else None}
        | {"said_by": dated.said.holder if dated.said else None}
        | {"also": tuple(each.words for each in dated.also)}
        | {"confidence": dated.confidence}
        | place_cells(dated.place)
        for dated in found
    )
    return as_csv((*columns, "also", "authority", "said_by", "confidence", *PLACE), rows)


def review(found: Iterable[Review]) -> Iterator[str]:
    """What to look at."""
    columns = ("kind", "names", "identities", "reasons", "confidence", "decision")
    other = [f"other_{name}" for name in PLACE]
    rows = (
        {name: getattr(each, name) for name in columns}
        | {"statement": each.said.id if each.said else None}
        | {"content": each.said.content if each.said else None}
        | place_cells(each.place)
        | {f"other_{name}": value for name, value in _places_cells(each.others).items()}
        for each in found
    )
    return as_csv((*columns, "statement", "content", *PLACE, *other), rows)


def who(found: Who) -> Iterator[str]:
    """What somebody is called, said, and what others say: a row each, as `part` tells."""
    columns = (
        "part",
        "text",
        "type",
        "role",
        "other",
        "of_other",
        "speakers",
        "said_on",
        "confidence",
    )
    rows = [_role(role) for role in found.roles]
    for part, listed in (("said", found.said), ("about", found.about)):
        rows += [_statement(part, said) for said in listed]
    named: Cells = {"identity": found.number, "name": found.name}
    return as_csv(("identity", "name", *columns, *PLACE), (named | row for row in rows))


def _role(role: Role) -> Cells:
    return {
        "part": "role",
        "text": role.text,
        "type": role.type,
        "role": role.role,
        "other": role.other,
        "of_other": role.of_other,
        "speakers": role.authority.holder if role.authority else None,
        "said_on": role.authority.said_on if role.authority else None,
        "confidence": None,
    } | place_cells(role.place)


def _statement(part: str, said: Said) -> Cells:
    return {
        "part": part,
        "text": said.content or said.cue,
        "type": said.kind,
        "role": None,
        "other": None,
        "of_other": None,
        "speakers": said.holder,
        "said_on": said.said_on,
        "confidence": said.confidence,
    } | place_cells(said.place)


def _said(found: Iterable[Said]) -> Cells:
    listed = [*found]
    return {
        "statements": tuple(said.id for said in listed),
        "speakers": tuple(said.holder or "" for said in listed),
        "sources": tuple(said.source or "" for said in listed),
        "statement_kinds": tuple(said.kind for said in listed),
        "confidence": tuple(said.confidence for said in listed),
    }


def place_cells(place: Place | None) -> Cells:
    """The cells of a place, by the names of PLACE."""
    return {name: getattr(place, name, None) for name in PLACE}


def _places_cells(places: Sequence[Place]) -> Cells:
    """The same of several places: the values of all of them."""
    if len(places) < 2:
        return place_cells(places[0] if places else None)
    return {name: tuple(getattr(place, name) for place in places) for name in PLACE}


def _spans(spans: Iterable[tuple[int, int]]) -> str:
    return " ".join(f"{start}..{end}" for start, end in spans)


def _cell(value: object) -> str | None:
    if isinstance(value, tuple):
        return "; ".join("" if each is None else str(each) for each in value) or None
    return None if value is None else str(value)


CSV: dict[str, Callable[[Any], Iterator[str]]] = {
    "search": hits,
    "identities": identities,
    "sources": sources,
    "timeline": timeline,
    "review": review,
    "who": who,
}
"""How each command's answer is written as CSV."""
