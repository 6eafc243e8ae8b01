"""A workbench on a casebook of invented articles, and a client that a test asks it with."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from casebook_articles import AT, fake_read, item
from sample_records import (
    make_ferry_record,
    make_hostile_record,
    make_people_record,
    make_record,
)
from starlette.testclient import TestClient

from onrecord.casebook import Casebook
from onrecord.casebook.intake import Item, Unreadable
from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.web.app import create_app

ADDRESS = "http://127.0.0.1"
SCHEMA = Path(__file__).parent.parent / "docs" / "reference" / "web.schema.json"

HARBOUR, FERRY, PEOPLE, HOSTILE = "harbour.html", "ferry.txt", "people.txt", "hostile.txt"
CRANE, EDITED, FAILED = "crane-1", "crane-2", "torn.pdf"
_RECORDS: dict[str, Callable[[], Record]] = {
    HARBOUR: make_record,
    FERRY: make_ferry_record,
    PEOPLE: make_people_record,
    HOSTILE: make_hostile_record,
}


def make(path: Path) -> Path:
    """A casebook of the sample records and of three articles of cranes: one came in two versions,
    and one file could not be read."""
    with Casebook.create(path, clock=lambda: AT) as casebook:
        casebook.add_items([sample(key) for key in _RECORDS], _read)
        casebook.add_items([item(number) for number in (1, 2, 3)], _read)
        denied = "Dorrit Haldane denied that the crane was safe at noon."
        edited = f"Port Marren crane number 2 stopped\n{denied}\n"
        casebook.add_items([item(2, text=edited)], _read)
        torn = Unreadable(key=FAILED, name=FAILED, error=OnrecordError("R045"))
        casebook.add_items([torn], _read)
        casebook.catch_up(claims=False)
    return path


def sample(key: str) -> Item:
    """One of the sample records, as what is to be added."""
    return Item(key=key, name=key, data=_RECORDS[key]().document.text.encode(), location=key)


def _read(item: Item) -> Record:
    made = _RECORDS.get(item.key)
    if made is None:
        return fake_read(item)
    record = made()
    # Nothing but the text decides which words a decision is about.
    return replace(record, document=replace(record.document, location=item.location))


class Client:
    """A browser of few words; every twin is held to the published schema."""

    def __init__(self, client: TestClient) -> None:
        self.http = client

    @property
    def csrf(self) -> str:
        """The secret that our pages hold."""
        found = re.search(r'name="csrf" content="([0-9a-f]+)"', self.page("/"))
        assert found
        return found[1]

    def page(self, address: str, *, status: int = 200) -> str:
        """A page's HTML."""
        answer = self.http.get(address)
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"].startswith("text/html")
        return answer.text

    def twin(self, address: str, *, status: int = 200) -> Any:
        """A page as JSON: ".json" is put where its path ends."""
        path, mark, query = address.partition("?")
        answer = self.http.get(("/home" if path == "/" else path) + ".json" + mark + query)
        assert answer.status_code == status, answer.text
        return valid(answer.json())

    def decide(self, *, status: int = 200, **decision: Any) -> Any:
        """A decision; the entry that came of it, or the error."""
        answer = self.http.post("/decide", json=decision, headers=self.headers())
        assert answer.status_code == status, answer.text
        return answer.json()["entry" if status == 200 else "error"]

    def headers(self, **others: str) -> dict[str, str]:
        """What our scripts send with what changes something."""
        mine = {"accept": "application/json", "x-csrf-token": self.csrf}
        return mine | {"origin": ADDRESS} | others


@contextmanager
def opened(path: Path, **options: Any) -> Iterator[Client]:
    """A client of a workbench; `options` as `create_app` takes them."""
    app = create_app(path, **{"author": "ada", "settles": False, **options})
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        yield Client(client)


def valid(data: Any) -> Any:
    """A twin, held to its definition in the published schema."""
    schema = _schema()
    kind = data["page"]
    assert kind in schema["$defs"], f"the schema has no page {kind}"
    _validator(kind).validate(data)
    return data


@cache
def _schema() -> Any:
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


@cache
def _validator(kind: str) -> Any:
    return jsonschema.Draft202012Validator(_schema() | {"$ref": f"#/$defs/{kind}"})
