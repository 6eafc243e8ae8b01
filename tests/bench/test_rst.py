"""RST attributions whose content is found, on an invented sentence."""

from __future__ import annotations

from typing import Any

import pytest

from bench import corpora, rst

TEXT = "The dam will hold, engineers say; villagers fear it will not. Photo by Ada Quill."


@pytest.fixture(autouse=True)
def scorers() -> None:
    given = corpora.folder().parent / "score"
    if not given.is_dir():
        pytest.skip(f"the scorers are not at hand ({given})")


def gold(*contents: tuple[int, int], credit: tuple[int, int] | None = None) -> corpora.Article:
    attributions: list[dict[str, Any]] = [
        {"content": [[start, end, TEXT[start:end]]]} for start, end in contents
    ]
    if credit:
        content = [[*credit, TEXT[slice(*credit)]]]
        attributions.append({"content": content, "kind": "credit_or_verbless"})
    return {"id": "dam", "text": TEXT, "attributions": attributions}


def predicted(*contents: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"source": [], "cue": [], "content": [list(content)]} for content in contents]


def test_half_the_letters_in_common_is_found_and_less_is_not() -> None:
    article = gold((0, 17), (49, 60))
    assert rst.found(article, predicted((0, 17), (49, 60))) == (2, 2)
    assert rst.found(article, predicted((0, 7))) == (1, 2)  # 6 of 14 letters: Dice 0.6
    assert rst.found(article, predicted((0, 3))) == (0, 2)  # 3 of 14 letters: Dice 0.35
    assert rst.found(article, predicted()) == (0, 2)


def test_credits_are_not_counted() -> None:
    assert rst.found(gold((0, 17), credit=(62, 67)), predicted((62, 67))) == (0, 1)


def test_two_contents_together_do_not_make_one_found() -> None:
    article = gold((0, 32))
    assert rst.found(article, predicted((0, 7), (8, 13), (14, 17))) == (0, 1)


def test_an_article_that_was_not_predicted_is_an_error() -> None:
    with pytest.raises(ValueError, match="not predicted: dam"):
        rst.counts([gold((0, 17))], [])


def test_shares_are_pooled_over_articles() -> None:
    assert rst.share([(1, 1), (0, 3)]) == 0.25


def test_extras_are_the_predictions_that_meet_nothing() -> None:
    article = gold((0, 17))
    extra, hit = predicted((49, 60), (0, 17))
    assert rst.extras([article], [{"id": "dam", "attributions": [hit, extra]}], 60) == [
        {"id": "dam", **extra}
    ]
