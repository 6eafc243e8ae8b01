from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sample_records import make_empty_record, make_ferry_record, make_record

from onrecord.export import CSV_TABLES, csv_, csv_tables
from onrecord.record import Record


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_columns_are_fixed(record: Record) -> None:
    header = csv_.write(record).split("\r\n")[0]
    assert header == (
        "document,location,headline,publisher,published,id,inside,source,entities,source_kind,"
        "cue,content,kind,mode,cue_attitude,negated,hedges,anonymity,basis,said_on,unresolved,"
        "confidence,source_at,cue_at,content_at,decided"
    )


def test_one_row_an_attribution(record: Record) -> None:
    found = rows(csv_.write(record))
    assert [row["id"] for row in found] == [one.id for one in record.attributions]
    official = found[5]
    assert official["inside"] == "a5"
    assert official["hedges"] == "may"
    assert official["confidence"] == "0.660"


def test_pieces_are_joined_and_their_places_lead_back(record: Record) -> None:
    row = rows(csv_.write(record))[1]
    said = row["content"].split(" […] ")
    places = [place.split("..") for place in row["content_at"].split()]
    assert len(said) == 2
    assert said == [record.document.text[int(start) : int(end)] for start, end in places]


def test_the_header_comes_once(record: Record, empty_record: Record) -> None:
    written = "".join(csv_.write_many([record, empty_record, record]))
    assert written.count("document,location") == 1
    assert len(rows(written)) == 2 * len(record.attributions)


def test_a_record_without_attributions_has_no_row() -> None:
    assert rows(csv_.write(make_empty_record())) == []


def test_every_table_has_its_rows_and_begins_with_the_document() -> None:
    record = make_ferry_record()
    assert tuple(csv_tables.TABLES) == CSV_TABLES
    for table in CSV_TABLES:
        found = rows(csv_.write(record, table))
        assert len(found) == len(getattr(record, table))
        assert list(found[0])[:5] == ["document", "location", "headline", "publisher", "published"]


def test_a_dated_event_is_a_row_with_whose_words_it_is() -> None:
    plot = rows(csv_.write(make_ferry_record(), "events"))[2]
    assert plot["trigger"] == "burn"
    assert (plot["time"], plot["value"], plot["earliest"]) == (
        "Jan. 12, 1998",
        "1998-01-12",
        "1998-01-12",
    )
    assert (plot["modality"], plot["authority"], plot["authority_source"]) == (
        "attempted",
        "a7",
        "Signe Lund",
    )


def test_a_relation_names_both_sides() -> None:
    member = rows(csv_.write(make_ferry_record(), "relations"))[3]
    assert (member["subject"], member["type"], member["object"]) == (
        "Ivo Dahl",
        "member_of",
        "Unit Nine",
    )
    assert member["authority_source"] == "The harbour ministry"


def test_degrees_stay_numbers() -> None:
    tarn, _, sea, _ = rows(csv_.write(make_ferry_record(), "places"))
    assert (tarn["latitude"], tarn["longitude"]) == ("-3.25", "-20.5")
    assert sea["latitude"] == ""


def test_a_stance_holds_the_words_of_both() -> None:
    denial = rows(csv_.write(make_ferry_record(), "stances"))[4]
    assert (denial["from_source"], denial["from_words"]) == ("Maren Oster", "“A legend,”")
    assert (denial["to"], denial["to_source"]) == ("s9", "")
    assert denial["to_words"].startswith("The council was founded")


def test_formulas_are_neutralised(hostile_record: Record) -> None:
    (row,) = rows(csv_.write(hostile_record))
    assert row["source"] == '\'=HYPERLINK("http://evil.example","x")'
    assert row["entities"].startswith("'=")


@given(st.text(st.characters(codec=None), max_size=20), st.sampled_from("=+-@\t\r\n＝a "))
def test_no_cell_is_a_formula_whatever_the_text(text: str, first: str) -> None:
    record = make_record()
    hostile = replace(record, document=replace(record.document, headline=first + text))
    written = csv_.write(hostile)
    written.encode("utf-8")
    found = rows(written)
    assert len(found) == len(record.attributions)
    assert not [
        cell for row in found for cell in row.values() if cell[:1] in tuple("=+-@\t\r\n＝＋－＠")
    ]
