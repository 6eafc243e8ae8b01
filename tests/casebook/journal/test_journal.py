from __future__ import annotations

import shutil
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from casebook_articles import AT, article, fake_read, item, read_by
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from onrecord.casebook import Casebook, custody
from onrecord.casebook.journal import standing
from onrecord.errors import OnrecordError

TEXT = article(1)


def states(casebook: Casebook) -> list[str]:
    return [standing.state for standing in casebook.journal.standings()]


def reasons(casebook: Casebook) -> list[str | None]:
    return [standing.reason for standing in casebook.journal.standings()]


def test_a_decision_says_who_when_what_and_why(casebook: Casebook) -> None:
    entry = casebook.journal.reject("crane-1", "a1", by="ada", why="a caption")
    assert (entry.by, entry.at, entry.action, entry.why) == ("ada", AT, "reject", "a caption")
    assert entry.targets[0].exact == "Dorrit Haldane said that the crane was safe"
    assert casebook.journal.entries() == [entry]


def test_what_holds_is_found_the_same_whether_it_was_asked_for_before(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "_MOST_REMEMBERED", 2)
    casebook.journal.reject("crane-1", "a1")
    casebook.journal.accept("crane-2", "a1")
    casebook.journal.merge(("crane-1", "e1"), ("crane-3", "e1"))
    casebook.add_items([item(2, text=article(2, said="the crane had stopped"))], fake_read)
    remembered = casebook.journal.standings()
    assert [each.state for each in remembered] == ["holds", "orphaned", "holds"]
    assert len(standing._REMEMBERED) <= 2
    standing._REMEMBERED.clear()
    assert casebook.journal.standings() == remembered


def test_whoever_is_logged_in_decides_unless_a_name_is_given(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "orla")
    assert casebook.journal.reject("crane-1", "a1").by == "orla"


def test_what_the_machine_read_is_left_as_it_is(casebook: Casebook) -> None:
    machine = casebook.record("crane-1")
    casebook.journal.reject("crane-1", "a1", by="ada")
    casebook.journal.correct("crane-1", "a2", kind="denial", by="ada")
    assert casebook.record("crane-1") == machine
    decided = casebook.record("crane-1", decided=True)
    assert [(said.id, said.kind) for said in decided.attributions] == [("a2", "denial")]
    assert [(each.on, each.action, each.by) for each in decided.decisions] == [
        ("a1", "reject", "ada"),
        ("a2", "correct", "ada"),
    ]


def test_both_layers_of_a_document_are_had_at_once(casebook: Casebook) -> None:
    casebook.journal.reject("crane-1", "a1", by="ada")
    machine, decided = casebook.layers("crane-1")
    assert machine == casebook.record("crane-1")
    assert decided == casebook.record("crane-1", decided=True)
    assert machine != decided


def test_the_last_decision_about_a_document_is_one_that_holds(casebook: Casebook) -> None:
    journal = casebook.journal
    assert journal.last("crane-1") is None
    first = journal.accept("crane-1", "a1", by="ada")
    second = journal.reject("crane-1", "a2", by="ada")
    journal.accept("crane-2", "a1", by="ada")
    assert journal.last("crane-1") == second
    undo = journal.undo(second.id)
    assert journal.last("crane-1") == first
    journal.undo(undo.id)
    assert journal.last("crane-1") == second


def test_words_are_corrected_where_they_are_printed(casebook: Casebook) -> None:
    casebook.journal.correct(
        "crane-1", "a2", source="Lunde", content=["letter 1", "never came"], cue=[(92, 96)]
    )
    said = casebook.record("crane-1", decided=True).attribution("a2")
    assert said.source is not None
    assert (said.source.text, said.entities) == ("Lunde", [])
    assert [span.text for span in said.content] == ["letter 1", "never came"]
    assert said.unresolved


def test_who_speaks_is_corrected(casebook: Casebook) -> None:
    casebook.journal.correct("crane-1", "a2", entities=["e1"])
    assert casebook.record("crane-1", decided=True).attribution("a2").entities == ["e1"]
    casebook.journal.correct("crane-1", "a2", source=False, entities=[])
    said = casebook.record("crane-1", decided=True).attribution("a2")
    assert (said.source, said.entities, said.source_kind) == (None, [], "unstated")
    assert states(casebook) == ["overruled", "holds"]


