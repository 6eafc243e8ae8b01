from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple

import pytest
import workbench
from workbench import CRANE, EDITED, FERRY, HARBOUR, HOSTILE, PEOPLE, Client

from onrecord.web import links, pages, views

ADDRESSES = [
    "/",
    "/documents",
    "/documents?status=failed",
    "/journal",
    "/adding",
    "/login",
    *(links.article(key) for key in (HARBOUR, FERRY, PEOPLE, HOSTILE, CRANE, EDITED)),
    links.article(EDITED, 1),
    links.article(HARBOUR) + "&layer=model",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_has_a_twin_that_keeps_to_the_schema(client: Client, address: str) -> None:
    client.page(address)
    client.twin(address)


def test_no_page_is_without_a_schema(client: Client) -> None:
    paths = {route.path for route in views.routes()}  # type: ignore[attr-defined]
    twins = sorted(path for path in paths if path.endswith(pages.TWIN) and "{" not in path)
    assert len(twins) > 10
    for path in twins:
        workbench.valid(client.http.get(path).json())
        assert path.removesuffix(pages.TWIN) in paths


def test_the_schema_itself_is_one() -> None:
    schema = json.loads(workbench.SCHEMA.read_text(encoding="utf-8"))
    workbench.jsonschema.Draft202012Validator.check_schema(schema)
    broken = {"schema": "onrecord/web/1", "page": "adding", "jobs": [{"id": 3}]}
    with pytest.raises(workbench.jsonschema.ValidationError):
        workbench.valid(broken)


def test_the_root_has_its_twin_under_home(client: Client) -> None:
    assert client.twin("/") == client.twin("/home")
    assert 'href="/home.json"' in client.page("/")


def test_a_page_leads_to_its_own_twin(client: Client) -> None:
    address = links.article("crane-1")
    assert 'href="/article.json?document=crane-1"' in client.page(address)


def test_what_is_not_there_is_a_page_that_says_so(client: Client) -> None:
    assert "W005" in client.page("/nowhere", status=404)
    assert client.twin("/nowhere", status=404)["error"]["code"] == "W005"
    assert client.twin("/article?document=nothing", status=404)["error"]["code"] == "C008"


def test_a_page_sends_nobody_to_the_terminal(client: Client) -> None:
    error = client.twin("/article?document=nothing", status=404)["error"]
    assert "onrecord" not in error["message"]
    assert "`" not in client.page("/article?document=nothing", status=404)


class Pair(NamedTuple):
    one: int
    other: float


@dataclass(frozen=True, kw_only=True)
class Thing:
    name: str
    pairs: tuple[Pair, ...]

    @property
    def loud(self) -> str:
        return self.name.upper()

    @property
    def many(self) -> tuple[Pair, ...]:
        return self.pairs * 9


def test_a_content_is_dumped_to_plain_json() -> None:
    thing = Thing(name="a", pairs=(Pair(1, 0.1234567891), Pair(2, float("nan"))))
    assert pages.dump({"thing": thing, 3: {"x": None}}) == {
        "thing": {
            "name": "a",
            "pairs": [{"one": 1, "other": 0.123457}, {"one": 2, "other": None}],
            "loud": "A",
        },
        "3": {"x": None},
    }


def test_what_json_cannot_hold_is_no_content() -> None:
    with pytest.raises(TypeError):
        pages.dump({"it": object()})


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2031-03-14T18:05:00Z", "14 March 2031"),
        ("2031-03-04", "4 March 2031"),
        ("2031-03", "March 2031"),
        ("2031", "2031"),
        ("March 2031", "March 2031"),
        ("2031-13-01", "2031-13-01"),
        (None, ""),
    ],
)
def test_a_day_is_said_as_people_say_it(given: str | None, shown: str) -> None:
    assert pages._day(given) == shown


@pytest.mark.parametrize(
    "given", ["//evil.example", "https://evil.example", "/\\evil.example", "x", "", None, "/a\nb"]
)
def test_nobody_is_led_to_another_server(given: str | None) -> None:
    assert pages.here(given) == "/"


def test_an_address_of_ours_is_led_to() -> None:
    assert pages.here("/article?document=a%2Fb#a3") == "/article?document=a%2Fb#a3"


def test_keys_of_any_kind_have_an_address() -> None:
    key = "https://a.example/x?y=1&z=ü#frag.json"
    assert links.article(key, 2, 3, 9, "a1") == (
        "/article?document=https%3A%2F%2Fa.example%2Fx%3Fy%3D1%26z%3D%C3%BC%23frag.json"
        "&version=2&at=3-9#a1"
    )
    assert links.search(words="x", kinds=["denial", "order"], since=None) == (
        "/search?words=x&kinds=denial&kinds=order"
    )
