from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import make_ferry_record, make_people_record, make_record

from onrecord.casebook import attributed
from onrecord.casebook.journal import reading
from onrecord.casebook.journal.entry import Correction, Entry, Place
from onrecord.casebook.journal.standing import apply
from onrecord.record import Attribution, Record

RECORDS = [make_record(), make_people_record(), make_ferry_record()]


def entry(record: Record, *content: Place, n: int = 1) -> Entry:
    return Entry(
        n=n,
        at="2031-03-14T18:05:00Z",
        by="ada",
        action="attribute",
        targets=(reading.passage(record, "d", content),),
        correction=Correction(
            source=(),
            cue=(),
            content=content,
            kind="statement",
            source_kind="unstated",
            mode="indirect",
        ),
    )


def put(record: Record, *content: Place) -> tuple[Record, Attribution]:
    given = entry(record, *content)
    made = apply(record, [given])[0]
    assert not made.lost
    (mark,) = made.record.decisions
    return made.record, made.record.attribution(mark.on)


def extent(said: Attribution) -> Place:
    spans = [*said.cue, *said.content, *([said.source] if said.source else [])]
    return min(span.start for span in spans), max(span.end for span in spans)


def block_of(record: Record, at: int) -> Place:
    return next((each.start, each.end) for each in record.document.blocks if each.end > at)


@pytest.mark.parametrize("record", RECORDS)
@given(data=st.data())
def test_wherever_it_stands_the_record_keeps_its_contract(
    record: Record, data: st.DataObject
) -> None:
    block = data.draw(st.sampled_from(record.document.blocks))
    start = data.draw(st.integers(block.start, block.end - 1))
    end = data.draw(st.integers(start + 1, block.end))
    if not record.document.text[start:end].strip():
        return
    made, said = put(record, (start, end))
    contents = [one.content for one in record.attributions]
    assert len(made.attributions) == len(contents) + (said.content not in contents)
    for each in made.relations:
        held = start <= each.evidence.start and each.evidence.end <= end
        outer = {None, said.inside}
        assert (each.authority == said.id) <= held
        assert not (held and each.authority in outer and said.content not in contents)


def test_what_the_article_told_in_its_own_voice_is_told_by_whom_a_person_names() -> None:
    record = next(each for each in RECORDS if any(r.authority is None for r in each.relations))
    relation = next(each for each in record.relations if each.authority is None)
    content = relation.evidence.start, relation.evidence.end
    made, said = put(record, content)
    (now,) = (each for each in made.relations if each.id == relation.id)
    assert (said.inside, now.authority) == (None, said.id)


def test_what_stands_in_it_stands_inside_of_it() -> None:
    record = make_record()
    inner = next(each for each in record.attributions if each.inside is None)
    made, said = put(record, block_of(record, extent(inner)[0]))
    assert made.attribution(inner.id).inside == said.id
    nested = [each for each in record.attributions if each.inside == inner.id]
    assert all(made.attribution(each.id).inside == inner.id for each in nested)


def test_what_it_stands_in_stays_around_it() -> None:
    record = make_record()
    outer = next(each for each in record.attributions if each.inside is None)
    start, end = outer.content[0].start, outer.content[0].end
    made, said = put(record, (start, end - 1))
    assert said.inside == outer.id
    assert made.attribution(outer.id) == outer


def test_of_two_who_attribute_the_same_the_later_holds() -> None:
    record = make_people_record()
    block = record.document.blocks[-1]
    one = entry(record, (block.start, block.end))
    assert one.correction
    other = replace(one, n=2, by="ben", correction=replace(one.correction, kind="belief"))
    made, ids = apply(record, [one, other])
    assert ids[one.id] == ids[other.id]
    assert made.record.attribution(ids[one.id][0]).kind == "belief"
    assert made.overruled == {one.id}


def test_its_id_is_that_of_the_decision_whatever_else_is_read() -> None:
    record = make_record()
    given = entry(record, block_of(record, 0))
    without = replace(record, attributions=[], stances=[], relations=[], events=[])
    without = replace(
        without,
        entities=[replace(each, descriptions=[]) for each in record.entities],
    )
    for each in (record, without):
        assert apply(each, [given])[1][given.id] == (f"p{given.id[:6]}",)


def test_two_ids_that_begin_alike_are_told_apart_by_more_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(attributed, "_ID_LETTERS", 0)
    record = make_record()
    ones = [entry(record, block_of(record, at), n=n) for n, at in ((1, 0), (2, 200))]
    _, ids = apply(record, ones)
    assert [ids[each.id] for each in ones] == [("p",), (f"p{ones[1].id[0]}",)]
