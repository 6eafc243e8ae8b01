from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from casebook_asked import add, published
from sample_records import make_ferry_record

from onrecord.casebook import Casebook, Located
from onrecord.errors import OnrecordError
from onrecord.record import Record


def ferries() -> Record:
    """The ferries' record, each of its places with an id of its own."""
    record = make_ferry_record()
    places = [
        replace(each, gazetteer_id=each.gazetteer_id and f"invented:{number}")
        for number, each in enumerate(record.places)
    ]
    return replace(record, places=places)


@pytest.fixture
def asked(path: Path) -> Iterator[Casebook]:
    with Casebook.create(path) as casebook:
        add(casebook, "ferries", ferries())
        yield casebook


def named(places: list[Located]) -> dict[str, Located]:
    return {each.name: each for each in places}


def test_places_lie_where_the_record_says(asked: Casebook) -> None:
    found = named(asked.located())
    assert list(found) == ["Helmvik", "Tarn", "Iceland", "Norrund Sea"]
    town, land, sea = found["Helmvik"], found["Iceland"], found["Norrund Sea"]
    assert (town.kind, town.country, town.latitude, town.longitude) == ("point", "IS", 64.146, 0.04)
    assert (land.kind, land.country, land.latitude) == ("area", "IS", 65.0)
    assert (sea.latitude, sea.longitude, sea.gazetteer_id) == (None, None, None)
    assert (town.documents, town.mentions, town.events) == (1, 3, 1)


def test_each_place_leads_to_where_it_is_first_named(asked: Casebook) -> None:
    for each in asked.located():
        assert each.first is not None
        text = asked.record(each.first.document).document.text
        assert text[each.first.start : each.first.end].casefold() == each.name.casefold()


def test_a_place_of_several_documents_is_one(path: Path) -> None:
    with Casebook.create(path) as casebook:
        add(casebook, "ferries", ferries())
        add(casebook, "again", ferries())
        found = named(casebook.located())
    assert (found["Helmvik"].documents, found["Helmvik"].mentions) == (2, 6)
    # Nothing but its name is known of the sea: it is one as well.
    assert found["Norrund Sea"].documents == 2


def test_places_are_picked_by_what_happened_there(asked: Casebook) -> None:
    assert [each.name for each in asked.located(events=True)] == ["Helmvik"]


def test_places_are_picked_by_who_has_a_part_in_what_happened(path: Path) -> None:
    record = ferries()
    first, moved, *others = record.events
    with_council = replace(moved, participants=["e1"])
    with Casebook.create(path) as casebook:
        add(casebook, "ferries", replace(record, events=[first, with_council, *others]))
        found = casebook.located(who="Norrund Salt Council")
        assert [each.name for each in found] == ["Helmvik"]
        assert casebook.located(who="Maren Oster") == []
        with pytest.raises(OnrecordError, match="C031"):
            casebook.located(who="Nobody Atall")


def test_places_are_picked_by_the_day_of_publication(path: Path) -> None:
    with Casebook.create(path) as casebook:
        add(casebook, "early", published(ferries(), "2029-05"))
        assert casebook.located(since="2030") == []
        assert casebook.located(until="2029-04") == []
        assert len(casebook.located(since="2029-05-31", until="2029-06")) == 4
        with pytest.raises(OnrecordError, match="C033"):
            casebook.located(since="soon")


def test_a_limit_and_an_offset_page_through_the_same_order(asked: Casebook) -> None:
    whole = asked.located()
    paged = [place for at in range(4) for place in asked.located(limit=1, offset=at)]
    assert paged == whole


def test_a_new_version_replaces_the_places_of_the_old_one(path: Path) -> None:
    with Casebook.create(path) as casebook:
        record = ferries()
        add(casebook, "ferries", record)
        text = record.document.text + "\n"
        changed = replace(record, document=replace(record.document, text=text), places=[])
        add(casebook, "ferries", changed)
        assert casebook.located() == []
