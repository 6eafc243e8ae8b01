from __future__ import annotations

from dataclasses import replace

from sample_records import make_ferry_record

from onrecord.export import disputes
from onrecord.export.told import Told

FERRY = make_ferry_record()


def test_answers_stand_with_what_they_answer_denials_first() -> None:
    found = [
        (one.about, [(each.from_, each.stance) for each in one.answers])
        for one in disputes.disputes(FERRY, Told(FERRY))
    ]
    assert found == [
        ("a1", [("a2", "denies"), ("a3", "denies"), ("a6", "supports")]),
        ("a4", [("a5", "doubts")]),
        ("s9", [("a8", "denies")]),
    ]


def test_a_list_is_called_by_the_strongest_in_it() -> None:
    for stances, title, label in (
        (FERRY.stances, "Who denies what", "Denials"),
        (FERRY.stances[2:4], "Who doubts what", "Doubts"),
        (FERRY.stances[2:3], "Who supports what", "Support"),
    ):
        record = replace(FERRY, stances=stances)
        found = disputes.disputes(record, Told(record))
        assert (disputes.title(found), disputes.label(found)) == (title, label)


def test_each_side_knows_the_other() -> None:
    known = disputes.stances_of(FERRY)
    assert known["a1"] == [("denied by", "a2"), ("denied by", "a3"), ("supported by", "a6")]
    assert known["a8"] == [("denies", "s9")]
    assert "a7" not in known
