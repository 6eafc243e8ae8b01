from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import workbench
from attacks import ATTACK, assert_harmless
from casebook_articles import item
from workbench import CRANE, PEOPLE, Client

from onrecord.casebook import Casebook
from onrecord.web import links


@pytest.mark.parametrize(
    "address",
    [
        "/search",
        "/search?words=crane",
        '/search?words="harbour plans" -money',
        "/search?kinds=denial&kinds=belief&kinds=nothing&named=yes",
        "/search?words=said&since=2031-03&until=2031",
        "/search?source=oster&outlet=lantern&outlets=The+Kestrian+Lantern",
        "/search?words=zeppelin",
        "/search?words=said&from=9999",
        "/search?identities=9999&identities=x&named=perhaps&from=-3",
    ],
)
def test_every_search_has_a_page_and_a_twin(client: Client, address: str) -> None:
    client.page(address)
    client.twin(address)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/search?words=%3F%21", "C030"),
        ("/search?since=soon", "C033"),
        ("/search?document=x", "C008"),
    ],
)
def test_what_can_not_be_looked_for_is_said_on_the_page(
    client: Client, address: str, code: str
) -> None:
    assert client.twin(address, status=400)["wrong"]["code"] == code
    html = client.page(address, status=400)
    assert 'role="alert"' in html
    assert 'name="words"' in html


def test_matches_are_marked_in_the_passage(client: Client) -> None:
    content = client.twin('/search?words="harbour+plans"')
    for hit in content["hits"]:
        marked = [part["text"].lower() for part in hit["parts"] if part["mark"] == "lit"]
        assert marked == ["harbour plans"]
    assert "<mark" in client.page('/search?words="harbour+plans"')


def test_a_facet_leads_to_as_many_as_it_says(client: Client) -> None:
    content = client.twin("/search?words=said")
    choices = [one for facet in content["facets"] for one in facet["values"]] + content["dates"]
    assert {facet["name"] for facet in content["facets"] if facet["values"]} == {
        "kinds",
        "named",
        "identities",
        "outlets",
    }
    for one in choices:
        found = client.twin(one["address"])
        assert found["total"] == one["count"], one
        (chosen,) = found["chosen"]
        assert client.twin(chosen["address"])["total"] == content["total"]


def test_what_is_chosen_is_taken_away_by_the_same_link(client: Client) -> None:
    first = client.twin("/search?words=said&kinds=denial")
    (chosen,) = (one for one in first["facets"][0]["values"] if one["chosen"])
    assert "kinds" not in parse_qs(urlsplit(chosen["address"]).query)
    assert 'aria-current="true"' in client.page("/search?words=said&kinds=denial")


def test_several_of_a_facet_are_any_of_them(client: Client) -> None:
    counts = {
        kinds: client.twin(f"/search?{kinds}")["total"]
        for kinds in ("kinds=denial", "kinds=belief", "kinds=denial&kinds=belief")
    }
    first, second, both = counts.values()
    assert both == first + second


def test_pages_follow_one_another_without_a_gap(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.web.views.search.A_PAGE", 3)
    address: str | None = "/search?words=said"
    seen = []
    while address:
        content = client.twin(address)
        seen += [(hit["place"]["document"], hit["place"]["start"]) for hit in content["hits"]]
        address = content["after"]
    assert len(seen) == len(set(seen)) == content["total"] > 3


def test_a_kept_address_finds_the_same_person_after_decisions(client: Client, path: Path) -> None:
    address = links.search(identities=f"{number(path, 'Ada Venn')} Ada Venn")
    before = client.twin(address)
    assert before["chosen"][0]["name"] == "Ada Venn"
    client.decide(action="merge", who=["Petra Lunde", "Dorrit Haldane"])
    client.decide(action="rename", who=["Petra Lunde"], name="P. Lunde")
    after = client.twin(address)
    assert after["total"] == before["total"] > 0
    assert after["chosen"][0]["name"] == "Ada Venn"
    stale = links.search(identities="9999 Ada Venn")
    assert client.twin(stale)["total"] == before["total"]


def test_whoever_is_not_there_any_more_is_not_asked_for(client: Client) -> None:
    assert client.twin(links.search(identities="9999 Nobody At All"))["chosen"] == []


def test_a_hit_leads_to_its_words_in_the_article(client: Client) -> None:
    content = client.twin("/search?words=crane&named=yes")
    hit = content["hits"][0]
    place = hit["place"]
    address = links.article(
        place["document"], place["version"], place["start"], place["end"], hit["said"][0]["id"]
    )
    assert address.replace("&", "&amp;") in client.page("/search?words=crane&named=yes")


def test_an_empty_casebook_says_what_to_do(tmp_path: Path) -> None:
    with Casebook.create(tmp_path / "empty.casebook"):
        pass
    with workbench.opened(tmp_path / "empty.casebook") as client:
        assert "Add articles" in client.page("/search")
        assert client.twin("/search?words=crane")["total"] == 0


def test_attacks_in_every_field_stay_words(client: Client, path: Path) -> None:
    fields = ("words", "source", "since", "until", "outlet", "outlets", "identities", "document")
    for name in fields:
        answer = client.http.get("/search", params={name: ATTACK, "from": ATTACK})
        assert answer.status_code in (200, 400)
        assert_harmless(answer.text)
    with Casebook.open(path) as casebook:
        casebook.add_items(
            [item(7, text=f"Rain\n{ATTACK[:90]} said that it rained.\n")], workbench._read
        )
    assert_harmless(client.page("/search?words=rained"))


def number(path: Path, name: str) -> int:
    with Casebook.open(path) as casebook:
        return casebook.who(name).number


def test_one_document_can_be_searched(client: Client) -> None:
    assert {
        hit["place"]["document"]
        for hit in client.twin(f"/search?words=said&document={CRANE}")["hits"]
    } == {CRANE}
    assert client.twin(f"/search?document={PEOPLE}&named=no")["unit"] == "statement"
