"""What is read of invented sentences: their time expressions."""

from __future__ import annotations

from onrecord.annotate import sentences, times
from onrecord.record import Block, Document, TimeExpression

PUBLISHED = "2031-05-07"
"""A Wednesday."""


def times_of(text: str, published: str | None = PUBLISHED) -> list[TimeExpression]:
    """The time expressions of a text of paragraphs."""
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        if paragraph:
            blocks.append(Block(kind="paragraph", start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    document = Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        published=published, text=text, blocks=blocks,
    )  # fmt: skip
    return times.read(document, sentences.split(document))


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    """The words and the value of each."""
    return [(each.text, each.value) for each in times_of(text, published)]


def value(text: str, published: str | None = PUBLISHED) -> str | None:
    """The value of the one expression of a text; None where there is none."""
    found = values(text, published)
    assert len(found) <= 1, found
    return found[0][1] if found else None
