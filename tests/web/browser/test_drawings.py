"""The timeline, the graph and the map as they are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import browsing
import placed
import pytest

pytestmark = pytest.mark.usefixtures("libraries")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workbench that nothing here changes."""
    path = placed.make(tmp_path_factory.mktemp("placed") / "placed.casebook")
    with browsing.served(path) as found:
        yield found


def drawn(page: Any, address: str, id: str) -> Any:
    """The page at an address, once it is drawn; its twin."""
    page.goto(address)
    page.wait_for_selector(f'#{id}[data-drawn="true"]')
    twin = page.get_attribute('link[rel="alternate"][type="application/json"]', "href")
    return page.evaluate("async (twin) => (await fetch(twin)).json()", twin)


def test_the_timeline_has_a_mark_for_each_row_in_its_lanes(page: Any) -> None:
    twin = drawn(page, "/timeline", "timeline")
    marks = page.locator("#timeline .mark")
    assert marks.count() == sum(len(row["lanes"]) for row in twin["rows"])
    names = page.locator("#timeline .lane-name").all_text_contents()
    assert [
        name.removesuffix(str(lane["count"]))
        for name, lane in zip(names, twin["lanes"], strict=True)
    ] == [lane["name"] for lane in twin["lanes"]]


def test_what_is_known_to_the_month_is_drawn_wider_than_a_day_and_fades(page: Any) -> None:
    drawn(page, "/timeline?since=2031&lanes=none", "timeline")
    whole = page.get_by_role("button", name="Whole time")
    whole.click()
    month = page.locator('.mark[aria-label^="February 2031"] .stretch')
    day = page.locator('.mark[aria-label^="10 March 2031"] .stretch')
    assert month.bounding_box()["width"] > 5 * day.bounding_box()["width"]
    assert month.get_attribute("mask") == "url(#fade-both)"
    assert day.get_attribute("mask") is None


def test_planned_and_alleged_events_are_drawn_otherwise_than_facts(page: Any) -> None:
    drawn(page, "/timeline?lanes=none", "timeline")
    page.get_by_role("button", name="Whole time").click()
    dashes = "getComputedStyle(document.querySelector(%r)).strokeDasharray"
    planned = page.evaluate(dashes % '.mark.unsure[aria-label*="moved"] .stretch')
    founded = page.evaluate(dashes % '.mark:not(.unsure)[aria-label*="founded"] .stretch')
    assert (planned != "none", founded) == (True, "none")


def test_the_timeline_is_walked_by_keys_and_enter_opens_the_article(page: Any) -> None:
    twin = drawn(page, "/timeline", "timeline")
    page.locator('#timeline .mark[tabindex="0"]').focus()
    page.keyboard.press("Home")
    seen = []
    for _ in twin["rows"]:
        seen.append(page.evaluate("document.activeElement.dataset.row"))
        page.keyboard.press("ArrowRight")
    assert seen == [str(number) for number in range(len(twin["rows"]))]
    page.keyboard.press("Home")
    assert page.locator("tr.lit").get_attribute("id") == "row-0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/article?document=*")


def test_zooming_moves_marks_and_whole_time_brings_all_back(page: Any) -> None:
    twin = drawn(page, "/timeline?lanes=none", "timeline")
    shown = page.locator("#timeline .mark:not(.out)")
    assert shown.count() == len(twin["rows"])  # the whole time comes first
    page.get_by_role("button", name="Where most is").click()
    assert shown.count() < len(twin["rows"])
    whole = page.get_by_role("button", name="Whole time")
    whole.click()
    assert shown.count() == len(twin["rows"])
    closer = page.get_by_role("button", name="Closer")
    for _ in range(8):
        closer.click()
    assert shown.count() < len(twin["rows"])
    whole.click()
    assert shown.count() == len(twin["rows"])


def test_a_piece_of_time_leads_to_that_time_alone(page: Any) -> None:
    drawn(page, "/timeline", "timeline")
    page.locator(".periods a", has_text="1960s").click()
    page.wait_for_url("**/timeline?*since=1960-01*")
    page.wait_for_selector('#timeline[data-drawn="true"]')
    assert page.locator("#timeline .mark").count() == 1


GRAPH = "document.getElementById('graph').graph"


def positions(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        f"Object.fromEntries({GRAPH}.nodes().map((node) => [node.id(), node.position()]))"
    )
    return found


