from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from casebook_asked import add, make, published
from claim_models import row
from numpy.typing import NDArray
from sample_records import make_record

from onrecord.answer.matching import Matching, is_negated
from onrecord.answer.shelf import Shelf
from onrecord.casebook import Casebook


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    with make(tmp_path_factory.mktemp("m") / "s.casebook") as made:
        add(made, "crane", published(make_record(), "2031-03-14", "Marren Post"))
        yield made


@pytest.fixture
def matching(casebook: Casebook) -> Matching:
    return Matching(casebook, Shelf(casebook), None)


def test_a_passage_that_says_the_same_is_found(matching: Matching) -> None:
    found = matching.of("The Salt Council sold half of its ferries in February.")
    assert found[0].stand == "says"
    assert "half of its ferries" in found[0].passage.text
    assert found[0].share > 0.65


def test_a_denial_of_it_denies_it(matching: Matching) -> None:
    found = matching.of("A warning had been received by the board.")
    assert [each.stand for each in found if "denied that any warning" in each.passage.text] == [
        "denies"
    ]


def test_a_negation_turns_it_round(matching: Matching) -> None:
    (first, *_) = matching.of("The Salt Council never sold half of its ferries in February.")
    assert first.stand == "denies"


@pytest.mark.parametrize(("relation", "stand"), [("denies", "denies"), ("same", "says")])
def test_a_judge_has_to_say_that_a_negation_makes_two_differ(
    casebook: Casebook, relation: str, stand: str
) -> None:
    asked: list[tuple[str, str]] = []

    def judge(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        asked.extend(pairs)
        return np.array([row(relation, 0.9) for _ in pairs], np.float32)

    matching = Matching(casebook, Shelf(casebook), None, judge)
    (first, *_) = matching.of("The Salt Council never sold half of its ferries in February.")
    assert first.stand == stand
    assert {ours for ours, _ in asked} == {
        "The Salt Council never sold half of its ferries in February."
    }
    asked.clear()
    matching.of("The Salt Council sold half of its ferries in February.")
    assert not any("sold half" in theirs for _, theirs in asked)


def test_another_number_is_another_matter(matching: Matching) -> None:
    assert matching.of("A plot to burn the ferries on Jan. 12, 1998, had failed.")
    assert not matching.of("A plot to burn the ferries on Jan. 12, 1997, had failed.")


def test_too_few_words_match_nothing(matching: Matching) -> None:
    assert matching.of("The ferries.") == []
    assert matching.of("") == []


def test_a_document_with_the_very_text_is_left_out(casebook: Casebook) -> None:
    text = casebook.record("ferries").document.text
    left = Matching(casebook, Shelf(casebook, leave_out=[text]), None)
    assert left.of("The Salt Council sold half of its ferries in February.") == []


def test_words_that_turn_a_sentence_round_are_counted() -> None:
    assert is_negated("It was not sold")
    assert is_negated("They didn’t sell it")
    assert not is_negated("It was sold")
    assert not is_negated("It was not that nobody sold it")