def test_of_two_decisions_on_one_thing_the_later_holds(casebook: Casebook) -> None:
    casebook.journal.reject("crane-1", "a1", by="ada")
    casebook.journal.accept("crane-1", "a1", by="ben")
    assert states(casebook) == ["overruled", "holds"]
    assert len(casebook.record("crane-1", decided=True).attributions) == 2
    casebook.journal.undo(by="ben")
    assert states(casebook) == ["holds", "undone", "holds"]
    assert len(casebook.record("crane-1", decided=True).attributions) == 1


def test_a_clock_set_back_does_not_put_a_later_decision_first(path: Path) -> None:
    times = iter(["2031-03-14T18:05:00Z"] * 4 + ["2031-03-14T09:00:00Z"] * 4)
    with Casebook.create(path, clock=lambda: next(times)) as casebook:
        casebook.add_items([item()], fake_read)
        casebook.journal.reject("crane-1", "a1")
        casebook.journal.accept("crane-1", "a1")
        casebook.journal.reject("crane-1", "a1")
        assert states(casebook) == ["overruled", "overruled", "holds"]


def test_an_undo_is_undone_by_its_id(casebook: Casebook) -> None:
    entry = casebook.journal.reject("crane-1", "a1")
    undo = casebook.journal.undo(entry.id[:6])
    assert casebook.record("crane-1", decided=True) == casebook.record("crane-1")
    casebook.journal.undo(undo.id)
    assert states(casebook) == ["holds", "undone", "holds"]


@pytest.mark.parametrize("id", [None, "nothing", "", "abc"])
def test_what_is_not_there_is_not_undone(casebook: Casebook, id: str | None) -> None:
    with pytest.raises(OnrecordError, match="C023"):
        casebook.journal.undo(id)


def test_what_is_undone_is_not_undone_twice(casebook: Casebook) -> None:
    entry = casebook.journal.reject("crane-1", "a1")
    casebook.journal.undo(entry.id)
    with pytest.raises(OnrecordError, match="C023"):
        casebook.journal.undo(entry.id)
    with pytest.raises(OnrecordError, match="C023"):
        casebook.journal.undo()


@pytest.mark.parametrize("id", ["a9", "e1@3", "e9@33", "", "@", "s1"])
def test_nothing_is_decided_on_what_was_not_read(casebook: Casebook, id: str) -> None:
    with pytest.raises(OnrecordError, match="C020"):
        casebook.journal.reject("crane-1", id)
    assert casebook.journal.entries() == []


def test_what_makes_no_sense_is_not_decided(casebook: Casebook) -> None:
    journal = casebook.journal
    for decide in (
        lambda: journal.accept("crane-1", "e1"),
        lambda: journal.merge(("crane-1", "e1")),
        lambda: journal.merge(("crane-1", "e1"), ("crane-1", "e1")),
        lambda: journal.merge(("crane-1", "a1"), ("crane-2", "a1")),
        lambda: journal.rename(("crane-1", "e1"), " "),
        lambda: journal.correct("crane-1", "a1"),
        lambda: journal.correct("crane-1", "e1", kind="denial"),
        lambda: journal.correct("crane-1", "a1", kind="rumour"),  # type: ignore[arg-type]
        lambda: journal.correct("crane-1", "a1", content=[]),
        lambda: journal.correct("crane-1", "a1", content=["a word that is not there"]),
        lambda: journal.correct("crane-1", "a1", content=[(5, 5)]),
        lambda: journal.correct("crane-1", "a1", content=[(40, 100)]),
        lambda: journal.note("crane-1", " "),
    ):
        with pytest.raises(OnrecordError, match="C024"):
            decide()
    assert journal.entries() == []
    with pytest.raises(OnrecordError, match="C008"):
        journal.reject("crane-9", "a1")


def test_a_decision_holds_after_a_reading_by_another_version(casebook: Casebook) -> None:
    casebook.journal.reject("crane-1", "a1")
    casebook.journal.note("crane-1", "ask her")
    with_stage = read_by("2")
    casebook.add_items([item(1)], with_stage)
    assert states(casebook) == ["holds", "holds"]


