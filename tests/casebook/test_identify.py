from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from casebook_articles import article, fake_read, item
from casebook_asked import add, make
from sample_records import make_people_record

from onrecord.casebook import Casebook, identify
from onrecord.casebook.identities import NONE
from onrecord.errors import OnrecordError


@pytest.fixture
def asked(path: Path) -> Iterator[Casebook]:
    with make(path) as casebook:
        yield casebook


def members(casebook: Casebook) -> dict[str, list[str]]:
    """The documents of each identity of those named in several."""
    rows = casebook._connection.execute(
        """SELECT i.name, d.key FROM identity i JOIN identity_member m ON m.identity_id = i.id
        JOIN version v ON v.id = m.version_id JOIN document d ON d.id = v.document_id
        ORDER BY i.id, d.id"""
    )
    found: dict[str, list[str]] = {}
    for name, key in rows:
        found.setdefault(name, []).append(key)
    return found


def test_entities_of_several_documents_are_one_with_reasons(asked: Casebook) -> None:
    assert members(asked) == {}
    found = asked.who("Petra Lunde")
    assert found.documents == 3
    assert [bool(member.reasons) for member in found.members] == [False, True, True]
    assert "same full name: Petra Lunde" in found.members[1].reasons[0]
    assert members(asked)["Dorrit Haldane"] == ["crane-1", "crane-2", "crane-3"]


def test_what_is_added_later_joins_what_is_there(asked: Casebook) -> None:
    asked.who("Petra Lunde")
    before = asked._connection.execute("SELECT max(id) FROM identity").fetchone()
    asked.add_items([item(4), item(5)], fake_read)
    assert asked.who("Petra Lunde").documents == 5
    assert asked._connection.execute("SELECT max(id) FROM identity").fetchone() == before
    add(asked, "again", make_people_record())
    assert members(asked)["Ada Venn"] == ["plans"]
    assert asked.who("Ada Venn").documents == 2


def test_nothing_is_gathered_twice(asked: Casebook) -> None:
    assert identify.update(asked._connection, lambda: NONE) == 5
    changes = asked._connection.total_changes
    assert identify.update(asked._connection, lambda: NONE) == 0
    assert asked._connection.total_changes == changes


def test_batches_come_to_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identify, "BATCH", 2)
    with make(path, range(1, 8)) as casebook:
        assert casebook.who("Petra Lunde").documents == 7
        assert len(members(casebook)["Dorrit Haldane"]) == 7


def test_an_identity_of_many_is_compared_by_some_of_them(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("BATCH", 2), ("SEEDS", 3), ("TELLING", 1)):
        monkeypatch.setattr(identify, name, value)
    with make(path, range(1, 10)) as casebook:
        casebook.who("Petra Lunde")
        casebook.add_items([item(20)], fake_read)
        assert casebook.who("Petra Lunde").documents == 10
        assert len(members(casebook)["Dorrit Haldane"]) == 10


def test_what_was_kept_of_a_document_and_then_altered_is_named(asked: Casebook) -> None:
    asked.sources()
    asked._connection.execute("UPDATE identified SET knowns = x'00'")
    assert [each.where for each in asked.verify().alterations] == ["identities"]
    asked.add_items([item(4)], fake_read)
    with pytest.raises(OnrecordError, match="reindex"):
        asked.sources()
    asked.reindex()
    assert asked.who("Petra Lunde").documents == 4


def test_pairs_that_wait_are_not_listed_again_by_what_comes_later(asked: Casebook) -> None:
    before = len(asked.review(kind="identity"))
    add(asked, "other", make_people_record())
    asked.sources()
    pairs = [frozenset(each.identities) for each in asked.review(kind="identity")]
    assert len(pairs) == len(set(pairs)) >= before


def test_a_replaced_version_is_gathered_anew(asked: Casebook) -> None:
    asked.who("Petra Lunde")
    asked.add_items([item(1, text=article(1).replace("Petra Lunde", "Ilse Roth"))], fake_read)
    assert asked.who("Petra Lunde").documents == 2
    assert asked.who("Ilse Roth").documents == 1
    assert members(asked)["Dorrit Haldane"] == ["crane-1", "crane-2", "crane-3"]


