"""Printed dates → ISO 8601."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("June 29, 2020 at 3:52 p.m. PDT", "2020-06-29T15:52:00-07:00"),
        ("3 March 2021 14:05 GMT", "2021-03-03T14:05:00+00:00"),
        ("2021-03-03", "2021-03-03"),
        ("2021-03-03T14:05:09Z", "2021-03-03T14:05:09+00:00"),
        ("2021-03-03T14:05:09.123+05:30", "2021-03-03T14:05:09+05:30"),
        ("2021-03-03 14:05", "2021-03-03T14:05:00"),
        ("2021/03/03", "2021-03-03"),
        ("Saturday, September 12, 2015", "2015-09-12"),
        ("Sat 12 Sept. 2015", "2015-09-12"),
        ("3rd of March, 2021", "2021-03-03"),
        ("03-Mar-2021", "2021-03-03"),
        ("March 2021", "2021-03"),
        ("2021-03", "2021-03"),
        ("2021", "2021"),
        ("14:05 GMT, 3 March 2021", "2021-03-03T14:05:00+00:00"),
        ("1405 GMT, 3 March 2021", "2021-03-03T14:05:00+00:00"),
        ("7:03 AM EST, Sat March 4, 2023", "2023-03-04T07:03:00-05:00"),
        ("Tue, 3 Mar 2021 14:05:00 +0100", "2021-03-03T14:05:00+01:00"),
        ("June 29, 2020 4:10 AM (GMT+3)", "2020-06-29T04:10:00+03:00"),
        ("June 29, 2020, 18.30 BST", "2020-06-29T18:30:00+01:00"),
        ("June 29, 2020 12:00 AM", "2020-06-29T00:00:00"),
        ("June 29, 2020 12:30 pm", "2020-06-29T12:30:00"),
        ("June 29, 2020 | 3pm", "2020-06-29T15:00:00"),
        ("June 29, 2020 at 9 a.m. Eastern Daylight Time", "2020-06-29T09:00:00-04:00"),
    ],
)
def test_a_printed_date_has_its_iso_value(printed: str, value: str) -> None:
    assert parse_date(printed) == value


@pytest.mark.parametrize(
    ("printed", "offset"),
    [("June 29, 2020", "-04:00"), ("January 5, 2020", "-05:00"), ("March 14, 2006", "-05:00")],
)
def test_a_seasonal_zone_follows_the_date(printed: str, offset: str) -> None:
    value = parse_date(f"{printed} 3:52 p.m. ET")
    assert value is not None
    assert value.endswith(f"T15:52:00{offset}")


def test_a_zone_with_several_meanings_gives_no_offset() -> None:
    assert parse_date("June 29, 2020 at 3:52 p.m. IST") == "2020-06-29T15:52:00"


@pytest.mark.parametrize("printed", ["05.03.2021", "4/7/2019", "June 31, 2020", "2020-11-31"])
def test_an_ambiguous_or_impossible_date_is_found_without_a_value(printed: str) -> None:
    (found,) = find_dates(printed)
    assert (found.start, found.end, found.value) == (0, len(printed), None)


@pytest.mark.parametrize(
    ("printed", "value"), [("13/05/2021", "2021-05-13"), ("03.03.2021", "2021-03-03")]
)
def test_a_numeric_date_with_one_reading_has_it(printed: str, value: str) -> None:
    assert parse_date(printed) == value


@pytest.mark.parametrize(
    "text", ["", "yesterday", "the May 2020 list", "12", "v1.2.2021x", "10.3.2021.7"]
)
def test_other_text_is_no_date(text: str) -> None:
    assert parse_date(text) is None


ZONES = {"PDT": -7, "EST": -5, "GMT": 0, "CEST": 2, "MSK": 3, "JST": 9}


@given(
    st.datetimes(min_value=datetime(1700, 1, 1), max_value=datetime(2150, 1, 1)),
    st.sampled_from(sorted(ZONES)),
)
def test_times_round_trip_in_every_form(moment: datetime, zone: str) -> None:
    moment = moment.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(hours=ZONES[zone])))
    hour, half = (moment.hour % 12 or 12), ("a.m." if moment.hour < 12 else "p.m.")
    clock = f"{hour}:{moment:%M} {half} {zone}"
    forms = [
        f"{moment:%B} {moment.day}, {moment.year} at {clock}",
        f"{moment:%A}, {moment:%B} {moment.day}, {moment.year}, {clock}",
        f"{moment.day} {moment:%B} {moment.year} {moment:%H:%M} {zone}",
        f"{moment:%H:%M} {zone}, {moment.day} {moment:%b} {moment.year}",
        moment.isoformat(),
    ]
    for form in forms:
        assert parse_date(form) == moment.isoformat(), form


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2150, 1, 1)))
def test_days_round_trip_in_every_form(day: date) -> None:
    forms = [
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b}. {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%A} {day.day} {day:%B} {day.year}",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
    ]
    for form in forms:
        assert parse_date(form) == day.isoformat(), form


@given(st.text(max_size=300))
def test_dates_in_any_text_are_in_order_and_apart(text: str) -> None:
    position = 0
    for found in find_dates(text):
        assert position <= found.start < found.end <= len(text)
        position = found.end
