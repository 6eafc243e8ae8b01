"""onrecord reads reporting and keeps the record of it: who said what, on whose word.

    import onrecord
    record = onrecord.read("article.html")
    for attribution in record.attributions:
        print(attribution.source, attribution.kind, attribution.content)

The public surface is `read`, `Casebook`, `Gazetteer` and the nouns; everything else is private.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from onrecord.annotate.gazetteer import Gazetteer
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

if TYPE_CHECKING:
    from onrecord.casebook import Casebook

__version__ = "0.1.0"

__all__ = [
    "Attribution",
    "Block",
    "Casebook",
    "Description",
    "Document",
    "Entity",
    "Event",
    "Frame",
    "Gazetteer",
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


def __getattr__(name: str) -> Any:
    """`Casebook`, imported when it is first asked for."""
    if name == "Casebook":
        from onrecord.casebook import Casebook

        return Casebook
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def read(
    source: str | os.PathLike[str] | bytes | None = None,
    *,
    text: str | None = None,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    gazetteer: Gazetteer | str | os.PathLike[str] | None = None,
) -> Record:
    """Read one article.

    `source` is a path ("-" for standard input) or the bytes of a file in any format that
    onrecord reads; `text` is an article's text instead, which is never altered, so that
    offsets are yours. What is known already (`id`, `title`, `published` as ISO 8601,
    `publisher`, `url`) wins over what is found. Nothing is fetched: `url` is only kept.
    `gazetteer` is a YAML file of your own names, or one that is loaded; it wins over what the
    model reads. Raises OnrecordError, with a numbered code, where nothing can be read.
    """
    from onrecord.annotate.pipeline import annotate
    from onrecord.ingest import from_text, read_document
    from onrecord.ingest.files import read_file

    if gazetteer is not None and not isinstance(gazetteer, Gazetteer):
        gazetteer = Gazetteer.load(gazetteer)
    known = {
        "id": id,
        "title": title,
        "published": published,
        "publisher": publisher,
        "url": url,
    }
    if text is not None and source is None:
        document = from_text(text, **known)
    elif source is None or text is not None:
        raise TypeError("read() takes either a source or text")
    elif isinstance(source, bytes):
        document = read_document(source, **known)
    else:
        document = read_file(source, **known)
    return annotate(document, gazetteer=gazetteer)
