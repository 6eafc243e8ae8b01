from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from casebook_asked import make
from stored_claims import claim

from onrecord.casebook import Casebook


@pytest.fixture
def asked(path: Path) -> Iterator[Casebook]:
    with make(path) as casebook:
        yield casebook


def test_months_count_what_the_timeline_lists(asked: Casebook) -> None:
    rows, months = asked.timeline(), asked.months()
    assert [(each.month, each.events, each.statements) for each in months] == [
        ("1960-01", 1, 0),
        ("1998-01", 1, 0),
        ("2019-01", 1, 0),
        ("2031-02", 1, 0),
        ("2031-03", 0, 1),
        ("2031-04", 1, 0),
        ("2031-05", 0, 1),
    ]
    assert len(rows) == sum(each.events + each.statements for each in months)


@pytest.mark.parametrize(
    "picked",
    [
        {"since": "2031"},
        {"until": "2019-06"},
        {"who": "Maren Oster"},
        {"place": "Helmvik"},
        {"kind": "statement"},
        {"kind": "event", "since": "2031-03"},
    ],
)
def test_both_are_picked_alike(asked: Casebook, picked: dict[str, str]) -> None:
    rows = asked.timeline(**picked)  # type: ignore[arg-type]
    months = asked.months(**picked)  # type: ignore[arg-type]
    assert 0 < len(rows) < len(asked.timeline())
    assert len(rows) == sum(each.events + each.statements for each in months)
    assert {each.kind for each in rows} <= {picked.get("kind", each.kind) for each in rows}


def test_rows_name_whose_they_are(asked: Casebook) -> None:
    whose = {row.id: [(each.name, each.type) for each in row.whose] for row in asked.timeline()}
    assert whose["v1"] == [("Norrund Salt Council", "organization")]
    assert whose["a3"] == [("Maren Oster", "person")]
    assert ("Helmvik", "place") in whose["v2"]


def test_rows_name_the_claims_that_they_have_a_part_in(asked: Casebook) -> None:
    asked.timeline()  # who is one is found out
    claim(asked, "c1234", ("ferries", "a1", "same"), ("ferries", "a3", "denies"))
    claims = {row.id: row.claims for row in asked.timeline()}
    assert claims["a3"] == ("c1234",)
    assert claims["v5"] == ()
    assert asked.claim_words("c1234").startswith("The Norrund Salt Council sold")
    assert asked.claim_words("c9999") == ""
