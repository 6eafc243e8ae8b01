"""Media types as HTTP states them: which may hold an article, a feed or a web archive."""

from __future__ import annotations

import re

ARTICLES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "application/pdf",
        "application/x-pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "message/rfc822",
        "multipart/related",
    }
)
SURE_FEEDS = frozenset({"application/rss+xml", "application/atom+xml"})
FEEDS = SURE_FEEDS | {"application/rdf+xml", "application/xml", "text/xml"}
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_UNSAID = frozenset({"application/octet-stream", "binary/octet-stream", "application/download"})


def media_type(stated: str | None) -> str | None:
    """The type of a Content-Type header, without its parameters; None where none is stated."""
    return (stated or "").partition(";")[0].strip().lower() or None


def charset(stated: str | None) -> str | None:
    """The encoding that a Content-Type header names."""
    found = _CHARSET.search(stated or "")
    return found[1].lower() if found else None


def may_be_read(kind: str | None) -> bool:
    """Whether what is of this type is read; where none is stated, its bytes will tell."""
    return kind is None or kind in ARTICLES or kind in FEEDS or kind in _UNSAID


def may_be_article(kind: str | None) -> bool:
    """Whether what is of this type may be an article; where none is stated, its bytes tell."""
    return kind is None or kind in ARTICLES