@pytest.mark.parametrize(
    "text",
    [
        "Updated at noon\n\n" + TEXT,
        TEXT.replace("It rained", "It rained, and then it hailed,"),
        TEXT.replace("Port Marren crane number 1 stopped", "Crane stopped"),
        "Dorrit Haldane never said anything.\n" + TEXT,
    ],
)
def test_a_decision_is_carried_to_the_same_words_of_a_changed_text(
    casebook: Casebook, text: str
) -> None:
    casebook.journal.reject("crane-1", "a1")
    casebook.journal.correct("crane-1", "a2", content=["letter 1"])
    casebook.journal.merge(("crane-1", "e1"), ("crane-2", "e1"))
    casebook.add_items([item(1, text=text)], fake_read)
    assert states(casebook) == ["holds", "holds", "holds"]
    (said,) = casebook.record("crane-1", decided=True).attributions
    assert [span.text for span in said.content] == ["letter 1"]
    (pair,) = casebook.journal.identities().pairs
    entity = casebook.record("crane-1").entity(pair.first.entity)
    assert entity.name == "Dorrit Haldane"


def test_a_decision_that_finds_its_words_no_more_is_orphaned(casebook: Casebook) -> None:
    casebook.journal.reject("crane-1", "a1")
    casebook.add_items([item(1, text=article(1, said="the crane swayed"))], fake_read)
    assert states(casebook) == ["orphaned"]
    assert reasons(casebook) == ["its words are not in the text any more"]
    assert len(casebook.record("crane-1", decided=True).attributions) == 2
    assert casebook.record("crane-1", version=1, decided=True).decisions
    casebook.add_items([item(1)], fake_read)
    assert states(casebook) == ["holds"]


def test_what_several_identities_are_is_told_by_document_and_entity(casebook: Casebook) -> None:
    journal = casebook.journal
    journal.merge(("crane-1", "e1"), ("crane-2", "e1"), ("crane-3", "e1"))
    journal.split(("crane-1", "e2"), ("crane-2", "e2"))
    journal.rename(("crane-3", "e1"), "Dr. D. Haldane")
    decisions = journal.identities()
    assert [(pair.outcome, pair.first, pair.second) for pair in decisions.pairs] == [
        ("one", ("crane-1", "e1"), ("crane-2", "e1")),
        ("one", ("crane-1", "e1"), ("crane-3", "e1")),
        ("two", ("crane-1", "e2"), ("crane-2", "e2")),
    ]
    assert dict(decisions.renames) == {("crane-3", "e1"): "Dr. D. Haldane"}


def test_a_merger_holds_of_those_that_are_left(casebook: Casebook) -> None:
    casebook.journal.merge(("crane-1", "e1"), ("crane-2", "e1"), ("crane-3", "e1"))
    casebook.add_items([item(1, text="Nobody said a word\n")], fake_read)
    (standing,) = casebook.journal.standings()
    assert (standing.state, standing.on) == ("holds", (None, ("crane-2", "e1"), ("crane-3", "e1")))
    assert standing.reason == "crane-1: its words are not in the text any more"
    casebook.add_items([item(2, text="Nobody said a word here\n")], fake_read)
    assert states(casebook) == ["orphaned"]
    assert casebook.journal.identities().pairs == []


def test_loading_gives_the_same_state_and_twice_adds_nothing(
    casebook: Casebook, tmp_path: Path
) -> None:
    casebook.journal.reject("crane-1", "a1", by="ada")
    casebook.journal.merge(("crane-2", "e1"), ("crane-3", "e1"), by="ada")
    casebook.journal.undo(by="ben")
    lines = list(casebook.journal.dump())
    with Casebook.create(tmp_path / "other", clock=lambda: AT) as other:
        loaded = other.journal.load(lines)
        assert (loaded.added, loaded.waiting) == (3, 2)
        assert states(other) == ["waits", "undone", "holds"]
        assert reasons(other)[0] == "crane-1 is not here"
        other.add_items([item(number) for number in (1, 2, 3)], fake_read)
        assert other.journal.standings() == casebook.journal.standings()
        assert other.journal.load(lines).known == 3
        assert list(other.journal.dump()) == lines
        assert other.verify().ok


def test_a_journal_says_the_same_in_whatever_order_it_is_loaded(
    casebook: Casebook, tmp_path: Path
) -> None:
    casebook.journal.reject("crane-1", "a1")
    casebook.journal.undo()
    casebook.journal.accept("crane-1", "a1")
    lines = list(casebook.journal.dump())
    with Casebook.create(tmp_path / "other", clock=lambda: AT) as other:
        other.add_items([item(number) for number in (1, 2, 3)], fake_read)
        for line in reversed(lines):
            other.journal.load([line])
        assert other.journal.standings() == casebook.journal.standings()


