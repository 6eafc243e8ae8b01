"""The map: the places that articles name, on a base map that comes with onrecord."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord import lexicon
from onrecord.casebook import Casebook, Located
from onrecord.web import drawn, links, pages
from onrecord.web.site import reading, site
from onrecord.web.views.documents import number

FIRST = 150
"""Places that are shown at first, those in most documents."""
MOST = 2000


def show(request: Request) -> Response:
    """The map.

    `who`: where something happened that somebody has a part in; `events` 1: where anything did;
    `since` and `until`: named in articles of these days; `show`: how many places.
    """
    asked = _asked(request)
    picked = {name: asked[name] for name in ("who", "since", "until", "events")}
    with reading(request) as casebook:
        found = _kept(request, casebook, picked)
        everything = len(_kept(request, casebook, {})) if any(picked.values()) else 0
    shown = found[: asked["show"]]
    content = {
        "asked": asked,
        "places": [_place(each) for each in shown],
        "total": len(found),
        "everything": everything,
        "unplaced": sum(each.latitude is None for each in shown),
        "more": _link(asked, show=min(MOST, asked["show"] * 4))
        if len(shown) < len(found)
        else None,
        "can_draw": drawn.has("d3.js") and drawn.has("world.json"),
    }
    return pages.page(request, "map.html", content)


def _kept(request: Request, casebook: Casebook, picked: dict[str, Any]) -> list[Located]:
    given = {name: value for name, value in picked.items() if value}
    return site(request).kept(f"places {given}", lambda: casebook.located(**given, limit=MOST))


def _asked(request: Request) -> dict[str, Any]:
    """What a request asks for."""
    given = request.query_params
    texts = {name: (given.get(name) or "").strip() or None for name in ("who", "since", "until")}
    shown = min(MOST, max(1, number(given["show"]))) if given.get("show") else FIRST
    return {**texts, "events": given.get("events") == "1", "show": shown}


def _place(place: Located) -> dict[str, Any]:
    """A place; `outline` is the number of the country's outline on the base map."""
    outlines = lexicon.load("outlines")["numbers"]
    return {
        **pages.dump(place),
        "outline": outlines.get((place.gazetteer_id or "").removeprefix("geonames:")),
        "href": links.entity(place.identity) if place.identity is not None else None,
        "timeline": links.query("/timeline", place=f"#{place.identity}", lanes="none")
        if place.events and place.identity is not None
        else None,
    }


def _link(asked: dict[str, Any], **other: object) -> str:
    values: dict[str, Any] = {
        **asked,
        "events": 1 if asked["events"] else None,
        "show": None if asked["show"] == FIRST else asked["show"],
    }
    return links.query("/map", **values | other)


routes = pages.twin("/map", show)
