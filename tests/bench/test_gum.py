"""Names cut out of noun phrases, and the mentions that words stand for; all invented."""

from __future__ import annotations

from typing import Any

import pytest

from bench import gum
from bench.gum import Finder


def mention(text: str, words: str, head: str, tag: str = "NNP", type: str = "person") -> Any:
    start = text.index(words)
    at = text.index(head, start)
    return {
        "start": start,
        "end": start + len(words),
        "type": type,
        "cluster": "1",
        "head": [at, at + len(head)],
        "head_pos": tag,
    }


@pytest.mark.parametrize(
    ("words", "head", "type", "name"),
    [
        ("President Ada Quill", "President", "person", "Ada Quill"),
        ("Ada Quill of the Reed Party", "Ada", "person", "Ada Quill"),
        ("Jan van der Moor, Jr.", "Jan", "person", "Jan van der Moor, Jr."),
        ("the late Huda al-Sabrin's", "Huda", "person", "Huda al-Sabrin"),
        ("the U.S. Army", "Army", "organization", "U.S. Army"),
        ("Norria's Ministry of Roads and Dykes", "Ministry", "organization", None),
        ("the Museum of Salt at Norr", "Museum", "organization", "Museum of Salt"),
        ("southern Norria", "Norria", "place", "Norria"),
        ("Norr, Lower Mark", "Norr", "place", "Norr"),
    ],
)
def test_a_name_is_cut_from_the_head_outwards(
    words: str, head: str, type: str, name: str | None
) -> None:
    text = f"We saw {words} there."
    run = gum.name_run(text, mention(text, words, head, type=type))
    assert run is not None
    assert text[slice(*run)] == (name or "Ministry of Roads and Dykes")


def test_a_title_alone_is_no_name() -> None:
    text = "The Chief Justice spoke."
    assert gum.name_run(text, mention(text, "The Chief Justice", "Justice")) is None


def test_a_noun_with_a_name_right_behind_it_has_one() -> None:
    text = "It pleased curator Ada Quill, the band I knew and the curator."
    run = gum.name_run(text, mention(text, "curator Ada Quill", "curator", "NN"))
    assert run == (19, 28)
    for words, head in (("the band I knew", "band"), ("the curator", "curator")):
        assert gum.name_run(text, mention(text, words, head, "NN")) is None


def test_the_head_of_a_persons_name_is_its_last_word_too() -> None:
    text = "President Ada Quill Jr. spoke."
    article = {"text": text, "mentions": [mention(text, "President Ada Quill Jr.", "President")]}
    (gold,) = gum.mentions(article)
    assert [text[slice(*head)] for head in gold.heads] == ["President", "Quill"]
    assert gold.kind == "name"


@pytest.mark.parametrize(
    ("tag", "kind"), [("NNPS", "name"), ("PRP$", "pronoun"), ("NNS", "nominal"), ("CD", "nominal")]
)
def test_the_heads_tag_tells_the_kind(tag: str, kind: str) -> None:
    assert gum.kind(tag) == kind


def test_words_stand_for_the_smallest_mention_whose_head_they_cover() -> None:
    text = "We met the mayor of the old town in the Hall."
    article = {
        "text": text,
        "mentions": [
            mention(text, "the mayor of the old town", "mayor", "NN"),
            mention(text, "the old town", "town", "NN", "place"),
            mention(text, "Hall", "Hall", "NNP", "place"),
        ],
    }
    finder = Finder(gum.mentions(article), text)

    def found(words: str) -> list[int]:
        start = text.index(words)
        return finder.headed((start, start + len(words)))

    assert found("the mayor") == [0]
    assert found("old town") == [1]
    assert found("mayor of the old town") == [0]
    assert found("mayor of the old town in") == []
    assert found("the Hall") == [2]  # the article is not GUM's
    assert finder.exact((text.index("the old"), text.index(" in"))) == [1]
    assert finder.exact((0, 2)) == []
