"""Every page, light and dark: axe-core finds nothing serious, and no page is wider than a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import browsing
import claims_asked
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
            found += serious(page, axe)
    assert found == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_where_statements_are_put_right_and_added(
    address: str, opening: Any, axe: str, dark: bool
) -> None:
    with opening(address, dark=dark) as page:
        page.goto(PAGES["/article"])
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.locator(".fix-form").wait_for()
        found = serious(page, axe)
        page.keyboard.press("Escape")
        page.keyboard.press("s")
        page.locator(".card.new .fix-form").wait_for()
        found += serious(page, axe)
    assert found == []


@pytest.fixture(scope="module")
def claimed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """A workbench whose casebook has a claim, and the addresses of the list and of the claim."""
    path = tmp_path_factory.mktemp("claimed") / "story.casebook"
    with claims_asked.make(path) as casebook:
        (claim,) = casebook.claims()
        casebook.grade("The Marren Tide", "B", why="asked them", by="ada")
    with browsing.served(path) as found:
        yield found, ["/claims", links.claim(claim.id)]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_on_claims(
    claimed: tuple[str, list[str]], opening: Any, axe: str, dark: bool
) -> None:
    address, paths = claimed
    found = []
    with opening(address, dark=dark) as page:
        for path in paths:
            browsing.visit(page, path)
            for more in page.locator("summary").all():
                more.click()
            found += serious(page, axe)
    assert found == []


def test_no_page_is_wider_than_a_phone(
    address: str, claimed: tuple[str, list[str]], opening: Any, watched: Any
) -> None:
    watched.expected += ["404", "400"]
    wide = []
    for base, paths in ((address, ADDRESSES), claimed):
        with opening(base, width=390) as page:
            for path in paths:
                browsing.visit(page, path)
                width = page.evaluate("document.documentElement.scrollWidth")
                if width > 390:
                    wide.append((path, width))
    assert wide == []


def serious(page: Any, axe: str) -> list[tuple[str, ...]]:
    """What axe-core finds on a page as it is now: where, which rule, which element, and why."""
    page.evaluate(axe)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (page.url, each["id"], str(node["target"]), node["failureSummary"])
        for each in result["violations"]
        if each["impact"] in SERIOUS
        for node in each["nodes"]
    ]


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
