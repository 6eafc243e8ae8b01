"""Records in the scorers' form, and predictions judged as the scorer's `full` has it."""

from __future__ import annotations

from typing import Any

import pytest

from bench import attribution, corpora
from onrecord.record import Record

TEXT = 'Ilka Brandow said: "The bridge is safe." Her rival doubts that.'
GOLD = {"source": [[0, 12]], "cue": [[13, 17]], "content": [[20, 39]]}


@pytest.fixture
def _scorers() -> None:
    given = corpora.folder().parent / "score"
    if not given.is_dir():
        pytest.skip(f"the scorers are not at hand ({given})")


def articles(*attributions: dict[str, Any]) -> list[corpora.Article]:
    return [{"id": "bridge", "text": TEXT, "attributions": list(attributions)}]


def test_a_record_is_scored_by_its_outermost_layer(record: Record) -> None:
    every = attribution.flat(record.to_dict(), outermost=False)
    outer = attribution.flat(record.to_dict())
    assert len(every["attributions"]) == len(record.attributions)
    assert len(outer["attributions"]) == sum(item.inside is None for item in record.attributions)
    assert len(outer["attributions"]) < len(every["attributions"])
    assert outer["id"] == record.document.id


def test_pieces_are_the_spans_of_the_record(record: Record) -> None:
    flat = attribution.flat(record.to_dict(), outermost=False)
    for given, item in zip(flat["attributions"], record.attributions, strict=True):
        assert given["content"] == [[span.start, span.end] for span in item.content]
        assert given["source"] == ([[item.source.start, item.source.end]] if item.source else [])


@pytest.mark.usefixtures("_scorers")
def test_right_means_source_and_content_both() -> None:
    right = GOLD | {"confidence": 0.9}
    part = right | {"content": [[20, 23]]}
    wrong_source = right | {"source": [[41, 50]]}
    for guess, verdict in ((right, True), (part, False), (wrong_source, False)):
        assert attribution.judge(articles(GOLD), articles(guess)) == [(0.9, verdict)]


@pytest.mark.usefixtures("_scorers")
def test_of_two_predictions_of_one_attribution_only_one_is_right() -> None:
    twice = articles(GOLD | {"confidence": 0.9}, GOLD | {"confidence": 0.8})
    judged = attribution.judge(articles(GOLD), twice)
    assert sorted(item.right for item in judged) == [False, True]


@pytest.mark.usefixtures("_scorers")
def test_the_judged_agree_with_the_scorers_full() -> None:
    predicted = articles(
        GOLD | {"confidence": 0.9},
        {"source": [[41, 50]], "cue": [[51, 57]], "content": [[58, 62]], "confidence": 0.4},
    )
    scored = attribution.score(articles(GOLD), predicted)
    right = sum(item.right for item in attribution.judge(articles(GOLD), predicted))
    assert scored["metrics"]["full"]["tp"] == right == 1
    assert scored["by_type"]["direct"]["full_recall"] == 1


def test_an_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    counts = [[3, 5, 4], [1, 2, 3], [6, 6, 7], [0, 2, 1]]
    low, high = attribution.bootstrap(counts, attribution.f1)
    total = attribution.f1([sum(column) for column in zip(*counts, strict=True)])
    assert low < total < high
    assert [low, high] == attribution.bootstrap(counts, attribution.f1)
