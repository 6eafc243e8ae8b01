"""A search narrowed down by its facets, with the mouse and with the keyboard alone."""

from __future__ import annotations

import re
from typing import Any


def shown(page: Any) -> int:
    """How many were found, as the page says."""
    found = re.match(r"([\d,]+) ", page.locator(".found [role=status]").inner_text())
    assert found
    return int(found[1].replace(",", ""))


def follow(page: Any, link: Any) -> None:
    """Follow a link, and wait until its page is there."""
    link.click()
    page.wait_for_load_state()


def test_facets_narrow_a_search_and_are_taken_away(page: Any) -> None:
    page.goto("/")
    page.locator("#find").fill("said")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    whole = shown(page)
    assert page.locator("mark.is-lit").count() >= page.locator(".hits > li").count() > 0
    denials = page.locator(".facet a", has_text="Denial")
    count = int(denials.locator(".number").inner_text())
    follow(page, denials)
    assert shown(page) == count
    assert page.locator('.facet a[aria-current="true"]').count() == 1
    assert page.locator(".said-how").all_inner_texts() == ["denies"] * count
    follow(page, page.locator(".facet a", has_text=re.compile("^Not named")))
    assert page.locator(".chosen li").count() == 2
    address = page.url
    page.goto("/documents")
    page.goto(address)
    assert page.locator(".chosen li").count() == 2
    for _ in range(2):
        follow(page, page.locator(".chosen a").first)
    assert shown(page) == whole


def test_it_can_be_searched_and_narrowed_by_keyboard_alone(page: Any) -> None:
    page.goto("/documents")
    page.keyboard.press("/")
    page.keyboard.type("crane")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    link = page.locator(".facet a").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    count = int(link.locator(".number").inner_text())
    page.keyboard.press("Enter")
    page.locator(".chosen").wait_for()
    assert shown(page) == count


def test_a_hit_leads_to_its_words_in_the_article(page: Any) -> None:
    page.goto('/search?words="letter 1 never came"')
    page.locator(".hits .where").first.click()
    page.wait_for_url("**/article?**")
    lit = "".join(page.locator("#article .at, #article .on").all_text_contents())
    assert "letter 1 never came" in lit


def test_what_can_not_be_looked_for_is_said_beside_what_was_typed(page: Any, watched: Any) -> None:
    watched.expected.append("400")
    page.goto("/search?words=crane&since=soon")
    assert "soon" in page.get_by_role("alert").inner_text()
    page.get_by_label("Published from").fill("")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for(state="detached")
    assert shown(page) > 0
