from __future__ import annotations

from pathlib import Path
from typing import Any

import workbench
from sample_records import make_record
from workbench import CRANE, EDITED, FAILED, FERRY, HARBOUR, PEOPLE, Client

from onrecord.casebook import Casebook
from onrecord.web import articles, links


def article(client: Client, key: str = HARBOUR, **asked: str) -> Any:
    return client.twin(links.query("/article", document=key, **asked))


def statement(content: Any, id: str) -> Any:
    (found,) = [one for one in content["article"]["statements"] if one["id"] == id]
    return found


def test_the_text_is_as_printed_run_by_run(client: Client, path: Path) -> None:
    with Casebook.open(path) as casebook:
        for key in (HARBOUR, FERRY, PEOPLE):
            text = casebook.record(key).document.text
            for block in article(client, key)["article"]["blocks"]:
                words = "".join(run["text"] for run in block["runs"])
                assert words == text[block["start"] : block["end"]]
                for run in block["runs"]:
                    assert text[run["start"] : run["end"]] == run["text"]


def test_every_statement_has_its_marks_and_its_place(client: Client) -> None:
    content = article(client)["article"]
    runs = [run for block in content["blocks"] for run in block["runs"]]
    for one in content["statements"]:
        for role in ("source", "cue", "content"):
            spans = one[role] if isinstance(one[role], list) else [one[role]]
            for span in filter(None, spans):
                inside = [
                    r for r in runs if span["start"] <= r["start"] and r["end"] <= span["end"]
                ]
                assert "".join(run["text"] for run in inside) == span["text"]
                assert all(one["key"] in run[role] for run in inside)
        assert sum(one["key"] in run["places"] for run in runs) == 1


def test_offsets_count_code_points(tmp_path: Path) -> None:
    text = "Flood 🌊🌊 in Marren\nDorrit 🌊 Haldane said that the 🏗️ crane fell.\n"
    path = tmp_path / "waves.casebook"
    with Casebook.create(path) as casebook:
        casebook.add_items([workbench.item(1, text=text)], workbench._read)
    with workbench.opened(path) as client:
        source = statement(article(client, CRANE), "a1")["source"]
        assert text[source["start"] : source["end"]] == source["text"] == "Dorrit 🌊 Haldane"
        assert f'data-s="{source["start"]}"' in client.page(links.article(CRANE))


def test_who_is_heard_stands_with_all_they_say(client: Client) -> None:
    content = article(client)["article"]
    said = [key for source in content["sources"] for key in source["statements"]]
    assert set(said) == {one["key"] for one in content["statements"]}
    assert sum(share["percent"] for share in content["shares"]) == 100


def test_open_questions_name_their_statements(client: Client) -> None:
    questions = article(client)["article"]["questions"]
    assert {"doubtful", "unresolved"} <= {one["kind"] for one in questions}
    doubtful = next(one for one in questions if one["kind"] == "doubtful")
    content = article(client)
    assert doubtful["keys"] == [
        one["key"] for one in content["article"]["statements"] if one["confidence"] < 0.5
    ]


def test_what_was_accepted_is_no_open_question(client: Client) -> None:
    before = article(client)["article"]
    (doubtful,) = [one for one in before["questions"] if one["kind"] == "doubtful"]
    for key in doubtful["keys"]:
        id = next(one["id"] for one in before["statements"] if one["key"] == key)
        client.decide(action="accept", document=HARBOUR, id=id)
    after = article(client)["article"]
    assert all(one["kind"] != "doubtful" for one in after["questions"])


def test_accepting_stands_beside_the_reading_with_its_author(client: Client) -> None:
    entry = client.decide(action="accept", document=HARBOUR, id="a1", why="seen it")
    found = statement(article(client), "a1")
    assert (found["state"], found["model"]) == ("accepted", None)
    (decision,) = found["decisions"]
    assert (decision["by"], decision["why"], decision["id"]) == ("ada", "seen it", entry["id"])
    assert "seen it" in client.page(links.article(HARBOUR))


def test_what_is_rejected_goes_and_is_listed(client: Client) -> None:
    before = article(client)
    client.decide(action="reject", document=HARBOUR, id="a1")
    after = article(client)
    assert "a1" not in [one["id"] for one in after["article"]["statements"]]
    (rejected,) = after["article"]["rejected"]
    assert rejected["said"] == statement(before, "a1")["said"]
    assert rejected["decision"]["by"] == "ada"


def test_a_span_put_right_is_shown_beside_what_the_model_read(client: Client) -> None:
    before = statement(article(client), "a1")
    (content, *_) = before["content"]
    shorter = [[content["start"], content["end"] - 3]]
    client.decide(action="correct", document=HARBOUR, id="a1", content=shorter, kind="denial")
    after = statement(article(client), "a1")
    assert [[one["start"], one["end"]] for one in after["content"]] == shorter
    assert (after["state"], after["kind"]) == ("corrected", "denial")
    assert after["model"]["content"] == before["content"]
    assert after["model"]["kind"] == before["kind"]
    assert sorted(after["decisions"][0]["fields"]) == ["content", "kind"]


