"""The claims' pages: what is claimed, by whom and against whom, and whence it came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import claims_asked
import pytest
from workbench import Client, opened

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    path = tmp_path / "story.casebook"
    with claims_asked.make(path) as casebook:
        casebook.claims()
    with opened(path) as client:
        yield client


def the_claim(client: Client) -> str:
    (found,) = client.twin("/claims")["claims"]
    return str(found["id"])


def test_the_list_says_who_holds_and_who_denies(client: Client) -> None:
    (found,) = client.twin("/claims")["claims"]
    assert found["documents"] == len(found["holders"]) == 3
    assert found["deniers"] == ["The Marren Tide"]
    page = client.page("/claims")
    assert found["text"] in page
    assert "disputed" in page


def test_what_is_asked_for_picks(client: Client) -> None:
    assert client.twin("/claims?disputed=1")["claims"]
    assert client.twin("/claims?about=crane")["claims"]
    assert not client.twin("/claims?about=submarine")["claims"]
    assert "No claim is like that" in client.page("/claims?about=submarine")


def test_claims_that_are_still_worked_out_are_not_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "fresh.casebook"
    claims_asked.make(path).close()
    with opened(path) as client:
        assert client.twin("/claims")["behind"] == {"waiting": 4, "documents": 4}
        page = client.page("/claims")
    assert "4 of 4 are still to be compared" in page
    assert "No claims yet" not in page


def test_claims_of_all_articles_are_not_said_to_be_behind(client: Client) -> None:
    assert client.twin("/claims")["behind"] is None
    assert "still" not in client.page("/claims")


def test_a_claim_has_its_holders_and_deniers_side_by_side(client: Client) -> None:
    found = client.twin(f"/claim?id={the_claim(client)}")
    members = found["claim"]["members"]
    assert {members[number]["place"]["document"] for number in found["deniers"]} == {"tide"}
    assert {members[number]["place"]["document"] for number in found["holders"]} == {
        "gazette",
        "lantern",
        "echo",
    }
    page = client.page(f"/claim?id={found['claim']['id']}")
    for why in found["claim"]["lineage"]["independence"]["why"]:
        assert why.replace("“", "").split(":")[0][:12] in page


def test_every_node_of_the_lineage_is_drawn_and_each_step_an_arrow(client: Client) -> None:
    found = client.twin(f"/claim?id={the_claim(client)}")
    lineage, drawing = found["claim"]["lineage"], found["drawing"]
    assert [box["node"] for box in drawing["boxes"]] == list(range(len(lineage["nodes"])))
    assert {(each["start"], each["end"]) for each in drawing["arrows"]} == {
        (each["start"], each["end"]) for each in lineage["links"]
    }


def test_a_grade_is_kept_with_its_author_and_shown(client: Client) -> None:
    id = the_claim(client)
    client.decide(action="grade", name="The Marren Echo", value="C", why="Often late.")
    client.decide(action="grade", name=id, value="3", why="Two of three saw it.")
    found = client.twin(f"/claim?id={id}")
    (echo,) = (each for each in found["outlets"] if each["of"] == "The Marren Echo")
    assert (echo["value"], echo["grade"]["by"]) == ("C", "ada")
    assert (found["credibility"]["value"], found["credibility"]["proposed"]) == ("3", False)


def test_a_note_stands_with_the_claim(client: Client) -> None:
    id = the_claim(client)
    first = client.twin(f"/claim?id={id}")["claim"]["members"][0]
    client.decide(
        action="note",
        document=first["place"]["document"],
        id=first["said"]["id"],
        text=f"Ask the board. {ATTACK}",
    )
    (note,) = client.twin(f"/claim?id={id}")["notes"]
    assert note["by"] == "ada"
    page = client.page(f"/claim?id={id}")
    assert "Ask the board." in page
    assert ATTACK not in page


def test_a_claim_that_is_not_there_is_said_to_be_none(client: Client) -> None:
    assert "C040" in client.page("/claim?id=c0ffee", status=404)
    assert client.twin("/claim?id=c0ffee", status=404)["error"]["code"] == "C040"
    assert client.twin("/claim", status=404)["error"]["code"] == "C040"


def test_without_claims_the_page_says_what_a_claim_is(tmp_path: Path) -> None:
    path = tmp_path / "one.casebook"
    with claims_asked.make(path, "gazette") as casebook:
        casebook.claims()
    with opened(path) as client:
        assert "at least two articles" in client.page("/claims")
