from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.edtf import Period, bounds, moved, parse, part_of, valid

ONE = ["day", "month", "quarter", "season", "half", "year", "decade", "century"]
UNITS = [
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
]
DAYS = st.dates(min_value=date(101, 1, 1), max_value=date(9800, 1, 1))


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2031-05-07", "2031-05-07", "2031-05-07"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-21", "2031-03-01", "2031-05-31"),
        ("2031-24", "2031-12-01", "2032-02-29"),
        ("2031-35", "2031-07-01", "2031-09-30"),
        ("2031-41", "2031-07-01", "2031-12-31"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2031-05-05/2031-05-11", "2031-05-05", "2031-05-11"),
        ("2015/2016", "2015-01-01", "2016-12-31"),
        ("../2031-05-07", None, "2031-05-07"),
        ("2031-05-07/..", "2031-05-07", None),
        ("2031-05-07~", "2031-05-07", "2031-05-07"),
        ("2031-05-07T20:00:00-04:00", "2031-05-08T00:00:00Z", "2031-05-08T00:00:00Z"),
        ("2031-05-07T20:00:00", "2031-05-07T20:00:00", "2031-05-07T20:00:00"),
        ("2031-05-07T18:00:00/2031-05-07T24:00:00", "2031-05-07T18:00:00", "2031-05-08T00:00:00"),
        ("XXXX-XX-XX", None, None),
        ("XXXX-02", None, None),
        ("XXXX-XX-XXT09:00:00", None, None),
        ("P3D", None, None),
        ("PT5H30M", None, None),
        ("PXY", None, None),
        ("R/P1W", None, None),
    ],
)
def test_a_value_spans_from_its_earliest_to_its_latest(
    value: str, earliest: str | None, latest: str | None
) -> None:
    assert valid(value)
    assert bounds(value) == (earliest, latest)


@pytest.mark.parametrize(
    "value",
    ["", "2031-13", "2031-02-30", "31", "2031-05-07T25:00:00", "..", "../..", "2031/2030", "P",
     "PT", "3D", "R/3D", "R/R/P1D", "soon", "2031-05-07/", "XXXX-13", "20XX-01", "P3D/..",
     "2031~~"],
)  # fmt: skip
def test_what_is_no_value_is_told_apart(value: str) -> None:
    assert not valid(value)


def test_what_is_no_value_has_no_bounds() -> None:
    with pytest.raises(ValueError, match="no value"):
        bounds("soon")


@given(st.sampled_from(UNITS), DAYS)
def test_a_period_holds_its_day_and_its_value_spans_it(unit: str, day: date) -> None:
    period = Period.around(unit, day)  # type: ignore[arg-type]
    assert valid(period.value)
    earliest, latest = bounds(period.value)
    assert (earliest, latest) == (period.first.isoformat(), period.last.isoformat())
    assert period.first <= period.last
    if unit != "weekend":
        assert period.first <= day <= period.last


@given(st.sampled_from(UNITS), DAYS, st.integers(min_value=-50, max_value=50))
def test_the_next_begins_where_the_last_ends(unit: str, day: date, by: int) -> None:
    period = Period.around(unit, day)  # type: ignore[arg-type]
    after = period.shifted(1)
    if unit != "weekend" and after.first > period.first and after.last.year < 9900:
        assert (after.first - period.last).days == 1
        assert after.shifted(-1) == period


@given(
    st.sampled_from(ONE),
    DAYS,
)
def test_a_value_of_one_period_is_read_back(unit: str, day: date) -> None:
    period = Period.around(unit, day)  # type: ignore[arg-type]
    assert parse(period.value) == period


@given(st.dates(), st.integers(-(10**7), 10**7), st.sampled_from("DWMY"))
def test_the_calendar_ends_but_nothing_raises(day: date, amount: int, unit: str) -> None:
    assert date.min <= moved(day, amount, unit) <= date.max


@given(st.text(max_size=24))
def test_any_text_is_a_value_or_none(text: str) -> None:
    if valid(text):
        earliest, latest = bounds(text)
        assert earliest is None or latest is None or earliest[:10] <= latest[:10]


def test_seasons_quarters_and_halves_go_by_their_numbers() -> None:
    assert [part_of(2031, number).value for number in (21, 24, 33, 36, 40, 41)] == [
        "2031-21", "2031-24", "2031-33", "2031-36", "2031-40", "2031-41",
    ]  # fmt: skip
