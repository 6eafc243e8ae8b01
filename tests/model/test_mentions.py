"""Mentions out of the branch's scores."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.mentions import (
    NAME_TYPES,
    NOMINAL_TYPES,
    MentionScores,
    Ranker,
    decode,
    joined,
    likely,
    runs,
    viterbi,
)
from onrecord.model.words import split_words

NEVER = -1e4
FORBIDDEN = np.array([[0, 0, NEVER], [0, 0, 0], [0, 0, 0]], np.float32)
"""O, B, I: an I after an O is no move."""
BEGIN = np.array([0, 0, NEVER], np.float32)


def brute(emit, paragraph, transition, begin, finish):  # type: ignore[no-untyped-def]
    """The best labelling of each paragraph by trying every one."""
    result: list[int] = []
    for number in sorted(set(paragraph.tolist())):
        rows = emit[paragraph == number]

        def value(labels, rows=rows):  # type: ignore[no-untyped-def]
            moves = sum(transition[a, b] for a, b in pairwise(labels))
            words = sum(row[label] for row, label in zip(rows, labels, strict=True))
            return begin[labels[0]] + moves + words + finish[labels[-1]]

        result += max(product(range(3), repeat=len(rows)), key=value)
    return result


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_viterbi_finds_the_best_labelling(seed: int, lengths: list[int]) -> None:
    rng = np.random.default_rng(seed)
    paragraph = np.repeat(np.arange(len(lengths)), lengths).astype(np.int32)
    emit = rng.normal(size=(len(paragraph), 3)).astype(np.float32)
    transition = FORBIDDEN + rng.normal(size=(3, 3)).astype(np.float32)
    finish = rng.normal(size=3).astype(np.float32)
    nowhere = np.zeros(len(paragraph), np.bool_)
    found = viterbi(emit, nowhere, paragraph, transition, BEGIN, finish)
    assert found.tolist() == brute(emit, paragraph, transition, BEGIN, finish)


def test_words_surely_outside_cut_the_chain() -> None:
    emit = np.array([[0, 5, 0], [9, 0, 0], [0, 0, 5], [0, 5, 0]], np.float32)
    outside = np.array([False, True, False, False])
    found = viterbi(emit, outside, np.zeros(4, np.int32), FORBIDDEN, BEGIN, np.zeros(3, np.float32))
    assert found.tolist() == [1, 0, 0, 1]


def test_without_a_word_there_is_no_label() -> None:
    empty = np.zeros((0, 3), np.float32)
    none = np.zeros(0, np.bool_)
    assert not len(viterbi(empty, none, np.zeros(0, np.int32), FORBIDDEN, BEGIN, BEGIN))


def test_runs_are_spans_with_the_label_of_their_first_word() -> None:
    assert runs(np.array([0, 1, 2, 1, 0, 3, 4, 4])) == [(1, 3, 1), (3, 4, 1), (5, 8, 3)]


def parameters() -> dict[str, np.ndarray]:
    made = {}
    for name, types in (("name", NAME_TYPES), ("nominal", NOMINAL_TYPES)):
        size = 1 + 2 * len(types)
        made[f"{name}_transition"] = np.zeros((size, size), np.float32)
        made[f"{name}_begin"] = made[f"{name}_finish"] = np.zeros(size, np.float32)
    return made


def test_names_and_nominals_are_marks_with_a_type() -> None:
    text = "Ada Venn met the envoy"
    words = split_words(text, [(0, len(text))])
    names = np.zeros((5, 21), np.float32)
    nominals = np.zeros((5, 11), np.float32)
    names[:, 0] = nominals[:, 0] = 8
    names[0, 1] = names[1, 2] = 20  # B-person, I-person
    nominals[3, 1] = nominals[4, 2] = 20
    vectors = np.zeros((5, 64), np.float32)
    found = decode(MentionScores(names, nominals, vectors, vectors), words, parameters())
    assert [(mark.low, mark.high, mark.layer, mark.type) for mark in found] == [
        (0, 2, "names", "person"),
        (3, 5, "nominals", "person"),
    ]
    assert [round(mark.confidence, 2) for mark in found] == [0.97, 1.0]


def test_windows_are_joined_in_order() -> None:
    first = [np.full((1, size), 1, np.float32) for size in (21, 11, 64, 64)]
    second = [np.full((2, size), 2, np.float32) for size in (21, 11, 64, 64)]
    scores = joined([first, second])
    assert scores.names[:, 0].tolist() == [1, 2, 2]
    assert scores.key.shape == (3, 64)


def ranker() -> Ranker:
    return Ranker(
        {
            "rank_near": np.float32(1),
            "rank_name": np.float32(1),
            "rank_table": np.array([[1, 0], [0, 1], [0, 0]], np.float32),
            "rank_hidden": np.zeros(2, np.float32),
            "rank_direct": np.array([0.5, 0, 0], np.float32),
            "rank_out_weight": np.array([[2, -1]], np.float32),
            "rank_out_bias": np.array([0.25], np.float32),
            "rank_fresh": np.array([0, 1], np.float32),
            "rank_new_weight": np.zeros((1, 4), np.float32),
            "rank_new_bias": np.array([0.5], np.float32),
        }
    )


def test_a_chain_is_ranked_by_vectors_and_features() -> None:
    query = np.array([1, 0, 0, 0], np.float32)
    near = np.array([[2, 0, 0, 0], [0, 0, 0, 0]], np.float32)
    likely = ranker()(query, near, near * 0, np.array([[0, 2], [1, 2]]), np.array([1]))
    scores = np.array([2 / 2 + 2 + 0.25 + 0.5, -1 + 0.25, 1 + 0.5])
    assert likely == pytest.approx(np.exp(scores) / np.exp(scores).sum(), abs=1e-6)


def test_a_label_is_compared_with_what_may_follow_alone() -> None:
    emit = np.array([[0, 0, 9, 0, 9], [0, -50, 0, -50, 9]], np.float32)
    sure = likely(emit, np.array([1, 2]))
    assert sure == pytest.approx([1 / 3, 1 / 2], abs=1e-5)
