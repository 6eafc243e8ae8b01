"""What people decided stands beside what was read, in every format, with who decided it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sample_records import make_record

from onrecord.export import FORMATS, writer
from onrecord.export.decided import marks, whole
from onrecord.record import Decision, Record


def decided() -> Record:
    record = make_record()
    first, second = (said.id for said in record.attributions[:2])
    at = "2031-03-12T09:00:00Z"
    return replace(
        record,
        decisions=[
            Decision(id="j1", on=first, action="accept", by="ada", at=at),
            Decision(
                id="j2",
                on=second,
                action="correct",
                fields=["source", "kind"],
                by="<b>ole</b>",
                at=at,
                why="she said | so",
            ),
            Decision(id="j3", on="a99", action="reject", by="ada", at=at, why="no statement"),
        ],
    )


def test_marks_say_what_was_done_and_by_whom() -> None:
    record = decided()
    first, second = (said.id for said in record.attributions[:2])
    assert marks(record)[first] == [("accepted by", "ada")]
    assert marks(record)[second] == [("source, kind corrected by", "<b>ole</b>")]
    assert whole(record.decisions[2]) == "a99 rejected by ada, 2031-03-12T09:00:00Z: no statement"
    assert marks(make_record()) == {}


@pytest.mark.parametrize("format", ["text", "md", "html", "csv"])
def test_every_format_marks_what_a_person_decided(format: str) -> None:
    assert format in FORMATS
    with_it = re.sub(r"\s+", " ", writer(format)(decided()))
    assert "accepted by ada" in with_it
    assert "accepted by" not in writer(format)(make_record())


def test_a_name_is_no_mark_up_on_the_page() -> None:
    page = writer("html")(decided())
    assert "<b>ole" not in page
    assert "&lt;b&gt;ole" in page


def test_what_was_rejected_is_named_in_markdown() -> None:
    assert "a99 rejected by ada" in writer("md")(decided())
