"""All that has a name: persons, organisations, places, as joined over documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook import Casebook, Named
from onrecord.record import EntityType
from onrecord.web import links, pages
from onrecord.web.site import reading
from onrecord.web.views.documents import number

A_PAGE = 50
MOST_NAME = 200
PLURAL: dict[EntityType, str] = {
    "person": "Persons",
    "organization": "Organisations",
    "place": "Places",
    "group": "Groups",
    "facility": "Buildings and works",
    "weapon": "Weapons",
    "vehicle": "Vehicles",
    "event": "Events",
    "work": "Publications and works",
    "other": "Others",
}


def show(request: Request) -> Response:
    """A page of the list: `type` and `name` pick, `from` leaves out the first."""
    type, name = asked_type(request), asked_name(request)
    first = number(request.query_params.get("from"))
    with reading(request) as casebook:
        found = casebook.identities(type=type, name=name, limit=A_PAGE, offset=first)
        types = list(_types(casebook, type, name))
    total = next((one["count"] for one in types if one["chosen"]), 0)
    after = first + A_PAGE
    content = {
        "type": type,
        "name": name,
        "types": types,
        "first": first,
        "total": total,
        "entities": [row(each) for each in found],
        "before": _address(type, name, max(0, first - A_PAGE)) if first else None,
        "after": _address(type, name, after) if after < total else None,
    }
    return pages.page(request, "entities.html", content)


def row(each: Named) -> dict[str, Any]:
    """One of the list, with the address of its page."""
    return {**pages.dump(each), "address": links.entity(each.identity, each.name)}


def asked_type(request: Request) -> EntityType | None:
    """The type that a request asks for; None: any."""
    given = request.query_params.get("type")
    return next((type for type in get_args(EntityType) if type == given), None)


def asked_name(request: Request) -> str | None:
    """The name that a request asks for; None: any."""
    return " ".join((request.query_params.get("name") or "")[:MOST_NAME].split()) or None


def _types(
    casebook: Casebook, chosen: EntityType | None, name: str | None
) -> Iterator[dict[str, Any]]:
    for type in (None, *PLURAL):
        count = casebook.count_identities(type=type, name=name)
        if count or type in (None, chosen):
            yield {
                "value": type,
                "name": PLURAL[type] if type else "All",
                "count": count,
                "chosen": type == chosen,
                "address": _address(type, name, 0),
            }


def _address(type: EntityType | None, name: str | None, first: int) -> str:
    return links.query("/entities", type=type, name=name, from_=first or None)


routes = pages.twin("/entities", show)
