"""A path, or standard input, to a Document."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.ingest import limits
from onrecord.ingest.document import read_document
from onrecord.record import Document

STDIN = "-"


def read_file(
    path: str | os.PathLike[str],
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Document:
    """One article from a file, or from standard input where `path` is "-".

    Raises OnrecordError R016 where the file can't be opened, R030 where it is too large,
    and what `read_document` raises.
    """
    name = os.fspath(path)
    if name == STDIN:
        data = limits.read_stream(sys.stdin.buffer, where="standard input")
        location = None
    else:
        try:
            data = limits.read_file(Path(name))
        except (OSError, ValueError) as reason:
            detail = getattr(reason, "strerror", None) or str(reason)
            raise OnrecordError("R016", detail=detail, where=name) from reason
        location = name
    return read_document(
        data,
        location=location,
        id=id,
        title=title,
        published=published,
        publisher=publisher,
        url=url,
    )
