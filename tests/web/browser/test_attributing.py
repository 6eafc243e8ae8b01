"""Adding a statement that was missed: by selecting its words, or by keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import workbench

from onrecord.casebook import Casebook
from onrecord.record import Attribution
from onrecord.web import links

CRANE = links.article(workbench.CRANE)
RAIN = "It rained on the breakwater all day"
SELECT = """([from, to]) => {
    const runs = [...document.querySelectorAll("#article [data-s]")];
    const spot = (point, before) => {
        const ends = (one) => Number(one.dataset.e);
        const run = runs.find((one) => before ? ends(one) >= point : ends(one) > point);
        return [run.firstChild, point - Number(run.dataset.s)];
    };
    getSelection().setBaseAndExtent(...spot(from, false), ...spot(to, true));
    document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
}"""


def select(page: Any, path: Path, words: str) -> None:
    with Casebook.open(path, catch_up=False) as casebook:
        start = casebook.record(workbench.CRANE).document.text.index(words)
    page.evaluate(SELECT, [start, start + len(words)])


def added(path: Path) -> list[Attribution]:
    with Casebook.open(path, catch_up=False) as casebook:
        record = casebook.record(workbench.CRANE, decided=True)
    by_hand = {each.on for each in record.decisions if each.action == "attribute"}
    return [each for each in record.attributions if each.id in by_hand]


def save(page: Any) -> None:
    with page.expect_response("**/decide"):
        page.locator('.fix-form button[type="submit"]').click()
    page.locator("#statements .card.is-added.on").wait_for()


@pytest.fixture
def adding(page: Any, path: Path) -> Any:
    """The page of an article, where a statement of its last line is being added."""
    page.goto(CRANE)
    select(page, path, RAIN)
    page.locator(".add-here").click()
    page.locator(".card.new .fix-form").wait_for()
    return page


def test_what_is_selected_becomes_a_statement_with_words_for_its_source(
    adding: Any, path: Path
) -> None:
    adding.locator(".add-source").click()
    select(adding, path, "Petra Lunde")
    adding.locator(".part", has_text="Petra Lunde").wait_for()
    assert adding.get_by_role("checkbox", name="Petra Lunde").is_checked()
    adding.locator(".fix-form input[name=why]").fill("she says it below")
    save(adding)
    (said,) = added(path)
    assert said.source
    assert (said.source.text, said.entities) == ("Petra Lunde", ["e2"])
    assert said.content[0].text.startswith(RAIN)
    card = adding.locator(".card.is-added")
    assert "added by hand" in card.inner_text()
    assert "ada" in card.locator(".fact.human").inner_text()
    assert adding.locator("#article .m.on").count() > 0


def test_it_is_taken_back_with_the_key_that_rejects(adding: Any, path: Path) -> None:
    adding.get_by_role("checkbox", name="Dorrit Haldane").check()
    save(adding)
    assert added(path)[0].entities == ["e1"]
    with adding.expect_response("**/decide"):
        adding.keyboard.press("x")
    adding.locator(".card.is-added").wait_for(state="detached")
    assert added(path) == []
    with Casebook.open(path, catch_up=False) as casebook:
        assert [each.action for each in casebook.journal.entries()] == ["attribute", "undo"]


def test_the_outlet_may_say_it_itself(adding: Any, path: Path) -> None:
    adding.locator("select[name=source_kind]").select_option("own")
    assert not adding.locator(".speakers").is_visible()
    assert not adding.locator(".add-source").is_visible()
    save(adding)
    (said,) = added(path)
    assert (said.source, said.entities, said.source_kind) == (None, [], "outlet")
    assert "The outlet itself" in adding.locator(".card.is-added").inner_text()


def test_what_is_given_up_leaves_nothing_behind(adding: Any, path: Path) -> None:
    adding.keyboard.press("Escape")
    assert adding.locator(".card.new, .grip, .add-here").count() == 0
    assert added(path) == []


def test_keys_alone_do(page: Any, path: Path) -> None:
    page.goto(CRANE)
    page.keyboard.press("s")
    page.locator(".card.new .fix-form").wait_for()
    end = page.locator(".grip[data-edge=end]")
    end.focus()
    for _ in range(3):
        page.keyboard.press("PageDown")
    page.locator(".part.chosen q", has_text=RAIN).wait_for()
    page.locator(".add-source").focus()
    page.keyboard.press("Enter")
    page.locator(".part.chosen q", has_text="It").wait_for()
    page.locator(".grip[data-edge=start]").focus()
    page.keyboard.press("PageUp")
    end.focus()
    chosen = page.locator(".part.chosen q")
    while chosen.inner_text() != "Petra Lunde":
        before = chosen.inner_text()
        page.keyboard.press("ArrowLeft")
        assert chosen.inner_text() != before
    page.keyboard.press("Enter")
    page.locator("#statements .card.is-added.on").wait_for()
    (said,) = added(path)
    assert said.source
    assert said.source.text == "Petra Lunde"
    assert said.content[0].text.startswith(RAIN)


def test_nothing_is_offered_where_nothing_can_be_decided(page: Any, path: Path) -> None:
    page.goto(f"{CRANE}&layer=model")
    select(page, path, RAIN)
    page.keyboard.press("s")
    assert page.locator(".add-here, .card.new, #add").count() == 0


def test_an_article_without_statements_can_have_its_first(page: Any, path: Path) -> None:
    with Casebook.open(path) as casebook:
        for said in casebook.record(workbench.CRANE).attributions:
            casebook.journal.reject(workbench.CRANE, said.id)
    page.goto(CRANE)
    select(page, path, RAIN)
    page.keyboard.press("s")
    page.locator(".card.new .fix-form").wait_for()
    save(page)
    assert len(added(path)) == 1
