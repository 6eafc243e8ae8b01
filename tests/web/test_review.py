from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import workbench
from attacks import ATTACK, assert_harmless
from casebook_asked import add
from sample_records import make_ferry_record, make_people_record
from workbench import PEOPLE, Client

from onrecord.casebook import Casebook

UNSURE = "unsure.txt"


@pytest.fixture
def path(path: Path) -> Path:
    """With an article that the model is unsure of, and one that has a surname alone."""
    record = make_people_record()
    unsure = [
        replace(said, confidence=round(0.05 + 0.03 * number, 3))
        for number, said in enumerate(record.attributions)
    ]
    karo = [
        replace(entity, name="Karo", mentions=[m for m in entity.mentions if m.text == "Karo"])
        if entity.name == "Ines Karo"
        else entity
        for entity in record.entities[:4]
    ]
    keep = {entity.id for entity in karo}
    said = [
        replace(one, entities=[id for id in one.entities if id in keep])
        for one in record.attributions
    ]
    with Casebook.open(path) as casebook:
        add(casebook, UNSURE, replace(record, attributions=unsure))
        add(casebook, "karo.txt", replace(record, entities=karo, attributions=said))
        casebook.catch_up(claims=False)
    return path


def keys(content: Any) -> list[str]:
    return [item["key"] for item in content["items"]]


@pytest.mark.parametrize(
    "address",
    ["/review", "/review?kind=identity", "/review?kind=decision", "/review?kind=x&from=y"],
)
def test_every_list_has_a_page_and_a_twin(client: Client, address: str) -> None:
    client.page(address)
    client.twin(address)


def test_the_least_sure_comes_first_with_the_articles_words_beside(client: Client) -> None:
    content = client.twin("/review")
    sure = [item["confidence"] for item in content["items"]]
    assert sure == sorted(sure)
    for item in content["items"]:
        (source,) = item["sources"]
        marked = {part["mark"]: part["text"] for part in source["parts"] if part["mark"]}
        assert marked["cue"] in item["said"]["cue"]
        assert marked["content"] in item["said"]["content"]
        assert item["said"]["place"] == source["place"]


def test_counts_are_those_of_the_lists(client: Client) -> None:
    for one in client.twin("/review")["kinds"]:
        content = client.twin(one["address"])
        assert content["total"] == one["count"]
        assert (len(content["items"]) > 0) == (one["count"] > 0)


def test_pages_follow_one_another(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.views.review.A_PAGE", 4)
    address: str | None = "/review"
    seen = []
    while address:
        content = client.twin(address)
        seen += keys(content)
        address = content["after"]
    assert len(seen) == len(set(seen)) == content["total"] > 4


def decide(client: Client, html: str, key: str, action: str) -> Any:
    """Send the form of an item as a browser without scripts does."""
    items = re.findall(r'<article class="item".*?</article>', html, re.DOTALL)
    (item,) = (each for each in items if f'data-key="{key}"' in each)
    (form,) = (
        f for f in re.findall(r"<form.*?</form>", item, re.DOTALL) if f'value="{action}"' in f
    )
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="([a-z]+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(value.replace("&amp;", "&"))
    answer = client.http.post("/decide", data=fields, headers={"origin": "http://127.0.0.1"})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_what_was_judged_is_not_looked_at_again(client: Client, path: Path, action: str) -> None:
    before = keys(client.twin("/review"))
    back = decide(client, client.page("/review"), before[0], action)
    assert back.startswith("/review?kind=statement")
    assert before[0] not in keys(client.twin("/review"))
    with Casebook.open(path) as casebook:
        (entry,) = casebook.journal.entries()
    assert (entry.action, entry.by) == (action, "ada")
    client.decide(action="undo", entry=entry.id)
    assert keys(client.twin("/review")) == before


@pytest.mark.parametrize("action", ["merge", "split"])
def test_a_pair_is_decided(client: Client, path: Path, action: str) -> None:
    content = client.twin("/review?kind=identity")
    item = content["items"][0]
    assert len(item["sources"]) == 2
    assert set(item["against"]) <= set(item["reasons"])
    decide(client, client.page("/review?kind=identity"), item["key"], action)
    left = client.twin("/review?kind=identity")
    assert item["key"] not in keys(left)
    with Casebook.open(path, catch_up=False) as casebook:
        one, other = (casebook.identity_of(*who.rsplit("#", 1)) for who in item["who"])
    assert one is not None
    assert other is not None
    assert (one.number == other.number) == (action == "merge")


def test_a_decision_that_lost_its_words_can_be_undone(client: Client, path: Path) -> None:
    client.decide(action="reject", document=PEOPLE, id="a8", why="not said")
    with Casebook.open(path) as casebook:
        add(casebook, PEOPLE, make_ferry_record())
    content = client.twin("/review?kind=decision")
    (item,) = content["items"]
    assert item["reasons"][0].startswith("reject: ")
    decide(client, client.page("/review?kind=decision"), item["key"], "undo")
    assert client.twin("/review?kind=decision")["items"] == []


def test_nothing_to_look_at_is_said(client: Client, tmp_path: Path) -> None:
    assert "From the first one on" in client.page("/review?from=9999")
    with Casebook.create(tmp_path / "empty.casebook"):
        pass
    with workbench.opened(tmp_path / "empty.casebook") as empty:
        for kind in ("statement", "identity", "decision"):
            assert "Nothing to look at" in empty.page(f"/review?kind={kind}")


def test_attacks_stay_words(client: Client, path: Path) -> None:
    record = workbench.make_hostile_record()
    with Casebook.open(path) as casebook:
        doubtful = [replace(said, confidence=0.01) for said in record.attributions]
        add(casebook, "hostile-2.txt", replace(record, attributions=doubtful))
        casebook.catch_up(claims=False)
    assert "hostile-2.txt" in str(keys(client.twin("/review")))
    assert_harmless(client.page("/review"))
    assert_harmless(client.http.get("/review", params={"kind": ATTACK, "from": ATTACK}).text)


def test_three_names_of_which_every_two_may_be_one_are_one_item(client: Client, path: Path) -> None:
    with Casebook.open(path) as casebook:
        connection = casebook._connection
        ends = connection.execute(
            "SELECT min(version_id), entity_id FROM identity_member GROUP BY identity_id LIMIT 3"
        ).fetchall()
        connection.execute("DELETE FROM identity_doubt")
        for one, other in ((0, 1), (0, 2), (1, 2)):
            connection.execute(
                "INSERT INTO identity_doubt VALUES (?, ?, ?, ?, '[]', 0.7)",
                (*ends[one], *ends[other]),
            )
    (item,) = client.twin("/review?kind=identity")["items"]
    assert (len(item["names"]), len(item["who"]), item["compare"]) == (3, 3, None)
    page = client.page("/review?kind=identity")
    assert "All the same" in page
    assert page.count('name="who"') == 6  # three for either answer
    decide(client, page, item["key"], "merge")
    assert client.twin("/review?kind=identity")["items"] == []
    with Casebook.open(path, catch_up=False) as casebook:
        found = {casebook.identity_of(*who.rsplit("#", 1)) for who in item["who"]}
    assert len({each.number for each in found if each}) == 1
