from __future__ import annotations

import json

from sample_records import make_ferry_record, make_hostile_record, make_people_record

from onrecord.export.who import json_
from onrecord.export.who.profile import profile


def test_it_holds_the_record_s_own_objects() -> None:
    record = make_people_record()
    data = json.loads(json_.write(profile(record, record.entity("e1"))))
    whole = record.to_dict()
    assert data["schema"] == "onrecord/who/1"
    assert data["entity"] == whole["entities"][0]
    assert data["said"] == whole["attributions"][:2]
    about = [(one["attribution"]["id"], one["mentions"]) for one in data["about"]]
    assert about[0] == ("a3", [{"start": 301, "end": 311, "text": "his sister"}])
    assert data["in_own_voice"][1]["sentence"]["text"].startswith("The clerk, Ines Karo")
    assert data["names"]["e4"] == "Ines Karo"
    assert data["document"]["headline"].startswith("Minister Denies")


def test_relations_events_and_the_place_are_the_record_s_own_objects() -> None:
    record = make_ferry_record()
    whole = record.to_dict()
    data = json.loads(json_.write(profile(record, record.entity("e8"))))
    assert data["place"] == whole["places"][1]
    assert data["relations"] == [whole["relations"][5]]
    assert data["events"] == [whole["events"][1]]
    assert data["times"] == [whole["times"][3]]
    assert json.loads(json_.write(profile(record, record.entity("e2"))))["place"] is None


def test_controls_are_escaped() -> None:
    record = make_hostile_record()
    assert "\x1b" not in json_.write(profile(record, record.entity("e1")))
