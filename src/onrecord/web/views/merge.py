"""Saying that two are one: finding the other, both side by side with what speaks for it and
against it, and the decision.
"""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook import Candidate, Casebook
from onrecord.web import links, pages
from onrecord.web.site import reading
from onrecord.web.views.entities import MOST_NAME, row
from onrecord.web.views.entity import compare_address, head, pair, told, whom
from onrecord.web.who import meant

MOST_FOUND = 20
_MOST_SHOWN = 4
"""Rows of each list of each of the two."""
_MOST_NAMED = 10
"""Entities of each that the decision names; it joins all that was taken for them."""
_NUMBERED = re.compile(r"(\d{1,18})(?: (.*))?", re.DOTALL)


def show(request: Request) -> Response:
    """The search for the other (`find`), or with `with` both of them."""
    find = " ".join((request.query_params.get("find") or "")[:MOST_NAME].split())
    with reading(request) as casebook:
        one = whom(casebook, request)
        other = _other(casebook, request.query_params.get("with") or "")
        same = other is not None and other.number == one.number
        content: dict[str, Any] = {
            "who": head(one),
            "find": find,
            "already_one": same,
            "both": None,
            "found": [],
            "doubts": [],
        }
        if other and not same:
            content["both"] = _both(casebook, one, other)
        else:
            content["doubts"] = [pair(each, one.number) for each in casebook.doubts(one.number)]
            content["found"] = [
                {**row(each), "compare": compare_address(one.number, each.identity, each.name)}
                for each in (casebook.identities(name=find, limit=MOST_FOUND) if find else [])
                if each.identity != one.number
            ]
    return pages.page(request, "entity_merge.html", content)


def _other(casebook: Casebook, given: str) -> Candidate | None:
    """Whom `with` means: a number, and the name that it had."""
    found = _NUMBERED.fullmatch(given[: MOST_NAME + 20])
    return meant(casebook, int(found[1]), found[2]) if found else None


def _both(casebook: Casebook, one: Candidate, other: Candidate) -> dict[str, Any]:
    doubts = [each for each in casebook.doubts(one.number) if other.number in each.identities]
    return {
        "sides": [_side(casebook, each) for each in (one, other)],
        # What was found when they were gathered, if they were thought to be perhaps one.
        "judged": doubts[0] if doubts else casebook.compared(one.number, other.number),
        "who": [
            f"{document}#{entity}"
            for each in (one, other)
            for document, entity in casebook.members(each.number)[:_MOST_NAMED]
        ],
        "to": links.member(*casebook.members(one.number)[0]),
    }


def _side(casebook: Casebook, who: Candidate) -> dict[str, Any]:
    found = casebook.who(f"#{who.number}", limit=_MOST_SHOWN)
    return {
        "who": head(who),
        "totals": found.totals,
        "forms": found.forms[: 2 * _MOST_SHOWN],
        "roles": list(map(told, found.roles)),
        "said": found.said,
        "about": found.about,
        "members": found.members,
    }


routes = pages.twin("/entity/{number:int}/merge", show)
