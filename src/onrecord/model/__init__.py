"""The packaged model: text to attributions and mentions as spans of words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model.confidence import Confidence
    from onrecord.model.decode import Link, Scores
    from onrecord.model.mentions import Mark, MentionScores, Ranker
    from onrecord.model.triggers import Triggers
    from onrecord.model.words import Words

__all__ = ["NOTHING_SEEN", "Seen", "describe", "read", "read_links"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model sees in a text.

    `links` are its attributions with confidence, `marks` its mentions; `ranker` compares a
    mention with those before it by the `vectors` of its words; `triggers` say what kind of word
    each is. Without a word in the text all but `links` and `marks` are None.
    """

    words: Words | None = None
    links: list[tuple[Link, float]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    vectors: MentionScores | None = None
    ranker: Ranker | None = None
    triggers: Triggers | None = None


NOTHING_SEEN = Seen()
"""Of a text without a word."""


def describe() -> str:
    """Name, version and digest of the packaged model, for `made_by`."""
    from onrecord.model.session import describe

    return describe()


def read(text: str, paragraphs: list[tuple[int, int]]) -> Seen:
    """The words of the given paragraphs of `text`, its attributions and its mentions.

    `paragraphs` are (`start`, `end`) in code points, in order and disjoint. Raises
    OnrecordError M001 where the packaged model can't be opened.
    """
    from onrecord.model import mentions
    from onrecord.model.session import encoder
    from onrecord.model.words import split_words

    words = split_words(text, paragraphs)
    if not len(words):
        return NOTHING_SEEN
    engine = encoder()
    scores, vectors, triggers = engine.read(words)
    marks = mentions.decode(vectors, words, engine.branch.parameters)
    links = _links(words, scores)
    return Seen(words, links, marks, vectors, engine.branch.ranker, triggers)


def read_links(
    text: str, paragraphs: list[tuple[int, int]]
) -> tuple[Words, list[tuple[Link, float]]]:
    """The words, and the attributions alone; otherwise as `read`."""
    from onrecord.model.session import encoder
    from onrecord.model.words import split_words

    words = split_words(text, paragraphs)
    return words, _links(words, encoder()(words)) if len(words) else []


def _links(words: Words, scores: Scores) -> list[tuple[Link, float]]:
    from onrecord.model.decode import decode
    from onrecord.model.session import encoder

    links = decode(scores, words, encoder().parameters)
    return list(zip(links, _confidence()(links, words, scores), strict=True))


@lru_cache(maxsize=1)
def _confidence() -> Confidence:
    from onrecord.model.confidence import Confidence
    from onrecord.model.session import WEIGHTS

    return Confidence.load(WEIGHTS / "confidence.json")
