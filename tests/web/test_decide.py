from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from workbench import CRANE, HARBOUR, Client

from onrecord.casebook import Casebook
from onrecord.web import links


def test_a_decision_is_in_the_journal_with_its_author(client: Client, path: Path) -> None:
    client.decide(action="accept", document=CRANE, id="a1", why="heard it")
    with Casebook.open(path) as casebook:
        (entry,) = casebook.journal.entries()
    assert (entry.action, entry.by, entry.why) == ("accept", "ada", "heard it")


def test_two_are_said_to_be_one_and_apart_again(client: Client, path: Path) -> None:
    def names() -> list[str]:
        with Casebook.open(path) as casebook:
            return [one.name for one in casebook.identities()]

    before = names()
    merged = client.decide(action="merge", who=["Petra Lunde", f"{HARBOUR}#e1"])
    assert len(names()) < len(before)
    client.decide(action="undo", entry=merged["id"])
    assert sorted(names()) == sorted(before)
    first, second = f"{CRANE}#e1", "crane-3#e1"
    assert client.decide(action="split", who=[first, second])["action"] == "split"
    assert len(names()) == len(before) + 1


def test_an_identity_is_renamed(client: Client, path: Path) -> None:
    client.decide(action="rename", who=["Petra Lunde"], name="Petra Lunde-Aas")
    with Casebook.open(path) as casebook:
        assert "Petra Lunde-Aas" in [one.name for one in casebook.identities()]


def test_a_form_names_several(client: Client) -> None:
    form: dict[str, Any] = {
        "csrf": client.csrf,
        "action": "merge",
        "who": ["Petra Lunde", "Dorrit Haldane"],
        "why": "  ",
        "to": "/journal",
    }
    assert client.http.post("/decide", data=form).status_code == 303
    last = client.twin("/journal")["decisions"][0]
    assert (last["action"], last["why"]) == ("merge", None)


def test_the_last_decision_of_all_is_undone_where_none_is_named(client: Client) -> None:
    first = client.decide(action="accept", document=CRANE, id="a1")
    second = client.decide(action="accept", document=CRANE, id="a2")
    assert client.decide(action="undo")["of"] == second["id"]
    assert client.decide(action="undo")["of"] == first["id"]
    assert client.decide(action="undo", status=404)["code"] == "C023"


def test_a_note_may_be_on_the_whole_document(client: Client) -> None:
    entry = client.decide(action="note", document=CRANE, text="two lines\nof it")
    assert (entry["why"], entry["words"]) == ("two lines\nof it", [""])


@pytest.mark.parametrize(
    ("decision", "status", "code"),
    [
        ({}, 400, "U004"),
        ({"action": "dance"}, 400, "U004"),
        ({"action": 3}, 400, "U004"),
        ({"action": "accept", "document": "none", "id": "a1"}, 404, "C008"),
        ({"action": "accept", "document": CRANE, "id": "a99"}, 404, "C020"),
        ({"action": "accept", "document": CRANE, "id": ["a1"]}, 400, "U004"),
        ({"action": "accept", "document": CRANE}, 404, "C020"),
        ({"action": "accept", "document": CRANE, "id": "a1", "why": "x" * 10_001}, 400, "U004"),
        ({"action": "note", "document": CRANE, "text": " "}, 400, "U004"),
        ({"action": "correct", "document": CRANE, "id": "a1"}, 400, "C024"),
        ({"action": "correct", "document": CRANE, "id": "a1", "kind": "song"}, 400, "U004"),
        ({"action": "correct", "document": CRANE, "id": "a1", "source": "he"}, 400, "U004"),
        ({"action": "correct", "document": CRANE, "id": "a1", "source": True}, 400, "U004"),
        ({"action": "correct", "document": CRANE, "id": "a1", "source": [5]}, 400, "U004"),
        ({"action": "correct", "document": CRANE, "id": "a1", "source": [1.5, 9]}, 400, "U004"),
        ({"action": "correct", "document": CRANE, "id": "a1", "source": [9, 5]}, 400, "C024"),
        ({"action": "correct", "document": CRANE, "id": "a1", "source": [0, 10**9]}, 400, "C024"),
        ({"action": "correct", "document": CRANE, "id": "a1", "content": [[0, 60]]}, 400, "C024"),
        ({"action": "correct", "document": CRANE, "id": "a1", "content": []}, 400, "C024"),
        (
            {"action": "correct", "document": CRANE, "id": "a1", "content": [[1, 2]] * 101},
            400,
            "U004",
        ),
        ({"action": "correct", "document": CRANE, "id": "a1", "entities": ["e99"]}, 404, "C020"),
        ({"action": "merge", "who": ["Petra Lunde"]}, 400, "U004"),
        ({"action": "merge", "who": "Petra Lunde"}, 400, "U004"),
        ({"action": "merge", "who": ["Petra Lunde", "Nobody Atall"]}, 404, "C031"),
        ({"action": "merge", "who": ["Petra Lunde", "#99999"]}, 404, "C031"),
        ({"action": "rename", "who": ["Petra Lunde"], "name": ""}, 400, "U004"),
        ({"action": "rename", "who": [], "name": "x"}, 400, "U004"),
        ({"action": "undo", "entry": "beef"}, 404, "C023"),
    ],
)
def test_what_can_not_be_decided_so_is_refused_with_its_number(
    client: Client, decision: dict[str, Any], status: int, code: str
) -> None:
    assert client.decide(**decision, status=status)["code"] == code
    assert client.twin("/journal")["total"] == 0


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b"null", b'"x"'])
def test_what_is_no_object_is_refused(client: Client, body: bytes) -> None:
    headers = client.headers() | {"content-type": "application/json"}
    answer = client.http.post("/decide", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "U004")


