from __future__ import annotations

import sqlite3
from pathlib import Path

from workbench import CRANE

from onrecord.casebook import Casebook
from onrecord.web.watch import Watch


def test_reading_changes_nothing(path: Path) -> None:
    watch = Watch(path)
    before = watch.state()
    for _ in range(2):
        with Casebook.open(path) as casebook:
            list(casebook.documents())
    assert watch.state() == before
    watch.close()


def test_a_write_is_seen(path: Path) -> None:
    watch = Watch(path)
    before = watch.state()
    with Casebook.open(path) as casebook:
        casebook.journal.accept(CRANE, "a1", by="ada")
    after = watch.state()
    assert after != before
    assert watch.state() == after
    watch.close()


def test_another_file_in_its_place_is_seen(path: Path, tmp_path: Path) -> None:
    watch = Watch(path)
    before = watch.state()
    other = tmp_path / "other.casebook"
    with sqlite3.connect(path) as source, sqlite3.connect(other) as copy:
        source.backup(copy)
    other.replace(path)
    assert watch.state() != before
    watch.close()


def test_what_is_no_database_is_never_the_same(tmp_path: Path) -> None:
    path = tmp_path / "none"
    assert Watch(path).state() != Watch(path).state()
    path.write_text("this is none at all, but longer than a header of a hundred bytes " * 4)
    watch = Watch(path)
    assert watch.state() != watch.state()
    watch.close()
    assert watch.state() != watch.state()


def test_a_document_can_be_removed_for_good_while_it_watches(path: Path) -> None:
    watch = Watch(path)
    watch.state()
    with Casebook.open(path) as casebook:
        casebook.remove(CRANE, why="asked to")
    assert b"crane number 1 " not in path.read_bytes()
    watch.close()
