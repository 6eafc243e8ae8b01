from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from casebook_asked import make

from onrecord.casebook import Casebook, Compared
from onrecord.errors import OnrecordError


@pytest.fixture
def asked(path: Path) -> Iterator[Casebook]:
    with make(path) as casebook:
        yield casebook


def number(casebook: Casebook, name: str) -> int:
    return casebook.called(name)[0].number


def test_two_people_of_other_names_are_told_apart_with_the_reason(asked: Casebook) -> None:
    found = asked.compared(number(asked, "Ada Venn"), number(asked, "Petra Lunde"))
    assert found.reasons
    assert set(found.against) <= set(found.reasons)
    assert found.against
    assert found.confidence < 0.5


def test_somebody_is_like_themself(asked: Casebook) -> None:
    one = number(asked, "Petra Lunde")
    found = asked.compared(one, one)
    assert "same full name: Petra Lunde" in found.reasons
    assert found.confidence > 0.9


def test_what_is_of_another_sort_or_is_not_there_is_not_likely(asked: Casebook) -> None:
    nothing = Compared(reasons=(), against=(), confidence=0.0)
    assert asked.compared(number(asked, "Ada Venn"), number(asked, "Helmvik")) == nothing
    assert asked.compared(number(asked, "Ada Venn"), 9999) == nothing


def test_altered_identities_are_said(asked: Casebook) -> None:
    one, other = number(asked, "Ada Venn"), number(asked, "Petra Lunde")
    asked._connection.execute("UPDATE identified SET knowns = x'00'")
    with pytest.raises(OnrecordError) as caught:
        asked.compared(one, other)
    assert caught.value.code == "C007"


def test_an_entity_is_found_in_its_identity(asked: Casebook) -> None:
    for each in asked.identities():
        for document, entity in asked.members(each.identity):
            found = asked.identity_of(document, entity)
            assert found is not None
            assert (found.number, found.name) == (each.identity, each.name)
    assert asked.identity_of("plans", "e99") is None
    assert asked.identity_of("nowhere", "e1") is None
    assert asked.members(9999) == []
