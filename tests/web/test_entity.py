from __future__ import annotations

from pathlib import Path
from typing import Any

import claims_asked
import pytest
import workbench
from attacks import ATTACK, assert_harmless
from claims_asked import ARTICLES, CLOSED
from workbench import CRANE, FERRY, HARBOUR, HOSTILE, PEOPLE, Client

from onrecord.casebook import Casebook
from onrecord.web import links


def of(client: Client, name: str) -> str:
    """The address of whom a name means, as `/entity/of` leads there."""
    answer = client.http.get("/entity/of", params={"name": name})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def content_of(client: Client, name: str) -> Any:
    return client.twin(of(client, name))


def test_every_page_about_anybody_keeps_to_the_schema(client: Client) -> None:
    entities = client.twin("/entities")["entities"]
    assert len(entities) > 8
    for one in entities:
        client.page(one["address"])
        content = client.twin(one["address"])
        number, name = one["identity"], one["name"]
        for part in ("said", "about", "roles", "members"):
            address = links.query(f"/entity/{number}", name=name, part=part)
            client.page(address)
            part_content = client.twin(address)
            assert part_content["total"] == content["totals"][part] == len(part_content["rows"])
        client.page(f"/entity/{number}/split")
        client.twin(f"/entity/{number}/split")


def test_names_roles_and_statements_stand_with_their_authority(client: Client) -> None:
    content = content_of(client, "Ivo Dahl")
    assert "Ivo Dahl" in [form["text"] for form in content["forms"]]
    told = {
        (role["type"], role["authority"] and role["authority"]["holder"])
        for role in content["roles"]
    }
    assert ("member_of", "The harbour ministry") in told
    assert ("role", None) in told
    html = client.page(of(client, "Ivo Dahl"))
    assert "The harbour ministry" in html
    assert "in the outlet’s own voice" in html


def test_statements_are_in_the_order_of_time_and_lead_to_the_article(client: Client) -> None:
    content = content_of(client, "Maren Oster")
    days = [said["said_on"] or said["place"]["published"] or "9999" for said in content["said"]]
    assert days == sorted(days)
    said = content["said"][0]
    place = said["place"]
    address = links.article(
        place["document"], place["version"], place["start"], place["end"], said["id"]
    )
    assert address.replace("&", "&amp;") in client.page(of(client, "Maren Oster"))
    assert all(said["holder"] != "Maren Oster" for said in content["about"])


def test_a_long_list_leads_to_the_whole_of_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.web.views.entity.MOST", 1)
    monkeypatch.setattr("onrecord.web.views.entity.A_PAGE", 2)
    html, content = client.page(of(client, "Maren Oster")), content_of(client, "Maren Oster")
    assert len(content["said"]) == 1 < content["totals"]["said"]
    assert "part=said" in html
    address: str | None = of(client, "Maren Oster") + "&part=said"
    seen = []
    while address:
        page = client.twin(address)
        seen += [(said["place"]["document"], said["id"]) for said in page["rows"]]
        address = page["after"]
    assert len(seen) == len(set(seen)) == content["totals"]["said"]


def test_like_roles_are_told_once_each_with_whose_word_it_is(client: Client) -> None:
    for one in client.twin("/entities")["entities"]:
        content = client.twin(one["address"])
        shown = [
            (role["type"], role["text"].casefold(), (role["authority"] or {}).get("holder"))
            for role in content["roles"]
            if role["type"] == "description"
        ]
        assert len(shown) == len(set(shown))


def test_an_entity_of_a_document_leads_to_its_page(client: Client) -> None:
    answer = client.http.get(links.member(CRANE, "e1"))
    assert answer.status_code == 303
    assert client.twin(answer.headers["location"])["who"]["name"] == "Dorrit Haldane"


