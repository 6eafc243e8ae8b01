from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import claims_asked
import pytest
from casebook_articles import AT, article, fake_read, item
from casebook_asked import add, make, published
from sample_records import make_ferry_record

from onrecord.casebook import Casebook
from onrecord.casebook.intake import Item
from onrecord.errors import OnrecordError
from onrecord.record import Record


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Casebook]:
    with make(tmp_path / "s.casebook") as casebook:
        yield casebook


def test_a_grade_says_who_gave_it_when_and_why(asked: Casebook) -> None:
    entry = asked.grade("dorrit haldane", "b", why="she was right before", by="ines")
    (found,) = asked.grades()
    assert (found.name, found.value, found.by) == ("Dorrit Haldane", "B", "ines")
    assert (found.at, found.why) == (entry.at, "she was right before")
    assert found.identities
    assert not found.documents


def test_a_later_grade_overrules_and_all_are_kept(asked: Casebook) -> None:
    asked.grade("Dorrit Haldane", "B", why="at first", by="ines")
    last = asked.grade("Haldane", "D", why="then this", by="tor")
    assert [each.value for each in asked.grades()] == ["D"]
    history = asked.grades(history=True)
    assert [(each.value, each.state) for each in history] == [("B", "overruled"), ("D", "holds")]
    asked.journal.undo(last.id)
    assert [each.value for each in asked.grades()] == ["B"]
    assert [each.state for each in asked.grades(history=True)] == ["holds", "undone"]


def test_nobody_graded_is_not_judged_and_not_bad(asked: Casebook) -> None:
    found = asked.reliability("Ada Venn")
    assert (found.value, found.name, found.grade) == ("F", "cannot be judged", None)
    assert found.reasons == ("Nobody graded Ada Venn.",)


def test_an_outlet_is_graded_by_its_name_and_its_articles_with_it(asked: Casebook) -> None:
    asked.grade("the kestrian lantern", "C", why="prints rumours", by="ines")
    (found,) = asked.grades()
    assert (found.name, found.documents) == ("The Kestrian Lantern", 1)
    register = asked.register()
    assert register.of_outlet("The Kestrian Lantern").value == "C"
    assert register.of_outlet("Another").value == "F"
    assert register.of_outlet(None).reasons == ("The article names no outlet.",)


def test_a_site_of_a_graded_address_takes_its_grade_over(asked: Casebook) -> None:
    asked.grade("gazette.example", "B", why="careful", by="ines", ahead=True)
    found = asked.register().of_outlet("sport.gazette.example")
    assert (found.value, found.inherited) == ("B", True)
    assert asked.register().of_outlet("notgazette.example").value == "F"


def test_a_member_takes_over_the_grade_of_the_body(asked: Casebook) -> None:
    add(asked, "two", _member_of_the_council())
    asked.grade("Norrund Salt Council", "D", why="it sold them", by="ines")
    found = asked.reliability("Maren Oster")
    assert (found.value, found.inherited) == ("D", True)
    assert found.grade
    assert found.grade.name == "Norrund Salt Council"
    assert "Norrund Salt Council" in found.reasons[0]
    asked.grade("Maren Oster", "B", why="she resigned over it", by="ines")
    assert (asked.reliability("Maren Oster").value, asked.reliability("Ivo Dahl").value) == (
        "B",
        "F",
    )


def _member_of_the_council() -> Record:
    record = published(make_ferry_record(), "2031-04-02")
    led = [
        replace(each, status="current") if each.status == "former" else each
        for each in record.relations
    ]
    text = record.document.text + " "
    document = replace(record.document, text=text, id="two")
    return replace(record, relations=led, document=document)


def test_a_source_without_a_name_takes_over_that_of_the_body_in_its_words(tmp_path: Path) -> None:
    text = "Crane news\nAn official at the Harbour Board said that the crane fell.\n"
    with Casebook.create(tmp_path / "b.casebook") as casebook:
        casebook.add_items([item(1, text=text)], _unnamed)
        casebook.grade("Harbour Board", "E", why="it lied", by="ines", ahead=True)
        (said,) = casebook.search("crane fell")[0].said
        found = casebook.register().of_said(said)
        assert (found.value, found.inherited) == ("E", True)
        assert "An official at the Harbour Board" in found.reasons[0]


def _unnamed(given: Item) -> Record:
    record = fake_read(given)
    attributions = [
        replace(each, entities=[], unresolved="no name is given", source_kind="unnamed_person")
        for each in record.attributions
    ]
    return replace(record, attributions=attributions, entities=[])


def test_of_several_speakers_the_least_reliable_counts(asked: Casebook) -> None:
    asked.grade("Dorrit Haldane", "B", why="right before", by="ines")
    (said, *_) = asked.search(source="Dorrit Haldane")[0].said
    assert asked.register().of_said(said).value == "B"
    nobody = replace(said, speakers=(), source=None)
    assert asked.register().of_said(replace(nobody, id="a99")).reasons == ("No source is stated.",)


