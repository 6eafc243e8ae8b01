"""The packaged model: text to attributions as spans of words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model.confidence import Confidence
    from onrecord.model.decode import Link
    from onrecord.model.words import Words

__all__ = ["describe", "read_links"]


def describe() -> str:
    """Name, version and digest of the packaged model, for `made_by`."""
    from onrecord.model.session import describe

    return describe()


def read_links(
    text: str, paragraphs: list[tuple[int, int]]
) -> tuple[Words, list[tuple[Link, float]]]:
    """The words of the given paragraphs of `text`, and its attributions with confidence.

    `paragraphs` are (`start`, `end`) in code points, in order and disjoint. Raises
    OnrecordError M001 where the packaged model can't be opened.
    """
    from onrecord.model.decode import decode
    from onrecord.model.session import encoder
    from onrecord.model.words import split_words

    words = split_words(text, paragraphs)
    if not len(words):
        return words, []
    engine = encoder()
    scores = engine(words)
    links = decode(scores, words, engine.parameters)
    return words, list(zip(links, _confidence()(links, words, scores), strict=True))


@lru_cache(maxsize=1)
def _confidence() -> Confidence:
    from onrecord.model.confidence import Confidence
    from onrecord.model.session import WEIGHTS

    return Confidence.load(WEIGHTS / "confidence.json")
