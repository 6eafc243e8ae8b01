from __future__ import annotations

from dataclasses import replace

from sample_records import make_people_record

from onrecord.export.who.profile import Profile, profile
from onrecord.record import Record


def of(id: str, record: Record | None = None) -> Profile:
    record = record or make_people_record()
    return profile(record, record.entity(id))


def test_what_somebody_said_is_theirs_by_name_or_by_pronoun() -> None:
    assert [one.id for one in of("e1").said] == ["a1", "a2"]
    assert [one.id for one in of("e3").said] == ["a3", "a5"]


def test_what_others_say_with_a_mention_is_about_them_and_their_own_words_are_not() -> None:
    about = {
        one.attribution.id: [mention.text for mention in one.mentions] for one in of("e1").about
    }
    assert about == {
        "a3": ["his sister"],
        "a5": ["the minister"],
        "a6": ["The minister"],
        "a7": ["Ada Venn"],
        "a8": ["Ada Venn"],
    }
    assert [one.attribution.id for one in of("e3").about] == ["a1", "a2"]


def test_the_outlet_speaks_of_them_outside_all_contents_and_their_own_sources() -> None:
    record = make_people_record()
    text = record.document.text
    found = [
        (text[one.sentence.start :][:12], [mention.text for mention in one.mentions])
        for one in of("e1").in_own_voice
    ]
    assert found == [
        ("Minister Den", ["Minister", "Her"]),
        ("The clerk, I", ["Venn"]),
        ("Venn was bor", ["Venn"]),
        ("Her office l", ["Her"]),
    ]


def test_descriptions_come_with_whose_words_they_are() -> None:
    (spy,) = of("e3").descriptions
    assert spy[1]
    assert (spy[0].text, spy[1].id) == ("a spy for hire", "a4")
    assert [authority for _, authority in of("e4").descriptions] == [None, None]
    record = make_people_record()
    entity = record.entity("e3")
    strange = replace(entity, descriptions=[replace(entity.descriptions[0], authority="s1")])
    others = [strange if one.id == "e3" else one for one in record.entities]
    assert of("e3", replace(record, entities=others)).descriptions[0][1] is None


def test_forms_are_counted_names_first_and_pronouns_without_regard_to_capitals() -> None:
    forms = [(form.text, form.kind, form.count) for form in of("e1").forms]
    assert forms[:3] == [
        ("Ada Venn", "name", 3),
        ("Venn", "name", 2),
        ("the minister", "nominal", 2),
    ]
    assert forms[-2:] == [("her", "pronoun", 3), ("she", "pronoun", 2)]


def test_mentions_are_in_reading_order_whatever_the_record_s() -> None:
    record = make_people_record()
    entity = replace(record.entity("e1"), mentions=record.entity("e1").mentions[::-1])
    backwards = replace(record, entities=[entity, *record.entities[1:]])
    assert of("e1", backwards).mentions == of("e1").mentions