def test_a_grade_needs_a_reason_and_a_sign_of_the_scale(asked: Casebook) -> None:
    for value, why, code in (("B", " ", "C024"), ("G", "x", "C034"), ("", "x", "C034")):
        with pytest.raises(OnrecordError) as reason:
            asked.grade("Dorrit Haldane", value, why=why)
        assert reason.value.code == code
    assert asked.grades(history=True) == []


def test_who_is_not_there_is_graded_ahead_alone(asked: Casebook) -> None:
    with pytest.raises(OnrecordError) as reason:
        asked.grade("Port Gazette", "B", why="known")
    assert reason.value.code == "C031"
    asked.grade("Port Gazette", "B", why="known", ahead=True)
    (found,) = asked.grades()
    assert (found.identities, found.documents) == ((), 0)


def test_the_register_holds_after_a_new_reading_and_is_in_the_chain(asked: Casebook) -> None:
    asked.grade("Dorrit Haldane", "B", why="right before", by="ines")
    asked.add_items([item(1, text=article(1) + "And more.\n")], fake_read)
    asked.reindex()
    assert asked.reliability("Dorrit Haldane").value == "B"
    assert asked.verify().alterations == []
    with sqlite3.connect(asked.path) as connection:
        connection.execute("DROP TRIGGER decision_is_only_forgotten")
        connection.execute("UPDATE decision SET entry = replace(entry, '\"B\"', '\"A\"')")
    assert [each.what for each in asked.verify().alterations if "decision" in str(each)]


def test_a_register_is_taken_to_another_casebook_and_loading_twice_adds_nothing(
    asked: Casebook, tmp_path: Path
) -> None:
    asked.grade("Dorrit Haldane", "B", why="right before", by="ines")
    lines = [*asked.journal.dump()]
    with Casebook.create(tmp_path / "other.casebook", clock=lambda: AT) as other:
        other.add_items([item(7)], fake_read)
        assert other.journal.load(lines).added == 1
        assert other.journal.load(lines).known == 1
        assert other.reliability("Dorrit Haldane").value == "B"


def test_one_of_two_of_a_name_is_graded_by_number(tmp_path: Path) -> None:
    with Casebook.create(tmp_path / "b.casebook") as casebook:
        for key in ("one", "two"):
            casebook.add_items([replace(item(1), key=key, name=key, given={"id": key})], fake_read)
        first, second = (casebook.journal.entities(f"{key}#e1")[0] for key in ("one", "two"))
        casebook.journal.split(first, second)
        numbers = [each.identity for each in casebook.identities() if each.name == "Dorrit Haldane"]
        assert len(numbers) == 2
        casebook.grade(f"#{numbers[0]}", "E", why="this one lied")
        register = casebook.register()
        values = [register.of_identity(number, "x").value for number in numbers]
        assert values == ["E", "F"]


def test_a_grade_by_a_name_that_two_bear_is_of_neither_and_says_so(tmp_path: Path) -> None:
    with Casebook.create(tmp_path / "b.casebook") as casebook:
        for key in ("one", "two"):
            casebook.add_items([replace(item(1), key=key, name=key, given={"id": key})], fake_read)
        casebook.grade("Dorrit Haldane", "B", why="when she was one")
        first, second = (casebook.journal.entities(f"{key}#e1")[0] for key in ("one", "two"))
        casebook.journal.split(first, second)
        (found,) = casebook.grades()
        assert found.identities == ()
        assert found.reason
        assert "several are called so" in found.reason


def test_a_claims_grade_is_proposed_until_a_person_decides_it(tmp_path: Path) -> None:
    with claims_asked.make(tmp_path / "c.casebook") as casebook:
        (claim, *_) = casebook.claims(disputed=True)
        proposed = casebook.credibility(claim)
        assert proposed.proposed
        assert any("Petra Lunde" in reason for reason in proposed.reasons)
        entry = casebook.grade(claim.id[:6], "2", why="I saw the letter", by="ines")
        assert entry.name == claim.id
        found = casebook.credibility(claim)
        assert (found.value, found.proposed, found.by) == ("2", False, "ines")
        assert found.proposal == proposed.value
        casebook.journal.undo(entry.id)
        assert casebook.credibility(claim) == proposed
        assert casebook.grades(history=True) == []


def test_a_claims_grade_goes_with_the_document_that_it_is_from(tmp_path: Path) -> None:
    with claims_asked.make(tmp_path / "c.casebook") as casebook:
        (claim, *_) = casebook.claims(disputed=True)
        casebook.grade(claim.id, "2", why="I saw the letter", by="ines")
        casebook.remove(claim.members[0].place.document, why="a test")
        assert [each for each in casebook.journal.entries() if each.grade] == []
        assert casebook.verify().alterations == []


def test_a_grade_of_no_claim_says_so(tmp_path: Path) -> None:
    with claims_asked.make(tmp_path / "c.casebook") as casebook:
        with pytest.raises(OnrecordError) as reason:
            casebook.grade("Dorrit Haldane", "2", why="x")
        assert reason.value.code == "C040"
