from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.lineage.moments import DAY, after, moment


def test_the_clock_and_its_zone_count() -> None:
    utc, exact = moment("2031-03-10T09:00:00Z")
    zoned, _ = moment("2031-03-10T10:00:00+01:00")
    assert exact
    assert utc == zoned


@pytest.mark.parametrize("value", ["2031", "2031-03", "2031-03-10"])
def test_a_day_or_less_is_where_it_begins(value: str) -> None:
    minute, exact = moment(value)
    assert not exact
    assert minute is not None
    assert minute % DAY == 0


@pytest.mark.parametrize("value", [None, "", "March", "2031-13-40", "99999-01-01", "T10:00"])
def test_what_is_no_date_is_no_moment(value: str | None) -> None:
    assert moment(value) == (None, False)


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_none(value: str) -> None:
    minute, exact = moment(value)
    assert minute is None or minute >= -DAY
    assert not (exact and minute is None)


def test_of_one_day_nobody_knows_which_was_first() -> None:
    day, noon = moment("2031-03-10"), moment("2031-03-10T12:00")
    assert not after(*day, *noon)
    assert not after(*noon, *day)
    assert after(*day, *moment("2031-03-11"))
    assert after(*noon, *moment("2031-03-10T12:01"))
    assert not after(*noon, None, False)
