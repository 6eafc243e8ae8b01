"""onrecord reads reporting and keeps the record of it: who said what, on whose word.

    import onrecord
    record = onrecord.read("article.html")
    for attribution in record.attributions:
        print(attribution.source, attribution.kind, attribution.content)

The public surface is `read` and the nouns; everything else is private.
"""

from __future__ import annotations

import os

from onrecord.errors import OnrecordError
from onrecord.record import (
    Attribution,
    Block,
    Description,
    Document,
    Entity,
    Event,
    Frame,
    Link,
    MadeBy,
    Mention,
    Note,
    Place,
    Record,
    Relation,
    Sentence,
    Span,
    Stance,
    TimeExpression,
)

__version__ = "0.1.0"

__all__ = [
    "Attribution",
    "Block",
    "Description",
    "Document",
    "Entity",
    "Event",
    "Frame",
    "Link",
    "MadeBy",
    "Mention",
    "Note",
    "OnrecordError",
    "Place",
    "Record",
    "Relation",
    "Sentence",
    "Span",
    "Stance",
    "TimeExpression",
    "read",
]


def read(
    source: str | os.PathLike[str] | bytes | None = None,
    *,
    text: str | None = None,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Record:
    """Read one article.

    `source` is a path ("-" for standard input) or the bytes of a file in any format that
    onrecord reads; `text` is an article's text instead, which is never altered, so that
    offsets are yours. What is known already (`id`, `title`, `published` as ISO 8601, `url`)
    wins over what is found. Nothing is fetched: `url` is only kept. Raises OnrecordError,
    with a numbered code, where nothing can be read.
    """
    from onrecord.annotate.pipeline import annotate
    from onrecord.ingest import from_text, read_document
    from onrecord.ingest.files import read_file

    known = {"id": id, "title": title, "published": published, "url": url}
    if text is not None and source is None:
        return annotate(from_text(text, **known))
    if source is None or text is not None:
        raise TypeError("read() takes either a source or text")
    if isinstance(source, bytes):
        return annotate(read_document(source, **known))
    return annotate(read_file(source, **known))
