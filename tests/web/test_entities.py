from __future__ import annotations

from pathlib import Path

import pytest
import workbench
from attacks import ATTACK, assert_harmless
from workbench import Client

from onrecord.casebook import Casebook


@pytest.mark.parametrize(
    "address",
    ["/entities", "/entities?type=person", "/entities?name=oster", "/entities?type=x&from=9999"],
)
def test_every_list_has_a_page_and_a_twin(client: Client, address: str) -> None:
    client.page(address)
    client.twin(address)


def test_sorts_count_what_they_lead_to(client: Client) -> None:
    content = client.twin("/entities")
    for one in content["types"]:
        assert client.twin(one["address"])["total"] == one["count"]
    of_sorts = [one["count"] for one in content["types"] if one["value"]]
    assert sum(of_sorts) == content["total"] == len(content["entities"])


def test_names_are_found_by_their_parts(client: Client) -> None:
    found = client.twin("/entities?name=mar+ost")["entities"]
    assert [one["name"] for one in found] == ["Maren Oster"]
    client.page(found[0]["address"])


def test_pages_follow_one_another(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.views.entities.A_PAGE", 4)
    address: str | None = "/entities"
    seen = []
    while address:
        content = client.twin(address)
        seen += [one["identity"] for one in content["entities"]]
        address = content["after"]
    assert len(seen) == len(set(seen)) == content["total"] > 4


def test_nobody_of_that_name_and_an_empty_casebook_are_told(client: Client, tmp_path: Path) -> None:
    assert "Show all" in client.page("/entities?name=zeppelin")
    assert_harmless(client.http.get("/entities", params={"name": ATTACK, "type": ATTACK}).text)
    with Casebook.create(tmp_path / "empty.casebook"):
        pass
    with workbench.opened(tmp_path / "empty.casebook") as empty:
        assert "Add articles" in empty.page("/entities")