def test_a_name_that_means_several_offers_the_choice(client: Client) -> None:
    content = client.twin("/entity/of?name=Venn")
    assert {one["name"] for one in content["candidates"]} == {"Ada Venn", "Tor Venn"}
    html = client.page("/entity/of?name=Venn")
    for one in content["candidates"]:
        assert one["address"].replace("&", "&amp;") in html
        client.page(one["address"])
    assert [one["name"] for one in client.twin("/entity/of?name=Ada+Venn")["candidates"]] == [
        "Ada Venn"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/entity/9999",
        "/entity/9999?name=Nobody",
        "/entity/of?name=Nobody+At+All",
        "/entity/of",
        "/entity/of?document=crane-1&entity=e99",
        "/entity/9999/split",
        "/entity/9999/merge",
    ],
)
def test_nobody_is_a_page_that_says_so(client: Client, address: str) -> None:
    assert client.twin(address, status=404)["error"]["code"] == "C031"
    client.page(address, status=404)


def test_a_kept_address_holds_after_decisions(client: Client) -> None:
    address = of(client, "Petra Lunde")
    client.decide(action="merge", who=["Dorrit Haldane", "Maren Oster"])
    client.decide(action="merge", who=["Petra Lunde", "Ivo Dahl"])
    assert "Petra Lunde" in [form["text"] for form in client.twin(address)["forms"]]


def test_people_s_decisions_are_told_and_undone(client: Client) -> None:
    entry = client.decide(
        action="rename", who=["Maren Oster"], name="Director Oster", why="as signed"
    )
    content = content_of(client, "Director Oster")
    (decision,) = content["decisions"]
    assert (decision["id"], decision["by"], decision["why"]) == (entry["id"], "ada", "as signed")
    html = client.page(of(client, "Director Oster"))
    assert "as signed" in html
    assert f'value="{entry["id"]}"' in html
    client.decide(action="undo", entry=entry["id"])
    assert content_of(client, "Maren Oster")["decisions"] == []


def split(client: Client, address: str, *members: str, why: str = "", status: int = 303) -> Any:
    number = address.partition("?")[0]
    fields = {"csrf": client.csrf, "member": list(members), "why": why}
    headers = {"origin": "http://127.0.0.1"}
    answer = client.http.post(f"{number}/split", data=fields, headers=headers)
    assert answer.status_code == status, answer.text
    return answer


def test_some_are_taken_out_with_the_reason_and_put_back(client: Client) -> None:
    address = of(client, "Petra Lunde")
    before = client.twin(address.replace("?", "/split?"))
    assert [one["document"] for one in before["members"]] == [HARBOUR, "crane-1", "crane-3"]
    other = before["members"][2]["who"]
    answer = split(client, address, other, why="another of the name")
    landed = client.twin(client.http.get(answer.headers["location"]).headers["location"])
    assert landed["who"]["documents"] == 1
    assert landed["members"][0]["document"] == "crane-3"
    (decision,) = landed["decisions"]
    assert (decision["action"], decision["why"]) == ("split", "another of the name")
    client.decide(action="undo", entry=decision["id"])
    assert content_of(client, "Petra Lunde")["who"]["documents"] == 3


def test_several_are_taken_out_together_and_stay_one(client: Client, path: Path) -> None:
    client.decide(action="merge", who=["Petra Lunde", "Maren Oster", "Ivo Dahl"])
    with Casebook.open(path, catch_up=False) as casebook:
        one = casebook.called("Petra Lunde")[0]
        members = casebook.members(one.number)
    assert len(members) == 5
    out = [f"{document}#{entity}" for document, entity in members if document == FERRY]
    answer = split(client, links.entity(one.number), *out)
    landed = client.twin(client.http.get(answer.headers["location"]).headers["location"])
    assert {(one["document"], one["entity"]) for one in landed["members"]} == {
        tuple(each.split("#")) for each in out
    }
    assert content_of(client, "Petra Lunde")["who"]["documents"] == 3


