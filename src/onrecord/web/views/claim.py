"""Claims: the list of them, and one with its holders and deniers, its lineage, its grades."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook import Casebook
from onrecord.casebook.claims.claim import Change, Claim, Lineage, Member
from onrecord.casebook.grades.proposal import Credibility
from onrecord.casebook.grades.scale import scale
from onrecord.casebook.journal import Standing
from onrecord.casebook.rows import called_at
from onrecord.web import links, pages
from onrecord.web.brief import brief
from onrecord.web.compared import compared
from onrecord.web.drawing import draw
from onrecord.web.site import reading, site
from onrecord.web.views.decide import shown
from onrecord.web.views.documents import number

if TYPE_CHECKING:
    from onrecord.casebook.behind import Behind

A_PAGE = 20
MOST_DRAWN = 40
"""Nodes that are drawn; the list below the drawing has all of them."""
_PICKS = ("disputed", "single_sourced", "circular")


def listed(request: Request) -> Response:
    """The claims: `disputed`, `single_sourced`, `circular` and `about` pick, `from` leaves out."""
    given = request.query_params
    asked = {name: given.get(name) == "1" for name in _PICKS}
    about = (given.get("about") or "").strip() or None
    first = number(given.get("from"))

    def find(casebook: Casebook) -> tuple[list[dict[str, Any]], bool, Behind | None]:
        found = casebook.claims(**asked, about=about, limit=A_PAGE + 1, offset=first)
        claims = found[:A_PAGE]
        rows = [*map(_row, claims, casebook.credibilities(claims))]
        return rows, len(found) > A_PAGE, casebook.behind()

    with reading(request) as casebook:
        # Where each comes from is traced anew for a list: that takes its time.
        rows, more, behind = site(request).kept(
            f"claims {asked} {about} {first}", lambda: find(casebook)
        )
    picked = {name: 1 if asked[name] else None for name in _PICKS}
    content = {
        "asked": {**asked, "about": about},
        "claims": rows,
        "behind": behind,
        "first": first,
        "before": links.query("/claims", **picked, about=about, from_=max(0, first - A_PAGE))
        if first
        else None,
        "after": links.query("/claims", **picked, about=about, from_=first + A_PAGE)
        if more
        else None,
    }
    return pages.page(request, "claims.html", content)


def show(request: Request) -> Response:
    """One claim, by `id`."""
    with reading(request) as casebook:
        claim = casebook.claim(request.query_params.get("id") or "")
        register = casebook.register()
        content = {
            "claim": claim,
            "holders": _numbers(claim, ("same", "supports")),
            "deniers": _numbers(claim, ("denies", "doubts")),
            "reliability": [register.of_member(member) for member in claim.members],
            "outlets": [register.of_outlet(outlet) for outlet in _outlets(claim.members)],
            "credibility": casebook.credibility(claim),
            "scales": {axis: list(scale(axis).values()) for axis in ("reliability", "credibility")},
            "steps": _steps(claim.lineage),
            "drawing": _drawn(claim.lineage),
            "changes": [_change(each) for each in casebook.story_changes(claim=claim.id)],
            "notes": _notes(claim, casebook.journal.standings()),
        }
    return pages.page(request, "claim.html", content)


def _row(claim: Claim, credibility: Credibility) -> dict[str, Any]:
    """A claim as lists have it."""
    lineage = claim.lineage
    return {
        **brief(claim),
        "holders": _names(claim.holders),
        "deniers": _names(claim.deniers),
        "independence": lineage.independence,
        "origins": [lineage.nodes[number].name for number in lineage.origins],
        "credibility": credibility,
        "first": claim.members[0].place,
    }


def _names(members: Iterable[Member]) -> list[str]:
    """The outlets that members stand in, each once, the earliest first."""
    return list(dict.fromkeys(called_at(each.place) for each in members))


def _outlets(members: Iterable[Member]) -> list[str]:
    """The outlets that are named, each once."""
    return list(dict.fromkeys(each.place.outlet for each in members if each.place.outlet))


def _numbers(claim: Claim, stands: Sequence[str]) -> list[int]:
    return [number for number, each in enumerate(claim.members) if each.stand in stands]


def _steps(lineage: Lineage) -> list[dict[str, Any]]:
    """Who has it from whom, each pair once with all that shows it."""
    pairs: dict[tuple[int, int], list[Any]] = {}
    for link in lineage.links:
        pairs.setdefault((link.start, link.end), []).append(link)
    return [
        {
            "start": start,
            "end": end,
            "kinds": list(dict.fromkeys(link.kind for link in found)),
            "confidence": max(link.confidence for link in found),
            "evidence": [each for link in found for each in link.evidence],
        }
        for (start, end), found in pairs.items()
    ]


def _drawn(lineage: Lineage) -> dict[str, Any]:
    """The lineage laid out; of a large one what most rest on, and who first had it."""
    weight = [0.0] * len(lineage.nodes)
    for link in lineage.links:
        weight[link.end] += 1
        weight[link.start] += 0.5
    for origin in lineage.origins:
        weight[origin] += len(lineage.nodes)
    by_weight = sorted(range(len(weight)), key=lambda node: (-weight[node], node))
    kept = sorted(by_weight[:MOST_DRAWN])
    place = {node: number for number, node in enumerate(kept)}
    steps = [
        (place[link.start], place[link.end])
        for link in lineage.links
        if link.start in place and link.end in place
    ]
    laid = draw(len(kept), steps)
    return {
        "width": laid.width,
        "height": laid.height,
        "box_width": laid.box_width,
        "box_height": laid.box_height,
        "left_out": len(lineage.nodes) - len(kept),
        "boxes": [{"node": kept[box.node], "x": box.x, "y": box.y} for box in laid.boxes],
        "arrows": [
            {"start": kept[each.start], "end": kept[each.end], "d": each.d, "back": each.back}
            for each in laid.arrows
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    before, after = compared(change.before.text, change.after.text)
    return {**pages.dump(change), "words_before": before, "words_after": after}


def _notes(claim: Claim, standings: Iterable[Standing]) -> list[dict[str, Any]]:
    """What people noted on the passages of a claim."""
    stands_in = {
        (member.place.document, member.said.id if member.said else None)
        for member in claim.members
        if member.said
    }
    return [
        shown(each.entry)
        for each in standings
        if each.entry.action == "note"
        and each.state == "holds"
        and not stands_in.isdisjoint(one for one in each.on if one)
    ]


routes = [*pages.twin("/claims", listed), *pages.twin("/claim", show)]
