from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import json_
from onrecord.record import Record


def test_one_record_is_an_object_that_reads_back(record: Record) -> None:
    assert Record.from_json(json_.write(record)) == record


def test_several_records_are_an_array(record: Record, empty_record: Record) -> None:
    array = json.loads("".join(json_.write_many([record, empty_record])))
    assert array == [record.to_dict(), empty_record.to_dict()]


def test_no_record_is_an_empty_array() -> None:
    assert json.loads("".join(json_.write_many([]))) == []


def test_hostile_text_is_kept_but_escaped(hostile_record: Record) -> None:
    written = json_.write(hostile_record)
    assert Record.from_json(written) == hostile_record
    assert "\x1b" not in written
    assert "\u202e" not in written


@given(st.text(st.characters(codec=None)))
def test_any_text_reads_back_and_can_be_encoded(text: str) -> None:
    written = json_.dumps({"text": text})
    written.encode("utf-8")
    assert json.loads(written) == {"text": text}
