"""Every page, light and dark: axe-core finds nothing serious, and no page is wider than a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import browsing
import pytest
import workbench

from onrecord.web import links, views

PAGES = {
    "/": "/",
    "/home": None,
    "/login": "/login",
    "/adding": "/adding",
    "/documents": "/documents",
    "/article": links.article(workbench.HARBOUR),
    "/journal": "/journal",
    "/search": "/search?words=crane",
    "/claims": "/claims",
    "/claim": None,
    "/entities": "/entities",
    "/entity/of": "/entity/of?name=Venn",
    "/entity/{number:int}": "/entity/1",
    "/entity/{number:int}/split": "/entity/2/split",
    "/entity/{number:int}/merge": "/entity/1/merge?find=venn",
    "/timeline": "/timeline",
    "/graph": "/graph",
    "/map": "/map",
    "/review": "/review",
}
"""An address for each page there is. None: it leads to another, or there is none of it here."""

MORE = (
    links.article(workbench.HOSTILE),
    links.article(workbench.EDITED),
    links.article("nothing"),
    "/documents?status=failed",
    "/search",
    "/search?words=zzzz",
    "/search?since=2031&kinds=denial&named=yes",
    "/search?since=soon",
    "/entities?name=zzzz",
    "/entity/1?part=said",
    "/entity/1/merge?with=2",
    "/review?kind=identity",
    "/review?from=9999",
    "/timeline?since=1700&until=1701",
    "/graph?all=1&show=96",
)
"""Other states of them: empty, failed, hostile."""

ADDRESSES = [address for address in PAGES.values() if address] + list(MORE)
SERIOUS = ("serious", "critical")


def test_every_page_is_looked_at() -> None:
    routes = {
        route.path
        for route in views.routes()
        if "GET" in (getattr(route, "methods", None) or ()) and not route.path.endswith(".json")
    }
    assert routes == set(PAGES)


@pytest.fixture(scope="module")
def address(made: Any) -> Iterator[str]:
    """A workbench that nothing here changes."""
    with browsing.served(made) as found:
        yield found


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, as it came from npm."""
    if not browsing.AXE.is_file():
        pytest.skip("axe-core is not there: python web/build.py")
    return browsing.AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(
    address: str, opening: Any, axe: str, watched: Any, dark: bool
) -> None:
    watched.expected += ["404", "400"]  # of a document that is not there, of what is no date
    found = []
    with opening(address, dark=dark) as page:
        for path in ADDRESSES:
            browsing.visit(page, path)
            page.evaluate(axe)
            result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            found += [
                (path, each["id"], node["target"], node["failureSummary"])
                for each in result["violations"]
                if each["impact"] in SERIOUS
                for node in each["nodes"]
            ]
    assert found == []


def test_no_page_is_wider_than_a_phone(address: str, opening: Any, watched: Any) -> None:
    watched.expected += ["404", "400"]
    wide = []
    with opening(address, width=390) as page:
        for path in ADDRESSES:
            browsing.visit(page, path)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > 390:
                wide.append((path, width))
    assert wide == []


def test_every_page_has_one_title_one_main_and_a_name(address: str, opening: Any) -> None:
    titles = {}
    with opening(address) as page:
        for path in [address for address in PAGES.values() if address]:
            page.goto(path)
            assert page.locator("main").count() == 1
            assert page.locator("h1").count() == 1, path
            titles[path] = page.title()
    assert all(re.fullmatch(r".+ · .+ · onrecord", title) for title in titles.values())
    assert len(set(titles.values())) == len(titles)
