"""The gazetteer: `world.sqlite`, made by `gazetteer/build.py`, opened once and read only.

GeoNames (CC BY 4.0) for countries, divisions and settlements; the rest is said in NOTICE.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("world.sqlite")
SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, admin1 INTEGER, admin2 INTEGER,
  latitude INTEGER, longitude INTEGER, population INTEGER, capital INTEGER
);
CREATE TABLE name (key TEXT, place INTEGER, naming INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE land (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
"""Thousandths of a degree; `admin1` and `admin2` are ids of places, 0 where there is none.
`land`: names of countries, their peoples and large divisions, which tell where a text is about."""

_CHUNK = 500
"""Names asked for at a time."""
POST_IDS = -10_000_000
AIRPORT_IDS = -1_000_000
"""Ids of our own are negative; those of post offices and airports lie below these."""


class Kind(IntEnum):
    """What a place is."""

    COUNTRY = 0
    FIRST = 1
    SECOND = 2
    CITY = 3
    REGIONS = 4
    WATERS = 5
    RIVERS = 6
    HEIGHTS = 7
    ISLANDS = 8
    LANDMARKS = 9


class Naming(IntEnum):
    """How a name means a place: as its own, as another name, as that of its people."""

    OWN = 0
    OTHER = 1
    PEOPLE = 2


class Entry(NamedTuple):
    """A place of the gazetteer by one of its names; degrees in thousandths, as stored.

    `admin1` and `admin2` are ids of places, a division's own among them, 0 where there is none.
    """

    id: int
    name: str
    kind: int
    country: str
    admin1: int
    admin2: int
    latitude: int
    longitude: int
    population: int
    capital: int
    naming: int

    @property
    def gazetteer_id(self) -> str:
        """The id where the place is from: GeoNames, a ZIP code, IATA's code, our own list."""
        if self.id > 0:
            return f"geonames:{self.id}"
        if self.id < POST_IDS:
            return f"zip:{POST_IDS - self.id:05d}"
        if self.id <= AIRPORT_IDS:
            return f"iata:{_letters(AIRPORT_IDS - self.id)}"
        return "onrecord:" + "-".join(self.name.lower().split())


def _letters(number: int) -> str:
    """A number's three digits to the base 36."""
    digits = (number // 1296, number // 36 % 36, number % 36)
    return "".join("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit] for digit in digits)


class World:
    """The open gazetteer. Reads only; may be used from several threads."""

    def __init__(self, file: Path = FILE) -> None:
        uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        self._database = sqlite3.connect(uri, uri=True, check_same_thread=False)

    def find(self, keys: Collection[str]) -> dict[str, list[Entry]]:
        """The places of each key (`keys.key`), largest first; a key without any is left out."""
        found: dict[str, list[Entry]] = {}
        asked = sorted(set(keys))
        for at in range(0, len(asked), _CHUNK):
            chunk = asked[at : at + _CHUNK]
            rows = self._database.execute(
                "SELECT key, place.*, naming FROM name JOIN place ON place.id = name.place"  # noqa: S608
                f" WHERE key IN ({','.join('?' * len(chunk))})",
                chunk,
            )
            for key, *row in rows:
                found.setdefault(key, []).append(Entry(*row))
        for entries in found.values():
            entries.sort(key=lambda entry: (-entry.population, entry.id))
        return found

    def lands(self) -> Iterator[tuple[str, str, int]]:
        """Names of countries, peoples and large divisions: key, country, first-level id or 0."""
        yield from self._database.execute(
            "SELECT key, country, admin1 FROM land JOIN place ON place.id = land.place"
            " ORDER BY key, place.id"
        )


@cache
def world() -> World:
    """The packaged gazetteer, opened at the first call."""
    return World()


@cache
def digest() -> str:
    """The first twelve hexadecimal digits of the file's SHA-256, as the build wrote them."""
    return FILE.with_suffix(".sha256").read_text(encoding="ascii")[:12]
