from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sample_records import make_people_record

from onrecord.export import wording
from onrecord.export.places import Places
from onrecord.export.sourcing import sourcing
from onrecord.record import Record


def test_the_title_is_the_headline_or_where_it_came_from(
    record: Record, empty_record: Record
) -> None:
    assert wording.title(record) == "Harbour Board Hid Crane Warnings, Engineers Say"
    assert wording.title(empty_record) == "ferry.txt"
    nowhere = replace(empty_record, document=replace(empty_record.document, location=None))
    assert wording.title(nowhere) == "Untitled"


def test_frame_lines_hold_only_what_was_found(record: Record, empty_record: Record) -> None:
    assert wording.frame_lines(empty_record) == []
    assert wording.frame_lines(record)[-1] == "harbour.html"


@pytest.mark.parametrize(
    ("names", "sentence"),
    [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_listed_as_in_a_sentence(names: list[str], sentence: str) -> None:
    assert wording.listed(names) == sentence


def test_the_model_answers_for_what_it_read(record: Record, empty_record: Record) -> None:
    def said(one: Record) -> str:
        return wording.read_by_a_model(sourcing(one), one.document)

    assert "about 12 of 16 attributions should be right" in said(record)
    one = replace(record, attributions=record.attributions[:1])
    assert "about 1 of 1 attribution should" in said(one)
    assert "may have missed some" in said(empty_record)


def test_shares_of_voices_leave_out_the_silent(record: Record, empty_record: Record) -> None:
    shares = [share for _, share in wording.voice_shares(sourcing(record).voices)]
    assert len(shares) == 4
    assert sum(int(re.sub(r"\D", "", share)) for share in shares) == 100
    assert wording.voice_shares(sourcing(empty_record).voices) == [
        ("the outlet’s own voice", "100%")
    ]


def test_all_hedges_are_named(record: Record) -> None:
    belief = record.attribution("a6")
    twice = replace(belief, hedges=belief.hedges * 2)
    assert wording.grounds(twice) == [("hedged", "“may”, “may”")]


def test_pronouns_are_listed_the_most_frequent_first_and_a_few_alone(record: Record) -> None:
    she = record.attribution("a4")
    said = ("he", "She", "she", "I", "they", "it")
    attributions = [
        replace(she, id=f"a{number}", source=replace(she.source, text=word))
        for number, word in enumerate(said)
        if she.source
    ]
    use = replace(sourcing(record).sources[-2], attributions=attributions)
    assert use.id == "pronouns"
    assert wording.source_name(use) == "She, he, I, they …"


def test_a_source_says_whom_it_was_taken_for_and_on_which_words() -> None:
    record = make_people_record()
    she = record.attribution("a2")
    meant = sourcing(record).resolved["a2"]
    assert wording.source_of(she) == "she"
    assert wording.source_of(she, meant) == "she → Ada Venn"
    assert wording.rests_on(meant, Places(record.document)) == [("rests on", "“Ada Venn”, line 5")]
    unprinted = [replace(meant[0], named=None)]
    assert wording.rests_on(unprinted, Places(record.document)) == []
    two = [*meant, *sourcing(record).resolved["a5"]]
    assert wording.source_of(she, two) == "she → Ada Venn and Tor Venn"


def test_what_a_name_stands_for_is_said_and_how_often() -> None:
    capital = make_people_record().entity("e5")
    assert wording.metonym(capital) == ["here the government, not the place itself (2 of 4 times)"]
    always = replace(capital, type="organization", mentions=capital.mentions[:2])
    assert wording.metonym(always) == ["here those who work there, not the place itself"]
    assert wording.metonym(replace(capital, mentions=[])) == []


def test_a_gazetteer_s_roles_are_said_to_be_its_own() -> None:
    guard = make_people_record().entity("e6")
    assert wording.from_gazetteer(guard) == ["from your gazetteer: patrols the northern coast"]
    assert wording.from_gazetteer(replace(guard, roles=[])) == ["listed in your gazetteer"]
    assert wording.from_gazetteer(replace(guard, entry=None)) == []


def test_an_article_in_another_language_is_said_not_to_have_been_read(
    record: Record,
) -> None:
    french = replace(record.document, language="fr")
    unread = replace(record, document=french, attributions=[])
    said = wording.read_by_a_model(sourcing(unread), french)
    assert said.startswith("Not read")
    assert not wording.read_by_a_model(sourcing(record), record.document).startswith("Not read")
