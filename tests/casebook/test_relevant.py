from __future__ import annotations

from collections.abc import Iterator

import pytest
from casebook_articles import article, fake_read, item
from casebook_asked import make

from onrecord.casebook import Casebook


@pytest.fixture
def asked(path) -> Iterator[Casebook]:  # type: ignore[no-untyped-def]
    with make(path) as casebook:
        yield casebook


def texts(casebook: Casebook, *given: object, **more: object) -> list[str]:
    found = []
    for each in casebook.relevant(*given, **more):  # type: ignore[arg-type]
        record = casebook.record(each.document, each.version)
        (sentence,) = [one for one in record.sentences if one.id == each.ref]
        found.append(record.document.text[sentence.start : sentence.end])
    return found


def test_sentences_that_hold_any_of_the_words_come_with_the_best_first(asked: Casebook) -> None:
    found = texts(asked, ["spy", "testify"])
    assert len(found) >= 1
    assert all("spy" in each or "testify" in each for each in found)
    assert len(set(found)) == len(found)


def test_what_somebody_says_is_found_without_a_word_of_it(asked: Casebook) -> None:
    (number,) = asked.going_by(["petra lunde"])["petra lunde"]
    found = texts(asked, [], said_by=[number])
    assert found
    assert all("letter" in each or "Petra" in each for each in found)


def test_sentences_that_mean_somebody_by_another_word_are_found(asked: Casebook) -> None:
    (number,) = asked.going_by(["Ada Venn"])["Ada Venn"]
    found = texts(asked, [], about=[number])
    assert any("minister" in each and "Ada Venn" not in each for each in found)


def test_words_are_counted_in_any_form(asked: Casebook) -> None:
    counts, total = asked.frequencies(["crane", "cranes", "zeppelin", "…"])
    assert counts["crane"] == counts["cranes"] > 0
    assert (counts["zeppelin"], counts["…"]) == (0, 0)
    assert total > counts["crane"]


def test_names_are_told_as_they_are_in_any_case(asked: Casebook) -> None:
    found = asked.going_by(["ADA VENN", "nobody", "the Kestrian Coast Guard"])
    assert set(found) == {"ADA VENN", "the Kestrian Coast Guard"}
    entities = asked.entities_of(found["ADA VENN"])
    assert ("plans", "e1") in entities


def test_of_a_document_the_newest_version_alone_is_found(casebook: Casebook) -> None:
    changed = article(1).replace("crane was safe", "winch was safe")
    casebook.add_items([item(1, text=changed)], fake_read)
    assert {each.version for each in casebook.relevant(["winch"])} == {2}
    assert all(
        each.version == 2
        for each in casebook.relevant(["crane", "safe"])
        if each.document == "crane-1"
    )


def test_signs_in_words_break_nothing(casebook: Casebook) -> None:
    assert casebook.relevant(['" OR *', "NEAR(", "-"]) == casebook.relevant(["or", "near"])
    assert casebook.relevant([]) == []
