"""The mapping of TIMEX3 to EDTF and the scores, on invented expressions."""

from __future__ import annotations

from typing import Any

import pytest

from bench import corpora, timex
from bench.timex import Expression, edtf_of, paired, score
from onrecord import edtf

DAY = "2031-05-07"


@pytest.mark.parametrize(
    ("timex3", "value"),
    [
        ("2031-05-07", "2031-05-07"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("2031-XX", "2031"),
        ("2031-XX-XX", "2031"),
        ("2031-05-XX", "2031-05"),
        ("2031-WXX", "2031"),
        ("2031-QX", "2031"),
        ("2031-W19", "2031-05-05/2031-05-11"),
        ("2031-W9", "2031-02-24/2031-03-02"),
        ("2031-W19-WE", "2031-05-10/2031-05-11"),
        ("2031-Q3", "2031-35"),
        ("2031-H1", "2031-40"),
        ("2031-SU", "2031-22"),
        ("2031-WI", "2031-24"),
        ("198", "198X"),
        ("198X", "198X"),
        ("19", "19XX"),
        ("2031-05-07TMO", "2031-05-07T06:00:00/2031-05-07T12:00:00"),
        ("2031-05-07TEV", "2031-05-07T18:00:00/2031-05-07T24:00:00"),
        ("2031-05-07TNI", "2031-05-07T20:00:00/2031-05-08T06:00:00"),
        ("2031-05-07T09:30", "2031-05-07T09:30:00"),
        ("2031-05-07T17", "2031-05-07T17:00:00"),
        ("2031-05-07T24", "2031-05-08T00:00:00"),
        ("PRESENT_REF", "2031-05-07~"),
        ("PAST_REF", "../2031-05-07"),
        ("FUTURE_REF", "2031-05-07/.."),
        ("P3D", "P3D"),
        ("PT5H30M", "PT5H30M"),
        ("PXY", "PXY"),
        ("PXXM", "PXM"),
        ("P1E", "P10Y"),
        ("P2C", "P200Y"),
        ("PXE", "PXY"),
        ("P1Q", "P3M"),
        ("PXX", None),
        ("", None),
        ("2031-XX-07", None),
        ("2031-13-40", None),
    ],
)
def test_a_value_of_timex3_has_one_of_edtf_or_none(timex3: str, value: str | None) -> None:
    assert edtf_of(timex3, "DATE", DAY) == value
    assert value is None or edtf.valid(value)


@pytest.mark.parametrize(
    ("timex3", "value"),
    [
        ("P1D", "R/P1D"), ("PT1H", "R/PT1H"), ("XXXX-WXX-4", "R/P1W"), ("XXXX-WXX-2TNI", "R/P1W"),
        ("XXXX-XX-XX", "R/P1D"), ("XXXX-07", "R/P1Y"), ("XXXX-Q2", "R/P1Y"), ("XXXX-SU", "R/P1Y"),
        ("P1Q", "R/P3M"), ("2031", None),
    ],
)  # fmt: skip
def test_of_a_set_only_how_often_is_kept(timex3: str, value: str | None) -> None:
    assert edtf_of(timex3, "SET", DAY) == value
    assert value is None or edtf.valid(value)


def test_each_expression_is_paired_once_with_the_one_it_shares_most_with() -> None:
    gold = [Expression(0, 6, "date", "2031"), Expression(10, 20, "date", "2030")]
    read = [Expression(4, 18, "date", "2030"), Expression(0, 5, "date", "2031")]
    pairs = paired("a", gold, read)
    assert [(pair.gold, pair.read) for pair in pairs] == [(gold[0], read[1]), (gold[1], read[0])]


def test_what_is_over_is_missed_or_extra() -> None:
    pairs = paired("a", [Expression(0, 6, "date", "2031")], [Expression(7, 9, "date", "2031")])
    assert [timex.what(pair) for pair in pairs] == ["missed", "extra"]


def test_the_scores() -> None:
    gold = [Expression(0, 6, "date", "2031"), Expression(8, 9, "date", None)]
    read = [Expression(0, 6, "date", "2031"), Expression(8, 10, "set", "R/P1D")]
    found = score(paired("a", gold, [*read, Expression(20, 22, "date", "2031")]))
    assert (found["gold"], found["read"], found["unmapped"]) == (2, 3, 1)
    assert found["span"]["f1"] == 0.8
    assert found["strict"] == {"precision": 0.3333, "recall": 0.5, "f1": 0.4}
    assert found["value"]["f1"] == 0.4
    assert found["type"] == 0.5


def test_an_offset_that_the_truth_lacks_is_no_difference() -> None:
    gold = Expression(0, 6, "time", "2031-05-07T09:00:00")
    read = Expression(0, 6, "time", "2031-05-07T09:00:00-04:00")
    assert paired("a", [gold], [read])[0].same_value
    other = Expression(0, 6, "time", "2031-05-07T09:00:00Z")
    assert not paired("a", [other], [read])[0].same_value


def test_measuring_takes_the_dev_part_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    item = {"start": 8, "end": 12, "type": "DATE", "value": "2015"}
    lines: list[dict[str, Any]] = [
        {"id": f"a{n}", "dct": DAY, "text": "It shut 2015.", "timex": [item]} for n in range(40)
    ]
    monkeypatch.setattr(corpora, "read", lambda name: lines)
    dev = [line for line in lines if timex.is_dev(line)]
    assert 0 < len(dev) < len(lines)
    result = timex.measure(lambda some: [[Expression(8, 12, "date", "2015")] for _ in some])
    assert result["gold"] == len(dev)
    assert timex.figures(result) == {
        "timex_dev.span_f1": 1.0,
        "timex_dev.strict_f1": 1.0,
        "timex_dev.value_f1": 1.0,
        "timex_dev.type": 1.0,
    }


def test_an_article_is_read_with_its_date() -> None:
    article = {"id": "a", "dct": DAY, "text": "The port shut on Monday."}
    assert timex.shipped([article]) == [[Expression(17, 23, "date", "2031-05-05")]]
