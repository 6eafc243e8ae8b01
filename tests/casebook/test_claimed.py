from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from casebook_articles import AT, fake_read
from claim_models import Counted
from claims_asked import ARTICLES, CLOSED, _item, add, make, read

from onrecord.casebook import Casebook, Claim, claimed
from onrecord.errors import OnrecordError

TABLES = ("claim", "claim_member", "claim_passage", "claim_pair", "claim_key", "claim_stance")


@pytest.fixture
def models() -> Counted:
    return Counted()


@pytest.fixture
def casebook(path: Path, models: Counted) -> Iterator[Casebook]:
    with make(path, models=models) as casebook:
        yield casebook


def stands(claim: Claim) -> dict[str, str]:
    return {member.place.document: member.stand for member in claim.members}


def state(casebook: Casebook) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored of claims."""
    return {
        table: casebook._connection.execute(
            f"SELECT * FROM {table} ORDER BY 1, 2"  # noqa: S608
        ).fetchall()
        for table in TABLES
    }


def test_what_documents_say_alike_is_a_claim(casebook: Casebook) -> None:
    (claim,) = casebook.claims()
    assert stands(claim) == {"gazette": "same", "lantern": "same", "tide": "denies", "echo": "same"}
    assert (claim.documents, claim.disputed) == (3, True)
    assert [member.place.document for member in claim.members] == [*ARTICLES]
    assert claim.text == CLOSED
    assert claim.members[3].said is None
    assert claim.members[3].text == ARTICLES["echo"][1].split("\n")[0]


def test_each_member_says_why_it_is_there(casebook: Casebook) -> None:
    (claim,) = casebook.claims()
    reasons = {member.place.document: member.reason for member in claim.members}
    assert sum("held against" in reason for reason in reasons.values()) == 1
    assert (
        "is what its source denies" in reasons["tide"] or "are what its source" in reasons["tide"]
    )
    assert "“crane”" in reasons["lantern"] or "“crane”" in reasons["gazette"]
    assert all(0 < member.confidence <= 1 for member in claim.members)


def test_words_and_places_are_the_documents_own(casebook: Casebook) -> None:
    (claim,) = casebook.claims()
    for member in claim.members:
        text = casebook.record(member.place.document).document.text
        assert member.text in text[member.place.start : member.place.end]


def test_a_claim_is_found_by_its_id_or_its_first_letters(casebook: Casebook) -> None:
    (claim,) = casebook.claims()
    assert claim.id.startswith("c")
    assert casebook.claim(claim.id) == casebook.claim(claim.id[:4].upper()) == claim
    for id in ("c", claim.id + "0", "%", "c000", ""):
        with pytest.raises(OnrecordError, match="C040"):
            casebook.claim(id)


def test_its_id_stays_while_its_earliest_passage_does(casebook: Casebook) -> None:
    (claim,) = casebook.claims()
    casebook.remove("echo", why="tests")
    (after,) = casebook.claims()
    assert after.id == claim.id
    assert after.documents == 2
    casebook.remove("gazette", why="tests")
    (last,) = casebook.claims()
    assert last.id != claim.id
    assert stands(last) == {"lantern": "same", "tide": "denies"}


def test_every_passage_is_encoded_once(casebook: Casebook, models: Counted) -> None:
    casebook.claims()
    encoded, judged = len(models.encoded), len(models.judged)
    casebook.claims(disputed=True)
    assert (len(models.encoded), len(models.judged)) == (encoded, judged)
    assert (
        encoded
        == casebook._connection.execute(
            "SELECT count(*) FROM claim_passage WHERE vector NOT NULL"
        ).fetchone()[0]
    )


def test_what_comes_later_joins_what_is_there(path: Path, models: Counted) -> None:
    with make(path, "gazette", models=models) as casebook:
        assert casebook.claims() == []
        first = len(models.encoded)
        add(casebook, "lantern", "tide")
        assert stands(casebook.claims()[0]) == {
            "gazette": "same",
            "lantern": "same",
            "tide": "denies",
        }
        assert len(models.encoded) == first + 2


def test_all_at_once_and_one_after_the_other_give_the_same(tmp_path: Path) -> None:
    with make(tmp_path / "one") as casebook:
        at_once = casebook.claims()
    with make(tmp_path / "two", "gazette") as casebook:
        for key in ("lantern", "tide", "echo"):
            casebook.claims()
            add(casebook, key)
        assert casebook.claims() == at_once
        stored = state(casebook)
    with make(tmp_path / "three") as casebook:
        casebook.claims()
        assert state(casebook)["claim"] == stored["claim"]


def test_nothing_is_left_of_a_removed_document(casebook: Casebook) -> None:
    casebook.claims()
    (version,) = casebook._connection.execute(
        """SELECT v.id FROM version v JOIN document d ON d.id = v.document_id
        WHERE d.key = 'tide'"""
    ).fetchone()
    passages = {
        id
        for (id,) in casebook._connection.execute(
            "SELECT id FROM claim_passage WHERE version_id = ?", (version,)
        )
    }
    assert passages
    casebook.remove("tide", why="tests")
    for table, column in (
        ("claim_passage", "id"),
        ("claim_key", "passage"),
        ("claim_pair", "first"),
        ("claim_pair", "second"),
        ("claim_member", "passage"),
    ):
        query = f"SELECT {column} FROM {table}"  # noqa: S608
        held = {id for (id,) in casebook._connection.execute(query)}
        assert not held & passages, table
    assert casebook._connection.execute("PRAGMA foreign_key_check").fetchall() == []
    (claim,) = casebook.claims()
    assert not claim.disputed


def test_a_new_version_takes_the_place_of_the_old(casebook: Casebook) -> None:
    casebook.claims()
    text = "Tide of Port Marren\nPetra Lunde said that nobody had ever asked about any ferry.\n"
    casebook.add_items([_item("tide", text)], fake_read)
    (claim,) = casebook.claims()
    assert stands(claim) == {"gazette": "same", "lantern": "same", "echo": "same"}
    casebook.add_items([_item("tide", "again")], lambda item: read(item.key))
    (claim,) = casebook.claims()
    assert claim.disputed
    assert claim.members[2].place.version == 3


def test_what_a_person_rejects_takes_no_part(casebook: Casebook) -> None:
    casebook.claims()
    entry = casebook.journal.reject("tide", "a1", by="Ilse", why="misread")
    (claim,) = casebook.claims()
    assert "tide" not in stands(claim)
    casebook.journal.undo(entry.id, by="Ilse")
    (claim,) = casebook.claims()
    assert stands(claim)["tide"] == "denies"


def test_a_casebook_made_anew_has_the_same_claims(casebook: Casebook) -> None:
    before = casebook.claims()
    casebook.reindex()
    assert casebook._connection.execute("SELECT count(*) FROM claim").fetchone() == (0,)
    assert casebook.claims() == before


def test_other_models_tell_claims_anew(casebook: Casebook, models: Counted) -> None:
    casebook.claims()
    encoded = len(models.encoded)
    later = Counted()
    casebook.models = lambda: later()._replace(version="invented 2")
    casebook.claims()
    assert len(later.encoded) == 0  # nothing is asked while nothing is new
    add(casebook)
    casebook.add_items(
        [_item("more", "M\nAda Venn said that ferries to Helmvik carried no lamps.\n")], fake_read
    )
    casebook.claims()
    assert len(later.encoded) == encoded + 1


def test_words_and_names_find_claims(casebook: Casebook) -> None:
    assert len(casebook.claims(about="crane sway")) == 1
    assert len(casebook.claims(about="Petra Lunde")) == 1
    assert casebook.claims(about="zeppelin") == []
    assert casebook.claims(about="crane -sway") == []
    with pytest.raises(OnrecordError, match="C030"):
        casebook.claims(about="!")


def test_lists_are_narrowed_and_parted(casebook: Casebook) -> None:
    assert len(casebook.claims(disputed=True)) == 1
    assert casebook.claims(circular=True) == []
    assert casebook.claims(limit=0) == []
    assert casebook.claims(offset=1) == []


def test_the_claim_most_documents_hold_comes_first(path: Path) -> None:
    with make(path) as casebook:
        for key in ("one", "two"):
            text = f"{key} more\nAda Venn said that the ferry to Helmvik sank off the breakwater.\n"
            casebook.add_items([_item(key, text)], fake_read)
        assert [claim.documents for claim in casebook.claims()] == [3, 2]
        assert [claim.documents for claim in casebook.claims(newest=True)] == [2, 3]


def test_a_file_that_cannot_be_written_is_read_as_it_is(path: Path) -> None:
    with make(path, "gazette", "lantern") as casebook:
        casebook.claims()
        add(casebook, "tide")
    with Casebook.open(path, clock=lambda: AT, timeout=0) as casebook:
        casebook.models = Counted()
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        (claim,) = casebook.claims()
        assert stands(claim) == {"gazette": "same", "lantern": "same"}
        writer.close()
        assert casebook.claims()[0].disputed


def test_batches_cut_anywhere_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make(tmp_path / "whole") as casebook:
        whole = casebook.claims()
    monkeypatch.setattr(claimed, "BATCH", 1)
    with make(tmp_path / "cut") as casebook:
        assert casebook.claims() == whole


@pytest.mark.parametrize(
    "alteration",
    [
        "UPDATE claim_member SET stand = 'same'",
        "UPDATE claim SET independent = 9",
        "DELETE FROM claim_pair",
        "DELETE FROM claim",
    ],
)
def test_claims_that_were_altered_are_named(casebook: Casebook, alteration: str) -> None:
    casebook.claims()
    assert casebook.verify().ok
    casebook._connection.execute(alteration)
    assert [each.where for each in casebook.verify().alterations] == ["claims"]
    casebook.reindex()
    assert casebook.verify().ok
    assert casebook.claims()[0].disputed


def test_what_is_still_to_be_told_is_no_alteration(casebook: Casebook) -> None:
    assert casebook.verify().ok
    casebook.claims()
    casebook.remove("echo", why="tests")
    assert casebook.verify().ok
    casebook.claims()
    assert casebook.verify().ok
