"""The casebook at a glance: what to look at, what could not be read, and where to add articles."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook.documents import Listed
from onrecord.web import pages
from onrecord.web.site import reading, site

MOST = 6
"""Rows of each list; each leads to the whole of it."""


def show(request: Request) -> Response:
    """The first page."""
    with reading(request) as casebook:
        documents = list(casebook.documents())
        read = [one for one in documents if one.status == "read"]
        content = {
            "documents": _counts(documents),
            "latest": sorted(read, key=lambda one: one.read_at or "", reverse=True)[:MOST],
            "unread": [one for one in reversed(documents) if one.status == "failed"][:MOST],
            "sources": casebook.sources(named=True, limit=MOST) if read else [],
            "review": casebook.review_counts() if read else {},
            "jobs": [job for job in site(request).adding.jobs() if not job.over],
        }
    return pages.page(request, "home.html", content)


def _counts(documents: Sequence[Listed]) -> dict[str, int]:
    return {
        "read": sum(one.status == "read" for one in documents),
        "failed": sum(one.status == "failed" for one in documents),
        "removed": sum(one.status == "removed" for one in documents),
        "statements": sum(one.statements for one in documents),
    }


routes = [*pages.twin("/", show, at="/home"), *pages.twin("/home", show)[1:]]
