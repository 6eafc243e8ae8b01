"""The graph: people, bodies and claims, and who speaks of whom, relays, holds or denies what."""

from __future__ import annotations

from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook import Casebook
from onrecord.casebook.lists import End, EndType, Tie, TieKind, Ties
from onrecord.web import drawn, layout, links, pages
from onrecord.web.remembered import remembered
from onrecord.web.site import reading
from onrecord.web.views.documents import number

FIRST = 24
"""Ends that are shown at first; twice as many with each "show more"."""
MOST = 96
_CLAIMS = 4
"""One claim for so many ends."""
_TIES = 2
"""Ties that are drawn for each end, the strongest, unless all are asked for."""

TYPES: dict[EndType, str] = {
    "person": "People",
    "organization": "Organisations",
    "group": "Groups",
    "claim": "Claims",
    "outlet": "Outlets",
}
KINDS: dict[TieKind, str] = {
    "speaks of": "speaks of",
    "relays": "tells what was said by",
    "belongs to": "belongs to",
    "holds": "holds",
    "denies": "denies or doubts",
    "cites": "cites",
}
_USUAL: tuple[EndType, ...] = ("person", "organization", "claim")


def show(request: Request) -> Response:
    """The graph, or what is around somebody (`who`).

    `type` and `tie` pick ends and ties, and may be given again; `show` is how many ends, `all` 1:
    with all ties, not the strongest alone.
    """
    asked = _asked(request)
    with reading(request) as casebook:
        name = request.query_params.get("who")
        who = casebook.called(name)[:1] if name and name.startswith("#") else []
        found, points, drawn_ties = remembered(
            casebook.path, ("graph", *map(str, asked.values())), lambda: _laid(casebook, asked)
        )
    names = {each.id: each.name for each in found.ends}
    content = {
        "asked": asked,
        "about": who[0].name if who else name or None,
        "ends": [_end(each, point, asked) for each, point in zip(found.ends, points, strict=True)],
        "ties": [_tie(each, names) for each in drawn_ties],
        "more_ties": len(found.ties) - len(drawn_ties),
        "total": found.total,
        "more": _link(asked, show=min(MOST, asked["show"] * 2))
        if len(found.ends) < found.total and asked["show"] < MOST
        else None,
        "every_tie": _link(asked, all=1),
        "types": TYPES,
        "kinds": KINDS,
        "can_draw": drawn.has("cytoscape.js"),
    }
    return pages.page(request, "graph.html", content)


def _asked(request: Request) -> dict[str, Any]:
    """What a request asks for; what it may not ask for is left out."""
    given = request.query_params
    types = [each for each in get_args(EndType) if each in given.getlist("type")]
    kinds = [each for each in get_args(TieKind) if each in given.getlist("tie")]
    return {
        "who": (given.get("who") or "").strip() or None,
        "types": types or list(_USUAL),
        "kinds": kinds or list(KINDS),
        "show": min(MOST, max(number(given.get("show")), 2) if given.get("show") else FIRST),
        "all": given.get("all") == "1",
    }


def _laid(casebook: Casebook, asked: dict[str, Any]) -> tuple[Ties, list[layout.Point], list[Tie]]:
    """The ends, where they stand, and the ties that are drawn."""
    found = casebook.ties(
        who=asked["who"],
        kinds=asked["kinds"],
        types=asked["types"],
        limit=asked["show"],
        claims=max(2, asked["show"] // _CLAIMS),
    )
    numbers = {each.id: at for at, each in enumerate(found.ends)}
    strongest = max((each.statements for each in found.ties), default=1)
    shown = list(found.ties) if asked["all"] else _thinned(found)
    tied = [(numbers[each.start], numbers[each.end], each.statements / strongest) for each in shown]
    return found, layout.lay([each.id for each in found.ends], tied), shown


def _thinned(found: Ties) -> list[Tie]:
    """The strongest ties of each end, in the order in which they were."""
    counts = dict.fromkeys((each.id for each in found.ends), 0)
    kept = []
    for each in found.ties:  # the strongest first
        if min(counts[each.start], counts[each.end]) < _TIES:
            kept.append(each)
            counts[each.start] += 1
            counts[each.end] += 1
    return kept


def _end(end: End, point: layout.Point, asked: dict[str, Any]) -> dict[str, Any]:
    around = None
    if end.identity is not None:
        href, around = links.entity(end.identity), _link(asked, who=f"#{end.identity}", show=None)
    elif end.type == "claim":
        href = links.claim(end.id)
    else:
        href = links.search(outlet=end.name)
    return {**pages.dump(end), "x": point[0], "y": point[1], "href": href, "around": around}


def _tie(tie: Tie, names: dict[str, str]) -> dict[str, Any]:
    place = tie.place
    return {
        **pages.dump(tie),
        "start_name": names[tie.start],
        "told": KINDS[tie.kind],
        "end_name": names[tie.end],
        "href": links.article(place.document, place.version, place.start, place.end),
    }


def _link(asked: dict[str, Any], **other: object) -> str:
    values: dict[str, Any] = {
        "who": asked["who"],
        "type": [] if tuple(asked["types"]) == _USUAL else asked["types"],
        "tie": [] if len(asked["kinds"]) == len(KINDS) else asked["kinds"],
        "show": None if asked["show"] == FIRST else asked["show"],
        "all": 1 if asked["all"] else None,
    }
    return links.query("/graph", **values | other)


routes = pages.twin("/graph", show)