def test_of_a_removed_document_nothing_is_left(asked: Casebook) -> None:
    asked.who("Ada Venn")
    asked.remove("plans", why="asked")
    for table, column in (("identity", "name"), ("identity_form", "folded")):
        words = asked._connection.execute(f"SELECT {column} FROM {table}").fetchall()  # noqa: S608
        assert not [word for (word,) in words if "venn" in word.casefold()]
    asked.remove("crane-1", why="asked")
    assert asked.who("Petra Lunde").documents == 2
    assert asked.verify().ok


def test_reindexing_gathers_all_anew(asked: Casebook) -> None:
    asked.who("Petra Lunde")
    before = members(asked)
    asked._connection.execute("UPDATE identity SET name = 'Nobody'")
    asked.reindex()
    asked.who("Petra Lunde")
    assert members(asked) == before


def test_what_people_decide_wins_and_can_be_undone(asked: Casebook) -> None:
    asked.who("Petra Lunde")
    decided = asked.journal.split(("crane-1", "e2"), ("crane-2", "e2"), by="ada", why="two people")
    # The third may be either, so it is joined with neither.
    assert [each.documents for each in asked.identities() if each.name == "Petra Lunde"] == [1] * 3
    asked.journal.undo(decided.id, by="ada")
    assert asked.who("Petra Lunde").documents == 3
    asked.journal.merge(("crane-1", "e1"), ("plans", "e1"), by="ada", why="her pen name")
    assert asked.who("Ada Venn").documents == 4
    asked.journal.rename(("plans", "e1"), "Ada Haldane-Venn", by="ada")
    assert asked.who("Ada Haldane-Venn").name == "Ada Haldane-Venn"


def test_who_may_only_read_gets_what_is_there(asked: Casebook, path: Path) -> None:
    asked.who("Petra Lunde")
    asked.add_items([item(4)], fake_read)
    reader = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        casebook = Casebook(reader, path, lambda: "")
        assert casebook.who("Petra Lunde").documents == 3
    finally:
        reader.close()


def test_a_casebook_knows_whether_it_is_current(asked: Casebook) -> None:
    assert not identify.is_current(asked._connection)
    asked.sources()
    assert identify.is_current(asked._connection)
    asked.journal.merge(("crane-1", "e1"), ("plans", "e1"), by="ada", why="one")
    assert not identify.is_current(asked._connection)


@pytest.mark.parametrize(
    "alter",
    [
        "UPDATE identity SET name = 'Ilse Roth' WHERE name = 'Petra Lunde'",
        "UPDATE identity_member SET confidence = 0.5 WHERE confidence < 1",
        "DELETE FROM identity_doubt",
        "DELETE FROM identity_member WHERE version_id = 3",
        "UPDATE identity_member SET identity_id = 1",
    ],
)
def test_altered_identities_are_named_and_made_anew(asked: Casebook, alter: str) -> None:
    asked.sources()
    assert asked.verify().ok
    if asked._connection.execute(alter).rowcount:
        (found,) = asked.verify().alterations
        assert found.where == "identities"
    asked.reindex()
    assert asked.verify().ok
    asked.sources()
    assert asked.verify().ok


def test_a_strangers_reasons_break_nothing(asked: Casebook) -> None:
    asked.sources()
    for reason in ("", "no JSON", "[1]", '{"a": 1}', "[[[]]]"):
        asked._connection.execute("UPDATE identity_member SET reason = ?", (reason,))
        asked._connection.execute("UPDATE identity_basis SET decided = 7, decisions = ?", (reason,))
        assert asked.who("Petra Lunde").documents == 3


def test_a_question_does_not_wait_for_who_writes(asked: Casebook, path: Path) -> None:
    asked.sources()
    asked.add_items([item(4)], fake_read)
    with Casebook.open(path, timeout=0) as other:
        asked._connection.execute("BEGIN IMMEDIATE")
        assert other.who("Petra Lunde").documents == 3
        asked._connection.execute("ROLLBACK")
        assert other.who("Petra Lunde").documents == 4
