"""Two people said to be one, and parted again, in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench import CRANE

from onrecord.casebook import Casebook
from onrecord.web import links

LUNDE = links.named("Petra Lunde")


def test_two_people_are_found_compared_merged_and_the_merge_undone(page: Any, path: Path) -> None:
    page.goto(LUNDE)
    assert page.locator("h1").inner_text() == "Petra Lunde"
    page.get_by_role("link", name="Merge with another").click()
    page.get_by_label("Name of the other").fill("oster")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Maren Oster").first.click()
    page.wait_for_load_state()
    assert page.locator(".sides h2 bdi").all_inner_texts() == ["Petra Lunde", "Maren Oster"]
    assert page.locator(".judged .reasons li.against").count() > 0
    page.get_by_label("Why").fill("seen on the quay")
    page.get_by_role("button", name="They are one").click()
    page.locator(".decisions").wait_for()
    names = page.locator(".forms bdi").all_inner_texts()
    assert {"Petra Lunde", "Maren Oster"} <= set(names)
    assert "seen on the quay" in page.locator(".decisions").inner_text()
    with Casebook.open(path, catch_up=False) as casebook:
        (entry,) = casebook.journal.entries()
    assert (entry.action, entry.by, entry.why) == ("merge", "ada", "seen on the quay")
    page.locator(".decisions").get_by_role("button", name="Undo").click()
    page.locator(".decisions").wait_for(state="detached")
    assert "Maren Oster" not in page.locator(".forms bdi").all_inner_texts()


def test_whoever_is_somebody_else_is_taken_out(page: Any, path: Path) -> None:
    page.goto(LUNDE)
    page.get_by_role("link", name="Split", exact=True).click()
    page.wait_for_load_state()
    boxes = page.get_by_role("checkbox")
    assert boxes.count() == 3
    boxes.nth(1).check()
    page.get_by_role("button", name="Take out those marked").click()
    page.locator(".decisions").wait_for()
    assert "In 1 article." in page.locator(".entity-head").inner_text()
    with Casebook.open(path, catch_up=False) as casebook:
        alone = casebook.identity_of(CRANE, "e2")
        assert alone is not None
        assert casebook.members(alone.number) == [(CRANE, "e2")]
        assert casebook.journal.entries()[-1].by == "ada"


def test_it_goes_without_scripts(address: str, opening: Any, path: Path) -> None:
    with opening(address, script=False) as page:
        page.goto(LUNDE)
        page.locator(".rename summary").click()
        page.locator("#rename").fill("Captain Lunde")
        page.get_by_role("button", name="Name", exact=True).click()
        page.wait_for_load_state()
        assert page.locator("h1").inner_text() == "Captain Lunde"


def test_a_kept_address_leads_there_after_a_merge(page: Any) -> None:
    page.goto(LUNDE)
    kept = page.url
    page.goto(links.named("Ivo Dahl"))
    page.get_by_role("link", name="Merge with another").click()
    page.get_by_label("Name of the other").fill("ada venn")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ada Venn").first.click()
    page.get_by_role("button", name="They are one").click()
    page.locator(".decisions").wait_for()
    page.goto(kept)
    assert page.locator("h1").inner_text() == "Petra Lunde"
