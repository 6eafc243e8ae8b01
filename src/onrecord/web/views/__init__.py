"""One module for each kind of page. Each has `routes`, what it answers to.

A new kind of page is added to the two lists here, and to docs/reference/web.schema.json.
"""

from __future__ import annotations

from starlette.routing import BaseRoute

from onrecord.web.pages import Nav
from onrecord.web.views import (
    add,
    article,
    claim,
    decide,
    documents,
    entities,
    entity,
    graph,
    home,
    journal,
    login,
    map,
    merge,
    review,
    search,
    timeline,
)

MODULES = (
    home,
    login,
    add,
    documents,
    article,
    claim,
    decide,
    journal,
    search,
    entities,
    entity,
    merge,
    review,
    timeline,
    graph,
    map,
)

NAV = (
    Nav("Home", "/", "home"),
    Nav("Claims", "/claims", "claim"),
    Nav("People and places", "/entities", "people"),
    Nav("Documents", "/documents", "article"),
    Nav("Timeline", "/timeline", "timeline"),
    Nav("Graph", "/graph", "graph"),
    Nav("Map", "/map", "map"),
    Nav("Review", "/review", "review"),
    Nav("Decisions", "/journal", "journal"),
)
"""The pages that are always within reach, in order."""


def routes() -> list[BaseRoute]:
    """All that the workbench answers to, static files aside."""
    return [route for module in MODULES for route in module.routes]
