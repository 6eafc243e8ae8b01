"""A casebook whose places lie where a map can show them: a town, an island, a country."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casebook_articles import AT
from casebook_asked import add
from sample_records import make_ferry_record, make_people_record

from onrecord.casebook import Casebook
from onrecord.record import Record

ICELAND = "geonames:2629691"


def ferries() -> Record:
    """The ferries' record, each of its places with an id of its own; the sea's is not known."""
    record = make_ferry_record()
    ids = ["invented:1", "invented:2", None, ICELAND]
    places = [replace(place, gazetteer_id=id) for place, id in zip(record.places, ids, strict=True)]
    return replace(record, places=places)


def make(path: Path) -> Path:
    """The casebook, of two articles."""
    with Casebook.create(path, clock=lambda: AT) as casebook:
        add(casebook, "plans", make_people_record())
        add(casebook, "ferries", ferries())
        casebook.identities()  # who is one is found out; claims have no part here
    return path
