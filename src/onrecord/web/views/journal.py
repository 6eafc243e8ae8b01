"""All decisions, the latest first, each with whether it holds and why not; one can be undone."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook.journal import Standing
from onrecord.web import links, pages
from onrecord.web.site import reading
from onrecord.web.views.decide import shown
from onrecord.web.views.documents import number

A_PAGE = 50


def show(request: Request) -> Response:
    """A page of the list; `from` leaves out the first, `document` picks one document's."""
    first = number(request.query_params.get("from"))
    document = request.query_params.get("document")
    with reading(request) as casebook:
        standings = casebook.journal.standings()
    if document:
        standings = [
            each
            for each in standings
            if any(target.document == document for target in each.entry.targets)
        ]
    found = list(reversed(standings))
    after = first + A_PAGE
    address = links.query("/journal", document=document)
    joined = "&" if document else "?"
    content = {
        "document": document,
        "first": first,
        "total": len(found),
        "decisions": [_shown(each) for each in found[first:after]],
        "before": f"{address}{joined}from={max(0, first - A_PAGE)}" if first else None,
        "after": f"{address}{joined}from={after}" if after < len(found) else None,
    }
    return pages.page(request, "journal.html", content)


def _shown(standing: Standing) -> dict[str, Any]:
    return {**shown(standing.entry), "state": standing.state, "reason": standing.reason}


routes = pages.twin("/journal", show)
