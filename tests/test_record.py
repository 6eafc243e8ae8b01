"""The record's contract: what holds of every record, and the way to JSON and back."""

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import make_record

from onrecord import OnrecordError, Record, Span
from onrecord.record import (
    Block,
    Document,
    Entity,
    Event,
    Frame,
    MadeBy,
    Mention,
    Place,
    Relation,
    Stance,
    TimeExpression,
)


def test_a_record_survives_json_unchanged() -> None:
    record = make_record()
    assert Record.from_json(record.to_json()) == record
    assert Record.from_dict(json.loads(record.to_json(indent=2))) == record


def test_the_keys_are_the_contracts_in_its_order() -> None:
    data = make_record().to_dict()
    assert list(data) == [
        "schema", "made_by", "document", "sentences", "entities", "attributions",
        "times", "places", "relations", "events", "stances",
    ]  # fmt: skip
    assert list(data["document"]) == [
        "id", "location", "sha256", "read_at", "media_type", "language", "headline", "byline",
        "dateline", "publisher", "published", "text", "blocks", "links", "notes",
    ]  # fmt: skip
    assert list(data["attributions"][0]) == [
        "id", "source", "entities", "unresolved", "cue", "content", "mode", "kind",
        "cue_attitude", "source_kind", "anonymity", "basis", "said_on", "inside", "negated",
        "hedges", "confidence",
    ]  # fmt: skip


def test_what_only_a_gazetteer_gives_is_in_the_json_where_it_gave_it() -> None:
    record = make_record()
    assert list(record.to_dict()["entities"][0]) == [
        "id", "name", "type", "descriptions", "mentions",
    ]  # fmt: skip
    marked = dataclasses.replace(record.entities[0], entry="haldane", roles=["foreman"])
    changed = dataclasses.replace(record, entities=[marked, *record.entities[1:]])
    assert list(changed.to_dict()["entities"][0])[-2:] == ["entry", "roles"]
    assert Record.from_json(changed.to_json()) == changed


def test_floats_are_rounded_to_three_decimals() -> None:
    record = make_record()
    first = dataclasses.replace(record.attributions[0], confidence=0.123456)
    changed = dataclasses.replace(record, attributions=[first, *record.attributions[1:]])
    assert changed.to_dict()["attributions"][0]["confidence"] == 0.123


def test_every_span_repeats_the_documents_words() -> None:
    record = make_record()
    for attribution in record.attributions:
        for span in (*attribution.cue, *attribution.content):
            assert record.document.text[span.start : span.end] == span.text


def broken_span(record: Record) -> dict[str, Any]:
    first = record.attributions[0]
    cue = Span(first.cue[0].start, first.cue[0].end, "never printed")
    return {"attributions": [dataclasses.replace(first, cue=[cue]), *record.attributions[1:]]}


def span_over_blocks(record: Record) -> dict[str, Any]:
    document, first = record.document, record.attributions[0]
    content = [document.span(document.blocks[0].start, document.blocks[2].end)]
    return {"attributions": [dataclasses.replace(first, content=content)]}


def unknown_entity(record: Record) -> dict[str, Any]:
    return {"attributions": [dataclasses.replace(record.attributions[0], entities=["e99"])]}


def unknown_outer(record: Record) -> dict[str, Any]:
    return {"attributions": [dataclasses.replace(record.attributions[0], inside="a99")]}


def id_twice(record: Record) -> dict[str, Any]:
    return {"attributions": [record.attributions[0], record.attributions[0]]}


def text_outside_blocks(record: Record) -> dict[str, Any]:
    kept = record.document.blocks[:-1]
    return {"document": dataclasses.replace(record.document, blocks=kept), "attributions": []}


def blocks_out_of_order(record: Record) -> dict[str, Any]:
    turned = record.document.blocks[::-1]
    return {"document": dataclasses.replace(record.document, blocks=turned), "attributions": []}


def made_event(record: Record, **changed: Any) -> Event:
    trigger = record.attributions[0].cue[0]
    event = Event(
        id="v1", trigger=trigger, time=None, participants=[], places=[], modality="actual",
        authority=None, confidence=0.5,
    )  # fmt: skip
    return dataclasses.replace(event, **changed)


def made_relation(record: Record, **changed: Any) -> Relation:
    relation = Relation(
        id="r1", subject=record.entities[0].id, type="role", object=None, role="keeper",
        status="unknown", evidence=record.attributions[0].cue[0], authority=None, confidence=0.5,
    )  # fmt: skip
    return dataclasses.replace(relation, **changed)


def made_place(entity: str) -> Place:
    return Place(
        entity=entity, name="Oru", kind="point", country=None, latitude=1.0, longitude=2.0,
        gazetteer_id=None,
    )  # fmt: skip


def stance(from_: str, to: str) -> dict[str, Any]:
    return {"stances": [Stance(from_=from_, to=to, stance="denies", evidence=None, confidence=0.5)]}


def event_without_its_time(record: Record) -> dict[str, Any]:
    return {"events": [made_event(record, time="t99")]}


