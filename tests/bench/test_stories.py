from __future__ import annotations

import re
from typing import get_args

import pytest

from bench import stories
from bench.stories import Forms, Story

MANY = [stories.story(seed) for seed in range(120)]


def test_a_seed_makes_the_same_story_again() -> None:
    for each in MANY[:10]:
        again = stories.story(each.seed)
        assert [article.page() for article in again.articles] == [
            article.page() for article in each.articles
        ]
    assert len({each.articles[0].page() for each in MANY}) == len(MANY)


@pytest.mark.parametrize("forms", get_args(Forms))
def test_every_article_holds_its_passages(forms: Forms) -> None:
    for seed in range(60):
        for article in stories.story(seed, forms=forms).articles:
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", "\n".join(article.paragraphs))
            assert article.passages
            for passage, _ in article.passages:
                assert passage in text
                assert "{" not in passage
                assert "[" not in passage


def test_kinds_and_counts_vary() -> None:
    assert {each.kind for each in MANY} == {
        "plain",
        "wire",
        "cycle",
        "harden",
        "deny",
        "unseen",
    }
    assert {each.count for each in MANY} >= {1, 2, 3}
    assert {each.cycle for each in MANY} == {False, True}


def test_origins_fit_what_is_counted() -> None:
    def of(story: Story) -> int:
        return len({origin for article in story.articles for origin in article.origins})

    for each in MANY:
        two = any("Two " in text or "two " in text for a in each.articles for text, _ in a.passages)
        assert of(each) == each.count - two if each.kind == "plain" else of(each) == 1


def test_an_article_has_one_origin_or_denies() -> None:
    for each in MANY:
        for article in each.articles:
            stands = {stand for _, stand in article.passages}
            assert len(article.origins) == (0 if stands == {"denies"} else 1)


@pytest.mark.parametrize("lot", ["held", "fresh"])
def test_other_forms_stand_in_no_story_of_development(lot: Forms) -> None:
    forms = [
        form
        for name, those in stories.words().items()
        if name.endswith(f"_{lot}")
        for form in those
    ]
    parts = [max(re.split(r"\{\w+\}", form), key=len).strip() for form in forms]
    marks = [part for part in parts if len(part) > 14]
    assert len(marks) > 4

    def printed(of: Forms) -> str:
        told = (stories.story(seed, forms=of) for seed in range(120))
        return "\n".join(text for each in told for a in each.articles for text in a.paragraphs)

    assert not [mark for mark in marks if mark in printed("seen")]
    assert [mark for mark in marks if mark in printed(lot)]


def test_dates_stand_in_order() -> None:
    for each in MANY:
        times = [article.at for article in each.articles]
        assert times == sorted(times)
        for article in each.articles:
            assert f"{article.at:%Y-%m-%d}" == article.published[:10]