def test_source_and_speaker_can_be_set_and_taken_away(client: Client) -> None:
    content = article(client, CRANE)
    other = statement(content, "a2")["source"]
    client.decide(
        action="correct",
        document=CRANE,
        id="a1",
        source=[other["start"], other["end"]],
        entities=["e2"],
        source_kind="organization",
    )
    found = statement(article(client, CRANE), "a1")
    assert found["source"] == other
    assert (found["entities"], found["holder"]) == (["e2"], "Petra Lunde")
    client.decide(action="correct", document=CRANE, id="a1", source=False)
    assert statement(article(client, CRANE), "a1")["source"] is None


def test_the_last_decision_is_undone(client: Client) -> None:
    before = article(client)
    client.decide(action="accept", document=CRANE, id="a1")
    client.decide(action="reject", document=HARBOUR, id="a1")
    last = article(client)["last"]
    assert (last["action"], last["documents"]) == ("reject", [HARBOUR])
    client.decide(action="undo", entry=last["id"])
    after = article(client)
    for part in ("blocks", "statements", "questions", "rejected", "shares"):
        assert after["article"][part] == before["article"][part]
    assert after["last"] is None
    assert article(client, CRANE)["last"]["action"] == "accept"


def test_what_the_model_read_can_be_seen_alone(client: Client) -> None:
    read = article(client, layer="model")
    client.decide(action="reject", document=HARBOUR, id="a1")
    client.decide(action="correct", document=HARBOUR, id="a2", kind="denial")
    again = article(client, layer="model")
    for part in ("blocks", "statements", "questions", "rejected", "shares"):
        assert again["article"][part] == read["article"][part]
    assert not again["can_decide"]
    assert 'name="choice"' not in client.page(links.article(HARBOUR) + "&layer=model")


def test_whom_words_mean_can_be_rejected(client: Client) -> None:
    content = article(client, PEOPLE)["article"]
    whom = next(id for block in content["blocks"] for run in block["runs"] for id in run["whom"])
    client.decide(action="reject", document=PEOPLE, id=whom)
    after = article(client, PEOPLE)["article"]
    assert whom not in [id for b in after["blocks"] for run in b["runs"] for id in run["whom"]]
    (rejected,) = after["rejected"]
    assert rejected["what"] == "mention"


def test_versions_say_what_changed(client: Client) -> None:
    content = article(client, EDITED)
    assert (content["version"], content["versions"], content["can_decide"]) == (2, 2, True)
    changes = content["changes"]
    assert (changes["before"], changes["same_reader"]) == (1, True)
    said = {one["change"]: one for one in changes["changes"]}
    assert said["dropped"]["holder"] == "Petra Lunde"
    words = [(each["how"], each["text"]) for each in said["altered"]["words"]]
    assert words == [("same", "the crane was safe"), ("after", "at noon")]
    assert "kind" in said["altered"]["what"]
    earlier = article(client, EDITED, version="1")
    assert (earlier["version"], earlier["can_decide"], earlier["changes"]) == (1, False, None)


def test_a_version_that_is_not_there_is_said(client: Client) -> None:
    missing = client.twin(links.article(EDITED, 9), status=404)
    assert missing["error"]["code"] == "C008"


def test_what_could_not_be_read_says_why(client: Client) -> None:
    problem = client.twin(links.article(FAILED), status=404)
    assert "R045" in problem["error"]["message"]


def test_entities_lead_to_their_identities(client: Client, path: Path) -> None:
    named = article(client, CRANE)["article"]["named"]
    with Casebook.open(path) as casebook:
        numbers = {one.name: one.identity for one in casebook.identities()}
    assert {one["name"]: one["number"] for one in named} == {
        one["name"]: numbers[one["name"]] for one in named
    }


def test_words_of_an_address_are_passed_to_the_page(client: Client) -> None:
    page = client.page(links.article(CRANE, None, 3, 9))
    assert 'data-at="3-9"' in page
    assert article(client, CRANE, at="3-9")["at"] == [3, 9]
    for wrong in ("x", "9", "-1-2", "1-2-3", "9" * 40):
        assert article(client, CRANE, at=wrong)["at"] is None


def test_a_language_that_is_not_read_is_said(tmp_path: Path) -> None:
    from dataclasses import replace

    record = make_record()
    foreign = replace(
        record,
        document=replace(record.document, language="fi"),
        attributions=[],
        stances=[],
        relations=[],
        events=[],
        entities=[],
        places=[],
    )
    found = articles.make(foreign, foreign, {})
    assert not found.read
    assert next(one.kind for one in found.questions) == "language"


def test_a_card_can_be_judged_without_a_script(client: Client) -> None:
    page = client.page(links.article(CRANE))
    assert '<button form="decide" name="choice" value="accept a1"' in page
    form = {"csrf": client.csrf, "document": CRANE, "choice": "reject a1", "to": "/journal"}
    assert client.http.post("/decide", data=form).headers["location"] == "/journal"
    assert [one["id"] for one in article(client, CRANE)["article"]["rejected"]] == ["a1"]
    last = article(client, CRANE)["last"]["id"]
    undo = {"csrf": client.csrf, "document": CRANE, "choice": f"undo {last}"}
    assert client.http.post("/decide", data=undo).status_code == 303
    assert article(client, CRANE)["article"]["rejected"] == []


def test_times_are_those_of_the_journal(client: Client) -> None:
    entry = client.decide(action="note", document=CRANE, text="asked the port")
    (note,) = article(client, CRANE)["article"]["notes_of_people"]
    assert (note["at"], note["why"]) == (entry["at"], "asked the port")
