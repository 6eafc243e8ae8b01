"""The scorer against published examples, and mentions paired with GUM's; texts are invented."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import coreference, corpora
from bench.coreference import Clusters, figures
from bench.readings import Chain, Mention, Reading

LETTERS = st.lists(st.sampled_from("abcdefghij"), unique=True)


def clusters(*chains: str) -> Clusters:
    """Chains whose mentions are letters."""
    return [frozenset(chain) for chain in chains]


def scored(metric: str, key: Clusters, response: Clusters) -> list[float]:
    """Recall, precision and F1."""
    counts = coreference.SCORERS[metric](key, response)
    return figures([*counts.recall, *counts.precision], 0)


@pytest.mark.parametrize(
    ("metric", "recall", "precision"),
    [("muc", 2 / 5, 2 / 5), ("b3", 35 / 12 / 7, 4 / 8), ("ceafe", 1.3 / 2, 1.3 / 3)],
)
def test_the_worked_example_of_pradhan_and_others(
    metric: str, recall: float, precision: float
) -> None:
    # ACL 2014, with a missed mention (g is found, d to g are torn apart) and two invented ones.
    found = scored(metric, clusters("abc", "defg"), clusters("ab", "cd", "fghi"))
    assert found[:2] == pytest.approx([recall, precision], abs=1e-4)


@pytest.mark.parametrize(
    ("response", "muc", "b3", "ceafe"),
    [
        (("12345", "6789ABC"), 0.947, 0.865, 0.733),
        (("1234589ABC", "67"), 0.947, 0.737, 0.667),
        (("123456789ABC",), 0.900, 0.545, 0.294),
        (tuple("123456789ABC"), 0.000, 0.400, 0.178),
    ],
)
def test_the_four_systems_of_luo(
    response: tuple[str, ...], muc: float, b3: float, ceafe: float
) -> None:
    key = clusters("12345", "67", "89ABC")
    for metric, expected in (("muc", muc), ("b3", b3), ("ceafe", ceafe)):
        assert scored(metric, key, clusters(*response))[2] == pytest.approx(expected, abs=6e-4)


@pytest.mark.parametrize(
    ("key", "response", "recall", "precision"),
    [
        (("ABCD",), ("AB", "CD"), 2 / 3, 1),
        (("AB", "CD"), ("ABCD",), 1, 2 / 3),
        (("ABCD",), ("ABCD",), 1, 1),
        (("ABCD",), ("AB", "C", "D"), 1 / 3, 1),
        (("ABC",), ("AC",), 1 / 2, 1),
        (("BCDEGHJ",), ("ABCEGHJ",), 5 / 6, 5 / 6),
    ],
)
def test_links_are_counted_as_by_vilain_and_others(
    key: tuple[str, ...], response: tuple[str, ...], recall: float, precision: float
) -> None:
    found = scored("muc", clusters(*key), clusters(*response))
    assert found[:2] == pytest.approx([recall, precision], abs=1e-4)


def chained(letters: list[str], cuts: list[int]) -> Clusters:
    parts: dict[int, set[str]] = {}
    for letter, cut in zip(letters, cuts, strict=False):
        parts.setdefault(cut, set()).add(letter)
    return [frozenset(part) for part in parts.values()]


CUTS = st.lists(st.integers(0, 4), min_size=10, max_size=10)


@given(LETTERS, CUTS, LETTERS, CUTS)
def test_metrics_turn_round_and_know_the_perfect(
    one: list[str], cuts: list[int], other: list[str], other_cuts: list[int]
) -> None:
    key, response = chained(one, cuts), chained(other, other_cuts)
    for metric in coreference.METRICS:
        there, back = scored(metric, key, response), scored(metric, response, key)
        assert there[:2] == back[1::-1]
        assert scored(metric, key, key) == [1, 1, 1]


@given(
    st.lists(st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.9]), min_size=4, max_size=4), max_size=4)
)
def test_the_best_pairing_is_the_best_of_all(table: list[list[float]]) -> None:
    weights = {(i, j): w for i, row in enumerate(table) for j, w in enumerate(row) if w}
    best = max(
        sum(table[i][j] for i, j in enumerate(order[: len(table)]))
        for order in permutations(range(4))
    )
    found = sum(coreference.best_pairing(part) for part in coreference._apart(weights))
    assert found == pytest.approx(best)


TEXT = "President Ada Quill met the mayor of Orle. She said the mayor was late. A storm came."


def mention(words: str, head: str, tag: str, cluster: str, type: str, *, last: bool = False) -> Any:
    start = TEXT.rindex(words) if last else TEXT.index(words)
    at = TEXT.index(head, start)
    return {
        "start": start,
        "end": start + len(words),
        "type": type,
        "cluster": cluster,
        "head": [at, at + len(head)],
        "head_pos": tag,
    }


ARTICLE: corpora.Article = {
    "id": "orle",
    "text": TEXT,
    "mentions": [
        mention("President Ada Quill", "President", "NNP", "1", "person"),
        mention("the mayor of Orle", "mayor", "NN", "2", "person"),
        mention("Orle", "Orle", "NNP", "3", "place"),
        mention("She", "She", "PRP", "1", "person"),
        mention("the mayor", "mayor", "NN", "2", "person", last=True),
        mention("A storm", "storm", "NN", "4", "abstract"),
    ],
}


def said(words: str, kind: str, *, last: bool = False) -> Mention:
    start = TEXT.rindex(words) if last else TEXT.index(words)
    return Mention(start, start + len(words), kind)


def reading(*chains: tuple[Mention, ...]) -> Reading:
    return Reading("orle", tuple(Chain("person", None, chain) for chain in chains), ())


OURS = reading(
    (said("Ada Quill", "name"), said("She", "pronoun"), said("the mayor", "nominal", last=True)),
    (said("the mayor", "nominal"),),
    (said("A storm", "nominal"),),
    (said("late", "nominal"),),
)


def test_exact_asks_for_the_words_and_head_for_the_head() -> None:
    exact = coreference.align(ARTICLE, OURS, "exact")
    head = coreference.align(ARTICLE, OURS, "head")
    assert sorted(exact.true.values()) == [3, 4, 5]
    assert sorted(head.true.values()) == [0, 1, 3, 4, 5]  # Orle is not found, "late" is invented
    assert len(head.predicted) == 6


def test_what_means_something_else_is_left_out_of_the_second_truth() -> None:
    head = coreference.align(ARTICLE, OURS, "head")
    for truth, gold, predicted in (("all", 4, 4), ("entities", 3, 3)):
        key, response = coreference.clusters(head, truth)
        assert (len(key), len(response)) == (gold, predicted)


def test_scores_by_hand() -> None:
    score = coreference.score([ARTICLE], [OURS], "entities", "head")
    # True: {Quill, She}, {mayor, mayor}, {Orle}; ours: {Quill, She, mayor}, {mayor}, {late}.
    assert score["mentions"] == {"recall": 0.8, "precision": 0.8, "f1": 0.8}
    assert score["muc"] == {"recall": 0.5, "precision": 0.5, "f1": 0.5}
    assert score["b3"]["recall"] == pytest.approx((2 + 0.5 + 0.5) / 5)
    assert score["b3"]["precision"] == pytest.approx((4 / 3 + 1 / 3 + 1) / 5, abs=1e-4)
    assert score["ceafe"]["recall"] == pytest.approx((4 / 5 + 2 / 3) / 3, abs=1e-4)
    mean = sum(score[metric]["f1"] for metric in coreference.METRICS) / 3
    assert score["conll"] == pytest.approx(mean, abs=1e-4)


def test_errors_are_links_and_mentions_by_kind() -> None:
    found = [*coreference.errors(coreference.align(ARTICLE, OURS, "head"))]
    assert [error.what for error in found] == [
        "missed name",
        "wrong link, nominal",
        "invented nominal",
    ]
    link = found[1]
    assert link.linked == said("She", "pronoun")
    assert link.should == said("the mayor", "nominal")
    alone = reading((said("Ada Quill", "name"),), (said("She", "pronoun"),))
    (*_, last) = coreference.errors(coreference.align(ARTICLE, alone, "head"))
    assert (last.what, last.should) == ("no link, pronoun", said("Ada Quill", "name"))


def test_ids_hold_no_words() -> None:
    for error in coreference.errors(coreference.align(ARTICLE, OURS, "head")):
        row = json.loads(coreference.told(ARTICLE, error, ids=True))
        assert row["article"] == corpora.key("orle")
        assert "mayor" not in json.dumps(row)
        assert "⟦" in coreference.told(ARTICLE, error, ids=False)


def test_without_folds_there_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpora, "read", lambda _: [ARTICLE])
    monkeypatch.setattr(coreference.readings, "folds", lambda *_: None)
    assert coreference.measure() == {}
