"""An article beside what was read from it; where people put that right."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook import Casebook
from onrecord.casebook.changes import compare
from onrecord.errors import OnrecordError
from onrecord.export import kinds
from onrecord.record import Record
from onrecord.web import articles, pages
from onrecord.web.site import reading
from onrecord.web.views.decide import shown

_AT = re.compile(r"(\d{1,8})-(\d{1,8})")
_VERSION = re.compile(r"[1-9]\d{0,6}")


def show(request: Request) -> Response:
    """The page: `document` by its key; of its newest `version`, or another one.

    `layer=model`: what the model read, without people's decisions; `at=120-180`: words to show.
    """
    asked = request.query_params
    key = asked.get("document", "")
    version = asked.get("version", "")
    number = int(version) if _VERSION.fullmatch(version) else None
    with reading(request) as casebook:
        (listed,) = casebook.documents(key)
        if listed.status != "read":
            raise OnrecordError("C008", detail=f"{listed.reason}", where=listed.key)
        content = _content(casebook, listed.key, number, listed.versions, asked.get("layer"))
    at = _AT.fullmatch(asked.get("at", ""))
    content["at"] = [int(at[1]), int(at[2])] if at else None
    return pages.page(request, "article.html", content)


def _content(
    casebook: Casebook, key: str, number: int | None, versions: int, layer: str | None
) -> dict[str, Any]:
    machine, decided = casebook.layers(key, number)
    if layer == "model":
        decided = machine
    number = number or versions
    newest = number == versions
    article = articles.make(machine, decided, casebook.numbers(key) if newest else {})
    document = machine.document
    return {
        "document": key,
        "version": number,
        "versions": versions,
        "layer": "model" if layer == "model" else "decided",
        "can_decide": newest and layer != "model",
        "frame": {
            "headline": document.headline,
            "publisher": document.publisher,
            "byline": document.byline,
            "dateline": document.dateline,
            "published": document.published,
            "location": document.location,
            "media_type": document.media_type,
            "language": document.language,
            "sha256": document.sha256,
        },
        "made_by": {"onrecord": machine.made_by.onrecord, "stages": machine.made_by.stages},
        "article": article,
        "changes": _changes(casebook, key, number, decided, article),
        "decisions": len(decided.decisions),
        "last": shown(last) if (last := casebook.journal.last(key)) else None,
        "kinds": kinds.NOUN,
        "source_kinds": kinds.SOURCE_KIND,
    }


def _changes(
    casebook: Casebook, key: str, number: int, record: Record, article: articles.Article
) -> articles.Changes | None:
    if number < 2:
        return None
    before = casebook.record(key, number - 1)
    found = compare(before, record, document=key, numbers=(number - 1, number))
    return articles.changes(found, article.statements)


routes = pages.twin("/article", show)
