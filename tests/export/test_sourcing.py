from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import MADE_BY, Draft, make_people_record, make_record

from onrecord.export.sourcing import DOUBTFUL_BELOW, is_plural, short, sourcing, standing
from onrecord.record import Attribution, Description, Record, SourceKind


def a_record(source: str, kind: SourceKind) -> Record:
    draft = Draft([("paragraph", f"{source} said it rained.")])
    return Record(
        made_by=MADE_BY,
        document=draft.document(),
        attributions=[
            Attribution(
                id="a1",
                source=draft.span(0, source),
                unresolved="no name is given",
                cue=[draft.span(0, "said")],
                content=[draft.span(0, "it rained")],
                mode="indirect",
                kind="statement",
                source_kind=kind,
                confidence=0.9,
            )
        ],
    )


def test_the_most_used_source_comes_first_and_what_has_no_name_to_count_under_last(
    record: Record,
) -> None:
    found = sourcing(record).sources
    assert [use.name for use in found[:3]] == ["Dorrit Haldane", "Petra Lunde", "Dockers’ Union"]
    assert [len(use.attributions) for use in found[:4]] == [2, 2, 2, 1]
    assert [use.id for use in found[-2:]] == ["pronouns", "unstated"]


def test_of_equally_used_sources_the_named_come_first(record: Record) -> None:
    once = [use.standing for use in sourcing(record).sources[3:-2]]
    assert once == ["named"] * 2 + ["unnamed"] * 3 + ["unresolved"] * 4


def test_the_tally_counts_sources_not_pronouns(record: Record) -> None:
    assert sourcing(record).tally == {"named": 5, "unnamed": 3, "unresolved": 4}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("three  engineers,", "three engineers"),
        ("an official, who asked not to be named,", "an official"),
        (
            "An engineer who took part in the inspection",
            "An engineer who took part in the inspection",
        ),
        (
            "a clerk at the harbour board who keeps the logbooks and has read the audit",
            "a clerk at the harbour board",
        ),
        ("one, a retired judge, who knows him", "one, a retired judge"),
        (
            "the council of the seven harbours of the northern coast and of its islands",
            "the council of the seven harbours of the northern coast and …",
        ),
        (",", ","),
    ],
)
def test_a_long_source_is_called_by_its_head(source: str, name: str) -> None:
    assert short(source) == name


@given(st.text(min_size=1, max_size=200) | st.text(" ,a", min_size=1))
def test_whatever_a_source_is_it_is_called_something_short(source: str) -> None:
    assert short(source)
    assert len(short(source)) <= 62 or not source.strip(" ,;:\n")
    is_plural(source)


@pytest.mark.parametrize(
    ("source", "plural"),
    [
        ("Critics", True),
        ("Three engineers", True),
        ("Two people familiar with it", True),
        ("Police in Marren", True),
        ("the harbour board's friends", True),
        ("a clerk and his brother", True),
        ("they", True),
        ("I", True),
        ("some of the crew", True),
        ("she", False),
        ("who", False),
        ("A senior official", False),
        ("An adviser to three ministers", False),
        ("the official in charge of cranes", False),
        ("the union that represents dockers", False),
        ("The minister's office", False),
        ("the dockers' boss", False),
        ("one of the engineers", False),
        ("the earlier analysis", False),
        ("“", False),
    ],
)
def test_several_are_told_from_one(source: str, plural: bool) -> None:
    assert is_plural(source) is plural


def test_named_sources_are_described_in_the_article_s_own_words(record: Record) -> None:
    described = {use.id: use.described for use in sourcing(record).sources}
    assert described["e1"] == "who led the crane crew until 2029"
    assert described["e2"] == "A board spokeswoman"
    assert described["e3"] == ""


def test_what_follows_a_name_describes_it_and_what_others_call_it_does_not(
    record: Record,
) -> None:
    source = "Ona Brill, who pilots the ferry,"
    own = a_record(source, "named_person")
    entity = record.entities[0]
    start = own.document.text.index("the ferry")
    hearsay = Description(start=start, end=start + 9, text="the ferry", authority="a1")
    named = replace(
        own,
        entities=[replace(entity, name="Ona Brill", mentions=[], descriptions=[hearsay])],
        attributions=[replace(own.attributions[0], entities=["e1"], unresolved=None)],
    )
    assert [use.described for use in sourcing(named).sources] == ["who pilots the ferry"]


def test_sources_that_would_be_called_alike_are_told_apart(record: Record) -> None:
    draft = Draft([("paragraph", "A clerk, who saw it, said so. A clerk, who did not, said no.")])
    attributions = [
        replace(
            record.attribution("a13"),
            id=f"a{number}",
            source=draft.span(0, source),
            cue=[draft.span(0, "said", nth=number - 1)],
            content=[draft.span(0, content)],
        )
        for number, source, content in (
            (1, "A clerk, who saw it", "so"),
            (2, "A clerk, who did not", "no"),
        )
    ]
    found = sourcing(
        Record(made_by=MADE_BY, document=draft.document(), attributions=attributions)
    ).sources
    assert [use.name for use in found] == ["A clerk, who saw it", "A clerk, who did not"]


def test_an_attribution_to_two_entities_counts_for_both(record: Record) -> None:
    uses = {use.id: [one.id for one in use.attributions] for use in sourcing(record).sources}
    assert "a14" in uses["e1"]
    assert "a14" in uses["e4"]


