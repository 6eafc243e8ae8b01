from __future__ import annotations

from dataclasses import replace

import pytest
from sample_records import (
    make_empty_record,
    make_ferry_record,
    make_hostile_record,
    make_people_record,
    make_record,
)

from onrecord.casebook import facts


@pytest.mark.parametrize(
    ("publisher", "location", "outlet"),
    [
        ("The Tide", "https://www.tide.example/a", "The Tide"),
        (" The \n Tide ", None, "The Tide"),
        (None, "https://www.tide.example/a", "tide.example"),
        ("", "http://news.tide.example:80/", "news.tide.example"),
        (None, "/home/ada/tide.txt", None),
        (None, "http://[broken", None),
        (None, None, None),
    ],
)
def test_the_outlet_is_the_publisher_or_the_host(
    publisher: str | None, location: str | None, outlet: str | None
) -> None:
    assert facts.outlet(publisher, location) == outlet


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Harbour Ministry,", "harbour ministry"),
        ("a", "a"),
        ("A  Clerk’s\nAunt", "clerk's aunt"),
        ("“Ada” Venn", "ada venn"),
        ("", ""),
    ],
)
def test_names_are_compared_without_what_varies(name: str, folded: str) -> None:
    assert facts.folded(name) == folded


def test_every_row_says_the_words_and_the_line_it_stands_on() -> None:
    record = make_ferry_record()
    text = record.document.text
    rows = facts.rows(record)
    for table in ("relation", "event", "description"):
        names = facts.COLUMNS[table]
        for row in rows[table]:
            cells = dict(zip(names, row, strict=True))
            assert text[cells["start"] : cells["end"]] == cells["text"]  # type: ignore[misc]
            assert cells["line"] == text.count("\n", 0, cells["start"]) + 1  # type: ignore[arg-type]


def test_of_whom_a_statement_speaks_its_speaker_aside() -> None:
    rows = facts.rows(make_people_record())["about"]
    assert ("e1", "a7") in rows  # Ada Venn had laughed
    assert ("e4", "a7") not in rows
    assert ("e1", "a2") not in rows


def test_what_is_dated_has_its_days_in_order() -> None:
    rows = facts.rows(make_ferry_record())["moment"]
    assert [row[:2] for row in rows] == [
        ("event", "v1"),
        ("event", "v2"),
        ("event", "v3"),
        ("event", "v4"),
        ("event", "v5"),
        ("statement", "a3"),
    ]
    for *_, first, last, _printed in rows:
        assert isinstance(first, int)
        assert isinstance(last, int)
        assert first <= last


def test_an_open_end_is_dated_by_the_other() -> None:
    record = make_ferry_record()
    times = [replace(time, earliest=None) for time in record.times]
    for *_, first, last, _printed in facts.rows(replace(record, times=times))["moment"][:5]:
        assert first == last is not None


def test_any_record_has_rows() -> None:
    for record in (make_record(), make_hostile_record(), make_empty_record()):
        for table, rows in facts.rows(record).items():
            assert {len(row) for row in rows} <= {len(facts.COLUMNS[table])}
