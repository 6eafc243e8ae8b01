"""The bench of questions: what it asks, and what it counts as right."""

from __future__ import annotations

from pathlib import Path

import pytest
from casebook_articles import article, fake_read, item
from sample_records import make_ferry_record, make_people_record

from bench import answers, authority, table_answers
from onrecord.answer import ask
from onrecord.casebook import Casebook
from onrecord.record import Record

SAID = "the eastern crane was safe in every storm"
READ: list[tuple[str, Record]] = [
    ("people", make_people_record()),
    ("ferries", make_ferry_record()),
    *(
        (f"crane-{number}", fake_read(item(number, text=article(number, said=SAID))))
        for number in range(6)
    ),
]


def test_half_of_the_stories_are_asked_about_and_half_are_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(answers, "_FEWEST", 3)
    found = answers._measure(READ, None)
    assert found["found"]["of"] > 0
    assert found["false"]["of"] > 0
    whole = [found[name]["share"] for name in ("found", "nothing", "other")]
    assert sum(whole) == pytest.approx(1, abs=0.001)
    assert found["authority"]["share"] == 1.0
    assert found["first"]["share"] <= found["found"]["share"]


def test_articles_of_one_story_are_kept_together() -> None:
    assert answers.story("basil_7_2") == answers.story("basil_7_0") == "basil_7"
    assert answers.story("wikinews_12") == "wikinews_12"


def test_an_authority_that_is_lost_is_noticed(tmp_path: Path) -> None:
    with Casebook.create(tmp_path / "c.casebook") as casebook:
        answers.fill(casebook, READ)
        answer = ask(casebook, "Who denied that money had changed hands?")
        (found, *_) = answer.denies
        record = casebook.record(found.passage.place.document)
        assert [*authority.wrongs(record, found, "denies")] == []
        assert [*authority.wrongs(record, found, "says")] != []


def test_the_table_has_a_row_for_each_sort() -> None:
    share = {"share": 0.5, "of": 60, "interval": [0.4, 0.6]}
    one = dict.fromkeys(("found", "nothing", "other", "first", "false", "authority"), share)
    measured = {
        how: one | {"by": dict.fromkeys(table_answers.SORTS, share)} for how in table_answers.HOW
    }
    result = {answers.REPORTED: measured}
    lines = table_answers.asked(result)
    assert sum("**0.500** (0.40–0.60)" in line for line in lines) == len(table_answers.SORTS)
    assert answers.figures(result) == {
        "answers.found": 0.5,
        "answers.silent": 0.5,
        "answers.authority": 0.5,
    }