def test_what_a_resolved_pronoun_says_is_counted_under_its_name() -> None:
    found = sourcing(make_people_record())
    uses = {use.name: [one.id for one in use.attributions] for use in found.sources}
    assert uses["Ada Venn"] == ["a1", "a2"]
    assert uses["Tor Venn"] == ["a3", "a5"]
    assert uses[""] == ["a11"]
    assert sorted(found.resolved) == ["a10", "a2", "a4", "a5", "a8"]
    assert [use.entity and use.entity.id for use in found.sources] == [
        "e4",
        "e1",
        "e3",
        "e6",
        "e5",
        None,
    ]


def test_every_attribution_is_counted_under_some_source(record: Record) -> None:
    counted = {one.id for use in sourcing(record).sources for one in use.attributions}
    assert counted == {one.id for one in record.attributions}


def test_ids_of_sources_are_unique(record: Record) -> None:
    ids = [use.id for use in sourcing(record).sources]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("a2", "named"),
        ("a5", "unnamed"),
        ("a4", "unresolved"),
        ("a6", "unresolved"),
        ("a13", "unnamed"),
        ("a11", "unresolved"),
        ("a8", "unstated"),
        ("a15", "named"),
    ],
)
def test_the_standing_of_a_source(record: Record, id: str, expected: str) -> None:
    assert standing(record.attribution(id)) == expected


def test_a_ground_for_anonymity_makes_even_a_definite_source_unnamed(record: Record) -> None:
    official = record.attribution("a6")
    ground = record.attribution("a5").anonymity
    assert standing(replace(official, anonymity=ground)) == "unnamed"


def test_what_an_unnamed_person_relays_rests_on_that_person_too(record: Record) -> None:
    assert [one.id for one in sourcing(record).one_unnamed] == ["a5", "a6"]


@pytest.mark.parametrize(
    ("source", "kind", "one"),
    [
        ("A senior official", "unnamed_person", True),
        ("One boss", "unnamed_person", True),
        ("Board spokeswoman", "unnamed_person", True),
        ("An adviser to three ministers", "unnamed_person", True),
        ("Three engineers", "unnamed_person", False),
        ("Officials in the ministry", "unnamed_person", False),
        ("Two people familiar with it", "unnamed_person", False),
        ("Sources, asked by the board,", "unnamed_person", False),
        ("The official", "unnamed_person", False),
        ("Not everybody", "unnamed_person", False),
        ("Someone at the board", "unnamed_person", True),
        ("A harbour board", "organization", False),
    ],
)
def test_one_unnamed_person_is_told_from_several(source: str, kind: SourceKind, one: bool) -> None:
    assert bool(sourcing(a_record(source, kind)).one_unnamed) is one


def test_an_inner_attribution_follows_the_one_it_stands_in(record: Record) -> None:
    order = [(one.id, depth) for one, depth in sourcing(record).in_order]
    assert order[4:7] == [("a5", 0), ("a6", 1), ("a7", 0)]


def test_attributions_that_nest_in_a_ring_are_all_kept(record: Record) -> None:
    ring = {"a5": "a6", "a6": "a5"}
    attributions = [replace(a, inside=ring.get(a.id)) for a in record.attributions]
    order = sourcing(replace(record, attributions=attributions)).in_order
    assert sorted(one.id for one, _ in order) == sorted(one.id for one in attributions)


def test_reasons_are_grouped_the_most_frequent_first(record: Record) -> None:
    reasons = sourcing(record).unresolved
    assert (reasons[0][0], len(reasons[0][1])) == ("no name is given", 4)
    assert sum(len(those) for _, those in reasons) == 9


def test_reasons_of_the_reading_are_put_in_words(record: Record) -> None:
    short = [replace(one, unresolved="nominal") for one in record.attributions]
    ((words, those),) = sourcing(replace(record, attributions=short)).unresolved
    assert words == "the source is described, not named"
    assert len(those) == len(short)


def test_what_reading_took_for_a_pronoun_is_unresolved(record: Record) -> None:
    spoken = replace(record.attribution("a13"), unresolved="pronoun")
    assert standing(record.attribution("a13")) == "unnamed"
    assert standing(spoken) == "unresolved"


def test_voices_add_up_to_the_characters_of_the_story(record: Record) -> None:
    voices = sourcing(record).voices
    assert voices.total == sum(block.end - block.start for block in record.document.story)


def test_nested_words_count_for_the_outermost_source(record: Record) -> None:
    named_inside = [replace(a, entities=["e1"]) if a.id == "a6" else a for a in record.attributions]
    changed = sourcing(replace(record, attributions=named_inside)).voices
    assert changed == sourcing(record).voices


def test_a_story_in_which_nobody_speaks_is_the_outlet_s_own(empty_record: Record) -> None:
    voices = sourcing(empty_record).voices
    assert voices.outlet == voices.total == len(empty_record.document.text)
    assert sourcing(empty_record).sources == []


def test_doubtful_readings_and_how_many_should_be_right(record: Record) -> None:
    found = sourcing(record)
    assert [one.id for one in found.doubtful] == ["a13", "a16"]
    assert all(one.confidence < DOUBTFUL_BELOW for one in found.doubtful)
    assert found.expected_right == pytest.approx(12.42)


@given(st.lists(st.integers(0, 15), max_size=16))
def test_any_nesting_of_any_choice_keeps_every_attribution_once(outer: list[int]) -> None:
    record = make_record()
    attributions = [
        replace(one, inside=f"a{outer[index] + 1}" if index < len(outer) else None)
        for index, one in enumerate(record.attributions)
    ]
    order = sourcing(replace(record, attributions=attributions)).in_order
    assert sorted(one.id for one, _ in order) == sorted(one.id for one in attributions)
