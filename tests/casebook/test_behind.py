from __future__ import annotations

from pathlib import Path

from claims_asked import ARTICLES, add, make

from onrecord.casebook.behind import Behind


def test_claims_of_all_documents_are_not_behind(path: Path) -> None:
    with make(path) as casebook:
        assert casebook.behind() == Behind(len(ARTICLES), len(ARTICLES))
        casebook.claims()
        assert casebook.behind() is None


def test_what_was_added_since_is_counted(path: Path) -> None:
    with make(path, "gazette", "lantern") as casebook:
        casebook.claims()
        add(casebook, "tide")
        assert casebook.behind() == Behind(1, 3)


def test_what_is_compared_and_not_yet_put_together_is_behind_too(path: Path) -> None:
    with make(path) as casebook:
        casebook.claims()
        casebook._connection.execute("UPDATE claim SET independent = NULL")
        assert casebook.behind() == Behind(0, len(ARTICLES))


def test_it_is_said_in_words() -> None:
    assert "3 of 12 articles are still to be compared" in Behind(3, 12).told()
    assert "still to be put together" in Behind(0, 12).told()