def test_a_document_of_another_path_is_known_by_its_text(
    casebook: Casebook, tmp_path: Path
) -> None:
    casebook.journal.reject("crane-1", "a1")
    with Casebook.create(tmp_path / "other", clock=lambda: AT) as other:
        moved = replace(item(1), key="elsewhere", given={"id": "elsewhere"})
        other.add_items([moved], fake_read)
        other.journal.load(casebook.journal.dump())
        (standing,) = other.journal.standings()
        assert (standing.state, standing.on) == ("holds", (("elsewhere", "a1"),))
        assert other.record("elsewhere", decided=True).decisions
        copy = replace(item(1), key="copy", given={"id": "copy"})
        other.add_items([copy], fake_read)
        assert states(other) == ["waits"]
        assert "several documents" in str(reasons(other)[0])


def test_of_a_file_with_one_bad_line_nothing_is_loaded(casebook: Casebook, tmp_path: Path) -> None:
    casebook.journal.reject("crane-1", "a1", by="ada")
    casebook.journal.note("crane-1", "ask her", by="ada")
    first, second = casebook.journal.dump()
    with Casebook.create(tmp_path / "other", clock=lambda: AT) as other:
        for bad in (
            second.replace("ask her", "ask him"),
            "[]",
            "{",
            "null",
            "[" * 100_000,
            first.replace("2031", "2033"),
        ):
            with pytest.raises(OnrecordError, match="C022") as raised:
                other.journal.load([first, "\n", bad])
            assert "line 3" in str(raised.value)
        assert other.journal.entries() == []


def test_a_decision_dated_ahead_is_not_loaded(casebook: Casebook, tmp_path: Path) -> None:
    casebook.journal.reject("crane-1", "a1")
    lines = list(casebook.journal.dump())
    with (
        Casebook.create(tmp_path / "other", clock=lambda: "2031-03-13T18:04:59Z") as other,
        pytest.raises(OnrecordError, match="C022"),
    ):
        other.journal.load(lines)


def test_with_a_document_removed_for_good_go_the_words_that_decisions_quote(
    casebook: Casebook, path: Path
) -> None:
    casebook.journal.merge(("crane-1", "e1"), ("crane-2", "e1"), why="Haldane both")
    casebook.journal.reject("crane-3", "a1")
    casebook.journal.correct("crane-1", "a2", content=["letter 1"])
    casebook.journal.undo()
    lines = list(casebook.journal.dump())
    casebook.remove("crane-1", why="asked")
    assert [standing.entry.action for standing in casebook.journal.standings()] == [
        "reject",
        "undo",
    ]
    assert states(casebook) == ["holds", "holds"]
    assert casebook.verify().ok
    files = b"".join(
        file.read_bytes() for file in path.parent.iterdir() if file.name.startswith(path.name)
    )
    assert b"Haldane both" not in files
    assert b"letter 1" not in files
    loaded = casebook.journal.load(lines)
    assert (loaded.added, loaded.known + loaded.removed) == (0, 4)
    with Casebook.open(path) as again:
        assert again.verify().ok


def test_what_was_removed_for_good_does_not_come_back_with_a_journal(
    casebook: Casebook, tmp_path: Path
) -> None:
    casebook.journal.reject("crane-1", "a1")
    with Casebook.create(tmp_path / "other", clock=lambda: AT) as other:
        moved = replace(item(1), key="elsewhere", given={"id": "elsewhere"})
        other.add_items([moved], fake_read)
        other.remove("elsewhere", why="asked")
        assert other.journal.load(casebook.journal.dump()).removed == 1
        assert other.journal.entries() == []


def test_the_custody_log_knows_every_decision_and_none_of_their_words(casebook: Casebook) -> None:
    entry = casebook.journal.reject("crane-1", "a1", why="a caption")
    logged = list(custody.entries(casebook._connection))[-1]
    assert (logged.action, logged.details()) == ("decided", {"decision": entry.id})


def test_a_decision_is_written_whole_or_not_at_all(casebook: Casebook) -> None:
    head = casebook.head
    casebook._connection.execute(
        "CREATE TEMP TRIGGER no_room AFTER INSERT ON decision "
        "BEGIN SELECT raise(ABORT, 'cut short'); END"
    )
    with pytest.raises(sqlite3.IntegrityError, match="cut short"):
        casebook.journal.reject("crane-1", "a1")
    assert (casebook.head, casebook.journal.entries()) == (head, [])


ALTERED = {
    "UPDATE decision SET entry = replace(entry, 'caption', 'captive')": "it was altered",
    "UPDATE decision SET entry = NULL": "its words are gone",
    "UPDATE decision_target SET document = 'x'": "the documents that it is listed for were altered",
    "INSERT INTO decision SELECT 'another', 1, entry FROM decision": "the log does not know it",
}


