"""The graph: people, bodies and claims, and who speaks of whom, relays, holds or denies what."""

from __future__ import annotations

from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook.lists import End, EndType, Tie, TieKind, Ties
from onrecord.web import drawn, layout, links, pages
from onrecord.web.site import reading, site
from onrecord.web.views.documents import number

SHOWN = (24, 48, 96)
"""How many ends are shown at first, and with each "show more"; claims come on top."""
_CLAIMS = 4
"""One claim for so many ends."""
_TIES = 2
"""Ties that are drawn for each end, the strongest, unless all are asked for."""
_STRONG = 8
"""Statements that make a tie half as strong as can be."""

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
        picked = {key: asked[key] for key in ("who", "kinds", "types")}
        found = site(request).kept(
            f"ties {picked}",
            lambda: casebook.ties(**picked, limit=SHOWN[-1], claims=SHOWN[-1]),
        )
    ends, ties, drawn_ties, points = site(request).kept(
        f"graph {asked}", lambda: _laid(found, asked)
    )
    names = {each.id: each.name for each in ends}
    content = {
        "asked": asked,
        "about": who[0].name if who else name or None,
        "ends": [_end(each, point, asked) for each, point in zip(ends, points, strict=True)],
        "ties": [_tie(each, names) for each in drawn_ties],
        "more_ties": len(ties) - len(drawn_ties),
        "total": found.total,
        "more": _link(asked, show=SHOWN[SHOWN.index(asked["show"]) + 1])
        if len(ends) < found.total and asked["show"] < SHOWN[-1]
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
        "show": next((size for size in SHOWN if size >= number(given.get("show"))), SHOWN[-1]),
        "all": given.get("all") == "1",
    }


def _laid(
    found: Ties, asked: dict[str, Any]
) -> tuple[list[End], list[Tie], list[Tie], list[layout.Point]]:
    """The ends shown, the ties between them, those of them that are drawn, and where ends stand."""
    ends, steps = _in_steps(found, asked["show"])
    numbers = {each.id: at for at, each in enumerate(ends)}
    ties = [each for each in found.ties if each.start in numbers and each.end in numbers]
    shown = ties if asked["all"] else _thinned(ends, ties)
    tied = [
        (numbers[each.start], numbers[each.end], each.statements / (each.statements + _STRONG))
        for each in ties
    ]
    return ends, ties, shown, layout.lay([each.id for each in ends], tied, steps)


def _in_steps(found: Ties, most: int) -> tuple[list[End], list[int]]:
    """The ends in the order in which they come into sight, and how many do with each step.

    What is shown with few is shown, first, with more as well.
    """
    others = [each for each in found.ends if each.type != "claim"]
    claims = [each for each in found.ends if each.type == "claim"]
    holders: dict[str, set[str]] = {each.id: set() for each in claims}
    for tie in found.ties:
        if tie.end in holders:
            holders[tie.end].add(tie.start)
    shown: dict[str, End] = {}
    steps = []
    for size in SHOWN[: SHOWN.index(most) + 1]:
        shown |= {each.id: each for each in others[:size]}
        tied = [each for each in claims if each.id not in shown and holders[each.id] & set(shown)]
        room = max(2, size // _CLAIMS) - sum(each.type == "claim" for each in shown.values())
        shown |= {each.id: each for each in tied[:room]}
        steps.append(len(shown))
    return list(shown.values()), steps


def _thinned(ends: list[End], ties: list[Tie]) -> list[Tie]:
    """The strongest ties of each end, in the order in which they were."""
    counts = dict.fromkeys((each.id for each in ends), 0)
    kept = []
    for each in ties:  # the strongest first
        if min(counts[each.start], counts[each.end]) < _TIES:
            kept.append(each)
            counts[each.start] += 1
            counts[each.end] += 1
    return kept


def _end(end: End, point: layout.Point, asked: dict[str, Any]) -> dict[str, Any]:
    around = None
    if end.identity is not None:
        href, around = (
            links.entity(end.identity, end.name),
            _link(asked, who=f"#{end.identity}", show=None),
        )
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
        "show": None if asked["show"] == SHOWN[0] else asked["show"],
        "all": 1 if asked["all"] else None,
    }
    return links.query("/graph", **values | other)


routes = pages.twin("/graph", show)
