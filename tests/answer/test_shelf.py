from __future__ import annotations

from collections.abc import Iterator

import pytest
from casebook_asked import make

from onrecord.answer import shelf
from onrecord.answer.shelf import Shelf
from onrecord.casebook import Casebook
from onrecord.casebook.relevant import Relevant


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    with make(tmp_path_factory.mktemp("shelf") / "s.casebook") as made:
        yield made


def test_a_document_is_opened_once_and_so_many_at_most(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "DOCUMENTS", 1)
    held = Shelf(casebook)
    plans = held.telling(Relevant("plans", 1, "s1"))
    assert plans is not None
    assert held.telling(Relevant("plans", 1, "s2")) is plans
    assert held.telling(Relevant("ferries", 1, "s1")) is None
    held.start_anew()
    assert held.telling(Relevant("ferries", 1, "s1")) is not None


def test_a_text_that_is_left_out_is_not_opened(casebook: Casebook) -> None:
    held = Shelf(casebook, leave_out=[casebook.record("plans").document.text])
    assert held.telling(Relevant("plans", 1, "s1")) is None
    assert held.telling(Relevant("ferries", 1, "s1")) is not None


def test_the_statement_that_holds_the_words_matters_or_the_outlets_own(
    casebook: Casebook,
) -> None:
    telling = Shelf(casebook).telling(Relevant("plans", 1, "s1"))
    assert telling is not None
    (sentence,) = [
        each
        for each in telling.sentences
        if "testify" in telling.record.document.text[each.start : each.end]
    ]
    said = telling.statements(sentence)
    mattering = shelf.mattering(telling, sentence, said, {"testify": 1.0})
    assert mattering is not None
    assert mattering.id == "a5"
    assert "testify" in shelf.content(telling, mattering, sentence)
    assert "testify" not in shelf.content(telling, None, sentence)
    assert shelf.mattering(telling, sentence, said, {"zeppelin": 1.0}) is None
    assert shelf.mattering(telling, sentence, [], {"testify": 1.0}) is None