def test_none_and_all_can_not_be_taken_out(client: Client) -> None:
    address = of(client, "Petra Lunde")
    every = [one["who"] for one in client.twin(address.replace("?", "/split?"))["members"]]
    for members in ([], every, ["crane-1#e99"]):
        assert "U004" in split(client, address, *members, status=400).text
    assert content_of(client, "Petra Lunde")["who"]["documents"] == 3


def test_a_split_without_the_pages_secret_is_refused(client: Client) -> None:
    answer = client.http.post("/entity/1/split", data={"member": "crane-1#e1"})
    assert answer.status_code == 403


def test_attacks_in_names_and_addresses_stay_words(client: Client) -> None:
    for one in client.twin("/entities")["entities"]:
        if one["place"] and one["place"]["document"] == HOSTILE:
            assert_harmless(client.page(one["address"]))
    client.decide(action="rename", who=["Maren Oster"], name=ATTACK.replace("\x00", ""), why=ATTACK)
    (found,) = (one for one in client.twin("/entities")["entities"] if "alert" in one["name"])
    for address in (found["address"], f"/entity/{found['identity']}/split", "/entities"):
        assert_harmless(client.page(address))
    for name in ("name", "document", "entity", "part", "from", "with", "find"):
        for path in ("/entity/of", "/entity/1", "/entity/1/merge", "/entity/1/split"):
            assert_harmless(client.http.get(path, params={name: ATTACK}).text)


def test_whoever_may_be_the_same_is_told_with_the_reasons(client: Client, path: Path) -> None:
    with Casebook.open(path) as casebook:
        pairs = casebook.review(kind="identity")
    for pair in pairs:
        for number, other in (pair.identities, pair.identities[::-1]):
            doubts = client.twin(f"/entity/{number}")["doubts"]
            (found,) = (one for one in doubts if one["number"] == other)
            assert found["reasons"] == list(pair.reasons)
            client.page(found["compare"])


def test_claims_and_what_they_said_otherwise_later_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = ("2031-03-20", f"Dorrit Haldane denied that {CLOSED}.")
    monkeypatch.setitem(ARTICLES, "echo", later)
    with claims_asked.make(tmp_path / "claims.casebook") as casebook:
        (claim,) = casebook.claims()
        assert casebook.claims(identity=casebook.called("Petra Lunde")[0].number) == [claim]
        assert casebook.claims(identity=9999) == casebook.claims_of(9999) == []
        (told,) = casebook.claims_of(casebook.called("Petra Lunde")[0].number)
        assert (told.id, told.text, told.documents, told.disputed) == (
            claim.id,
            claim.text,
            claim.documents,
            claim.disputed,
        )
    with workbench.opened(tmp_path / "claims.casebook") as client:
        content = content_of(client, "Dorrit Haldane")
        assert [one["id"] for one in content["claims"]] == [claim.id]
        (change,) = content["changes"]
        assert change["kind"] == "says otherwise"
        assert [change[at]["place"]["document"] for at in ("before", "after")] == [
            "gazette",
            "echo",
        ]
        html = client.page(of(client, "Dorrit Haldane"))
        assert "Says otherwise later" in html
        assert links.claim(claim.id) in html
        assert content_of(client, "Petra Lunde")["changes"] == []
        assert client.twin(content["all_changes"])["changes"] == content["changes"]
        assert "Nothing was found" in client.page(content_of(client, "Petra Lunde")["all_changes"])
        monkeypatch.setattr("onrecord.web.views.entity._MOST_TRACED", 0)
        assert content_of(client, "Dorrit Haldane")["changes"] is None
        assert "part=changes" in client.page(of(client, "Dorrit Haldane"))


def test_a_place_leads_to_no_graph(client: Client) -> None:
    places = client.twin("/entities?type=place")["entities"]
    assert places
    for one in places:
        assert client.twin(one["address"])["elsewhere"]["graph"] is None
    found = content_of(client, "Ada Venn")["elsewhere"]
    assert client.twin(found["search"])["total"] > 0
    assert PEOPLE in client.page(found["search"])
