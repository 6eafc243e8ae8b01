from __future__ import annotations

import json

from onrecord.errors import OnrecordError
from onrecord.export import jsonl
from onrecord.record import Record


def test_each_record_is_one_line(record: Record, hostile_record: Record) -> None:
    lines = "".join(jsonl.write_many([record, hostile_record])).splitlines()
    assert [Record.from_json(line) for line in lines] == [record, hostile_record]


def test_an_error_stands_in_the_place_of_its_record() -> None:
    line = jsonl.write_error("x\u2028", OnrecordError("R001"))
    assert line.count("\n") == 1
    found = json.loads(line)
    assert found["id"] == "x\u2028"
    assert found["error"]["code"] == "R001"
    assert found["error"]["message"].startswith("the file is empty")
