from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from sample_records import make_ferry_record, make_hostile_record, make_people_record

from onrecord.export.who import text
from onrecord.export.who.profile import Profile, profile
from onrecord.record import Record


def of(id: str, record: Record | None = None) -> Profile:
    record = record or make_people_record()
    return profile(record, record.entity(id))


def squeezed(report: str) -> str:
    return " ".join(report.replace("│", " ").split())


def test_it_says_who_it_is_and_that_a_model_read_it() -> None:
    lines = text.write(of("e1")).splitlines()
    assert lines[:2] == ["Ada Venn", "person"]
    report = squeezed(text.write(of("e1")))
    assert "Read by a model, not established: which words mean Ada Venn" in report
    assert "Minister Denies Showing Harbour Plans to Her Brother · The Kestrian Lantern" in report


def test_descriptions_stand_with_their_authority() -> None:
    assert "“the Defence Minister of Kestria” in the outlet’s own voice, line 5" in squeezed(
        text.write(of("e1"))
    )
    assert "“a spy for hire” according to Ines Karo (a4), line 7" in squeezed(text.write(of("e3")))


def test_the_first_mentions_are_shown_with_place_and_words_and_all_on_demand() -> None:
    report = squeezed(text.write(of("e1")))
    assert "Mentioned 14 times" in report
    assert "5 names, 4 nominals, 5 pronouns" in report
    assert re.search(r"line 5 80\.\.88 ORLMARK — \[Ada Venn\], the Defence", report)
    assert "and 6 more (--all shows them)" in report
    every = squeezed(text.write(of("e1"), every=True))
    assert every.count("[Venn]") == 2
    assert "--all" not in every


def test_what_they_said_and_what_is_said_about_them_are_apart() -> None:
    report = text.write(of("e1"))
    said, about = report.split("\nSaid")[1].split("What others say about Ada Venn")
    assert "she → Ada Venn  said" in said
    assert "rests on: “Ada Venn”, line 5" in said
    assert "his sister may have been careless" in about.split("In the outlet")[0]
    assert "Venn was born in Orlmark" in about.split("In the outlet")[1]
    assert "4 sentences" in about
    assert "Nothing that was read here." in text.write(of("e2"))


def test_relations_and_events_stand_with_whose_words_they_are() -> None:
    report = squeezed(text.write(of("e2", make_ferry_record())))
    assert "r1 Ivo Dahl — envoy of Ana Ruiz 88%" in report
    assert "line 9, according to the harbour ministry (a4)" in report
    assert "Yrsa — daughter of Ivo Dahl" in report
    assert "statement · paraphrased · denied by a2 · denied by a3 supported by a6" in report
    assert "Events" not in report
    council = text.write(of("e1", make_ferry_record()))
    events = squeezed(council.split("Events")[1].split("Called")[0])
    assert "February 2031 v1 HELMVIK — The Norrund Salt Council [sold] half" in events
    assert "alleged · Norrund Salt Council" in events
    assert "v2" not in events


def test_a_place_says_where_it_lies_and_what_happened_there() -> None:
    report = squeezed(text.write(of("e8", make_ferry_record())))
    assert report.startswith("Helmvik place · 64.15° N, 0.04° E · Iceland")
    assert "April 2031 v2 …part of the Coast Guard, and that the fleet" in report


def test_a_metonym_and_a_listed_name_are_marked() -> None:
    report = squeezed(text.write(of("e5")))
    assert "place · here the government, not the place itself (2 of 4 times)" in report
    assert report.count("here the government") == 3
    listed = squeezed(text.write(of("e6")))
    assert "organization · from your gazetteer: patrols the northern coast" in listed


@pytest.mark.parametrize("width", [20, 40, 64, 80, 120, 200])
def test_no_line_is_wider_than_the_window(width: int) -> None:
    for record in (make_people_record(), make_hostile_record(), make_ferry_record()):
        lines = text.write(of("e1", record), width=width, every=True).splitlines()
        assert max(map(cell_len, lines)) <= max(40, min(width, 120))


def test_no_escape_sequence_of_the_article_is_let_through() -> None:
    record = make_hostile_record()
    assert not re.findall(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text.write(of("e1", record))
    )
    evil = replace(record.entities[0], name="\x1b[31mred", roles=["\x1b[5m"], entry="x")
    report = text.write(of("e1", replace(record, entities=[evil])), colour=True)
    assert "^[[31mred" in report
    assert "\x1b[31mred" not in report
