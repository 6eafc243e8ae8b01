"""The timeline: events and dated statements of all documents, in lanes, as exact as is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, get_args

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook import Casebook, Dated
from onrecord.casebook.lists import DatedKind
from onrecord.casebook.rows import called_at
from onrecord.export import dates
from onrecord.export.timeline import standing
from onrecord.web import drawn, links, pages
from onrecord.web.drawn import Lane
from onrecord.web.periods import periods
from onrecord.web.site import reading
from onrecord.web.views.documents import number

A_PAGE = 100
MOST_LANES = 6
"""Lanes beside the one of the others."""

Lanes = Literal["who", "claim", "place", "outlet", "none"]
_PLACES = ("place", "facility")


def show(request: Request) -> Response:
    """A page of the timeline; without `from` the last one, which is the latest.

    `who`, `place`, `kind`, `since`, `until` pick as `Casebook.timeline`'s do; `lanes` is what
    rows are laid in lanes by.
    """
    asked = _asked(request)
    picked = {name: asked[name] for name in ("who", "place", "since", "until", "kind")}
    with reading(request) as casebook:
        months = casebook.months(**picked)
        total = sum(each.events + each.statements for each in months)
        given = request.query_params.get("from")
        first = number(given) if given else max(0, total - A_PAGE)
        found = casebook.timeline(**picked, limit=A_PAGE, offset=first)
        everything = _everything(casebook, asked)
        laid = [_lanes_of(each, asked["lanes"]) for each in found]
        lanes = [_named(each, casebook) for each in _lanes(laid, asked["lanes"])]
    shown = {lane.id for lane in lanes}
    content = {
        "asked": asked,
        "periods": [
            {**pages.dump(each), "href": _link(asked, since=each.since, until=each.until)}
            for each in periods(months)
        ],
        "lanes": lanes,
        "rows": [
            _row(each, [one for one, _ in mine if one in shown] or [""])
            for each, mine in zip(found, laid, strict=True)
        ],
        "first": first,
        "total": total,
        "everything": everything,
        "before": _link(asked, from_=max(0, first - A_PAGE)) if first else None,
        "after": _link(asked, from_=first + A_PAGE) if first + A_PAGE < total else None,
        "can_draw": drawn.has("d3.js"),
    }
    return pages.page(request, "timeline.html", content)


def _asked(request: Request) -> dict[str, Any]:
    """What a request asks for; what it may not ask for is left out."""
    given = request.query_params
    asked: dict[str, Any] = {
        name: (given.get(name) or "").strip() or None for name in ("who", "place", "since", "until")
    }
    kind, lanes = given.get("kind"), given.get("lanes")
    asked["kind"] = kind if kind in get_args(DatedKind) else None
    asked["lanes"] = lanes if lanes in get_args(Lanes) else "who"
    return asked


def _everything(casebook: Casebook, asked: dict[str, Any]) -> int:
    """How much there is if nothing is picked."""
    if not any(asked[name] for name in ("who", "place", "since", "until", "kind")):
        return 0
    return sum(each.events + each.statements for each in casebook.months())


def _link(asked: dict[str, Any], **other: object) -> str:
    values = {**asked, "lanes": None if asked["lanes"] == "who" else asked["lanes"], **other}
    return links.query("/timeline", **values)


def _lanes_of(row: Dated, by: Lanes) -> list[tuple[str, str]]:
    """The lanes that a row could be in: each one's id and name."""
    if by == "outlet":
        name = called_at(row.place)
        return [(f"o{name}", name)]
    if by == "claim":
        return [(each, each) for each in row.claims]
    if by == "none":
        return []
    return [
        (f"i{each.identity}", each.name)
        for each in row.whose
        if (each.type in _PLACES) == (by == "place")
    ]


def _lanes(laid: list[list[tuple[str, str]]], by: Lanes) -> list[Lane]:
    """Those with most rows, and one for the rows that are in none of them."""
    names = {id: name for row in laid for id, name in row}
    counted = drawn.most(([id for id, _ in row] for row in laid), MOST_LANES)
    shown = {id for id, _ in counted}
    others = sum(not any(id in shown for id, _ in row) for row in laid)
    lanes = [
        Lane(
            id=id,
            name=names[id],
            count=count,
            href=links.entity(int(id[1:]), names[id]) if id[0] == "i" else None,
        )
        for id, count in counted
    ]
    if others:
        none = {"none": "All", "claim": "No claim that several articles share"}
        name = "Others" if counted else none.get(by, "Nobody named")
        lanes.append(Lane(id="", name=name, count=others))
    return lanes


def _named(lane: Lane, casebook: Casebook) -> Lane:
    """The lane of a claim with the claim's words for a name; others as they are."""
    if not lane.id.startswith("c"):
        return lane
    return replace(lane, name=casebook.claim_words(lane.id), href=links.claim(lane.id))


def _row(row: Dated, lanes: list[str]) -> dict[str, Any]:
    """A row with what the drawing needs beside what the casebook has of it.

    `first_day` and `last_day` are counted from 1 January 1970; None for an open end.
    """
    start, end = drawn.first_day(row.earliest), drawn.last_day(row.latest)
    ahead = bool(row.modality) and dates.is_after(row.earliest, row.place.published)
    stands = standing(row.modality, ahead=ahead, by=row.authority) if row.modality else ""
    return {
        **pages.dump(row),
        "when": dates.period(row.earliest, row.latest),
        "first_day": start,
        "last_day": end,
        "stands": stands,
        "lanes": lanes,
        "href": links.article(
            row.place.document,
            row.place.version,
            row.place.start,
            row.place.end,
            row.id if row.kind == "statement" else None,
        ),
    }


routes = pages.twin("/timeline", show)
