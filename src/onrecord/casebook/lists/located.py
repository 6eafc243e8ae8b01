"""The places that documents name, where they lie, and how much there is of each."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.casebook import rows
from onrecord.casebook.rows import Place
from onrecord.export import dates

_ROWS = f"""
SELECT l.gazetteer_id, l.name, l.kind, l.country, l.latitude, l.longitude, l.version_id, l.entity,
    m.identity_id, (SELECT count(*) FROM mention n
        WHERE n.version_id = l.version_id AND n.entity = l.entity),
    (SELECT count(*) FROM event_part t
        WHERE t.version_id = l.version_id AND t.entity = l.entity AND t.part = 'place')
FROM location l {rows.DOCUMENT.format("l")}
LEFT JOIN identity_member m ON m.version_id = l.version_id AND m.entity_id = l.entity
WHERE {{}}
ORDER BY l.version_id, l.entity"""  # noqa: S608
_OF = """(l.version_id, l.entity) IN (SELECT w.version_id, w.entity
    FROM identity_member i
    JOIN event_part t ON t.version_id = i.version_id AND t.entity = i.entity_id
        AND t.part = 'participant'
    JOIN event_part w ON w.version_id = t.version_id AND w.event = t.event AND w.part = 'place'
    WHERE i.identity_id IN ({}))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place, and in how many documents, how often, with how many events it is named.

    `kind`, `country` (ISO 3166-1, two letters), `latitude` and `longitude` (degrees, WGS 84; None
    where nobody knows) and `gazetteer_id` as in `record.Place`. `identity` is its number, None
    where it has none. `first` is where the first of its documents names it.
    """

    identity: int | None
    name: str
    kind: Literal["point", "area"]
    country: str | None
    latitude: float | None
    longitude: float | None
    gazetteer_id: str | None
    documents: int
    mentions: int
    events: int
    first: Place | None


def located(
    connection: sqlite3.Connection,
    *,
    identities: Sequence[int] | None = None,
    since: str | None = None,
    until: str | None = None,
    events: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Located]:
    """The places, those in most documents first.

    `identities`: those alone where something happened that any of these has a part in; `events`:
    those where anything did. `since` and `until` are of the day of publication. Raises
    OnrecordError C033 for what is no date.
    """
    conditions, values = ["TRUE"], list[object]()
    if identities is not None:
        conditions.append(_OF.format(", ".join("?" * len(identities))))
        values += identities
    if since:
        conditions.append("f.last >= ?")
        values.append(rows.day(since, dates.first_day))
    if until:
        conditions.append("f.first <= ?")
        values.append(rows.day(until, dates.last_day))
    groups = defaultdict[tuple[Any, ...], list[tuple[Any, ...]]](list)
    for row in connection.execute(_ROWS.format(" AND ".join(conditions)), values):
        # Our gazetteer's places by their ids; others by all that is known of them.
        groups[(row[0],) if row[0] else row[1:6]].append(row)
    found = [_counted(group) for group in groups.values()]
    found = [each for each in found if each[0].events or not events]
    found.sort(key=lambda each: (-each[0].documents, -each[0].mentions, each[0].name, each[1]))
    stop = None if limit is None else offset + limit
    return [
        _with_place(connection, place, version_id, entity)
        for place, (version_id, entity) in found[offset:stop]
    ]


def _counted(group: list[tuple[Any, ...]]) -> tuple[Located, tuple[int, str]]:
    """A place out of its rows, and the first entity that means it."""
    gazetteer_id, name, kind, country, latitude, longitude, version_id, entity = group[0][:8]
    whose = Counter(row[8] for row in group if row[8] is not None)
    place = Located(
        identity=min(whose, key=lambda number: (-whose[number], number), default=None),
        name=name,
        kind=kind,
        country=country,
        latitude=latitude,
        longitude=longitude,
        gazetteer_id=gazetteer_id,
        documents=len({row[6] for row in group}),
        mentions=sum(row[9] for row in group),
        events=sum(row[10] for row in group),
        first=None,
    )
    return place, (version_id, entity)


def _with_place(
    connection: sqlite3.Connection, place: Located, version_id: int, entity: str
) -> Located:
    values = {name: getattr(place, name) for name in Located.__slots__}
    return Located(**values | {"first": rows.entity_place(connection, version_id, entity)})
