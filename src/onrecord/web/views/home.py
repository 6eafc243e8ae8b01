"""The casebook at a glance: what to look at, what could not be read, and where to add articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook import Casebook
from onrecord.casebook.claims.claim import Claim, Member
from onrecord.casebook.documents import Listed
from onrecord.web import pages
from onrecord.web.brief import brief
from onrecord.web.site import reading, site

MOST = 5
"""Rows of each list; each leads to the whole of it."""
_PICKS: dict[str, dict[str, Any]] = {
    "disputed": {"disputed": True},
    "single_sourced": {"single_sourced": True},
    "circular": {"circular": True},
    "new": {"newest": True},
}


def show(request: Request) -> Response:
    """The first page."""
    held = site(request)
    with reading(request) as casebook:
        # Lists over all documents take their time, and change only when the casebook does.
        content = dict(held.kept("home", lambda: _glance(casebook)))
    content["jobs"] = [job for job in held.adding.jobs() if not job.over]
    content["settling"] = held.adding.settling
    return pages.page(request, "home.html", content)


def _glance(casebook: Casebook) -> dict[str, Any]:
    documents = list(casebook.documents())
    read = [one for one in documents if one.status == "read"]
    return {
        "documents": _counts(documents),
        "claims": {
            name: [_claim(each) for each in casebook.claims(**picks, limit=MOST)] if read else []
            for name, picks in _PICKS.items()
        },
        "latest": sorted(read, key=lambda one: one.read_at or "", reverse=True)[:MOST],
        "unread": [one for one in reversed(documents) if one.status == "failed"][:MOST],
        "sources": casebook.sources(named=True, limit=MOST) if read else [],
        "review": casebook.review_counts() if read else {},
    }


def _counts(documents: Sequence[Listed]) -> dict[str, int]:
    return {
        "read": sum(one.status == "read" for one in documents),
        "failed": sum(one.status == "failed" for one in documents),
        "removed": sum(one.status == "removed" for one in documents),
        "statements": sum(one.statements for one in documents),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    """A claim in a line or two."""
    independence = claim.lineage.independence
    return {
        **brief(claim),
        "holders": _names(claim.holders),
        "deniers": _names(claim.deniers),
        "independent": independence.count,
        "low": independence.low,
        "high": independence.high,
    }


def _names(members: Iterable[Member]) -> list[str]:
    """Who makes the statements, each once; the outlet where it is nobody else that is known of."""
    names = ((one.said and one.said.holder) or one.place.outlet for one in members)
    return list(dict.fromkeys(name for name in names if name))


routes = [*pages.twin("/", show, at="/home"), *pages.twin("/home", show)[1:]]
