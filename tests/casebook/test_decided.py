from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import make_ferry_record, make_people_record, make_record

from onrecord.casebook.decided import Decided
from onrecord.casebook.journal import reading
from onrecord.casebook.journal.entry import Action, Correction, Entry
from onrecord.casebook.journal.standing import apply
from onrecord.record import Record

RECORDS = [make_record(), make_people_record(), make_ferry_record()]


def decide(record: Record, *decisions: tuple[Action, str]) -> Decided:
    return apply(record, entries(record, decisions))[0]


def entries(record: Record, decisions: Iterable[tuple[Action, str]]) -> list[Entry]:
    return [
        Entry(
            n=number,
            at="2031-03-14T18:05:00Z",
            by="ada",
            action=action,
            targets=(reading.target(record, "d", id),),
            why="so",
        )
        for number, (action, id) in enumerate(decisions, 1)
    ]


def things(record: Record) -> list[str]:
    """Everything in a record that is accepted or rejected."""
    read: list[list[object]] = [[*record.attributions], [*record.relations], [*record.events]]
    ids = [thing.id for kind in read for thing in kind]  # type: ignore[attr-defined]
    return ids + [f"{e.id}@{m.start}" for e in record.entities for m in e.mentions]


def without_decisions(record: Record) -> Record:
    return replace(record, decisions=[])


@pytest.mark.parametrize("record", RECORDS)
def test_everything_that_was_read_can_be_accepted(record: Record) -> None:
    decided = decide(record, *(("accept", id) for id in things(record)))
    assert without_decisions(decided.record) == record
    assert [each.on for each in decided.record.decisions] == things(record)
    assert not decided.lost


@given(st.data())
def test_whatever_is_rejected_the_record_keeps_its_contract(data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(RECORDS))
    rejected = data.draw(st.sets(st.sampled_from(things(record))))
    decided = decide(record, *(("reject", id) for id in sorted(rejected)))
    made = Record.from_json(decided.record.to_json())
    assert made == Record.from_json(decided.record.to_json())
    assert rejected.isdisjoint(things(made))
    gone = {said.id for said in record.attributions} & rejected
    resting = [*made.relations, *made.events, *(d for e in made.entities for d in e.descriptions)]
    assert gone.isdisjoint(each.authority for each in resting)
    authorities = {each.id: each.authority for each in [*record.relations, *record.events]}
    assert all(authorities[each.id] == each.authority for each in [*made.relations, *made.events])


def test_what_rested_on_a_rejected_attribution_is_no_word_of_the_outlets() -> None:
    record = make_ferry_record()
    (event,) = (each for each in record.events if each.authority == "a1")
    made = decide(record, ("reject", "a1")).record
    assert event.id not in [each.id for each in made.events]
    assert "a1" not in [stance.from_ for stance in made.stances]
    assert "a1" not in [stance.to for stance in made.stances]


def test_what_stood_inside_a_rejected_attribution_stands_in_the_one_around() -> None:
    record = make_record()
    assert record.attribution("a6").inside == "a5"
    assert decide(record, ("reject", "a5")).record.attribution("a6").inside is None


def test_who_spoke_by_a_rejected_mention_alone_is_not_named_any_more() -> None:
    record = make_record()
    said = record.attribution("a7")
    assert said.source
    made = decide(record, ("reject", f"e2@{said.source.start}")).record
    assert made.attribution("a7").entities == []
    assert made.attribution("a7").unresolved
    assert made.attribution("a3").entities == ["e2"]
    assert len(made.entity("e2").mentions) == len(record.entity("e2").mentions) - 1


def test_an_entity_that_was_rejected_in_every_mention_is_gone() -> None:
    record = make_record()
    (mention,) = record.entity("e5").mentions
    made = decide(record, ("reject", f"e5@{mention.start}")).record
    assert "e5" not in [entity.id for entity in made.entities]


def test_a_correction_is_overruled_only_in_the_fields_that_a_later_one_gives() -> None:
    record = make_record()
    first, second, third = entries(record, [("correct", "a2")] * 3)
    given = [
        replace(first, correction=Correction(kind="denial", source_kind="organization")),
        replace(second, correction=Correction(kind="belief")),
        replace(third, correction=Correction(kind="order")),
    ]
    decided = apply(record, given)[0]
    said = decided.record.attribution("a2")
    assert (said.kind, said.source_kind) == ("order", "organization")
    assert [(each.id, each.fields) for each in decided.record.decisions] == [
        (given[0].id, ["source_kind"]),
        (given[2].id, ["kind"]),
    ]
    assert decided.overruled == {given[1].id}


def test_a_note_changes_nothing() -> None:
    record = make_record()
    decided = decide(record, ("note", "a2"), ("note", "e1"))
    assert without_decisions(decided.record) == record
    assert [(each.on, each.why) for each in decided.record.decisions] == [
        ("a2", "so"),
        ("e1", "so"),
    ]


def test_what_was_judged_and_is_read_otherwise_now_is_not_judged() -> None:
    record = make_record()
    judged = entries(record, [("accept", "a2"), ("reject", "a3"), ("note", "a2")])
    said = [
        replace(each, kind="belief") if each.id in ("a2", "a3") else each
        for each in record.attributions
    ]
    decided, _ = apply(replace(record, attributions=said), judged)
    assert decided.lost == {
        judged[0].id: "it is read otherwise now: kind",
        judged[1].id: "it is read otherwise now: kind",
    }
    assert [each.action for each in decided.record.decisions] == ["note"]


def test_a_decision_does_not_hang_on_the_records_ids() -> None:
    record = make_record()
    judged = entries(record, [("reject", "a2"), ("reject", "a3")])
    renamed = [
        replace(each, id=f"b{each.id}", inside=each.inside and f"b{each.inside}")
        for each in reversed(record.attributions)
    ]
    decided, _ = apply(replace(record, attributions=renamed), judged)
    assert [each.on for each in decided.record.decisions] == ["ba2", "ba3"]


def test_a_name_that_became_fuller_is_the_same() -> None:
    record = make_record()
    judged = entries(record, [("accept", "a2")])
    (first, *others) = record.entities
    fuller = replace(record, entities=[replace(first, name="Dr. Dorrit Haldane"), *others])
    assert not apply(fuller, judged)[0].lost
    other = replace(record, entities=[replace(first, name="Petra Haldane"), *others])
    assert apply(other, judged)[0].lost == {judged[0].id: "it is read otherwise now: entities"}


def test_what_is_not_read_any_more_is_lost_with_a_reason() -> None:
    record = make_record()
    judged = entries(record, [("reject", "a8"), ("note", "a8")])
    left = [each for each in record.attributions if each.id != "a8"]
    decided, _ = apply(replace(record, attributions=left), judged)
    assert set(decided.lost.values()) == {"no attribution is read there any more"}
