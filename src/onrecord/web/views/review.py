"""Review: what a person should look at, one after another, with the words of the article beside.

Statements that the model is less sure of than even, the least sure first; names that may be one
and were not joined, the likeliest first; decisions that lost their words. What is decided goes
to the journal by /decide, and is then no longer in the list.
"""

from __future__ import annotations

from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook import Around, Casebook, Review
from onrecord.casebook.lists.review import Kind
from onrecord.export import kinds as wording
from onrecord.web import links, pages
from onrecord.web.marked import Piece, pieces
from onrecord.web.site import reading, site
from onrecord.web.views.documents import number

A_PAGE = 8
_NAMES: dict[Kind, str] = {
    "statement": "Statements",
    "identity": "May be one",
    "decision": "Decisions without their words",
}


def show(request: Request) -> Response:
    """A page of the list: `kind` picks one sort, `from` leaves out the first."""
    kind = _kind(request.query_params.get("kind"))
    first = number(request.query_params.get("from"))
    with reading(request) as casebook:
        counts = site(request).kept("review", casebook.review_counts)
        found = casebook.review(kind=kind, limit=A_PAGE, offset=first)
        items = [_item(casebook, each) for each in found]
    after = first + A_PAGE
    content = {
        "kind": kind,
        "kinds": [
            {
                "value": each,
                "name": name,
                "count": counts[each],
                "chosen": each == kind,
                "address": _address(each),
            }
            for each, name in _NAMES.items()
        ],
        "first": first,
        "total": counts[kind],
        "items": items,
        "address": _address(kind, first),
        "before": _address(kind, max(0, first - A_PAGE)) if first else None,
        "after": _address(kind, after) if after < counts[kind] else None,
    }
    return pages.page(request, "review.html", content)


def _kind(given: str | None) -> Kind:
    return next((kind for kind in get_args(Kind) if kind == given), "statement")


def _address(kind: Kind, first: int = 0) -> str:
    return links.query("/review", kind=kind, from_=first or None)


def _item(casebook: Casebook, each: Review) -> dict[str, Any]:
    """One thing to look at. `key` tells it from all others, and stays."""
    item: dict[str, Any] = {
        "kind": each.kind,
        "key": each.decision,
        "confidence": each.confidence,
        "reasons": each.reasons,
        "against": each.against,
        "said": None,
        "verb": None,
        "names": list(each.names),
        "who": [f"{document}#{entity}" for document, entity in each.entities],
        "addresses": [
            links.entity(id, name) for id, name in zip(each.identities, each.names, strict=False)
        ],
        "compare": None,
        "decision": each.decision,
        "sources": [],
    }
    if each.said:
        item["said"] = each.said
        item["verb"] = wording.NOUN[each.said.kind]
        item["key"] = f"{each.said.place.document}#{each.said.id}"
        around = casebook.around(each.said.place, each.said.id)
        item["sources"] = [_source(each.said.place, around, each.said.id)]
    if each.kind == "identity":
        item["key"] = " ".join(item["who"])
        one, other, *more = each.identities
        if not more:
            item["compare"] = links.query(f"/entity/{one}/merge", with_=f"{other} {each.names[1]}")
        item["sources"] = [
            _source(place, casebook.around(place)) for place in (each.place, *each.others) if place
        ]
    return item


def _source(place: Any, around: Around, id: str | None = None) -> dict[str, Any]:
    """The words of the article around a place, in pieces."""
    marks = (
        (mark.start - around.start, mark.end - around.start, mark.part) for mark in around.marks
    )
    parts: list[Piece] = pieces(around.text, marks)
    return {
        "place": place,
        "address": links.article(place.document, place.version, place.start, place.end, id),
        "parts": parts,
        "before": around.before,
        "after": around.after,
    }


routes = pages.twin("/review", show)