def event_of_nobody_known(record: Record) -> dict[str, Any]:
    return {"events": [made_event(record, participants=["e99"])]}


def event_on_unknown_authority(record: Record) -> dict[str, Any]:
    return {"events": [made_event(record, authority="a99")]}


def event_id_twice(record: Record) -> dict[str, Any]:
    return {"events": [made_event(record), made_event(record)]}


def relation_to_nobody_known(record: Record) -> dict[str, Any]:
    return {"relations": [made_relation(record, object="e99")]}


def relation_on_unknown_authority(record: Record) -> dict[str, Any]:
    return {"relations": [made_relation(record, authority="a99")]}


def place_of_nothing(record: Record) -> dict[str, Any]:
    return {"places": [made_place("e99")]}


def entity_in_two_places(record: Record) -> dict[str, Any]:
    return {"places": [made_place(record.entities[0].id)] * 2}


def stance_to_nothing(record: Record) -> dict[str, Any]:
    return stance(record.attributions[0].id, "a99")


def stance_to_itself(record: Record) -> dict[str, Any]:
    return stance(record.attributions[0].id, record.attributions[0].id)


def test_times_places_relations_events_and_stances_survive_json() -> None:
    record = make_record()
    first = record.attributions[0]
    date = record.document.span(first.cue[0].start, first.cue[0].end)
    time = TimeExpression(
        id="t1", start=date.start, end=date.end, text=date.text, type="date", value="2031-02",
        earliest="2031-02-01", latest="2031-02-28", anchor="published",
    )  # fmt: skip
    full = dataclasses.replace(
        record,
        times=[time],
        places=[made_place(record.entities[0].id)],
        relations=[made_relation(record, authority=first.id)],
        events=[made_event(record, time="t1", places=[record.entities[0].id])],
        **stance(record.attributions[-1].id, record.sentences[0].id),
    )
    assert Record.from_json(full.to_json()) == full


@pytest.mark.parametrize(
    "change",
    [
        event_without_its_time,
        event_of_nobody_known,
        event_on_unknown_authority,
        event_id_twice,
        relation_to_nobody_known,
        relation_on_unknown_authority,
        place_of_nothing,
        entity_in_two_places,
        stance_to_nothing,
        stance_to_itself,
        broken_span,
        span_over_blocks,
        unknown_entity,
        unknown_outer,
        id_twice,
        text_outside_blocks,
        blocks_out_of_order,
    ],
)
def test_a_record_that_breaks_the_contract_is_refused(
    change: Callable[[Record], dict[str, Any]],
) -> None:
    record = make_record()
    with pytest.raises(OnrecordError) as caught:
        dataclasses.replace(record, **change(record))
    assert caught.value.code == "E001"


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: d.pop("document"),
        lambda d: d.update(surprise=1),
        lambda d: d["document"].update(text=5),
        lambda d: d["attributions"][0].update(kind="rumour"),
        lambda d: d["attributions"][0].update(confidence="high"),
        lambda d: d["attributions"][0]["cue"][0].update(start=None),
        lambda d: d.update(attributions={}),
        lambda d: d.update(attributions=[7]),
    ],
)
def test_json_that_is_no_record_is_refused_with_a_number(
    edit: Callable[[dict[str, Any]], object],
) -> None:
    data = make_record().to_dict()
    edit(data)
    with pytest.raises(OnrecordError) as caught:
        Record.from_dict(data)
    assert caught.value.code == "E001"


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "3"])
def test_text_that_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(OnrecordError):
        Record.from_json(text)


def test_an_attribution_and_an_entity_are_found_by_id() -> None:
    record = make_record()
    last, entity = record.attributions[-1], record.entities[0]
    assert record.attribution(last.id) is last
    assert record.entity(entity.id) is entity
    with pytest.raises(KeyError):
        record.attribution("nobody")
    with pytest.raises(KeyError):
        record.entity("nobody")


def test_the_frame_is_the_documents() -> None:
    document = make_record().document
    assert document.frame == Frame(
        headline=document.headline,
        byline=document.byline,
        dateline=document.dateline,
        publisher=document.publisher,
        published=document.published,
    )


@given(st.lists(st.text(alphabet="aé漢🦊 .", min_size=1, max_size=12), max_size=5))
def test_any_text_in_blocks_makes_a_record_that_survives_json(paragraphs: list[str]) -> None:
    text, blocks = "", []
    for paragraph in paragraphs:
        if paragraph.strip():
            blocks.append(Block(kind="paragraph", start=len(text), end=len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    mentions = [
        Mention(start=b.start, end=b.end, text=text[b.start : b.end], kind="name", confidence=1.0)
        for b in blocks
    ]
    record = Record(
        made_by=MadeBy(onrecord="0", stages={}),
        document=Document(
            id="d", location=None, sha256="0", media_type="text/plain", language="en",
            text=text, blocks=blocks,
        ),
        entities=[Entity(id="e1", name="x", type="other", mentions=mentions)],
    )  # fmt: skip
    assert Record.from_json(record.to_json()) == record