def test_decisions_are_listed_the_latest_first(client: Client) -> None:
    client.decide(action="accept", document=CRANE, id="a1")
    client.decide(action="reject", document=CRANE, id="a1")
    client.decide(action="note", document=HARBOUR, text="elsewhere")
    found = client.twin(links.query("/journal", document=CRANE))
    assert [one["action"] for one in found["decisions"]] == ["reject", "accept"]
    assert [one["state"] for one in found["decisions"]] == ["holds", "overruled"]
    assert client.twin("/journal")["total"] == 3


def test_a_page_of_the_journal_leads_on(client: Client) -> None:
    for number in range(52):
        client.decide(action="note", document=CRANE, text=f"note {number}")
    first = client.twin("/journal")
    assert (len(first["decisions"]), first["before"]) == (50, None)
    second = client.twin(first["after"])
    assert [one["why"] for one in second["decisions"]] == ["note 1", "note 0"]
    assert second["before"] == "/journal?from=0"


def test_a_statement_that_was_missed_is_added(client: Client) -> None:
    before = client.twin(links.article(CRANE))["article"]
    text = "".join(run["text"] for block in before["blocks"] for run in block["runs"])
    assert "It rained" in text
    block = before["blocks"][-1]
    said = {"content": [[block["start"], block["end"]]], "entities": ["e2"], "kind": "belief"}
    entry = client.decide(action="attribute", document=CRANE, **said, why="missed")
    assert (entry["action"], entry["by"]) == ("attribute", "ada")
    after = client.twin(links.article(CRANE))
    (one,) = [each for each in after["article"]["statements"] if each["state"] == "added"]
    assert (one["holder"], one["kind"], one["confidence"]) == ("Petra Lunde", "belief", 1)
    assert one["key"] == one["id"]
    assert [each["action"] for each in one["decisions"]] == ["attribute"]
    assert one["model"] is None
    machine = client.twin(links.query("/article", document=CRANE, layer="model"))
    assert len(machine["article"]["statements"]) == len(after["article"]["statements"]) - 1
    page = client.page(links.article(CRANE))
    assert "added by hand" in page
    assert f"undo {entry['id']}" in page
    assert client.twin("/journal")["decisions"][0]["action"] == "attribute"


def test_what_is_the_outlets_own_word_is_no_source_of_the_story(client: Client) -> None:
    before = client.twin(links.article(CRANE))["article"]
    block = before["blocks"][-1]
    said = {"content": [[block["start"], block["end"]]], "source_kind": "outlet"}
    client.decide(action="attribute", document=CRANE, **said)
    after = client.twin(links.article(CRANE))["article"]
    assert after["shares"] == before["shares"]
    assert "The outlet itself" in [each["holder"] for each in after["statements"]]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"content": []},
        {"content": [[5, 5]]},
        {"content": [[0, 9_999]]},
        {"content": "words"},
        {"content": [[0, 4]], "source": False, "kind": "rumour"},
        {"content": [[0, 4]], "entities": "e1"},
    ],
)
def test_what_makes_no_statement_is_refused(client: Client, said: dict[str, Any]) -> None:
    error = client.decide(action="attribute", document=CRANE, status=400, **said)
    assert error["code"] in ("U004", "C024")
    assert client.twin("/journal")["decisions"] == []


def test_the_journal_names_articles_by_their_headlines(client: Client, path: Path) -> None:
    client.decide(action="accept", document=CRANE, id="a1")
    with Casebook.open(path) as casebook:
        headline = casebook.record(CRANE).document.headline
    assert client.twin("/journal")["headlines"] == {CRANE: headline}
    assert f"<bdi>{headline}</bdi>" in client.page("/journal")
