"""All documents of the casebook, those that could not be read among them."""

from __future__ import annotations

from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from onrecord.web import links, pages
from onrecord.web.site import reading

A_PAGE = 100
_STATUS = ("read", "failed", "removed")


def show(request: Request) -> Response:
    """A page of the list: `status` picks, `from` leaves out the first."""
    status = request.query_params.get("status")
    status = status if status in _STATUS else None
    first = number(request.query_params.get("from"))
    with reading(request) as casebook:
        every = list(casebook.documents())
    counts = {each: sum(one.status == each for one in every) for each in _STATUS}
    listed = [one for one in every if status in (None, one.status)]
    rows = list(islice(listed, first, first + A_PAGE))
    content = {
        "counts": counts,
        "status": status,
        "first": first,
        "total": len(listed),
        "documents": rows,
        "before": links.query("/documents", status=status, from_=max(0, first - A_PAGE))
        if first
        else None,
        "after": links.query("/documents", status=status, from_=first + A_PAGE)
        if first + A_PAGE < len(listed)
        else None,
    }
    return pages.page(request, "documents.html", content)


def number(given: str | None, most: int = 10_000_000) -> int:
    """A number of a query; 0 for what is none."""
    return min(int(given), most) if given and given.isascii() and given.isdigit() else 0


routes = pages.twin("/documents", show)
