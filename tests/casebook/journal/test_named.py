from __future__ import annotations

import pytest
from casebook_articles import article, fake_read, item

from onrecord.casebook import Casebook
from onrecord.errors import OnrecordError


def everywhere(id: str) -> list[tuple[str, str]]:
    return [(f"crane-{number}", id) for number in (1, 2, 3)]


def test_an_entity_is_named_by_its_document_and_id(casebook: Casebook) -> None:
    assert casebook.journal.entities("crane-2#e2") == [("crane-2", "e2")]


def test_an_identity_is_named_by_its_name_in_any_case_and_by_its_number(
    casebook: Casebook,
) -> None:
    assert casebook.journal.entities("petra lunde") == everywhere("e2")
    found = [casebook.journal.entities(f"#{number}") for number in (1, 2)]
    assert sorted(found) == [everywhere("e1"), everywhere("e2")]


@pytest.mark.parametrize("name", ["Ada Venn", "crane-1#e9", "nowhere#e1", "", "#", "#99", "\ud800"])
def test_nobody_goes_by_a_name_that_is_not_there(casebook: Casebook, name: str) -> None:
    with pytest.raises(OnrecordError, match="C031"):
        casebook.journal.entities(name)


def test_where_several_go_by_a_name_none_is_chosen(casebook: Casebook) -> None:
    text = article(4).replace("Petra Lunde", "Orla Lunde")
    casebook.add_items([item(4, text=text)], fake_read)
    with pytest.raises(OnrecordError, match="C032") as raised:
        casebook.journal.entities("Lunde")
    assert "Petra Lunde" in str(raised.value)
    assert "Orla Lunde" in str(raised.value)


def test_decisions_on_identities_win_over_what_was_gathered(casebook: Casebook) -> None:
    journal = casebook.journal
    both = journal.entities("Dorrit Haldane") + journal.entities("Petra Lunde")
    journal.merge(*both)
    journal.rename(("crane-1", "e1"), "The two of the crane")
    assert journal.entities("the two of the crane") == sorted(both)
    assert journal.entities("Petra Lunde") == sorted(both)
    journal.split(("crane-1", "e2"), *everywhere("e1"), ("crane-2", "e2"), ("crane-3", "e2"))
    assert journal.entities("Dorrit Haldane") == sorted({*both} - {("crane-1", "e2")})
    for _ in range(3):
        journal.undo()
    assert journal.entities("Petra Lunde") == everywhere("e2")
