from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import workbench
from workbench import Client

from onrecord.casebook import Casebook
from onrecord.web.views import graph


def names(content: Any) -> list[str]:
    return [end["name"] for end in content["ends"]]


@pytest.mark.parametrize(
    "address",
    [
        "/graph",
        "/graph?who=Ivo+Dahl",
        "/graph?type=person&type=outlet&tie=cites",
        "/graph?show=3",
        "/graph?show=1000000&all=1",
        "/graph?type=nobody&tie=nothing&show=x",
    ],
)
def test_every_form_of_it_keeps_to_the_schema(client: Client, address: str) -> None:
    client.page(address)
    client.twin(address)


def test_ties_are_told_in_words_and_lead_to_where_they_stand(client: Client) -> None:
    content = client.twin("/graph")
    told = {(tie["start_name"], tie["told"], tie["end_name"]) for tie in content["ties"]}
    assert ("Maren Oster", "belongs to", "Norrund Salt Council") in told
    for tie in content["ties"]:
        client.page(tie["href"])
    ids = {end["id"] for end in content["ends"]}
    assert all({tie["start"], tie["end"]} <= ids for tie in content["ties"])


def test_what_is_shown_stays_put_when_more_is_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph, "SHOWN", (4, 8, 16))
    few, more = client.twin("/graph"), client.twin("/graph?show=8")
    assert 4 <= len(few["ends"]) < len(more["ends"])
    for one, other in zip(few["ends"], more["ends"], strict=False):
        assert (one["id"], one["x"], one["y"]) == (other["id"], other["x"], other["y"])


def test_types_and_ties_are_picked(client: Client) -> None:
    people = client.twin("/graph?type=person")
    assert {end["type"] for end in people["ends"]} == {"person"}
    belongs = client.twin("/graph?tie=belongs+to")
    assert {tie["kind"] for tie in belongs["ties"]} == {"belongs to"}
    usual = client.twin("/graph")
    assert "outlet" not in {end["type"] for end in usual["ends"]}
    outlets = client.twin("/graph?type=outlet&type=person&tie=cites")
    assert "The Helmvik Tide" in names(outlets)


def test_around_somebody_they_come_first(client: Client) -> None:
    found = client.twin("/graph?who=Ivo+Dahl")
    assert names(found)[0] == found["about"] == "Ivo Dahl"
    number = found["ends"][0]["identity"]
    again = client.twin(f"/graph?who=%23{number}")
    assert (names(again), again["about"]) == (names(found), "Ivo Dahl")
    assert "Around <bdi>Ivo Dahl</bdi>" in client.page(f"/graph?who=%23{number}")


def test_few_are_shown_at_first_with_a_way_to_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.twin("/graph")
    assert whole["more"] is None
    monkeypatch.setattr(graph, "SHOWN", (3, 6, 9))
    first = client.twin("/graph")
    assert (len(first["ends"]), first["more"]) == (3, "/graph?show=6")
    more = client.twin(first["more"])
    assert (names(more), more["more"]) == (names(whole)[:6], "/graph?show=9")
    assert client.twin("/graph?show=9")["more"] is None


def test_only_the_strongest_ties_of_each_are_drawn_unless_all_are_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph, "_TIES", 1)
    thin, whole = client.twin("/graph?show=48"), client.twin("/graph?show=48&all=1")
    assert thin["more_ties"] == len(whole["ties"]) - len(thin["ties"]) > 0
    tied = {one for tie in thin["ties"] for one in (tie["start"], tie["end"])}
    assert tied == {one for tie in whole["ties"] for one in (tie["start"], tie["end"])}
    assert whole["more_ties"] == 0


def test_an_empty_casebook_says_what_will_stand_here(tmp_path: Path) -> None:
    Casebook.create(tmp_path / "new.casebook").close()
    with workbench.opened(tmp_path / "new.casebook") as client:
        assert "Nobody is tied to anybody yet" in client.page("/graph")


def test_nobody_of_that_name_is_an_error_with_a_number(client: Client) -> None:
    assert client.twin("/graph?who=Nobody+Atall", status=404)["error"]["code"] == "C031"


def test_where_the_library_is_missing_the_page_says_so_and_lists_all(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph.drawn, "has", lambda library: False)
    page = client.page("/graph")
    assert "python web/build.py" in page
    assert page.count('<tr id="end-') == len(client.twin("/graph")["ends"])
