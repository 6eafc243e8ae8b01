from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import workbench
from workbench import Client

from onrecord.casebook import Casebook
from onrecord.web.views import timeline


def rows(content: Any) -> dict[str, Any]:
    return {row["id"]: row for row in content["rows"] if row["place"]["document"] == "ferry.txt"}


@pytest.mark.parametrize(
    "address",
    [
        "/timeline",
        "/timeline?lanes=place",
        "/timeline?lanes=claim",
        "/timeline?lanes=outlet&kind=event",
        "/timeline?lanes=none&who=Maren+Oster",
        "/timeline?place=Helmvik",
        "/timeline?since=2031-02&until=2031-02",
        "/timeline?since=1700&until=1701",
        "/timeline?from=2",
        "/timeline?from=x&lanes=y&kind=z",
    ],
)
def test_every_form_of_it_keeps_to_the_schema(client: Client, address: str) -> None:
    client.page(address)
    client.twin(address)


def test_a_row_says_when_as_exactly_as_is_known(client: Client) -> None:
    found = rows(client.twin("/timeline"))
    month, day, decade = found["v1"], found["a3"], found["v5"]
    assert (month["when"], month["last_day"] - month["first_day"]) == ("February 2031", 27)
    assert (day["when"], day["last_day"] - day["first_day"]) == ("10 March 2031", 0)
    assert (decade["when"], decade["last_day"] - decade["first_day"]) == ("the 1960s", 3652)


def test_an_event_is_told_with_how_it_stands_and_with_whose_word_it_is(client: Client) -> None:
    found = rows(client.twin("/timeline"))
    assert (found["v2"]["stands"], found["v2"]["authority"]["holder"]) == (
        "planned",
        "The harbour ministry",
    )
    assert (found["v5"]["stands"], found["v5"]["authority"]) == ("", None)
    page = client.page("/timeline")
    assert "the outlet itself" in page
    assert "planned" in page


def test_lanes_are_those_with_most_rows_and_one_of_the_others(client: Client) -> None:
    content = client.twin("/timeline")
    lanes = {lane["id"]: lane for lane in content["lanes"]}
    assert "Norrund Salt Council" in {lane["name"] for lane in lanes.values()}
    assert content["lanes"][-1]["id"] == ""
    for id, lane in lanes.items():
        assert lane["count"] == sum(id in row["lanes"] for row in content["rows"])
    assert all(row["lanes"] and set(row["lanes"]) <= set(lanes) for row in content["rows"])


def test_lanes_can_be_places_or_outlets_or_none(client: Client) -> None:
    names = {
        by: [lane["name"] for lane in client.twin(f"/timeline?lanes={by}")["lanes"]]
        for by in ("place", "outlet", "none")
    }
    assert names["place"] == ["Helmvik", "Others"]
    assert "The Helmvik Tide" in names["outlet"]
    assert names["none"] == ["All"]


def test_each_row_leads_to_its_words(client: Client) -> None:
    for row in client.twin("/timeline")["rows"]:
        place = row["place"]
        assert row["href"].startswith("/article?document=")
        assert f"at={place['start']}-{place['end']}" in row["href"]
        client.page(row["href"].partition("#")[0])


def test_what_is_picked_is_a_part_of_everything(client: Client) -> None:
    whole = client.twin("/timeline")
    part = client.twin("/timeline?kind=statement")
    assert (whole["everything"], part["everything"]) == (0, whole["total"])
    assert {row["kind"] for row in part["rows"]} == {"statement"}
    assert sum(each["events"] + each["statements"] for each in whole["periods"]) == whole["total"]


def test_the_last_page_is_shown_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.twin("/timeline")
    monkeypatch.setattr(timeline, "A_PAGE", 2)
    last = client.twin("/timeline")
    assert last["rows"] == whole["rows"][-2:] or [row["id"] for row in last["rows"]] == [
        row["id"] for row in whole["rows"][-2:]
    ]
    assert (last["first"], last["after"]) == (whole["total"] - 2, None)
    before = client.twin(last["before"])
    assert [row["id"] for row in before["rows"]] == [row["id"] for row in whole["rows"][-4:-2]]


def test_nothing_that_fits_is_said_so_with_a_way_back(client: Client) -> None:
    page = client.page("/timeline?since=1700&until=1701")
    assert "Nothing is dated so" in page
    assert 'href="/timeline"' in page


def test_an_empty_casebook_says_what_will_stand_here(tmp_path: Path) -> None:
    Casebook.create(tmp_path / "new.casebook").close()
    with workbench.opened(tmp_path / "new.casebook") as client:
        assert "Nothing is dated yet" in client.page("/timeline")
        assert client.twin("/timeline")["rows"] == []


def test_what_cannot_be_asked_is_an_error_with_a_number(client: Client) -> None:
    assert client.twin("/timeline?since=soon", status=400)["error"]["code"] == "C033"
    assert client.twin("/timeline?who=Nobody+Atall", status=404)["error"]["code"] == "C031"


def test_where_the_libraries_are_missing_the_page_says_so_and_lists_all(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline.drawn, "has", lambda library: False)
    page = client.page("/timeline")
    assert "python web/build.py" in page
    assert "/static/js/timeline.js" not in page
    assert page.count('<tr id="row-') == client.twin("/timeline")["total"]


@pytest.mark.parametrize("address", ["/timeline.json", "/timeline"])
def test_an_answer_is_packed_for_who_takes_it_so(client: Client, address: str) -> None:
    packed = client.http.get(address, headers={"accept-encoding": "gzip"})
    plain = client.http.get(address, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert "content-encoding" not in plain.headers
    written = r'"(csrf" (content|value)=)?[0-9a-f]{128}"'  # another on each page
    assert re.sub(written, "", packed.text) == re.sub(written, "", plain.text)
