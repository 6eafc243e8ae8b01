from __future__ import annotations

from dataclasses import replace

from sample_records import make_ferry_record, make_people_record, make_record

from onrecord.export.told import Told

FERRY = make_ferry_record()
TOLD = Told(FERRY)


def test_the_holder_is_named_or_called_by_the_words_of_the_source() -> None:
    assert TOLD.holder("a3") == "Maren Oster"
    assert TOLD.holder("a4") == "the harbour ministry"
    assert TOLD.holder("s9") == "the outlet itself"
    assert Told(make_record()).holder("a8") == "a source that is not stated"
    assert Told(make_people_record()).holder("a11") == "he"


def test_an_authority_is_said_with_its_id_or_to_be_the_outlet() -> None:
    assert TOLD.authority("a4") == "according to the harbour ministry (a4)"
    assert Told(make_people_record()).authority("a11") == "according to him (a11)"
    assert TOLD.authority(None) == "in the outlet’s own voice"


def test_an_authority_within_another_says_through_whom() -> None:
    told = Told(make_record())
    assert told.authority("a6") == (
        "according to the minister (a6), through a senior official briefed on the inquiry (a5)"
    )


def test_a_ring_of_authorities_is_survived() -> None:
    first, second, *rest = FERRY.attributions
    ring = [replace(first, inside="a2"), replace(second, inside="a1"), *rest]
    told = Told(replace(FERRY, attributions=ring))
    assert told.authority("a1") == "according to Ivo Dahl (a1), through Maren Oster (a2)"


def test_verbs_agree_with_their_holders() -> None:
    said = [TOLD.does(FERRY.attribution(id)) for id in ("a3", "a5")]
    assert said == ["denies", "believe"]


def test_the_words_of_a_statement_are_its_content_or_the_sentence() -> None:
    assert TOLD.said("a2") == "“Not one ferry was sold,”"
    assert TOLD.said("s9").startswith("The council was founded")


def test_words_stand_in_their_sentence() -> None:
    trigger = FERRY.events[4].trigger
    assert TOLD.sentence(trigger).text == TOLD.said("s9")
    alone = Told(replace(FERRY, sentences=[], stances=[]))
    assert alone.sentence(trigger) == trigger
