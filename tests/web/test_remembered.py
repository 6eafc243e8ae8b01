from __future__ import annotations

from pathlib import Path

from casebook_articles import fake_read, item

from onrecord.casebook import Casebook
from onrecord.web import remembered
from onrecord.web.remembered import remembered as ask


class Counter:
    """An answer that counts how often it was worked out."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> int:
        self.count += 1
        return self.count


def test_an_answer_is_kept_while_nobody_writes(path: Path) -> None:
    work = Counter()
    with Casebook.open(path, catch_up=False) as casebook:
        assert ask(path, "how many", work) == 1
        list(casebook.documents())
        assert ask(path, "how many", work) == 1
        assert ask(path, "another question", work) == 2


def test_an_answer_goes_when_something_is_added(path: Path) -> None:
    work = Counter()
    with Casebook.open(path) as casebook:
        ask(path, "how many", work)
        casebook.add_items([item(9)], fake_read)
        assert ask(path, "how many", work) == 2  # it stands in the log beside the file as yet


def test_an_answer_goes_when_something_is_decided(path: Path) -> None:
    work = Counter()
    ask(path, "how many", work)
    with Casebook.open(path) as casebook:
        document, statement = "crane-1", casebook.record("crane-1").attributions[0]
        casebook.journal.reject(document, statement.id, by="ada")
    assert ask(path, "how many", work) == 2


def test_no_more_than_a_few_are_kept(path: Path) -> None:
    for number in range(remembered.MOST * 2):
        ask(path, number, Counter())
    assert len(remembered._kept) <= remembered.MOST
