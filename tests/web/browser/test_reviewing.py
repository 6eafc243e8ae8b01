"""Reviewing by keyboard alone: one after another, the next coming by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from casebook_asked import add
from sample_records import make_ferry_record, make_people_record

from onrecord.casebook import Casebook
from onrecord.web.views import review


@pytest.fixture
def path(path: Path) -> Path:
    """With two articles that the model is unsure of, and a surname alone in one."""
    with Casebook.open(path) as casebook:
        for key, record in (("unsure-1", make_people_record()), ("unsure-2", make_ferry_record())):
            unsure = [
                replace(said, confidence=round(0.03 * (number + 1), 3))
                for number, said in enumerate(record.attributions)
            ]
            add(casebook, key, replace(record, attributions=unsure))
        record = make_people_record()
        karo = [
            replace(entity, name="Karo", mentions=[m for m in entity.mentions if m.text == "Karo"])
            if entity.name == "Ines Karo"
            else entity
            for entity in record.entities[:4]
        ]
        keep = {entity.id for entity in karo}
        said = [
            replace(one, entities=[id for id in one.entities if id in keep])
            for one in record.attributions
        ]
        add(casebook, "karo", replace(record, entities=karo, attributions=said))
        casebook.catch_up(claims=False)
    return path


def decided(path: Path) -> list[tuple[str, str]]:
    """What was decided, in order, and about which words or entities."""
    with Casebook.open(path, catch_up=False) as casebook:
        return [(each.action, each.by) for each in casebook.journal.entries()]


def here(page: Any) -> str:
    key = page.locator('.item[aria-current="true"]').get_attribute("data-key")
    assert key
    return str(key)


def ready(page: Any) -> None:
    """Wait until there is an item to be decided."""
    page.locator('.item[aria-current="true"]:not(.decided)').wait_for()


def settled(page: Any) -> None:
    """Wait until all that was decided has been answered."""
    page.wait_for_function(
        """() => [...document.querySelectorAll(".item.decided .outcome")]
            .every((each) => !each.textContent.endsWith("…"))"""
    )


def test_statements_are_judged_one_after_another(page: Any, path: Path) -> None:
    page.goto("/review")
    first = here(page)
    page.keyboard.press("a")
    second = here(page)
    assert second != first
    page.keyboard.press("x")
    third = here(page)
    assert third not in (first, second)
    settled(page)
    assert decided(path) == [("accept", "ada"), ("reject", "ada")]
    page.keyboard.press("u")
    page.wait_for_function(
        "key => document.querySelector('.item[aria-current]')?.dataset.key === key", arg=second
    )
    assert decided(path)[-1] == ("undo", "ada")
    page.keyboard.press("j")
    assert here(page) == third
    page.keyboard.press("k")
    assert here(page) == second


def test_what_comes_next_is_fetched_until_all_are_done(page: Any, path: Path) -> None:
    page.goto("/review")
    total = int(page.locator("#items").get_attribute("data-total"))
    assert total > 2 * review.A_PAGE
    for number in range(total):
        ready(page)
        page.keyboard.press("a" if number % 2 else "x")
    page.locator("#end").wait_for()
    settled(page)
    assert len(decided(path)) == total
    page.reload()
    assert page.locator(".item").count() == 0
    assert page.locator(".empty-title").count() == 1


def test_what_is_passed_over_stays_and_what_is_behind_it_still_comes(page: Any, path: Path) -> None:
    page.goto("/review")
    total = int(page.locator("#items").get_attribute("data-total"))
    passed = [here(page)]
    page.keyboard.press("j")
    passed.append(here(page))
    page.keyboard.press("j")
    for _ in range(total - 2):
        ready(page)
        assert here(page) not in passed
        page.keyboard.press("x")
    settled(page)
    left = page.locator(".item:not(.decided)")
    assert [left.nth(n).get_attribute("data-key") for n in range(left.count())] == passed
    assert len(decided(path)) == total - 2


@pytest.mark.parametrize(("key", "action"), [("m", "merge"), ("d", "split")])
def test_pairs_are_said_to_be_one_or_different(
    page: Any, path: Path, key: str, action: str
) -> None:
    page.goto("/review?kind=identity")
    assert page.locator(".item").first.locator(".source").count() == 2
    pair = here(page)
    page.keyboard.press(key)
    settled(page)
    assert decided(path) == [(action, "ada")]
    page.reload()
    assert page.locator(f'.item[data-key="{pair}"]').count() == 0


def test_the_article_is_opened_and_undo_reaches_back_over_it(page: Any, path: Path) -> None:
    page.goto("/review")
    first = here(page)
    page.keyboard.press("x")
    settled(page)
    page.keyboard.press("o")
    page.wait_for_url("**/article?**")
    page.goto("/review")
    assert here(page) != first
    page.keyboard.press("u")
    page.wait_for_function(
        "key => document.querySelector('.item[aria-current]')?.dataset.key === key", arg=first
    )
    assert [action for action, _ in decided(path)] == ["reject", "undo"]


def test_a_decision_that_is_refused_comes_back_with_the_reason(
    page: Any, path: Path, watched: Any
) -> None:
    watched.expected.append("404")
    page.goto("/review")
    key = here(page)
    with Casebook.open(path) as casebook:
        casebook.remove(key.rsplit("#", 1)[0], why="asked")
    page.keyboard.press("a")
    item = page.locator(f'.item[data-key="{key}"]')
    item.locator(".outcome.failed").wait_for()
    assert "decided" not in item.get_attribute("class").split()
    assert item.locator(".outcome").inner_text().strip()


def test_it_goes_without_scripts(address: str, opening: Any, path: Path) -> None:
    with opening(address, script=False) as page:
        page.goto("/review")
        first = page.locator(".item").first.get_attribute("data-key")
        page.locator(".item").first.get_by_role("button", name="Right").click()
        page.wait_for_load_state()
        assert page.locator(".item").first.get_attribute("data-key") != first
        page.get_by_role("link", name="Further in the list").click()
        page.wait_for_load_state()
        assert page.locator(".item").count() > 0
    assert decided(path) == [("accept", "ada")]