def forge(connection: sqlite3.Connection, statement: str) -> None:
    """Alter the journal as one does who knows how to keep its triggers from it."""
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'decision'"
    ).fetchall()
    connection.execute("PRAGMA foreign_keys = OFF")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)


@pytest.mark.parametrize("statement", ALTERED)
def test_verify_names_a_decision_that_was_altered(casebook: Casebook, statement: str) -> None:
    casebook.journal.accept("crane-1", "a1", why="a caption")
    forge(casebook._connection, statement)
    found = casebook.verify().alterations
    assert [alteration.what for alteration in found] == [ALTERED[statement]]
    assert found[0].where.startswith("decision ")


def test_verify_names_a_decision_that_is_missing(casebook: Casebook) -> None:
    entry = casebook.journal.reject("crane-1", "a1")
    forge(casebook._connection, "DELETE FROM decision")
    forge(casebook._connection, "DELETE FROM decision_target")
    found = casebook.verify().alterations
    assert (f"decision {entry.id}", "it is missing") in found
    assert any("index" in alteration.what for alteration in found)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE decision SET entry = ''", "DELETE FROM decision", "UPDATE decision SET seq = 1"],
)
def test_the_journal_refuses_to_be_altered(casebook: Casebook, statement: str) -> None:
    casebook.journal.reject("crane-1", "a1")
    with pytest.raises(sqlite3.IntegrityError, match="journal"):
        casebook._connection.execute(statement)


class Decisions(RuleBasedStateMachine):
    """Any decisions and undos give, dumped and loaded into a fresh casebook, the same state."""

    @initialize()
    def make(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.empty = Path(self.folder.name, "0")
        with Casebook.create(self.empty, clock=lambda: AT) as made:
            made.add_items([item(1), item(2)], fake_read)
        self.made = 0
        self.casebook = self.fresh()

    def fresh(self) -> Casebook:
        """A casebook of two articles; nothing here is about power cuts."""
        self.made += 1
        path = shutil.copy(self.empty, Path(self.folder.name, f"{self.made}"))
        casebook = Casebook.open(path, clock=lambda: AT)
        casebook._connection.execute("PRAGMA synchronous = OFF")
        return casebook

    @rule(number=st.integers(1, 2), on=st.sampled_from(["a1", "a2", "e1@35"]), good=st.booleans())
    def judge(self, number: int, on: str, good: bool) -> None:
        journal = self.casebook.journal
        (journal.accept if good else journal.reject)(f"crane-{number}", on, by="ada")

    @rule(kind=st.sampled_from(["denial", "belief"]), entity=st.sampled_from(["e1", "e2", None]))
    def correct(self, kind: str, entity: str | None) -> None:
        entities = [entity] if entity else None
        self.casebook.journal.correct("crane-1", "a1", kind=kind, entities=entities, by="ada")  # type: ignore[arg-type]

    @rule(first=st.sampled_from(["e1", "e2"]), one=st.booleans())
    def identify(self, first: str, one: bool) -> None:
        journal = self.casebook.journal
        (journal.merge if one else journal.split)(("crane-1", first), ("crane-2", "e1"), by="ben")

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        standings = self.casebook.journal.standings()
        held = [each.entry.id for each in standings if each.state != "undone"]
        if held:
            self.casebook.journal.undo(data.draw(st.sampled_from(held)), by="ada")

    @rule()
    def decide_and_undo(self) -> None:
        before = self.state(self.casebook)
        self.casebook.journal.reject("crane-2", "a2", by="ben")
        self.casebook.journal.undo(by="ben")
        assert self.state(self.casebook) == before

    def state(self, casebook: Casebook) -> object:
        return (
            [casebook.record(f"crane-{number}", decided=True) for number in (1, 2)],
            casebook.journal.identities(),
        )

    @rule()
    def loaded_elsewhere_it_is_the_same(self) -> None:
        other = self.fresh()
        other.journal.load(self.casebook.journal.dump())
        assert other.journal.standings() == self.casebook.journal.standings()
        assert self.state(other) == self.state(self.casebook)
        other.close()

    def teardown(self) -> None:
        self.casebook.close()
        self.folder.cleanup()


TestDecisions = Decisions.TestCase
TestDecisions.settings = settings(max_examples=8, stateful_step_count=15, deadline=None)
