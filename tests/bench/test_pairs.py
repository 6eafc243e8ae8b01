"""How the judge of pairs is measured."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import corpora, pairs

TRUTH = np.array([True, True, False, True, False, False])
SCORE = np.array([0.9, 0.8, 0.7, 0.6, 0.4, 0.1])


def test_precision_recall_and_f1() -> None:
    assert pairs.f1(TRUTH, SCORE > 0.5) == pytest.approx((0.75, 1.0, 6 / 7))
    assert pairs.f1(TRUTH, SCORE > 1) == (0.0, 0.0, 0.0)


def test_the_threshold_gives_the_highest_f1_among_those_sure_enough() -> None:
    assert pairs.best(TRUTH, SCORE) == 0.6
    assert pairs.best(TRUTH, SCORE, sure=0.9) == 0.8


def test_where_nothing_is_sure_enough_the_highest_f1_counts() -> None:
    truth = np.array([False, True, False, False, True])
    score = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    assert pairs.best(truth, score, sure=0.99) == 0.5


def test_equal_scores_count_together() -> None:
    truth = np.array([True, False, False, False])
    assert pairs.best(truth, np.array([0.5, 0.5, 0.5, 0.1]), sure=0.5) == 0.5


def test_a_fold_is_judged_by_the_threshold_of_the_others() -> None:
    truth = np.array([True, False, True, False])
    score = np.array([0.9, 0.8, 0.3, 0.2])
    said = pairs.crossed(truth, score, np.array([0, 0, 1, 1]), sure=0.0)
    assert said.tolist() == [True, True, False, False]


@given(st.lists(st.integers(-9, 9), min_size=3, max_size=30, unique=True))
def test_ranks_that_rise_together_correlate_wholly(values: list[int]) -> None:
    one = np.array(values, np.float64)
    assert pairs.spearman(one, one**3) == pytest.approx(1)
    assert pairs.spearman(one, -one) == pytest.approx(-1)


def test_equal_values_share_their_rank() -> None:
    one, other = np.array([1.0, 2.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0, 4.0])
    assert pairs.spearman(one, other) == pytest.approx(0.9486833)


def test_the_area_is_the_chance_that_a_true_one_scores_above() -> None:
    assert pairs.area(TRUTH, SCORE) == pytest.approx(8 / 9)
    assert pairs.area(TRUTH, np.zeros(6)) == 0.5


def test_groups_stay_in_one_fold_and_denials_are_spread() -> None:
    articles = [
        {"group": group, "headlines": [{"stance": "disagree"}] * many + [{"stance": "agree"}]}
        for group, many in [("a", 9), ("b", 3), ("c", 3), ("d", 2), ("e", 2), ("a", 1)]
    ]
    folds = pairs.folds(articles)
    assert sorted(folds) == ["a", "b", "c", "d", "e"]
    assert [group for group in folds if folds[group] == folds["a"]] == ["a"]
    assert set(folds.values()) == set(range(pairs.SPLIT))


def test_a_word_of_denial_on_one_side_turns_a_pair() -> None:
    assert pairs.turned("The dam holds", "The mayor denied that the dam holds") == 1
    assert pairs.turned("The dam doesn’t hold", "The dam will never hold") == 0


def test_a_passage_is_the_sentences_nearest_to_the_headline_in_order() -> None:
    body = (
        "The harbor was busy on Monday morning. Two ferries sank off Kestria, the navy said.\n\n"
        "Plum cake was served at the town hall. The ferries went down within an hour off Kestria. "
        "Odo Lammert bought a hat. The navy is looking for the two sunken ferries."
    )
    case = pairs.Case("x", 0, 0, "agree", "Two ferries sink off Kestria", body)
    (near,) = pairs.nearest([case])
    assert 0.6 < near.likeness <= 1
    assert near.passage == (
        "Two ferries sank off Kestria, the navy said. "
        "The ferries went down within an hour off Kestria. "
        "The navy is looking for the two sunken ferries."
    )


def test_headline_and_article_disagree_where_one_takes_the_story_for_false() -> None:
    sure = np.eye(3)
    headlines, articles = sure[[0, 0, 1, 1, 2, 0]], sure[[0, 1, 0, 1, 1, 2]]
    assert pairs.disagree(headlines, articles).tolist() == [0, 1, 1, 0, 0, 0]
    assert pairs.disagree(np.array([[0.5, 0.5, 0]]), sure[[1]]).tolist() == [0.5]


def test_readings_of_other_folds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = pairs.Case("x", 0, 2, "agree", "Two ferries sink", "Two ferries sank.")
    row = {"article": corpora.key("x"), "fold": 2, "stands": [1, 0, 0], "headlines": [[0, 1, 0]]}
    monkeypatch.setattr(pairs, "FOLDS", tmp_path / "folds.jsonl")
    assert pairs.readings([case]) is None
    corpora.write_lines(pairs.FOLDS, [row])
    read = pairs.readings([case])
    assert read is not None
    assert [each.tolist() for each in read] == [[[0, 1, 0]], [[1, 0, 0]]]
    corpora.write_lines(pairs.FOLDS, [{**row, "fold": 1}])
    with pytest.raises(ValueError, match="folds"):
        pairs.readings([case])
