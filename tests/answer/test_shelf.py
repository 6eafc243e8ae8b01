from __future__ import annotations

from collections.abc import Iterator

import pytest
from casebook_asked import make

from onrecord.answer import shelf
from onrecord.answer.shelf import Shelf
from onrecord.casebook import Casebook


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    with make(tmp_path_factory.mktemp("shelf") / "s.casebook") as made:
        yield made


def test_a_document_is_opened_once_and_so_many_are_kept(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "DOCUMENTS", 2)
    held = Shelf(casebook)
    plans = held.telling("plans", 1)
    assert held.telling("ferries", 1) is not plans
    assert held.telling("plans", 1) is plans
    held.telling("crane-1", 1)  # the ferries make room, as the longest unused
    assert held.telling("plans", 1) is plans


def test_a_text_that_is_left_out_is_not_opened(casebook: Casebook) -> None:
    held = Shelf(casebook, leave_out=[casebook.record("plans").document.text])
    assert held.telling("plans", 1) is None
    assert held.telling("plans", 1) is None
    assert held.telling("ferries", 1) is not None


def test_the_documents_with_the_likeliest_sentences_are_chosen_unopened(
    casebook: Casebook,
) -> None:
    found = casebook.relevant(["ferries", "council", "minister"])
    weight = {"ferries": 1.0, "council": 1.0, "minister": 1.0}
    assert {each.document for each in found} == {"plans", "ferries"}
    kept = shelf.likeliest(found, weight, 1)
    assert {each.document for each in kept} == {"ferries"}
    assert shelf.likeliest(found, weight, 9) == found
    assert shelf.likeliest([], weight, 3) == []


def test_the_statement_that_holds_the_words_matters_or_the_outlets_own(
    casebook: Casebook,
) -> None:
    telling = Shelf(casebook).telling("plans", 1)
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
