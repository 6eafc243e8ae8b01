"""Dated events of a text."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from seen import document_of
from tagged import entity_of, read, tagged, time_of

from onrecord.annotate import events, sentences
from onrecord.annotate.events.dating import dated
from onrecord.annotate.events.line import line_of
from onrecord.annotate.events.taking_part import Mentions
from onrecord.model import NOTHING_SEEN
from onrecord.model.triggers import TAGS
from onrecord.record import Attribution, Document, Event, TimeExpression


def told(found: list[Event]) -> list[tuple[str, str | None, list[str], list[str], str]]:
    return [(e.trigger.text, e.time, e.participants, e.places, e.modality) for e in found]


def test_an_event_has_its_time_who_takes_part_and_where() -> None:
    found = read(
        "The Red/name Guild/name seized/past! the northern/adjective city/noun of Tarn/name "
        "from Orla/name Venn/name in 2015 .",
        ("2015", "2015"),
        entities=[("organization", "Red Guild"), ("place", "Tarn"), ("person", "Orla Venn")],
    )
    assert told(found) == [("seized", "t1", ["Red Guild", "Orla Venn"], ["Tarn"], "actual")]
    assert 0 < found[0].confidence <= 1
    assert found[0].id == "v1"


def test_that_something_was_said_is_no_event() -> None:
    assert (
        read("Venn/name said/past? Monday that it rained/past! .", ("Monday", "2019-05-20")) == []
    )


def test_what_is_still_to_be_said_is_one() -> None:
    found = read("Venn/name will/modal announce/base? it on Friday .", ("Friday", "2019-05-24"))
    assert told(found) == [("announce", "t1", [], [], "planned")]


def test_a_saying_that_is_a_deed_is_one() -> None:
    found = read("Prosecutors/noun charged/past? him in May .", ("May", "2019-05"))
    assert [event.trigger.text for event in found] == ["charged"]


def test_what_somebody_declined_to_say_is_none() -> None:
    written = "He declined/past! to weigh/base! in Monday ."
    assert read(written, ("Monday", "2019-05-20")) == []


def test_one_clause_gives_one_event_with_the_more_exact_time() -> None:
    found = read(
        "In May , on a Friday , the dam/noun broke/past! .",
        ("May", "2019-05"),
        ("Friday", "2019-05-17"),
    )
    assert [(event.trigger.text, event.time) for event in found] == [("broke", "t2")]


def test_two_clauses_give_two_events_in_the_order_of_their_triggers() -> None:
    found = read(
        "In 2015 he left/past! , and in 2016 he returned/past! .",
        ("2015", "2015"),
        ("2016", "2016"),
    )
    assert [(event.id, event.trigger.text, event.time) for event in found] == [
        ("v1", "left", "t1"),
        ("v2", "returned", "t2"),
    ]


def test_durations_vague_words_and_dates_within_names_date_nothing() -> None:
    document, seen = tagged("Venn/name now left/past! Easter/name Island/name .")
    island = entity_of(document, "e1", "place", "Easter Island")
    vague, holiday = (
        time_of(document, "now", "2019-05-20"),
        time_of(document, "Easter", "2019-04-21"),
    )
    lasting = TimeExpression(
        id="t3", start=0, end=4, text="Venn", type="duration", value="P3D",
        earliest=None, latest=None, anchor="explicit",
    )  # fmt: skip
    whole = sentences.split(document)
    assert events.read(document, whole, seen, [island], [], [lasting, vague, holiday], []) == []


def test_the_authority_is_the_attribution_around_the_trigger() -> None:
    document, seen = tagged("Venn/name said/past? the dam/noun broke/past! in 2015 .")
    content = document.span(document.text.index("the dam"), len(document.text) - 2)
    said = Attribution(
        id="a1", source=document.span(0, 4), cue=[document.span(5, 9)], content=[content],
        mode="indirect", kind="statement", source_kind="named_person", confidence=0.9,
    )  # fmt: skip
    whole, time = sentences.split(document), time_of(document, "2015", "2015")
    (event,) = events.read(document, whole, seen, [], [said], [time], [])
    assert event.authority == "a1"
    (event,) = events.read(document, whole, seen, [], [], [time], [])
    assert event.authority is None


def test_the_words_of_a_date_are_no_happening() -> None:
    found = read("The talks/noun! follow/present! in March/noun! .", ("March", "2019-03"))
    assert [event.trigger.text for event in found] == ["talks"]


def test_trigger_words_that_belong_together_are_taken_together() -> None:
    found = read("The 2018 assassination/noun! attempt/noun! failed/past! .", ("2018", "2018"))
    assert [event.trigger.text for event in found] == ["assassination attempt"]
    found = read("The strike/noun took/past! place/noun in 2015 .", ("2015", "2015"))
    assert [event.trigger.text for event in found] == ["strike"]
    found = read("She stepped/past! down in 2015 .", ("2015", "2015"))
    assert [event.trigger.text for event in found] == ["stepped down"]


def test_without_a_model_there_are_no_events() -> None:
    document = document_of("It fell in 2015.")
    time = time_of(document, "2015", "2015")
    assert events.read(document, sentences.split(document), NOTHING_SEEN, [], [], [time], []) == []


WORDS = ["in", "2015", "of", ",", "and", "(", ")", "who", "to", "broke", "dam", "the", "said", "-"]


ITEMS = st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(["", "!", "?"]))


def every_2015(document: Document) -> list[TimeExpression]:
    """Each "2015" of a text."""
    found = []
    for match in re.finditer("2015", document.text):
        time = time_of(document, "2015", "2015", f"t{len(found)}")
        found.append(replace(time, start=match.start(), end=match.end()))
    return found


@given(st.lists(ITEMS, min_size=1, max_size=40))
def test_any_words_give_verbatim_triggers_each_once(items: list[tuple[str, str, str]]) -> None:
    document, seen = tagged(" ".join(f"{word}/{tag}{mark}" for word, tag, mark in items))
    times = every_2015(document)
    found = events.read(document, sentences.split(document), seen, [], [], times, [])
    for event in found:
        trigger = event.trigger
        assert document.text[trigger.start : trigger.end] == trigger.text
    assert len({event.trigger for event in found}) == len(found)


def test_dates_without_end_cost_each_the_same() -> None:
    """No date looks further than its surroundings, however long the sentence."""

    class Counted(list[str]):
        looked = 0

        def __getitem__(self, index):  # type: ignore[no-untyped-def, override]
            Counted.looked += 1
            return super().__getitem__(index)

    counts = []
    for size in (300, 600):
        document, seen = tagged(" ".join(["of 2015"] * size))
        made = line_of(seen, 0, len(document.text))
        assert made is not None
        made = replace(made, words=Counted(made.words))
        Counted.looked = 0
        for time in every_2015(document):
            dated(made, *made.at(time.start, time.end))
        counts.append(Counted.looked)
    assert counts[1] < 2.5 * counts[0]


def test_mentions_are_found_by_where_they_begin() -> None:
    document, _ = tagged("Orla/name met/past! Venn/name in Tarn/name .")
    entities = [
        entity_of(document, "e1", "person", "Orla"),
        entity_of(document, "e2", "place", "Tarn"),
    ]
    mentions = Mentions(entities, [])
    assert [entity.id for _, entity in mentions.within(0, 10)] == ["e1"]
    assert [entity.id for _, entity in mentions.within(0, len(document.text))] == ["e1", "e2"]