def test_the_graph_has_the_ends_and_ties_of_its_twin(page: Any) -> None:
    twin = drawn(page, "/graph", "graph")
    nodes = page.evaluate(f"{GRAPH}.nodes().map((node) => node.data('end').name)")
    assert nodes == [end["name"] for end in twin["ends"]]
    edges = page.evaluate(
        f"{GRAPH}.edges().map((edge) => [edge.data('source'), edge.data('target')])"
    )
    assert edges == [[tie["start"], tie["end"]] for tie in twin["ties"]]
    sizes = page.evaluate("[graph.clientWidth, graph.clientHeight]")
    boxes = page.evaluate(f"{GRAPH}.nodes().map((node) => node.renderedBoundingBox())")
    assert all(box["x1"] >= 0 and box["x2"] <= sizes[0] for box in boxes)
    assert all(box["y1"] >= 0 and box["y2"] <= sizes[1] for box in boxes)
    # It is painted, not merely counted.
    painted = page.evaluate(
        "[...document.querySelectorAll('#graph canvas')].some((canvas) => canvas.getContext('2d')"
        ".getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0))"
    )
    assert painted


def test_the_graph_stays_put_and_so_does_what_was_dragged(page: Any) -> None:
    drawn(page, "/graph", "graph")
    first = positions(page)
    drawn(page, "/graph", "graph")
    assert positions(page) == first
    box = page.locator("#graph").bounding_box()
    at = page.evaluate(f"{GRAPH}.nodes()[0].renderedPosition()")
    x, y = box["x"] + at["x"], box["y"] + at["y"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=6)
    page.mouse.up()
    moved = positions(page)
    assert sum(moved[id] != first[id] for id in first) == 1
    drawn(page, "/graph", "graph")
    again = positions(page)
    assert all(again[id] == pytest.approx(moved[id]) for id in moved)
    page.get_by_role("button", name="Put all back").click()
    assert positions(page) == first


def test_the_graph_is_walked_by_keys_and_says_what_is_looked_at(page: Any) -> None:
    twin = drawn(page, "/graph", "graph")
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    name = twin["ends"][0]["name"]
    assert name in page.locator("#graph-about").inner_text()
    page.wait_for_function(
        "(name) => document.getElementById('said').textContent.includes(name)", arg=name
    )
    assert page.locator("tr.lit").get_attribute("id") == f"end-{twin['ends'][0]['id']}"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{twin['ends'][0]['href']}")


def test_filters_leave_what_was_asked_for(page: Any) -> None:
    drawn(page, "/graph", "graph")
    for name in ("Organisations", "Claims"):
        page.get_by_label(name, exact=True).uncheck()
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**/graph?*type=person*")
    page.wait_for_selector('#graph[data-drawn="true"]')
    assert set(page.evaluate(f"{GRAPH}.nodes().map((node) => node.data('end').type)")) == {"person"}


def test_the_map_has_points_as_points_and_areas_as_areas(page: Any) -> None:
    twin = drawn(page, "/map", "map")
    numbers = {place["name"]: str(number) for number, place in enumerate(twin["places"])}
    land = page.locator(".land")
    assert [each.get_attribute("data-place") for each in land.all()] == [numbers["Iceland"]]
    assert land.bounding_box()["width"] > 3
    kinds = {
        each.get_attribute("data-place"): each.get_attribute("class")
        for each in page.locator(".place").all()
    }
    assert kinds[numbers["Helmvik"]] == "place point"
    assert kinds[numbers["Tarn"]] == "place area"
    assert kinds[numbers["Iceland"]] == "place country"
    assert numbers["Norrund Sea"] not in kinds
    assert "not known" in page.locator(f"#place-{numbers['Norrund Sea']}").inner_text()
    # The base map is there, and came from here.
    assert len(page.locator(".ground").get_attribute("d")) > 10_000


def test_places_lie_where_they_lie(page: Any) -> None:
    twin = drawn(page, "/map", "map")
    page.get_by_role("button", name="Whole world").click()
    spots = {}
    for number, place in enumerate(twin["places"]):
        mark = page.locator(f'.place[data-place="{number}"] circle')
        if mark.count():
            box = mark.bounding_box()
            spots[place["name"]] = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert spots["Tarn"][1] > spots["Helmvik"][1], "south is below"
    assert spots["Tarn"][0] < spots["Helmvik"][0], "west is left"
    iceland = page.locator(".land").bounding_box()
    x, y = spots["Iceland"]
    assert iceland["x"] <= x <= iceland["x"] + iceland["width"]
    assert iceland["y"] <= y <= iceland["y"] + iceland["height"]


def test_the_map_is_walked_by_keys(page: Any) -> None:
    drawn(page, "/map", "map")
    page.locator('#map .place[tabindex="0"]').focus()
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert first != second
    assert "article" in page.locator("#map-about").inner_text()


@pytest.mark.parametrize("path_of", ["/timeline", "/graph", "/map"])
def test_without_scripts_the_list_has_all_of_it(path_of: str, address: str, opening: Any) -> None:
    with opening(address, script=False) as page:
        page.goto(path_of)
        assert page.locator("tbody tr").count() > 3
        assert page.get_by_text("The drawing needs JavaScript").is_visible()
