from __future__ import annotations

from pathlib import Path
from typing import Any

import placed as placed_casebook
import pytest
import workbench
from workbench import Client

from onrecord import lexicon
from onrecord.annotate.places.world import Kind, world
from onrecord.casebook import Casebook
from onrecord.web.views import map as view


@pytest.fixture
def placed(tmp_path: Path) -> Path:
    """A casebook of a town, an island, a sea that nobody can place, a country."""
    return placed_casebook.make(tmp_path / "placed.casebook")


def named(content: Any) -> dict[str, Any]:
    return {place["name"]: place for place in content["places"]}


@pytest.mark.parametrize(
    "address",
    ["/map", "/map?events=1", "/map?since=2031&until=2031-12", "/map?show=1", "/map?since=2040"],
)
def test_every_form_of_it_keeps_to_the_schema(client: Client, address: str) -> None:
    client.page(address)
    client.twin(address)


def test_places_are_points_and_areas_and_countries_have_an_outline(placed: Path) -> None:
    with workbench.opened(placed) as client:
        content = client.twin("/map")
    found = named(content)
    assert (found["Helmvik"]["kind"], found["Helmvik"]["outline"]) == ("point", None)
    assert (found["Tarn"]["kind"], found["Tarn"]["outline"]) == ("area", None)
    assert (found["Iceland"]["kind"], found["Iceland"]["outline"]) == ("area", "352")
    assert content["unplaced"] == 1
    assert found["Norrund Sea"]["latitude"] is None


def test_every_outline_is_of_a_country_of_the_gazetteer() -> None:
    outlines = lexicon.load("outlines")["numbers"]
    countries = {
        str(id)
        for (id,) in world()._database.execute(
            "SELECT id FROM place WHERE kind = ?", (int(Kind.COUNTRY),)
        )
    }
    assert set(outlines) <= countries
    assert len(countries - set(outlines)) < 20


def test_a_place_leads_to_its_page_its_events_and_its_words(placed: Path) -> None:
    with workbench.opened(placed) as client:
        town = named(client.twin("/map"))["Helmvik"]
        assert town["href"] == f"/entity/{town['identity']}"
        assert (town["events"], client.twin(town["timeline"])["total"]) == (1, 1)
        page = client.page("/map")
    assert "64.1° N, 0.0° E" in page
    assert "3.2° S, 20.5° W" in page
    assert "not known" in page


def test_what_is_picked_is_a_part_of_everything(placed: Path) -> None:
    with workbench.opened(placed) as client:
        content = client.twin("/map?events=1")
    assert (list(named(content)), content["everything"]) == (["Helmvik"], 4)


def test_more_are_shown_when_asked_for(placed: Path) -> None:
    with workbench.opened(placed) as client:
        first = client.twin("/map?show=1")
        assert (len(first["places"]), first["total"], first["more"]) == (1, 4, "/map?show=4")
        assert len(client.twin(first["more"])["places"]) == 4


def test_an_empty_casebook_says_what_will_stand_here(tmp_path: Path) -> None:
    Casebook.create(tmp_path / "new.casebook").close()
    with workbench.opened(tmp_path / "new.casebook") as client:
        assert "No place is known yet" in client.page("/map")


def test_what_cannot_be_asked_is_an_error_with_a_number(client: Client) -> None:
    assert client.twin("/map?since=soon", status=400)["error"]["code"] == "C033"
    assert client.twin("/map?who=Nobody+Atall", status=404)["error"]["code"] == "C031"


def test_where_the_libraries_are_missing_the_page_says_so_and_lists_all(
    placed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view.drawn, "has", lambda library: False)
    with workbench.opened(placed) as client:
        page = client.page("/map")
    assert "python web/build.py" in page
    assert page.count('<tr id="place-') == 4
