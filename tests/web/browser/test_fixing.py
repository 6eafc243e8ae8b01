"""Putting a statement right: other words, a source, a kind, who speaks; and the journal says so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import workbench

from onrecord.casebook import Casebook
from onrecord.record import Attribution
from onrecord.web import links

CRANE = links.article(workbench.CRANE)
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


def decided(path: Path, id: str = "a1") -> Attribution:
    with Casebook.open(path, catch_up=False) as casebook:
        return casebook.record(workbench.CRANE, decided=True).attribution(id)


def place(path: Path, words: str) -> list[int]:
    with Casebook.open(path, catch_up=False) as casebook:
        start = casebook.record(workbench.CRANE).document.text.index(words)
    return [start, start + len(words)]


@pytest.fixture
def fixing(page: Any) -> Any:
    """The first statement of an article, being put right."""
    page.goto(CRANE)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.locator(".fix-form").wait_for()
    return page


def save(page: Any) -> None:
    with page.expect_response("**/decide"):
        page.locator('.fix-form button[type="submit"]').click()
    page.locator("#statements .card.is-corrected").wait_for()


def test_selected_words_become_the_part_that_is_chosen(fixing: Any, path: Path) -> None:
    fixing.locator(".part", has_text="Source").locator("input").check()
    fixing.evaluate(SELECT, place(path, "Haldane"))
    fixing.locator(".part.chosen q", has_text="Haldane").wait_for()
    save(fixing)
    source = decided(path).source
    assert source is not None
    assert source.text == "Haldane"


def test_a_selection_is_brought_to_whole_words(fixing: Any, path: Path) -> None:
    start, end = place(path, "crane was safe")
    fixing.evaluate(SELECT, [start + 1, end - 2])
    fixing.locator(".part.chosen q", has_text="crane was safe").wait_for()
    save(fixing)
    assert [piece.text for piece in decided(path).content] == ["crane was safe"]


def test_a_source_is_taken_away_and_given_again(fixing: Any, path: Path) -> None:
    fixing.locator(".part", has_text="Source").locator("button").click()
    assert fixing.locator(".add-source").is_visible()
    save(fixing)
    assert decided(path).source is None
    fixing.keyboard.press("e")
    fixing.locator(".add-source").click()
    fixing.evaluate(SELECT, place(path, "Petra Lunde"))
    fixing.locator(".part", has_text="Petra Lunde").wait_for()
    save(fixing)
    source = decided(path).source
    assert source is not None
    assert source.text == "Petra Lunde"


def test_content_is_added_and_taken_out(fixing: Any, path: Path) -> None:
    fixing.locator(".add-content").click()
    fixing.evaluate(SELECT, place(path, "breakwater all day"))
    fixing.locator(".part", has_text="breakwater").wait_for()
    save(fixing)
    assert [piece.text for piece in decided(path).content] == [
        "the crane was safe",
        "breakwater all day",
    ]


def test_kind_source_kind_and_speaker_are_chosen(fixing: Any, path: Path) -> None:
    fixing.locator("select[name=kind]").select_option("denial")
    fixing.locator("select[name=source_kind]").select_option("organization")
    fixing.get_by_role("checkbox", name="Dorrit Haldane").uncheck()
    fixing.get_by_role("checkbox", name="Petra Lunde").check()
    fixing.locator(".fix-form input[name=why]").fill("read it aloud")
    save(fixing)
    said = decided(path)
    assert (said.kind, said.source_kind, said.entities) == ("denial", "organization", ["e2"])
    with Casebook.open(path, catch_up=False) as casebook:
        (entry,) = casebook.journal.entries()
    assert (entry.by, entry.why) == ("ada", "read it aloud")
    assert entry.correction is not None
    assert sorted(entry.correction.to_dict()) == ["entities", "kind", "source_kind"]


def test_what_is_as_it_was_is_no_correction(fixing: Any, path: Path) -> None:
    fixing.locator('.fix-form button[type="submit"]').click()
    assert "accept it" in fixing.locator(".fix-form .wrong").inner_text()
    fixing.locator(".fix-form .cancel").click()
    assert fixing.locator(".fix-form, .grip").count() == 0
    with Casebook.open(path, catch_up=False) as casebook:
        assert casebook.journal.entries() == []


def test_what_the_journal_refuses_is_said_and_the_form_stays(
    fixing: Any, watched: Any, path: Path
) -> None:
    watched.expected.append("404")
    with Casebook.open(path) as casebook:
        casebook.remove(workbench.CRANE, why="asked to")
    fixing.locator("select[name=kind]").select_option("denial")
    fixing.locator('.fix-form button[type="submit"]').click()
    fixing.locator(".fix-form .wrong", has_text="no such document").wait_for()


def test_a_note_is_written(page: Any, path: Path) -> None:
    page.goto(CRANE)
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.locator(".note-form textarea").fill("ask the port again")
    page.locator('.note-form button[type="submit"]').click()
    page.locator(".card .fact.human", has_text="ask the port again").wait_for()
    with Casebook.open(path, catch_up=False) as casebook:
        assert [entry.why for entry in casebook.journal.entries()] == ["ask the port again"]


def test_whom_words_mean_is_judged(page: Any, path: Path) -> None:
    page.goto(links.article(workbench.PEOPLE))
    run = page.locator("#article [data-whom]:not(.m)").first
    mention = run.get_attribute("data-whom").split()[-1]
    run.click()
    assert page.locator("#whose").is_visible()
    page.keyboard.press("x")
    page.locator(".rejected li").wait_for()
    with Casebook.open(path, catch_up=False) as casebook:
        (decision,) = casebook.record(workbench.PEOPLE, decided=True).decisions
    assert (decision.action, decision.on) == ("reject", mention)


def test_what_is_chosen_stays_on_a_narrow_page(address: str, opening: Any) -> None:
    with opening(address, width=390) as page:
        page.goto(links.article(workbench.HARBOUR))
        page.locator("#article .m").nth(2).click()
        card = page.locator('#statements .card[aria-current="true"]')
        card.hover()  # as a touch leaves it
        shown = card.evaluate("each => getComputedStyle(each).backgroundColor")
        assert re.fullmatch(r"rgb\(\d+, \d+, \d+\)", shown), "nothing shines through"
        box = card.bounding_box()
        assert box["y"] + box["height"] <= 901
        assert page.locator("#article .m.on").first.bounding_box()["y"] < box["y"]
        page.locator("#article .m:not(.on)").first.click()
        assert page.locator('#statements .card[aria-current="true"]').count() == 1
