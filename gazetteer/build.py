"""Builds `src/onrecord/annotate/places/world.sqlite`, the gazetteer.

    pip install --no-deps --target sources -r requirements.txt
    npm install --prefix sources us-atlas@3.0.1 world-atlas@2.0.2 zipcodes@8.0.0
    python build.py sources

The same packages and SQLite give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import sources
import yaml
from sources import Point

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OUT = ROOT / "src/onrecord/annotate/places/world.sqlite"
sys.path.insert(0, str(ROOT / "src"))

from onrecord.annotate.places.keys import key  # noqa: E402
from onrecord.annotate.places.world import AIRPORT_IDS, POST_IDS, SCHEMA, Kind, Naming  # noqa: E402

NAMESAKES = 64
"""Places kept of one key: the larger ones, and those whose own name it is."""
OUTLIERS = 50
"""One settlement in as many is left out at either end of a division's frame."""
KNOWN_BY_OTHER_NAMES = 5_000
"""People in a settlement from which on its other names in Latin letters are kept."""
OTHER_SCRIPTS = frozenset(
    """AE AF AM AZ BD BG BH BY CN CY DZ EG ER ET GE GR HK IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB
    LK LY MA MD MK MM MN MR NP OM PK PS QA RS RU SA SD SY TH TJ TM TN TW UA UZ XK YE""".split()  # noqa: SIM905
)
"""Where names are printed in more than one way in English, so that all are kept."""
BARE = frozenset({"International Airport", "Regional Airport", "Municipal Airport"})
"""What is left of an airport's name that is its city's: no name."""
LARGE = 500_000
"""People in a first-level division from which on its name tells where a text is about."""
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ‘’'ʻ][A-Za-zÀ-ɏḀ-ỿ’‘'ʻʼ`. –-]*\Z")


class Place(NamedTuple):
    """A row of the gazetteer; `admin1` and `admin2` are ids."""

    id: int
    name: str
    kind: Kind
    country: str
    admin1: int
    admin2: int
    point: Point
    population: int
    capital: bool = False


class Gazetteer:
    """Places and their names, gathered before they are written."""

    def __init__(self) -> None:
        self.places: dict[int, Place] = {}
        self.names: dict[str, dict[int, Naming]] = defaultdict(dict)

    def add(
        self,
        place: Place,
        others: Iterable[str] = (),
        reported: Iterable[str] = (),
        peoples: Iterable[str] = (),
    ) -> None:
        """A place; what reporting calls it (`reported`) is as good as its own name."""
        self.places[place.id] = place
        self.name(place.id, [place.name, *reported], Naming.OWN)
        self.name(place.id, others, Naming.OTHER)
        self.name(place.id, peoples, Naming.PEOPLE)

    def name(self, id: int, names: Iterable[str], naming: Naming) -> None:
        for each in names:
            held = self.names[key(each)]
            held[id] = min(naming, held.get(id, naming))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("sources", type=Path, help="the folder that holds the packages")
    options.add_argument("--out", type=Path, default=OUT)
    arguments = options.parse_args()
    found = gather(arguments.sources)
    write(found, arguments.out)
    digest = hashlib.sha256(arguments.out.read_bytes()).hexdigest()
    arguments.out.with_suffix(".sha256").write_text(f"{digest}\n", encoding="ascii")
    size = arguments.out.stat().st_size
    kept = sum(len(held) for held in found.names.values())
    print(f"{len(found.places)} places, {kept} names, {size / 1e6:.1f} MB, sha256 {digest}")


def gather(folder: Path) -> Gazetteer:
    """Every place with its names."""
    found = Gazetteer()
    cities = sorted(sources.cities(folder))
    add_countries(found, folder, cities)
    add_divisions(found, folder, cities)
    add_cities(found, folder, cities)
    add_posts(found, folder)
    add_airports(found, folder)
    add_areas(found, folder)
    return found


def add_countries(found: Gazetteer, folder: Path, cities: list[sources.City]) -> None:
    lands, more = sources.lands(folder), _yaml("countries.yaml")
    capitals = capitals_of(folder, cities)
    for country in sorted(sources.countries(folder)):
        extra = more.get(country.iso, {})
        point = (
            tuple(map(float, extra["centre"]))
            if "centre" in extra
            else lands.get(country.numeric)
            or (capitals[country.iso].point if country.iso in capitals else None)
        )
        if point is None:
            continue  # an uninhabited rock
        place = Place(
            country.id,
            country.names[0],
            Kind.COUNTRY,
            country.iso,
            0,
            0,
            (point[0], point[1]),
            country.population,
        )
        found.add(place, latin(country.names), extra.get("names", []), peoples(extra))


def capitals_of(folder: Path, cities: list[sources.City]) -> dict[str, sources.City]:
    """The capital of each country: the largest city of that name in it."""
    names = {country.iso: key(country.capital) for country in sources.countries(folder)}
    found: dict[str, sources.City] = {}
    for city in cities:
        wanted = names.get(city.country)
        largest = found.get(city.country)
        if (largest is None or city.population > largest.population) and (
            wanted in map(key, (city.name, *city.others))
        ):
            found[city.country] = city
    return found


def add_divisions(found: Gazetteer, folder: Path, cities: list[sources.City]) -> None:
    divisions, more = sources.divisions(folder), _yaml("divisions.yaml")
    middles = sources.counties(folder)
    within = sources.divisions_of_cities(folder)
    points: dict[int, list[Point]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for city in cities:
        for row in within.get(city.id, []):
            points[row].append(city.point)
            people[row] += city.population
    for row, division in divisions.items():
        extra = more.get(division.iso, {})
        point = middles.get(division.code) or (middle(points[row]) if row in points else None)
        if "centre" in extra:
            point = (float(extra["centre"][0]), float(extra["centre"][1]))
        if point is None:
            continue  # nothing says where it lies
        parent = divisions.get(division.parent or 0)
        place = Place(
            division.id,
            division.name,
            Kind.FIRST if division.level == 1 else Kind.SECOND,
            division.code[:2],
            parent.id if parent else division.id,
            division.id if parent else 0,
            point,
            people[row],
        )
        found.add(place, latin(division.others), extra.get("names", []), peoples(extra))


def add_cities(found: Gazetteer, folder: Path, cities: list[sources.City]) -> None:
    divisions, within = sources.divisions(folder), sources.divisions_of_cities(folder)
    more = _yaml("cities.yaml")
    capitals = {city.id for city in capitals_of(folder, cities).values()}
    for city in cities:
        rows = [divisions[row] for row in within.get(city.id, []) if row in divisions]
        first = next((each.id for each in rows if each.level == 1), 0)
        second = next((each.id for each in rows if each.level == 2), 0)
        place = Place(
            city.id,
            city.name,
            Kind.CITY,
            city.country,
            first,
            second,
            city.point,
            city.population,
            city.id in capitals,
        )
        large = city.population >= KNOWN_BY_OTHER_NAMES or city.country in OTHER_SCRIPTS
        found.add(place, latin(city.others) if large else [], more.get(str(city.id), []))


def add_posts(found: Gazetteer, folder: Path) -> None:
    """Places with a post office that are too small for GeoNames' list."""
    states = {
        code[3:]: id
        for id, code in (
            (division.id, division.code)
            for division in sources.divisions(folder).values()
            if division.level == 1 and division.code.startswith("US.")
        )
    }
    known = {
        (key(place.name), place.admin1)
        for place in found.places.values()
        if place.country == "US" and place.kind == Kind.CITY
    }
    for post in sorted(sources.posts(folder)):
        state = states.get(post.state, 0)
        if (key(post.name), state) in known:
            continue
        known.add((key(post.name), state))
        found.add(Place(POST_IDS - post.zip, post.name, Kind.CITY, "US", state, 0, post.point, 0))


def add_airports(found: Gazetteer, folder: Path) -> None:
    """Airports, by their name with and without what is often left out."""
    for airport in sorted(sources.airports(folder)):
        short = re.sub(r"(?<=\s)(?:International|Regional|Municipal) (?=Airport)", "", airport.name)
        place = Place(
            AIRPORT_IDS - int(airport.iata, 36),
            airport.name,
            Kind.LANDMARKS,
            airport.country,
            0,
            0,
            airport.point,
            0,
        )
        others = [short]
        if airport.city and "Airport" in airport.name:
            others += [f"{airport.city} Airport", f"{airport.city} International Airport"]
            others.append(" ".join(airport.name.replace(airport.city, "").split()))
        found.add(place, [each for each in others if len(each.split()) > 1 and each not in BARE])


def add_areas(found: Gazetteer, folder: Path) -> None:
    """What no package lists, with GeoNames' ids for the continents."""
    continents = {name: id for id, name in sources.continents(folder)}
    number = 0
    for group, areas in _yaml("areas.yaml").items():
        for names, (latitude, longitude, *country) in areas.items():
            number -= 1
            name, *others = names.split("/")
            place = Place(
                continents.get(name, number),
                name,
                Kind[group.upper()],
                country[0] if country else "",
                0,
                0,
                (float(latitude), float(longitude)),
                0,
            )
            found.add(place, reported=others)


def middle(points: list[Point]) -> Point:
    """The middle of a division, told by its settlements.

    Halfway between their mean and the middle of the frame around nearly all of them: the mean
    alone leans to where people live, the frame to what was put into the wrong division.
    """
    longitudes = [longitude for _, longitude in points]
    if max(longitudes) - min(longitudes) > 180:  # on both sides of the date line
        longitudes = [each % 360 for each in longitudes]
    return _middle([latitude for latitude, _ in points]), (_middle(longitudes) + 180) % 360 - 180


def _middle(values: list[float]) -> float:
    cut = len(values) // OUTLIERS
    ordered = sorted(values)[cut : len(values) - cut]
    return (sum(values) / len(values) + (ordered[0] + ordered[-1]) / 2) / 2


def latin(names: Iterable[str]) -> Iterator[str]:
    """Names in Latin letters that are neither codes nor letters' names."""
    for name in names:
        code = name.isupper() and len(name) <= 4
        if len(name) > 2 and not code and _LATIN.match(name):
            yield name


def peoples(extra: dict[str, Any]) -> list[str]:
    """The peoples and adjectives of an entry, with the plurals that a rule makes."""
    found = list(extra.get("peoples", []))
    return found + [f"{each}s" for each in found if each[-1] in "nitkr" and f"{each}s" not in found]


def write(found: Gazetteer, out: Path) -> None:
    """The file, each table in the order of its key."""
    out.unlink(missing_ok=True)
    for each, held in found.names.items():
        if len(held) > NAMESAKES:
            best = sorted(held, key=lambda id: (held[id], *_size(found.places[id]), id))
            found.names[each] = {id: held[id] for id in best[:NAMESAKES]}
    used = {id for held in found.names.values() for id in held}
    used |= {id for place in found.places.values() for id in (place.admin1, place.admin2)}
    with sqlite3.connect(out) as database:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA encoding = 'UTF-8'")
        database.executescript(SCHEMA)
        database.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    place.id,
                    place.name,
                    place.kind,
                    place.country,
                    place.admin1,
                    place.admin2,
                    round(place.point[0] * 1000),
                    round(place.point[1] * 1000),
                    place.population,
                    place.capital,
                )
                for id, place in sorted(found.places.items())
                if id in used
            ),
        )
        database.executemany(
            "INSERT INTO name VALUES (?, ?, ?)",
            (
                (each, id, naming)
                for each, held in sorted(found.names.items())
                if each
                for id, naming in sorted(held.items())
            ),
        )
        database.executemany(
            "INSERT INTO land VALUES (?, ?)",
            (
                (each, id)
                for each, held in sorted(found.names.items())
                for id in sorted(held)
                if each and is_land(found.places[id])
            ),
        )
    database.close()
    with sqlite3.connect(out) as database:
        database.execute("VACUUM")
    database.close()


def is_land(place: Place) -> bool:
    """Whether a text that names it is likely to be about other places there."""
    return place.kind == Kind.COUNTRY or (place.kind == Kind.FIRST and place.population >= LARGE)


def _size(place: Place) -> tuple[int, int]:
    return place.kind, -place.population


def _yaml(name: str) -> Any:
    return yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


if __name__ == "__main__":
    main()
