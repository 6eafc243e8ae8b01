"""An article, read and put right in a browser: with the mouse, and with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import browsing
import pytest
import workbench

from onrecord.casebook import Casebook
from onrecord.web import links

HARBOUR = links.article(workbench.HARBOUR)


def twin(page: Any, address: str = HARBOUR) -> Any:
    """The article's twin as it is now."""
    path, _, query = address.partition("?")
    return page.evaluate("async (twin) => (await fetch(twin)).json()", f"{path}.json?{query}")


def lit(page: Any) -> str:
    """The words that are lit in the article."""
    return "".join(page.locator("#article .m.on").all_text_contents())


def test_a_source_is_lit_with_all_its_statements(page: Any) -> None:
    page.goto(HARBOUR)
    button = page.locator("#sources .who").first
    page.locator('.tabs a[href="#sources"]').click()
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    keys = button.get_attribute("data-of").split()
    on = page.locator("#article .m.on").all()
    assert on
    for run in on:
        mine = " ".join(
            run.get_attribute(f"data-{role}") or "" for role in ("source", "cue", "content")
        ).split()
        assert set(mine) & set(keys)
    button.click()
    assert page.locator("#article .m.on").count() == 0


def test_pointing_at_words_lights_their_statement_and_the_other_way_round(page: Any) -> None:
    page.goto(HARBOUR)
    run = page.locator("#article .m[data-content]").first
    run.hover()
    key = run.get_attribute("data-content").split()[-1]
    assert page.locator(f"#card-{key}.hover").count() == 1
    page.locator("#statements .card").nth(1).hover()
    assert page.locator("#article .m.hover").count() > 0


def test_the_keyboard_alone_goes_through_statements_and_decides(page: Any, path: Path) -> None:
    page.goto(HARBOUR)
    page.keyboard.press("j")
    first = page.locator('#statements .card[aria-current="true"]')
    id = first.get_attribute("data-id")
    assert lit(page)
    page.keyboard.press("a")
    page.locator(f'#statements .card[data-id="{id}"].is-accepted').wait_for()
    page.keyboard.press("j")
    second = page.locator('#statements .card[aria-current="true"]').get_attribute("data-id")
    assert second != id
    page.keyboard.press("x")
    page.locator(".rejected li").wait_for()
    with Casebook.open(path, catch_up=False) as casebook:
        decided = [(each.action, each.by) for each in casebook.journal.entries()]
    assert decided == [("accept", "ada"), ("reject", "ada")]
    page.keyboard.press("u")
    page.locator(".rejected li").wait_for(state="detached")
    assert second in {one["id"] for one in twin(page)["article"]["statements"]}


def test_a_span_is_put_right_by_dragging_its_end_and_the_decision_is_undone(
    page: Any, path: Path
) -> None:
    page.goto(HARBOUR)
    before = twin(page)["article"]["statements"][0]
    page.keyboard.press("j")
    page.keyboard.press("e")
    grip = page.locator('.grip[data-edge="end"]')
    box = grip.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] - 70, box["y"] + box["height"] / 2, steps=6)
    page.mouse.up()
    shown = page.locator(".part.chosen q").inner_text()
    page.keyboard.press("Enter")
    page.locator("#statements .card.is-corrected").wait_for()
    with Casebook.open(path, catch_up=False) as casebook:
        (entry,) = casebook.journal.entries()
        assert (entry.action, entry.by) == ("correct", "ada")
        record = casebook.record(workbench.HARBOUR, decided=True)
    said = next(one for one in record.attributions if one.id == before["id"])
    pieces = [said.source, *said.cue, *said.content]
    assert shown in [piece.text for piece in pieces if piece]
    text = record.document.text
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces if piece)
    page.locator("#undo").click()
    page.locator("#statements .card.is-corrected").wait_for(state="detached")
    after = twin(page)["article"]["statements"][0]
    assert after["said"] == before["said"]


def test_a_span_is_put_right_by_keys(page: Any) -> None:
    page.goto(HARBOUR)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.locator(".grip").first.wait_for()
    before = page.locator(".part.chosen q").inner_text()
    page.locator('.grip[data-edge="end"]').focus()
    page.keyboard.press("ArrowLeft")
    after = page.locator(".part.chosen q").inner_text()
    assert before.startswith(after)
    assert len(after) < len(before)
    page.keyboard.press("Escape")
    assert page.locator(".grip").count() == 0


def test_hostile_words_are_shown_and_never_run(page: Any) -> None:
    hostile = links.article(workbench.HOSTILE)
    for address in (hostile, "/", "/documents", "/timeline", "/graph", "/map", "/entities"):
        browsing.visit(page, address)
        assert page.evaluate("window.attacked") is None


@pytest.mark.parametrize("printed", [HARBOUR, "/timeline", "/"])
def test_print_has_the_content_and_not_the_tools(page: Any, printed: str) -> None:
    browsing.visit(page, printed)
    page.emulate_media(media="print")
    assert page.locator("main").is_visible()
    assert page.locator("h1").first.is_visible()
    for tool in ("nav[aria-label='Pages']", ".find", "#theme"):
        assert not page.locator(tool).first.is_visible()
    assert page.locator("main button:visible").count() == 0
    assert len(page.pdf()) > 10_000


def test_light_and_dark_are_chosen_and_kept(page: Any) -> None:
    page.goto("/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator("#theme").click()
    dark = page.evaluate(paper)
    assert dark != light
    page.goto("/documents")
    assert page.evaluate(paper) == dark
