"""All decisions, the latest first, each with whether it holds and why not; one can be undone."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook import Casebook
from onrecord.casebook.journal import Standing
from onrecord.errors import OnrecordError
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
        decisions = [_shown(each) for each in found[first:after]]
        headlines = _headlines(casebook, (key for each in decisions for key in each["documents"]))
    address = links.query("/journal", document=document)
    joined = "&" if document else "?"
    content = {
        "document": document,
        "first": first,
        "total": len(found),
        "decisions": decisions,
        "headlines": headlines,
        "before": f"{address}{joined}from={max(0, first - A_PAGE)}" if first else None,
        "after": f"{address}{joined}from={after}" if after < len(found) else None,
    }
    return pages.page(request, "journal.html", content)


def _shown(standing: Standing) -> dict[str, Any]:
    return {**shown(standing.entry), "state": standing.state, "reason": standing.reason}


def _headlines(casebook: Casebook, keys: Iterable[str]) -> dict[str, str]:
    """The headlines of documents that are there and have one, by their keys."""
    found = {}
    for key in dict.fromkeys(keys):
        with contextlib.suppress(OnrecordError):  # a decision may wait for its document
            (listed,) = casebook.documents(key)
            if listed.headline:
                found[key] = listed.headline
    return found


routes = pages.twin("/journal", show)
