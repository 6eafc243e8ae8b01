from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web import drawn


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("1970-01-01", 0, 0),
        ("1969-12-31", -1, -1),
        ("2031-03", 22339, 22369),
        ("2031", 22280, 22644),
        ("1970-01-02T23:59", 1, 1),
        (None, None, None),
        ("soon", None, None),
    ],
)
def test_days_are_counted_from_1970(date: str | None, first: int | None, last: int | None) -> None:
    assert (drawn.first_day(date), drawn.last_day(date)) == (first, last)


@given(st.dates())
def test_days_are_those_of_the_calendar(day: object) -> None:
    from datetime import date

    assert isinstance(day, date)
    assert drawn.first_day(day.isoformat()) == (day - date(1970, 1, 1)).days


def test_the_keys_of_most_rows_come_first() -> None:
    assert drawn.most([["b", "a"], ["a", "a"], ["c"], []], 2) == [("a", 2), ("b", 1)]
