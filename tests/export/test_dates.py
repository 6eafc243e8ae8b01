from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import dates

DAYS = st.dates().map(datetime.date.isoformat)


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("1998-01-12", "1998-01-12", "12 January 1998"),
        ("2031-02-01", "2031-02-28", "February 2031"),
        ("2028-02-01", "2028-02-29", "February 2028"),
        ("2031-02-01", "2031-02-27", "1 – 27 February 2031"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("1960-01-01", "1969-12-31", "the 1960s"),
        ("1900-01-01", "1999-12-31", "1900 – 1999"),
        ("2031-01-01", "2031-03-31", "January – March 2031"),
        ("2029-12-01", "2030-02-28", "December 2029 – February 2030"),
        ("2031-03-10", "2031-03-16", "10 – 16 March 2031"),
        ("2031-03-28", "2031-04-03", "28 March – 3 April 2031"),
        ("2030-12-28", "2031-01-03", "28 December 2030 – 3 January 2031"),
        (None, "2031-03-10", "until 10 March 2031"),
        ("2031-03-10", None, "from 10 March 2031"),
        (None, None, "no date"),
        ("2031-03-10T15:05:00Z", "2031-03-10T15:05:00Z", "10 March 2031, 15:05 UTC"),
        ("2031-03-10T12:00", "2031-03-10T18:00", "10 March 2031, 12:00 – 18:00"),
        ("-0043-03-15", "-0043-03-15", "15 March 44 BC"),
        ("soon", "soon", "soon"),
        ("soon", "2031", "soon – 2031"),
    ],
)
def test_a_period_is_said_in_the_fewest_words(
    earliest: str | None, latest: str | None, words: str
) -> None:
    assert dates.period(earliest, latest) == words


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2028", "2028-01-01", "2028-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2028-02-03", "2028-02-03", "2028-02-03"),
        ("2028-02/2029", "2028-02-01", "2029-12-31"),
        ("196X", "1960-01-01", "1969-12-31"),
        ("2028-33", "2028-01-01", "2028-03-31"),
        ("soon", "soon", "soon"),
        ("PXD", "PXD", "PXD"),
    ],
)
def test_a_partial_date_lies_between_two_days(value: str, first: str, last: str) -> None:
    assert dates.bounds(value) == (first, last)


def test_a_value_stands_with_the_word_before_it() -> None:
    assert dates.on("2031-03-14") == "on 14 March 2031"
    assert dates.on("2031-03") == "in March 2031"
    assert dates.on("196X") == "in the 1960s"


@pytest.mark.parametrize("value", [None, "", "2031-13", "2031-02-29", "20", "March", "2031-3-1"])
def test_what_is_no_date_is_none(value: str | None) -> None:
    assert dates.parse(value) is None
    assert dates.first_day(value) is None
    assert dates.last_day(value) is None


@given(DAYS)
def test_days_are_counted_as_the_calendar_does(day: str) -> None:
    assert dates.first_day(day) == dates.last_day(day)
    first = dates.first_day("0001-01-01")
    assert first is not None
    assert dates.first_day(day) == first + datetime.date.fromisoformat(day).toordinal() - 1


@given(DAYS, DAYS)
def test_a_later_day_counts_more(one: str, other: str) -> None:
    days = dates.first_day(one), dates.first_day(other)
    assert (days[0] or 0) <= (days[1] or 0) if one <= other else days[0] != days[1]


@given(st.one_of(st.none(), st.text(max_size=12), DAYS), st.one_of(st.none(), st.text(max_size=12)))
def test_anything_has_words(earliest: str | None, latest: str | None) -> None:
    assert isinstance(dates.period(earliest, latest), str)
    assert all(isinstance(one, str) for one in dates.bounds(earliest or ""))
