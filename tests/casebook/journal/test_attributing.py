from __future__ import annotations

import json
from pathlib import Path

import claims_asked
import pytest
from casebook_articles import AT, article, fake_read, item, read_by

from onrecord.casebook import Casebook
from onrecord.casebook.journal import Entry
from onrecord.casebook.journal.store import parse
from onrecord.errors import OnrecordError
from onrecord.record import Attribution, Record

KEY = "crane-1"
RAIN = "It rained on the breakwater all day"
QUOTED = 'Port Marren crane number 1 stopped\nA keeper called it "a bad day" there.\n'


def attribute(casebook: Casebook, *content: str, **given: object) -> Entry:
    words: list[str | tuple[int, int]] = [*(content or (RAIN,))]
    return casebook.journal.attribute(KEY, words, by="ada", **given)  # type: ignore[arg-type]


def decided(casebook: Casebook) -> Record:
    return casebook.record(KEY, decided=True)


def added(casebook: Casebook) -> Attribution:
    """The attribution that a person made."""
    (one,) = (each for each in decided(casebook).attributions if each.id.startswith("p"))
    return one


def states(casebook: Casebook) -> list[str]:
    return [standing.state for standing in casebook.journal.standings()]


def refusal(casebook: Casebook, *content: str, **given: object) -> str:
    with pytest.raises(OnrecordError, match="C024") as refused:
        attribute(casebook, *content, **given)
    assert not casebook.journal.entries()
    return refused.value.detail or ""


def test_a_missed_statement_is_added_beside_what_the_machine_read(casebook: Casebook) -> None:
    machine = casebook.record(KEY)
    entry = attribute(casebook, source="Petra Lunde", why="she says it on the radio")
    assert casebook.record(KEY) == machine
    said = added(casebook)
    assert [span.text for span in said.content] == [RAIN]
    assert said.source
    assert (said.source.text, said.entities, said.unresolved) == ("Petra Lunde", ["e2"], None)
    assert (said.kind, said.mode, said.source_kind) == ("statement", "indirect", "named_person")
    (mark,) = decided(casebook).decisions
    assert (mark.on, mark.action, mark.by, mark.id) == (said.id, "attribute", "ada", entry.id)


def test_it_is_said_by_whom_a_person_names(casebook: Casebook) -> None:
    attribute(casebook, entities=["e1"])
    said = added(casebook)
    assert (said.source, said.entities, said.source_kind) == (None, ["e1"], "named_person")


def test_it_may_be_said_by_nobody_who_can_be_named(casebook: Casebook) -> None:
    attribute(casebook, source="the crane", entities=[], source_kind="unnamed_person")
    said = added(casebook)
    assert (said.entities, said.source_kind) == ([], "unnamed_person")
    assert said.unresolved


def test_it_may_be_the_outlets_own_word(casebook: Casebook) -> None:
    attribute(casebook, source_kind="outlet")
    said = added(casebook)
    assert (said.source, said.entities, said.source_kind) == (None, [], "outlet")
    assert said.unresolved == "a person decided that the outlet says it in its own voice"


def test_how_it_is_quoted_is_told_by_its_marks(casebook: Casebook) -> None:
    casebook.add_items([item(1, text=QUOTED)], fake_read)
    attribute(casebook, "a bad day", source="A keeper", cue=["called"])
    said = added(casebook)
    assert (said.mode, said.source_kind) == ("direct", "unnamed_person")
    assert [span.text for span in said.cue] == ["called"]


def test_it_is_found_by_lists_and_searches(casebook: Casebook) -> None:
    attribute(casebook, source="Petra Lunde", kind="accusation")
    (hit,) = casebook.search("breakwater", kinds=["accusation"])
    assert [(said.speakers, said.content) for said in hit.said] == [(("Petra Lunde",), RAIN)]
    assert RAIN in [said.content for said in casebook.who("Petra Lunde").said]
    assert casebook.verify().ok


def test_claims_are_told_of_it(path: Path) -> None:
    def by_echo(casebook: Casebook) -> str | None:
        (claim,) = casebook.claims()
        (member,) = (each for each in claim.members if each.place.document == "echo")
        return member.said and member.said.source

    with claims_asked.make(path) as asked:
        assert by_echo(asked) is None
        words = claims_asked.ARTICLES["echo"][1].split("\n")[0].rstrip(".")
        asked.journal.attribute("echo", [words], source="ferries", source_kind="unnamed_person")
        assert by_echo(asked) == "ferries"
        asked.journal.undo()
        assert by_echo(asked) is None


def test_undone_it_is_gone_from_all_of_them(casebook: Casebook) -> None:
    entry = attribute(casebook, source="Petra Lunde", kind="accusation")
    casebook.journal.undo(entry.id)
    assert decided(casebook) == casebook.record(KEY)
    assert casebook.search("breakwater", kinds=["accusation"]) == []
    assert casebook.verify().ok


