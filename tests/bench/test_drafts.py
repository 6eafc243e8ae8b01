"""The generator of drafts: what it says is wrong is in the words, and nothing else is."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from bench import drafts
from bench.drafts import Forms, Made, Part
from onrecord.answer.check import KINDS

SEEDS = range(6)
MADE = [drafts.make(seed, forms=forms) for seed in SEEDS for forms in get_args(Forms)]


def parts(sort: str) -> list[tuple[Made, Part]]:
    found = [(made, part) for made in MADE for part in made.parts if part.sort == sort]
    assert found
    return found


def on_record(made: Made) -> str:
    return "\n".join(each for article in made.articles for each in article.paragraphs)


def quoted(text: str) -> str:
    return text[text.index("“") + 1 : text.index("”")].rstrip(".,")


def test_the_same_seed_makes_the_same() -> None:
    assert drafts.make(3) == drafts.make(3)
    assert drafts.make(3).text != drafts.make(4).text
    assert drafts.make(3).text != drafts.make(3, forms="held").text


def test_nothing_is_left_unfilled_and_no_paragraph_stands_twice() -> None:
    for made in MADE:
        whole = made.text + on_record(made)
        assert not re.search(r"[{}<>|]|\(\(", whole)
        assert len({part.text for part in made.parts}) == len(made.parts)
        assert all(made.text.count(part.text) == 1 for part in made.parts)


def test_every_kind_is_made_in_some_draft_and_clean_ones_too() -> None:
    assert {kind for made in MADE for part in made.parts for kind in part.wrong} == set(KINDS)
    assert sum(not part.wrong for made in MADE for part in made.parts) >= len(MADE)


@pytest.mark.parametrize("sort", ["as said", "other speaker"])
def test_a_faithful_quotation_is_on_record(sort: str) -> None:
    for made, part in parts(sort):
        assert quoted(part.text) in on_record(made)


@pytest.mark.parametrize("sort", ["altered", "cut", "invented", "cut and marked"])
def test_an_unfaithful_quotation_is_not(sort: str) -> None:
    for made, part in parts(sort):
        assert quoted(part.text) not in on_record(made)


def test_a_cut_leaves_words_out_and_only_the_marked_one_says_so() -> None:
    for _, part in parts("cut"):
        assert "…" not in part.text
    for _, part in parts("cut and marked"):
        assert "…" in part.text


def test_one_word_of_an_altered_quotation_is_another() -> None:
    for made, part in parts("altered"):
        (url,) = part.shown_by
        (article,) = [each for each in made.articles if each.url == url]
        (theirs,) = [quoted(each) for each in article.paragraphs if "“" in each]
        ours = quoted(part.text)
        differing = [
            one for one in zip(ours.split(), theirs.split(), strict=True) if one[0] != one[1]
        ]
        assert len(differing) == 1


def test_words_of_another_are_given_to_somebody_the_article_names() -> None:
    for made, part in parts("other speaker"):
        (url,) = part.shown_by
        (article,) = [each for each in made.articles if each.url == url]
        person = next(
            name
            for each in article.paragraphs
            if each.endswith(" was present.")
            for name in [each.removesuffix(" was present.")]
        )
        assert person in part.text


def test_what_is_absent_is_in_no_article() -> None:
    for made, part in parts("absent"):
        assert part.text.rstrip(".").lower() not in on_record(made).lower()


def test_pages_hold_their_paragraphs() -> None:
    article = MADE[0].articles[0]
    page = article.page().decode()
    assert article.published in page
    assert all(f"<p>{each}</p>".replace("'", "&#x27;") in page for each in article.paragraphs)
