from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.answer.question import terms_of
from onrecord.answer.weighing import BESIDE, Text, holds, lit, weigh, weights, with_meaning

TERMS = terms_of("the crane that Ada inspected")
EVEN = {term.word: 1.0 for term in TERMS}


def text(sentence: str, beside: str = "", *met: str) -> Text:
    return Text(sentence=sentence, beside=beside, met=frozenset(met))


def test_a_word_is_met_in_any_form_and_a_name_by_who_is_meant() -> None:
    (found,) = weigh(TERMS, EVEN, [text("She inspects the cranes.", "", "ada")])
    assert (found.share, found.missing) == (1.0, ())


def test_what_stands_beside_counts_half() -> None:
    (found,) = weigh(TERMS, EVEN, [text("She inspects it.", "Ada's crane")])
    assert found.share == pytest.approx((1 + 2 * BESIDE) / 3)
    assert found.missing == ()


def test_what_is_not_met_is_told() -> None:
    (found,) = weigh(TERMS, EVEN, [text("The crane fell.")])
    assert [term.word for term in found.missing] == ["ada", "inspected"]
    assert found.share == pytest.approx(1 / 3)


def test_rare_words_count_more() -> None:
    found = weights(TERMS, {"crane": 90, "ada": 2, "inspected": 0}, 100)
    assert found["crane"] < found["ada"] < found["inspected"]


def test_no_terms_weigh_nothing() -> None:
    assert [each.share for each in weigh((), {}, [text("Anything.")])] == [0.0]
    assert weigh(TERMS, EVEN, []) == []


def test_meaning_is_compared_for_those_with_the_most_words_alone() -> None:
    asked: list[int] = []

    def encoder(texts: Sequence[str]) -> NDArray[np.float32]:
        asked.append(len(texts))
        return np.eye(4, dtype=np.float32)[[0, *[0] * (len(texts) - 1)]]

    texts = [text("Nothing of it."), text("Ada inspected the crane."), text("The crane.")]
    plain = weigh(TERMS, EVEN, texts)
    found = with_meaning(encoder, "the crane", texts, plain, 2)
    assert asked == [3]
    assert [each.alike for each in found] == [0.0, 1.0, 1.0]
    assert with_meaning(None, "the crane", texts, plain, 2) == plain


def test_words_are_lit_where_they_stand() -> None:
    sentence = "Ada inspected cranes, a crane and Ada."
    found = lit(sentence, ["crane", "ada"])
    assert [sentence[start:end] for start, end in found] == ["Ada", "cranes", "crane", "Ada"]
    assert lit(sentence, []) == ()


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=40))
def test_any_texts_are_weighed(sentences: list[str], question: str) -> None:
    terms = terms_of(question)
    weight = weights(terms, {}, 10)
    for found in weigh(terms, weight, [text(each) for each in sentences]):
        assert 0.0 <= found.share <= 1.0 + 1e-9
        assert set(found.missing) <= set(terms)


def test_terms_with_signs_break_nothing() -> None:
    assert holds(['a "crane" (4)'], ['crane" OR "x', "4"]) == [{"4"}]