def test_it_survives_a_new_reading_and_a_new_version(casebook: Casebook) -> None:
    before = attribute(casebook, source="Petra Lunde")
    id = added(casebook).id
    moved = article(1).replace("Dorrit Haldane", "On Monday Dorrit Haldane")
    casebook.add_items([item(1, text=moved)], read_by("2"))
    said = added(casebook)
    assert (said.id, said.content[0].text) == (id, RAIN)
    assert states(casebook) == ["holds"]
    casebook.add_items([item(1, text=article(1).replace("rained", "snowed"))], fake_read)
    (standing,) = casebook.journal.standings()
    assert (standing.state, standing.entry) == ("orphaned", before)


def test_it_is_decided_about_like_any_other(casebook: Casebook) -> None:
    attribute(casebook, source="Petra Lunde")
    id = added(casebook).id
    casebook.journal.correct(KEY, id, kind="belief", by="ben")
    casebook.journal.accept(KEY, id, by="cy")
    assert added(casebook).kind == "belief"
    assert states(casebook) == ["holds", "holds", "holds"]
    casebook.journal.reject(KEY, id, by="dot")
    assert [each.id for each in decided(casebook).attributions] == ["a1", "a2"]
    assert states(casebook) == ["overruled", "holds", "overruled", "holds"]


def test_what_was_decided_about_it_goes_with_it(casebook: Casebook) -> None:
    entry = attribute(casebook)
    casebook.journal.note(KEY, "look again", id=added(casebook).id)
    casebook.journal.undo(entry.id)
    assert states(casebook) == ["undone", "orphaned", "holds"]


def test_the_same_content_is_not_added_twice(casebook: Casebook) -> None:
    assert refusal(casebook, "letter 1 never came") == "a2 has that content already: correct it"


def test_what_was_rejected_may_be_put_right_by_adding_it(casebook: Casebook) -> None:
    casebook.journal.reject(KEY, "a2")
    attribute(casebook, "letter 1 never came", source="Dorrit Haldane")
    said = added(casebook)
    assert (said.entities, [each.id for each in decided(casebook).attributions]) == (
        ["e1"],
        ["a1", said.id],
    )
    assert states(casebook) == ["holds", "holds"]


def test_once_the_machine_reads_it_too_the_person_has_the_last_word(casebook: Casebook) -> None:
    silent = item(1, text=article(1).replace("Petra Lunde said that letter", "Rain, letter"))
    casebook.add_items([silent], fake_read)
    casebook.journal.attribute(KEY, ["letter 1 never came"], entities=["e1"], kind="belief")
    assert added(casebook).entities == ["e1"]
    casebook.add_items([item(1)], fake_read)
    record = decided(casebook)
    assert [each.id for each in record.attributions] == ["a1", "a2"]
    said = record.attribution("a2")
    assert (said.kind, said.entities, said.confidence) == ("belief", ["e1"], 1.0)
    assert [(each.on, each.action) for each in record.decisions] == [("a2", "attribute")]


@pytest.mark.parametrize(
    ("content", "given", "why"),
    [
        ((), {}, ""),
        (("never there",), {}, "has no “never there”"),
        (("said that",), {}, "in 2 places"),
        (("safe.\nPetra Lunde",), {}, "in no one block"),
        ((RAIN,), {"source": "nobody here"}, "has no “nobody here”"),
    ],
)
def test_words_that_make_no_statement_are_refused(
    casebook: Casebook, content: tuple[str, ...], given: dict[str, str], why: str
) -> None:
    if not content:
        with pytest.raises(OnrecordError, match="C024"):
            casebook.journal.attribute(KEY, [])
        return
    assert why in refusal(casebook, *content, **given)


def test_nobody_speaks_who_is_not_in_the_article(casebook: Casebook) -> None:
    with pytest.raises(OnrecordError, match="C020"):
        attribute(casebook, entities=["e9"])
    assert not casebook.journal.entries()


def test_it_is_loaded_where_it_was_dumped(casebook: Casebook, tmp_path: object) -> None:
    attribute(casebook, source="Petra Lunde")
    lines = list(casebook.journal.dump())
    said = added(casebook)
    casebook.journal.undo()
    assert parse(lines[0]).action == "attribute"
    with Casebook.create(f"{tmp_path}/other.casebook", clock=lambda: AT) as other:
        other.add_items([item(1)], fake_read)
        assert other.journal.load(lines).added == 1
        assert other.record(KEY, decided=True).attribution(said.id) == said


@pytest.mark.parametrize("left_out", ["source", "cue", "content", "kind", "source_kind", "mode"])
def test_an_entry_that_says_less_is_none(casebook: Casebook, left_out: str) -> None:
    from onrecord.casebook.custody import canonical, digest

    held = json.loads(attribute(casebook).to_json())
    del held["correction"][left_out], held["id"]
    with pytest.raises(ValueError, match="attribution"):
        parse(canonical({"id": digest(canonical(held)), **held}))
