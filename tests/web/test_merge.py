from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from attacks import ATTACK, assert_harmless
from workbench import Client

from onrecord.casebook import Casebook
from onrecord.web import links


def number(path: Path, name: str) -> int:
    with Casebook.open(path, catch_up=False) as casebook:
        return casebook.called(name)[0].number


def send(client: Client, html: str) -> str:
    """Send the page's form that decides; the address that it leads to."""
    (form,) = re.findall(r'<form method="post" action="/decide".*?</form>', html, re.DOTALL)
    fields: dict[str, Any] = {}
    for name, value in re.findall(r'name="([a-z]+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(value.replace("&amp;", "&"))
    fields["why"] = "seen on the quay"
    answer = client.http.post("/decide", data=fields, headers={"origin": "http://127.0.0.1"})
    assert answer.status_code == 303, answer.text
    return str(client.http.get(answer.headers["location"]).headers["location"])


def test_another_is_found_by_a_part_of_the_name(client: Client, path: Path) -> None:
    one = number(path, "Petra Lunde")
    content = client.twin(f"/entity/{one}/merge?find=ost")
    assert [each["name"] for each in content["found"]] == ["Maren Oster"]
    assert one not in [
        each["identity"] for each in client.twin(f"/entity/{one}/merge?find=lunde")["found"]
    ]
    html = client.page(f"/entity/{one}/merge?find=ost")
    assert content["found"][0]["compare"].replace("&", "&amp;") in html
    assert "Nobody else" in client.page(f"/entity/{one}/merge?find=zeppelin")


def test_both_stand_side_by_side_with_what_speaks_against_it(client: Client, path: Path) -> None:
    one, other = number(path, "Petra Lunde"), number(path, "Maren Oster")
    content = client.twin(f"/entity/{one}/merge?with={other}+Maren+Oster")
    assert [side["who"]["name"] for side in content["both"]["sides"]] == [
        "Petra Lunde",
        "Maren Oster",
    ]
    judged = content["both"]["judged"]
    assert judged["reasons"]
    assert judged["reasons"] == judged["against"]
    assert judged["confidence"] < 0.5


def test_two_are_merged_with_a_reason_and_undone(client: Client, path: Path) -> None:
    one, other = number(path, "Petra Lunde"), number(path, "Maren Oster")
    html = client.page(f"/entity/{one}/merge?with={other}+Maren+Oster")
    landed = client.twin(send(client, html))
    names = {form["text"] for form in landed["forms"]}
    assert {"Petra Lunde", "Maren Oster"} <= names
    assert landed["who"]["documents"] == 4
    (decision,) = landed["decisions"]
    assert (decision["action"], decision["by"], decision["why"]) == (
        "merge",
        "ada",
        "seen on the quay",
    )
    client.decide(action="undo", entry=decision["id"])
    assert number(path, "Petra Lunde") != number(path, "Maren Oster")


def test_a_merge_holds_for_all_that_was_taken_for_either(client: Client, path: Path) -> None:
    one, other = number(path, "Petra Lunde"), number(path, "Dorrit Haldane")
    with Casebook.open(path) as casebook:
        every = {*casebook.members(one), *casebook.members(other)}
    send(client, client.page(f"/entity/{one}/merge?with={other}"))
    with Casebook.open(path) as casebook:
        assert set(casebook.members(casebook.called("Petra Lunde")[0].number)) == every


def test_one_is_not_merged_with_itself(client: Client, path: Path) -> None:
    one = number(path, "Petra Lunde")
    address = f"/entity/{one}/merge?with={one}"
    assert client.twin(address)["already_one"] is True
    assert "one already" in client.page(address)


def test_different_sorts_are_told(client: Client, path: Path) -> None:
    one, other = number(path, "Petra Lunde"), number(path, "Helmvik")
    assert "different sorts" in client.page(f"/entity/{one}/merge?with={other}")


def test_nobody_to_compare_with_leads_back_to_the_search(client: Client, path: Path) -> None:
    one = number(path, "Petra Lunde")
    for other in ("9999", "x", "9999 Nobody At All", ATTACK):
        address = links.query(f"/entity/{one}/merge", with_=other)
        assert client.twin(address)["both"] is None
        assert_harmless(client.page(address))
